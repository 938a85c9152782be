"""What does not fit together in a database, and what its rules left unread."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from typing import Any

from ..extractors.wording import period
from . import arithmetic
from .arithmetic import Stated
from .dossier import sentence

BRIEF = ("check", "what", "claimed", "found", "count", "text", "title", "article", "other", "other_article")
COLUMNS = (
    *("check", "what", "claimed", "found", "count", "text", "title", "article", "start"),
    *("other", "other_article", "other_start"),
)

_NAMES = {
    "district": "SELECT name FROM districts WHERE id = ?",
    "cluster": "SELECT industry FROM clusters WHERE id = ?",
    "firm": "SELECT name FROM firms WHERE id = ?",
}
_NUMERAL = re.compile(r"[0-9][0-9,.]*|[零〇一二三四五六七八九十百千万亿两]+")


def claims(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The totals that articles state of their own lists and that their rows do not add up to."""
    query = (
        "SELECT c.counted, c.claimed, c.found, c.text, a.title, c.article_id, c.start_char, "
        "substr(a.text, c.list_start + 1, c.list_end - c.list_start), c.list_start FROM claims AS c "
        "JOIN articles AS a ON a.id = c.article_id WHERE c.verdict = 'differs' "
        "ORDER BY c.article_id, c.start_char, c.id"
    )
    return [
        _row("claim", counted, claimed, found, text=text, title=title, article=article, start=start)
        | ({"other": listed, "other_article": article, "other_start": at} if listed is not None else {})
        for counted, claimed, found, text, title, article, start, listed, at in db.execute(query)
    ]


_SAME = "metric, unit, kind, period_start, period_end, subject, district_id, cluster_id, firm_id"
_COMPARED = (
    "FROM figures WHERE bound = '=' AND is_target = 0 AND value_high IS NULL AND metric IS NOT NULL "
    "AND period_start IS NOT NULL AND kind IN ('amount', 'count', 'measure') "
    f"AND coalesce(district_id, cluster_id, firm_id) IS NOT NULL GROUP BY {_SAME} HAVING count(DISTINCT article_id) > 1"
)


