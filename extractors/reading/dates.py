"""Dates of publication: written in full, without a year, or found in a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")
_YEAR = r"(?:(?:19|20|１９|２０)[\d０-９]{2}|[一二][〇○零一二三四五六七八九]{3})"
_SMALL = r"(?:[\d０-９]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_FULL = re.compile(
    rf"(?P<y>{_YEAR})\s*年\s*(?P<m>{_SMALL})\s*月\s*(?P<d>{_SMALL})\s*[日号號]?|"
    r"(?<![\d.])(?P<y2>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})(?!\d)"
)
_DAY = re.compile(rf"(?<![年\d])(?P<m>{_SMALL})\s*月\s*(?P<d>{_SMALL})\s*[日号號]")
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[-_/]?)(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
# A year that is spoken of as the present or the past; 到2027年 and 2030年前 are not.
_YEARS = re.compile(rf"(?<![到至前—–\-~～])(?P<y>{_YEAR})年(?![前底末])")


def number(text: str) -> int:
    """A year, month or day in digits or Chinese numerals.

    >>> number("二〇二三"), number("三十一"), number("十"), number("０７")
    (2023, 31, 10, 7)
    """
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (number(tens) if tens else 1) * 10 + (number(ones) if ones else 0)
    return int(text.translate(_DIGITS))


def full_dates(text: str) -> Iterator[date]:
    """The dates written with year, month and day, in order."""
    for match in _FULL.finditer(text):
        year, month, day = (match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"])
        found = make(number(year), number(month), number(day))
        if found:
            yield found


def days(text: str) -> Iterator[tuple[int, int]]:
    """The month and day of each date written without a year, in order."""
    for match in _DAY.finditer(text):
        yield number(match["m"]), number(match["d"])


def compact(text: str) -> date | None:
    """The date in a title, path or address: 20240407, 2024-04-07, 2024/04/07."""
    for match in _COMPACT.finditer(text):
        found = make(int(match["y"]), int(match["m"]), int(match["d"]))
        if found:
            return found
    return None


def years(text: str) -> list[int]:
    """The years that the text speaks of as past or present, in order."""
    return [number(match["y"]) for match in _YEARS.finditer(text)]


def make(year: int, month: int, day: int) -> date | None:
    """The date, or None if there is none such."""
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def first_date(text: str) -> date | None:
    """The first date of a text in any of the full forms."""
    return next(full_dates(text), None) or compact(text)
