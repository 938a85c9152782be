"""Knowledge from evidence: which entity each key stands for, and what all articles together say of it.

**Identity.** A district's and a cluster's key is its id. A firm's key is the folded fullest name in one article, so a
short form that stands alone somewhere is a key too. It stands for the firm that claims it as an alias, if all its
claimants stand for one; else for itself:

    stands_for(k) = r   if {stands_for(c) for c in claimants(k)} = {r}, else k

A claimant of `k` is a key of which some article says that `k` is another form of it, and which is longer than `k` (by
length, then code point), so that claims make no circles. Nothing here depends on which article came first.

**Attributes.** What an entity is called, its tier and the like are the join of what each article says: each attribute
has an order (`Kind.orders`), and the greatest wins. A join is associative, commutative and idempotent, so adding an
article costs one comparison, whatever was there before; only taking one away looks at all the evidence again.
`articles` counts them.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Order = Callable[[Any], Any]
Row = tuple[Any, ...]


def _longest(text: str | None) -> tuple[int, str]:
    """Longest, then by code point; nothing is least."""
    return (len(text), text) if text is not None else (-1, "")


_LEVELS = ("town", "zone", "district", "city", "province")
_GRADES = ("国家级", "省级", "自治区级", "市级", "区级", "县级")
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


def _tier(tier: str | None) -> tuple[float, int, str]:
    """Tiers by magnitude: 万亿级 over 5000亿级 over 千亿级 over 百亿级; nothing is least."""
    written = re.search(r"([\d.]*)([一二两三四五六七八九]?)([十百千万]*)亿", tier or "")
    if not written:
        return (-1 if tier is None else 0, *_longest(tier))
    digits, numeral, scales = written.groups()
    magnitude = float(digits) if re.fullmatch(r"\d+(\.\d+)?", digits) else float(_DIGITS.get(numeral, 1))
    for scale in scales:
        magnitude *= _SCALE[scale]
    return (magnitude, *_longest(tier))


def _grade(grade: str | None) -> tuple[int, int, str]:
    """Grades from the nation down; nothing is least."""
    rank = len(_GRADES) - _GRADES.index(grade) if grade in _GRADES else 0
    return (rank if grade is not None else -1, *_longest(grade))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity: its tables, and its attributes with the order in which articles outbid each other."""

    entity: str
    table: str
    evidence: str
    columns: tuple[str, ...]
    said: tuple[str, ...]
    orders: tuple[Order, ...]
    references: tuple[tuple[str, str, str], ...]
    """Table, id column and key column of everything that refers to such an entity."""

    def join(self, rows: Iterable[Row]) -> Row | None:
        """The greatest of each attribute over `rows`; None for no rows."""
        columns = list(zip(*rows, strict=True))
        if not columns:
            return None
        return tuple(max(column, key=order) for column, order in zip(columns, self.orders, strict=True))


DISTRICT = Kind(
    "district",
    "districts",
    "district_evidence",
    ("name", "full_name", "code", "level", "parent_id"),
    ("name", "full_name", "code", "level", "parent"),
    (_longest, _longest, _longest, _LEVELS.index, _longest),
    (
        ("figures", "district_id", "district_key"),
        ("cluster_districts", "district_id", "district_key"),
        ("firm_districts", "district_id", "district_key"),
    ),
)
CLUSTER = Kind(
    "cluster",
    "clusters",
    "cluster_evidence",
    ("industry", "tier", "grade"),
    ("industry", "tier", "grade"),
    (_longest, _tier, _grade),
    (
        ("figures", "cluster_id", "cluster_key"),
        ("cluster_districts", "cluster_id", "cluster_key"),
        ("firm_clusters", "cluster_id", "cluster_key"),
    ),
)
FIRM = Kind(
    "firm",
    "firms",
    "firm_evidence",
    ("name", "kind", "stock_code"),
    ("name", "kind", "stock_code"),
    (_longest, ("institute", "company").index, _longest),
    (
        ("figures", "firm_id", "firm_key"),
        ("firm_districts", "firm_id", "firm_key"),
        ("firm_clusters", "firm_id", "firm_key"),
    ),
)
KINDS = {kind.entity: kind for kind in (DISTRICT, CLUSTER, FIRM)}


@dataclass(slots=True)
class Change:
    """What a document brings to the evidence or takes from it."""

    said: dict[str, dict[str, list[Row]]] = field(default_factory=lambda: {entity: {} for entity in KINDS})
    """Entity to key to what is said of it, in the columns of `Kind.said`."""
    articles: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """Entity and key to the ids of the articles that say it."""
    aliases: set[tuple[str, str, str]] = field(default_factory=set)
    """Firm key, alias, alias key."""

    def add(self, article: str, entity: str, key: str, row: Row) -> None:
        """Note that an article says `row` of the entity that it knows by `key`."""
        self.said[entity].setdefault(key, []).append(row)
        self.articles.setdefault((entity, key), set()).add(article)


