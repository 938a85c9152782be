"""Fractions, read in percent: 三分之一, 1/3, 三成五."""

from __future__ import annotations

import re

from .item import Item
from .item_edges import trailing
from .numerals import DIGITS
from .units import PERCENT

# 1/3
_SLASH = re.compile(r"([1-9]\d?)/([1-9]\d?)(?![\d/.年月-])")
# 三|成五
_TENTHS = re.compile(
    r"[ ]?成(?![为立功本果员熟都长分品交就绩效型套语绵渝华因份像人年材色名法对婚家活双群列])"
    r"([一二三四五六七八九半])?"
)


def percent(folded: str, item: Item) -> Item | None:
    """三分之一, 百分之六: a fraction is read in percent."""
    item.value = _rounded(item.numeral.value)
    item.high = None if item.numeral.high is None else _rounded(item.numeral.high)
    item.unit = PERCENT
    return trailing(folded, item)


def _rounded(fraction: float) -> float:
    exact = round(fraction * 100, 9)
    return exact if abs(exact - round(exact, 4)) < 1e-9 else round(exact, 2)


def slashed(folded: str, item: Item) -> Item | None:
    """1/3, 2/5: a proper fraction of small numbers."""
    if folded[item.end : item.end + 1] != "/" or folded[item.start - 1 : item.start] in ("/", "."):
        return None
    found = _SLASH.match(folded, item.start)
    if found is None or not 0 < int(found[1]) < int(found[2]) or found.start(2) != item.end + 1:
        return None
    item.value, item.end, item.unit = _rounded(int(found[1]) / int(found[2])), found.end(), PERCENT
    return trailing(folded, item)


def tenths(folded: str, item: Item) -> Item | None:
    """三成, 两成五: tenths of a whole; None where no such 成 follows."""
    if item.value > 10 or (found := _TENTHS.match(folded, item.end)) is None:
        return None
    more = {"半": 5.0}.get(found[1], float(DIGITS.get(found[1], 0))) if found[1] else 0.0
    item.value = round(item.value * 10 + more, 6)
    item.high = None if item.high is None else item.high * 10
    item.unit, item.end = PERCENT, found.end()
    return trailing(folded, item)
