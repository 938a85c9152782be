"""Which entity each key of the evidence stands for: by the claims of the texts, and by people's decisions first.

A district's and a cluster's key is its id, but for decisions. A firm's key is the folded fullest name in one article,
so a short form that stands alone somewhere is a key too. It stands for the firm that claims it as an alias, if all
its claimants stand for one; else for itself:

    stands_for(k) = r   if {stands_for(c) for c in claimants(k)} = {r}, else k

Where no text says what `k` stands for, the firms do whose names lead one to expect it (`short_names`): if all of them
stand for one firm, and that has a full name. So a second firm of that name in the database undoes the first's claim;
and where one article has both `k` and such a firm, as two, they are two (甲乙丙 and its daughter 成都甲乙丙光电). A `k`
that lacks both place and trade may be the parent's name: it stands for the firm only where the texts that have it and
those that have the firm are all about one city. Else it is a doubtful case (`doubts`).

A claimant of `k` is a key of which some article says that `k` is another form of it, and which is longer than `k` (by
length, then code point), so that claims make no circles. What more than MOST_CLAIMANTS keys claim is a word for any
firm (该公司, 集团) and nobody's: it stands for itself, and never becomes a hub. Nothing here depends on which article
came first.

Decisions come before claims. A key that was decided to be the same as others stands for what the longest of them stands
for; one that is no firm stands for nothing (None), and so do the forms that it alone claims; and no claim joins what
was decided to be different: of two forms that a firm claims and that differ, the longer is its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence

from .decided import Decided
from .divisions import cities
from .kinds import FIRM, Kind, longest
from .short_names import is_full, is_sure, short_forms

MOST_CLAIMANTS = 1000


def identify(db: sqlite3.Connection, entity: str, keys: Collection[str]) -> dict[str, str | None]:
    """Each key that evidence has to the id of the entity it stands for; None for what was decided to be none."""
    wanted = json.dumps(sorted(keys), ensure_ascii=False)
    query = "SELECT key, id FROM identities WHERE entity = ? AND key IN (SELECT value FROM json_each(?))"
    return dict(db.execute(query, (entity, wanted)).fetchall()) if keys else {}


def is_said(db: sqlite3.Connection, kind: Kind, key: str) -> bool:
    """Whether any article says something of a key."""
    return db.execute(f"SELECT 1 FROM {kind.evidence} WHERE key = ? LIMIT 1", (key,)).fetchone() is not None


def stands_for(
    key: str,
    said: Decided,
    claimants: Callable[[str], Sequence[str]],
    namesakes: Callable[[str], Sequence[str]],
    others: Callable[[str], str | None],
) -> str | None:
    """What the key of a firm stands for, wherever the claims are kept.

    `claimants` gives the keys that claim a key and are longer than it, `namesakes` those that it may be short for by
    their form, `others` what such a longer key stands for.
    """
    if key in said.void:
        return None
    if (head := said.head(key)) != key:
        return others(head)
    claiming = claimants(key)
    likely = [] if claiming else namesakes(key)
    if max(len(claiming), len(likely)) > MOST_CLAIMANTS:
        return key
    claimed_by = {others(claimant) for claimant in claiming or likely}
    if claimed_by == {None} and claiming:
        return None
    claimed_by.discard(None)
    if len(claimed_by) != 1 or (likely and not all(is_full(one or "") for one in claimed_by)):
        return key
    claimant = claimed_by.pop()
    rivals = [other for other in said.apart.get(key, ()) if longest(other) > longest(key)]
    return key if any(others(rival) == claimant for rival in rivals) else claimant


class Identities:
    """What the keys of a kind stand for, worked out anew for those that a change affects."""

    def __init__(self, db: sqlite3.Connection, kind: Kind, said: Decided, touched: Iterable[str]) -> None:
        self.db, self.kind, self.said = db, kind, said
        self.affected = self._dependents(touched)
        self.resolved: dict[str, str | None] = {}

    def stands_for(self, key: str) -> str | None:
        """The id of what a key stands for, or None."""
        if key not in self.resolved:
            known = identify(self.db, self.kind.entity, [key]) if key not in self.affected else {}
            self.resolved[key] = known[key] if key in known else self._work_out(key)
        return self.resolved[key]

    def _work_out(self, key: str) -> str | None:
        if self.kind is FIRM:
            return stands_for(key, self.said, self._claimants, self._namesakes, self.stands_for)
        return None if key in self.said.void else self.said.head(key)

    def _claimants(self, key: str) -> list[str]:
        """The firm keys of which some article says that `key` is another form; only those longer than it."""
        return [one for one in _distinct(self.db, "key", "alias_key", key) if longest(one) > longest(key)]

    def _namesakes(self, key: str) -> list[str]:
        """The firm keys that `key` is a short form of; none where articles tell it from one or join none."""
        query = "SELECT key FROM short_forms WHERE form = ? ORDER BY key LIMIT ?"
        found = [one for (one,) in self.db.execute(query, (key, MOST_CLAIMANTS + 1))]
        if not found or len(found) > MOST_CLAIMANTS:
            return found
        is_joined = any(is_sure(key, one) for one in found) or self._in_one_city([key], found)
        return found if is_joined and not any(self._are_two(one, key) for one in found) else []

    def _in_one_city(self, *sides: Sequence[str]) -> bool:
        """Whether the places of the articles that have a key of each side lie in one city, the same for all sides."""
        found = [self._cities(keys) for keys in sides]
        return len(found[0]) == 1 and all(one == found[0] for one in found)

    def _cities(self, keys: Sequence[str]) -> set[str]:
        """The cities of the articles that have any of the keys; where there are several, some of them."""
        query = (
            "SELECT DISTINCT d.code FROM firm_evidence AS e JOIN district_evidence AS d ON d.article_id = e.article_id "
            f"WHERE e.key IN {_WANTED} AND d.code IS NOT NULL"
        )
        found: set[str] = set()
        for (code,) in self.db.execute(query, (json.dumps(keys, ensure_ascii=False),)):
            found |= cities([code])
            if len(found) > 1:
                break
        return found

    def _are_two(self, one: str, other: str) -> bool:
        """Whether an article has both keys."""
        query = (
            f"SELECT 1 FROM {self.kind.evidence} AS e WHERE e.key = ? AND EXISTS "
            f"(SELECT 1 FROM {self.kind.evidence} AS o WHERE o.article_id = e.article_id AND o.key = ?) LIMIT 1"
        )
        return self.db.execute(query, (one, other)).fetchone() is not None

    def _dependents(self, touched: Iterable[str]) -> set[str]:
        """The touched keys, those that decisions bind to them, the aliases they claim, what those claim, and so on."""
        affected: set[str] = set()
        waiting = list(touched)
        while waiting:
            key = waiting.pop()
            if key not in affected:
                affected.add(key)
                waiting += self.said.bound(key)
                if self.kind is FIRM:
                    waiting += _distinct(self.db, "alias_key", "key", key)
                    waiting += self._said_forms(key)
        return affected

    def _said_forms(self, key: str) -> list[str]:
        """The short forms of a key that evidence, or a decision, has as keys of their own."""
        forms = short_forms(key)
        return [one for one in forms if one in self.said.keys or is_said(self.db, self.kind, one)]


def resolve(db: sqlite3.Connection, kind: Kind, said: Decided, touched: Iterable[str]) -> set[str]:
    """Work out anew what the touched keys stand for, and all that hangs on them.

    Gives back the ids of the entities that gained or lost a key they had evidence under, to be derived anew.
    """
    touched = set(touched)
    if kind is FIRM:
        _expect(db, touched)
    alone = _alone(db, kind, said, touched)
    db.executemany("INSERT INTO identities VALUES (?1, ?2, ?2)", [(kind.entity, key) for key in sorted(alone)])
    identities = Identities(db, kind, said, touched - alone)
    stale: set[str | None] = set()
    for key in sorted(identities.affected, key=longest, reverse=True):  # claimants first: no deep recursion
        if not is_said(db, kind, key):
            continue
        known, now = identify(db, kind.entity, [key]), identities.stands_for(key)
        if key not in known:
            _assign(db, kind, key, now)
        elif known[key] != now:
            _assign(db, kind, key, now)
            _repoint(db, kind, key, known[key], now)
            stale |= {known[key], now}
    return {entity_id for entity_id in stale if entity_id is not None}


def _alone(db: sqlite3.Connection, kind: Kind, said: Decided, keys: Collection[str]) -> set[str]:
    """Of some keys those that are new and that no decision and no claim ties to others: each stands for itself.

    By far the most of what an article brings are such, so that they are found with three queries for all.
    """
    if said.keys or said.is_moving:
        return set()
    wanted = json.dumps(sorted(keys), ensure_ascii=False)
    alone = {
        key for (key,) in db.execute(f"SELECT DISTINCT key FROM {kind.evidence} WHERE key IN {_WANTED}", (wanted,))
    }
    alone -= identify(db, kind.entity, keys).keys()
    if kind is FIRM:
        for column in ("key", "alias_key"):
            claims = f"SELECT DISTINCT {column} FROM alias_evidence WHERE {column} IN {_WANTED}"
            alone -= {key for (key,) in db.execute(claims, (wanted,))}
        alone -= {key for (key,) in db.execute(f"SELECT form FROM short_forms WHERE form IN {_WANTED}", (wanted,))}
        known = (
            "SELECT DISTINCT s.key FROM short_forms AS s JOIN identities AS i ON i.key = s.form "
            f"WHERE i.entity = 'firm' AND s.key IN {_WANTED}"
        )
        alone -= {key for (key,) in db.execute(known, (wanted,))}
    return alone


def short_for(db: sqlite3.Connection, keys: Iterable[str]) -> set[str]:
    """The keys that may be short for others by their form, of some keys or for some of them: places tell of both."""
    wanted = json.dumps(sorted(keys), ensure_ascii=False)
    query = (  # from the wanted keys on: without statistics SQLite would begin with all identities
        f"SELECT form FROM short_forms WHERE form IN {_WANTED} UNION "
        f"SELECT form FROM short_forms AS s WHERE s.key IN {_WANTED} "
        "AND EXISTS (SELECT 1 FROM identities AS i WHERE i.entity = 'firm' AND i.key = s.form)"
    )
    return {form for (form,) in db.execute(query, (wanted, wanted))}


def _expect(db: sqlite3.Connection, keys: set[str]) -> None:
    """Bring the short forms of the firms up to date that evidence has got, or lost, under some keys."""
    wanted = json.dumps(sorted(keys), ensure_ascii=False)
    said = {key for (key,) in db.execute(f"SELECT DISTINCT key FROM firm_evidence WHERE key IN {_WANTED}", (wanted,))}
    db.executemany("DELETE FROM short_forms WHERE key = ?", [(key,) for key in sorted(keys - said)])
    forms = sorted((form, key) for key in said for form in short_forms(key))
    db.executemany("INSERT OR IGNORE INTO short_forms VALUES (?, ?)", forms)


_WANTED = "(SELECT value FROM json_each(?))"


def _assign(db: sqlite3.Connection, kind: Kind, key: str, entity_id: str | None) -> None:
    db.execute(
        "INSERT INTO identities VALUES (?, ?, ?) ON CONFLICT (entity, key) DO UPDATE SET id = excluded.id",
        (kind.entity, key, entity_id),
    )


def _distinct(db: sqlite3.Connection, wanted: str, column: str, value: str) -> list[str]:
    """The distinct `wanted` of alias evidence with a given `column`, one index look-up each, however many articles."""
    found: list[str] = []
    query = f"SELECT min({wanted}) FROM alias_evidence WHERE {column} = ? AND {wanted} > ?"
    while (following := db.execute(query, (value, found[-1] if found else "")).fetchone()[0]) is not None:
        found.append(following)
    return found


def _repoint(db: sqlite3.Connection, kind: Kind, key: str, before: str | None, now: str | None) -> None:
    """Let everything that evidence says of `key` refer to another entity."""
    db.execute(
        "UPDATE mentions SET entity_id = ? WHERE entity = ? AND entity_id IS ? AND entity_key = ?",
        (now, kind.entity, before, key),
    )
    for table, id_column, key_column in kind.references:
        db.execute(
            f"UPDATE {table} SET {id_column} = ? WHERE {id_column} IS ? AND {key_column} = ?", (now, before, key)
        )