def identify(db: sqlite3.Connection, entity: str, keys: Collection[str]) -> dict[str, str]:
    """Each key that evidence has to the id of the entity it stands for."""
    wanted = json.dumps(sorted(keys), ensure_ascii=False)
    query = "SELECT key, id FROM identities WHERE entity = ? AND key IN (SELECT value FROM json_each(?))"
    return dict(db.execute(query, (entity, wanted)).fetchall()) if keys else {}


def admit(db: sqlite3.Connection, change: Change) -> None:
    """Bring knowledge up to date after `change` has been added to the evidence."""
    for kind in KINDS.values():
        said = change.said[kind.entity]
        known = identify(db, kind.entity, said)
        fresh = said.keys() - known.keys()
        stale: set[str] = set()
        if kind is FIRM:
            stale = _resolve(db, fresh | {alias_key for _, _, alias_key in change.aliases})
        else:
            _assign(db, kind, {key: key for key in fresh})
        ids = identify(db, kind.entity, said)
        keys_of: dict[str, list[str]] = {}
        for key, entity_id in ids.items():
            keys_of.setdefault(entity_id, []).append(key)
        for entity_id, keys in keys_of.items():
            if entity_id not in stale:
                rows = [row for key in keys for row in said[key]]
                articles = set().union(*(change.articles[kind.entity, key] for key in keys))
                _outbid(db, kind, entity_id, rows, len(articles))
        if kind is FIRM:
            _add_aliases(db, change, ids, stale)
        for entity_id in stale:
            _recompute(db, kind, entity_id)


def retract(db: sqlite3.Connection, change: Change) -> None:
    """Bring knowledge up to date after `change` has been taken from the evidence."""
    for kind in KINDS.values():
        said = change.said[kind.entity]
        stale = set(identify(db, kind.entity, said).values())
        gone = {key for key in said if not _is_said(db, kind, key)}
        for key in gone:
            db.execute("DELETE FROM identities WHERE entity = ? AND key = ?", (kind.entity, key))
        if kind is FIRM:
            stale |= _resolve(db, {alias_key for _, _, alias_key in change.aliases} | gone)
        for entity_id in stale:
            _recompute(db, kind, entity_id)


def _is_said(db: sqlite3.Connection, kind: Kind, key: str) -> bool:
    return db.execute(f"SELECT 1 FROM {kind.evidence} WHERE key = ? LIMIT 1", (key,)).fetchone() is not None


def _outbid(db: sqlite3.Connection, kind: Kind, entity_id: str, rows: Sequence[Row], articles: int) -> None:
    """Join what new articles say to what is known of an entity."""
    columns = ", ".join(kind.columns)
    known = db.execute(f"SELECT articles, {columns} FROM {kind.table} WHERE id = ?", (entity_id,)).fetchone()
    before, *current = known or (0,)
    joined = kind.join([*rows, tuple(current)] if known else rows)
    if joined is None:
        return
    _write(db, kind, entity_id, joined, before + articles)
    if kind is FIRM and known and current[0] != joined[0]:
        db.execute("DELETE FROM firm_aliases WHERE firm_id = ? AND alias = ?", (entity_id, joined[0]))
        db.execute("INSERT OR IGNORE INTO firm_aliases VALUES (?, ?)", (entity_id, current[0]))


def _write(db: sqlite3.Connection, kind: Kind, entity_id: str, values: Row, articles: int) -> None:
    columns = (*kind.columns, "articles")
    marks = ", ".join("?" for _ in columns)
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns)
    db.execute(
        f"INSERT INTO {kind.table} (id, {', '.join(columns)}) VALUES (?, {marks}) "
        f"ON CONFLICT (id) DO UPDATE SET {updates}",
        (entity_id, *values, articles),
    )


def _recompute(db: sqlite3.Connection, kind: Kind, entity_id: str) -> None:
    """Derive an entity from all its evidence; without any it goes."""
    said = ", ".join(f"e.{column}" for column in kind.said)
    evidence = f"FROM identities AS i JOIN {kind.evidence} AS e ON e.key = i.key WHERE i.entity = ? AND i.id = ?"
    rows = db.execute(f"SELECT DISTINCT {said} {evidence}", (kind.entity, entity_id)).fetchall()
    joined = kind.join(rows)
    if joined is None:
        db.execute(f"DELETE FROM {kind.table} WHERE id = ?", (entity_id,))
        return
    articles = db.execute(f"SELECT count(DISTINCT e.article_id) {evidence}", (kind.entity, entity_id)).fetchone()[0]
    _write(db, kind, entity_id, joined, articles)
    if kind is FIRM:
        _recompute_aliases(db, entity_id, {row[0] for row in rows}, joined[0])


