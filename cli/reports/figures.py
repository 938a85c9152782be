"""The figures of a report: who stands where in a metric, and how a metric went from year to year."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import replace
from typing import Any

from ...extractors.wording import period, quantity
from ...store.lookup import canonical_metric
from ...store.queries import Filters, Shape, rows
from ..text import plain
from .evidence import Evidence

_COLUMNS = (
    *("id", "district", "cluster", "firm", "subject", "metric", "bound", "value", "value_high", "unit", "kind", "year"),
    *("period_start", "period_end", "text", "published", "article", "start", "end", "rule", "growth"),
    *("district_id", "cluster_id", "firm_id"),
)
_OWNERS = ("firm_id", "cluster_id", "district_id", "subject")
_KINDS = ("amount", "count", "measure")
_SIGNS = {">=": "≥", "<=": "≤", "~": "≈"}
RANKINGS, BARS, LINES = 12, 15, 40
"""Metrics that are ranked, bars of each, and time lines, at most."""

Row = dict[str, Any]


def read(db: sqlite3.Connection, filters: Filters) -> list[Row]:
    """What was reached, with its metric and whose it is."""
    found = rows(db, "figures", replace(filters, target=False), Shape(columns=_COLUMNS))
    return [
        row | {"metric": canonical_metric(row["metric"])}
        for row in found
        if row["kind"] in _KINDS and row["metric"] and any(row[owner] for owner in _OWNERS[:3])
    ]


def rankings(figures: list[Row], evidence: Evidence) -> dict[str, Any]:
    """The metrics that most have a value of: the latest of each for a whole year or a day, the highest first.

    Parts of a year are left out: they are not held against whole ones.
    """
    metrics: dict[tuple[str, str], dict[tuple[Any, ...], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in figures:
        if row["year"]:
            metrics[row["metric"], row["unit"]][_owner(row)].append(row)
    ranked = sorted(((key, found) for key, found in metrics.items() if len(found) > 1), key=_by_owners)
    shown = [_ranking(*key, list(found.values()), evidence) for key, found in ranked[:RANKINGS]]
    return {"shown": shown, "of": len(ranked)}


def _by_owners(ranked: tuple[tuple[str, str], dict[tuple[Any, ...], list[Row]]]) -> tuple[Any, ...]:
    return (-len(ranked[1]), ranked[0][0], ranked[0][1] or "")


def _ranking(metric: str, unit: str, owners: list[list[Row]], evidence: Evidence) -> dict[str, Any]:
    latest = [max(found, key=lambda row: (row["year"], _standing(row))) for found in owners]
    latest.sort(key=lambda row: (-row["value"], row["id"]))
    bars = [_point(row, evidence, [row]) | {"name": owner(row)} for row in latest[:BARS]]
    return {"name": plain(metric), "unit": plain(unit or ""), "bars": bars, "of": len(latest)}


def _standing(row: Row) -> tuple[Any, ...]:
    """What one of several figures of a period is chosen by: exact, then published last."""
    return (row["bound"] == "=", row["published"] or "", row["article"], -row["start"])


def lines(figures: list[Row], evidence: Evidence) -> dict[str, Any]:
    """Metrics of one owner that have several periods alike: years, first halves, months, January to August."""
    series: dict[tuple[Any, ...], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in figures:
        if when := _when(row):
            key = (row["metric"], row["unit"], row["kind"], *_owner(row), _pattern(when))
            series[key][when].append(row)
    several = [points for points in series.values() if len(points) > 1]
    drawn = [_line(points, evidence) for points in sorted(several, key=_by_length)[:LINES]]
    drawn.sort(key=lambda line: -sum(_weight(point) for point in line["points"]))
    return {"shown": drawn, "of": len(several)}


def _by_length(points: dict[str, list[Row]]) -> tuple[Any, ...]:
    return (-len(points), -sum(map(len, points.values())), min(row["id"] for found in points.values() for row in found))


def _weight(point: dict[str, Any]) -> int:
    """What a point adds to the rank of its line: growth is what a line is looked at for."""
    return 1 + 2 * (point["growth"] is not None) + 2 * (point["computed"] is not None)


def _line(points: dict[str, list[Row]], evidence: Evidence) -> dict[str, Any]:
    chosen = {when: max(found, key=_standing) for when, found in points.items()}
    shown = []
    for when, row in sorted(chosen.items(), key=lambda item: (item[1]["period_end"], item[0])):
        before = chosen.get(f"{int(when[:4]) - 1:04}{when[4:]}")
        shown.append(_point(row, evidence, points[when]) | {"computed": _growth(before, row)})
    first = next(iter(chosen.values()))
    return {"name": plain(first["metric"]), "owner": owner(first), "unit": plain(first["unit"] or ""), "points": shown}


def _growth(before: Row | None, row: Row) -> float | None:
    """Per cent over the same period a year before, where both are exact."""
    if before is None or before["value"] <= 0 or before["bound"] != "=" or row["bound"] != "=":
        return None
    return float(round((row["value"] / before["value"] - 1) * 100, 1))


def _point(row: Row, evidence: Evidence, told: list[Row]) -> dict[str, Any]:
    """A value as it is shown, and the sentences that tell it."""
    return {
        "value": row["value"],
        "shown": shown(row),
        "when": _when(row) or "",
        "growth": row["growth"],
        "n": len(told),
        "s": evidence.of([row, *(other for other in told if other is not row)]),
    }


def shown(row: Row) -> str:
    """A value as people write it, with the sign of its bound."""
    bound = _SIGNS.get(row["bound"], row["bound"])
    return plain(quantity(row["value"], row["value_high"], row["unit"], bound))


def owner(row: Row) -> str:
    """Whose a figure is, in words: the narrowest first, then its subject."""
    whose, subject = row["firm"] or row["cluster"] or "", row["subject"] or ""
    place = row["district"] if not row["firm"] else None
    words = (place, whose if whose not in subject else None, subject)  # a cluster's subject is often its own name
    return plain(" ".join(filter(None, words)))


def _owner(row: Row) -> tuple[Any, ...]:
    return tuple(row[part] for part in _OWNERS)


def _when(row: Row) -> str | None:
    return period(row["period_start"], row["period_end"])


def _pattern(when: str) -> str:
    """What periods have in common that may stand on one line.

    >>> [_pattern(when) for when in ("2024", "2024H1", "2024-08", "2024-01..2024-08", "2024-06-30", "2021..2025")]
    ['', 'H1', 'month', '-01..-08', 'day', '..2025']
    """
    if ".." in when or len(when) < 7:
        return when[4:].replace(f"..{when[:4]}", "..")
    return "month" if len(when) == 7 else "day"
