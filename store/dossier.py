"""Everything about one district, cluster, firm or article: what is linked to it, and the sentences it was read from."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any

from ..extractors.errors import UnknownNameError
from ..extractors.fold import fold, name_key
from . import decisions, lookup
from .queries import Filters, Shape, rows
from .series import series

_END = re.compile(r"[。！？；!?;\n]")
_REACH = 150  # characters shown before and behind a span at most
_MOST_NAMES = 12

_KINDS: dict[str, tuple[str, Callable[[sqlite3.Connection, str], list[str]]]] = {
    "district": ("districts", lookup.districts),
    "firm": ("firms", lookup.firms),
    "cluster": ("clusters", lookup.clusters),
    "article": ("articles", lookup.articles),
}


def candidates(db: sqlite3.Connection, name: str) -> list[tuple[str, str]]:
    """Kind and id of all that a name may stand for; those called just so where there are any, else short forms.

    Raises UnknownNameError where there is nothing.
    """
    found: list[tuple[str, str]] = []
    hints = []
    for kind, (_, look_up) in _KINDS.items():
        try:
            found += [(kind, entity_id) for entity_id in look_up(db, name)]
        except UnknownNameError as error:
            hints.append(str(error).partition("; the nearest: ")[2])
    if not found:
        claimed = db.execute("SELECT key FROM alias_evidence WHERE alias_key = ?", (name_key(name),)).fetchall()
        keys = {name_key(name), *(key for (key,) in claimed)}
        for number, decision in decisions.listed(db).items():
            if decision.verdict == "not-a-firm" and decision.key in keys:
                raise UnknownNameError(
                    f"{name} was decided to be no firm (`kbuild decide undo {number}` takes it back)"
                )
        near = "、".join(hint for hint in hints if hint)
        raise UnknownNameError(
            f"nothing is called {name!r} in this database" + (f"; the nearest: {near}" if near else "")
        )
    farness = [_farness(db, kind, entity_id, name) for kind, entity_id in found]
    return [one for one, far in zip(found, farness, strict=True) if far == min(farness)]


def _farness(db: sqlite3.Connection, kind: str, entity_id: str, name: str) -> int:
    """How far a name is from an entity: 0 its name or id, 1 a short form or alias of it, 2 part of one."""
    called = label(db, kind, entity_id)
    if name in (entity_id, called):
        return 0
    if kind == "district":
        return 1
    alias = "SELECT 1 FROM firm_aliases WHERE firm_id = ? AND alias = ?"
    if fold(name) == fold(called) or (kind == "firm" and db.execute(alias, (entity_id, name)).fetchone()):
        return 1
    return 2


def label(db: sqlite3.Connection, kind: str, entity_id: str) -> str:
    """What people call an entity."""
    column = {"cluster": "industry", "article": "coalesce(title, id)"}.get(kind, "name")
    return str(db.execute(f"SELECT {column} FROM {_KINDS[kind][0]} WHERE id = ?", (entity_id,)).fetchone()[0])


CANDIDATE = ("entity", "name", "more", "articles", "id")


def about_one(db: sqlite3.Connection, kind: str, entity_id: str) -> dict[str, Any]:
    """What tells an entity from others of its name: where it is, of what kind it is, how many articles name it."""
    more = {
        "district": "full_name || ' ' || level, articles FROM districts",
        "cluster": "substr(id, instr(id, '@') + 1), articles FROM clusters",
        "firm": "kind, articles FROM firms",
        "article": "published_on, NULL FROM articles",
    }[kind]
    found = db.execute(f"SELECT {more} WHERE id = ?", (entity_id,)).fetchone()
    return dict(zip(CANDIDATE, (kind, label(db, kind, entity_id), *found, entity_id), strict=True))


def dossier(db: sqlite3.Connection, kind: str, entity_id: str, limit: int) -> dict[str, Any]:
    """One entity and all about it.

    Its own row, the names it goes by, what belongs to it, its figures over time and the contradictions among them, the
    decisions on it, and at most `limit` of the sentences that name it.
    """
    own = next(rows(db, _KINDS[kind][0], Filters.of(kind, entity_id)), {})
    found: dict[str, Any] = {"entity": kind, "id": entity_id, **own}
    if kind != "article":
        found |= _named(db, kind, entity_id)
    for other, (table, _) in _KINDS.items():
        if other != kind and (kind == "article" or other != "article"):
            found[table] = list(rows(db, table, Filters.of(kind, entity_id)))
    if kind == "district":
        found["members"] = _members(db, entity_id)
    found["figures"] = list(rows(db, "figures", Filters.of(kind, entity_id), Shape(limit=limit)))
    if kind != "article":
        found["series"], found["contradictions"] = series(db, kind, entity_id)
        found["decisions"] = decisions.of(db, kind, entity_id)
        found["sentences"] = sentences(db, kind, entity_id, limit)
    return found


def _named(db: sqlite3.Connection, kind: str, entity_id: str) -> dict[str, Any]:
    """The words in which articles name an entity, the most frequent first, how often, and from when to when."""
    of = "FROM mentions AS m JOIN articles AS a ON a.id = m.article_id WHERE m.entity = ? AND m.entity_id = ?"
    words = db.execute(
        f"SELECT m.text {of} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 12", (kind, entity_id)
    ).fetchall()
    count, first, last = db.execute(
        f"SELECT count(*), min(a.published_on), max(a.published_on) {of}", (kind, entity_id)
    ).fetchone()
    return {"named": [word for (word,) in words], "mentions": count, "first_named": first, "last_named": last}


def _members(db: sqlite3.Connection, district: str) -> list[dict[str, Any]]:
    """The districts right below one."""
    columns = ("name", "level", "code", "articles", "id")
    query = f"SELECT {', '.join(columns)} FROM districts WHERE parent_id = ? ORDER BY id"
    return [dict(zip(columns, row, strict=True)) for row in db.execute(query, (district,))]


def sentences(db: sqlite3.Connection, kind: str, entity_id: str, limit: int) -> list[dict[str, Any]]:
    """Where an entity is named: the sentence, the offsets of the span in it and in the article, and the rule."""
    query = (
        "SELECT m.article_id, a.title, m.start_char, m.end_char, m.rule, a.text FROM mentions AS m "
        "JOIN articles AS a ON a.id = m.article_id WHERE m.entity = ? AND m.entity_id = ? "
        "ORDER BY a.published_on DESC NULLS LAST, m.article_id, m.start_char LIMIT ?"
    )
    return [
        {"article": article, "title": title, "start": start, "end": end, "rule": rule, **sentence(text, start, end)}
        for article, title, start, end, rule, text in db.execute(query, (kind, entity_id, limit))
    ]


def sentence(text: str, start: int, end: int) -> dict[str, Any]:
    """The sentence around a span: what is before it, the span itself, and what follows."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    marks = [mark.end() for mark in _END.finditer(text, low, start)]
    following = _END.search(text, end, high)
    first = marks[-1] if marks else low
    last = (following.end() if following[0] != "\n" else following.start()) if following else high
    return {"before": text[first:start].lstrip(), "text": text[start:end], "after": text[end:last]}
