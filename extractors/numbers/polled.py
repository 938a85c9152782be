"""Shares of those who are told of by what they think or do: 受访的86家会员中,四成打算增资, 教授创办的占12%."""

from __future__ import annotations

import re

from .quantities import Quantity
from .readings import STEPS, Reading
from .told import Reader

# Words of a survey, which somebody has been asked in
_SURVEY = re.compile(r"调查|问卷|受访|被访|调研|抽样|样本企业")
# 四成|打算增资
_THINKS = re.compile(
    r"(?:的?受访者)?(?:则|都|也|已|正|还|并)?(?:不)?"
    r"(?:认为|觉得|表示|预计|预期|预料|计划|打算|考虑|选择|希望|愿意|倾向|担心|看好|称|坦言|反映|感到|支持|反对|说|指)"
)
# 打算增资的|占
_WHO_DO = re.compile(r"的(?:[^,。;的占]{0,4})?(?:则|也|就|仅|只|均|各|约|已)?占(?:到|了|比)?$")
# 受访的|会员|中
_ASKED = re.compile(r"(?:受访|被访|接受调查|参与调查)的?(?!者)(?P<who>[^,。;:中\d]{1,12}?)(?:当?中|里|,)")
# 其中,教授创办的|占
_PART = re.compile(
    r"其中,?[^,。;:占]{1,20}的(?:则|也|就|仅|只|均|各|已)?(?:占(?:到|了|比)?|有|达|不到|不足|超过?|近|约){0,3}$"
)
# Units in which those who answer are counted
_BODIES = frozenset("家人名位户间个")


class Polled(Reader):
    """Finds those that such shares are of; `readings` holds those read so far."""

    def reading(self, index: int) -> Reading | None:
        """The reading of the share of those who gave one answer."""
        quantity = self._quantities[index]
        if self._kinds[index] != "share":
            return None
        if _PART.search(self._text, max(0, quantity.start - 32), quantity.start) is not None:
            return self._part(index)
        if not self._is_answer(quantity):
            return None
        block = self._view.block_at(quantity.start)
        survey = _SURVEY.search(self._text, block.start, quantity.start)
        if survey is None:
            return None
        for at in range(index - 1, max(-1, index - STEPS), -1):
            if self._quantities[at].start < block.start:
                break
            asked = self._kinds[at] == "count" and self._quantities[at].unit in _BODIES
            if asked and self._readings[at].metric is not None:
                return Reading(self._readings[at].metric, self._readings[at].subject, at)
        who = _ASKED.search(self._text, survey.start(), quantity.start)
        return Reading(self._view.text[who.start("who") : who.end("who")], None) if who is not None else None

    def _part(self, index: int) -> Reading | None:
        """公司93家,其中教授创办的占六成: a share of those counted before in the sentence."""
        start = self._view.sentence_at(self._quantities[index].start).start
        for at in range(index - 1, max(-1, index - STEPS), -1):
            if self._quantities[at].start < start:
                return None
            if self._kinds[at] == "count" and self._readings[at].metric is not None:
                return Reading(self._readings[at].metric, self._readings[at].subject, at)
        return None

    def _is_answer(self, quantity: Quantity) -> bool:
        """Whether a share is followed by what somebody thinks, or led by 打算…的占."""
        if _THINKS.match(self._text, quantity.tail, quantity.tail + 12) is not None:
            return True
        return _WHO_DO.search(self._text, max(0, quantity.head - 12), quantity.start) is not None
