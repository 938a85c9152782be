"""The time that a figure has from the text before its sentence: the paragraph's, the heading's, the last one told."""

from __future__ import annotations

from bisect import bisect_left

from ..view import Block, Span
from .dating import Dater, Dating
from .days import Days
from .period import Period
from .quantities import Quantity
from .readings import STEPS
from .time_reports import TimeReports
from .time_roles import CLOSES

_LEFT = 31
"""How many days of a time must be left for goals to be set for it."""


class TimeInherited(Dater):
    """Finds the time in force before the sentence of each figure."""

    def __init__(self, dating: Dating, reports: TimeReports) -> None:
        super().__init__(dating)
        self._reports = reports

    def days(self, index: int, sentence: Span) -> Days | None:
        """The days that the text before a sentence gives to one of its figures."""
        quantity = self._quantities[index]
        if quantity.is_target:
            return self._of_goal(index, sentence)
        if quantity.kind == "count" and self._standing.is_so_far(quantity):
            return None
        flow, block = self._standing.is_flow(index), self._view.block_at(quantity.start)
        if (period := self.of_paragraph(quantity, block, sentence)) is not None:
            held = quantity.kind == "amount" and self._standing.is_settled(quantity)
            if period.role == "vague":
                return None
            return period.days if flow and not held else self._stood(index, period)
        if not flow and self._standing.nature(index) == "stock" and (point := self._just_before(block, sentence)):
            return point.days if quantity.kind != "change" else point.days.year_to_date()
        heading = self._line.heading(quantity.start)
        if heading is None:
            return self._told_before(index, block) if flow else None
        if (published := self._view.published) is not None and heading.first > published:
            return None  # what a plan for years to come tells of today
        if flow:
            return heading.days
        reached = None if self._line.is_future(heading) else self._standing.reached(quantity, heading)
        return reached or (heading.days if self._reports.covers(index, heading) else None)

    def _of_goal(self, index: int, sentence: Span) -> Days | None:
        """The time that a paragraph has named for its goals, or the year that the heading sets them."""
        quantity = self._quantities[index]
        heading = self._line.heading(quantity.start)
        goals = heading.days if heading is not None and self._sets_goals(heading) else None
        if not (self._standing.nature(index) == "fact" or self._standing.is_conditional(quantity)):
            planned = self._line.planned(self._view.block_at(quantity.start).start, sentence.start)
            if planned is not None:
                return goals or planned.days
        return None if self._standing.is_habitual(quantity) else goals

    def _sets_goals(self, heading: Period) -> bool:
        """Whether a heading names the one year of the goals below; a plan for years sets no time of each of them."""
        one, published = heading.first.year == heading.last.year, self._view.published
        if published is not None and heading.first <= published and (heading.last - published).days < _LEFT:
            return False  # 一季度集中签约, told in March: what is signed comes later
        return one and self._line.is_future(heading) and not self._line.is_over(heading)

    def of_paragraph(self, quantity: Quantity, block: Block, sentence: Span) -> Period | None:
        """The time that the sentences before named last, a vague one too; a label (【产业】) begins another matter."""
        first = bisect_left(self._line.starts, sentence.start) - 1
        for at in range(first, max(-1, first - 2 * STEPS), -1):
            period = self._line.periods[at]
            if period.start < block.start or period is self._line.heading(quantity.start):
                return None
            ahead = self._view.published is not None and period.first > self._view.published
            if self._line.local[at] or self._line.passing[at] or ahead:
                continue
            if self._text.find("【", period.end, quantity.start) >= 0:
                return None
            if period.role == "vague" or not period.is_point:
                return period
        return None

    def _just_before(self, block: Block, sentence: Span) -> Period | None:
        """The day up to which the sentence before tells how things stand: 截至6月末,…。资产负债率46%."""
        if sentence.start <= block.start:
            return None
        before = self._view.sentence_at(sentence.start - 1)
        while before.start > block.start and self._text[before.start - 1] == ";":
            before = self._view.sentence_at(before.start - 1)
        named = self._line.between(before.start, sentence.start)
        stands = named and named[-1].is_point and named[-1].role == "frame" and not self._line.is_future(named[-1])
        return named[-1] if stands and CLOSES.match(self._text, named[-1].end) is None else None

    def _stood(self, index: int, period: Period) -> Days | None:
        """The time of a size that a paragraph's time brought about, or that the text reports on as a whole."""
        if (reached := self._standing.reached(self._quantities[index], period)) is not None:
            return reached
        heading = self._line.heading(self._quantities[index].start)
        same = heading is not None and heading.days == period.days
        return period.days if same and self._reports.covers(index, heading) else None

    def _told_before(self, index: int, block: Block) -> Days | None:
        """The time of the paragraphs before, for amounts and changes of what is counted over a time."""
        quantity = self._quantities[index]
        measured = quantity.kind == "measure" and (self._readings[index].metric or "").endswith("量")
        if self._standing.nature(index) != "flow" or not (measured or quantity.kind in ("change", "amount")):
            return None
        first = bisect_left(self._line.starts, block.start) - 1
        for at in range(first, max(-1, first - 2 * STEPS), -1):
            period = self._line.periods[at]
            if self._text.endswith("同期", period.start, period.end):
                continue  # 上年同期为1.2亿元: what the time told of is held against
            if self._line.is_background(period):
                return None
            if self._line.local[at] or self._line.passing[at] or period.is_point:
                continue
            return period.days if period.role == "frame" and not self._line.is_future(period) else None
        return None
