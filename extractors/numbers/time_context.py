"""From which year a time without one counts: its sentence's, its heading's, or that of publication."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from ..reading import dates
from ..view import View
from .days import Days, small
from .days import back as days_back
from .plan_sections import PlanSections
from .plan_words import plans
from .reports import names_report
from .time_grammar import time_words
from .time_roles import Role

_FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[年/.-]\s?(\d\d?)\s?[月/.-]\s?(\d\d?)(?!\d)")
_QUARTERLY = re.compile(r"(?:[一1]季|第[一1]季度|季)报(?!刊|纸)|[一1]季度报告|三季报|季度报告")
_ITS_REPORT = re.compile(r"(?:年度)?的?(?:业绩)?(?:报告|快报|业绩|財報|财报|年报)")
# What the year before has been told of, before the text moves on: 去年产值5亿元,
_TOLD = re.compile(r"\d[^,。;]{0,8},")
YEAR_BEFORE = ("上年", "上一年", "上年度")
"""Words for the year before that of the figures, which need not be the one before publication."""

# The first of some years, which are counted and not named
_FIRST_YEAR = re.compile(r"(?:首年|第一年|头一?年)[^。;]*$")
# What a report on a month calls itself
_MONTHLY = re.compile("月报|简报|快报|通报|运行|统计信息")
_OPENING = 80
"""How far into a text it says that it is a report on a month."""


class Clock:
    """The years that an article has named up to a point: its sentence's, its heading's, that of publication."""

    def __init__(self, view: View) -> None:
        self._view = view
        stated = view.published or _stated(view)
        self.is_dated = stated is not None
        """Whether the day of publication is known, and not the year alone."""
        self.published = stated or _guess(view)
        self.last: Days | None = None
        """The time named last."""
        self.last_day: Days | None = None
        """The day named last."""
        self.heading_days: Days | None = None
        """The time that the last heading or title names."""
        self.report_days: Days | None = None
        """The time that the report told of covers: 2024年半年度报告."""
        self._sentence = -1
        self._sentence_year: int | None = None
        self._year_end = 0
        """Where the expression ends that named the year of the sentence."""
        self._of_whole_year = False
        """Whether that expression was a year and nothing else."""
        self._year_told = -1, 0
        """The paragraph that last told of a whole year, and the year."""
        self._heading_year: int | None = None
        self._last_year: int | None = None

    def enter(self, offset: int) -> None:
        """Come to a time expression; one in another sentence forgets the year of the sentence before."""
        sentence = self._view.sentence_at(offset).start
        # A semicolon ends a sentence of the view, but not the year that was named in it.
        if sentence != self._sentence and self._view.folded[max(0, sentence - 1)] != ";":
            self._sentence_year = None
        self._sentence = sentence

    def remember(self, shape: str, match: re.Match[str], covered: Days, role: Role) -> None:
        """Keep what an expression said for those that follow."""
        if role == "reference":
            return
        if shape == "then" and match["year_word"]:
            return  # 上年同期 is what the figures are held against
        self.last, self._last_year = covered, covered.first.year
        if shape in ("day", "iso_day"):
            self.last_day = covered
        if _ITS_REPORT.match(self._view.folded, match.end()) is not None:
            self.report_days = covered
        if match["year"] or match["year_word"] or match["roc"] or shape == "years":
            self._sentence_year = covered.last.year
            self._year_end, self._of_whole_year = match.end(), shape == "year"
            block = self._view.block_at(match.start())
            if shape == "year" and role == "frame":
                self._year_told = block.start, covered.last.year  # 2023年吞吐量1亿吨。…,全年产值386亿元
            ahead = match["year_word"] and self.published is not None and covered.first > self.published
            if (
                block.kind in ("title", "heading")
                and role == "frame"
                and not (ahead or names_report(self._view, block))
            ):  # 订单排到明年: the sections below are of this year
                self._heading_year, self.heading_days = covered.last.year, covered

    @cached_property
    def _sections(self) -> PlanSections:
        return PlanSections(self._view)

    def month(self) -> date:
        """A day of the month that 本月 is: that of publication, or the one before, where a report is on it."""
        assert self.published is not None
        monthly = _MONTHLY.search(self._view.folded, 0, _OPENING) is not None
        days_told = self.heading_days or (self.last if monthly else None)
        told = days_told.last if days_told is not None else None
        before = days_back(self.published, months=1)
        reported = told is not None and (told.year, told.month) == (before.year, before.month)
        return told if reported and told is not None else self.published

    def begin(self, match: re.Match[str]) -> None:
        """Keep the year of a time without days, as 今年初 is one."""
        if (number := self.year_of(match)) is not None:
            self._sentence_year = number

    def year_of(self, match: re.Match[str]) -> int | None:
        """The year that the expression itself names; None if it names none or hangs on an unknown date."""
        if match["year"]:
            return small(match["year"])
        if match["roc"]:
            return 1911 + int(match["roc"])
        label, value = time_words().get(match["year_word"] or "", ("", ""))
        if match["year_word"] in YEAR_BEFORE and self._sentence_year:
            return self._sentence_year - 1  # 2024年增长6%,增速由上年的9%回落
        if label == "year" and self.published:
            return self.published.year + int(value)
        if label == "next_year" and _FIRST_YEAR.search(self._view.folded, max(0, match.start() - 24), match.start()):
            return None  # 首年全免、次年减半: of no year in particular
        if label in ("same_year", "next_year") and self._last_year:
            return self._last_year + int(value)
        return None

    def year_in_force(self, match: re.Match[str], first_month: int, last_month: int) -> int | None:
        """The year of an expression that names none: its sentence's, its heading's, the publication's."""
        ahead = self._is_ahead(match)
        if self._sentence_year and not ahead and not self._has_moved_on(match, last_month):
            return self._sentence_year
        whole = first_month == 1 and last_month == 12
        future = self._looks_ahead(match, whole=whole)
        if whole and not future and self._year_told[0] == self._view.block_at(match.start()).start:
            return self._year_told[1]
        told = self._tells_of_quarter(match, last_month)
        if self._heading_year and not (future or told or self._is_recent(match)):
            return self._heading_year
        if self.published is None:
            return self._heading_year
        # Without a word of the future a time still to come is last year's: 1—12月 read in March, 四季度 in April.
        decisive = last_month if first_month == 1 else first_month - 1
        ahead = decisive * 31 - (self.published.month * 31 + self.published.day) > 15
        return self.published.year - (ahead and not future)

    def _looks_ahead(self, match: re.Match[str], whole: bool) -> bool:
        """Whether words around a time plan; a whole year by the words of its clause, 力争 before it, or its section."""
        folded, end = self._view.folded, match.end() + 24
        start = max(match.start() - 60, self._view.sentence_at(match.start()).start)
        if whole and plans("year").search(folded, start, match.start()) is None:
            start = max(start, self._view.clause_at(match.start()).start)
        planned = plans("around").search(folded, start, end) is not None
        return planned or (whole and self._sections.plans(match.start()) is True)

    def _is_ahead(self, match: re.Match[str]) -> bool:
        """Whether the year named before a semicolon is one to come, and so none of what is told behind it."""
        later = self.published is not None and self._sentence_year and self._sentence_year > self.published.year
        start = self._view.sentence_at(match.start()).start
        return (
            bool(later)
            and self._year_end < start
            and plans("around").search(self._view.folded, start, match.end()) is None
        )

    def _has_moved_on(self, match: re.Match[str], last_month: int) -> bool:
        """Whether a sentence that began with last year has come to this one: 去年产值5亿元,上半年增长8%."""
        if self.published is None or self._sentence_year != self.published.year - 1:
            return False
        if plans("before").search(self._view.folded, max(0, match.start() - 12), match.start()) is not None:
            return True  # 去年产值5亿元,还准备在年底前开出新线
        told = _TOLD.search(self._view.folded, self._year_end, match.start()) is not None
        return self._of_whole_year and told and last_month < self.published.month and last_month < 12

    def _tells_of_quarter(self, match: re.Match[str], last_month: int) -> bool:
        """Whether a sentence gives the results of the first months of the year: 一季报显示,一季度营收….."""
        sentence = self._view.sentence_at(match.start())
        report = _QUARTERLY.search(self._view.folded, sentence.start, sentence.end) is not None
        return report and self.published is not None and last_month < self.published.month

    def _is_recent(self, match: re.Match[str]) -> bool:
        """Whether a day is one of the two months before publication, of which news speaks without a year."""
        if self.published is None or not match["dd"]:
            return False
        days_ago = (self.published.month - small(match["dm"])) * 31 + self.published.day - small(match["dd"])
        return 0 <= days_ago <= 62

    def year_named_or_in_force(self, match: re.Match[str], first_month: int, last_month: int) -> int | None:
        """The year that the expression names, else the one in force."""
        if match["year"] or match["year_word"] or match["roc"]:
            return self.year_of(match)
        return self.year_in_force(match, first_month, last_month)


def _stated(view: View) -> date | None:
    """A full date in the head or foot of an article that says nowhere else when it was published."""
    for kind in ("byline", "subtitle", "note", "title"):
        for block in view.blocks:
            if block.kind == kind and (found := _FULL_DATE.search(view.folded, block.start, block.end)):
                try:
                    return date(*map(int, found.groups()))
                except ValueError:
                    continue
    return None


def _guess(view: View) -> date | None:
    """A date to count years from: the end of the latest year that the text reports on."""
    year = dates.year_of_writing(view.folded)
    return date(year, 12, 31) if year else None
