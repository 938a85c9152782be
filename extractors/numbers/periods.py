"""Periods: the time a figure speaks of, as first and last day.

A time expression is found by one pattern (`grammar`), then resolved in the order of the text: a month without a year
takes the year of its sentence, its heading or the title, else the year of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..view import View
from . import days
from .days import Days, small
from .time_context import YEAR_BEFORE, Clock
from .time_grammar import PLAN_YEARS, holidays, pattern, time_words
from .time_roles import Role, role_of


@dataclass(slots=True)
class Period:
    """A time expression and the days it covers, both included; `start` and `end` span its characters.

    `role` says what it does for the figures after it: a frame is the time they speak of, a reference is what they
    are held against (比上年), an event dates something else (2017年成立), and a vague time (目前) ends a frame.
    `rule` names the shape that was read.
    """

    start: int
    end: int
    first: date
    last: date
    rule: str
    role: Role = "frame"

    @property
    def is_point(self) -> bool:
        """Whether it is a single day, as 截至6月底 is."""
        return self.first == self.last

    @property
    def days(self) -> Days:
        """The days covered."""
        return Days(self.first, self.last)


_UNTIL = re.compile(r"(?:截至|截止到|截止至|截止|迄至|迄)\s*$")
_UNTIL_AFTER = re.compile(r"\s*(?:为止|止(?=[,，]))")
_SINCE = re.compile(r"(?:以来|起|至今|[\u4e00-\u9fff]{2,10}以来)(?=[,，])")
_DEADLINE = re.compile(r"(?:之?前|以前)")
_IN_TITLE_MARKS = re.compile(r"《[^《》\n]{0,60}》")


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


class _Reader:
    """Resolves time expressions one after the other."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._clock = Clock(view)

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
            today = self._clock.published or date.min
            before, after = self._view.folded[start - 1 : start], self._view.folded[end : end + 1]
            goes_on = before in ("", ",", "。", ";", "\n") or (after == "," and before not in "年月日")
            if before in tuple("年月日") and match[0] in ("至今", "迄今"):
                return None  # 从2021年至今: the year has begun the time
            so_far = match[0] in ("至今", "迄今") and goes_on
            if shape == "edge" and role != "reference":
                self._clock.begin(match)
            if shape == "vague" and (until or so_far) and self._clock.published:
                return Period(start, end, today, today, "time.now")
            return Period(start, end, today, today, f"time.{shape}", "vague" if role == "frame" else role)
        if until or _UNTIL_AFTER.match(self._view.folded, end):
            covered = covered.end()
        elif (
            shape in ("year", "edge", "month") and role == "event" and (since := self._since(covered, end)) is not None
        ):
            covered, shape, role = since, "since", "frame"
        self._clock.remember(shape, match, covered, role)
        return Period(start, end, covered.first, covered.last, f"time.{shape}", role)

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

    def _months(self, match: re.Match[str], first: int, last: int) -> Days | None:
        number = self._clock.year_named_or_in_force(match, first, last)
        return days.months(number, first, last) if number and 1 <= first <= 12 and 1 <= last <= 12 else None

    def _years(self, match: re.Match[str]) -> Days | None:
        first, last = small(match["y1"]), small(match["y2"])
        return Days(days.year(first).first, days.year(last).last) if first <= last else None

    def _year(self, match: re.Match[str]) -> Days | None:
        number = self._clock.year_of(match)
        return days.year(number) if number else None

    def _month_range(self, match: re.Match[str]) -> Days | None:
        return self._months(match, small(match["m1"]), small(match["m2"]))

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

    def _month_word(self, match: re.Match[str]) -> Days | None:
        if not self._clock.published:
            return None
        day = days.back(self._clock.month(), months=-int(time_words()[match["month_word"]][1]))
        covered = days.months(day.year, day.month, day.month)
        return covered.end() if match["month_end"] else covered

    def _then(self, match: re.Match[str]) -> Days | None:
        """同期, 当月, 届时: counted from the time named before; with 去年 the same days of the year before."""
        if self._clock.last is None:
            return None
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

    def _trailing(self, match: re.Match[str]) -> Days | None:
        if not self._clock.published:
            return None
        count = small(match["n"])
        return days.trailing(self._clock.published, **{"years" if match["n_unit"] == "年" else "months": count})

    def _report(self, match: re.Match[str]) -> Days | None:
        """报告期内: what the report told of covers, else the title's time, else the last full year."""
        covered = self._clock.report_days or self._clock.heading_days
        if covered is None and self._clock.published:
            covered = days.year(self._clock.published.year - (self._clock.published.month <= 4))
        return covered.end() if covered and match["report_end"] else covered

    def _term_end(self, match: re.Match[str]) -> Days | None:
        covered = self._clock.heading_days
        return covered.end() if covered else None

    def _past_year(self, match: re.Match[str]) -> Days | None:
        """过去一年: read in the first months of a year, the year before; later, the twelve months before."""
        if not self._clock.published:
            return None
        if self._clock.published.month <= 4:
            return days.year(self._clock.published.year - 1)
        return days.trailing(self._clock.published, years=1)

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

    def _vague(self, match: re.Match[str]) -> Days | None:
        return None


def _shape(match: re.Match[str]) -> str:
    """The name of the shape that matched: the first of `_SHAPES` whose group did."""
    return next(shape for shape, group in _SHAPES.items() if match[group])


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
    "then": "then",
    "edge": "edge",
    "year_so_far": "year_so_far",
    "month_word": "month_word",
    "point": "point",
    "all_year": "all_year",
    "plan": "plan",
    "trailing": "n",
    "past_year": "past_year",
    "five_years": "five",
    "report": "report",
    "term_end": "term_end",
    "vague": "vague",
    "year": "year_any",
}
