"""Numbers and percentages on the terms of Microsoft's Recognizers-Text, whose Chinese specifications are public.

Beyond `numerals` these terms include signs, powers, exponents, mixed fractions, dozens (打), discounts (折) and
numerals broken by spaces; a numeral before a currency or inside a word is no number of theirs. Kept apart from
the reader of articles, which needs none of this. Source: Specs/Number/Chinese in github.com/microsoft/Recognizers-Text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..fold import fold
from .numerals import value_of


class Recognized(NamedTuple):
    """`text[start:end]` reads as `value`; a percentage is in percent."""

    start: int
    end: int
    value: float


_C = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖俩倆十百千万亿兆廿卅拾佰仟"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})++(?![\d])|\d++)(?:\.\d++)?+|(?<![.\d])\.\d++"
_CHINESE = rf"[{_C}](?:[{_C}]|零?[多余几](?=[万亿])|(?<=[十廿卅])几)*+(?:点[{_C}]++)?+"
_MIXED = rf"(?:{_ARABIC})(?:[十百千万亿多余](?:零?\d{{1,4}})?)*+"
_PLAIN = rf"(?:{_MIXED}|{_CHINESE})"
_SUFFIX = {"k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
_NUMBER = re.compile(
    rf"(?P<mixed>(?!百分之)(?P<sign0>负)?(?:(?P<whole>{_PLAIN})又)?(?P<sign1>负)?(?P<below>{_PLAIN})分之(?P<sign2>负)?(?P<above>{_PLAIN}))"
    rf"|(?P<power>(?P<minus>-?)(?P<base>{_ARABIC})\^(?P<exponent>[+-]{{0,2}}\d+))"
    rf"|(?P<slash>(?:(?<!\d)(?P<units>\d+) )?(?P<neg>(?<![\d)])-)?(?P<num>\d+)/(?P<den>\d+))"
    rf"|(?P<scientific>(?P<sign>(?<![\d-])[-负])?(?P<digits>{_ARABIC})[eE](?P<ten>[+-]?\d+))"
    rf"|(?P<plain>(?P<before>(?<![\d-])-|负)?(?P<number>{_PLAIN})(?P<suffix> ?[kKMGTmt](?![A-Za-z]))?(?P<dozen>打)?)"
    r"|(?P<half>半百)"
)
_NOT_AFTER = re.compile(r" ?(?:[%‰成折]|(?:美|欧|日|港)元|美刀|美金|欧|切|看|川(?!流)|些|样|直|定|般)")
_WORDS = re.compile(
    r"四川|一切|一看|一些|一样|一直|万万(?![一二三四五六七八九])|陆地|大陆|陆空|陆部队|登陆|队伍|入伍|退伍|伍仁|放肆|肆意|肆无|收拾|拾取|拾起|拾到|夕拾|九九是|十足|两两|一元|不是一(?!却)"
)
_CHINESE_CHARACTER = frozenset(_C + "点分之个又负多余几成折第百")


def _squeeze(folded: str) -> tuple[str, list[int]]:
    """The text without spaces between Chinese numeral characters, and where each character came from."""
    kept: list[str] = []
    places: list[int] = []
    for index, character in enumerate(folded):
        if character == " ":
            before = kept[-1] if kept else ""
            rest = (
                folded[index:].lstrip(" ")[:1]
                if index + 12 > len(folded)
                else folded[index : index + 12].lstrip(" ")[:1]
            )
            chinese = before in _CHINESE_CHARACTER or rest in _CHINESE_CHARACTER
            if before and rest and chinese and (before.isdigit() or before in _CHINESE_CHARACTER):
                if rest.isdigit() and before in "点之又百千万亿分":
                    continue
                if rest in _CHINESE_CHARACTER and not (before.isdigit() and rest in _C[:18] + "俩倆"):
                    continue
        kept.append(character)
        places.append(index)
    return "".join(kept), places


def _value(written: str) -> float:
    found = value_of(f"0{written}" if written[0] == "." else written)
    if found is None:
        raise ValueError(written)
    return found[0]


def _read(match: re.Match[str]) -> float:
    """The value of a match of _NUMBER."""
    if match["half"]:
        return 50.0
    if match["mixed"]:
        whole = _value(match["whole"]) if match["whole"] else 0.0
        sign = -1 if bool(match["sign1"]) != bool(match["sign2"]) else 1
        return (-1 if match["sign0"] else 1) * (whole + sign * _value(match["above"]) / _value(match["below"]))
    if match["power"]:
        exponent = float(match["exponent"].replace("--", "").replace("+", ""))
        return float(f"{match['minus']}{_value(match['base']) ** exponent}")
    if match["slash"]:
        sign = -1 if match["neg"] else 1
        return sign * (float(match["units"] or 0) + float(match["num"]) / float(match["den"]))
    if match["scientific"]:
        return (-1 if match["sign"] else 1) * float(f"{match['digits'].replace(',', '')}e{match['ten']}")
    value = _value(match["number"]) * _SUFFIX.get((match["suffix"] or "").strip(), 1) * (12 if match["dozen"] else 1)
    return -value if match["before"] else value


def numbers(text: str) -> list[Recognized]:
    """The numbers of a text; 七点五十 is left to readers of time.

    >>> numbers("5万4千6百")
    [Recognized(start=0, end=6, value=54600.0)]
    """
    squeezed, places = _squeeze(fold(text))
    words = [found.span() for found in _WORDS.finditer(squeezed)]
    return _collect(squeezed, places, _NUMBER, _read, lambda match: not _vetoed(squeezed, match, words))


def _vetoed(squeezed: str, match: re.Match[str], words: list[tuple[int, int]]) -> bool:
    written = match.group()
    if any(start <= match.start() and match.end() <= end for start, end in words):
        return True
    if not match["mixed"] and len(written.strip("-负")) == 1 and written in "万千百亿":
        return True
    return _NOT_AFTER.match(squeezed, match.end()) is not None


_RATE = rf"(?:{_ARABIC})[kK]?|{_CHINESE}"
_PERCENT = re.compile(
    rf"(?P<over>[百千万佰仟]+)分之(?P<part>(?:{_ARABIC}) ?[kK]?|{_CHINESE})"
    rf"|(?P<points>{_RATE})(?P<k> ?[kK])?个? ?百 ?分 ?点"
    rf"|(?P<percent>(?P<minus>(?<![\d])-|负)?(?:{_ARABIC})) ?%(?!\d\d|[0-9A-F]{{2}})"
    rf"|(?<!打)(?P<none>对折)(?!\w)|(?P<half>(?<=打)对折|半[折成])"
    rf"|(?P<tenths>(?:\d+(?:\.\d+)?|{_CHINESE}|\d \d)) ?(?P<by>[成折])(?P<more>[一二三四五六七八九半](?![成折]))?"
)


def _rate(match: re.Match[str]) -> float:
    """The value in percent of a match of _PERCENT; ValueError where it is none."""
    if match["over"]:
        part, suffix = (match["part"].rstrip("kK "), match["part"][-1])
        over = 1.0
        for character in match["over"]:
            over *= {"百": 100, "佰": 100, "千": 1000, "仟": 1000}.get(character, 10**4)
        return round(_plain_rate(part) * (1000 if suffix in "kK" else 1) * 100 / over, 12)
    if match["points"]:
        thousand = match["points"][-1] in "kK" or match["k"]
        return _plain_rate(match["points"].rstrip("kK")) * (1000 if thousand else 1)
    if match["percent"]:
        return float(match["percent"].replace(",", "").replace("负", "-"))
    if match["half"]:
        return 5.0 if match["half"] == "半成" else 50.0
    if match["none"]:
        raise ValueError("对折")
    return _tenths(match["tenths"].replace(" ", ""), match["by"], match["more"])


def _tenths(written: str, by: str, more: str | None) -> float:
    """七成六 is 76 %, 七二折 and 7 2 折 are 72 %."""
    if written in ("十", "10") and by == "折":
        raise ValueError(written)
    if len(written) == 2 and "." not in written and written not in ("10",) and "十" not in written:
        return 10 * _value(written[0]) + _value(written[1])
    return round(_value(written) * 10 + (5 if more == "半" else _value(more) if more else 0), 9)


def _plain_rate(written: str) -> float:
    found = value_of(written)
    if found is None or found[1] is not None:
        raise ValueError(written)
    return found[0]


_URL = re.compile(r"https?://\S+")


def percents(text: str) -> list[Recognized]:
    """The percentages of a text, in percent; 折 and 成 are among them.

    >>> percents("打对折，降价三成半")
    [Recognized(start=1, end=3, value=50.0), Recognized(start=6, end=9, value=35.0)]
    """
    squeezed, places = _squeeze(fold(text))
    urls = [found.span() for found in _URL.finditer(squeezed)]

    def outside(match: re.Match[str]) -> bool:
        part_of_number = bool(match["over"]) and match.start() > 0 and squeezed[match.start() - 1] in _C + "0123456789"
        return not part_of_number and all(not start <= match.start() < end for start, end in urls)

    return _collect(squeezed, places, _PERCENT, _rate, outside)


def _collect(
    squeezed: str,
    places: list[int],
    pattern: re.Pattern[str],
    read: Callable[[re.Match[str]], float],
    accept: Callable[[re.Match[str]], bool],
) -> list[Recognized]:
    found = []
    for match in pattern.finditer(squeezed):
        if accept(match):
            try:
                value = read(match)
            except (ValueError, ZeroDivisionError, OverflowError):
                continue
            found.append(Recognized(places[match.start()], places[match.end() - 1] + 1, value))
    return found
