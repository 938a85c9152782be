"""Bounds: how the true value relates to the number written, from words in front, inside and behind."""

from __future__ import annotations

import re

from ..records import Bound
from .item import Item
from .predicates import Predicate

TAIL = re.compile(
    r"[ ]?(?:人民币)?(?:\([^()]{1,12}\))?(?P<word>及?其?以上|左右|以内|之内|以下|上下|之上|之下|开外|出头|"
    r"不等|还要?多|都?不止|起(?=[,。;、)\n])|许(?![可多])|内(?=[,。;、)])|(?:新)?(?:大关|台阶|关口)|有余|封顶|挂零)"
)
_TAIL_BOUND: dict[str, Bound] = {
    "以上": ">=",
    "及以上": ">=",
    "之上": ">=",
    "开外": ">",
    "出头": ">",
    "有余": ">",
    "挂零": ">",
    "还多": ">",
    "还要多": ">",
    "不止": ">",
    "都不止": ">",
    "起": ">=",
    "大关": ">",
    "关口": ">",
    "左右": "~",
    "上下": "~",
    "许": "~",
    "以内": "<=",
    "之内": "<=",
    "以下": "<=",
    "之下": "<=",
    "封顶": "<=",
    "内": "<=",
}
# 翻了近一番: the bound word stands within
_DOUBLED = re.compile("翻了?(?P<word>将?近|超|逾|约)")
_DOUBLED_BOUND: dict[str, Bound] = {"近": "<", "将近": "<", "超": ">", "逾": ">", "约": "~"}
_MORE_BOUND: dict[str, Bound] = {"多": ">", "余": ">", "几": ">", "强": ">", "来": "~", "弱": "<"}
# 最高海拔5200米: how high it is, and no limit
_EXTREME = re.compile(r"最高(?:海拔|气温|温度|水位|峰|点|处|时速|速度|产量|日|月|纪录|记录)[^,;。:\d]{0,6}$")
# 约|每千瓦时|0.47元: the word stands before what the price is of
_EACH = re.compile(r"(约|近|超过?|不到|不足)为?每[\u4e00-\u9fff]{1,4}$")
_EACH_BOUND: dict[str, Bound] = {"约": "~", "近": "<", "超": ">", "超过": ">", "不到": "<", "不足": "<"}
_FAR_MOST = re.compile(r"(?:最高|最多|至多|不超过|上限)[^,;。:\d]{0,10}$")


def behind(folded: str, item: Item) -> tuple[int, Bound | None]:
    """Where the bound word behind ends, and what it says."""
    found = TAIL.match(folded, item.end)
    if found is None:
        return item.end + 3 * (item.unit.kind == "money" and folded.startswith("人民币", item.end)), None
    word = found["word"].removeprefix("及其").removeprefix("其").removeprefix("新")
    return found.end(), _TAIL_BOUND.get(word)


def of(folded: str, item: Item, predicate: Predicate, after: Bound | None, clause: int) -> Bound:
    """The bound of a number whose word behind says `after`; nothing before `clause` is looked at."""
    if predicate.bound in (">=", "<=") or (predicate.bound and after is None):
        return predicate.bound
    if after is not None:
        return after
    if item.more:
        return _MORE_BOUND.get(item.more, "=")
    if (doubled := _DOUBLED.match(folded, item.start)) is not None:
        return _DOUBLED_BOUND[doubled["word"]]
    if item.numeral.inexact or folded[item.start] == "过":
        return ">"
    before = folded[max(clause, item.start - 16) : predicate.head]
    if (each := _EACH.search(before)) is not None:
        return _EACH_BOUND[each[1]]
    if _FAR_MOST.search(before) and (item.unit.kind != "measure" or not _EXTREME.search(before)):
        return "<="
    if item.numeral.bare and "上" in (before[-1:], folded[item.start]):
        return ">="
    return "="
