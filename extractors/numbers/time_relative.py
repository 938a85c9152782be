"""The days of expressions that count from a time told before: 同期, 本月, 近三年, 报告期内."""

from __future__ import annotations

import re
from datetime import date

from . import days
from .days import Days, small
from .time_context import YEAR_BEFORE
from .time_counting import Counting
from .time_grammar import time_words

# 展会同期|举办论坛: no time of figures
_HELD = ("举办", "举行", "召开", "开幕", "进行", "亮相", "发布", "开展", "推出", "上线")


class RelativeTimes(Counting):
    """Counts expressions that hang on another time."""

    def _month_word(self, match: re.Match[str]) -> Days | None:
        if not self._clock.is_dated:
            return None
        day = days.back(self._clock.month(), months=-int(time_words()[match["month_word"]][1]))
        covered = days.months(day.year, day.month, day.month)
        return covered.end() if match["month_end"] else covered

    def _then(self, match: re.Match[str]) -> Days | None:
        """同期, 当月, 届时: counted from the time named before; with 去年 the same days of the year before."""
        if self._clock.last is None or match.string[match.end() : match.end() + 2] in _HELD:
            return None  # 展会同期举办论坛: with the fair
        value, covered = time_words()[match["then"]][1], self._clock.last
        if value == "month":
            covered = days.months(covered.last.year, covered.last.month, covered.last.month)
        elif value == "quarter":
            quarter = (covered.last.month + 2) // 3
            covered = days.months(covered.last.year, quarter * 3 - 2, quarter * 3)
        named = match["year"] or match["year_word"]
        number = self._clock.year_of(match) if named else covered.last.year
        # 上年同期 counts from the year of the figures, not from that of publication.
        if match["year_word"] in YEAR_BEFORE:
            number = covered.last.year - 1
        return covered.shifted(number - covered.last.year) if number else None

    def _that_day(self, match: re.Match[str]) -> Days | None:
        """当天, at the head of a clause: the day named last."""
        return self._clock.last_day

    def _trailing(self, match: re.Match[str]) -> Days | None:
        if not self._clock.published or (match["n_unit"] != "年" and not self._clock.is_dated):
            return None
        count = small(match["n"])
        return days.trailing(self._clock.published, **{"years" if match["n_unit"] == "年" else "months": count})

    def _report(self, match: re.Match[str]) -> Days | None:
        """报告期内: what the report told of covers, else the title's time, else that of the season's reports."""
        covered = self._clock.report_days or self._clock.heading_days
        if covered is None and self._clock.published:
            covered = self._reported(self._clock.published)
        return covered.end() if covered and match["report_end"] else covered

    def _reported(self, published: date) -> Days:
        """What reports of that season cover: half a year from July on, three quarters from October on."""
        if published.month < 7:
            return days.year(published.year - 1)
        return days.months(published.year, 1, 6 if published.month < 10 else 9)

    def _term_end(self, match: re.Match[str]) -> Days | None:
        covered = self._clock.heading_days
        return covered.end() if covered else None

    def _vague(self, match: re.Match[str]) -> Days | None:
        return None
