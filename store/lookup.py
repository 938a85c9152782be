"""Names that people type, looked up in the database: full or short, simplified or traditional, or an id."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Container, Iterable
from functools import cache

from ..extractors.errors import KbuildError, UnknownNameError
from ..extractors.fold import fold, name_key
from ..extractors.lexicon import rows as data_rows
from . import database, regions

_FEW = 8  # values that an error may list
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
    """Ids of the districts that a name stands for: short or full, with its parent in front (上海嘉定), or a code.

    Raises UnknownNameError, with the nearest names, where there is none; so do the functions below.
    """
    found = _divisions(db, name) or _in_parent(db, name)
    if not found and fold(name) in regions.shipped():
        codes = regions.shipped()[fold(name)]
        found = [one for code in codes for one in _ids(db, "SELECT id FROM districts WHERE id = ?", code)]
    if not found:
        rows = db.execute("SELECT id, name, full_name FROM districts").fetchall()
        folded = {fold(form) for form in _forms(name)}
        found = [row[0] for row in rows if fold(row[1]) in folded or fold(row[2]) in folded]
        if not found:
            _unknown("district", name, [row[1] for row in rows])
    return found


def _forms(name: str) -> list[str]:
    return [name, *(name + ending for ending in _ENDINGS)]


def _divisions(db: sqlite3.Connection, name: str) -> list[str]:
    """By name or code as it stands, else by the short form of a name."""
    found = _ids(db, "SELECT id FROM districts WHERE id = ?1 OR name = ?1", name)
    marks = ", ".join("?" for _ in _forms(name))
    return found or _ids(db, f"SELECT id FROM districts WHERE name IN ({marks})", *_forms(name))


def namesakes(db: sqlite3.Connection, name: str) -> list[str]:
    """The districts, with their codes, that one name stands for, where there are several (朝阳区)."""
    found = _divisions(db, name)
    query = "SELECT full_name || ' ' || id FROM districts WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    return _ids(db, query, json.dumps(found, ensure_ascii=False)) if len(found) > 1 else []


def _in_parent(db: sqlite3.Connection, name: str) -> list[str]:
    """By a name with that of a parent in front: 上海嘉定, 上海市嘉定区."""
    for cut in range(len(name) - 2, 1, -1):
        inner = _divisions(db, name[cut:])
        if inner and (outer := _divisions(db, name[:cut])):
            around = set(_with_all_in(db, outer))
            if found := [one for one in inner if one in around]:
                return found
    return []


def within(db: sqlite3.Connection, name: str) -> list[str]:
    """Ids of the districts that a name stands for, and of all that lie in them.

    A name may be a user's group, a region (长三角), or the beginning of codes (31, 4403) too.
    """
    return _within(db, name, regions.groups(db))


def _within(db: sqlite3.Connection, name: str, groups: dict[str, list[str]]) -> list[str]:
    if members := groups.get(name):
        others = {other: inner for other, inner in groups.items() if other != name}  # no circles
        found = [one for member in members for one in _of_member(db, member, others)]
        if not found:
            raise UnknownNameError(f"no member of the group {name} is in this database")
        return _with_all_in(db, found)
    if name.isdecimal() and name.isascii():
        found = regions.ids(db, (name,)) if len(name) in (2, 4, 6) else []
    else:
        found = _divisions(db, name)
        if not found and fold(name) in regions.shipped():
            codes = regions.shipped()[fold(name)]
            outside = set(regions.ids(db, tuple(code[1:] for code in codes if code[0] == "-")))
            return [one for one in _with_all_in(db, regions.ids(db, codes)) if one not in outside]
    return _with_all_in(db, found or districts(db, name))


def _of_member(db: sqlite3.Connection, member: str, groups: dict[str, list[str]]) -> list[str]:
    """What a member of a group stands for; nothing where no article names it."""
    try:
        return _within(db, member, groups)
    except UnknownNameError:
        return []


def is_place(path: str, name: str, groups: Container[str]) -> bool:
    """Whether a name is known for a place: a group, a region, a division of China, or a district of a database."""
    if name in groups or fold(name) in regions.shipped() or (name.isdecimal() and name.isascii()):
        return True
    forms = {fold(form) for form in _forms(name)}
    if any(fold(row[1]) in forms for row in data_rows("divisions.tsv")):
        return True
    try:
        return bool(within(database.open_to_read(path), name))
    except KbuildError:
        return False


def _with_all_in(db: sqlite3.Connection, found: list[str]) -> list[str]:
    """These districts, and all that lie in them."""
    query = (
        "WITH RECURSIVE inner_one (id) AS (SELECT value FROM json_each(?) UNION "
        "SELECT d.id FROM districts AS d JOIN inner_one ON d.parent_id = inner_one.id) SELECT id FROM inner_one"
    )
    return _ids(db, query, json.dumps(found, ensure_ascii=False))


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
    """Ids of the firms of a name, alias or stock code; of those whose name contains it, if none is called so."""
    found = _ids(db, "SELECT id FROM firms WHERE id = ?1 OR name = ?1", name)
    found = found or _ids(db, "SELECT DISTINCT firm_id FROM firm_aliases WHERE alias = ?", name)
    found = found or _ids(db, "SELECT id FROM firms WHERE id = ?", name_key(name))
    if not found:
        rows = db.execute("SELECT id, name FROM firms UNION SELECT firm_id, alias FROM firm_aliases").fetchall()
        found = sorted({row[0] for row in rows if fold(name) in fold(row[1])})
        found = found or _ids(db, "SELECT id FROM firms WHERE stock_code = ?1 OR stock_code LIKE ?1 || '.%'", name)
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
    """The metrics that contain the words, under any of their names (营收: 营业收入); =words: those called just so."""
    known = _distinct(db, "metric")
    wanted = canonical_metric(name.removeprefix("="))
    if name.startswith("="):
        found = [metric for metric in known if wanted == canonical_metric(metric)]
    else:
        found = [metric for metric in known if wanted in canonical_metric(metric)]
    if not found:
        _unknown("metric", name, known)
    return found


def subjects(db: sqlite3.Connection, name: str) -> list[str]:
    """The subjects of figures that contain the words; =words: the one called just so."""
    known, wanted = _distinct(db, "subject"), fold(name.removeprefix("="))
    found = [one for one in known if (wanted == fold(one) if name.startswith("=") else wanted in fold(one))]
    if not found:
        _unknown("subject", name, known)
    return found


def _distinct(db: sqlite3.Connection, column: str) -> list[str]:
    """The distinct values of a column of figures, in their order."""
    return _ids(db, f"SELECT DISTINCT {column} FROM figures WHERE {column} IS NOT NULL ORDER BY 1")


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the metrics' names that have others, the longest first, and each to the one for all."""
    names = {fold(name): fold(row[0]) for row in data_rows("metric_synonyms.tsv") for name in row}
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))), names


