"""Which period governs a figure: its clause's, its sentence's, or one inherited from the text before.

What was counted over a time (产值, 新增企业) keeps to the time named before; what stands at a moment (企业, 人口)
belongs to the end of it, or to no time, once the text has moved on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from ..view import Block, Span, View
from .days import Days, parts
from .distribution import groups
from .headings import headings
from .periods import Period
from .phrases import Phrases
from .quantities import Quantity
from .readings import STEPS, Reading
from .table_figures import CellReading

# Something came about within the time: 新签约项目42个, 培训工人3万人次
_FLOW = re.compile(
    r"新增|净增|新签|签约|签下|签订|新建|新开|新设|新注册|新引进|引进|引入|引来|招引|培训|投出|关停|关闭|淘汰|整治|举办|举行|开展|完成|发放|开工|竣工|投产"
    r"|改造|惠及|受理|办理|查处|授权|申请|销售|生产|出口|接待|招聘|招收|下线|交付|转化|达成|成交|发射|获批|新晋|提出|出台|建成|减少|增加|落地|处理|缴纳|发行|下降|增长|开行|发送|运送|派发|停产|倒闭|退出|创汇|播出|出栏|检修|抢修|办结"
)
_STATE = re.compile(r"累计|已有|现有|共有|总数|目前|已集聚|拥有|集聚|聚集|已备案")
# A count that the time brought to where it stands: 企业总数增至413家
_REACHED = re.compile(r"增至|增加到|升至|总数|总量|累计|共有|达到|已达|扩大到|保有量|户数|突破|拥有|年末|期末|有效期内")
# 年产值, 年处理废旧电池: what comes about every year, of no year in particular
_HABITUAL = re.compile(r"^(?:年|月|日|每年|年均)(?!末|底|度|初|轻|内|前)")
_HABITUAL_BEFORE = re.compile(
    r"(?:^|[^\d今去前明上本全当同两三半近末多后每历])年(?:可|预计|均|平均)?(?:新增|产|处理|回收|销售|纳税|营收|产值|加工|生产)"
)
_GOAL_AFTER = re.compile(r"(?:的|度)?(?:目标|任务|预期(?=[的目值,，。])|计划(?=[的数目任值,，。\d约近超]))")
_MEETING = re.compile(r"举行|举办|召开|合办|合辦|开幕|闭幕|启动|揭牌|亮相|宣布|公布|发布|印发|出台")
_FROM = re.compile(r"(?:由|从)[^,。;]{0,6}$")
_YEARLY_TEXT = re.compile(r"公报|工作报告|工作回顾|年报|年度报告|半年报|季报|运行情况|工作总结|情况的报告|执行情况")
# Money that was moved within the time: 完成投资12亿元, 创汇300万美元
_SPENT = re.compile(r"(?<!计划)(?<!预计)完成|到位|兑现|派发|发放|拨付|减免|创汇|结汇|实收|实缴")
# What a rule grants holds as long as the rule does: 单个项目不超过500万元
_POLICY = re.compile(r"给予|补助|补贴|奖励|资助|奖补|扶持|不超过|封顶|最高|单个|每[个户家人亩项]|优惠|减半")
_EACH = re.compile(r"分别|依次|各自")
_SIZE_UNITS = frozenset({"公里", "米", "平方米", "平方公里", "亩", "公顷", "层", "千米", "岁", "年"})
_NEW = re.compile(r"新增|新建|新开工|竣工|销售|完成|建成|改造|新改扩建|出让|成交|收储")


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
        self._numbers = [quantity.start for quantity in quantities]
        self._held = [period for period in periods if period.role == "reference"]
        self._held_ends = [period.end for period in self._held]
        self._all = [period for period in periods if period.role != "reference"]
        self._all_starts = [period.start for period in self._all]
        self._periods = [period for period in periods if period.role in ("frame", "vague")]
        self._periods = [period for period in self._periods if not self._is_aside(period)]
        self._starts = [period.start for period in self._periods]
        self._local = [self._is_local(period) for period in self._periods]
        self._headings = headings(view, [period for period in self._periods if period.role == "frame"])
        self._parts = self._divided()
        self.days: list[Days | None] = []

    def _divided(self) -> dict[int, Days]:
        """第一至第四季度营收分别为A、B、C、D: each number has its own part of the time, where they are as many."""
        found: dict[int, Days] = {}
        for group in groups(self._view, self._quantities):
            start = self._quantities[group.start].start
            framed = [p for p in self._between(max(0, start - 40), start) if p.role == "frame"]
            if len(framed) != 1 or self._view.sentence_at(framed[-1].start) != self._view.sentence_at(start):
                continue
            if _EACH.search(self._text, framed[-1].end, start):
                found |= dict(zip(group, parts(framed[-1].days, len(group)), strict=False))
        return found

    def _is_aside(self, period: Period) -> bool:
        """Whether a time is that of a goal (全年目标) or of a meeting in a clause without figures."""
        if _GOAL_AFTER.match(self._text, period.end):
            return True
        clause = self._view.clause_at(period.start)
        if period.is_point or _MEETING.search(self._text, period.end, min(clause.end, period.end + 80)) is None:
            return False
        at = bisect_left(self._numbers, clause.start)
        return not (at < len(self._numbers) and self._numbers[at] < clause.end)

    def _between(self, start: int, end: int) -> list[Period]:
        return self._periods[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _is_local(self, period: Period) -> bool:
        """Whether a time belongs to the next number alone: 由2019年的38%升至去年的72%."""
        if period.is_point and period.role == "frame" and period.rule == "time.now":
            return False
        if period.rule == "time.trailing":
            return True  # 近三年年均增长: no other figure is of these years
        if self._text[period.start : period.end].endswith("同期") and len(self._text[period.start : period.end]) > 2:
            return True
        after = bisect_left(self._numbers, period.end)
        for quantity in self._quantities[after : after + 2]:
            if quantity.start >= period.end:
                gap = self._text[period.end : quantity.start]
                return gap.startswith("的") and len(gap) <= 8 and "," not in gap
        return False

    def period(self, index: int) -> Days | None:
        """The days of one quantity."""
        quantity = self._quantities[index]
        if (cell := self._readings[index].cell) is not None:
            return self._of_cell(index, cell)
        if (held := self._held_in_brackets(quantity)) is not None:
            return held
        if (behind := self._behind(quantity)) is not None:
            return behind
        sentence = self._sentence(quantity.start)
        if (part := self._parts.get(index)) is not None:
            return part
        member = self._readings[index].member
        if member is not None and (own := [p for p in self._between(*member) if p.role == "frame"]):
            return own[-1].days
        period = self._frame(index, sentence)
        base = self._readings[index].base
        relative = quantity.kind in ("change", "share") and not quantity.is_target
        if base is not None and relative and (period is None or period.start < self._quantities[base].start):
            return self._of_base(quantity, base)
        if period is not None:
            covered = self._in_sentence(index, period)
            if covered is None and period.role == "frame" and (total := self._part_of(index, sentence)) is not None:
                return self.days[total]
            return covered
        if (total := self._part_of(index, sentence)) is not None:
            return self.days[total]
        return self._inherited(index, sentence)

    def _of_cell(self, index: int, cell: CellReading) -> Days | None:
        """The time of a cell: its header's, its row's, the caption's, and for what is no count the heading's."""
        spans = [cell.header, *cell.row]
        if cell.caption is not None:
            spans.append(Span(cell.caption.start, cell.caption.end))
        for span in spans:
            if inside := [p for p in self._between(*span) if p.role == "frame"]:
                return inside[-1].days
        quantity = self._quantities[index]
        heading = self._heading(quantity.start)
        stock = quantity.kind == "count" or self._nature(index) in ("fact", "stock")
        return None if heading is None or stock else heading.days

    def _frame(self, index: int, sentence: Span) -> Period | None:
        """The time in force at a quantity within its sentence: the nearest before it, asides left out."""
        quantity = self._quantities[index]
        segment = self._view.sentence_at(quantity.start).start
        at = bisect_left(self._starts, quantity.end) - 1
        stop = max(-1, at - 2 * STEPS)
        while at > stop and self._periods[at].start >= sentence.start:
            period = self._periods[at]
            aside = self._local[at] and not self._is_next(period, index)
            if not aside and period.start < segment:
                # Behind a semicolon, a time within an earlier one and one still to come are asides.
                aside = self._is_nested(at, sentence) or (self._is_ahead(period) and not quantity.is_target)
            if quantity.is_target and period.role == "frame" and self._is_over(period):
                aside = aside or self._view.clause_at(period.start) != self._view.clause_at(quantity.start)
            if not aside:
                return period
            at -= 1
        return None

    def _is_nested(self, at: int, sentence: Span) -> bool:
        inner = self._periods[at]
        for outer in self._periods[max(0, at - 4) : at]:
            framed = outer.start >= sentence.start and outer.role == "frame" and outer.days != inner.days
            if framed and outer.first <= inner.first and inner.last <= outer.last:
                return True
        return False

    def _is_ahead(self, period: Period) -> bool:
        published = self._view.published
        return (
            period.role == "frame"
            and published is not None
            and period.last > published
            and period.first.year >= published.year
            and self._view.folded[period.start : period.end] == "年内"
        )

    def _is_over(self, period: Period) -> bool:
        published = self._view.published
        return published is not None and period.last < published and (published - period.last).days > 31

    def _of_base(self, quantity: Quantity, base: int) -> Days | None:
        """The days of the figure that this one continues; a change up to a day is one since the year began."""
        covered = self.days[base]
        if covered and covered.first == covered.last and quantity.kind == "change":
            return Days(date(covered.last.year, 1, 1), covered.last)
        return covered

    def _behind(self, quantity: Quantity) -> Days | None:
        """A time right behind a number that has none before: 7个明年上半年开工, 2000亿元的“十四五”目标."""
        at = bisect_left(self._all_starts, quantity.tail)
        if at < len(self._all) and self._all_starts[at] <= quantity.tail + 1:
            period, gap = self._all[at], self._text[quantity.tail : self._all_starts[at]]
            goal = _GOAL_AFTER.match(self._text, period.end) or "目标" in self._text[period.start : period.end]
            if period.role in ("frame", "event") and (
                (gap == "的" and goal) or (gap == "" and quantity.kind == "count")
            ):
                return period.days
        return None

    def _part_of(self, index: int, sentence: Span) -> int | None:
        """The figure of the sentence that this one is a part of or goes with (其中, the same noun counted again)."""
        quantity, reading = self._quantities[index], self._readings[index]
        earlier = [
            at for at in range(index - 1, max(-1, index - 8), -1) if self._quantities[at].start >= sentence.start
        ]
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
        return None

    def _sentence(self, offset: int) -> Span:
        """The sentence, with those that a semicolon joins before it."""
        sentence = self._view.sentence_at(offset)
        block = self._view.block_at(offset)
        for _ in range(STEPS):
            if sentence.start <= block.start or self._text[sentence.start - 1] != ";":
                break
            before = self._view.sentence_at(sentence.start - 1)
            if before.start >= sentence.start:
                break
            sentence = Span(before.start, sentence.end)
        return sentence

    def _held_in_brackets(self, quantity: Quantity) -> Days | None:
        """较一季度(下降2.1%)加快: the number in brackets is that of the time before it."""
        at = bisect_left(self._held_ends, quantity.start + 1) - 1
        if at >= 0:
            gap = self._text[self._held_ends[at] : quantity.start].strip()
            if gap.startswith("(") and len(gap) < 8:
                return self._held[at].days
        return None

    def _is_next(self, period: Period, index: int) -> bool:
        """Whether no other quantity stands between a time and this one."""
        return index == 0 or self._quantities[index - 1].start < period.start

    def _in_sentence(self, index: int, period: Period) -> Days | None:
        """The days that a time in the sentence gives to one of its figures."""
        quantity = self._quantities[index]
        if period.role == "vague":
            return None
        if self._leads_on(index) and (period.start < quantity.start) and self._is_future(period):
            return None
        if period.is_point:
            return self._up_to(period) if quantity.kind == "change" and not quantity.is_target else period.days
        same_clause = self._view.clause_at(period.start) == self._view.clause_at(quantity.start)
        if same_clause or quantity.is_target or not self._is_stock(index):
            return period.days
        counted = quantity.kind == "count" and self._nature(index) in (None, "body", "weak")
        around = self._around(quantity)
        if counted and _REACHED.search(around) and not re.search("累计|突破|拥有", around):
            return period.days.end()
        if self._nature(index) == "fact" and "," in self._text[period.end + 1 : quantity.start]:
            return None  # 2023年开工,总投资30亿元
        if index and self._quantities[index - 1].start > period.start:
            return period.days if not counted and "突破" in around else None
        return period.days

    def _leads_on(self, index: int) -> bool:
        """Whether a number is where something starts from: 由八座增加到十二座."""
        quantity = self._quantities[index]
        return _FROM.search(self._text, max(0, quantity.start - 12), quantity.start) is not None

    def _is_future(self, period: Period) -> bool:
        return self._view.published is not None and period.last > self._view.published

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
        quantity, nature = self._quantities[index], self._nature(index)
        if quantity.kind == "change" or nature == "flow":
            return False
        around = self._around(quantity)
        if quantity.unit in _SIZE_UNITS or nature == "fact":
            return _NEW.search(around) is None
        if quantity.kind == "count" and nature in (None, "body", "weak"):
            return _FLOW.search(around) is None or _STATE.search(around) is not None
        return nature == "stock" or "已占" in around

    def _is_flow(self, index: int) -> bool:
        """Whether a figure can only be one over a time, so that it keeps to that of the text before."""
        quantity, metric = self._quantities[index], self._readings[index].metric or ""
        if _HABITUAL.match(metric) or _HABITUAL_BEFORE.search(self._around(quantity)):
            return False
        if quantity.kind == "change" or self._nature(index) == "flow":
            return True
        if quantity.kind == "amount":
            return _SPENT.search(self._around(quantity)) is not None
        return quantity.kind in ("count", "measure") and not self._is_stock(index)

    def _inherited(self, index: int, sentence: Span) -> Days | None:
        quantity = self._quantities[index]
        block = self._view.block_at(quantity.start)
        flow = self._is_flow(index)
        if not quantity.is_target:
            first = bisect_left(self._starts, sentence.start) - 1
            for at in range(first, max(-1, first - 2 * STEPS), -1):
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
            return self._told_before(index, block) if flow and not quantity.is_target else None
        if quantity.is_target:
            if _POLICY.search(self._around(quantity)):
                return None
            habitual = _HABITUAL_BEFORE.search(self._around(quantity))
            return None if self._is_over(heading) or habitual or not self._is_future(heading) else heading.days
        if flow:
            return heading.days
        return self._reached(quantity, heading) or (heading.days if self._is_yearly(index, heading) else None)

    def _is_yearly(self, index: int, heading: Period) -> bool:
        """Whether the text above reports on a time as a whole, so that rates and counts are that time's too."""
        block = self._view.block_at(heading.start)
        if _YEARLY_TEXT.search(self._text, block.start, block.end) is None:
            return False
        return self._nature(index) != "fact" and _STATE.search(self._around(self._quantities[index])) is None

    def _told_before(self, index: int, block: Block) -> Days | None:
        """The time of the paragraphs before, for amounts and changes of what is counted over a time."""
        if self._quantities[index].kind not in ("change", "amount") or self._nature(index) != "flow":
            return None
        first = bisect_left(self._starts, block.start) - 1
        for at in range(first, max(-1, first - 2 * STEPS), -1):
            period = self._periods[at]
            if self._local[at] or period.is_point:
                continue
            return period.days if period.role == "frame" and not self._is_future(period) else None
        return None

    def _reached(self, quantity: Quantity, period: Period) -> Days | None:
        """The last day of the time, for a count that is said to have come to its present size."""
        stands = quantity.kind == "count" and _REACHED.search(self._around(quantity)) is not None
        return period.days.end() if stands else None

    def _heading(self, offset: int) -> Period | None:
        """The time of the nearest heading before, else of the title."""
        at = bisect_right(self._headings, offset, key=lambda heading: heading[0]) - 1
        return self._headings[at][1] if at >= 0 else None
