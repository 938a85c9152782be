"""Metric and subject: the noun that says what a quantity measures, and the industry, project or body it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..fold import fold
from ..view import Span, View
from . import table_figures
from .behind import Behind
from .continuing import EVENTS, Continuing
from .counted import HEAD
from .distribution import Share, distribute
from .frames import Frames
from .nouns import BODY, RATE_NOUN, SCOPE_NOUN, Nouns
from .phrases import Phrase, Phrases
from .polled import Polled
from .quantities import Quantity
from .readings import Reading, is_money, kind_of, within
from .table_figures import CellReading

_SHARE_OF = re.compile(r"占(?!比|地|有|用|据|领|股|率)")
_USED_FOR = re.compile(r"(?:用于|投向|投入到)")
_NAMED_SHARE = re.compile(r"(?:占比|比重|比例)")
_TOTAL = re.compile(r"(?:总数|數量|数量|總數|总量|總量|总户数|(?<![指分系倍参常])数)$")
_CAPTION = re.compile(
    r"(?:^|[\s:度月年])(?:[分各](?:乡镇|镇街|镇乡|县区|区县|县市|市县|市州|市|县|区|镇|园区))?(?P<thing>[\u4e00-\u9fff]{1,10}?(?:产业集群|产业链|集群|产业))"
    r"(?:发展|生产|主要|基本|运行)*(?:情况|指标|数据|统计|概况|一览)?表?\s*$",
    re.MULTILINE,
)
_SEVERAL = re.compile(r"[^、]{2,16}、.*(?<![企行产]业)(?<!公司)(?<!单位)(?<!机构)$")
_EXAMPLES = re.compile(r"[、和与及].*等[^、]{0,6}$|等(?:地|国|领域|方面)?$")
"""甲、乙等12家企业: the firms named are some of those counted, and not what they are of."""
# 完成3亿元B+轮融资: the round is what the amount is of
_ROUND = re.compile(r"(?:Pre-?)?(?:[A-Ha-h]\d?\+{0,3}|天使|种子|战略|首|新一|多|数|本)轮(?:系列|战略|股权)?(?:融资)?")
_TIER = re.compile(r"(?:[一二三四五六七八九]?[十百千万]+|\d+)亿元?级")
_MEMBERS = re.compile(r"、|[和与及](?=[^、]{2})")
# 种, 款: what counts sorts, of which a list before 等 gives some
_SORTS = frozenset({"种", "款", "类", "品种"})
# 主导发展“甲、乙”两个产业: the two are what is counted
_QUOTED_LIST = re.compile(r"[“「『\"][^“”「」『』\"]*、[^“”「」『』\"]*[”」』\"]$")
_EACH = re.compile(r"(?:户均|人均|亩均|车均|店均|件均|笔均|单笔)(?:增收|减负|分红|补贴|节约|节省|年增收)?$")
_DOER = re.compile(
    r"(?:企业|公司|集团|工厂|厂|市场|景区|车站|口岸|机场|铁路|公路|高速|码头|港|港口|平台|基地|园区|中心|医院|学校|项目|电站)$"
)
# Units of which each is one of the bodies themselves: 企业入驻97家
_TOLD_OF = re.compile(r"[^、,。;\d]{1,12}、")
_HEADS = frozenset(("家", "个", "户", "项", "座", "处", "所", "条", "名", "人", "位"))
_BRINGS = frozenset(
    ("实现", "完成", "达成", "创造", "贡献", "带动", "拉动", "拥有", "获得", "获", "取得", "需要", "形成", "新增")
)
_WHOLE = re.compile(r"到?(?P<whole>[^,。;:]{2,24}?)(?:的?(?:总?比重|比例|份额)|的)[^,。;:的]{0,6}$")
_SHARE_NOUN = re.compile(r"(?:市场)?(?:份额|占有率)|市占率|市场(?=的?[近约超逾]?$)")


_STOPS = re.compile(r"[,。;、)\n]|$")
_TOPIC = re.compile(r"(?:方面|来看|[上中]看)$")
_INCLUDES = re.compile(r"(?:包括|包含|涵盖|囊括|有)了?")
_EVENT = re.compile(r"(?:案件?|事件|事故|火灾|交易|投资|业务|融资|贷款|订单|诉讼|纠纷)$")


class Metrics:
    """Reads the metric and subject of each quantity of an article, in the order of the text."""

    def __init__(self, view: View, phrases: Phrases, quantities: Sequence[Quantity], places: Sequence[Span]) -> None:
        self._view, self._text, self._phrases = view, view.folded, phrases
        self._quantities, self._places, self._nouns = quantities, places, Nouns(view, phrases)
        self._kinds = [kind_of(quantity) for quantity in quantities]
        self.readings: list[Reading] = []
        self._continuing = Continuing(view, self._nouns, quantities, self._kinds, places, self.readings)
        self._frames = Frames(view, phrases, self._nouns, self._continuing, quantities, self._kinds, self.readings)
        self._behind = Behind(view, phrases, self._frames, quantities, self._kinds)
        self._polled = Polled(view, quantities, self._kinds, self.readings)
        self._used = 0
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
        if metric is None and member is not None and self._kinds[index] == "count" and not share.text:
            return Reading(self._nouns.written(member), None, member=share.member)  # “甲”、“乙”分别新增12项和44项
        people = self._kinds[index] == "change" and self._phrases.nature(metric or "") == "body"
        if metric is None or (people and member is not None):
            base_index = self._continuing.base(index)
            metric = self.readings[base_index].metric if base_index is not None else metric
            if metric is None and member is None:
                return None
        written = self._nouns.written(member) if member else None
        place = within(self._places, share.member) if share.member else None
        return Reading(metric, share.text or written or (None if place else subject), None, place, None, share.member)

    def _cell(self, index: int, cell: CellReading) -> Reading:
        """The reading of a cell; a rate without a metric of its own is one of the figure to its left."""
        subject = self._in_caption(cell) or (self._nouns.written(cell.subject) if cell.subject else None)
        left = index - 1 if index - 1 in self.cells and self.cells[index - 1].row == cell.row else None
        if cell.metric is not None:
            return Reading(self._nouns.written(cell.metric), subject, cell=cell)
        if left is None:
            return Reading(subject, None, cell=cell)
        base = self._continuing.root(left) if cell.rate else None
        return Reading(self.readings[left].metric, self.readings[left].subject, base, cell=cell)

    def _in_caption(self, cell: CellReading) -> str | None:
        """分乡镇茶产业情况: the industry of a caption is the subject where the rows are places."""
        if cell.caption is None or cell.subject is None or within(self._places, cell.subject) is None:
            return None
        found = _CAPTION.search(self._text, cell.caption.start, cell.caption.end)
        return self._nouns.written(Span(found.start("thing"), found.end("thing"))) if found else None

    def _read(self, index: int) -> Reading:
        quantity = self._quantities[index]
        if (taken := self._taken_over(index)) is not None:
            return taken
        left = self._left(index)
        right = self._behind.noun(index)
        if self._text.endswith("人口", quantity.start, quantity.end):
            return Reading("人口", self._nouns.first_subject(left.noun, left.owner), phrase=left)
        if quantity.unit == "个" and self._text.startswith("人", quantity.end):
            return self._counted(index, left, Span(quantity.end, quantity.end + 1))
        if (able := self._frames.able(index, left)) is not None:
            return able
        if self._kinds[index] == "share" and (reading := self._share(index, left)) is not None:
            return reading
        if self._kinds[index] == "measure" and (reading := self._frames.made(index, left, right)) is not None:
            return reading
        spends = self._frames.spent(left.noun.end, quantity.head) if is_money(quantity) else None
        named = self._phrases.metric_ending(right.end, right.start) or _ROUND.fullmatch(self._text, *right)
        if self._prefers_right(index, left, right) and not (spends and not named and left.active):
            return self._counted(index, left, right)
        if (framed := self._frames.reading(index, left, right, spends if left.active else None)) is not None:
            return framed
        if self._kinds[index] == "count" and (kind := self._included(left, right)) is not None:
            return Reading(kind, None, phrase=left)
        if left.is_empty or self._nouns.is_generic(left.noun) or self._nouns.is_nobody(left.noun):
            return self._elided(index, left, right)
        return self._named(index, left)

    def _taken_over(self, index: int) -> Reading | None:
        """The reading of a figure whose metric another figure has named, though words stand beside it."""
        if (total := self._continuing.headed(index)) is not None:
            return Reading(self.readings[total].metric, None, total)
        if (whole := self._continuing.among(index)) is not None:
            return Reading(self.readings[whole].metric, self.readings[whole].subject)
        if (level := self._moved_to(index)) is not None:
            return level
        frames = self._frames
        return (
            self._polled.reading(index)
            or frames.again(index)
            or frames.ranked(index)
            or frames.pulled(index)
            or frames.befallen(index)
            or frames.distant(index)
        )

    def _moved_to(self, index: int) -> Reading | None:
        """从8亿元增长到11亿元: the second is of what the first was."""
        before = self._quantities[index - 1] if index else None
        if before is None or not before.origin or before.unit != self._quantities[index].unit:
            return None
        far = self._quantities[index].start - before.tail > 12
        if far or not _STOPS.match(self._text, self._quantities[index].tail) or self.readings[index - 1].metric is None:
            return None
        of = self.readings[index - 1]
        return Reading(of.metric, of.subject, self._continuing.root(index - 1), of.place)

    def _prefers_right(self, index: int, left: Phrase, right: Span) -> bool:
        """Whether the noun behind is measured: 12家企业, 三成的产值, 租用8600平方米厂房, but not 产值20亿元的企业."""
        if right.start >= right.end or self._phrases.begins_with_verb(right) or self._nouns.is_generic(right):
            return False
        if self._nouns.is_nobody(right):
            return False  # 6名就够
        quantity = self._quantities[index]
        if _ROUND.fullmatch(self._text, right.start, right.end):
            return True
        written = self._text[quantity.start : quantity.end]
        named = self._nouns.split(left.noun, is_money(quantity))[0] if not left.is_empty else None
        if self._kinds[index] == "count" and named is None and HEAD.search(self._text, *right) is not None:
            return True  # 向42户小微企业
        if self._kinds[index] == "count" and not written.endswith(("人", "人次", "户", "例")):
            return named is None or not named.endswith(("产能", "产量", "销量", "能力"))  # 年产能5万台手机
        if self._kinds[index] == "change" or named is not None:
            return False
        if self._kinds[index] == "measure" and (
            self._nouns.is_nobody(left.noun) or self._behind.is_size(right, left.noun)
        ):
            return True  # 首条1GWh产线, 某厂4000吨生产线
        if is_money(quantity) and self._behind.is_money(right):
            return True  # 发放200万元贷款
        return left.active or self._kinds[index] == "share" or self._text[quantity.tail] == "的"

    def _included(self, left: Phrase, right: Span) -> str | None:
        """客户包括甲、乙等10余家: some of the clients are named, and the clients are counted."""
        verb = _INCLUDES.fullmatch(self._text, left.owner.end, left.noun.start)
        some = "等" in self._text[left.noun.end - 1 : left.noun.end + 1]
        named = verb is not None and right.start >= right.end and some
        return self._nouns.first_subject(left.owner) if named else None

    def _left(self, index: int) -> Phrase:
        """The phrase on the left; where the clause holds none, that of a clause without numbers just before."""
        quantity, floor = self._quantities[index], self._floor(index)
        left = self._phrases.left(quantity, floor)
        if not left.is_empty or floor != self._view.clause_at(quantity.start).start:
            return left
        if self._kinds[index] == "share" and self._text.startswith("的", quantity.tail):
            return left  # 三成的企业
        sentence = self._view.sentence_at(quantity.start)
        previous_end = self._quantities[index - 1].tail if index else 0
        if floor - 1 <= max(sentence.start, previous_end):
            return left
        before = self._view.clause_at(floor - 1)
        start, end = max(before.start, previous_end), floor - 1
        if (topic := _TOPIC.search(self._text, start, end)) is not None:
            end = topic.start()
        end, _ = self._phrases.strip_right(start, end)
        noun = self._phrases.strip_left(start, end)
        if self._phrases.metric_ending(noun.end, noun.start) is not None:
            return Phrase(noun, Span(noun.start, noun.start))
        counted = self._phrases.left_of(noun.end, noun.start)
        if is_money(quantity) and self._behind.is_money(counted.noun):
            return counted  # 获某厂订单,合计1.7亿元
        if self._kinds[index] == "count" and BODY.search(self._text, *counted.noun) is not None:
            return counted  # 做丝网的规上企业,去年有127家
        return left

    def _counted(self, index: int, left: Phrase, right: Span) -> Reading:
        """12家企业: the noun behind is counted; what stands before says of what."""
        anchor = self._phrases.metric_ending(right.end, right.start)
        if anchor is not None and anchor.start > right.start and self._heads_next(index, right.end):
            right = Span(right.start, anchor.start)  # 4家企业产值超百亿元
        written, self._used = self._nouns.written(right), self._done(index, right.end)
        self._continuing.counted_end = right.end
        if written is None or self._nouns.is_generic(right):
            return self._elided(index, left, Span(right.end, right.end))
        subject = self._nouns.first_subject(*self._of_counted(left, self._quantities[index]))
        members = len(_MEMBERS.findall(subject or "")) + 1
        if members > 1 and members == self._quantities[index].value:
            subject = None  # 甲、乙、丙三家: they are what is counted
        if subject is None and self._kinds[index] == "share":
            subject = self._continuing.going_on(index)
        return Reading(written, subject, phrase=left)

    def _done(self, index: int, end: int) -> int:
        """Where what is told of the counted ends, before the next of a list of counts: 39人|死亡、|491人受伤."""
        rest = _TOLD_OF.match(self._text, end)
        return rest.end() if rest is not None and self._heads_next(index, rest.end()) else end

    def _of_counted(self, left: Phrase, quantity: Quantity) -> list[Span]:
        """The phrases before a counting figure that may say of what it counts."""
        spans = [span for span in (left.noun, left.owner) if not _EXAMPLES.search(self._text, span.start, span.end)]
        listed = left.noun not in spans
        if left.active:  # 甲大学、乙学院共建4个平台: several do it together
            spans = [span for span in spans if not _SEVERAL.match(self._text, *span)]
        if listed and quantity.unit in _SORTS and (etc := self._text.rfind("等", *left.noun)) > left.noun.start:
            return [Span(left.noun.start, etc)]  # 甲细胞等67种技术: the sorts of that
        if listed and self._text[left.noun.start - 1 : left.noun.start] == "的":
            return []  # 乙商会的代表等300人: they are some of those counted
        quoted = _QUOTED_LIST.search(self._text, max(0, quantity.head - 40), quantity.head)
        return [] if quoted is not None and quoted.start() <= left.noun.end else spans

    def _heads_next(self, index: int, offset: int) -> bool:
        """Whether the next quantity's predicate begins at `offset`."""
        return index + 1 < len(self._quantities) and self._quantities[index + 1].head == offset

    def _named(self, index: int, left: Phrase) -> Reading:
        """The phrase on the left names the metric, or else the subject of the metric that goes on."""
        quantity = self._quantities[index]
        metric, subject = self._nouns.split(left.noun, is_money(quantity))
        if (bucket := self._bucket(index, left)) is not None:
            return Reading(bucket, self._nouns.first_subject(left.owner), phrase=left)
        if metric is not None:
            return self._measured(index, left, metric, subject)
        if (share := _NAMED_SHARE.match(self._text, quantity.head, quantity.start)) is not None:
            named = self._nouns.written(Span(left.noun.start, share.end()))
            return Reading(named, self._nouns.first_subject(left.owner), phrase=left)
        frame = self._continuing.frame(index)
        if frame is not None:
            return Reading(frame, self._nouns.written(left.noun), phrase=left)
        base = self._continuing.base(index, named=True)
        if base is not None and self._continues(index, base, left.noun):
            link = None if self._quantities[base].unit == quantity.unit else base
            return Reading(self.readings[base].metric, self._nouns.written(left.noun), link, phrase=left)
        if (done := self._done_by(index, left)) is not None:
            return done
        named = self._nouns.written(left.noun)
        several = self._kinds[index] == "count" and _SEVERAL.match(self._text, *left.owner)
        return Reading(named, None if several else self._of_whom(index, left, named), phrase=left)

    def _done_by(self, index: int, left: Phrase) -> Reading | None:
        """某景区接待1.2万人次, 银行间市场成交17亿元: what a body does is measured, and the body is no metric."""
        quantity = self._quantities[index]
        natural = self._kinds[index] == "count" and quantity.unit in _HEADS
        if natural or not left.active or _DOER.search(self._text, *left.noun) is None:
            return None
        act = self._phrases.verb_in(Span(left.noun.end, quantity.head))
        if act is None or act[0] in _BRINGS:
            return None
        return Reading(self._nouns.written(Span(*act.span())), self._nouns.subject(left.noun), phrase=left)

    def _bucket(self, index: int, left: Phrase) -> str | None:
        """10亿元以上项目6个, 产值超百亿元的企业2家: the bound says which are counted."""
        if not index or self._kinds[index] != "count":
            return None
        before, gap = self._quantities[index - 1], self._text[self._quantities[index - 1].tail : left.noun.start]
        if gap not in ("", "的") or before.bound in ("=", "~") or before.kind in ("count", "change"):
            return None
        phrase = self.readings[index - 1].phrase
        start = phrase.noun.start if phrase and gap and not phrase.is_empty else before.head
        return self._nouns.written(Span(start, left.noun.end))

    def _measured(self, index: int, left: Phrase, metric: str, subject: str | None) -> Reading:
        """The reading of a figure whose metric stands before it."""
        if self._kinds[index] == "count" and (total := _TOTAL.search(metric)) and total.start():
            metric = metric[: total.start()]  # 企业总数达700家 counts 企业
        if RATE_NOUN.search(metric):
            return self._rate(index, left, metric, subject)
        if (thing := self._frames.thing_behind(index) or self._frames.built(index)) is not None:
            return Reading(metric, thing, phrase=left)
        return Reading(metric, subject or self._of_whom(index, left, metric), phrase=left)

    def _of_whom(self, index: int, left: Phrase, metric: str | None) -> str | None:
        etc = "等" in self._text[left.noun.end - 1 : left.noun.end + 1]
        if etc and self._text[left.noun.start - 1 : left.noun.start] == "的":
            return None  # 乙商会的代表等300人: they are some of those counted
        return self._nouns.first_subject(left.owner) or self._continuing.going_on(index, metric)

    def _continues(self, index: int, base: int, noun: Span) -> bool:
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
            if not same_unit or not (kind == "amount" or part or scope):
                return False
        return self._continuing.goes_on(index, base, noun)

    def _is_taken_over(self, index: int) -> bool:
        """Whether the metric of a figure is one that its sentence does not name."""
        sentence = self._view.sentence_at(self._quantities[index].start)
        return fold(self.readings[index].metric or "") not in self._text[sentence.start : sentence.end]

    def _is_sum(self, base: int) -> bool:
        """Whether a figure counts under the name of a measure, and so its parts: 汽车保有量98万辆,其中电动11万辆."""
        metric = self.readings[base].metric or ""
        return metric.endswith(("量", "数", "额")) and self._phrases.nature(metric) in ("flow", "stock")

    def _rate(self, index: int, left: Phrase, metric: str, subject: str | None) -> Reading:
        """GDP增速6.5% is a change of GDP; 增速加快5.3个百分点 one of the rate itself."""
        quantity = self._quantities[index]
        rate = RATE_NOUN.search(self._text, left.noun.start, left.noun.end)
        before = Span(left.noun.start, rate.start()) if rate else left.noun
        base = self._continuing.base(index)
        if before.start >= before.end:
            if base is None:
                return Reading(metric, subject or self._nouns.first_subject(left.owner), phrase=left)
            of = self.readings[base]
            if quantity.unit == "百分点":
                return Reading((of.metric or "") + metric, of.subject, base, of.place, left)  # GDP|增速
            return Reading(of.metric, of.subject, base, of.place, left)
        named, owner = self._nouns.split(before)
        return Reading(
            named or self._nouns.written(before), owner or self._nouns.first_subject(left.owner), phrase=left
        )

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
            part = self._nouns.written(before.noun) or self._continuing.base_metric(index)
            written = self._view.text[named.start() : named.end()]
            return Reading(written, part, self._continuing.base(index), phrase=left)
        whole = self._whole(verbs[-1].end(), quantity.start)
        if before.is_empty:
            reading = self._elided(index, before, Span(quantity.tail, quantity.tail))
            unnamed = reading.metric is None or not self._phrases.nature(reading.metric)
            of_number = reading.metric is not None and (whole or "").endswith("数")  # 企业12家,占企业总数的三成
            if whole is not None and unnamed and not of_number:
                return Reading(whole, reading.metric, reading.base, reading.place, before)
            return reading
        if whole is not None and self._nouns.split(before.noun)[0] is None:
            return Reading(whole, self._nouns.written(before.noun), phrase=before)  # 两家占全市产量的九成
        return self._named(index, before)

    def _whole(self, start: int, end: int) -> str | None:
        """What a share is taken of, where its noun says what is measured: the 产量 of 占全市产量的九成."""
        found = _WHOLE.match(self._text, start, end)
        if found is None:
            return None
        anchor = self._phrases.metric_ending(found.end("whole"), start)
        return self._nouns.written(Span(anchor.start, anchor.end)) if anchor else None

    def _elided(self, index: int, left: Phrase, right: Span) -> Reading:
        """The metric is that of the figure before, or the noun behind, or what the verb before or behind does."""
        quantity, base = self._quantities[index], self._continuing.base(index)
        each = self._each(quantity) or self._frames.yearly(index)
        if each is not None:
            return Reading(each, self._continuing.going_on(index), phrase=left)
        if (spent := self._frames.spent_too(index)) is not None:
            return Reading(spent, self.readings[index - 1].subject, phrase=left)
        if quantity.unit == "百分点" and base is not None and (rate := self._continuing.rate_before(index)) is not None:
            of = self.readings[base]
            return Reading((of.metric or "") + rate, of.subject, base, of.place, left)
        kinds = {self._kinds[index], self._kinds[base]} if base is not None else {"change"}
        if not left.is_empty and base is not None and not kinds & {"change", "share"}:
            units = (self._quantities[base].unit, self._quantities[index - 1].unit, "")
            if quantity.unit not in units:
                return Reading(self._nouns.written(left.noun), self._continuing.going_on(index), phrase=left)
        has_right = right.start < right.end and not (self._nouns.is_generic(right) or self._nouns.is_nobody(right))
        acts = self._phrases.begins_with_verb(right) if has_right else None
        wants_right = self._kinds[index] in ("share", "count", "measure", "amount") and left.noun.start >= left.noun.end
        if has_right and acts is None and wants_right:
            metric, subject = self._nouns.split(right)
            owner = self._nouns.first_subject(left.owner) or self._continuing.going_on(index)
            return Reading(metric or self._nouns.written(right), subject or owner, phrase=left)
        if _TIER.fullmatch(self._text, right.start, right.end):
            of = self.readings[base] if base is not None else Reading(None, None)
            return Reading(of.metric, self._nouns.written(right), phrase=left)  # 3个千亿级
        if base is not None and not (left.active and acts):
            of = self.readings[base]
            return Reading(of.metric, of.subject, base, of.place, left)
        if acts is not None:
            return Reading(
                self._nouns.written(Span(acts.end(), right.end)) or self._nouns.written(right),
                self._nouns.first_subject(left.owner),
                phrase=left,
            )
        if has_right:
            return Reading(self._nouns.written(right), self._nouns.first_subject(left.owner), phrase=left)
        act = self._act(index, left)
        if act is not None and self._nouns.is_nobody(left.noun):
            return Reading(act, None, phrase=left)  # 它们投出23笔
        named = self._nouns.written(left.noun) or self._nouns.written(left.owner) or act
        return Reading(named, None, phrase=left)

    def _each(self, quantity: Quantity) -> str | None:
        """户均11.6万元, 户均增收4800元: what each of them has is the metric."""
        ends = (quantity.start, quantity.head) if is_money(quantity) else ()
        found = (_EACH.search(self._text, max(0, end - 7), end) for end in ends)
        return next((each.group() for each in found if each is not None), None)

    def _act(self, index: int, left: Phrase) -> str | None:
        """The verb, where nothing else says what was measured: 种植三万六千亩."""
        done = self._phrases.verb_in(Span(left.noun.end, self._quantities[index].head))
        return self._nouns.written(Span(done.start(), done.end())) if done else None
