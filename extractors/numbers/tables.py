"""Tables: the unit of a bare numeral in a cell, from its column's header, its row's header or the caption."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..view import Span, View
from .item import Item
from .units import PERCENT, Unit, named, of_header

_NUMBER = re.compile(r"\s*[-−]?\d[\d,]*(?:\.\d+)?\s*[%‰]?\s*")
_PERCENT_HEADER = re.compile(r"增速|增长|增幅|同比|比重|占比|±%|%")
_RATE = re.compile(r"增速|增长率?|涨幅|增幅")
# 单位:亿元、户: a unit for each column of numbers
_UNITS = re.compile(r"单位[::]\s*(?P<units>[^()\n:]{2,40}?)\s*\)?\s*$")
_UNIT_COLUMN = re.compile(r"\s*(?:计量)?单\s*位\s*")


class Cell(NamedTuple):
    """A cell that holds a bare number; `unit` is None where no header gives one. `header` is all that heads it."""

    start: int
    end: int
    unit: Unit | None
    header: str


def cells(view: View) -> list[Cell]:
    """The cells with bare numbers of all tables of an article, by position."""
    found: list[Cell] = []
    for index, block in enumerate(view.blocks):
        if block.kind == "table" and len(block.rows) > 1:
            before = view.blocks[index - 1] if index else None
            caption = view.folded[before.start : before.end] if before and before.end - before.start < 80 else ""
            rate = _RATE.search(caption)
            given = _units_of(view, block.rows, caption)
            found.extend(_cells_of(view, block.rows, of_header(caption), rate.group() if rate else "", given))
    return found


def header_rows(view: View, rows: Sequence[Sequence[Span]]) -> int:
    """How many rows head a table: the first, and a second that goes on with it (no numbers, no name of its own)."""
    if len(rows) < 3 or not rows[1]:
        return 1
    first, second = (view.folded[row[0].start : row[0].end].strip() if row else "" for row in rows[:2])
    plain = not any(_NUMBER.fullmatch(view.folded, *cell) for cell in rows[1])
    return 2 if plain and second in ("", first) and any(cell.end > cell.start for cell in rows[1][1:]) else 1


def _headers(view: View, rows: Sequence[Sequence[Span]]) -> list[str]:
    """What heads each column; where a second row heads too, a cell of the first serves the empty ones to its right."""
    top = [view.folded[start:end] for start, end in rows[0]]
    if header_rows(view, rows) == 1:
        return top
    below = [view.folded[start:end] for start, end in rows[1]]
    found: list[str] = []
    over = ""
    for column, under in enumerate(below):
        own = top[column].strip() if column < len(top) else ""
        over = own or (over if column else "")
        found.append(over if under.strip() in ("", over) else f"{over} {under}")
    return found


def _units_of(view: View, rows: tuple[tuple[Span, ...], ...], caption: str) -> dict[int, Unit]:
    """The units of the columns that a caption gives one after the other, where they are as many as hold numbers."""
    listed = _UNITS.search(caption)
    units = [named(word) for word in re.split(r"[、,;/ ]+", listed["units"])] if listed else []
    columns = [at for at, cell in enumerate(rows[-1]) if at and _NUMBER.fullmatch(view.folded, *cell)]
    if len(units) < 2 or len(units) != len(columns):
        return {}
    return {column: unit for column, unit in zip(columns, units, strict=True) if unit is not None}


def _cells_of(
    view: View, rows: tuple[tuple[Span, ...], ...], caption: Unit | None, rate: str, given: dict[int, Unit]
) -> list[Cell]:
    """The cells of one table; `caption` is the unit that its caption gives, `rate` the word of growth in it.

    `given` are the units that the caption gives to single columns.
    """
    headers = _headers(view, rows)
    units = [of_header(header) or given.get(at) for at, header in enumerate(headers)]
    unit_column = next((at for at, header in enumerate(headers) if _UNIT_COLUMN.fullmatch(header)), None)
    found = []
    for row in rows[header_rows(view, rows) :]:
        first = view.folded[row[0].start : row[0].end] if row else ""
        row_unit = of_header(first)
        if unit_column is not None and unit_column < len(row):
            row_unit = named(view.folded[slice(*row[unit_column])].strip()) or row_unit
        for column, (start, end) in enumerate(row):
            written = view.folded[start:end]
            if not _NUMBER.fullmatch(written) or written.strip()[-1] in "%‰":
                continue
            header = headers[column] if column < len(headers) else ""
            unit = units[column] if column < len(units) else None
            if unit is None and column:
                relative = _PERCENT_HEADER.search(header) is not None
                unit = PERCENT if relative and not of_header(first) else row_unit or caption
                if rate and unit is not None and unit == caption == PERCENT:
                    header = f"{header} {rate}"  # 表2 分县主要指标增速(%)
            found.append(Cell(start, end, unit, f"{first} {header}" if row_unit else header))
    return found


def cell_of(cells: list[Cell], item: Item) -> Cell | None:
    """The cell that `item` fills."""
    if not cells:
        return None
    index = bisect_right(cells, item.end, key=lambda cell: cell.start) - 1
    return cells[index] if index >= 0 and cells[index].start <= item.start and item.end <= cells[index].end else None
