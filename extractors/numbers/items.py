"""Items: numerals with their units, joined where several share a unit or make up one range.

An item is a numeral of the text that is either something else (`other` names what) or a number, perhaps with a unit.
What is said of it (bound, sign, kind) is read from its surroundings later.
"""

from __future__ import annotations

import re
from functools import cache

from . import notquantities
from .fraction import percent, slashed
from .item import Item
from .item_joins import join
from .list_marks import list_marks
from .measured import measured
from .numerals import NUMERALS, Numeral, read
from .units import NO_UNIT, first_characters

# （审稿：段九成）, 记者 万千里: the person who signs.
_SIGNED_BY = re.compile(
    r"(?:记者|通讯员|撰稿人?|审稿人?|供稿|作者|责编|编辑|校对|审核|签发|摄影|主编|监制|审校|"
    r"终审|初审|复审|联系人|法定代表人)[:: ]{1,2}"
    r"[^\d\s,;。:]{1,2}$"
)
_WORDS = {1: "place", 2: "name", 3: "plan", 4: "idiom"}
WORD_CODES = {name: code for code, name in _WORDS.items()}


@cache
def _follow() -> frozenset[str]:
    """What may stand behind a single Chinese numeral that is a number."""
    return frozenset(first_characters() + "多余来几成 点半分年月日号时季旬级期代届层类型楼番[(")


def items(folded: str, mask: bytearray, names: bytearray) -> list[Item]:
    """The items of a text, by position. `mask` marks words that hold numerals, `names` names of firms and places."""
    found: list[Item] = []
    follow = _follow()
    done = 0
    marks = list_marks(folded)
    for match_ in NUMERALS.finditer(folded):
        if (mark := marks.get(match_.start())) is not None:
            number = Numeral(match_.start(), mark - 1, 0.0, None, "arabic")
            found.append(Item(match_.start(), mark, 0.0, None, NO_UNIT, number, other="list"))
            match_ = NUMERALS.search(folded, mark) or match_  # a digit stands there
        start, end = match_.span()
        if start < done:
            continue
        if end - start == 1 and match_.lastgroup == "chinese" and folded[end : end + 1] not in follow:
            continue
        item = _item(folded, match_, mask, names, mark is not None)
        if item is not None:
            found.append(item)
            done = max(done, item.end)
    return join(folded, found)


def _item(folded: str, found: re.Match[str], mask: bytearray, names: bytearray, listed: bool) -> Item | None:
    start, end = found.span()
    numeral = read(found)
    if numeral is None:
        if found.lastgroup == "arabic":
            return Item(start, end, 0.0, None, NO_UNIT, Numeral(start, end, 0.0, None, "arabic"), other="code")
        return None
    item = Item(start, end, numeral.value, numeral.high, NO_UNIT, numeral)
    if names[start] or (numeral.form == "chinese" and _SIGNED_BY.search(folded, max(0, start - 12), start)):
        item.other = "name"
        return item
    if numeral.form != "fraction" and mask[start] and mask[end - 1]:
        item.other = _WORDS[mask[start]]
        return item
    if numeral.form in ("fraction", "words"):
        return percent(folded, item)
    if numeral.form == "arabic":
        other = slashed(folded, item) or notquantities.of_arabic(folded, numeral, listed)
        if isinstance(other, Item):
            return other
    else:
        other = notquantities.of_chinese(folded, numeral)
    if other is not None:
        item.other, item.end = other[0], max(other[1], item.end)
        return item
    return measured(folded, item)
