"""What is produced: 年产3万吨绿氢的项目, 形成年产3万套轴承的能力, 某云专供4000P."""

from __future__ import annotations

import re

from ..view import Span
from .continuing import Continuing
from .frames import Frames
from .phrases import Phrase
from .readings import Reading
from .told import Reader, Told

# 年产, 日处理: what follows is produced
_PRODUCES = re.compile(r"[年月日](?:可|能)?(?:产|产销|加工|处理)$")
# 年检测|5万台: what is done every year, whatever the verb
_YEARLY = re.compile(r"(?<![去今明前全当同每])[年月日](?![度底末内初])[\u4e00-\u9fff]{1,12}$")
# 某某集群|年产提琴: what is made in a year, with its name
_MAKES = re.compile(
    r"(?P<who>[^,。;:]*?)(?P<what>(?<![去今明前当全同每半])[年月日](?:可|能)?(?:产销|产(?!业|值|量|能|品|地)|加工|处理|生产|屠宰|回收|消化)(?!能力|量|费|率)[^,。;:、的\d]{1,12})"
)
# 3万套|轴承的能力
_ABLE = re.compile(r"(?P<what>[^,。;:的\d]{0,14})的(?:生产|加工|处理|制造|供应|服务|接待|保障|设计)?能力")
# What a plant is called behind its product
_PLANT = re.compile(r"(?:扩建|技改|扩能|一体化|生产|建设)?(?:项目|工程|基地|生产线|产线|工厂|装置|车间)$")
# Units that measure one thing alone, which need not be said: 某云专供4000P
_COMPUTING = frozenset({"P", "PFLOPS", "EFLOPS", "TFLOPS", "POPS", "EOPS", "TOPS"})


class Output(Reader):
    """Reads the metric and subject of measures and counts of output."""

    def __init__(self, told: Told, continuing: Continuing, frames: Frames) -> None:
        super().__init__(told)
        self._continuing, self._frames = continuing, frames

    def made(self, index: int, left: Phrase, right: Span) -> Reading | None:
        """The reading of a measure of what is produced."""
        if self._kinds[index] == "measure":
            return self._output(left, right) or self._computing(index, left, right)
        pieces = self._kinds[index] == "count" and _PRODUCES.search(self._text, *left.noun) is not None
        return self._output(left, right) if pieces else None

    def named(self, index: int, left: Phrase) -> Reading | None:
        """某某集群年产提琴100万把, 年处理鲜姜5万吨的生产线: the product stands before the number."""
        makes = _MAKES.fullmatch(self._text, *left.noun) if self._kinds[index] in ("count", "measure") else None
        if makes is None or self._nouns.split(left.noun)[0] is not None:
            return None
        what = Span(*makes.span("what"))
        if self._phrases.is_in_time(what.start):
            return None  # 1—10月|产焊管
        of = self._frames.thing_behind(index) or self._nouns.first_subject(Span(*makes.span("who")), left.owner)
        return Reading(self._nouns.written(what), of or self._continuing.going_on(index), phrase=left)

    def able(self, index: int, left: Phrase) -> Reading | None:
        """形成年产3万套|轴承|的能力, 年检测5万台的能力: what is done in a year says what the ability is of."""
        tail = self._quantities[index].tail
        able = _ABLE.match(self._text, tail, tail + 24)
        head = self._quantities[index].head
        clause = self._view.clause_at(head).start
        doing = _YEARLY.search(self._text, max(clause, head - 13), head) if able else None
        if able is None or doing is None:
            return None
        product = self._nouns.written(Span(*able.span("what"))) or ""
        return Reading(
            (self._nouns.written(Span(*doing.span())) or "") + product,
            self._nouns.first_subject(left.owner),
            phrase=left,
        )

    def _output(self, left: Phrase, right: Span) -> Reading | None:
        """年产3万吨绿氢的制氢项目, 五万吨晶硅项目: the product (年产绿氢, 晶硅), and the plant is what it is of."""
        right = self._frames.without_verb(right)
        produces = _PRODUCES.search(self._text, left.noun.start, left.noun.end)
        plant = _PLANT.search(self._text, right.start, right.end)
        if right.start >= right.end or not (produces or (plant and self._nouns.split(left.noun)[0] is None)):
            return None
        of = self._text.find("的", right.start, right.end)
        what = Span(right.start, of if of >= 0 else plant.start() if plant else right.end)
        product = self._nouns.written(what)
        if product is None:
            return None
        metric = (produces[0] if produces else "") + product
        if plant is None:
            return Reading(metric, self._nouns.subject(left.owner), phrase=left)
        start = of + 1 if of >= 0 else produces.start() if produces else right.start
        return Reading(metric, self._nouns.written(Span(start, right.end)), phrase=left)

    def _computing(self, index: int, left: Phrase, right: Span) -> Reading | None:
        """A power of computing that nothing names: 某云专供4000P."""
        named = right.start < right.end or self._nouns.split(left.noun)[0] is not None
        if named or self._quantities[index].unit not in _COMPUTING:
            return None
        return Reading("算力", self._nouns.first_subject(left.owner), phrase=left)
