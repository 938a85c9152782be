"""Everything about one district, cluster, firm or article: what is linked to it, and the sentences it was read from."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any

from ..extractors.errors import UnknownNameError
from ..extractors.fold import name_key
from . import decisions, lookup
from .queries import Filters, Shape, rows

_END = re.compile(r"[。！？；!?;\n]")
_REACH = 150  # characters shown before and behind a span at most

_KINDS: dict[str, tuple[str, Callable[[sqlite3.Connection, str], list[str]]]] = {
    "district": ("districts", lookup.districts),
    "firm": ("firms", lookup.firms),
    "cluster": ("clusters", lookup.clusters),
    "article": ("articles", lookup.articles),
}


def candidates(db: sqlite3.Connection, name: str) -> list[tuple[str, str]]:
    """Kind and id of all that a name may stand for; exact names first, and alone where there are any.

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
        for number, decision in decisions.listed(db).items():
            if decision.verdict == "not-a-firm" and decision.key == name_key(name):
                raise UnknownNameError(
                    f"{name} was decided to be no firm (`kbuild decide undo {number}` takes it back)"
                )
        near = "、".join(hint for hint in hints if hint)
        raise UnknownNameError(
            f"nothing is called {name!r} in this database" + (f"; the nearest: {near}" if near else "")
        )
    exact = [(kind, entity_id) for kind, entity_id in found if name in (entity_id, label(db, kind, entity_id))]
    return exact or found


def label(db: sqlite3.Connection, kind: str, entity_id: str) -> str:
    """What people call an entity."""
    column = {"cluster": "industry", "article": "coalesce(title, id)"}.get(kind, "name")
    return str(db.execute(f"SELECT {column} FROM {_KINDS[kind][0]} WHERE id = ?", (entity_id,)).fetchone()[0])


def dossier(db: sqlite3.Connection, kind: str, entity_id: str, limit: int) -> dict[str, Any]:
    """One entity: its own row, what is linked to it, its figures, and at most `limit` of the sentences that name it."""
    own = next(rows(db, _KINDS[kind][0], Filters.of(kind, entity_id)), {})
    found: dict[str, Any] = {"entity": kind, "id": entity_id, **own}
    for other, (table, _) in _KINDS.items():
        if other != kind and (kind == "article" or other != "article"):
            found[table] = list(rows(db, table, Filters.of(kind, entity_id)))
    found["figures"] = list(rows(db, "figures", Filters.of(kind, entity_id), Shape(limit=limit)))
    if kind != "article":
        found["decisions"] = decisions.of(db, kind, entity_id)
        found["sentences"] = sentences(db, kind, entity_id, limit)
    return found


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
