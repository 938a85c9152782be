"""The noun behind a number, where it says what is measured: 200万元|贷款, 4000吨|生产线, 64个|10亿元以上项目."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..view import Span, View
from .frames import Frames
from .phrases import Phrases
from .quantities import Quantity
from .readings import is_money

# What money is: the sum before it is one of that
_MONEY = re.compile(
    r"[^,。;、的\d]{0,8}?(?:贷款|授信|信贷|合同|订单|大单|协议|补贴|补助|奖补|奖励|奖金|资金|融资|债券|贴息|投资|捐款|赔偿|罚款|定金|货款|尾款"
    r"|红包|消费券|保费|保额|票据|产值|收入|利润|税收|销售额|营收|租金)(?![项基平方市产额率人企公机])"
)
# What a power or a size is that of
_PLANT = re.compile(
    r"(?:产能|生产能力|装机|生产线|产线|储罐|机组|厂房|库容|冷库|码头|泊位|装置|电站|风电场|光伏|储能|算力|楼宇|场地|空间|用地|土地|展区|温室|大棚|种植园|茶园|果园|示范区|示范田|农田|草场|林地)$"
)


class Behind:
    """Finds the noun behind each quantity of an article."""

    def __init__(
        self, view: View, phrases: Phrases, frames: Frames, quantities: Sequence[Quantity], kinds: Sequence[str]
    ) -> None:
        self._view, self._text, self._phrases, self._frames = view, view.folded, phrases, frames
        self._quantities, self._kinds = quantities, kinds

    def noun(self, index: int) -> Span:
        """The noun right behind a quantity, empty where there is none."""
        quantity = self._quantities[index]
        right = self._phrases.right(quantity, self._frames.ceiling(index))
        if is_money(quantity) and (money := _MONEY.match(self._text, *right)) is not None:
            return Span(right.start, money.end())  # 200万元贷款|建晒床
        if right.start >= right.end and (bucket := self._bucket(index)) is not None:
            return bucket
        return right

    def is_money(self, right: Span) -> bool:
        """Whether a noun says what a sum of money is."""
        return _MONEY.fullmatch(self._text, *right) is not None

    def is_plant(self, right: Span) -> bool:
        """Whether a noun is that of a plant, a room or a piece of land, of which a measure before it is the size."""
        return _PLANT.search(self._text, *right) is not None

    def _bucket(self, index: int) -> Span | None:
        """64个|10亿元以上项目: those of a size are counted."""
        if self._kinds[index] != "count" or index + 1 >= len(self._quantities):
            return None
        size = self._quantities[index + 1]
        if size.head != self._quantities[index].tail or size.bound in ("=", "~") or size.kind in ("count", "change"):
            return None
        noun = self._phrases.right(size, self._frames.ceiling(index + 1))
        return Span(size.start, noun.end) if noun.end - noun.start > 1 else None
