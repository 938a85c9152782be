"""The time of a figure in a table: its header's, its row's, the caption's or the heading's."""

from __future__ import annotations

from ..view import Span
from .dating import Dater, Dating
from .days import Days
from .table_figures import CellReading
from .time_beside import TimeBeside
from .time_reports import TimeReports


class TimeCells(Dater):
    """Dates the cells of the tables of an article."""

    def __init__(self, dating: Dating, beside: TimeBeside, reports: TimeReports) -> None:
        super().__init__(dating)
        self._beside, self._reports = beside, reports

    def days(self, index: int, cell: CellReading) -> Days | None:
        """The time of a cell: its header's, its row's, the caption's, and for what is no count the heading's."""
        if cell.goal is not None and (goal := self._beside.goal(cell.header)) is not None:
            return goal.days
        spans = [cell.header, *cell.row]
        if cell.caption is not None:
            spans.append(Span(cell.caption.start, cell.caption.end))
        for span in spans:
            if inside := [period for period in self._line.between(*span) if period.role == "frame"]:
                return inside[-1].days
        quantity = self._quantities[index]
        heading = self._line.heading(quantity.start)
        stock = quantity.kind == "count" or self._standing.nature(index) in ("fact", "stock")
        return None if heading is None or (stock and not self._reports.covers(index, heading)) else heading.days
