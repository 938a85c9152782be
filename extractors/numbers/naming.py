"""A figure with a noun before it, which names the metric or what the metric before is told of, too."""

from __future__ import annotations

import re

from ..view import Span
from .continuing import Continuing
from .elision import Elision
from .enumerating import Enumerating
from .frames import Frames
from .nouns import RATE_ENDING
from .phrases import Phrase
from .readings import Reading, is_money
from .rounds import ROUND
from .told import Reader, Told

# 销售收入|占比51%
_NAMED_SHARE = re.compile(r"(?:占比|比重|比例)")
# 企业|总数: the total of a count says nothing of what is counted
_TOTAL = re.compile(r"(?:总数|數量|数量|總數|总量|總量|总户数|(?<![指分系倍参常])数)$")
# Bodies that do what is measured, and are no metric
_DOER = re.compile(
    r"(?:企业|公司|集团|工厂|厂|市场|景区|车站|口岸|机场|铁路|公路|高速|码头|港|港口|平台|基地|园区|中心|医院|学校|项目|电站|造船|重工|股份|实业|[一二三四]期|公司\([^()]*\))$"
)
# Units in which bodies themselves are counted: 企业12家
_HEADS = frozenset(("家", "个", "户", "项", "座", "处", "所", "条", "名", "人", "位"))
_IMPROVES = re.compile(r"改造|新建|建设|提升|扩建|修复|升级|改建|整治|绿化")  # 农村公路改造164公里
# Verbs that say nothing of what was done: 某园区|实现|5亿元
_BRINGS = frozenset(
    ("实现", "完成", "达成", "创造", "贡献", "带动", "拉动", "拥有", "获得", "获", "取得", "需要", "形成", "新增")
)
# 年产|5兆瓦以上风机
_OUTPUT = re.compile(r"[年月日]产$")


