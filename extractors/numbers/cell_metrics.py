"""Metric and subject of a number in a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..view import Span
from .continuing import Continuing
from .readings import Reading, within
from .table_figures import SHARE, CellReading
from .told import Reader, Told

# 分乡镇|茶产业|情况表
_CAPTION = re.compile(
    r"(?:^|[\s:度月年])(?:[分各](?:乡镇|镇街|镇乡|县区|区县|县市|市县|市州|市|县|区|镇|园区))?(?P<thing>[\u4e00-\u9fff]{1,10}?(?:产业集群|产业链|集群|产业))"
    r"(?:发展|生产|主要|基本|运行)*(?:情况|指标|数据|统计|概况|一览)?表?\s*$",
    re.MULTILINE,
)


class CellMetrics(Reader):
    """Reads what each cell of the tables of an article measures."""

    def __init__(self, told: Told, continuing: Continuing, cells: Mapping[int, CellReading]) -> None:
        super().__init__(told)
        self._continuing, self._cells = continuing, cells

    def reading(self, index: int, cell: CellReading) -> Reading:
        """The reading of a cell; a rate without a metric of its own, or a share, is one of the figure to its left."""
        subject = self._in_caption(cell) or self._in_row(cell)
        left = index - 1 if index - 1 in self._cells and self._cells[index - 1].row == cell.row else None
        shares = left is not None and cell.metric is not None and SHARE.fullmatch(self._text, *cell.metric) is not None
        if cell.metric is not None and not shares:
            return Reading(self._nouns.written(cell.metric), subject, cell=cell)
        if left is None:
            return Reading(subject, None, cell=cell)
        base = self._continuing.root(left) if cell.rate else None
        return Reading(self._readings[left].metric, self._readings[left].subject, base, cell=cell)

    def _in_row(self, cell: CellReading) -> str | None:
        """What the row names first, where that is no place: a place is whose figure it is."""
        if cell.subject is None:
            return None
        place = within(self._places, cell.subject)
        return None if place is not None and place == cell.subject else self._nouns.written(cell.subject)

    def _in_caption(self, cell: CellReading) -> str | None:
        """分乡镇茶产业情况: the industry of a caption is the subject where the rows are places."""
        if cell.caption is None or cell.subject is None or within(self._places, cell.subject) is None:
            return None
        found = _CAPTION.search(self._text, cell.caption.start, cell.caption.end)
        return self._nouns.written(Span(found.start("thing"), found.end("thing"))) if found else None
