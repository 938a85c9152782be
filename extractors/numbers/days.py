"""Spans of days on the calendar, and the small numerals of dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○◯Oo0", 0) | {"两": 2, "廿": 2}


class Days(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    def shifted(self, years: int) -> Days:
        """The same days of another year; a 29 February becomes a 28."""
        return Days(_in_year(self.first, self.first.year + years), _in_year(self.last, self.last.year + years))

    def end(self) -> Days:
        """The last day alone."""
        return Days(self.last, self.last)

    def year_to_date(self) -> Days:
        """The days from the first of the year to the last of these."""
        return Days(date(self.last.year, 1, 1), self.last)


def _in_year(day: date, year: int) -> date:
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def small(numeral: str) -> int:
    """The value of a numeral below a hundred, or of digits read one by one (二〇二三).

    >>> small("12"), small("十"), small("二十一"), small("二〇二三")
    (12, 10, 21, 2023)
    """
    if numeral.isdecimal():
        return int(numeral)
    if "十" in numeral:
        tens, _, units = numeral.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)
    if numeral.startswith("廿"):
        return 20 + (_DIGITS[numeral[1:]] if numeral[1:] else 0)
    value = 0
    for character in numeral:
        value = value * 10 + (int(character) if character.isdecimal() else _DIGITS[character])
    return value


def year(number: int) -> Days:
    """A whole year."""
    return Days(date(number, 1, 1), date(number, 12, 31))


def months(number: int, first: int, last: int) -> Days:
    """Whole months of a year, `first` and `last` included; a last month before the first is one of the next year."""
    end = number + (last < first)
    return Days(date(number, first, 1), date(end, last, monthrange(end, last)[1]))


def ten_days(number: int, month: int, third: str) -> Days:
    """The 上旬, 中旬 or 下旬 of a month."""
    last = monthrange(number, month)[1]
    first_day, last_day = {"上": (1, 10), "中": (11, 20), "下": (21, last)}[third]
    return Days(date(number, month, first_day), date(number, month, last_day))


def back(day: date, *, years: int = 0, months: int = 0) -> date:
    """The day that lies years or months before, at most at the end of its month."""
    index = (day.year - years) * 12 + day.month - 1 - months
    number, month = max(1, index // 12), index % 12 + 1
    return date(number, month, min(day.day, monthrange(number, month)[1]))


def trailing(day: date, *, years: int = 0, months: int = 0) -> Days:
    """The years or months that end with a day (近三年)."""
    return Days(back(day, years=years, months=months) + timedelta(days=1), day)


def parts(covered: Days, count: int) -> list[Days]:
    """The months, quarters or years that a span of whole months consists of; empty where they are not `count`.

    >>> [str(part.last) for part in parts(Days(date(2023, 1, 1), date(2023, 12, 31)), 4)]
    ['2023-03-31', '2023-06-30', '2023-09-30', '2023-12-31']
    """
    first = covered.first.year * 12 + covered.first.month - 1
    total = covered.last.year * 12 + covered.last.month - first
    each, left = divmod(total, count)
    if left or each not in (1, 3, 12) or covered.first.day > 1 or count < 2:
        return []
    starts = range(first, first + total, each)
    found = [
        Days(months(at // 12, at % 12 + 1, at % 12 + 1).first, months(end // 12, end % 12 + 1, end % 12 + 1).last)
        for at, end in ((at, at + each - 1) for at in starts)
    ]
    return found if found[-1].last == covered.last else []
