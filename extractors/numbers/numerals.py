"""Numerals: where a number is written in Chinese text, and what it comes to.

`numerals(text)` finds every Arabic, Chinese and mixed numeral with its exact span: 6,038, 1.2万亿, 三千二百余, 两三百,
十七点五, 二〇二三, 三分之一, 百分之六. A numeral here is the bare number: a unit, a bound word, a sign in words and
what the number counts are the work of other layers (`units`, `bounds`, `quantities`).

All patterns are possessive or bounded, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..fold import fold
from ..seeking import Seeker

Form = Literal["arabic", "chinese", "fraction", "words"]

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟〇俩", "一二三四五六七八九十百千零两")
CAPITALS = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
"""A financial numeral; alone it is part of a word (着陆, 收拾)."""
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12, "廿": 20, "卅": 30}
LONGEST = 24
"""A run of more digits than this is no number; it is left to be named a code."""

_DIGIT = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
# 千瓦, 千克, 兆瓦 … are units, 百分之 and 百分点 are no hundreds.
_KILO = "千(?![瓦米克升卡赫伏帕焦牛乏]|字节|分之)"
_SCALE = rf"(?:[十拾亿]|[百佰](?!分[之点])|仟|{_KILO}|万(?!分之)|兆(?![瓦帕赫伏欧焦比]|字节|分之))"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++)(?:\.\d++)?+"
# A decimal point in words; 七点五十分 is a time of day.
_POINT = rf"点[{_DIGIT}]++(?![十分])"
_CHARACTER = rf"(?:[{_DIGIT}廿卅]|{_SCALE})"
# Inside a run 两 stands only before a scale, or in 一两: 神十九两个乘组 holds two numerals.
_FOLLOWING = rf"(?!两(?![百千万亿])){_CHARACTER}"
# 4万多亿, 五百余万, 二十几万: an inexact count of the next scale.
_INEXACT = r"[ ]?零?[多余几来数][ ]?(?=[万亿])"
_SPACE = rf"(?<=[十百千万亿])[ ](?={_CHARACTER})|[ ]{{1,2}}(?=[百千万亿](?!分|[瓦米克升]))"
_CHINESE = (
    rf"(?:[几数](?=[十百千万亿]))?(?:一两|{_CHARACTER})"
    rf"(?:{_FOLLOWING}|{_INEXACT}|{_SPACE}|(?<=[十廿卅])几(?![何乎]))*+(?:{_POINT}[百千万亿]*+)?+"
)
# 7万5千4百, 3万4000, 1千零20: after a scale an Arabic numeral may go on.
_MORE = (
    rf"(?:[ ]{{0,2}}(?:{_SCALE}|[多余几来][ ]?(?=[万亿])))|(?<=[百千万亿兆])"
    rf"(?:[ ]?零?\d{{1,4}}(?=[ ]?[百千万](?!分|[瓦米克升]))|\d,\d{{3}}(?=[万亿])|零\d{{1,4}}(?!\d)|\d{{4}}(?![\d年.]))"
)
_MIXED = rf"{_ARABIC}(?:{_MORE})*+"
_PART = rf"(?:{_ARABIC}|{_CHINESE})"
_FRACTION = rf"(?:{_PART}|百万|千万|[百千万佰仟])分之{_PART}"

# 过半, 一半 and doubling (翻一番) are numbers without a digit; 一半导体, 通过半年 and 翻番茄 are not.
_WORDS = (
    r"(?<![通经超])过半(?![年月天个小导程决生径封自场数])|一半(?![导夜路])|半数"
    r"|翻了?(?:(?:将?近|超过?|逾|约)?[一两二三四]番|番(?!茄))"
)

PATTERN = re.compile(
    rf"(?P<words>{_WORDS})|(?P<fraction>{_FRACTION})|(?P<arabic>{_MIXED})|(?P<chinese>{_CHINESE})",
)
NUMERALS = Seeker(PATTERN)
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[零一二两三四五六七八九]|[十百千万亿兆廿卅]")
_NOISE = re.compile(r"[ 多余几来数]")


@dataclass(slots=True)
class Numeral:
    """A number as written: `text[start:end]`; `high` is the upper end of 两三百, else None.

    `scale` is the product of the scales at its end (万亿 of 1.2万亿 is 10¹²), `inexact` whether it holds 多, 余 or 几,
    `bare` whether it is nothing but scales (百亿), `form` how it is written. A fraction has the value of the fraction.
    """

    start: int
    end: int
    value: float
    high: float | None
    form: Form
    scale: int = 1
    inexact: bool = False
    bare: bool = False


def numerals(text: str) -> list[Numeral]:
    """Every numeral of a text, by position; offsets are those of `text`.

    >>> [(n.start, n.end, n.value) for n in numerals("总产出１６２８.9亿元，两三百家")]
    [(3, 10, 162890000000.0), (12, 15, 200.0)]
    """
    return list(find(fold(text)))


def find(folded: str) -> Iterator[Numeral]:
    """The numerals of a folded text; a run of digits too long for a number is left out."""
    for match in NUMERALS.finditer(folded):
        numeral = read(match)
        if numeral is not None:
            yield numeral


def read(match: re.Match[str]) -> Numeral | None:
    """The numeral of a match of PATTERN; None for what is no number (too long, or malformed)."""
    written, (start, end) = match.group(), match.span()
    if match.lastgroup == "words":
        return Numeral(start, end, _word_value(written), None, "words")
    if match.lastgroup == "fraction":
        return _fraction(written, start, end)
    if match.lastgroup == "arabic":
        plain = _plain_arabic(written, start, end)
        if plain is not None:
            return plain
    if end - start > 4 * LONGEST:
        return None
    found = None if written in CAPITALS else value_of(written)
    if found is None:
        return None
    low, high = found
    form: Form = "arabic" if match.lastgroup == "arabic" else "chinese"
    inexact = _NOISE.search(written.replace(" ", "")) is not None
    return Numeral(start, end, low, high, form, _end_scale(written), inexact, not written.strip("百千万亿多余 "))


def _word_value(written: str) -> float:
    """Half of something, or how much is added by doubling (翻一番 adds all there was, 翻两番 three times that)."""
    if written[0] != "翻":
        return 0.5
    times = DIGITS.get(written[-2], 1)
    return float(2**times - 1)


def _plain_arabic(written: str, start: int, end: int) -> Numeral | None:
    """An Arabic numeral with nothing but digits, separators and at most one scale at its end: by far the most."""
    scale = 1
    digits = written
    while digits[-1] in "万亿":
        scale *= SCALES[digits[-1]]
        digits = digits[:-1]
    if len(digits) > LONGEST or not digits.isascii() or " " in digits:
        return None
    return Numeral(start, end, scaled(digits, scale), None, "arabic", scale)


def scaled(digits: str, scale: int) -> float:
    """Decimal digits times a scale, without the error of a binary product (1.1 × 10⁴ is 11000).

    >>> scaled("1,128.7", 10**8)
    112870000000.0
    """
    whole, _, fraction = digits.replace(",", "").partition(".")
    value: float = int(whole + fraction) * scale / 10 ** len(fraction)
    return value


def _fraction(written: str, start: int, end: int) -> Numeral | None:
    if len(written) > 4 * LONGEST:
        return None
    below, _, above = written.partition("分之")
    denominator, numerator = value_of(below), value_of(above)
    if denominator is None or numerator is None or not denominator[0]:
        return None
    low, high = numerator
    return Numeral(start, end, low / denominator[0], None if high is None else high / denominator[0], "fraction")


def _end_scale(written: str) -> int:
    scale = 1
    for character in reversed(_NOISE.sub("", written)):
        if character not in "百千万亿":
            break
        scale *= SCALES[character]
    return scale


def value_of(written: str) -> tuple[float, float | None] | None:
    """The value of a numeral, and the upper end if it is a range like 两三百; None if it is none.

    >>> value_of("三千二百余"), value_of("七十八万五佰零六"), value_of("十七八")
    ((3200.0, None), (780506.0, None), (17.0, 18.0))
    """
    plain = _NOISE.sub("", written.translate(_CAPITALS))
    whole, point, fraction = plain.partition("点")
    if point:
        return _decimal(whole, fraction)
    tokens = _TOKEN.findall(plain)
    if len(tokens) > 3 * LONGEST or any(len(token) > LONGEST for token in tokens):
        return None
    low = _sum(tokens)
    return None if low is None else (low, _upper(tokens, low))


def _decimal(whole: str, fraction: str) -> tuple[float, float | None] | None:
    """十七点五, 一点二万: digits after the point, then perhaps scales."""
    before = _sum(_TOKEN.findall(whole)) if whole else 0.0
    digits = "".join(str(DIGITS[character]) for character in fraction if character in DIGITS)
    if before is None or len(digits) > LONGEST:
        return None
    scale = 1
    for character in fraction:
        scale *= SCALES.get(character, 1)
    return scaled(f"{int(before)}.{digits or 0}", scale), None


def _sum(tokens: list[str]) -> float | None:
    """The sum of digits and scales. Digits without a scale are read one by one (二〇二三)."""
    if tokens and all(token in DIGITS for token in tokens):
        if len(tokens) == 2 and 0 < DIGITS[tokens[0]] < DIGITS[tokens[1]] <= DIGITS[tokens[0]] + 2:
            return float(DIGITS[tokens[0]])
        return float("".join(str(DIGITS[token]) for token in tokens)) if len(tokens) <= LONGEST else None
    groups: list[tuple[float, int]] = []  # what 万, 亿 and 兆 closed, with that scale
    section, current, last_scale, colloquial, zero = 0.0, None, 1, False, False
    for token in tokens:
        scale = SCALES.get(token)
        if scale is None:
            if token == "零":
                colloquial, current, zero = False, None, True
                continue
            number = float(DIGITS[token]) if token in DIGITS else scaled(token, 1)
            current = number if current is None else current
            colloquial, zero = token in DIGITS and last_scale >= 100 and not zero, False
        elif token in "廿卅":
            section += scale
        elif scale < 10**4:
            section += (1 if current is None else current) * scale
            current, last_scale, colloquial = None, scale, False
        else:
            groups.append((_close(groups, section + (current or 0), scale), scale))
            section, current, last_scale, colloquial = 0.0, None, scale, False
    if current is not None:
        section += current * (last_scale // 10 if colloquial else 1)
    return sum(value for value, _ in groups) + section


def _close(groups: list[tuple[float, int]], section: float, scale: int) -> float:
    """What a large scale multiplies: the section before it, and smaller groups (一万五千亿), or a like one (万万)."""
    while groups and (groups[-1][1] < scale or (section == 0 and groups[-1][1] == scale)):
        section += groups.pop()[0]
    return round(section * scale, 6) if section else float(scale)


def _upper(tokens: list[str], low: float) -> float | None:
    """The upper end where two neighbouring digits stand for a range: 两三百, 七八十万, 十七八, 三五."""
    for i in range(len(tokens) - 1):
        first, second = DIGITS.get(tokens[i]), DIGITS.get(tokens[i + 1])
        if first and second and first < second <= first + 2 and (len(tokens) == 2 or len(tokens) > i + 2 or i):
            upper = _sum([*tokens[:i], *tokens[i + 1 :]])
            if len([token for token in tokens if token in DIGITS]) == 2 or tokens[i - 1] in SCALES:
                return upper
    return None
