"""Numerals that are no quantities: dates, times of day, ordinals, list numbers, codes, models, grades, ratios.

Each test looks at the characters around one numeral and names what it is; none looks further than a few characters.
The names are those of `Numbers.others`.
"""

from __future__ import annotations

import re

from .numerals import Numeral
from .units import match

RULES = {
    "date": "A year, month, day, ten days of a month or quarter: 2024年, 9月24日, 2024-09-24, 二〇二三年.",
    "clock": "A time of day: 10:00, 8时30分, 七点半.",
    "ordinal": "A place in an order: 第24届, 二期, 8号线.",
    "grade": "A grade, version or generation: 三级, 5A级, 10.5代线.",
    "tier": "A tier of size: 千亿级, 百亿元级.",
    "list": "The number of a heading or list item, or of a footnote: （1）, 1., [2].",
    "code": "Part of a code, model, address on the net or telephone number: L4, 600741.SH, 0595-22380000.",
    "plan": "A plan or slogan named by numbers: “20+8”, “33618”.",
    "ratio": "A ratio: 9.9∶39.7∶50.4, 3:1.",
    "page": "A page or edition: A02版, 第3版.",
    "name": "Part of the name of a firm or place.",
    "place": "Part of a place name.",
    "idiom": "Part of a word or phrase.",
    "indefinite": "一 with a classifier, the indefinite article of Chinese: 一个, 一批.",
    "occasion": "How often or at how many levels, seldom a figure: 三次, 两步.",
    "duration": "A span of time that is no measured result: 三年, 近五年.",
    "age": "The age of a person.",
    "ranking": "A list named by its length: 世界500强.",
    "anaphora": "A count that only takes up what was named before: 三家共缴税, 这三项.",
    "slogan": "A count of headings or principles: 三个方面, “两个毫不动摇”.",
    "year": "A year without 年.",
    "per": "What something is counted by: 每千人, 每60秒.",
    "word": "Digits inside a word of letters and digits.",
    "headline": "A figure of a headline that the text below gives again.",
    "cell": "A cell of a table that numbers its row.",
}

_DATE = re.compile(
    r"(?:1[89]|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:[0-2]?\d|3[01])(?!\d)|(?:1[89]|20)\d\d[-/.](?:0[1-9]|"
    r"1[0-2])(?![\d.%])|(?:1[89]|20)\d\d/\d\d?(?!\d)"
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])")
_RATIO = re.compile(r"\d[\d.]*\s?[:∶](?:\d[\d.]*[:∶]?)+|[一二三四五六七八九十百]+[∶比][一二三四五六七八九十百]+")
_PHONE = re.compile(r"0\d{2,3}-\d{7,8}|1[3-9]\d{9}(?!\d)|400-?\d{3}-?\d{4}|\d{3,5}-\d{5,}")
_CODE = re.compile(r"\d+(?:[-.][A-Za-z]+|[A-Za-z]+\d|-\d+-\d+)|\d+(?:\.\d+){2,}")
_CLOCK_WORDS = re.compile(
    r"(?:点(?:半|整|钟|许|左右|多|[零一二三四五六七八九十]{1,3}分|\d{1,2}分)?|时(?![代期间机尚任常])(?:许|"
    r"整|\d{1,2}分)?)"
)
_AFTER_MONTH = re.compile(r"月(?!均|活|球|租|薪|供)")
_ADDRESS = "[路号街园区城苑场厦期座楼厂A-Za-z-]"
_ORDINAL = re.compile(
    r"号|届|期(?![间货])|代(?![表理替价])|版|线(?:城市|市场|品牌|$|[^下上性路索条])|"
    rf"[楼室弄院](?=[,;。、)( ])|(?:(?<={_ADDRESS}\d)|(?<={_ADDRESS}\d\d))栋"
    r"|路(?=[公])|师|连|营(?![业收销])|军(?![工])"
)
_GRADE = re.compile(
    r"元?级(?![别市以])|星级|等(?=[品奖功舱])|类(?=新药|医疗器械|口岸)|型|档|维|轴|阶|极|联供|核|芯|号文|"
    r"进制|座(?=[车轿版])|缸|挡"
)
_TIER = re.compile(r"(?:美?元)?[级規规]")
_DAY = re.compile(r"日(?![元产均活游本常耳间处排])|号(?![线楼院码文地召称机门令桌馆厅坑房井])")
_QUOTES = "“\"‘'「『《〈"
_CLOSING = "”\"’'」』》〉"


def of_arabic(folded: str, numeral: Numeral, listed: bool = False) -> tuple[str, int] | None:
    """What an Arabic numeral is, if no quantity, and where that ends; `listed` if an item's number stands before it."""
    start, end = numeral.start, numeral.end
    before, after = (folded[start - 1 : start] if start and not listed else "\n"), folded[end : end + 1]
    if after in "-./:∶" and after and (pieced := _pieced(folded, start, after)):
        return pieced
    if before == "第":
        return "ordinal", end
    if before in "表图附卷" and numeral.value < 100 and not match(folded, end):
        return "list", end
    if (before.isascii() and before.isalpha()) or (before in "-_.·@#№+" and _lettered(folded, start)):
        return "code", end
    whole = numeral.value == int(numeral.value) and numeral.scale == 1 and "," not in folded[start:end]
    value = numeral.value if whole else -1.0
    return (
        (_dated(folded, start, end, value) if whole else None)
        or _framed(folded, numeral, before, after, whole)
        or _numbered(folded, end, numeral)
    )


