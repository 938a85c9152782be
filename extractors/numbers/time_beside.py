"""A time right beside a number, which is of no other: 较一季度(下降2.1%)加快, 7个明年上半年开工."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..view import Span
from .dating import Dater, Dating
from .days import Days
from .period import Period
from .quantities import Quantity
from .timeline import GOAL_AFTER


class TimeBeside(Dater):
    """Reads the times right before and behind numbers, those held against others and those of goals included."""

    def __init__(self, dating: Dating, periods: Sequence[Period]) -> None:
        super().__init__(dating)
        self._held = [period for period in periods if period.role == "reference"]
        self._held_ends = [period.end for period in self._held]
        self._told = [period for period in periods if period.role != "reference"]
        self._told_starts = [period.start for period in self._told]

    def days(self, quantity: Quantity) -> Days | None:
        """The days of the time beside a number."""
        return self._before(quantity) or self._behind(quantity)

    def goal(self, span: Span) -> Period | None:
        """The time within a stretch of text that says when its goals are due."""
        at = bisect_left(self._told_starts, span.start)
        return next((period for period in self._told[at : at + 2] if period.end <= span.end), None)

    def _before(self, quantity: Quantity) -> Days | None:
        """较一季度(下降2.1%)加快, 较2022年的0.6亿元增长: the number is that of the time before it."""
        at = bisect_left(self._held_ends, quantity.start + 1) - 1
        if at < 0:
            return None
        held = self._held[at]
        gap = self._text[held.end : quantity.start].strip()
        if gap.startswith("(") and len(gap) < 8:
            return held.days
        than = self._text[held.start - 1 : held.start] in ("较", "比")
        return held.days if than and gap in ("的", "的约", "的近") and quantity.kind != "change" else None

    def _behind(self, quantity: Quantity) -> Days | None:
        """A time right behind a number that has none before: 7个明年上半年开工, 2000亿元的“十四五”目标."""
        at = bisect_left(self._told_starts, quantity.tail)
        if at == len(self._told) or self._told_starts[at] > quantity.tail + 1:
            return None
        period, gap = self._told[at], self._text[quantity.tail : self._told_starts[at]]
        if period.role not in ("frame", "event"):
            return None
        if gap == "的":
            goal = GOAL_AFTER.match(self._text, period.end) or "目标" in self._text[period.start : period.end]
            return period.days if goal else None
        return period.days if gap == "" and quantity.kind == "count" else None
