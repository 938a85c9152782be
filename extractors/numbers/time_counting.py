"""What the shapes of time expressions count from: the clock of the article, and months of the year in force."""

from __future__ import annotations

import re

from ..view import View
from . import days
from .days import Days
from .time_context import Clock


class Counting:
    """Counts the days of the expressions of one article."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._clock = Clock(view)

    def _months(self, match: re.Match[str], first: int, last: int) -> Days | None:
        number = self._clock.year_named_or_in_force(match, first, last)
        return days.months(number, first, last) if number and 1 <= first <= 12 and 1 <= last <= 12 else None
