"""Rows laid out crosswise: one column's values down, another's across."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ..extractors.errors import UsageError
from .lookup import canonical_metric
from .queries import Filters, Shape, pick, rows

_LIKE = ("subject", "metric", "unit", "kind")
"""What figures must share to stand in one line."""
_BEST = ("bound", "published", "article", "start")


class Crosswise(NamedTuple):
    """Columns that say what a row is of, columns of values, and the rows."""

    keys: tuple[str, ...]
    heads: tuple[str, ...]
    rows: list[dict[str, Any]]


def pivot(db: sqlite3.Connection, kind: str, filters: Filters, down: str, across: str) -> Crosswise:
    """The rows laid out crosswise.

    A cell of figures is the value of the exact figure that was published last, else of the inexact one; without a word
    on targets, of what was reached. Metrics go by the first of
    their names. A cell of anything else counts the rows. What has no value across is left out.
    """
    if down == across:
        raise UsageError(f"--pivot {down},{across}: two different columns")
    if kind != "figures":
        found = rows(db, kind, filters, Shape(group_by=(down, across)))
        return _laid_out([row | {"value": row["count"]} for row in found], (down,), across)
    keys = (down, *(column for column in _LIKE if column not in (down, across)))
    filters = replace(filters, target=False) if filters.target is None else filters
    shape = Shape(columns=tuple(dict.fromkeys((*keys, across, "value", *_BEST))))
    found = rows(db, kind, filters, shape)
    found = (row | {"metric": canonical_metric(row["metric"])} if row.get("metric") else row for row in found)
    best = sorted(found, key=lambda row: (row["bound"] == "=", row["published"] or "", row["article"], -row["start"]))
    return _laid_out(best, keys, across)


def _laid_out(found: list[dict[str, Any]], keys: tuple[str, ...], across: str) -> Crosswise:
    """One row for each combination of keys; of several values of a cell the last."""
    found = [row for row in found if row[across] not in (None, "") and row[keys[0]] not in (None, "")]
    heads = {value: f"{across} {value}" if value in keys else str(value) for value in {row[across] for row in found}}
    columns = tuple(heads[value] for value in sorted(heads))
    lines: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in found:
        key = tuple(str(row[column] or "") for column in keys)
        line = lines.setdefault(key, {column: row[column] for column in keys} | dict.fromkeys(columns))
        line[heads[row[across]]] = row["value"]
    return Crosswise(keys, columns, [lines[key] for key in sorted(lines)])


def ordered(crosswise: Crosswise, sort: Sequence[str]) -> Crosswise:
    """The same in the order of columns, `-column` descending; empty values last."""
    rows = crosswise.rows
    for column in reversed(sort):
        name = column.removeprefix("-")
        pick(dict.fromkeys((*crosswise.keys, *crosswise.heads), ""), [name], "--sort")
        filled = [row for row in rows if row[name] is not None]
        filled.sort(key=lambda row: row[name], reverse=column.startswith("-"))
        rows = filled + [row for row in rows if row[name] is None]
    return crosswise._replace(rows=rows)
