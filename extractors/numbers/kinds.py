"""Kinds: whether a percentage is a share or a change, and with which sign.

Evidence, the strongest first: a word of change or the noun of a rate right before it, 占…, the list it continues, a
rate behind it (9%左右的增速), the figure it is compared with, the last noun of its clause.
"""

from __future__ import annotations

import re

from ..records import Kind
from .item import Item
from .predicates import Predicate
from .quantity import Quantity
from .units import Unit

RATE_NOUN = re.compile(r"(?P<fall>降幅|跌幅|减幅)|增速|增幅|涨幅|增长率|升幅|增长速度|同比|环比")
RATE_BEHIND = re.compile(
    r"(?:左右|以上|上下)?的(?:年均|平均|复合|较快|同比|高|实际|预期|两位数|GDP|经济|目标)*(?:增速|增长|增幅|涨幅|速度)"
)
_BESIDE = re.compile(r"(?:高于|低于|快于|慢于|好于|超过|不及|逊于|强于)[^,;。]{1,14}的?$")
_SAME_AGAIN = re.compile(
    r"(?:(?:19|20)\d\d年|去年|上年|前年|今年|同期|上年同期|去年同期|[一二三四]季度|[上下]半年|而|其中|\d{1,2}月份?|为|则)*"
)
# 恢复至2019年同期的96%: how much of it, not how much more.
_OF_THEN = re.compile(r"(?:恢复|回升|相当于|达到?|仅为|约为|为|是)[到至]?[^,;。:]{0,16}同期(?:水平)?的?$")
# 压缩审批时限60%, 提高效率三成: the verb has an object, and the number says by how much.
_DONE_TO = re.compile(
    r"(?:(?P<down>压缩|降低|减少|缩短|压减|削减|缩减|下调|减轻|降耗)|提高|提升|增加(?!值)|扩大(?!会)|加快)"
    r"(?:了)?[^,;。:、\d到至占为达的比了]{1,9}(?:(?<![率重])|(?<=效率))$"
)
# 下调存款准备金率0.5个百分点
_LESSENED = re.compile(r"(?:降低|下调|调降|减少|压减|压降|缩小|收窄|下降)(?:了)?[^,;。:、\d到至为快高低慢]{1,12}$")
# 市盈率21倍、17倍: a price in so many times the earnings, and no growth
_RATIO = re.compile(r"(?:市盈率|市净率|市销率|杠杆率?|PE|PB|倍数)[^,。;长增涨]{0,16}$")
SHARE_NOUN = re.compile(r"占比|比重|率(?!先|领|队)|占|比例|份额|覆盖")


def relative(
    folded: str, item: Item, unit: Unit, predicate: Predicate, clause: int, last: Quantity | None, linked: bool
) -> tuple[Kind, int]:
    """Share or change of a percentage, percentage point or multiple, and the sign of a change.

    `last` is the quantity before it, `linked` whether it continues the list of that one.
    """
    like = last if last is not None and last.unit == unit.name else None
    if unit.kind == "times" and _RATIO.search(folded, max(clause, item.start - 24), item.start) is not None:
        return "measure", 1
    if unit.kind == "times":
        return "change", 1 if predicate.level else predicate.sign or 1
    if unit.kind == "point":
        less = _LESSENED.search(folded, max(clause, item.start - 24), predicate.head)
        return "change", predicate.sign or (_sign(like) if like and linked else -1 if less else 1)
    if predicate.rate or (predicate.sign and not predicate.level):
        return "change", predicate.sign or 1
    if (item.numeral.form == "words" and folded[item.start] == "翻") or (predicate.yearly and not predicate.level):
        return ("share", 1) if _OF_THEN.search(folded, max(clause, item.start - 36), item.start) else ("change", 1)
    if predicate.share:
        return "share", 1
    if like and linked and like.kind in ("change", "share"):
        return like.kind, 1 if item.negative else _sign(like)
    if linked and last is not None and last.unit == "倍" and last.kind == "change":
        return "change", 1  # 出口分别增长3.8倍、80.2%
    if RATE_BEHIND.match(folded, item.end):
        return "change", 1
    if unit.kind == "percent" and not predicate.level:
        done = _DONE_TO.search(folded, max(clause, item.start - 24), predicate.head)
        if done:
            return "change", -1 if done["down"] else 1
    return _by_clause(folded, item, predicate, clause, like)


def _by_clause(folded: str, item: Item, predicate: Predicate, clause: int, like: Quantity | None) -> tuple[Kind, int]:
    """What the clause before the predicate says, or the figure of the same unit that it is compared with."""
    before = folded[clause : predicate.head]
    if like and item.start - like.tail < 20:
        if _BESIDE.search(before):
            return like.kind, 1
        if before and _SAME_AGAIN.fullmatch(before):
            return like.kind, _sign(like)
    if predicate.level and not before.strip(" ,"):
        before = folded[max(0, clause - 24) : clause]  # 增速最快,为36.8%
    rates = list(RATE_NOUN.finditer(before))
    if predicate.level:
        rates = [rate for rate in rates if rate.group() not in ("同比", "环比")]
    rate = rates[-1] if rates else None
    if rate and not SHARE_NOUN.search(before, rate.end()):
        return "change", -1 if rate["fall"] else 1
    after_origin = predicate.level and like is not None and like.kind == "change" and like.origin
    return ("change", 1) if after_origin or item.negative else ("share", 1)


def _sign(quantity: Quantity) -> int:
    return -1 if quantity.value < 0 else 1
