"""The days of expressions that name months or quarters: 1—8月, 6月底, 前三季度, 上半年."""

from __future__ import annotations

import re

from . import days
from .days import Days, small
from .time_counting import Counting
from .time_grammar import time_words


class NamedMonths(Counting):
    """Counts expressions that name parts of a year."""

    def _month_range(self, match: re.Match[str]) -> Days | None:
        return self._months(match, small(match["m1"]), small(match["m2"]))

    def _month(self, match: re.Match[str]) -> Days | None:
        month, part = small(match["m"]), match["m_part"]
        covered = self._months(match, month, month)
        if covered is None or not part:
            return covered
        if part.endswith("旬"):
            return days.ten_days(covered.first.year, month, part[0])
        return covered.end() if part in ("底", "末") else covered

    def _quarter(self, match: re.Match[str]) -> Days | None:
        first = small(match["q1"])
        last = small(match["q2"]) if match["q2"] else first
        covered = self._months(match, first * 3 - 2, last * 3)
        return covered.end() if covered and match["q_end"] else covered

    def _first_quarters(self, match: re.Match[str]) -> Days | None:
        return self._months(match, 1, small(match["fq"]) * 3)

    def _first_months(self, match: re.Match[str]) -> Days | None:
        return self._months(match, 1, small(match["fm"]))

    def _part(self, match: re.Match[str]) -> Days | None:
        first, last = time_words()[match["part"]][1].split()
        return self._months(match, int(first), int(last))

    def _interim(self, match: re.Match[str]) -> Days | None:
        """2024年三季报: listed companies report on a year so far, not on its last quarter."""
        return self._months(match, 1, {"一": 3, "半": 6, "三": 9}[match["interim"][0]])