def contradictions(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The same metric of the same subject, place, firm and period, exact in two articles with different values.

    Values that are equal within the rounding in which they are written do not differ; the two furthest apart are shown.
    """
    query = f"SELECT {_SAME}, count(DISTINCT value) {_COMPARED} AND max(value) > min(value) ORDER BY {_SAME}"
    found = []
    for *same, count in db.execute(query).fetchall():
        figures = arithmetic.alike(db, same)
        low, high = (pick(figures, key=lambda figure: figure.value) for pick in (min, max))
        if high.value - low.value > high.rounding + low.rounding:
            found.append(_pair(db, "contradiction", high, low, low.value, count))
    return found


def repeated(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The same figure in several articles, the most frequent first: nothing wrong, but one source rather than many."""
    count = "count(DISTINCT article_id)"
    query = (
        f"SELECT {_SAME}, value, {count} {_COMPARED.replace(_SAME, _SAME + ', value')} ORDER BY {count} DESC, {_SAME}"
    )
    found = []
    for *same, value, articles in db.execute(query).fetchall():
        figures = [figure for figure in arithmetic.alike(db, same) if figure.value == value]
        found.append(_pair(db, "repeated", figures[0], figures[-1], value, articles))
    return found


def sums(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Growth, shares and parts that do not fit the figures that they are of."""
    return [_pair(db, one.check, one.figure, one.other, one.found) for one in arithmetic.differences(db)]


def elsewhere(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """A district said to have a cluster here and not there: of two articles that list its clusters, only one has it.

    An article lists the clusters of a district where it ties two or more to it; two lists are of the same thing where
    they share one. `claimed` is the number of lists that have the cluster, `found` that of those which do not.
    """
    lists: dict[str, dict[str, dict[str, tuple[int, str]]]] = defaultdict(lambda: defaultdict(dict))
    query = (
        "SELECT k.district_id, k.article_id, k.cluster_id, min(k.start_char), "
        "substr(a.text, k.start_char + 1, k.end_char - k.start_char) FROM cluster_districts AS k "
        "JOIN articles AS a ON a.id = k.article_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    for district, article, cluster, *where in db.execute(query):
        lists[district][article][cluster] = (where[0], where[1])
    found = []
    for district, articles in lists.items():
        named = {article: clusters for article, clusters in articles.items() if len(clusters) > 1}
        for cluster in sorted(set().union(*named.values())):
            having = [article for article in named if cluster in named[article]]
            shared = set().union(*(named[article] for article in having)) - {cluster}
            lacking = [article for article in named if cluster not in named[article] and shared & named[article].keys()]
            if lacking:
                (start, text), (other_start, other) = named[having[0]][cluster], min(named[lacking[0]].values())
                where = {"article": having[0], "start": start, "text": text}
                where |= {"other_article": lacking[0], "other_start": other_start, "other": other}
                what = f"{_name(db, 'district', district)} {_name(db, 'cluster', cluster)}"
                found.append(_row("cluster", what, len(having), len(lacking), **where))
    return found


def _pair(
    db: sqlite3.Connection, check: str, one: Stated, other: Stated, found: float, count: int | None = None
) -> dict[str, Any]:
    """A row of two figures, with what the first says and what it was held against."""
    return _row(
        check,
        _said_of(db, one),
        one.value,
        found,
        count=count,
        text=one.text,
        article=one.article,
        start=one.start,
        other=other.text,
        other_article=other.article,
        other_start=other.start,
    )


def _said_of(db: sqlite3.Connection, one: Stated) -> str:
    """Whose a figure is, of what it is, what was measured and when: 某市 汽车产业 产值 2024."""
    subject, *owners = one.whose
    names = [_name(db, kind, owner) for kind, owner in zip(_NAMES, owners, strict=True) if owner is not None]
    return " ".join(part for part in (*names, subject, one.metric, period(*one.period)) if part)


def _name(db: sqlite3.Connection, kind: str, entity_id: str) -> str:
    return str(db.execute(_NAMES[kind], (entity_id,)).fetchone()[0])


def failures(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The sources that gave no record where they were read, and none since, with the reason."""
    query = (
        "SELECT failure, path, reason FROM failures WHERE path NOT IN (SELECT path FROM document_paths) ORDER BY path"
    )
    return [_row(failure, path, text=reason) for failure, path, reason in db.execute(query)]


def differences(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """All that differs, one check after the other, each row with the title of its article."""
    found = [row for look in (claims, sums, contradictions, elsewhere, failures) for row in look(db)]
    return _titled(db, found)


def _titled(db: sqlite3.Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for row in rows:
        if row["article"] is not None:
            (row["title"],) = db.execute("SELECT title FROM articles WHERE id = ?", (row["article"],)).fetchone()
    return rows


def unclaimed(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Numerals that no rule read, by the shape of what stands around them, the most frequent first."""
    shapes: dict[str, list[Any]] = defaultdict(list)
    query = (
        "SELECT u.text, u.start_char, u.end_char, a.text, a.title, u.article_id FROM unclaimed AS u "
        "JOIN articles AS a ON a.id = u.article_id ORDER BY u.article_id, u.start_char"
    )
    for numeral, start, end, text, title, article in db.execute(query):
        around = sentence(text, start, end)
        shape = f"{around['before'][-1:]}{_NUMERAL.sub('N', numeral)}{around['after'][:1]}".strip()
        example = f"{around['before'][-12:]}⟦{numeral}⟧{around['after'][:12]}"
        shapes[shape].append((example, title, article, start))
    return [
        _row(
            "unclaimed",
            shape,
            count=len(found),
            text=found[0][0],
            title=found[0][1],
            article=found[0][2],
            start=found[0][3],
        )
        for shape, found in sorted(shapes.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def integrity(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """What SQLite finds damaged, references that lead nowhere, and spans that are not the text."""
    found = [_row("integrity", text) for (text,) in db.execute("PRAGMA integrity_check").fetchall() if text != "ok"]
    found += [_row("integrity", f"{row[0]}: a row refers to nothing in {row[2]}") for row in
              db.execute("PRAGMA foreign_key_check").fetchall()]  # fmt: skip
    for article, text in db.execute("SELECT id, text FROM articles ORDER BY id"):
        for table in ("mentions", "figures", "claims", "unclaimed"):
            query = f"SELECT id, start_char, end_char, text FROM {table} WHERE article_id = ? ORDER BY start_char, id"
            found += [
                _row("integrity", f"{table} {name}: its span is not its text", text=said, article=article, start=start)
                for name, start, end, said in db.execute(query, (article,))
                if text[start:end] != said
            ]
    return found


def _row(
    check: str, what: str, claimed: float | None = None, found: float | None = None, **more: Any
) -> dict[str, Any]:
    return dict.fromkeys(COLUMNS) | {"check": check, "what": what, "claimed": claimed, "found": found} | more
