"""Dates of publication: written in full, without a year, or found in a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")
YEAR = r"(?:(?:19|20|１９|２０)[\d０-９]{2}|[一二][〇○零一二三四五六七八九]{3})"
"""A year in full, in digits of either width or in Chinese numerals."""
_SMALL = r"(?:[\d０-９]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_FULL = re.compile(
    rf"(?P<y>{YEAR})\s*年\s*(?P<m>{_SMALL})\s*月\s*(?P<d>{_SMALL})\s*[日号號]?|"
    r"(?<![\d.])(?P<y2>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})(?!\d)"
)
_DAY = re.compile(rf"(?<![年\d])(?P<m>{_SMALL})\s*月\s*(?P<d>{_SMALL})\s*[日号號]")
_COMPACT = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[-_/]?)(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
# A year that is spoken of as the present or the past; 到2027年 and 2030年前 are not, 提高到2024年的51.8% is.
_YEARS = re.compile(
    rf"(?:(?<![到至前—–\-~～])|(?<=截至)|(?<=截止到))(?P<y>{YEAR})年(?![底末]|前(?![\d一二三四五六七八九十]))|(?<=[到至])(?P<y2>{YEAR})年[底末]?(?=的(?:近|约|超)?\d)"
)


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


# 2023年,全市产值突破400亿元: what a whole year came to is told in a later one; 2023年上半年, 2023年将 is not such.
_WHOLE_YEAR = re.compile(
    r"(?:全年|度|末|底)?[,，]?(?![\d一二三四五六七八九十上下前首第初]|以来|起)(?:(?!将|要|计划|预计|力争|目标|拟|有望|成立|启动|开工|投产|入选|签约)[^。;；\d]){0,40}"
    r"\d[\d.,]*[余多]?(?:%|％|万|亿|个百分点|倍|家|吨)"
)
_PART_OF_YEAR = re.compile(r"[\d一二三四五六七八九十上下前首第初]|以来|起")
_THIS_YEAR = re.compile("今年|去年")
_AHEAD = re.compile(
    r"(?:(?<!截止)到|(?<!截)至|力争|预计|计划|拟|将于?|目标|有望)[^,，。;；\d]{0,6}$|(?:争取|力争|预计|计划|計劃|預計)[^。;；]{0,30}$"
)
# 2025年供需缺口将扩大, 2028年营收目标10亿元: what is foretold of a year or aimed at is no account of it
_FORETOLD = re.compile(
    r"[^,，。;；、\d]{0,24}?(?:将(?!军|士|领|近)|有望|预计|力争|有可能|计划|拟)|的?[^,，。;；\d]{0,8}目[标標]"
)
# 这家2013年成立的企业: when something began says nothing of the time of writing
_BEGAN = re.compile(
    r"(?:\d{1,2}月)?(?:才|就|便|即|正式|开始|刚|在[^,，。;；\d]{1,10})?"
    r"(?:成立|创立|创办|创建|创业|建厂|建立|始建|注册|设立|组建|出生|生于|毕业|入职|入行|进厂|回乡|返乡|下海|开业|起步|起家|改制)"
)
# 比|2020年|高: what is held against it, of which the text tells
_HELD_AGAINST = frozenset("比较由从自較從")
_SINCE = ("以来", "以後", "以后", "起", "至今")


def year_of_writing(text: str) -> int | None:
    """The year in which a text seems written: the latest that it speaks of as past or present.

    Where it tells of what that year came to as a whole, and never of a part of it, 今年 is the year behind it.

    >>> year_of_writing("2023年,产值达400亿元。今年一季度增长3%。")
    2024
    >>> year_of_writing("截至2024年9月末,公司前三季度营收3亿元。")
    2024
    >>> year_of_writing("2013年成立的企业,今年产值由2020年的1亿元增至3亿元。")
    >>> year_of_writing("2019年以来,关停3家。产值由2020年的1亿元增加到去年的2亿元。")
    >>> year_of_writing("2024年前三季度,营收3亿元。2030年前达到5亿元。")
    2024
    >>> year_of_writing("2023年上半年,产值达400亿元,去年为300亿元。2024年产值有望翻番。")
    2023
    """
    named = [
        (number(match["y"] or match["y2"]), match.start(), match.end())
        for match in _YEARS.finditer(text)
        if match["y2"] or not (_is_ahead(text, *match.span()) or _BEGAN.match(text, match.end()))
    ]
    found = [
        (year, end)
        for year, start, end in named
        if text[start - 1 : start] not in _HELD_AGAINST and not text.startswith(_SINCE, end)
    ]
    latest = max((year for year, _ in found), default=0)
    if latest < max((year for year, _, _ in named), default=1):
        return None  # 2021年…,2023年以来…: at least two years later than what it tells of
    behind = [end for year, end in found if year == latest]
    told = any(_WHOLE_YEAR.match(text, end) for end in behind)
    partly = any(_PART_OF_YEAR.match(text, end) for end in behind)
    return latest + (told and not partly and _THIS_YEAR.search(text) is not None)


def _is_ahead(text: str, start: int, end: int) -> bool:
    """Whether the words around a year say that it is still to come."""
    return _AHEAD.search(text, max(0, start - 32), start) is not None or _FORETOLD.match(text, end) is not None


def make(year: int, month: int, day: int) -> date | None:
    """The date, or None if there is none such."""
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def first_date(text: str) -> date | None:
    """The first date of a text in any of the full forms."""
    return next(full_dates(text), None) or compact(text)
