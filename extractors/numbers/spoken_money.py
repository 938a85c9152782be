"""Units and money as people speak of them: 卖到30块, 四块二, 七元六角."""

from __future__ import annotations

import re

from .item import Item
from .numerals import DIGITS
from .units import YUAN, Unit

# 四块|二
_PIECES = re.compile(r"([一二三四五六七八九]|[1-9](?!\d))(?=[,。;:、!?)”」]|$|一|的)")
# What is paid for, right before a 块
_COLLOQUIAL = re.compile(
    r"[赚挣卖买租薪价钱贵]|(?<![国棉])花(?![园团])|工资|成本|收入|利润|便宜|补贴|省下?"
    r"|(?:一天|每天|一月|一年|每人|[每一](?:公斤|斤|吨|亩|箱|盒|件|双|台|头|棵|株|瓶|块|平方?米?))(?:要|得|能|给|收|也就|大概)?$"
    r"|[涨跌降升][到至]$"
)
# 七元|六角五分
_CHANGE = re.compile(r"([一二两三四五六七八九]|\d)[角毛](?:([一二三四五六七八九]|\d)分)?")


def _is_price(folded: str, item: Item, end: int) -> bool:
    """Whether a 块 is money (卖到30块); 一块 before a noun is the article."""
    if (
        item.numeral.form == "chinese"
        and item.value == 1
        and folded[end : end + 1] not in ("", *",。;、!?一二三四五六七八九半")
    ):
        return False
    return _COLLOQUIAL.search(folded, max(0, item.start - 12), item.start) is not None


def spoken(folded: str, item: Item, unit: Unit, end: int) -> tuple[Unit, int]:
    """The unit as people speak of it, and where it ends: 6个人 are six 个, 四块二 is money."""
    if unit.name == "个人" and item.numeral.form == "arabic":
        return Unit("个", "count", 1.0), end - 1
    if unit.name == "块" and (tenths := _PIECES.match(folded, end)) is not None:
        item.value = round(item.value + int(DIGITS.get(tenths[1], tenths[1])) / 10, 6)
        return YUAN, tenths.end()
    return (YUAN, end) if unit.name == "块" and _is_price(folded, item, end) else (unit, end)


def small_change(folded: str, item: Item) -> None:
    """七元六角, 3元5角2分: the smaller coins belong to the amount."""
    found = _CHANGE.match(folded, item.end)
    if found is None or item.high is not None or item.numeral.scale > 1:
        return
    tenths, hundredths = (int(DIGITS.get(digit, digit)) if digit else 0 for digit in found.groups())
    item.value = round(item.value + tenths / 10 + hundredths / 100, 2)
    item.end = found.end()
