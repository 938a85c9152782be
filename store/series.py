"""Figures over time: what one entity's statistics were, period by period, their growth, and where articles disagree."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from .labels import PERIOD
from .lookup import canonical_metric

POINT = ("period", "value", "value_high", "bound", "target", "growth", "stated", "article", "start")
_SERIES = ("metric", "subject", "unit", "kind", "district", "cluster", "firm")
_COLUMNS = (
    *_SERIES,
    *("period_start", "period_end", "period", "value", "value_high", "bound", "target", "stated"),
    *("published", "article", "start"),
)
_APART = 0.01  # of the greater value: what is closer was rounded
_QUERY = f"""
SELECT g.metric, g.subject, g.unit, g.kind, d.name, c.industry, f.name, g.period_start, g.period_end, {PERIOD},
       g.value, g.value_high, g.bound, g.is_target,
       (SELECT h.value FROM figures AS h WHERE h.base_id = g.id AND h.kind = 'change' AND h.unit = '%'
        ORDER BY h.start_char LIMIT 1),
       a.published_on, g.article_id, g.start_char
FROM figures AS g JOIN articles AS a ON a.id = g.article_id LEFT JOIN districts AS d ON d.id = g.district_id
LEFT JOIN clusters AS c ON c.id = g.cluster_id LEFT JOIN firms AS f ON f.id = g.firm_id
WHERE g.{{kind}}_id = ? AND g.kind IN ('amount', 'count', 'measure') AND g.metric IS NOT NULL
      AND g.period_start IS NOT NULL AND g.period_end IS NOT NULL
"""


def series(db: sqlite3.Connection, kind: str, entity_id: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The series of an entity, those of most periods first, and the contradictions among its figures.

    A point is the exact figure of a period that was published last, else the last inexact one. `growth` is worked out
    from the same period a year before, in percent; `stated` is the growth that the article gives.
    """
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for values in db.execute(_QUERY.format(kind=kind), (entity_id,)):
        row = dict(zip(_COLUMNS, values, strict=True))
        row["metric"], row["target"] = canonical_metric(row["metric"]), bool(row["target"])
        found.setdefault(tuple(str(row[column] or "") for column in _SERIES), []).append(row)
    lines, contradictions = [], []
    for _, rows in sorted(found.items()):
        rows.sort(key=lambda row: (row["bound"] == "=", row["published"] or "", row["article"], -row["start"]))
        points = _points(rows)
        lines.append({column: rows[0][column] for column in _SERIES} | {"points": points})
        contradictions += _contradictions(rows)
    lines.sort(key=lambda line: -len(line["points"]))
    return lines, contradictions


def _points(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The best row of each period, reached and planned apart, in the order of time, with its growth."""
    best = {(row["period_start"], row["period_end"], row["target"]): row for row in rows}
    points = []
    for (start, end, target), row in sorted(best.items()):
        before = best.get((_year_before(start), _year_before(end), False))
        growth = None
        if before and not target and before["value"] > 0:
            growth = round(100 * (row["value"] / before["value"] - 1), 1)
        points.append({column: row.get(column) for column in POINT} | {"growth": growth})
    return points


def _year_before(day: str) -> str:
    """The same day of the year before; the last of February for the last of February.

    >>> _year_before("2024-08-31"), _year_before("2024-02-29"), _year_before("2025-02-28")
    ('2023-08-31', '2023-02-28', '2024-02-29')
    """
    year = int(day[:4]) - 1
    if day[5:] in ("02-28", "02-29"):
        return f"{year:04}-02-{29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28}"
    return f"{year:04}{day[4:]}"


def _contradictions(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Periods for which two articles give exact values that are more than rounding apart."""
    exact: dict[str, dict[float, str]] = {}
    for row in rows:
        if row["bound"] == "=" and not row["target"] and row["value_high"] is None:
            exact.setdefault(row["period"], {})[row["value"]] = row["article"]
    found = []
    for period, values in sorted(exact.items()):
        low, high = min(values), max(values)
        if high - low > _APART * abs(high) and len(set(values.values())) > 1:
            row = next(iter(rows))
            found.append(
                {column: row[column] for column in ("metric", "subject", "unit")}
                | {"period": period, "values": sorted(values), "articles": [values[value] for value in sorted(values)]}
            )
    return found
