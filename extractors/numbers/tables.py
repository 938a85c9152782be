"""Tables: the unit of a bare numeral in a cell, from its column's header, its row's header or the caption."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from ..view import Span, View
from .items import Item
from .units import PERCENT, Unit, of_header

_NUMBER = re.compile(r"\s*[-−]?\d[\d,]*(?:\.\d+)?\s*[%‰]?\s*")
_PERCENT_HEADER = re.compile(r"增速|增长|增幅|同比|比重|占比|±%|%")


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
            found.extend(_cells_of(view, block.rows, of_header(caption)))
    return found


def _cells_of(view: View, rows: tuple[tuple[Span, ...], ...], caption: Unit | None) -> list[Cell]:
    headers = [view.folded[start:end] for start, end in rows[0]]
    units = [of_header(header) for header in headers]
    found = []
    for row in rows[1:]:
        first = view.folded[row[0].start : row[0].end] if row else ""
        row_unit = of_header(first)
        for column, (start, end) in enumerate(row):
            written = view.folded[start:end]
            if not _NUMBER.fullmatch(written):
                continue
            header = headers[column] if column < len(headers) else ""
            unit = units[column] if column < len(units) else None
            if unit is None and column:
                unit = row_unit or (caption if not _PERCENT_HEADER.search(header) else PERCENT)
            if written.strip()[-1] in "%‰":
                continue
            found.append(Cell(start, end, unit, f"{first} {header}" if row_unit else header))
    return found


def cell_of(cells: list[Cell], item: Item) -> Cell | None:
    """The cell that `item` fills."""
    if not cells:
        return None
    index = bisect_right(cells, item.end, key=lambda cell: cell.start) - 1
    return cells[index] if index >= 0 and cells[index].start <= item.start and item.end <= cells[index].end else None
