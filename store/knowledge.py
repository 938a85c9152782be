"""Knowledge from evidence and decisions: what all articles together say of the entities that keys stand for.

What an entity is called, its tier and the like are the join of what each article says: each attribute has an order
(`Kind.orders`), and the greatest wins. A join is associative, commutative and idempotent, so adding an article costs
one comparison, whatever was there before; only taking one away, or a decision, looks at all the evidence of an entity
again. A name that was decided outbids what articles say. `articles` counts them. For identity see `identity`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from .decided import Decided, decided
from .divisions import is_division, lineage
from .divisions import said as place
from .identity import identify, is_said, resolve, short_for
from .kinds import DISTRICT, FIRM, KINDS, Kind, Row, longest
from .short_names import told_apart


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


def admit(db: sqlite3.Connection, change: Change) -> None:
    """Bring knowledge up to date after `change` has been added to the evidence."""
    for kind in KINDS.values():
        said, decisions = change.said[kind.entity], decided(db, kind.entity)
        if kind is DISTRICT and decisions.keys:
            said = {key: [_moved(key, row, decisions) for row in rows] for key, rows in said.items()}
        fresh = said.keys() - identify(db, kind.entity, said).keys()
        stale = resolve(db, kind, decisions, fresh | _tied(db, kind, change))
        ids = identify(db, kind.entity, said)
        stale |= _named(db, kind, decisions) & set(ids.values())
        stale |= _placed(kind, decisions, ids.values())
        keys_of: dict[str, list[str]] = {}
        for key, entity_id in ids.items():
            if entity_id is not None and entity_id not in stale:
                keys_of.setdefault(entity_id, []).append(key)
        bids = {}
        for entity_id, keys in keys_of.items():
            articles = set().union(*(change.articles[kind.entity, key] for key in keys))
            bids[entity_id] = ([row for key in keys for row in said[key]], len(articles))
        _outbid(db, kind, bids)
        if kind is FIRM:
            _add_aliases(db, change, ids, stale)
        for entity_id in stale:
            _recompute(db, kind, entity_id, decisions)


def retract(db: sqlite3.Connection, change: Change) -> None:
    """Bring knowledge up to date after `change` has been taken from the evidence."""
    for kind in KINDS.values():
        said, decisions = change.said[kind.entity], decided(db, kind.entity)
        stale = _ids(db, kind, said)
        gone = {key for key in said if not is_said(db, kind, key)}
        for key in gone:
            db.execute("DELETE FROM identities WHERE entity = ? AND key = ?", (kind.entity, key))
        stale |= resolve(db, kind, decisions, gone | _tied(db, kind, change))
        stale |= _placed(kind, decisions, stale)
        for entity_id in stale:
            _recompute(db, kind, entity_id, decisions)


def redecide(db: sqlite3.Connection, change_decisions: Callable[[], None]) -> None:
    """Bring knowledge up to date around `change_decisions`, which adds or removes rows of `decisions`."""
    before = {kind: decided(db, kind.entity) for kind in KINDS.values()}
    change_decisions()
    for kind, old in before.items():
        new = decided(db, kind.entity)
        touched = old.keys | new.keys | _moving(db, kind, old, new)
        stale = _ids(db, kind, touched)
        stale |= resolve(db, kind, new, touched) | _ids(db, kind, touched)
        stale |= _placed(kind, old, stale) | _placed(kind, new, stale)
        for entity_id in stale:
            _recompute(db, kind, entity_id, new)


def settle(db: sqlite3.Connection, kind: Kind, keys: Iterable[str]) -> None:
    """Work out anew what some keys that evidence has stand for: after the rules of identity changed."""
    decisions = decided(db, kind.entity)
    for entity_id in resolve(db, kind, decisions, keys):
        _recompute(db, kind, entity_id, decisions)


def _moving(db: sqlite3.Connection, kind: Kind, old: Decided, new: Decided) -> set[str]:
    """The keys of districts and clusters that go with a district which decisions move, and those right below them."""
    if kind is FIRM or not (old.is_moving or new.is_moving):
        return set()
    known = db.execute("SELECT key FROM identities WHERE entity = ?", (kind.entity,)).fetchall()
    moving = {key for (key,) in known if old.head(key) != new.head(key)}
    if kind is DISTRICT:
        below = "SELECT DISTINCT key FROM district_evidence WHERE parent IN (SELECT value FROM json_each(?))"
        moving |= {key for (key,) in db.execute(below, (json.dumps(sorted(moving), ensure_ascii=False),))}
    return moving


def _placed(kind: Kind, decisions: Decided, ids: Iterable[str | None]) -> set[str]:
    """The districts that `ids` lie in where decisions placed them: no text need name those."""
    if kind is not DISTRICT:
        return set()
    return {above for one in decisions.members.keys() & set(ids) if one and is_division(one) for above in lineage(one)}


def _moved(key: str, row: Row, decisions: Decided) -> Row:
    """What is said of a district, at the place that decisions give it, or below the one they give its parent."""
    name, full_name, code, level, parent = row
    head = decisions.head(key)
    if head != key and is_division(head):
        _, full_name, code, placed, parent = place(head)
        return (name, full_name, code, placed if code else level, parent)
    return (name, full_name, code, level, decisions.head(parent) if parent is not None else None)


def _ids(db: sqlite3.Connection, kind: Kind, keys: Collection[str]) -> set[str]:
    return {entity_id for entity_id in identify(db, kind.entity, keys).values() if entity_id is not None}


def _tied(db: sqlite3.Connection, kind: Kind, change: Change) -> set[str]:
    """The keys of firms that a change ties to others: claims for them as aliases, tells from them, or says where."""
    if kind is not FIRM:
        return set()
    keys: dict[str, set[str]] = {}
    for (entity, key), articles in change.articles.items():
        if entity == FIRM.entity:
            for article in articles:
                keys.setdefault(article, set()).add(key)
    apart = {form for together in keys.values() for form, _ in told_apart(together)}
    return apart | {alias_key for _, _, alias_key in change.aliases} | short_for(db, change.said[FIRM.entity])


def _outbid(db: sqlite3.Connection, kind: Kind, bids: dict[str, tuple[list[Row], int]]) -> None:
    """Join what new articles say to what is known: entity to what is said of it, and by how many new articles."""
    columns = ", ".join(kind.columns)
    query = f"SELECT id, articles, {columns} FROM {kind.table} WHERE id IN (SELECT value FROM json_each(?))"
    wanted = json.dumps(sorted(bids), ensure_ascii=False)
    known = {entity_id: (before, current) for entity_id, before, *current in db.execute(query, (wanted,))}
    joined: list[tuple[object, ...]] = []
    for entity_id, (rows, articles) in bids.items():
        before, current = known.get(entity_id, (0, None))
        values = kind.join([*rows, tuple(current)] if current else rows)
        if values is None:
            continue
        joined.append((entity_id, *values, before + articles))
        if kind is FIRM and current and current[0] != values[0]:
            db.execute("DELETE FROM firm_aliases WHERE firm_id = ? AND alias = ?", (entity_id, values[0]))
            db.execute("INSERT OR IGNORE INTO firm_aliases VALUES (?, ?)", (entity_id, current[0]))
    _write(db, kind, joined)


def _write(db: sqlite3.Connection, kind: Kind, rows: Iterable[tuple[object, ...]]) -> None:
    """Write entities: id, attributes and number of articles of each."""
    columns = (*kind.columns, "articles")
    marks = ", ".join("?" for _ in columns)
    updates = ", ".join(f"{column} = excluded.{column}" for column in columns)
    db.executemany(
        f"INSERT INTO {kind.table} (id, {', '.join(columns)}) VALUES (?, {marks}) "
        f"ON CONFLICT (id) DO UPDATE SET {updates}",
        rows,
    )


def _recompute(db: sqlite3.Connection, kind: Kind, entity_id: str, decisions: Decided) -> None:
    """Derive an entity from all its evidence; without any it goes."""
    said = ", ".join(f"e.{column}" for column in (("key", *kind.said) if kind is DISTRICT else kind.said))
    evidence = f"FROM identities AS i JOIN {kind.evidence} AS e ON e.key = i.key WHERE i.entity = ? AND i.id"
    rows = db.execute(f"SELECT DISTINCT {said} {evidence} = ?", (kind.entity, entity_id)).fetchall()
    if kind is DISTRICT:
        rows = [_moved(key, row, decisions) for key, *row in rows]
    below = _alive_below(db, entity_id, decisions) if kind is DISTRICT else set()
    joined = kind.join([*rows, place(entity_id)] if below else rows)
    if joined is None:
        db.execute(f"DELETE FROM {kind.table} WHERE id = ?", (entity_id,))
        return
    if (name := _decided_name(db, kind, entity_id, decisions)) is not None:
        joined = (name, *joined[1:])
    ids = json.dumps(sorted({entity_id, *below}), ensure_ascii=False)
    count = f"SELECT count(DISTINCT e.article_id) {evidence} IN (SELECT value FROM json_each(?))"
    _write(db, kind, [(entity_id, *joined, db.execute(count, (kind.entity, ids)).fetchone()[0])])
    if kind is FIRM:
        _recompute_aliases(db, entity_id, {row[0] for row in rows}, joined[0])


def _alive_below(db: sqlite3.Connection, entity_id: str, decisions: Decided) -> set[str]:
    """The districts that texts name and that decisions place in this one, or that are this one."""
    placed = [head for head in decisions.members if is_division(head) and entity_id in lineage(head)]
    query = "SELECT DISTINCT id FROM identities WHERE entity = 'district' AND id IN (SELECT value FROM json_each(?))"
    return {one for (one,) in db.execute(query, (json.dumps(placed, ensure_ascii=False),))} if placed else set()


def _stand_for(db: sqlite3.Connection, kind: Kind, keys: Iterable[str], decisions: Decided) -> dict[str, str | None]:
    """The entity that each key of a decision stands for, whether or not a text has that very key."""
    if kind is FIRM:
        return identify(db, kind.entity, list(keys))
    return {key: decisions.head(key) for key in keys}


def _named(db: sqlite3.Connection, kind: Kind, decisions: Decided) -> set[str]:
    """The entities that decisions name."""
    return {one for one in _stand_for(db, kind, decisions.names, decisions).values() if one is not None}


def _decided_name(db: sqlite3.Connection, kind: Kind, entity_id: str, decisions: Decided) -> str | None:
    """The name that was decided for an entity, the greatest where its keys were given several."""
    ids = _stand_for(db, kind, decisions.names, decisions)
    names = [name for key, name in decisions.names.items() if ids.get(key) == entity_id]
    return max(names, key=longest, default=None)


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


def _add_aliases(db: sqlite3.Connection, change: Change, ids: dict[str, str | None], stale: set[str]) -> None:
    """Record the forms that new articles use, for the firms that are not derived anew anyway."""
    forms = {(ids[key], alias) for key, alias, _ in change.aliases}
    forms |= {(ids[key], row[0]) for key, rows in change.said["firm"].items() for row in rows}
    for firm_id, form in forms:
        if firm_id is not None and firm_id not in stale:
            db.execute(
                "INSERT OR IGNORE INTO firm_aliases SELECT id, ? FROM firms WHERE id = ? AND name <> ?",
                (form, firm_id, form),
            )
