"""A numeral with its unit, and the words of inexactness inside."""

from __future__ import annotations

import re

from .fraction import tenths
from .item import Item
from .item_edges import signed, trailing
from .spoken_money import small_change, spoken
from .units import YUAN, match

# 3|多, 3|几百
_MORE = re.compile(r"[ ]{0,2}(?:[多余来]|几(?=[十百千万亿]))?[ ]{0,2}")
_MORE_BEGINS = " 多余来几"
# 5万吨级泊位, 兆瓦级电堆, 7纳米制程: a grade or generation, not a measured quantity.
_GRADED = re.compile(
    r"级(?!别|市|联)"
    r"|(?:(?<=千伏)|(?<=kV)|(?<=KV))(?:特高压|超高压|高压|输变电|输电|变电|换流|线路|交流|直流|母线|开关|电压)"
    r"|(?:(?<=[纳微]米)|(?<=[nμu]m))(?:工艺|制程|节点|技术节点)"
)


def measured(folded: str, item: Item) -> Item:
    """The item with its unit, and the words of inexactness inside."""
    inside = _MORE.match(folded, item.end) if folded[item.end : item.end + 1] in _MORE_BEGINS else None
    position = inside.end() if inside else item.end
    if (tenth := tenths(folded, item)) is not None:
        return tenth
    found = match(folded, position)
    if found is None and position > item.end:
        position = item.end
        found = match(folded, position)
    if found is None and _is_code(folded, item):
        item.other = "code"
        return item
    if found is None:
        if inside and inside.group().strip():
            item.more = inside.group().strip()
            item.end = item.end + len(inside.group().rstrip())
        return signed(folded, item)
    item.more = folded[item.end : position].strip()
    unit, end = found
    if unit.kind == "measure" and (grade := _GRADED.match(folded, end)):
        item.other, item.end = "grade", grade.end()
        return item
    unit, end = item.unit, item.end = spoken(folded, item, unit, end)
    if item.numeral.bare and item.numeral.scale <= 10**4 and folded[item.start - 1 : item.start] == "上":
        item.start -= 1
    if unit.factor != 1:
        item.value *= unit.factor
        item.high = None if item.high is None else item.high * unit.factor
    if unit is YUAN or unit.name == "元":
        small_change(folded, item)
    return trailing(folded, signed(folded, item))


def _is_code(folded: str, item: Item) -> bool:
    """Whether letters that are no unit follow the digits: 5G, 4D, 3C."""
    after = folded[item.end : item.end + 1]
    return item.numeral.form == "arabic" and after.isascii() and after.isalpha()