_NEVER_THOUSANDS = frozenset(("国家", "国", "省", "市", "州", "地区", "省份", "城", "世纪"))
"""Units of which no text counts two thousand: 2030国家科技专项 names a year."""


def _pieced(folded: str, start: int, after: str) -> tuple[str, int] | None:
    """Digits in pieces: 2024-09-24, 10:30, 0595-22380000, 3:1."""
    for rule, pattern in (("date", _DATE), ("clock", _CLOCK), ("code", _PHONE), ("code", _CODE)):
        if found := pattern.match(folded, start):
            return rule, found.end()
    if after in ":∶" and (found := _RATIO.match(folded, start)):
        return "ratio", found.end()
    return None


def _dated(folded: str, start: int, end: int, value: float) -> tuple[str, int] | None:
    """A whole number that is a year, month, day, hour or quarter, or begins with 0."""
    after = folded[end : end + 1]
    if after == "年" and 1800 <= value <= 2100 and end - start == 4:
        return "date", end + 1
    if after == "月" and 1 <= value <= 12 and _AFTER_MONTH.match(folded, end):
        return "date", end + 1
    if after in "日号" and after and 1 <= value <= 31 and _DAY.match(folded, end):
        return "date", end + 1
    if after in "时点" and after and value <= 24 and (found := _CLOCK_WORDS.match(folded, end)):
        return "clock", found.end()
    if folded.startswith(("季度", "月份"), end) and value <= 12:
        return "date", end + 2
    year = end - start == 4 and 1900 <= value <= 2100 and (not after or after not in "余多来万亿千百十")
    if year and ((unit := match(folded, end)) is None or unit[0].name in _NEVER_THOUSANDS):
        return "year", end
    return ("code", end) if folded[start] == "0" and end - start > 1 else None


def _lettered(folded: str, start: int) -> bool:
    """Whether letters and hyphens stand before the digits: GLM-4, ICP备-05."""
    return folded[start - 2 : start - 1].isascii() and folded[start - 2 : start - 1].isalnum()


def _framed(folded: str, numeral: Numeral, before: str, after: str, whole: bool) -> tuple[str, int] | None:
    """Numerals in brackets, in quotes or at the head of a line."""
    start, end = numeral.start, numeral.end
    if before in "([【〔" and after in ")]】〕" and after and whole:
        return ("list" if end - start <= 2 else "code"), end
    first = before == "\n" or folded[max(0, start - 2) : start].strip(" ") == ""
    marked = after and after in ".、)" and not folded[end + 1 : end + 2].isdigit()
    if first and marked and whole and end - start <= 3:
        return "list", end + 1
    if before in _QUOTES and whole and after in _CLOSING + "+" and after:
        return "plan", end
    if before in _QUOTES and after == "条" and folded[end + 1 : end + 2] in tuple(_CLOSING):
        return "plan", end + 1  # “26条”, as policies are called by the number of their articles
    if after == "+" and not folded[end + 1 : end + 2].isspace():
        return "plan", end
    if end - start >= 5 and whole and not folded[start:end].endswith("0000"):
        return None if match(folded, end) else ("code", end)
    return None


def _numbered(folded: str, end: int, numeral: Numeral) -> tuple[str, int] | None:
    """Numerals before 号, 期, 级 and their like."""
    if numeral.scale >= 10**6 and (found := _TIER.match(folded, end)) and found.group():
        return "tier", found.end()
    if found := _GRADE.match(folded, end):
        return "grade", found.end()
    if found := _ORDINAL.match(folded, end):
        return "ordinal", found.end()
    return None


_CHINESE_YEAR = re.compile(r"[一二][零〇一二三四五六七八九]{3}")
_HEADING = re.compile(r"(?:[、.)]|是(?=[^,。]))")


def of_chinese(folded: str, numeral: Numeral) -> tuple[str, int] | None:
    """What a Chinese numeral is, if no quantity, and where that ends."""
    start, end = numeral.start, numeral.end
    before, after = folded[start - 1 : start] or "\n", folded[end : end + 1]
    if before == "第":
        return "ordinal", end
    if after == "年" and (_CHINESE_YEAR.fullmatch(folded, start, end) or (end - start == 2 and numeral.value < 10)):
        return "date", end + 1
    small = numeral.value == int(numeral.value) and numeral.value <= 31 and numeral.high is None
    if small and after and after in "月日号" and numeral.value <= (12 if after == "月" else 31):
        pattern = _AFTER_MONTH if after == "月" else _DAY
        if pattern.match(folded, end):
            return "date", end + 1
    if small and (found := _CLOCK_WORDS.match(folded, end)) and numeral.value <= 24:
        return "clock", found.end()
    if small and (folded.startswith("季度", end) or (after == "旬")):
        return "date", end + 2
    if before in "(" and after == ")":
        return "list", end
    if small and (before in "\n 。;:" or before in _QUOTES) and _HEADING.match(folded, end):
        return "list", end
    if numeral.bare and numeral.scale >= 10**4 and (found := _TIER.match(folded, end)):
        return "tier", found.end()
    return _numbered(folded, end, numeral)
