"""What people's decisions say of the keys of one kind of entity, whatever the order in which they were made.

`same` joins keys into groups, and `different` keeps keys apart: it wins over any chain of the others. The pairs of
`same` are taken in the order of their keys, and one that would join what is to be kept apart is left out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from .kinds import longest


@dataclass(slots=True)
class Decided:
    """The decisions on one kind of entity, ready to be asked."""

    keys: set[str] = field(default_factory=set)
    """All keys that a decision names."""
    void: set[str] = field(default_factory=set)
    """Keys that are no such entity."""
    names: dict[str, str] = field(default_factory=dict)
    """Key to the name that what it stands for is to have."""
    heads: dict[str, str] = field(default_factory=dict)
    """Key to the longest key of its group."""
    members: dict[str, set[str]] = field(default_factory=dict)
    """Head to the keys of its group."""
    apart: dict[str, set[str]] = field(default_factory=dict)
    """Head to the heads of what differs from any key of its group."""

    def head(self, key: str) -> str:
        """The longest key of the group of a key; the key itself where it is in none."""
        return self.heads.get(key, key)

    def bound(self, key: str) -> set[str]:
        """The other keys whose identity may follow that of `key`, by decision."""
        head = self.head(key)
        return self.members.get(head, set()) | self.apart.get(head, set()) | {head}


def decided(db: sqlite3.Connection, entity: str) -> Decided:
    """The decisions on a kind of entity that a database holds."""
    return combine(db.execute("SELECT verdict, key, other FROM decisions WHERE entity = ?", (entity,)))


def combine(rows: Iterable[tuple[str, str, str]]) -> Decided:
    """The decisions of some rows: verdict, key, and the other key or the name.

    >>> combine([("same", "甲", "甲乙"), ("same", "甲乙", "甲乙丙"), ("different", "甲", "甲乙丙")]).heads
    {'甲': '甲乙', '甲乙': '甲乙', '甲乙丙': '甲乙丙'}
    """
    found = Decided()
    pairs: dict[str, list[tuple[str, str]]] = {"same": [], "different": []}
    for verdict, key, other in sorted(rows):
        found.keys.add(key)
        if verdict == "not-a-firm":
            found.void.add(key)
        elif verdict == "rename":
            found.names[key] = max(found.names.get(key, ""), other, key=longest)
        else:
            pairs[verdict].append((key, other))
            found.keys.add(other)
    _group(found, pairs["same"], pairs["different"])
    return found


def _group(found: Decided, same: list[tuple[str, str]], different: list[tuple[str, str]]) -> None:
    """Join the keys of each pair of `same` in turn, unless two of `different` would meet."""
    group = {key: {key} for key in found.keys}
    kept_apart: dict[str, set[str]] = {}
    for one, other in different:
        kept_apart.setdefault(one, set()).add(other)
        kept_apart.setdefault(other, set()).add(one)
    for one, other in same:
        if group[one] is not group[other] and not any(kept_apart.get(key, set()) & group[other] for key in group[one]):
            group[one] |= group[other]
            group |= dict.fromkeys(group[other], group[one])
    found.heads = {key: max(group[key], key=longest) for key in sorted(group)}
    found.members = {head: group[head] for head in found.heads.values()}
    for one, others in kept_apart.items():
        found.apart.setdefault(found.heads[one], set()).update(found.heads[other] for other in others)
