"""Neighbours that make a range, a product, or a list with one unit."""

from __future__ import annotations

import re

from .item import Item
from .units import NO_UNIT, POINT

_RANGE = re.compile(r"[ ]?(?:-{1,2}|—{1,2}|–|―|~|∼|至|到)[ ]?")
_LIST = re.compile(r"[ ]?(?:、|和|及|以及|与|或|或者)[ ]?")
_TIMES = re.compile(r"[ ]?[×xX*][ ]?")


def join(folded: str, found: list[Item]) -> list[Item]:
    """Neighbours that make a range, a product or a list with one unit, from right to left."""
    joined: list[Item] = []
    for item in reversed(found):
        if joined and 0 < joined[-1].start - item.end <= 4:
            following = joined[-1]
            gap = folded[item.end : following.start]
            if _RANGE.fullmatch(gap) or (following.negative and gap == ""):
                if _range(folded, item, following):
                    joined[-1] = item
                    continue
            elif _TIMES.fullmatch(gap) and following.other is None and item.other is None and item.unit is NO_UNIT:
                item.value, item.unit, item.end = item.value * following.value, following.unit, following.end
                joined[-1] = item
                continue
            elif _LIST.fullmatch(gap):
                _share(item, following)
        if joined and _is_point(folded, item, joined[-1]):
            item.unit, item.shared = POINT, True
        joined.append(item)
    joined.reverse()
    return joined


# 高于全国|1.0个|、全省|0.5个百分点
_HELD = re.compile(r"[于比较][^,。;\d\n]{1,8}$")
_COMPARED = re.compile(r"[ ]?[、和及与,][^,。;、\d\n]{1,8}")


def _is_point(folded: str, item: Item, following: Item) -> bool:
    """Whether 个 is short for the 个百分点 of the next number of a list."""
    if item.other is not None or following.other is not None:
        return False
    if item.unit.name != "个" or following.unit is item.unit or following.unit.kind != "point":
        return False
    return _LIST.fullmatch(folded, item.end, following.start) is not None or (
        _COMPARED.fullmatch(folded, item.end, following.start) is not None
        and _HELD.search(folded, max(0, item.start - 10), item.start) is not None
    )


_MOVING = re.compile(r"(?:由|从|自(?![有身主动然贸治营筹家我愿费产给来建用行]))[^,;。由从]{0,12}$")
# 从180元到260元不等 is a range, 从180元到260元 a rise
_SPREAD = re.compile(r"(?:/[^,;。]{1,4})?(?:不等|之间|的区间|区间)")


def _range(folded: str, low: Item, high: Item) -> bool:
    """Join two ends into one range, in `low`; a dash before a date makes a date."""
    if (
        low.other is None
        and low.unit is NO_UNIT
        and high.other in ("date", "clock", "grade", "ordinal", "tier", "code")
    ):
        low.other = high.other
        return False
    if low.other is not None and high.other is None and high.unit is NO_UNIT and low.other in ("code", "date"):
        high.other = low.other
        return False
    if low.other or high.other or low.high is not None or high.high is not None:
        return False
    if low.unit is NO_UNIT:
        scale = high.numeral.scale
        if low.numeral.scale == 1 and scale > 1 and low.value * scale < high.value:
            low.value *= scale
        if high.unit.kind != "none" and high.unit.factor != 1:
            low.value *= high.unit.factor
    elif low.unit.name != high.unit.name or (
        _MOVING.search(folded, max(0, low.start - 14), low.start) and not _SPREAD.match(folded, high.end)
    ):
        return False
    if low.value >= high.value or (high.unit is NO_UNIT and high.numeral.scale == 1):
        return False
    low.high, low.unit, low.end, low.more = high.value, high.unit, high.end, low.more or high.more
    return True


def _share(item: Item, following: Item) -> None:
    """Give a number in a list the unit that stands behind the last."""
    if item.other or following.other in ("date", "clock", "ordinal", "grade"):
        if item.other is None and item.unit is NO_UNIT and item.numeral.scale == 1:
            item.other = following.other
        return
    if following.other or following.unit is NO_UNIT:
        return
    if item.unit is NO_UNIT:
        item.unit, item.shared = following.unit, True
        if following.unit.factor != 1:
            item.value *= following.unit.factor
