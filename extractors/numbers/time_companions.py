"""The figure whose time another has: what it is a change or a part of, its total, the things it pays for."""

from __future__ import annotations

import re

from ..view import Span
from .dating import Dater
from .days import Days
from .quantities import Quantity

# 引进项目12个,总投资47亿元: what goes with things counted has their time
_ITS_SUM = re.compile(r"总投资|投资额|协议|合同额|签约额|总金额|金额|意向")
# What parts a sum from the projects before it
_APART = re.compile(r"[。;其年]")
# 净增74家,|总数达到512家
_SUM = re.compile(r"(?:累计|总数|总量|共计)(?:已)?(?:达到?|超过?|为|有|增至)?$")
# A share's price, which moved on the day itself
_PRICE = re.compile(r"收报|股报|股价|收盘价|收市价|市值")
# What holds a change against the year before
_YEAR_ON_YEAR = re.compile(r"同比|[上去]年同期|同期|按年|年增")
# What stands on a day, and grows by a rate against the same day of the year before
_BALANCE = re.compile(r"(?:余额|存款|贷款|存栏|存栏量|装机|装机容量|库存)$")
# 较年初|增加
_SINCE_DAY = re.compile(r"年[初底末]|[上去]年[底末]?|[上]?[月季]")
_STEPS = 7
"""How many figures of the sentence are looked back over."""


# What all figures of a sentence are since then
_SINCE = re.compile("[年月日]起(?![步点])")


class TimeCompanions(Dater):
    """Finds the figures before that others go with, and the days that these have from them."""

    def of_base(self, index: int, base: int) -> Days | None:
        """The days of the figure that this one continues; a change up to a day is one since the year began."""
        covered, quantity = self._days[base], self._quantities[index]
        since = quantity.kind == "change" and not self.is_yearly_change(quantity, self._metric(base))
        if covered and covered.first == covered.last and since and _PRICE.search(self._metric(base)) is None:
            return covered.year_to_date()
        return covered

    def is_yearly_change(self, quantity: Quantity, metric: str) -> bool:
        """Whether a change is one against the same day of the year before, and not since the year began.

        What 同比 says; and the rate at which a balance grew (6月末贷款余额50亿元,增长8%), unless it is since a day.
        """
        if _YEAR_ON_YEAR.search(self._text, quantity.head, quantity.start) is not None:
            return True
        return quantity.unit == "%" and _BALANCE.search(metric) is not None and not self.is_since_day(quantity)

    def is_since_day(self, quantity: Quantity) -> bool:
        """Whether a change is one since a day (较年初增加)."""
        return _SINCE_DAY.search(self._text, quantity.head, quantity.start) is not None

    def of_count(self, index: int) -> Days | None:
        """The time of the projects counted right before, for the sum of their money."""
        quantity, metric = self._quantities[index], self._readings[index].metric or ""
        if not index or quantity.kind != "amount" or quantity.origin or _ITS_SUM.search(metric) is None:
            return None
        before = self._quantities[index - 1]
        gap = self._text[before.tail : quantity.start]
        if before.kind != "count" or before.unit not in ("个", "项") or len(gap) > 16 or _APART.search(gap):
            return None
        return self._days[index - 1]

    def of_total(self, index: int, other: int) -> Days | None:
        """The time of a figure that goes with another: 净增74家,总数达到512家 counts at its end."""
        days, quantity = self._days[other], self._quantities[index]
        sum_up = quantity.kind == "count" and _SUM.search(self._text, max(0, quantity.start - 10), quantity.start)
        same = self._readings[index].metric == self._readings[other].metric
        return days.end() if days is not None and sum_up and same else days

    def of_sentence(self, index: int, sentence: Span) -> Days | None:
        """The days of the figure before in the sentence that is no level from which another began."""
        earlier = self._earlier(index, sentence)
        return self._days[earlier[0]] if earlier else None

    def part_of(self, index: int, sentence: Span) -> int | None:
        """The figure of the sentence that this one is a part of or goes with (其中, the same noun counted again)."""
        quantity, reading = self._quantities[index], self._readings[index]
        earlier = self._earlier(index, sentence)
        for at in earlier:
            other = self._quantities[at]
            inside = "其中" in self._text[other.tail : quantity.start]
            if other.unit == quantity.unit and (inside or self._readings[at].metric == reading.metric):
                return at
        for at in earlier:
            other = self._quantities[at]
            if at == index - 1 and "其中" in self._text[other.tail : quantity.start] and other.bound != ">=":
                return at
            if other.kind == "count" and reading.subject and reading.subject == self._readings[at].metric:
                return at
            if at == index - 1 and _SINCE.search(self._text, sentence.start, other.start) is not None:
                return at  # 2023年起,拆除旧窑45座,退还林地310亩
        return None

    def _earlier(self, index: int, sentence: Span) -> list[int]:
        """The figures before in the sentence, the nearest first, without the levels from which others began."""
        near = range(index - 1, max(-1, index - 1 - _STEPS), -1)
        return [at for at in near if self._quantities[at].start >= sentence.start and not self._quantities[at].origin]