def _recompute_aliases(db: sqlite3.Connection, firm_id: str, names: set[str], name: str) -> None:
    """Write the forms of a firm anew: its other `names` and its aliases, but `name`."""
    aliases = db.execute(
        "SELECT DISTINCT e.alias FROM identities AS i JOIN alias_evidence AS e ON e.key = i.key "
        "WHERE i.entity = 'firm' AND i.id = ?",
        (firm_id,),
    ).fetchall()
    forms = names | {alias for (alias,) in aliases}
    db.execute("DELETE FROM firm_aliases WHERE firm_id = ?", (firm_id,))
    db.executemany("INSERT INTO firm_aliases VALUES (?, ?)", [(firm_id, form) for form in sorted(forms - {name})])


def _add_aliases(db: sqlite3.Connection, change: Change, ids: dict[str, str], stale: set[str]) -> None:
    """Record the forms that new articles use, for the firms that are not derived anew anyway."""
    forms = {(ids[key], alias) for key, alias, _ in change.aliases}
    forms |= {(ids[key], row[0]) for key, rows in change.said["firm"].items() for row in rows}
    for firm_id, form in sorted(forms):
        if firm_id not in stale:
            db.execute(
                "INSERT OR IGNORE INTO firm_aliases SELECT id, ? FROM firms WHERE id = ? AND name <> ?",
                (form, firm_id, form),
            )


def _assign(db: sqlite3.Connection, kind: Kind, ids: dict[str, str]) -> None:
    db.executemany(
        "INSERT INTO identities VALUES (?, ?, ?) ON CONFLICT (entity, key) DO UPDATE SET id = excluded.id",
        [(kind.entity, key, entity_id) for key, entity_id in ids.items()],
    )


def _resolve(db: sqlite3.Connection, touched: Iterable[str]) -> set[str]:
    """Work out anew what the touched firm keys stand for, and all that hangs on them.

    Gives back the ids of the firms that gained or lost a key they had evidence under, to be derived anew.
    """
    affected = _dependents(db, touched)
    resolved: dict[str, str] = {}

    def stands_for(key: str) -> str:
        if key not in resolved:
            if key in affected:
                claimed_by = {stands_for(claimant) for claimant in _claimants(db, key)}
                resolved[key] = claimed_by.pop() if len(claimed_by) == 1 else key
            else:
                resolved[key] = identify(db, "firm", [key]).get(key, key)
        return resolved[key]

    stale: set[str] = set()
    for key in sorted(affected, key=_longest, reverse=True):  # claimants first: no deep recursion
        if not _is_said(db, FIRM, key):
            continue
        before, now = identify(db, "firm", [key]).get(key), stands_for(key)
        if before != now:
            _assign(db, FIRM, {key: now})
            if before is not None:
                _repoint(db, FIRM, key, before, now)
                stale |= {before, now}
    return stale


def _dependents(db: sqlite3.Connection, touched: Iterable[str]) -> set[str]:
    """The touched keys, the aliases that they claim, what those claim as firms of their own, and so on."""
    affected: set[str] = set()
    waiting = list(touched)
    while waiting:
        key = waiting.pop()
        if key not in affected:
            affected.add(key)
            waiting += _distinct(db, "alias_key", "key", key)
    return affected


def _claimants(db: sqlite3.Connection, key: str) -> list[str]:
    """The firm keys of which some article says that `key` is another form; only those longer than it."""
    return [claimant for claimant in _distinct(db, "key", "alias_key", key) if _longest(claimant) > _longest(key)]


def _distinct(db: sqlite3.Connection, wanted: str, column: str, value: str) -> list[str]:
    """The distinct `wanted` of alias evidence with a given `column`, one index look-up each, however many articles."""
    found: list[str] = []
    query = f"SELECT min({wanted}) FROM alias_evidence WHERE {column} = ? AND {wanted} > ?"
    while (following := db.execute(query, (value, found[-1] if found else "")).fetchone()[0]) is not None:
        found.append(following)
    return found


def _repoint(db: sqlite3.Connection, kind: Kind, key: str, before: str, now: str) -> None:
    """Let everything that evidence says of `key` refer to another entity."""
    db.execute(
        "UPDATE mentions SET entity_id = ? WHERE entity = ? AND entity_id = ? AND entity_key = ?",
        (now, kind.entity, before, key),
    )
    for table, id_column, key_column in kind.references:
        db.execute(f"UPDATE {table} SET {id_column} = ? WHERE {id_column} = ? AND {key_column} = ?", (now, before, key))
