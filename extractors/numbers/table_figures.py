"""Figures in tables: the metric from the column's header, the subject and the place from the row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..view import Block, Span, View
from .quantities import Quantity
from .tables import header_rows

_UNIT = re.compile(r"[((\[][^()\[\]]{0,12}[))\]]\s*$|[/:][^/:]{1,6}$")
_NUMBER = re.compile(r"\s*[-−+]?[\d.,%‰…—\-/ ]*\s*")
_BOUND = re.compile(r"以上|以下|以内|左右|[约超近逾≥≤><~]")
# Headers of a table whose rows are the indicators: 指标 | 绝对值 | 同比增长
_NO_METRIC = re.compile(
    r"\s*(?:绝对[值量数额]|总量|数值|数据|本期|本月|当月|累计|本年累计|实绩|完成(?:数|额|情况)?|指标值|实际(?:数|值|完成)?|数量|金额|合计|"
    r"(?:19|20)\d\d年?(?:[1-9]\d?(?:[-—至]\d+)?月|[上下]半年|[前第]?[一二三四]季度|全年)?份?(?:累计|末|底|止|完成|实绩|实际|数|值|当月|目标|现状|基期|\(.*)?|[1-9]\d?(?:[-—至]\d+)?月份?(?:末|底|止|累计|完成|实绩|数|当月)?|上年同期|去年同期|目标值?|预期目标|全市|全省|全县|全区)\s*"
)
# 1—8月产值, 2024年产值: the time in front of the metric
_TIMED = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:[1-9]\d?(?:[-—至]\d+)?月份?(?:当月|累计)?|[上下]半年|[前第]?[一二三四]季度|全年|(?<=年)|(?:本|当)[月年季])(?:累计|末|底)?(?=[\u4e00-\u9fff]{2})"
)
_RATE = re.compile(
    r"(?:比上年|比去年|较上年|同比|环比|累计)*(?:增长(?:率|速度)?|增减|增速|增幅|涨跌幅?|±|升降)(?:率|幅度|情况)?[%±]*$|同比$|环比$"
)
_INDICATORS = re.compile(r"\s*(?:主要|经济)?(?:指标|项目指标|科目|项目|指标名称|项目名称)\s*")
_GOAL = re.compile(r"目标|计划|预期|规划|任务(?!完成)")
_GOALS = re.compile(r"(?:目标|计划|任务)(?:分解|分配|安排|一览|清单|汇总)?表")
_TIME = re.compile(r"(?:19|20)\d\d年|上年|去年|完成|实绩|现状|实际|[上下]半年|\d月")
# 占全市比重: the share of the figure to its left
SHARE = re.compile(r"\s*占[^()（）]{0,10}?(?:比重?|比例|份额|百分比)\s*")
_SERIAL = re.compile(r"\s*(?:序号|编号|No\.?|#|排名|名次|位次|位序)\s*", re.IGNORECASE)


@dataclass(slots=True)
class CellReading:
    """What a cell's place in its table says. `rate` marks a change or a share of the figure to its left or the metric.

    `metric` and `subject` are spans of the text; `row` are the cells of its row, `caption` the block above the table.
    """

    metric: Span | None
    subject: Span | None
    header: Span
    row: tuple[Span, ...]
    rate: bool
    caption: Block | None
    goal: bool | None = None
    """Whether its column is one of goals (2025年目标); None where the header names neither time nor goal."""


class Tables:
    """The readings of the cells of an article's tables."""

    def __init__(self, view: View) -> None:
        self._view, self._text = view, view.folded
        self._cells: list[tuple[Span, tuple[tuple[Span, ...], ...], int, int, Block | None]] = []
        for index, block in enumerate(view.blocks):
            if block.kind == "table" and len(block.rows) > 1:
                above = view.blocks[index - 1] if index else None
                caption = above if above and above.kind not in ("table", "title", "byline") else None
                for row, cells in enumerate(block.rows[1:], 1):
                    self._cells += [(cell, block.rows, row, column, caption) for column, cell in enumerate(cells)]
        self._starts = [cell.start for cell, *_ in self._cells]

    def reading(self, quantity: Quantity) -> CellReading | None:
        """The reading of the cell that `quantity` fills; None for one in running text, or within a cell of words."""
        at = bisect_right(self._starts, quantity.start) - 1
        if at < 0:
            return None
        cell, rows, row, column, caption = self._cells[at]
        around = self._text[cell.start : quantity.start] + self._text[quantity.end : cell.end]
        if quantity.end > cell.end or _NUMBER.fullmatch(_BOUND.sub("", around)) is None or column >= len(rows[0]):
            return None
        header, metric, rate = self._headed(rows, column)
        subject = self._named(rows, row, column)
        if metric is None and subject is not None and self._rows_are_metrics(rows, header):
            metric, subject = self._bare(subject), None
        goal = self._goal(header)
        if goal is None and caption is not None and _GOALS.search(self._text, caption.start, caption.end):
            goal = True  # 各县目标分解表
        return CellReading(metric, subject, header, rows[row], rate, caption, goal)

    def _goal(self, header: Span) -> bool | None:
        """Whether a header announces goals; one that only names a time does not."""
        if _GOAL.search(self._text, header.start, header.end):
            return True
        return False if _TIME.search(self._text, header.start, header.end) else None

    def _headed(self, rows: tuple[tuple[Span, ...], ...], column: int) -> tuple[Span, Span | None, bool]:
        """The header of a column and its metric; of two rows of headers the upper serves where the lower names none."""
        top = rows[0][column]
        metric, rate = self._metric(top)
        if header_rows(self._view, rows) == 1 or column >= len(rows[1]):
            return top, metric, rate
        if top.start >= top.end:
            top = next((cell for cell in reversed(rows[0][:column]) if cell.end > cell.start), top)
            metric, rate = self._metric(top)
        below, below_rate = self._metric(rows[1][column])
        return top, (below if below is not None and not below_rate else metric), rate or below_rate

    def _bare(self, span: Span) -> Span:
        """A header without the unit in brackets behind it."""
        unit = _UNIT.search(self._text, span.start, span.end)
        end = unit.start() if unit else span.end
        while end > span.start and self._text[end - 1] in " 数\n":
            end -= 1
        start = span.start
        while start < end and self._text[start] in " #★*\n":
            start += 1
        return Span(start, end)

    def _metric(self, header: Span) -> tuple[Span | None, bool]:
        """The metric of a column, if its header names one, and whether the column holds rates of change."""
        span = self._bare(header)
        rate = _RATE.search(self._text, span.start, span.end)
        if rate is not None:
            span = Span(span.start, rate.start())
        if SHARE.fullmatch(self._text, span.start, span.end):
            return span, True
        if span.start >= span.end or _NO_METRIC.fullmatch(self._text, span.start, span.end):
            return None, rate is not None
        timed = _TIMED.match(self._text, span.start, span.end)
        return Span(timed.end(), span.end) if timed else span, rate is not None

    def _rows_are_metrics(self, rows: tuple[tuple[Span, ...], ...], header: Span) -> bool:
        """Whether the first column holds indicators: it says so, or the header names none."""
        first = rows[0][0]
        span = self._bare(header)
        known = _INDICATORS.fullmatch(self._text, first.start, first.end) is not None
        return known or _NO_METRIC.fullmatch(self._text, span.start, span.end) is not None

    def _named(self, rows: tuple[tuple[Span, ...], ...], row: int, column: int) -> Span | None:
        """The first cell of the row that holds words, left of the cell and not under a serial number's header."""
        for at, cell in enumerate(rows[row][:column]):
            serial = at < len(rows[0]) and _SERIAL.fullmatch(self._text, rows[0][at].start, rows[0][at].end)
            if not serial and cell.end > cell.start and not _NUMBER.fullmatch(self._text, cell.start, cell.end):
                return cell
        return None


def readings(view: View, quantities: Sequence[Quantity]) -> dict[int, CellReading]:
    """The readings of all quantities that stand in cells of tables, by index."""
    if not any(block.kind == "table" for block in view.blocks):
        return {}
    tables = Tables(view)
    found = ((index, tables.reading(quantity)) for index, quantity in enumerate(quantities))
    cells = {index: reading for index, reading in found if reading is not None}
    for index, cell in cells.items():
        if cell.goal is not None:
            quantities[index].is_target = cell.goal
    return cells