def canonical_metric(metric: str) -> str:
    """A metric, folded, with the first of its names for all.

    >>> canonical_metric("营收"), canonical_metric("人均GDP"), canonical_metric("规模以上工业增加值")
    ('营业收入', '人均地区生产总值', '规上工业增加值')
    """
    pattern, names = _synonyms()
    return pattern.sub(lambda found: names[found[0]], fold(metric))


def value(db: sqlite3.Connection, what: str, column: str, source: str, wanted: str) -> str:
    """A value that a column has. Raises UnknownNameError for another, with all values where they are few."""
    if not db.execute(f"SELECT 1 FROM {source} WHERE {column} = ? LIMIT 1", (wanted,)).fetchone():
        known = _ids(db, f"SELECT DISTINCT {column} FROM {source} WHERE {column} IS NOT NULL")
        if 0 < len(known) <= _FEW:
            raise UnknownNameError(f"no {what} {wanted!r} in this database; there are: {'、'.join(sorted(known))}")
        _unknown(what, wanted, known)
    return wanted


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
    from difflib import SequenceMatcher

    def likeness(other: str) -> float:
        aligned = sum(a == b for a, b in zip(name, other, strict=False))
        return SequenceMatcher(None, name, other, autojunk=False).ratio() + aligned / max(len(name), len(other), 1)

    alike = sorted((-likeness(other), other) for other in set(known) if set(other) & set(name))
    return [other for score, other in alike[:3] if score <= -0.4]
