"""Periods: the time a figure speaks of, as first and last day.

A time expression is found by one pattern (`grammar`), then resolved in the order of the text: a month without a year
takes the year of its sentence, its heading or the title, else the year of publication.
"""

from __future__ import annotations

import re
from datetime import date

from ..view import View
from .days import Days
from .period import Period
from .time_days import NamedDays
from .time_grammar import pattern
from .time_months import NamedMonths
from .time_relative import RelativeTimes
from .time_roles import Role, role_of
from .time_years import NamedYears

_UNTIL = re.compile(r"(?:截至|截止到|截止至|截止|迄至|迄)\s*$")
_UNTIL_AFTER = re.compile(r"\s*(?:为止|止(?=[,，]))")
_SINCE = re.compile(r"(?:以来|起|至今|[\u4e00-\u9fff]{2,10}以来)(?=[,，])")
_IN_TITLE_MARKS = re.compile(r"《[^《》\n]{0,60}》")
# Each shape to the group of the pattern that only it has
_SHAPES = {
    "years": "y2",
    "days_of_month": "od2",
    "holiday": "holiday",
    "date_range": "rm1",
    "month_range": "m2",
    "day": "dd",
    "iso_day": "iso_d",
    "month": "m",
    "quarter": "q1",
    "first_quarters": "fq",
    "first_months": "fm",
    "part": "part",
    "that_day": "that_day",
    "then": "then",
    "edge": "edge",
    "interim": "interim",
    "year_so_far": "year_so_far",
    "month_word": "month_word",
    "point": "point",
    "all_year": "all_year",
    "plan": "plan",
    "trailing": "n",
    "past_year": "past_year",
    "two_years": "pair",
    "five_years": "five",
    "report": "report",
    "term_end": "term_end",
    "vague": "vague",
    "year": "year_any",
}


def read(view: View) -> list[Period]:
    """The time expressions of an article, by position; vague ones and references too (see `Period.role`)."""
    reader = _Reader(view)
    titles = [mark.span() for mark in _IN_TITLE_MARKS.finditer(view.folded)]
    found, at = [], 0
    for match in pattern().finditer(view.folded):
        while at < len(titles) and titles[at][1] <= match.start():
            at += 1
        if not (at < len(titles) and titles[at][0] < match.start()):
            period = reader.resolve(match)
            if period is not None:
                found.append(period)
    return found


class _Reader(NamedDays, NamedMonths, NamedYears, RelativeTimes):
    """Resolves time expressions one after the other."""

    def resolve(self, match: re.Match[str]) -> Period | None:
        """The period of one expression; None for one that cannot be placed and ends nothing."""
        start, end = match.span()
        end -= match[0].endswith("的")
        self._clock.enter(start)
        shape = _shape(match)
        until = _UNTIL.search(self._view.folded, max(0, start - 4), start)
        covered = self._days(shape, match)
        role = role_of(self._view.folded, match, shape, until is not None)
        if covered is None:
            return self._open(match, shape, role, until is not None)
        if until or _UNTIL_AFTER.match(self._view.folded, end):
            covered = covered.end()
        elif (
            shape in ("year", "edge", "month") and role == "event" and (since := self._since(covered, end)) is not None
        ):
            covered, shape, role = since, "since", "frame"
        self._clock.remember(shape, match, covered, role)
        return Period(start, end, covered.first, covered.last, f"time.{shape}", role)

    def _open(self, match: re.Match[str], shape: str, role: Role, until: bool) -> Period | None:
        """The period of a time without days: 截至目前 is the day of publication, 目前 leaves the time open."""
        start, end = match.start(), match.end() - match[0].endswith("的")
        published = self._clock.published
        today = published or date.min
        before, after = self._view.folded[start - 1 : start], self._view.folded[end : end + 1]
        goes_on = before in ("", ",", "。", ";", "\n") or (after == "," and before not in "年月日")
        if before in tuple("年月日") and match[0] in ("至今", "迄今"):
            return None  # 从2021年至今: the year has begun the time
        so_far = match[0] in ("至今", "迄今") and goes_on
        if shape == "edge" and role != "reference":
            self._clock.begin(match)
        if shape == "that_day":
            role = "event"
        if shape == "vague" and (until or so_far) and published:
            return Period(start, end, today, today, "time.now")
        return Period(start, end, today, today, f"time.{shape}", "vague" if role == "frame" else role)

    def _since(self, covered: Days, end: int) -> Days | None:
        """2023年起, 去年以来: from then until publication."""
        published = self._clock.published
        since = _SINCE.match(self._view.folded, end) is not None
        return Days(covered.first, published) if since and published and covered.first < published else None

    def _days(self, shape: str, match: re.Match[str]) -> Days | None:
        """The days an expression covers; None where it cannot be known."""
        try:
            return getattr(self, f"_{shape}")(match)  # type: ignore[no-any-return]
        except (ValueError, OverflowError):
            return None


def _shape(match: re.Match[str]) -> str:
    """The name of the shape that matched: the first of `_SHAPES` whose group did."""
    return next(shape for shape, group in _SHAPES.items() if match[group])
