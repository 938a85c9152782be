"""One more thing that a metric is told of: 汽车产值20亿元,家电15亿元."""

from __future__ import annotations

import re

from ..fold import fold
from ..view import Span
from .continuing import EVENTS, Continuing
from .natures import nature
from .nouns import SCOPE_NOUN
from .told import Reader, Told

# What is counted as itself, and is no member of what was counted before: 案件12起
_EVENT = re.compile(r"(?:案件?|事件|事故|火灾|交易|投资|业务|融资|贷款|订单|诉讼|纠纷)$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,4}[县区市镇乡旗州]")
_OUTPUTS = ("产能", "产量", "销量", "出口量", "进口量", "出货量")
_PARTS = 6
"""Over how many semicolons the beginning of such a list is looked for."""
_PRODUCT = 8
"""How long the name of a product of such a list is at most."""
_NO_OUTPUT = frozenset({"平方米", "亩", "公顷", "平方公里", "公里", "人", "名", "家", "个", "户"})
"""Units of land, roads, people and bodies, which no plant turns out."""


class Enumerating(Reader):
    """Says whether a noun that is no metric goes on with the metric before."""

    def __init__(self, told: Told, continuing: Continuing) -> None:
        super().__init__(told)
        self._continuing = continuing

    def output(self, index: int, noun: Span) -> str | None:
        """The output that a list of products goes on with, each in its unit: 汽车产量5万辆,增长3%,装载机3000台."""
        quantity = self._quantities[index]
        sentence = self._sentence_start(quantity.start)
        at = index - 1
        while at >= 0 and self._kinds[at] in ("change", "share") and self._quantities[at].start > sentence:
            at -= 1
        if at < 0 or self._quantities[at].start < sentence or self._kinds[index] not in ("count", "measure"):
            return None
        metric = self._readings[at].metric or ""
        gap = self._text[self._quantities[index - 1].tail : noun.start]
        listed = metric.endswith(_OUTPUTS) and gap in (",", "、", ";") and noun.end - noun.start <= _PRODUCT
        if not listed or quantity.unit in _NO_OUTPUT:
            return None
        return metric if not self._nouns.is_measure(noun) and not self._nouns.is_people(noun) else None

    def _sentence_start(self, offset: int) -> int:
        """Where the sentence begins whose parts semicolons set apart; only some of them are looked back to."""
        start = self._view.sentence_at(offset).start
        for _ in range(_PARTS):
            if self._text[start - 1 : start] != ";":
                break
            start = self._view.sentence_at(start - 1).start
        return start

    def goes_on(self, index: int, base: int, noun: Span) -> bool:
        """Whether a phrase that is no metric names one more thing that the metric of `base` is told of."""
        quantity, kind = self._quantities[index], self._kinds[index]
        same_unit = self._quantities[base].unit == quantity.unit
        apart = self._quantities[base].start < self._view.sentence_at(quantity.start).start
        if kind == "count" and same_unit and quantity.unit in EVENTS and (apart or self._is_taken_over(base)):
            return _EVENT.search(self._text, *noun) is None
        if kind not in ("change", "share"):
            part = kind == "measure" and self._continuing.is_part(index, base)
            part = part or (kind == "count" and self._continuing.is_part(index, base) and self._is_sum(base))
            scope = SCOPE_NOUN.search(self._text, noun.start, noun.end) is not None or self._nouns.is_country(noun)
            made = kind == "measure" if same_unit else kind == "count"
            if made and self._continuing.lists_output(index, base):
                return True
            if not same_unit or not (kind == "amount" or part or scope or self._is_place(base, noun)):
                return False
        return self._continuing.goes_on(index, base, noun)

    def _is_place(self, base: int, noun: Span) -> bool:
        """Whether a noun is the name of a place in which some of those counted are: 企业36家,其中甲县9家."""
        counted = self._readings[base].metric or ""
        place = _PLACE.fullmatch(self._text, *noun) is not None
        return place and counted[-1:] != self._text[noun.end - 1] and "其中" in self._text[noun.start - 4 : noun.start]

    def _is_taken_over(self, index: int) -> bool:
        """Whether the metric of a figure is one that its sentence does not name."""
        sentence = self._view.sentence_at(self._quantities[index].start)
        return fold(self._readings[index].metric or "") not in self._text[sentence.start : sentence.end]

    def _is_sum(self, base: int) -> bool:
        """Whether a figure counts under the name of a measure, and so its parts: 汽车保有量98万辆,其中电动11万辆."""
        metric = self._readings[base].metric or ""
        return metric.endswith(("量", "数", "额")) and nature(metric) in ("flow", "stock")
