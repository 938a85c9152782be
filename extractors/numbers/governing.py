"""Which period governs a figure: its clause's, its sentence's, or one inherited from the text before.

What was counted over a time (产值, 新增企业) keeps to the time named before; what stands at a moment (企业, 人口)
belongs to the end of it, or to no time, once the text has moved on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from ..view import Span, View
from .days import Days
from .metrics import Reading
from .periods import Period
from .phrases import Phrases
from .quantities import Quantity

_LOCAL_BEFORE = re.compile(r"(?:由|从|自|较|比)\s*$")
_LOCAL_AFTER = re.compile(r"的?\s*$")
# Something came about within the time: 新签约项目42个, 培训工人3万人次
_FLOW = re.compile(
    r"新增|净增|新签|签约|签下|签订|新建|新开|新设|新注册|新引进|引进|引入|引来|招引|培训|投出|关停|关闭|淘汰|整治|举办|举行|开展|完成|发放|开工|竣工|投产"
    r"|改造|惠及|受理|办理|查处|授权|申请|销售|生产|出口|接待|招聘|招收|下线|交付|转化|达成|成交|发射|获批|新晋|提出|出台|建成|减少|增加|落地|处理|缴纳|发行|下降|增长"
)
_STATE = re.compile(r"累计|已有|现有|共有|总数|目前|已集聚|拥有|集聚|聚集|已备案")
# A count that the time brought to where it stands: 企业总数增至413家
_REACHED = re.compile(r"增至|增加到|升至|总数|总量|累计|共有|达到|已达|扩大到|保有量|户数|突破|拥有|年末|期末|有效期内")
_HABITUAL = re.compile(r"^(?:年|月|日|每年|年均)(?!末|底|度|初|轻)")


def govern(
    view: View, quantities: Sequence[Quantity], readings: Sequence[Reading], periods: Sequence[Period], phrases: Phrases
) -> list[Days | None]:
    """The days that each quantity speaks of; None where the text does not say."""
    governor = _Governor(view, quantities, readings, periods, phrases)
    for index in range(len(quantities)):
        governor.days.append(governor.period(index))
    return governor.days


class _Governor:
    def __init__(
        self,
        view: View,
        quantities: Sequence[Quantity],
        readings: Sequence[Reading],
        periods: Sequence[Period],
        phrases: Phrases,
    ) -> None:
        self._view, self._text = view, view.folded
        self._quantities, self._readings, self._phrases = quantities, readings, phrases
        self._heads = [quantity.head for quantity in quantities]
        self._held = [period for period in periods if period.role == "reference"]
        self._held_ends = [period.end for period in self._held]
        self._periods = [period for period in periods if period.role in ("frame", "vague")]
        self._starts = [period.start for period in self._periods]
        self._local = [self._is_local(period) for period in self._periods]
        self._headings = self._heading_periods()
        self.days: list[Days | None] = []

    def _heading_periods(self) -> list[tuple[int, Period]]:
        found = []
        for block in self._view.blocks:
            if block.kind in ("title", "subtitle", "heading"):
                inside = self._between(block.start, block.end)
                found += [(block.start, period) for period in inside if period.role == "frame"]
        return found

    def _between(self, start: int, end: int) -> list[Period]:
        return self._periods[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _is_local(self, period: Period) -> bool:
        """Whether a time belongs to the next number alone: 由2019年的38%升至去年的72%."""
        if period.is_point and period.role == "frame" and period.rule == "time.now":
            return False
        after = bisect_left(self._heads, period.end - 4)
        for quantity in self._quantities[after : after + 2]:
            if quantity.start >= period.end:
                gap = self._text[period.end : quantity.start]
                return gap.startswith("的") and len(gap) <= 8 and "," not in gap
        return False

    def period(self, index: int) -> Days | None:
        """The days of one quantity."""
        quantity = self._quantities[index]
        if (held := self._held_in_brackets(quantity)) is not None:
            return held
        sentence = self._sentence(quantity.start)
        member = self._readings[index].member
        if member is not None and (own := [p for p in self._between(*member) if p.role == "frame"]):
            return own[-1].days
        for at in range(bisect_left(self._starts, quantity.end) - 1, -1, -1):
            period = self._periods[at]
            if period.start < sentence.start:
                break
            if self._local[at] and not self._is_next(period, index):
                continue
            return self._in_sentence(index, period)
        if (base := self._readings[index].base) is not None and quantity.kind in ("change", "share"):
            return self.days[base]
        return self._inherited(index, sentence)

    def _sentence(self, offset: int) -> Span:
        """The sentence, with those that a semicolon joins before it."""
        sentence = self._view.sentence_at(offset)
        block = self._view.block_at(offset)
        while sentence.start > block.start and self._text[sentence.start - 1] == ";":
            before = self._view.sentence_at(sentence.start - 1)
            if before.start >= sentence.start:
                break
            sentence = Span(before.start, sentence.end)
        return sentence

    def _held_in_brackets(self, quantity: Quantity) -> Days | None:
        """较一季度(下降2.1%)加快: the number in brackets is that of the time before it."""
        at = bisect_left(self._held_ends, quantity.head)
        for period in self._held[max(0, at - 1) : at + 1]:
            if period.end <= quantity.start and self._text[period.end : quantity.head].strip() == "(":
                return period.days
        return None

    def _is_next(self, period: Period, index: int) -> bool:
        """Whether no other quantity stands between a time and this one."""
        return index == 0 or self._quantities[index - 1].start < period.start

    def _in_sentence(self, index: int, period: Period) -> Days | None:
        """The days that a time in the sentence gives to one of its figures."""
        quantity = self._quantities[index]
        if period.role == "vague":
            return None
        if period.is_point:
            return self._up_to(period) if quantity.kind == "change" and not quantity.is_target else period.days
        same_clause = self._view.clause_at(period.start) == self._view.clause_at(quantity.start)
        if same_clause or quantity.is_target or not self._is_stock(index):
            return period.days
        if index and self._quantities[index - 1].start > period.start and self._clauses_apart(period, quantity) <= 0:
            return period.days
        if _REACHED.search(self._around(quantity)) and "累计" not in self._around(quantity):
            return period.days.end()
        return None if self._clauses_apart(period, quantity) > 1 else period.days

    def _clauses_apart(self, period: Period, quantity: Quantity) -> int:
        """How many figures' clauses lie between; a time followed by a comma opens the clause after it."""
        between = self._text[period.end : quantity.start]
        return between[1:].count(",") + between.count(";")

    def _up_to(self, period: Period) -> Days:
        """A change up to a day is one since the year began."""
        return Days(date(period.last.year, 1, 1), period.last)

    def _around(self, quantity: Quantity) -> str:
        clause = self._view.clause_at(quantity.start)
        return self._text[max(clause.start, quantity.start - 40) : quantity.end]

    def _nature(self, index: int) -> str | None:
        metric = self._readings[index].metric
        return self._phrases.nature(metric) if metric else None

    def _is_stock(self, index: int) -> bool:
        """Whether a figure says how things stand, and not what a time brought."""
        quantity = self._quantities[index]
        if quantity.kind == "change":
            return False
        around = self._around(quantity)
        if quantity.kind == "count":
            return _FLOW.search(around) is None or _STATE.search(around) is not None
        return self._nature(index) in ("stock", "fact")

    def _is_flow(self, index: int) -> bool:
        """Whether a figure can only be one over a time, so that it keeps to that of the text before."""
        quantity, metric = self._quantities[index], self._readings[index].metric or ""
        if _HABITUAL.match(metric):
            return False
        if quantity.kind == "count":
            return not self._is_stock(index)
        if quantity.kind == "change":
            return self._nature(index) != "fact"
        return self._nature(index) == "flow"

    def _inherited(self, index: int, sentence: Span) -> Days | None:
        quantity = self._quantities[index]
        block = self._view.block_at(quantity.start)
        flow = self._is_flow(index)
        if not quantity.is_target:
            for at in range(bisect_left(self._starts, sentence.start) - 1, -1, -1):
                period = self._periods[at]
                if period.start < block.start:
                    break
                if self._local[at]:
                    continue
                if period.role == "vague":
                    return None
                if not period.is_point:
                    return period.days if flow else self._reached(quantity, period)
        heading = self._heading(quantity.start)
        if heading is None:
            return None
        if flow or quantity.is_target:
            return heading.days
        return self._reached(quantity, heading)

    def _reached(self, quantity: Quantity, period: Period) -> Days | None:
        """The last day of the time, for a count that is said to have come to its present size."""
        stands = quantity.kind == "count" and _REACHED.search(self._around(quantity)) is not None
        return period.days.end() if stands else None

    def _heading(self, offset: int) -> Period | None:
        """The time of the nearest heading before, else of the title."""
        found = [period for start, period in self._headings if start <= offset]
        return found[-1] if found else None
