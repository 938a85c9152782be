"""Names that people type, looked up in the database: full or short, simplified or traditional, or an id."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from difflib import SequenceMatcher

from ..extractors.errors import UnknownNameError
from ..extractors.fold import fold

_ENDINGS = (
    "省",
    "市",
    "区",
    "县",
    "旗",
    "镇",
    "乡",
    "街道",
    "自治区",
    "特别行政区",
    "新区",
    "自治州",
    "自治县",
    "地区",
)


def _ids(db: sqlite3.Connection, query: str, *parameters: str) -> list[str]:
    return [row[0] for row in db.execute(query, parameters)]


def districts(db: sqlite3.Connection, name: str) -> list[str]:
    """Ids of the districts that a name, a short form, a full name or a code stands for.

    Raises UnknownNameError, with the nearest names, where there is none; so do the functions below.
    """
    forms = [name, *(name + ending for ending in _ENDINGS)]
    marks = ", ".join("?" for _ in forms)
    found = _ids(db, "SELECT id FROM districts WHERE id = ?1 OR name = ?1", name)
    found = found or _ids(db, f"SELECT id FROM districts WHERE name IN ({marks})", *forms)
    if not found:
        folded = {fold(form) for form in forms}
        rows = db.execute("SELECT id, name, full_name FROM districts").fetchall()
        found = [row[0] for row in rows if fold(row[1]) in folded or fold(row[2]) in folded]
        if not found:
            _unknown("district", name, [row[1] for row in rows])
    return found


def within(db: sqlite3.Connection, name: str) -> list[str]:
    """Ids of the districts that a name stands for, and of all that lie in them."""
    marks = districts(db, name)
    found: list[str] = []
    while marks:
        found += marks
        marks = [row for mark in marks for row in _ids(db, "SELECT id FROM districts WHERE parent_id = ?", mark)]
    return found


def clusters(db: sqlite3.Connection, name: str) -> list[str]:
    """Ids of the clusters of an industry; of those whose industry contains the words, if none is called so."""
    found = _ids(db, "SELECT id FROM clusters WHERE id = ?1 OR industry = ?1", name)
    if not found:
        rows = db.execute("SELECT id, industry FROM clusters").fetchall()
        found = [row[0] for row in rows if fold(name) in fold(row[1])]
        if not found:
            _unknown("cluster", name, [row[1] for row in rows])
    return found


def firms(db: sqlite3.Connection, name: str) -> list[str]:
    """Ids of the firms of a name or alias; of those whose name contains it, if none is called so."""
    found = _ids(db, "SELECT id FROM firms WHERE id = ?1 OR name = ?1", name)
    found = found or _ids(db, "SELECT DISTINCT firm_id FROM firm_aliases WHERE alias = ?", name)
    if not found:
        rows = db.execute("SELECT id, name FROM firms UNION SELECT firm_id, alias FROM firm_aliases").fetchall()
        found = sorted({row[0] for row in rows if fold(name) in fold(row[1])})
        if not found:
            _unknown("firm", name, [row[1] for row in rows])
    return found


def articles(db: sqlite3.Connection, name: str) -> list[str]:
    """Ids of the articles of an id (or where one begins), a title or part of one, or a document's path."""
    found = _ids(db, "SELECT id FROM articles WHERE id = ?1 OR (length(?1) >= 6 AND id >= ?1 AND id < ?1 || 'g')", name)
    found = found or _ids(
        db, "SELECT a.id FROM articles AS a JOIN document_paths AS p USING (document_id) WHERE p.path = ?", name
    )
    if not found:
        rows = db.execute("SELECT id, title FROM articles WHERE title IS NOT NULL").fetchall()
        found = [row[0] for row in rows if fold(name) in fold(row[1])]
        if not found:
            _unknown("article", name, [row[1] for row in rows])
    return found


def metrics(db: sqlite3.Connection, name: str) -> list[str]:
    """The metrics that contain the words; the one called so alone where `name` begins with =."""
    known = _ids(db, "SELECT DISTINCT metric FROM figures WHERE metric IS NOT NULL")
    wanted = fold(name.removeprefix("="))
    found = [metric for metric in known if (wanted == fold(metric) if name[:1] == "=" else wanted in fold(metric))]
    if not found:
        _unknown("metric", name, known)
    return found


def units(db: sqlite3.Connection, name: str) -> list[str]:
    """The unit called so."""
    known = _ids(db, "SELECT DISTINCT unit FROM figures")
    if name not in known:
        _unknown("unit", name, known)
    return [name]


def _unknown(what: str, name: str, known: list[str]) -> None:
    """Raise UnknownNameError with the nearest of what is known."""
    near = nearest(name, known)
    hint = f"; the nearest: {'、'.join(near)}" if near else "; there are none yet" if not known else ""
    raise UnknownNameError(f"no {what} {name!r} in this database{hint}")


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """The three names most like `name`: by what they share, and in the same place rather than elsewhere.

    >>> nearest("产直", ["年产", "产值", "营业收入"])
    ['产值', '年产']
    """

    def likeness(other: str) -> float:
        aligned = sum(a == b for a, b in zip(name, other, strict=False))
        return SequenceMatcher(None, name, other, autojunk=False).ratio() + aligned / max(len(name), len(other), 1)

    alike = sorted((-likeness(other), other) for other in set(known) if set(other) & set(name))
    return [other for score, other in alike[:3] if score <= -0.4]
