"""Rows laid out crosswise: one column's values down, another's across."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ..extractors.errors import UsageError
from .lookup import canonical_metric
from .queries import Filters, Shape, literal, pick, question, readable, rows

_LIKE = ("subject", "metric", "unit", "kind")
"""What figures must share to stand in one line."""
_BEST = ("bound", "published", "article", "start")


class Crosswise(NamedTuple):
    """Columns that say what a row is of, columns of values, and the rows; `across`: the value that each head is of."""

    keys: tuple[str, ...]
    heads: tuple[str, ...]
    rows: list[dict[str, Any]]
    across: tuple[Any, ...] = ()


class _Asked(NamedTuple):
    """The rows to lay out: what keys them, and what to ask for."""

    keys: tuple[str, ...]
    filters: Filters
    shape: Shape


def pivot(db: sqlite3.Connection, kind: str, filters: Filters, down: str, across: str) -> Crosswise:
    """The rows laid out crosswise.

    A cell of figures is the value of the exact figure that was published last, else of the inexact one; without a word
    on targets, of what was reached. Metrics go by the first of
    their names. A cell of anything else counts the rows. What has no value across is left out.
    """
    keys, filters, shape = _asked(kind, filters, down, across)
    found = rows(db, kind, filters, shape)
    if kind != "figures":
        return _laid_out([row | {"value": row["count"]} for row in found], keys, across)
    found = (row | {"metric": canonical_metric(row["metric"])} if row.get("metric") else row for row in found)
    best = sorted(found, key=lambda row: (row["bound"] == "=", row["published"] or "", row["article"], -row["start"]))
    return _laid_out(best, keys, across)


def _asked(kind: str, filters: Filters, down: str, across: str) -> _Asked:
    if down == across:
        raise UsageError(f"--pivot {down},{across}: two different columns")
    if kind != "figures":
        return _Asked((down,), filters, Shape(group_by=(down, across)))
    keys = (down, *(column for column in _LIKE if column not in (down, across)))
    filters = replace(filters, target=False) if filters.target is None else filters
    return _Asked(keys, filters, Shape(columns=tuple(dict.fromkeys((*keys, across, "value", *_BEST)))))


def explained(
    db: sqlite3.Connection, kind: str, filters: Filters, axes: tuple[str, str], sort: Sequence[str], limit: int | None
) -> str:
    """A SELECT that gives the same rows as `pivot` and `ordered`, for people to learn from and go on with."""
    down, across = axes
    keys, filters, shape = _asked(kind, filters, down, across)
    found = pivot(db, kind, filters, down, across)
    ordered(found, sort)
    inner = readable(question(db, kind, filters, shape))
    cell = "value" if kind == "figures" else "count"
    named = ", ".join(keys)
    steps = [f"asked AS (\n{inner}\n)"]
    chosen = f"asked WHERE {down} <> '' AND {across} <> ''"
    if kind == "figures":
        if "metric" in (*keys, across):
            steps.append(f"named AS (\n{_renamed(db, kind, filters, shape)}\n)")
        place = f"PARTITION BY {named}, {across} ORDER BY bound = '=' DESC, published DESC, article DESC, start"
        steps.append(
            f"ranked AS (\nSELECT *, row_number() OVER ({place}) AS place FROM {steps[-1].partition(' ')[0]}\n)"
        )
        chosen = f"ranked WHERE place = 1 AND {down} <> '' AND {across} <> ''"
    cells = (
        f'max(CASE WHEN {across} = {literal(value)} THEN {cell} END) AS "{head.replace(chr(34), 2 * chr(34))}"'
        for head, value in zip(found.heads, found.across, strict=True)
    )
    order = [f'"{name.removeprefix("-")}"{" DESC" if name[0] == "-" else ""} NULLS LAST' for name in sort]
    order += [f"coalesce({key}, '')" for key in keys]
    text = f"WITH {f',{chr(10)}'.join(steps)}\nSELECT {f',{chr(10)}       '.join([*keys, *cells])}\nFROM {chosen}"
    return f"{text}\nGROUP BY {named}\nORDER BY {', '.join(order)}" + (f"\nLIMIT {limit}" if limit is not None else "")


def _renamed(db: sqlite3.Connection, kind: str, filters: Filters, shape: Shape) -> str:
    """The step that calls metrics by the first of their names."""
    metrics = sorted({row["metric"] for row in rows(db, kind, filters, Shape(columns=("metric",))) if row["metric"]})
    others = {metric: name for metric in metrics if (name := canonical_metric(metric)) != metric}
    cases = "".join(f" WHEN {literal(metric)} THEN {literal(name)}" for metric, name in others.items())
    columns = (f"CASE metric{cases} ELSE metric END AS metric" if c == "metric" and cases else c for c in shape.columns)
    return f"SELECT {', '.join(columns)} FROM asked"


def _laid_out(found: list[dict[str, Any]], keys: tuple[str, ...], across: str) -> Crosswise:
    """One row for each combination of keys; of several values of a cell the last."""
    found = [row for row in found if row[across] not in (None, "") and row[keys[0]] not in (None, "")]
    heads = {value: f"{across} {value}" if value in keys else str(value) for value in {row[across] for row in found}}
    across_values = tuple(sorted(heads))
    columns = tuple(heads[value] for value in across_values)
    lines: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in found:
        key = tuple(str(row[column] or "") for column in keys)
        line = lines.setdefault(key, {column: row[column] for column in keys} | dict.fromkeys(columns))
        line[heads[row[across]]] = row["value"]
    return Crosswise(keys, columns, [lines[key] for key in sorted(lines)], across_values)


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
