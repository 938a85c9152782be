"""Shares of a whole: 占全市的9%. What is a part stands before 占."""

from __future__ import annotations

import re

from ..fold import fold
from ..view import Span
from .continuing import Continuing
from .elision import Elision
from .naming import Naming
from .natures import nature
from .phrases import Phrase
from .readings import STEPS, Reading
from .told import Reader, Told

# 占|全市的9%, but 占地
_SHARE_OF = re.compile(r"占(?!比|地|有|用|据|领|股|率)")
# 用于|研发的三成
_USED_FOR = re.compile(r"(?:用于|投向|投入到)")
# 占|全市产量|的九成
_WHOLE = re.compile(
    r"到?(?P<whole>[^,。;:]{2,24}?)(?:(?:的?(?:总?比重|比例|份额)|的)[^,。;:的]{0,6}|(?:约|近|超过?|逾|达|不足|不到)*)$"
)
# Nouns for a share of a market, which are metrics themselves
_SHARE_NOUN = re.compile(r"(?:市场)?(?:份额|占有率)|市占率|市场(?=的?[近约超逾]?$)")
_ALL = "总数"

# 收入|中有近|一半|来自养羊
_OUT_OF = re.compile(r"(?P<what>[^,。;:、\d]{2,20}?)(?:之中|当中|中|里),?(?:有|约|近|超过?|不到|仅|就|已|的|大约)*$")
_COMES = re.compile(r"(?:以上|左右|多)?(?:来自|源自|来源于|出自|靠)")


class Parts(Reader):
    """Reads what such shares are shares of."""

    def __init__(self, told: Told, continuing: Continuing, elision: Elision, naming: Naming) -> None:
        super().__init__(told)
        self._continuing, self._elision, self._naming = continuing, elision, naming

    def reading(self, index: int, left: Phrase) -> Reading | None:
        """占全市的9%: what is a part stands before 占; the whole behind it says nothing of what is measured."""
        quantity, floor = self._quantities[index], self._told.floor(index)
        verbs = list(_SHARE_OF.finditer(self._text, floor, quantity.start))
        verbs = verbs or list(_USED_FOR.finditer(self._text, floor, quantity.start))
        if not verbs:
            return self._out_of(index, floor)
        head = verbs[-1].start()
        before = self._phrases.left_of(head, floor)
        named = _SHARE_NOUN.search(self._text, head, quantity.start)
        if named is not None and named.group() == "市场" and self._nouns.split(before.noun)[0] is not None:
            named = None  # 产量|占全球市场的六成
        if named is not None:
            part = self._nouns.written(before.noun) or self._continuing.base_metric(index)
            written = self._view.text[named.start() : named.end()]
            return Reading(written, part, self._continuing.base(index), phrase=left)
        if (counted := self._counted_before(index, before.noun)) is not None:
            return Reading(self._nouns.written(before.noun), None, counted, phrase=before)
        whole = self._whole(verbs[-1].end(), quantity.start)
        if before.is_empty or self._nouns.is_nobody(before.noun):
            reading = self._elision.reading(index, before, Span(quantity.tail, quantity.tail))
            unnamed = reading.metric is None or not nature(reading.metric)
            of_number = reading.metric is not None and (whole or "").endswith("数")  # 企业12家,占企业总数的三成
            if whole is not None and unnamed and not of_number:
                return Reading(whole, reading.metric, reading.base, reading.place, before)
            return reading
        if whole == _ALL:
            return Reading(self._nouns.written(before.noun), None, phrase=before)  # 本地项目占总数的一半
        if whole is not None and self._nouns.split(before.noun)[0] is None:
            return Reading(whole, self._nouns.written(before.noun), phrase=before)  # 两家占全市产量的九成
        return self._naming.reading(index, before)

    def _out_of(self, index: int, floor: int) -> Reading | None:
        """人均收入中有近一半来自养羊: what some comes from is measured."""
        quantity = self._quantities[index]
        if _COMES.match(self._text, quantity.tail) is None:
            return None
        out_of = _OUT_OF.search(self._text, max(floor, quantity.start - 30), quantity.start)
        noun = self._phrases.strip_left(*out_of.span("what")) if out_of is not None else Span(0, 0)
        metric, subject = self._nouns.split(noun) if noun.start < noun.end else (None, None)
        return Reading(metric, subject) if metric is not None else None

    def _counted_before(self, index: int, noun: Span) -> int | None:
        """签约项目214个,总投资5亿元,其中制造业项目占62%: the count in the sentence of which these are some."""
        floor = self._view.sentence_at(self._quantities[index].start).start
        for at in range(index - 1, max(-1, index - STEPS), -1):
            if self._quantities[at].start < floor:
                return None
            metric = fold(self._readings[at].metric or "")
            counted = self._kinds[at] == "count" and len(metric) > 1 and noun.end - noun.start > 2
            if counted and self._text.endswith(metric[-2:], noun.start, noun.end):
                return at
        return None

    def _whole(self, start: int, end: int) -> str | None:
        """What a share is taken of, where its noun says what is measured: the 产量 of 占全市产量的九成."""
        found = _WHOLE.match(self._text, start, end)
        if found is None:
            return None
        anchor = self._phrases.metric_ending(found.end("whole"), start)
        return self._nouns.written(Span(anchor.start, anchor.end)) if anchor else None
