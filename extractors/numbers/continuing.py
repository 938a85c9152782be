"""How a figure goes on from those before it: the metric and the subject that a sentence does not say again."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..fold import fold
from ..view import Span
from .natures import nature
from .nouns import BODY
from .quantities import Quantity
from .readings import STEPS, within
from .standalone import is_new_act, of_a_place
from .told import Reader, Told

_IN_FRAME = re.compile(
    r"(?P<metric>产量|产值|销量|收入|投资|增加值|出口|进口|利润|成本|支出|营收)(?:[^,。;:]{0,4}[中里内]|[来上]?看)$"
)
_OUTPUT = re.compile(r"(?:产量|销量|产能|出口量|进口量|出栏量?|库存|储量|存栏量?|面积)$")
# 营收1.7亿元,较上年的0.6亿元增长180%: what it is held against does not grow
_HELD = re.compile(r"(?:较|(?<![占同环对])比)[^,。;:较比]{2,12}的$")
# 出口额下降6%,只有58亿元: the level itself
_LEVEL = re.compile(
    r",(?:目前|如今|现在)?(?:仅|只|但|却|也|已|仍|还|共|总计|合计)?(?:有|为|达到?|约|近|超过?|剩|余|逾|突破){0,2}"
)
# 这一比例提到了|38.5%: the rate told before, whatever was counted since
_THIS_RATE = re.compile(r"[这该](?:一|个|一个)?(?:比例|比重|占比|比率|指标|数字|率)[^,。;:\d]{0,6}$")
# 增速, 涨幅: the figure is one of the rate itself
_NAMED_RATE = re.compile(r"(?:增速|增幅|涨幅|降幅|跌幅|增长率)")
# 17家企业中,|有9家
_AMONG = re.compile(r"^[^,;。:]{1,18}[中里]?,?(?:中|里|其中),?(?:(?:已|仅|只|就)?有?|[^,;。:]{2,14}的(?:有)?)$")
_MADE = re.compile("^[年月日](?:产|出栏|加工)(?:各类|各种|各式)?")
_BENEFITS = re.compile(r"[、,](?:可)?(?:惠及|受益|带动|服务|覆盖|安置|吸纳)")
# What a noun does not reach beyond
_STOP = re.compile(r"[,。;:!?]")


EVENTS = frozenset({"起", "笔"})
"""Classifiers of events, which need not be named again: 融资事件87起,…。医疗健康19起."""
# Classifiers of what is made in pieces: 镜架1.2亿副;镜片4.6亿片
_PIECES = ("副", "片", "台", "辆", "件", "双", "只", "套", "条", "块", "支", "张", "部", "枚", "颗", "架")


# What firms, projects and things that were counted have; not 旅游收入, 到位资金, 发明专利占比
_THEIRS = re.compile("营业收入|营收|(?<!链)产值|销售额|销售收入|产量|采购额|货值|开票销售|年收入|成本|价格|用工")


def _is_theirs(metric: str | None) -> bool:
    """Whether a metric is one of what a figure before has counted: 企业30家,营收5亿元; 项目9个,总投资30亿元."""
    told = nature(metric or "")
    if told == "weak":
        return not (metric or "").endswith("规模") or metric == "规模"  # 集群规模 is the cluster's
    return told == "fact" or (told == "flow" and _THEIRS.search(metric or "") is not None)


class Continuing(Reader):
    """Looks back over the figures of an article that were read so far, which `readings` holds."""

    def __init__(self, told: Told) -> None:
        super().__init__(told)
        self._headed: int | None = None
        """The total that the counts in the headings are parts of."""

    def base(self, index: int, named: bool = False) -> int | None:
        """The figure that an elided one continues: the nearest before it, or the one that this one continues itself.

        A phrase that is no metric (`named`) may go on with money, or a change, of the sentence before, but a change
        of it is none of a count.
        """
        quantity = self._quantities[index]
        if not index or self._quantities[index - 1].start < self._view.block_at(quantity.start).start:
            return None
        sentence = self._view.sentence_at(quantity.start)
        joined = self._text[sentence.start - 1] == ";" or self._text.startswith("其中", sentence.start)
        apart = self._quantities[index - 1].start < sentence.start and not joined
        relative = self._kinds[index] in ("change", "share")
        told = self._kinds[index] == "amount" or quantity.unit in EVENTS
        if apart and not relative and not (named and told):
            return None
        floor = self._view.block_at(quantity.start).start if joined or apart or relative else sentence.start
        if named and self._kinds[index] == "share" and self._is_part_of(index):
            return self.root(index - 1)  # 包裹180万个,其中服装占八成
        if quantity.unit == "百分点" or (named and quantity.unit in ("%", "倍")):
            at = self._nearest(index, floor, lambda other: other.kind != "count")
            found = self.root(at if at is not None else index - 1)
            return None if named and apart and self._kinds[found] in ("count", "measure") else found
        if relative and _THIS_RATE.search(self._before(index)) is not None:
            at = self._nearest(index, floor, lambda other: other.unit == quantity.unit)
            return self.root(at if at is not None else index - 1)
        if relative:
            held = index > 1 and _HELD.search(self._before(index - 1))
            return self.root(index - 2 if held else index - 1)
        before = self._quantities[index - 1]
        if not named and self._kinds[index] == "amount" and before.unit == "%" and self._levels(index):
            return self.root(index - 1)  # GDP增长6%、迈上5200亿元台阶; 出口额下降6%,只有58亿元
        # A number of the same unit; 其中甲区102家 goes on with the last 家.
        at = self._nearest(index, floor, lambda other: other.unit == quantity.unit)
        if at is not None:
            return self.root(at)
        return None if named or apart else self.root(index - 1)

    def _is_part_of(self, index: int) -> bool:
        """Whether 其中 says that a share is one of the count right before it."""
        before, quantity = self._quantities[index - 1], self._quantities[index]
        gap = self._text[before.tail : quantity.head]
        return self._kinds[index - 1] == "count" and "其中" in gap and "。" not in gap

    def _levels(self, index: int) -> bool:
        """Whether an amount is the level that the change before it led to."""
        before, quantity = self._quantities[index - 1], self._quantities[index]
        if before.start >= self._view.clause_at(quantity.start).start:
            return True
        told = _LEVEL.fullmatch(self._text, before.tail, quantity.start) is not None
        return told and self._kinds[self.root(index - 1)] != "count"

    def _before(self, index: int) -> str:
        """The few characters before a figure."""
        start = self._quantities[index].start
        return self._text[max(0, start - 16) : start]

    def _nearest(self, index: int, floor: int, fits: Callable[[Quantity], bool]) -> int | None:
        """The nearest figure before that fits and does not begin before `floor`."""
        for at in range(index - 1, max(-1, index - STEPS), -1):
            if self._quantities[at].start < floor:
                return None
            if fits(self._quantities[at]):
                return at
        return None

    def counted(self, index: int) -> int | None:
        """What was last counted in this unit in the paragraph: 商户90户。按行业分,餐饮40户."""
        floor = self._view.block_at(self._quantities[index].start).start
        unit = self._quantities[index].unit
        at = self._nearest(index, floor, lambda other: other.unit == unit)
        return at if at is not None and self._kinds[at] == self._kinds[index] == "count" else None

    def root(self, index: int) -> int:
        """The figure that a change or share continues; an amount or a count is its own."""
        reading = self._readings[index]
        return reading.base if reading.base is not None and self._kinds[index] in ("change", "share") else index

    def going_on(self, index: int, metric: str | None = None) -> str | None:
        """The subject of the sentence so far, for a metric that stands alone (总投资120亿元、占地1100亩)."""
        quantity = self._quantities[index]
        sentence = self._view.sentence_at(quantity.start)
        if index and self._quantities[index - 1].start >= sentence.start:
            at = self._whole(index - 1)
            before = self._readings[at]
            if before.member is not None:
                return None  # behind a list the sentence goes on with what it is about
            counted = self._kinds[at] == "count" and self._kinds[index] != "count"
            if counted and (group := self._group(index - 1, index)) is not None:
                return group
            floor = max(self._view.clause_at(quantity.start).start, self._quantities[index - 1].tail)
            joined = "、" in self._text[floor : quantity.head] and floor == self._quantities[index - 1].tail
            benefits = _BENEFITS.match(self._text, floor, quantity.head) is not None
            if of_a_place(metric) or (not (joined or benefits) and is_new_act(self._text, floor, quantity)):
                return None
            of = before.subject or (before.metric if counted else None)
            if self._kinds[index] == "count" and metric and of and of[-2:] == metric[-2:]:
                return None  # 签约项目41个,其中制造业项目33个
            if before.subject is None and benefits:
                return before.metric  # 改造小区86个、惠及居民2.9万户
            if before.subject is None and counted and self._is_no_owner(at):
                return None
            if before.subject is None and counted:
                one = len(before.metric or "") < 2  # 1500把琴,出口额3000万美元
                told = self._text.count(",", self._quantities[index - 1].tail, quantity.head) > 1
                if one or told or (metric or "").endswith(("率", "面")) or not _is_theirs(metric):
                    return None  # 企业增至6家,某基地产能全球第一,产值突破500亿元
                return _MADE.sub("", before.metric or "") or None  # 年产|锁具1.8亿把,产值3亿元
            return before.subject
        return None

    def _is_no_owner(self, index: int) -> bool:
        """Whether a count is of people or places, of whom the next figure is not: 员工5200人,营收突破200亿元."""
        people = self._quantities[index].unit in ("人", "名", "位")
        return people or (self._readings[index].metric or "").endswith(("国家", "地区", "国家和地区", "省份"))

    def _whole(self, index: int) -> int:
        """The whole of a counted part, with which a sentence goes on: 企业132家,其中龙头19家,产值89亿元."""
        if not index or self._kinds[index] != "count":
            return index
        between = self._text[self._quantities[index - 1].tail : self._quantities[index].start]
        return index - 1 if "其中" in between else index

    def headed(self, index: int) -> int | None:
        """The total of which the count in a heading is a part: 甲区(38家) goes on with the 家 of the text before."""
        quantity = self._quantities[index]
        block = self._view.block_at(quantity.start)
        if block.kind not in ("heading", "item") or self._kinds[index] != "count":
            return None
        if self._text[quantity.head - 1 : quantity.head] != "(" or self._text[quantity.tail : quantity.tail + 1] != ")":
            return None
        if self._headed is not None and self._quantities[self._headed].unit == quantity.unit:
            return self._headed
        at = self._nearest(index, 0, lambda other: other.unit == quantity.unit and other.kind == "count")
        if at is None:
            return None
        floor = self._view.block_at(self._quantities[at].start).start
        while at and (before := self._nearest(at, floor, lambda other: other.unit == quantity.unit)) is not None:
            at = before
        self._headed = at
        return at

    def _group(self, counted: int, index: int) -> str | None:
        """三大主导产业产值…, 29家央企投资…: the counted bodies are what the figure right behind them is told of."""
        first, noun_end = self._quantities[counted], self._told.counted_end
        head = self._quantities[index].head
        if noun_end <= first.tail or noun_end > head or _STOP.search(self._text, noun_end, head):
            return None
        return self._nouns.written(Span(first.start, noun_end))

    def among(self, index: int) -> int | None:
        """The whole that some are counted of: 42家企业中有9家停产."""
        if not index or self._kinds[index] != "count":
            return None
        before, quantity = self._quantities[index - 1], self._quantities[index]
        gap = self._text[before.tail : quantity.head]
        if before.unit != quantity.unit or len(gap) > 24 or _AMONG.search(gap) is None:
            return None
        whole = self._readings[index - 1].metric
        return index - 1 if whole and not self._text.startswith(fold(whole), quantity.tail) else None

    def is_part(self, index: int, base: int) -> bool:
        """Whether a figure is one of the parts that 其中 introduces behind `base`, all in one unit."""
        quantity = self._quantities[index]
        start = self._view.block_at(quantity.start).start
        for at in range(index - 1, max(-1, base - STEPS), -1):
            other = self._quantities[at]
            if other.start < start or not (other.unit == quantity.unit or other.kind in ("change", "share")):
                return False
            if "其中" in self._text[other.tail : self._quantities[at + 1].start]:
                return True
        return False

    def goes_on(self, index: int, base: int, noun: Span) -> bool:
        """Whether a noun that is no metric is one more thing that the metric before is told of."""
        quantity, before = self._quantities[index], self._quantities[index - 1]
        if "其中" in self._text[before.tail : quantity.start] or self.is_part(index, base):
            return True
        if quantity.kind == "amount" and self._nouns.is_people(noun):
            return True  # 硕士补贴5万元,博士15万元
        if BODY.search(self._text, noun.start, noun.end) or within(self._places, noun) is not None:
            return True
        sentence = self._view.sentence_at(quantity.start)
        listed = self._is_listed(index - 1) or self._is_parallel(index, base, noun)
        return before.start >= sentence.start and listed and before.unit == quantity.unit

    def _is_parallel(self, index: int, base: int, noun: Span) -> bool:
        """Whether a clause says of one more thing what the clause before said of one: 装备产值突破5亿元,材料达3亿元."""
        of, quantity = self._readings[base], self._quantities[index]
        alone = noun.start == self._view.clause_at(quantity.start).start
        told = of.subject is not None and of.metric is not None and nature(of.metric) == "flow"
        return alone and told and quantity.kind == "amount"

    def lists_output(self, index: int, base: int) -> bool:
        """原煤产量1.0亿吨,增长15%;工业硅38万吨: one more product, in the unit of the one before."""
        metric = self._readings[base].metric or ""
        quantity, before = self._quantities[index], self._quantities[index - 1]
        if quantity.unit not in (self._quantities[base].unit, *_PIECES):
            return False
        apart = self._text[self._view.sentence_at(quantity.start).start - 1] == ";"
        gap = self._text[before.tail : before.tail + 1]
        listed = metric.endswith("产能") and gap in (",", "、") and quantity.head - before.tail < 10
        return (apart or listed) and _OUTPUT.search(metric) is not None and self._readings[base].subject is not None

    def _is_listed(self, index: int) -> bool:
        """Whether a figure went on with another metric under a subject of its own, as the members of a list do."""
        reading = self._readings[index]
        earlier = self._readings[index - 1].metric if index else None
        return reading.phrase is not None and reading.metric == earlier and reading.subject is not None

    def frame(self, index: int) -> str | None:
        """主要产品产量中, … : the metric that a clause before sets for all that follow in the sentence."""
        quantity = self._quantities[index]
        if self._kinds[index] not in ("measure", "count", "amount", "share"):
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

    def rate_before(self, index: int) -> str | None:
        """The rate that a number of points is of, if the words since the figure before name one (降幅收窄)."""
        quantity = self._quantities[index]
        start = max(quantity.start - 24, self._view.sentence_at(quantity.start).start)
        held = self._text.rfind(")", start, quantity.start) >= 0  # 增速由降转升,较一季度(下降2.1%)加快
        if index and not held:
            start = max(start, self._quantities[index - 1].tail)
        end = quantity.head if quantity.comparative else quantity.start  # 高于产值增速11.5个百分点
        found = _NAMED_RATE.search(self._text, start, end)
        return self._view.text[found.start() : found.end()] if found else None

    def base_metric(self, index: int) -> str | None:
        """The metric of the figure that an elided one continues."""
        base = self.base(index)
        return self._readings[base].metric if base is not None else None
