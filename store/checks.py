"""What does not fit together in a database, and what its rules left unread."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from typing import Any

from .dossier import sentence

COLUMNS = ("check", "what", "claimed", "found", "count", "text", "title", "article", "start")

_NUMERAL = re.compile(r"[0-9][0-9,.]*|[零〇一二三四五六七八九十百千万亿两]+")


def claims(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The totals that articles state of their own lists and that their rows do not add up to."""
    query = (
        "SELECT c.counted, c.claimed, c.found, c.text, a.title, c.article_id, c.start_char FROM claims AS c "
        "JOIN articles AS a ON a.id = c.article_id WHERE c.verdict = 'differs' "
        "ORDER BY c.article_id, c.start_char, c.id"
    )
    return [
        _row("claim", counted, claimed, found, text=text, title=title, article=article, start=start)
        for counted, claimed, found, text, title, article, start in db.execute(query)
    ]


def contradictions(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """The same metric of the same subject, place, firm and period, exact in two articles with different values."""
    same = "metric, unit, kind, period_start, period_end, subject, district_id, cluster_id, firm_id"
    query = (
        f"SELECT metric, unit, min(value), max(value), count(DISTINCT value), min(text), min(article_id) FROM figures "
        "WHERE bound = '=' AND is_target = 0 AND metric IS NOT NULL AND period_start IS NOT NULL "
        "AND kind IN ('amount', 'count', 'measure') AND coalesce(district_id, cluster_id, firm_id) IS NOT NULL "
        f"GROUP BY {same} HAVING count(DISTINCT article_id) > 1 AND max(value) - min(value) > 0.01 * abs(max(value)) "
        f"ORDER BY {same}"
    )
    return [
        _row("contradiction", metric, high, low, count=count, text=text, article=article)
        for metric, _unit, low, high, count, text, article in db.execute(query)
    ]


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
    for table in ("mentions", "figures", "claims", "unclaimed"):
        query = (
            f"SELECT r.id, r.text, r.article_id, r.start_char FROM {table} AS r "
            "JOIN articles AS a ON a.id = r.article_id "
            "WHERE substr(a.text, r.start_char + 1, r.end_char - r.start_char) <> r.text"
        )
        found += [
            _row("integrity", f"{table} {name}: its span is not its text", text=text, article=article, start=start)
            for name, text, article, start in db.execute(query)
        ]
    return found


def _row(
    check: str, what: str, claimed: float | None = None, found: float | None = None, **more: Any
) -> dict[str, Any]:
    return dict.fromkeys(COLUMNS) | {"check": check, "what": what, "claimed": claimed, "found": found} | more
