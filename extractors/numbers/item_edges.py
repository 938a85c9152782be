"""What belongs to a number at its edges: a minus sign before it, 多 or 半 behind its unit."""

from __future__ import annotations

import re

from .item import Item

_TRAILING = re.compile(
    r"(?<=分之[一二三四五六七八九])强(?=的)|[多余强弱来](?![少为少样次种位元年式的者于力点功度来热调])|半(?![导岛径年天夜路成决程封自月小数载球])"
)
_CLAUSE = re.compile("[,;、。:!?(\\s]")


def signed(folded: str, item: Item) -> Item:
    """A minus sign in front, where it cannot be a dash between two numbers."""
    if item.numeral.form == "arabic" and folded[item.start - 1 : item.start] in ("-", "−", "－"):
        before = folded[item.start - 2 : item.start - 1]
        near = _CLAUSE.split(folded[max(0, item.start - 9) : item.start - 1])[-1]
        dash = (before.isascii() and (before.isalnum() or before in ')%"-')) or before in "”—"
        # 500万-1000万元 is a range, 净利润-3200万元 a loss; 产值5亿元,同比-3.4%
        amount = item.unit.kind in ("percent", "point", "money", "measure") and not any(c.isdigit() for c in near)
        # 7.3%、6.8%和-0.4%: behind a conjunction there is nothing for a dash to join
        counted = before.isalnum() and not amount and before not in "和与及"
        if item.start == 1 or not (dash or counted):
            item.negative, item.start = True, item.start - 1
            item.value = -item.value
    return item


def trailing(folded: str, item: Item) -> Item:
    """多 and 强 behind the unit (3倍多, 四分之一强), and a half unit (一公里半)."""
    if item.unit.kind not in ("percent", "times", "duration", "measure", "money", "age"):
        return item
    if found := _TRAILING.match(folded, item.end):
        if found.group() == "半":
            if item.unit.kind in ("times", "duration", "measure"):
                item.value, item.end = item.value + 0.5 * (1 if item.value >= 0 else -1), found.end()
        elif not (found.group() in "强弱" and item.unit.kind != "percent") and found.group() != "来":
            item.more, item.end = found.group(), found.end()
    return item
