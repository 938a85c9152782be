"""The days of expressions that name years: 2019—2023年, 去年底, 年内, “十四五”期间, 五年来."""

from __future__ import annotations

import re
from datetime import date

from . import days
from .days import Days, small
from .time_counting import Counting
from .time_grammar import PLAN_YEARS

_DEADLINE = re.compile(r"(?:之?前|以前)")


class NamedYears(Counting):
    """Counts expressions that name years."""

    def _years(self, match: re.Match[str]) -> Days | None:
        first, last = small(match["y1"]), small(match["y2"])
        return Days(days.year(first).first, days.year(last).last) if first <= last else None

    def _year(self, match: re.Match[str]) -> Days | None:
        number = self._clock.year_of(match)
        return days.year(number) if number else None

    def _edge(self, match: re.Match[str]) -> Days | None:
        """2023年末, 去年底: the last day; 年初 stays open."""
        covered = self._year(match)
        if covered is None or match["edge"].endswith("初"):
            return None
        # 2025年底前 is any time of that year, 2025年底 its last day.
        return covered if _DEADLINE.match(self._view.folded, match.end()) else covered.end()

    def _point(self, match: re.Match[str]) -> Days | None:
        if match["point"].startswith("月"):
            return (
                days.months(self._clock.last.last.year, self._clock.last.last.month, self._clock.last.last.month).end()
                if self._clock.last
                else None
            )
        number = self._clock.year_in_force(match, 1, 12)
        return days.year(number).end() if number else None

    def _all_year(self, match: re.Match[str]) -> Days | None:
        if match["all_year"] == "年内" and self._clock.published:
            this, last = self._clock.published.year, self._clock.last
            # In the first weeks of a year, a text on the one before means that one.
            looks_back = self._clock.published.month <= 2 and last is not None and last.last.year == this - 1
            return days.year(this - looks_back)
        number = self._clock.year_in_force(match, 1, 12)
        return days.year(number) if number else None

    def _year_so_far(self, match: re.Match[str]) -> Days | None:
        return Days(date(self._clock.published.year, 1, 1), self._clock.published) if self._clock.published else None

    def _past_year(self, match: re.Match[str]) -> Days | None:
        """过去一年: read in the first months of a year, the year before; later, the twelve months before."""
        if not self._clock.published:
            return None
        if self._clock.published.month <= 4:
            return days.year(self._clock.published.year - 1)
        return days.trailing(self._clock.published, years=1)

    def _two_years(self, match: re.Match[str]) -> Days | None:
        """今明两年: this year and the next."""
        if not self._clock.published:
            return None
        first = self._clock.published.year + {"去今": -1, "今明": 0, "明后": 1}[match["pair"]]
        return Days(date(first, 1, 1), date(first + 1, 12, 31))

    def _five_years(self, match: re.Match[str]) -> Days | None:
        """这五年, 五年来: the term or plan that a report early in a year, or late in a plan's last, looks back on."""
        published = self._clock.published
        if published is None:
            return None
        last = published.year - (published.month <= 4)
        over = published.month <= 4 or (last % 5 == 0 and published.month >= 9)
        return Days(date(last - 4, 1, 1), date(last, 12, 31)) if over else None

    def _plan(self, match: re.Match[str]) -> Days | None:
        """“十四五”期间 is five years, “十四五”末 and its goals the last of them, “十四五”以来 what is over of it."""
        first = PLAN_YEARS.get(match["plan"])
        if first is None or match["plan_part"] in ("规划", None):
            return None
        if match["plan_part"] == "以来":
            published = self._clock.published
            return Days(date(first, 1, 1), published) if published and published.year >= first else None
        if match["plan_part"] in ("期间", "时期"):
            return Days(date(first, 1, 1), date(first + 4, 12, 31))
        return days.year(first + 4)
