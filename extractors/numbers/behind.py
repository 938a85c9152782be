"""The noun behind a number, where it says what is measured: 200万元|贷款, 4000吨|生产线, 64个|10亿元以上项目."""

from __future__ import annotations

import re

from ..names.firm_lexicon import vocabulary
from ..view import Span
from .counted import HEAD, noun_end
from .frames import Frames
from .readings import is_money
from .told import Reader, Told

# What money is: the sum before it is one of that
_MONEY = re.compile(
    r"[^,。;、的\d]{0,8}?(?:资助|扶持|返还|保证金|贷款|授信|信贷|合同|订单|大单|协议|补贴|补助|奖补|奖励|奖金|资金|融资|债券|贴息|投资|捐款|赔偿|罚款|定金|货款|尾款"
    r"|红包|消费券|保费|保额|票据|(?:母|子)?基金群?(?!会|管理|经理|公司)|产值|收入|利润|税收|销售额|营收|租金)+(?![项基平方市产额率人企公机])"
)
_JOINED = re.compile("[、和及与]|以及")
# 由企业牵头的|项目: a preposition or a verb, and what comes with it up to 的
_CLAUSE = re.compile(
    r"(?:具有|拥有|由|以|从事|来自|位于|在|与|用于|面向|符合|达到|被|将|已|正|超|获)[^,。;:的\d]{2,20}的(?P<noun>[^,。;:、的\d]{1,12})"
)
# What a power or a size is that of
_PLANT = re.compile(
    r"(?:产能|生产能力|装机|生产线|产线|储罐|机组|厂房|库容|冷库|码头|泊位|装置|电站|风电场|光伏|储能|算力|楼宇|场地|空间|用地|土地|展区|温室|大棚|种植园|茶园|果园|示范区|示范田|农田|草场|林地|厂|工厂)$"
)
# 由1家|扩展到26家: what the number does, and no noun
_MOVES = re.compile(r"[\u4e00-\u9fff]{1,3}[到至]")
# 日处理大豆|4000吨: the measure is of what is done, and not the size of the plant behind
_OUTPUT = re.compile(r"(?:^|[^去今明前当全])[年月日](?:可|能)?(?:产|处理|加工|检测|回收|拆解|生产|储存|周转)")


class Behind(Reader):
    """Finds the noun behind each quantity of an article."""

    def __init__(self, told: Told, frames: Frames) -> None:
        super().__init__(told)
        self._frames = frames

    def noun(self, index: int) -> Span:
        """The noun right behind a quantity, empty where there is none."""
        quantity = self._quantities[index]
        right = self._phrases.right(quantity, self._frames.ceiling(index))
        if quantity.origin and _MOVES.match(self._text, *right):
            return Span(right.start, right.start)  # 从800元|涨到了一千多
        if is_money(quantity):
            start = quantity.tail + self._text.startswith("的", quantity.tail)
            money = _MONEY.match(self._text, start, self._frames.ceiling(index))
            if money is not None:
                return Span(start, money.end())  # 200万元贷款|建晒床
            return self.listed(index) or right
        if self._kinds[index] == "count" and self._text[quantity.head - 1] in "向给为对":
            right = self._given(right)
        leads = self._text[right.end : right.end + 1] in ("到", "至", "成", "为")
        if _MOVES.fullmatch(self._text, *right) or (leads and vocabulary().get(self._text[slice(*right)]) == "verb"):
            right = Span(right.start, right.start)  # 由1家|扩展到26家
        return self._described(index) or (right if right.start < right.end else self._bucket(index) or right)

    def listed(self, index: int) -> Span | None:
        """The noun behind the last of several sums that says what all of them are: 500万元、1000万元|奖励."""
        for later in range(index + 1, min(index + 6, len(self._quantities))):
            before, quantity = self._quantities[later - 1], self._quantities[later]
            if not is_money(quantity) or not _JOINED.fullmatch(self._text, before.tail, quantity.head):
                return None
            start = quantity.tail + self._text.startswith("的", quantity.tail)
            if (money := _MONEY.match(self._text, start, self._frames.ceiling(later))) is not None:
                return Span(start, money.end())
        return None

    def _given(self, right: Span) -> Span:
        """向42户小微企业|发放贷款: those to whom something is done, without what is done."""
        for at in range(right.start + 2, right.end - 1):
            if vocabulary().get(self._text[at : at + 2]) == "verb" and HEAD.search(self._text, right.start, at):
                return Span(right.start, at)
        return right

    def _described(self, index: int) -> Span | None:
        """15个由企业牵头的|研究项目: a clause that ends in 的 stands before the noun."""
        quantity = self._quantities[index]
        if self._kinds[index] != "count":
            return None
        clause = _CLAUSE.match(self._text, quantity.tail, min(quantity.tail + 40, self._frames.ceiling(index)))
        if clause is None:
            return None
        start, end = clause.span("noun")
        return Span(start, noun_end(self._text, start, end, lambda at: False))

    def is_money(self, right: Span) -> bool:
        """Whether a noun says what a sum of money is."""
        return _MONEY.fullmatch(self._text, *right) is not None

    def ends_as_money(self, noun: Span) -> bool:
        """Whether a phrase ends with a noun that says what a sum of money is: 某厂、某研究院订单."""
        return any(_MONEY.fullmatch(self._text, noun.end - length, noun.end) for length in (2, 3))

    def is_size(self, right: Span, left: Span) -> bool:
        """Whether a noun is that of a plant, a piece of land or an order, of which a measure before it is the size."""
        if _OUTPUT.search(self._text, *left) is not None:
            return False  # 日处理大豆|4000吨|产线
        return _PLANT.search(self._text, *right) is not None or _MONEY.fullmatch(self._text, *right) is not None

    def _bucket(self, index: int) -> Span | None:
        """64个|10亿元以上项目: those of a size are counted."""
        if self._kinds[index] != "count" or index + 1 >= len(self._quantities):
            return None
        size = self._quantities[index + 1]
        if size.head != self._quantities[index].tail or size.bound in ("=", "~") or size.kind in ("count", "change"):
            return None
        noun = self._phrases.right(size, self._frames.ceiling(index + 1))
        return Span(size.start, noun.end) if noun.end - noun.start > 1 else None
