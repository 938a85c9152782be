"""What people's decisions say of the keys of one kind of entity, whatever the order in which they were made.

`same` joins keys into groups, and `different` keeps keys apart: it wins over any chain of the others. The pairs of
`same` are taken in the order of their keys, and one that would join what is to be kept apart is left out. `place` joins
a district to the division, or to the place in one, that it is; two divisions with codes of their own are never one.

What lies in a district goes with it: where A was placed at 310112, A/云杉工业区 is 310112/云杉工业区, and 氢能@A is
氢能@310112.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from .kinds import longest

Row = tuple[str, str, str, str]
"""Verdict, entity, key, and the other key or the name."""

_CODE = re.compile(r"[0-9]{6}")
_LONGEST_CHAIN = 32


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
    """Key to the first key of its group: the longest; of districts one with a code."""
    members: dict[str, set[str]] = field(default_factory=dict)
    """Head to the keys of its group."""
    apart: dict[str, set[str]] = field(default_factory=dict)
    """Head to the heads of what differs from any key of its group."""
    moved: Callable[[str], str] = str
    """A key to the key it has by decisions on the districts in it."""

    def head(self, key: str) -> str:
        """The first key of the group of a key; the key itself where it is in none."""
        key = self.moved(key)
        return self.heads.get(key, key)

    @property
    def is_moving(self) -> bool:
        """Whether keys that no decision names may move."""
        return self.moved is not str or (isinstance(self, Districts) and bool(self.heads))

    def bound(self, key: str) -> set[str]:
        """The other keys whose identity may follow that of `key`, by decision."""
        head = self.head(key)
        return self.members.get(head, set()) | self.apart.get(head, set()) | {head}


class Districts(Decided):
    """The decisions on districts: what lies in one goes with it."""

    def head(self, key: str, above: frozenset[str] = frozenset()) -> str:
        """As above; `above` are the keys on the way, for decisions may run in a circle."""
        if key in above or len(above) > _LONGEST_CHAIN:
            return key
        above |= {key}
        if (head := self.heads.get(key, key)) != key:
            return self.head(head, above)
        outer, slash, name = key.rpartition("/")
        moved = f"{self.head(outer, above)}/{name}" if slash else key
        return self.head(moved, above) if moved != key else key


def decided(db: sqlite3.Connection, entity: str) -> Decided:
    """The decisions on a kind of entity that a database holds."""
    return combine(db.execute("SELECT verdict, entity, key, other FROM decisions").fetchall(), entity)


def combine(rows: Iterable[Row], entity: str) -> Decided:
    """What some decisions, of all kinds, say of one kind of entity.

    >>> pairs = [("same", "甲", "甲乙"), ("same", "甲乙", "甲乙丙"), ("different", "甲", "甲乙丙")]
    >>> combine([(verdict, "firm", *keys) for verdict, *keys in pairs], "firm").heads
    {'甲': '甲乙', '甲乙': '甲乙', '甲乙丙': '甲乙丙'}
    >>> combine([("place", "district", "云杉区", "310112")], "cluster").head("氢能@云杉区")
    '氢能@310112'
    """
    rows = sorted(rows)
    found = Districts() if entity == "district" else Decided()
    if entity == "cluster" and any(kind == "district" for _, kind, _, _ in rows):
        districts = combine(rows, "district")
        found.moved = lambda key: _at_homes(key, districts)
    pairs: dict[str, list[tuple[str, str]]] = {"same": [], "different": []}
    for verdict, kind, key, other in rows:
        if kind != entity:
            continue
        key = found.moved(key)
        found.keys.add(key)
        if verdict == "not-a-firm":
            found.void.add(key)
        elif verdict == "rename":
            found.names[key] = max(found.names.get(key, ""), other, key=longest)
        else:
            pairs["same" if verdict == "place" else verdict].append((key, found.moved(other)))
            found.keys.add(found.moved(other))
    _group(found, sorted(pairs["same"]), pairs["different"])
    return found


def _place(key: str) -> tuple[bool, bool, int, str]:
    """Of the keys of one district, that which is a code is its first, then that which lies in one."""
    return (_CODE.fullmatch(key) is not None, _CODE.match(key) is not None, len(key), key)


def _at_homes(key: str, districts: Decided) -> str:
    """The key of a cluster after its homes have moved."""
    industry, at, homes = key.rpartition("@")
    return industry + at + "+".join(sorted({districts.head(home) for home in homes.split("+")}))


def _group(found: Decided, same: list[tuple[str, str]], different: list[tuple[str, str]]) -> None:
    """Join the keys of each pair of `same` in turn, unless two of `different`, or two codes, would meet."""
    group = {key: {key} for key in found.keys}
    codes = {key for key in found.keys if _CODE.fullmatch(key)} if isinstance(found, Districts) else set()
    kept_apart: dict[str, set[str]] = {}
    for one, other in different:
        if one != other:
            kept_apart.setdefault(one, set()).add(other)
            kept_apart.setdefault(other, set()).add(one)
    for one, other in same:
        joined = group[one] | group[other]
        apart = any(kept_apart.get(key, set()) & group[other] for key in group[one]) or len(joined & codes) > 1
        if group[one] is not group[other] and not apart:
            group |= dict.fromkeys(joined, joined)
    order: Callable[[str], Any] = _place if isinstance(found, Districts) else longest
    found.heads = {key: max(group[key], key=order) for key in sorted(group)}
    found.members = {head: group[head] for head in found.heads.values()}
    for one, others in kept_apart.items():
        found.apart.setdefault(found.heads[one], set()).update(found.heads[other] for other in others)
