"""The times of an article in their order: which frame figures, which concern one number alone, what headings set."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..view import Block, Span, View
from .headings import headings
from .period import Period
from .plan_words import RUNS_TO
from .quantities import Quantity

GOAL_AFTER = re.compile(
    r"(?:的|度)?(?:目标|任务|预算(?=[的,，。数])|预期(?=[的目值,，。])|计划(?=[的数目任值,，。\d约近超]))"
)
"""What makes a time that of a goal, and of no figure before it: 全年目标."""
_LAID_OUT = re.compile(r"[^,。;:\d]{0,4}[::]")
"""2025年的目标是:…: the goals that follow are of that time."""
# 到明年的目标|是|5亿元
_IS_GOAL = re.compile(r"(?:则|就|已|都)?(?:(?:是|为)[^,。;:\d]{0,8}|定[在为]|设[在为]|瞄准|直指|约|超过?)?")
# 8月|当月: a part of the time that the text reports on
_PART_OF_TIME = re.compile(r"份?(?:当月|单月|当季|单季|当日|单日)")
# What happens at a meeting, whose time dates no figure
_MEETING = re.compile(r"举行|举办|召开|合办|合辦|开幕|闭幕|启动|揭牌|亮相|宣布|公布|发布|印发|出台")
_HEADS = 6
"""How many characters may follow the goals that a heading is on."""
_PARAGRAPH = 10_000
"""What a paragraph says further back is not looked at: it may be as long as a book."""


class Timeline:
    """The framing and vague times of one article, by position."""

    def __init__(self, view: View, quantities: Sequence[Quantity], periods: Sequence[Period]) -> None:
        self._view, self._text, self._quantities = view, view.folded, quantities
        self._numbers = [quantity.start for quantity in quantities]
        self._events = [period.start for period in periods if period.role == "event"]
        self.periods = [period for period in periods if period.role in ("frame", "vague")]
        self.periods = [period for period in self.periods if not self._is_aside(period)]
        self.starts = [period.start for period in self.periods]
        self.local = [self._is_local(period) for period in self.periods]
        self.passing = [self._is_passing(period) for period in self.periods]
        self._sections = [block for block in view.blocks if block.kind == "heading"]
        self._headings = headings(view, [period for period in self.periods if period.role == "frame"])

    def between(self, start: int, end: int) -> list[Period]:
        """The times that begin in a stretch of text."""
        return self.periods[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def has_event(self, start: int, end: int) -> bool:
        """Whether a stretch of text says when something happened: 某厂2026年6月投产."""
        return bisect_left(self._events, start) < bisect_left(self._events, end)

    def heading(self, offset: int) -> Period | None:
        """The time of the nearest heading before, else of the title."""
        at = bisect_right(self._headings, offset, key=lambda heading: heading[0]) - 1
        return self._headings[at][1] if at >= 0 else None

    def section(self, offset: int) -> Block | None:
        """The heading of the section that an offset lies in."""
        at = bisect_right(self._sections, offset, key=lambda block: block.start) - 1
        return self._sections[at] if at >= 0 else None

    def like(self, heading: Period) -> list[Period]:
        """The times of headings up to one, and of the title, that are of the same days as its time."""
        return [period for start, period in self._headings if start <= heading.start and period.days == heading.days]

    def planned(self, start: int, end: int) -> Period | None:
        """The one time still to come that a paragraph has named for its goals; None where it names none or several."""
        ahead = [p for p in self.between(max(start, end - _PARAGRAPH), end) if p.role == "frame" and self.is_future(p)]
        return ahead[0] if len({p.days for p in ahead}) == 1 else None

    def is_nested(self, at: int, sentence: Span) -> bool:
        """Whether a time lies within another that its sentence named just before."""
        inner = self.periods[at]
        for outer in self.periods[max(0, at - 4) : at]:
            framed = outer.start >= sentence.start and outer.role == "frame" and outer.days != inner.days
            if framed and outer.first <= inner.first and inner.last <= outer.last:
                return True
        return False

    def is_ahead(self, period: Period) -> bool:
        """Whether a time is the rest of the year (年内), still to come."""
        published = self._view.published
        return (
            period.role == "frame"
            and published is not None
            and period.last > published
            and period.first.year >= published.year
            and self._view.folded[period.start : period.end] == "年内"
        )

    def is_over(self, period: Period) -> bool:
        """Whether a time ended more than a month before publication."""
        published = self._view.published
        return published is not None and period.last < published and (published - period.last).days > 31

    def is_background(self, period: Period) -> bool:
        """Whether a time is long over, and not the one that the text reports on."""
        published = self._view.published
        return published is not None and (published - period.last).days > 120

    def is_future(self, period: Period) -> bool:
        """Whether a time ends after publication."""
        return self._view.published is not None and period.last > self._view.published

    def _is_aside(self, period: Period) -> bool:
        """Whether a time is of a goal (全年目标), of how long orders last, or of a meeting that has no figures."""
        if RUNS_TO.search(self._text, max(0, period.start - 5), period.start) is not None:
            return True
        goal = GOAL_AFTER.match(self._text, period.end)
        block = self._view.block_at(period.start)
        if goal is not None and block.kind == "heading" and block.end - goal.end() <= _HEADS:
            return False  # 二、2025年目标任务
        if goal is not None and _LAID_OUT.match(self._text, goal.end()) is None:
            return not self._is_goal_itself(goal.end())
        clause = self._view.clause_at(period.start)
        if period.is_point or _MEETING.search(self._text, period.end, min(clause.end, period.end + 80)) is None:
            return False
        at = bisect_left(self._numbers, clause.start)
        return not (at < len(self._numbers) and self._numbers[at] < clause.end)

    def _is_goal_itself(self, offset: int) -> bool:
        """Whether the number of a goal stands right behind it: 全年目标40台, 到明年的目标是5亿元."""
        at = bisect_left(self._numbers, offset)
        return at < len(self._numbers) and _IS_GOAL.fullmatch(self._text, offset, self._numbers[at]) is not None

    def _is_passing(self, period: Period) -> bool:
        """Whether a time is a part of one, of which its sentence alone speaks: 1—8月增长9%,其中8月当月增长8%."""
        among = self._text[max(0, period.start - 3) : period.start].rstrip(",").endswith("其中")
        return among or _PART_OF_TIME.search(self._text, period.start, period.end + 4) is not None

    def _is_local(self, period: Period) -> bool:
        """Whether a time belongs to the next number alone: 由2019年的38%升至去年的72%."""
        if period.is_point and period.role == "frame" and period.rule == "time.now":
            return False
        if period.rule == "time.trailing":
            return True  # 近三年年均增长: no other figure is of these years
        if self._text[period.start : period.end].endswith("同期") and len(self._text[period.start : period.end]) > 2:
            return True
        after = bisect_left(self._numbers, period.end)
        for quantity in self._quantities[after : after + 2]:
            if quantity.start >= period.end:
                gap = self._text[period.end : quantity.start]
                return gap.startswith("的") and len(gap) <= 8 and "," not in gap
        return False