class Naming(Reader):
    """Reads what figures behind a noun measure."""

    def __init__(self, told: Told, continuing: Continuing, frames: Frames, elision: Elision) -> None:
        super().__init__(told)
        self._continuing, self._frames, self._elision = continuing, frames, elision
        self._enumerating = Enumerating(told, continuing)

    def reading(self, index: int, left: Phrase) -> Reading:
        """The phrase on the left names the metric, or else the subject of the metric that goes on."""
        quantity = self._quantities[index]
        metric, subject = self._nouns.split(left.noun, is_money(quantity))
        if metric is None and is_money(quantity) and ROUND.fullmatch(self._text, *left.noun) is not None:
            return Reading(self._nouns.written(left.noun), self._nouns.first_subject(left.owner), phrase=left)
        if metric is None and (each := self._elision.each(quantity)) is not None:
            return Reading(each, self._nouns.subject(self._nouns.without_classifier(left.noun)), phrase=left)
        if (bucket := self._bucket(index, left)) is not None:
            return Reading(bucket, self._nouns.first_subject(left.owner), phrase=left)
        if metric is not None:
            return self._measured(index, left, metric, subject)
        if (share := _NAMED_SHARE.match(self._text, quantity.head, quantity.start)) is not None:
            named = self._nouns.written(Span(left.noun.start, share.end()))
            return Reading(named, self._nouns.first_subject(left.owner), phrase=left)
        frame = self._continuing.frame(index)
        if frame is not None and not self._is_part_of_another(index, frame):
            return Reading(frame, self._nouns.written(left.noun), phrase=left)
        if (made := self._enumerating.output(index, left.noun)) is not None:
            return Reading(made, self._nouns.written(left.noun), phrase=left)
        base = self._continuing.base(index, named=True)
        if base is not None and self._enumerating.goes_on(index, base, left.noun):
            link = None if self._quantities[base].unit == quantity.unit else base
            return Reading(self._readings[base].metric, self._nouns.written(left.noun), link, phrase=left)
        if (done := self._done_by(index, left)) is not None:
            return done
        named = self._nouns.written(left.noun)
        several = self._kinds[index] == "count" and self._nouns.are_several(left.owner)
        return Reading(named, None if several else self._of_whom(index, left, named), phrase=left)

    def _is_part_of_another(self, index: int, frame: str) -> bool:
        """主要产品产量中,…发电量90亿千瓦时,其中水电…: whether 其中 goes on with a metric that is not the frame's."""
        base = self._continuing.base(index, named=True)
        of = self._readings[base].metric if base is not None else frame
        return base is not None and of != frame and self._continuing.is_part(index, base)

    def _done_by(self, index: int, left: Phrase) -> Reading | None:
        """某景区接待1.2万人次, 银行间市场成交17亿元: what a body does is measured, and the body is no metric."""
        quantity = self._quantities[index]
        natural = self._kinds[index] == "count" and quantity.unit in _HEADS
        if natural or not left.active or _DOER.search(self._text, *left.noun) is None:
            return None
        act = self._phrases.verb_in(Span(left.noun.end, quantity.head))
        if act is None or act[0] in _BRINGS or _IMPROVES.match(act[0]) is not None:
            return None
        return Reading(self._nouns.written(Span(*act.span())), self._nouns.subject(left.noun), phrase=left)

    def _bucket(self, index: int, left: Phrase) -> str | None:
        """10亿元以上项目6个, 产值超百亿元的企业2家: the bound says which are counted."""
        if not index or self._kinds[index] != "count":
            return None
        before, gap = self._quantities[index - 1], self._text[self._quantities[index - 1].tail : left.noun.start]
        if gap not in ("", "的") or before.bound in ("=", "~") or before.kind in ("count", "change"):
            return None
        phrase = self._readings[index - 1].phrase
        start = phrase.noun.start if phrase and gap and not phrase.is_empty else before.head
        if _OUTPUT.search(self._text, max(0, start - 2), start) is not None:
            start -= 2  # 年产|5兆瓦以上风机
        return self._nouns.written(Span(start, left.noun.end))

    def _measured(self, index: int, left: Phrase, metric: str, subject: str | None) -> Reading:
        """The reading of a figure whose metric stands before it."""
        if self._kinds[index] == "count" and (total := _TOTAL.search(metric)) and total.start():
            metric = metric[: total.start()]  # 企业总数达700家 counts 企业
        if RATE_ENDING.search(metric):
            return self._rate(index, left, metric, subject)
        if (thing := self._frames.thing_behind(index) or self._frames.built(index)) is not None:
            return Reading(metric, thing, phrase=left)
        return Reading(metric, subject or self._of_whom(index, left, metric), phrase=left)

    def _of_whom(self, index: int, left: Phrase, metric: str | None) -> str | None:
        etc = "等" in self._text[left.noun.end - 1 : left.noun.end + 1]
        if etc and self._text[left.noun.start - 1 : left.noun.start] == "的":
            return None  # 乙商会的代表等300人: they are some of those counted
        return self._nouns.first_subject(left.owner) or self._continuing.going_on(index, metric)

    def _rate(self, index: int, left: Phrase, metric: str, subject: str | None) -> Reading:
        """GDP增速6.5% is a change of GDP; 增速加快5.3个百分点 one of the rate itself."""
        quantity = self._quantities[index]
        rate = RATE_ENDING.search(self._text, left.noun.start, left.noun.end)
        before = Span(left.noun.start, rate.start()) if rate else left.noun
        base = self._continuing.base(index)
        if before.start >= before.end:
            if base is None:
                return Reading(metric, subject or self._nouns.first_subject(left.owner), phrase=left)
            of = self._readings[base]
            if quantity.unit == "百分点":
                return Reading((of.metric or "") + metric, of.subject, base, of.place, left)  # GDP|增速
            return Reading(of.metric, of.subject, base, of.place, left)
        named, owner = self._nouns.split(before)
        return Reading(
            named or self._nouns.written(before), owner or self._nouns.first_subject(left.owner), phrase=left
        )
