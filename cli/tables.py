"""Tables for people, drawn by rich."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TextIO

from ..extractors.wording import people, period, quantity
from .text import as_text, plain

Row = Mapping[str, Any]

_ARTICLE_ID = re.compile("[0-9a-f]{16}")  # its beginning names it too, for people
_WHOLE = ("district", "code", "level", "kind", "period", "published", "article", "other_article", "tier", "verdict")
"""Columns of short words: names and texts make room for them."""
_LONGEST = 40  # characters of what something was held against: a list may be as long as a page
_FOLDED_INTO_VALUE = ("unit", "bound", "value_high")


def write_table(
    out: TextIO, rows: list[Row], columns: Sequence[str], title: str | None, amounts: Collection[str], *, folded: bool
) -> None:
    """A table as wide as the terminal; in a pipe as wide as it needs to be.

    Columns that no row fills are left out; `folded`: also those that `value` shows.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = [column for column in columns if any(row[column] not in (None, "", [], False) for row in rows)]
    amounts = [column for column in shown if column in amounts or column == "value"]
    if amounts and folded:
        shown = [column for column in shown if column not in _FOLDED_INTO_VALUE]
    if "period_start" in shown and "period_end" in columns:
        rows = [{**row, "period": period(row["period_start"], row["period_end"])} for row in rows]
        shown = ["period" if column == "period_start" else column for column in shown if column != "period_end"]
    if not rows:
        return
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", padding=(0, 1, 0, 0), pad_edge=False)
    for column in shown:
        numeric = column in amounts or all(isinstance(row[column], int | float | None) for row in rows)
        whole = numeric or column in _WHOLE
        table.add_column(column, justify="right" if numeric else "left", overflow="fold", no_wrap=whole)
    for row in rows:
        table.add_row(*(Text(_shown(row, column, amounts)) for column in shown))
    console(out).print(table)


def console(out: TextIO) -> Any:
    """A rich console on `out`: colour only on a terminal, NO_COLOR honoured, no wrapping in a pipe."""
    from rich.console import Console

    class Quiet(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to `app`: rich would end the process with 1."""
            raise BrokenPipeError

    width = None if out.isatty() else 10_000
    return Quiet(file=out, width=width, highlight=False, markup=False, emoji=False, soft_wrap=not out.isatty())


def _shown(row: Row, column: str, amounts: Collection[str]) -> str:
    """A value in a table: figures with their scale and bound, lists with commas."""
    value = row[column]
    if column == "value" and isinstance(value, int | float):
        unit = row.get("unit") if isinstance(row.get("unit"), str) else None
        return plain(quantity(value, row.get("value_high"), unit, row.get("bound")))
    if column in amounts and isinstance(value, int | float):
        return plain(people(value, row.get("unit")))
    if isinstance(value, list):
        return plain("、".join(map(str, value)))
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, str) and column in ("id", "article", "other_article") and _ARTICLE_ID.fullmatch(value):
        return value[:8]
    text = plain(as_text(value))
    return text if column != "other" or len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
