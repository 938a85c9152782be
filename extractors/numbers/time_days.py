"""The days of expressions that name days: 4月4日至6日, 2024-05-01, “五一”假期."""

from __future__ import annotations

import re
from datetime import date

from . import days
from .days import Days, small
from .time_counting import Counting
from .time_grammar import holidays, time_words


class NamedDays(Counting):
    """Counts expressions that name days."""

    def _date_range(self, match: re.Match[str]) -> Days | None:
        first_month, last_month = small(match["rm1"]), small(match["rm2a"] or match["rm2b"])
        last_year, last_day = small(match["ry2"]) if match["ry2"] else None, match["rd2a"] or match["rd2b"]
        number = self._clock.year_named_or_in_force(match, first_month, last_month) or last_year
        if not number:
            return None
        first = date(number, first_month, small(match["rd1"]) if match["rd1"] else 1)
        whole = days.months(last_year or number + (last_month < first_month), last_month, last_month)
        last = whole.last.replace(day=small(last_day)) if last_day else whole.last
        return Days(first, last) if first <= last else None

    def _days_of_month(self, match: re.Match[str]) -> Days | None:
        """4月4日至6日."""
        month = small(match["om"])
        number = self._clock.year_named_or_in_force(match, month, month)
        if not number:
            return None
        first, last = date(number, month, small(match["od1"])), date(number, month, small(match["od2"]))
        return Days(first, last) if first <= last else None

    def _holiday(self, match: re.Match[str]) -> Days | None:
        """“五一”假期: the days off that the State Council set for it that year."""
        name = time_words()[match["holiday"]][1]
        published = self._clock.published
        years = holidays().get(name, {})
        number = self._clock.year_of(match) if match["year"] or match["year_word"] else None
        if number is None and published:
            begun = [
                year for year, covered in years.items() if covered.first <= published and year >= published.year - 1
            ]
            number = max(begun, default=None)
        return years.get(number) if number else None

    def _day(self, match: re.Match[str]) -> Days | None:
        month = small(match["dm"])
        number = self._clock.year_named_or_in_force(match, month, month)
        day = date(number, month, small(match["dd"])) if number else None
        return Days(day, day) if day else None

    def _iso_day(self, match: re.Match[str]) -> Days | None:
        day = date(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]))
        return Days(day, day)
