"""Metric and subject: the noun that says what a quantity measures, and the industry, project or body it is of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..view import Span, View
from . import table_figures
from .distribution import Share, distribute
from .nouns import BODY, RATE_NOUN, SCOPE_NOUN, Nouns
from .phrases import Phrase, Phrases
from .quantities import Quantity
from .table_figures import CellReading

_IN_FRAME = re.compile(r"(?P<metric>产量|产值|销量|收入|投资|增加值|出口|进口|利润)[^,。;:]{0,4}[中里内]$")
_SHARE_OF = re.compile(r"占(?!比|地|有|用|据|领|股)")
_USED_FOR = re.compile(r"(?:用于|投向|投入到)")
_MONEY = re.compile(r"元|镑|法郎|卢布|卢比|铢|盾|林吉特|比索")
_NAMED_RATE = re.compile(r"(?:增速|增幅|涨幅|降幅|跌幅|增长率)")
_NAMED_SHARE = re.compile(r"(?:占比|比重|比例)")
_TOTAL = re.compile(r"(?:总数|數量|数量|總數|总量|總量|总户数|数)$")
_PRODUCES = re.compile(r"[年月日](?:可|能)?(?:产|产销|加工|处理)$")
_PLANT = re.compile(r"(?:扩建|技改|扩能|一体化|生产|建设)?(?:项目|工程|基地|生产线|产线|工厂|装置|车间)$")
_STOP = re.compile(r"[,。;:!?]")
_EXAMPLES = re.compile(r"[、和与及].*等[^、]{0,6}$|等(?:地|国|领域|方面)?$")
"""甲、乙等12家企业: the firms named are some of those counted, and not what they are of."""
_SHARE_NOUN = re.compile(r"(?:市场)?(?:份额|占有率)|市占率")

RELATIVE = frozenset({"%", "百分点", "倍", "个基点", "基点", "‰"})
STEPS = 12
"""How many parts of a sentence, or figures, are looked back over."""


@dataclass(slots=True)
class Reading:
    """What a quantity measures: texts as written, the figure it continues, and the place a list gave it."""

    metric: str | None
    subject: str | None
    base: int | None = None
    place: Span | None = None
    phrase: Phrase | None = None
    member: Span | None = None
    """The member of a distributive list that this quantity belongs to."""
    cell: CellReading | None = None
    """The place of its cell, for a quantity in a table."""


def _kind_of(quantity: Quantity) -> str:
    """The kind of a quantity, with a change in a unit of its own as what it is besides (净增企业12家 counts)."""
    if quantity.kind != "change" or quantity.unit in RELATIVE:
        return quantity.kind
    return "amount" if _MONEY.search(quantity.unit) else "count"


class Metrics:
    """Reads the metric and subject of each quantity of an article, in the order of the text."""

    def __init__(self, view: View, phrases: Phrases, quantities: Sequence[Quantity], places: Sequence[Span]) -> None:
        self._view, self._text, self._phrases = view, view.folded, phrases
        self._quantities, self._places, self._nouns = quantities, places, Nouns(view, phrases)
        self._kinds = [_kind_of(quantity) for quantity in quantities]
        self.readings: list[Reading] = []
        self._used = self._counted_end = 0
        """Where the last noun behind a number ends: 三成的产值、四成的税收."""
        shares = distribute(view, phrases, quantities)
        self.cells = table_figures.readings(view, quantities)
        for index in range(len(quantities)):
            reading = self._shared(index, shares[index]) if index in shares else None
            if index in self.cells:
                reading = self._cell(index, self.cells[index])
            self.readings.append(reading or self._read(index))

    def _floor(self, index: int) -> int:
        quantity = self._quantities[index]
        floor = self._view.clause_at(quantity.start).start
        if index and self._quantities[index - 1].tail <= quantity.head:
            floor = max(floor, self._quantities[index - 1].tail)
        return max(floor, self._used) if self._used <= quantity.head else floor

    def _ceiling(self, index: int) -> int:
        end = self._view.sentence_at(self._quantities[index].start).end
        following = self._quantities[index + 1 : index + 2]
        return min([end, *(q.head for q in following if q.head >= self._quantities[index].tail)])

    def _shared(self, index: int, share: Share) -> Reading | None:
        """The reading of a member of a distributive list."""
        if share.base is not None:
            base = self.readings[share.base]
            return Reading(base.metric, base.subject, share.base, base.place)
        noun = share.noun
        if noun and (rate := RATE_NOUN.search(self._text, noun.start, noun.end)) is not None:
            noun = Span(noun.start, rate.start())  # GDP增速分别为: changes of GDP
        metric, subject = self._nouns.split(noun) if noun else (None, None)
        if noun and metric is None:
            metric = self._nouns.written(self._phrases.strip_left(*noun))
        member = self._phrases.strip_left(*share.member) if share.member else None
        if metric is None:
            base_index = self._base(index)
            metric = self.readings[base_index].metric if base_index is not None else None
            if metric is None and member is None:
                return None
        written = self._nouns.written(member) if member else None
        place = self._place_in(share.member) if share.member else None
        return Reading(metric, share.text or written or (None if place else subject), None, place, None, share.member)

    def _cell(self, index: int, cell: CellReading) -> Reading:
        """The reading of a cell; a rate without a metric of its own is one of the figure to its left."""
        subject = self._nouns.written(cell.subject) if cell.subject else None
        left = index - 1 if index - 1 in self.cells and self.cells[index - 1].row == cell.row else None
        if cell.metric is not None:
            return Reading(self._nouns.written(cell.metric), subject, cell=cell)
        if left is None:
            return Reading(subject, None, cell=cell)
        base = self._root(left) if cell.rate else None
        return Reading(self.readings[left].metric, self.readings[left].subject, base, cell=cell)

    def _place_in(self, span: Span) -> Span | None:
        at = bisect_left(self._places, span.start, key=lambda place: place.start)
        inside = at < len(self._places) and self._places[at].end <= span.end
        return self._places[at] if inside else None

    def _read(self, index: int) -> Reading:
        quantity = self._quantities[index]
        left = self._left(index)
        right = self._phrases.right(quantity, self._ceiling(index))
        if self._kinds[index] == "share" and (reading := self._share(index, left)) is not None:
            return reading
        if self._kinds[index] == "measure" and (reading := self._output(left, right)) is not None:
            return reading
        if self._prefers_right(index, left, right):
            return self._counted(index, left, right)
        if left.is_empty or self._nouns.is_generic(left.noun) or self._nouns.is_nobody(left.noun):
            return self._elided(index, left, right)
        return self._named(index, left)

    def _output(self, left: Phrase, right: Span) -> Reading | None:
        """年产3万吨绿氢的制氢项目, 五万吨晶硅项目: the product is measured, and the plant is what it is of."""
        produces = _PRODUCES.search(self._text, left.noun.start, left.noun.end)
        plant = _PLANT.search(self._text, right.start, right.end)
        if right.start >= right.end or not (produces or (plant and self._nouns.split(left.noun)[0] is None)):
            return None
        of = self._text.find("的", right.start, right.end)
        what = Span(right.start, of if of >= 0 else plant.start() if plant else right.end)
        metric = self._nouns.written(what)
        if metric is None:
            return None
        if plant is None:
            return Reading(metric, self._nouns.subject(left.owner), phrase=left)
        start = of + 1 if of >= 0 else produces.start() if produces else right.start
        return Reading(metric, self._nouns.written(Span(start, right.end)), phrase=left)

    def _prefers_right(self, index: int, left: Phrase, right: Span) -> bool:
        """Whether the noun behind is measured: 12家企业, 三成的产值, 租用8600平方米厂房, but not 产值20亿元的企业."""
        if right.start >= right.end or self._phrases.begins_with_verb(right) or self._nouns.is_generic(right):
            return False
        if self._nouns.is_nobody(right):
            return False  # 6名就够
        quantity = self._quantities[index]
        written = self._text[quantity.start : quantity.end]
        if self._kinds[index] == "count" and not written.endswith(("人", "人次", "户", "例")):
            return True
        named = self._nouns.split(left.noun, self._is_money(quantity))[0] if not left.is_empty else None
        if self._kinds[index] == "change" or named is not None:
            return False
        return left.active or self._kinds[index] == "share" or self._text[quantity.tail] == "的"

    def _is_money(self, quantity: Quantity) -> bool:
        return _MONEY.search(quantity.unit) is not None

    def _left(self, index: int) -> Phrase:
        """The phrase on the left; where the clause holds none, that of a clause without numbers just before."""
        quantity, floor = self._quantities[index], self._floor(index)
        left = self._phrases.left(quantity, floor)
        if not left.is_empty or floor != self._view.clause_at(quantity.start).start:
            return left
        sentence = self._view.sentence_at(quantity.start)
        previous_end = self._quantities[index - 1].tail if index else 0
        if floor - 1 <= max(sentence.start, previous_end):
            return left
        before = self._view.clause_at(floor - 1)
        start, end = max(before.start, previous_end), floor - 1
        end, _ = self._phrases.strip_right(start, end)
        noun = self._phrases.strip_left(start, end)
        if self._phrases.metric_ending(noun.end, noun.start) is not None:
            return Phrase(noun, Span(noun.start, noun.start))
        return left

    def _counted(self, index: int, left: Phrase, right: Span) -> Reading:
        """12家企业: the noun behind is counted; what stands before says of what."""
        anchor = self._phrases.metric_ending(right.end, right.start)
        if anchor is not None and anchor.start > right.start and self._heads_next(index, right.end):
            right = Span(right.start, anchor.start)  # 4家企业产值超百亿元
        written, self._used = self._nouns.written(right), right.end
        self._counted_end = right.end
        if written is None or self._nouns.is_generic(right):
            return self._elided(index, left, Span(right.end, right.end))
        spans = [span for span in (left.noun, left.owner) if not _EXAMPLES.search(self._text, span.start, span.end)]
        subject = self._subject(index, *spans)
        if subject is None and self._kinds[index] == "share":
            subject = self._going_on(index)
        return Reading(written, subject, phrase=left)

    def _heads_next(self, index: int, offset: int) -> bool:
        """Whether the next quantity's predicate begins at `offset`."""
        return index + 1 < len(self._quantities) and self._quantities[index + 1].head == offset

    def _subject(self, index: int, *spans: Span) -> str | None:
        return next((text for span in spans if span.start < span.end and (text := self._nouns.subject(span))), None)

    def _named(self, index: int, left: Phrase) -> Reading:
        """The phrase on the left names the metric, or else the subject of the metric that goes on."""
        quantity = self._quantities[index]
        metric, subject = self._nouns.split(left.noun, self._is_money(quantity))
        if metric is not None and self._kinds[index] == "count" and (total := _TOTAL.search(metric)) and total.start():
            metric = metric[: total.start()]  # 企业总数达700家 counts 企业
        if metric is not None:
            if RATE_NOUN.search(metric):
                return self._rate(index, left, metric, subject)
            if (thing := self._thing_behind(index)) is not None:
                return Reading(metric, thing, phrase=left)
            return Reading(metric, subject or self._subject(index, left.owner) or self._going_on(index), phrase=left)
        if _NAMED_SHARE.match(self._text, quantity.head, quantity.start):
            share = _NAMED_SHARE.match(self._text, quantity.head, quantity.start)
            assert share is not None
            return Reading(
                self._nouns.written(Span(left.noun.start, share.end())), self._subject(index, left.owner), phrase=left
            )
        base = self._base(index, named=True)
        frame = self._frame(index)
        if frame is not None:
            return Reading(frame, self._nouns.written(left.noun), phrase=left)
        continues = base is not None and (
            self._kinds[index] in ("change", "share", "amount")
            or (self._kinds[index] == "measure" and "其中" in self._text[self._floor(index) : quantity.start])
            or (
                SCOPE_NOUN.search(self._text, left.noun.start, left.noun.end) is not None
                and self._quantities[base].unit == quantity.unit
            )
        )
        if continues and base is not None:
            same_kind = self._quantities[base].unit == quantity.unit or self._kinds[index] in ("change", "share")
            if same_kind and self._goes_on(index, base, left.noun):
                link = None if self._quantities[base].unit == quantity.unit else base
                return Reading(self.readings[base].metric, self._nouns.written(left.noun), link, phrase=left)
        return Reading(
            self._nouns.written(left.noun), self._subject(index, left.owner) or self._going_on(index), phrase=left
        )

    def _thing_behind(self, index: int) -> str | None:
        """总投资5亿元的钢带生产线: the noun behind 的 is what the figure before it is of."""
        quantity = self._quantities[index]
        if self._text[quantity.tail : quantity.tail + 1] != "的":
            return None
        right = self._phrases.right(quantity, self._ceiling(index))
        if right.end - right.start < 2 or self._nouns.is_generic(right) or self._nouns.split(right)[0] is not None:
            return None
        return None if self._phrases.begins_with_verb(right) else self._nouns.written(right)

    def _goes_on(self, index: int, base: int, noun: Span) -> bool:
        """Whether a noun that is no metric is one more thing that the metric before is told of."""
        quantity, before = self._quantities[index], self._quantities[index - 1]
        if "其中" in self._text[before.tail : quantity.start]:
            return True
        if BODY.search(self._text, noun.start, noun.end) or self._place_in(noun):
            return True
        sentence = self._view.sentence_at(quantity.start)
        listed = self._readings_of_list(index - 1)
        return before.start >= sentence.start and listed and before.unit == quantity.unit

    def _readings_of_list(self, index: int) -> bool:
        """Whether a figure went on with another metric under a subject of its own, as the members of a list do."""
        reading = self.readings[index]
        earlier = self.readings[index - 1].metric if index else None
        return reading.phrase is not None and reading.metric == earlier and reading.subject is not None

    def _rate(self, index: int, left: Phrase, metric: str, subject: str | None) -> Reading:
        """GDP增速6.5% is a change of GDP; 增速加快5.3个百分点 one of the rate itself."""
        quantity = self._quantities[index]
        rate = RATE_NOUN.search(self._text, left.noun.start, left.noun.end)
        before = Span(left.noun.start, rate.start()) if rate else left.noun
        base = self._base(index)
        if before.start >= before.end:
            if base is None:
                return Reading(metric, subject or self._subject(index, left.owner), phrase=left)
            of = self.readings[base]
            if quantity.unit == "百分点":
                return Reading(metric, of.metric, base, of.place, left)
            return Reading(of.metric, of.subject, base, of.place, left)
        named, owner = self._nouns.split(before)
        return Reading(named or self._nouns.written(before), owner or self._subject(index, left.owner), phrase=left)

    def _frame(self, index: int) -> str | None:
        """主要产品产量中, … : the metric that a clause before sets for all that follow in the sentence."""
        quantity = self._quantities[index]
        if self._kinds[index] not in ("measure", "count", "amount"):
            return None
        start = self._view.sentence_at(quantity.start).start
        block = self._view.block_at(quantity.start).start
        for _ in range(STEPS):
            if start <= block or self._text[start - 1] != ";":
                break
            start = self._view.sentence_at(start - 1).start
        comma = self._text.find(",", start, min(quantity.start, start + 40))
        match = _IN_FRAME.search(self._text, start, comma) if comma > 0 else None
        return self._view.text[match.start("metric") : match.end("metric")] if match else None

    def _share(self, index: int, left: Phrase) -> Reading | None:
        """占全市的9%: what is a part stands before 占; the whole behind it says nothing of what is measured."""
        quantity, floor = self._quantities[index], self._floor(index)
        verbs = list(_SHARE_OF.finditer(self._text, floor, quantity.start))
        verbs = verbs or list(_USED_FOR.finditer(self._text, floor, quantity.start))
        if not verbs:
            return None
        head = verbs[-1].start()
        before = self._phrases.left_of(head, floor)
        if (named := _SHARE_NOUN.search(self._text, head, quantity.start)) is not None:
            part = self._nouns.written(before.noun) or self._base_metric(index)
            return Reading(self._view.text[named.start() : named.end()], part, self._base(index), phrase=left)
        if before.is_empty:
            return self._elided(index, before, Span(quantity.tail, quantity.tail))
        return self._named(index, before)

    def _rate_before(self, index: int) -> str | None:
        """The rate that a number of points is of, if the words since the figure before name one (降幅收窄)."""
        quantity = self._quantities[index]
        start = max(quantity.start - 24, self._view.sentence_at(quantity.start).start)
        held = self._text.rfind(")", start, quantity.start) >= 0  # 增速由降转升,较一季度(下降2.1%)加快
        if index and not held:
            start = max(start, self._quantities[index - 1].tail)
        found = _NAMED_RATE.search(self._text, start, quantity.start)
        return self._view.text[found.start() : found.end()] if found else None

    def _base_metric(self, index: int) -> str | None:
        base = self._base(index)
        return self.readings[base].metric if base is not None else None

    def _elided(self, index: int, left: Phrase, right: Span) -> Reading:
        """The metric is that of the figure before, or the noun behind, or what the verb before or behind does."""
        quantity, base = self._quantities[index], self._base(index)
        if quantity.unit == "百分点" and base is not None and (rate := self._rate_before(index)) is not None:
            return Reading(rate, self.readings[base].metric, base, self.readings[base].place, left)
        kinds = {self._kinds[index], self._kinds[base]} if base is not None else {"change"}
        if not left.is_empty and base is not None and not kinds & {"change", "share"}:
            units = (self._quantities[base].unit, self._quantities[index - 1].unit, "")
            if quantity.unit not in units:
                return Reading(self._nouns.written(left.noun), self._going_on(index), phrase=left)
        has_right = right.start < right.end and not (self._nouns.is_generic(right) or self._nouns.is_nobody(right))
        acts = self._phrases.begins_with_verb(right) if has_right else None
        wants_right = self._kinds[index] in ("share", "count", "measure", "amount") and left.noun.start >= left.noun.end
        if has_right and acts is None and wants_right:
            metric, subject = self._nouns.split(right)
            owner = self._subject(index, left.owner) or self._going_on(index)
            return Reading(metric or self._nouns.written(right), subject or owner, phrase=left)
        if base is not None and not (left.active and acts):
            of = self.readings[base]
            return Reading(of.metric, of.subject, base, of.place, left)
        if acts is not None:
            return Reading(
                self._nouns.written(Span(acts.end(), right.end)) or self._nouns.written(right),
                self._subject(index, left.owner),
                phrase=left,
            )
        if has_right:
            return Reading(self._nouns.written(right), self._subject(index, left.owner), phrase=left)
        named = self._nouns.written(left.noun) or self._nouns.written(left.owner) or self._act(index, left)
        return Reading(named, None, phrase=left)

    def _act(self, index: int, left: Phrase) -> str | None:
        """The verb, where nothing else says what was measured: 种植三万六千亩."""
        done = self._phrases.verb_in(Span(left.noun.end, self._quantities[index].head))
        return self._nouns.written(Span(done.start(), done.end())) if done else None

    def _going_on(self, index: int) -> str | None:
        """The subject of the sentence so far, for a metric that stands alone (总投资120亿元、占地1100亩)."""
        sentence = self._view.sentence_at(self._quantities[index].start)
        if index and self._quantities[index - 1].start >= sentence.start:
            before = self.readings[index - 1]
            if before.member is not None:
                return None  # behind a list the sentence goes on with what it is about
            counted = self._kinds[index - 1] == "count" and self._kinds[index] != "count"
            if counted and (group := self._group(index - 1, index)) is not None:
                return group
            if before.subject is None and counted:
                return before.metric
            return before.subject
        return None

    def _group(self, counted: int, index: int) -> str | None:
        """三大主导产业产值…, 29家央企投资…: the counted bodies are what the figure right behind them is told of."""
        first, noun_end = self._quantities[counted], self._counted_end
        head = self._quantities[index].head
        if noun_end <= first.tail or noun_end > head or _STOP.search(self._text, noun_end, head):
            return None
        return self._nouns.written(Span(first.start, noun_end))

    def _base(self, index: int, named: bool = False) -> int | None:
        """The figure that an elided one continues: the nearest before it, or the one that this one continues itself.

        A phrase that is no metric (`named`) may go on with money, or a change, of the sentence before, but a change
        of it is none of a count.
        """
        quantity = self._quantities[index]
        if not index or self._quantities[index - 1].start < self._view.block_at(quantity.start).start:
            return None
        sentence = self._view.sentence_at(quantity.start)
        joined = self._text[sentence.start - 1] == ";"
        apart = self._quantities[index - 1].start < sentence.start and not joined
        relative = self._kinds[index] in ("change", "share")
        if apart and not relative and not (named and self._kinds[index] == "amount"):
            return None
        floor = self._view.block_at(quantity.start).start if joined or apart or relative else sentence.start
        if named and quantity.unit in ("%", "百分点", "倍"):
            at = self._nearest(index, floor, lambda other: other.kind != "count")
            return self._root(at if at is not None else index - 1)
        if relative:
            return self._root(index - 1)
        before, clause = self._quantities[index - 1], self._view.clause_at(quantity.start)
        if not named and self._kinds[index] == "amount" and before.unit == "%" and before.start >= clause.start:
            return self._root(index - 1)  # GDP增长6%、迈上5200亿元台阶
        # A number of the same unit; 其中甲区102家 goes on with the last 家.
        at = self._nearest(index, floor, lambda other: other.unit == quantity.unit)
        if at is not None:
            return self._root(at)
        return None if named or apart else self._root(index - 1)

    def _nearest(self, index: int, floor: int, fits: Callable[[Quantity], bool]) -> int | None:
        """The nearest figure before that fits and does not begin before `floor`."""
        for at in range(index - 1, max(-1, index - STEPS), -1):
            if self._quantities[at].start < floor:
                return None
            if fits(self._quantities[at]):
                return at
        return None

    def _root(self, index: int) -> int:
        reading = self.readings[index]
        return reading.base if reading.base is not None else index
