"""Which period governs a figure: its clause's, its sentence's, or one inherited from the text before.

What was counted over a time (产值, 新增企业) keeps to the time named before; what stands at a moment (企业, 人口)
belongs to the end of it, or to no time, once the text has moved on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from ..fold import fold_word
from ..view import Block, Span, View
from .days import Days, parts, year
from .distribution import groups
from .periods import Period
from .phrases import Phrases
from .quantities import Quantity
from .readings import STEPS, Reading
from .standing import Standing
from .table_figures import CellReading
from .time_roles import CLOSES
from .timeline import GOAL_AFTER, Timeline

_FROM = re.compile(r"(?:由|从)[^,。;到至]{0,6}$")
_YEARLY_TEXT = re.compile(
    r"公报|工作报告|工作回顾|年报|年度报告|半年报|季报|月报|运行情况|工作总结|情况的报告|执行情况|通报|简报|快报|统计|家底|成绩单|[((][^()()]{0,4}年[^()()]{0,8}[))]\s*$"
)
# 2022年增资…,本轮后持股比例8.9%
_LATER = re.compile(r"[轮次期]后|[之以此今]后")
_SUM = re.compile(r"(?:累计|总数|总量|共计)(?:已)?(?:达到?|超过?|为|有|增至)?$")
_BY_NOW = re.compile(r"(?<![而早])已(?![占达超])经?[^,。;\d]{1,12}$")
# 引进项目12个,总投资47亿元: what goes with things counted has their time
_ITS_SUM = re.compile(r"总投资|投资额|协议|合同额|签约额|总金额|金额|意向")
# A share's price, which moved on the day itself
_PRICE = re.compile(r"收报|股价|收盘价|收市价|市值")
_YEAR_ON_YEAR = re.compile(r"同比|[上去]年同期|同期|按年|年增")
_BALANCE = re.compile(r"(?:余额|存款|贷款|存栏|存栏量|装机|装机容量|库存)$")
_LEVEL = re.compile(r"(?:突破|跨越|迈上|站上|跃上|达到?|超过?|增至|[增提跃升扩拓][^,。;]{0,3}[到至])(?:了|约|近)?$")
_ON_DAY = re.compile(r"(?:(?<!贷款)(?<!存款)余额|总资产|净资产|资产总额|存货|应收账款|货币资金)$")
_SINCE_DAY = re.compile(r"年[初底末]|[上去]年[底末]?|[上]?[月季]")
# What a plant does once it is there: 明年投产,达产后年产值5亿元
_OPENS = re.compile(
    r"[^,。;\d]{0,12}(?:投产|试产|量产|达产|投用|投运|启用|开工|动工|竣工|建成|完工|落成|封顶|运营|交付|通车|通航|点火|投料|试生产)"
)
_ONCE_THERE = re.compile(
    r"[,;、](?:项目|工程)?(?:全部|全面|整体|完全|正式)?(?:[投达满]产|建成|竣工|投用|投运|完工|落成|运营|交付|通车|启用|通航|达效)(?:[投达]产|投用|运营|达效|通车)?后"
)
_EVERY_YEAR = re.compile(r"^(?:每年|年(?!末|底|度|初|轻|内|前|均增))")
_PROBLEMS = re.compile(r"问题|不足|短板|困难|差距|挑战")
# In a paragraph the words are common: 解决突出问题
_PROBLEMS_TOLD = re.compile(
    r"清醒地?(?:看到|认识到)|(?:还|仍|也|依然|但)(?:存在|面临)[^,。;]{0,8}(?:问题|不足|困难|短板|挑战)|存在的?(?:主要)?(?:问题|不足|短板)"
)
_EACH = re.compile(r"分别|依次|各自")


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
        self._standing = Standing(view, quantities, readings, phrases)
        self._line = Timeline(view, quantities, periods)
        self._held = [period for period in periods if period.role == "reference"]
        self._held_ends = [period.end for period in self._held]
        self._all = [period for period in periods if period.role != "reference"]
        self._all_starts = [period.start for period in self._all]
        self._periods, self._starts = self._line.periods, self._line.starts
        self._parts = self._divided()
        self.days: list[Days | None] = []

    def _divided(self) -> dict[int, Days]:
        """第一至第四季度营收分别为A、B、C、D: each number has its own part of the time, where they are as many."""
        found: dict[int, Days] = {}
        for group in groups(self._view, self._quantities):
            start = self._quantities[group.start].start
            before = range(group.start - len(group), group.start)
            same = before.start >= 0 and self._view.sentence_at(self._quantities[before.start].start).end > start
            if same and all(index in found for index in before):
                found |= {index: found[index - len(group)] for index in group}  # 对应市盈率21倍、17倍和13倍
                continue
            framed = [p for p in self._line.between(max(0, start - 40), start) if p.role == "frame"]
            if (
                len(framed) != 1
                or framed[0].rule == "time.report"
                or self._view.sentence_at(framed[-1].start) != self._view.sentence_at(start)
            ):
                continue
            years = framed[0].rule == "time.years" and framed[0].last.year - framed[0].first.year + 1 == len(group)
            if years or _EACH.search(self._text, framed[-1].end, start):
                found |= dict(zip(group, parts(framed[-1].days, len(group)), strict=False))
        return found

    def period(self, index: int) -> Days | None:
        """The days of one quantity; a level that years led to is of the last of them: 这五年,生产总值突破5万亿元."""
        days, quantity = self._found(index), self._quantities[index]
        if days is None or quantity.kind == "change" or quantity.is_target:
            return days
        years = days.last.year - days.first.year >= 3 and days.last.month == 12
        clause = self._view.clause_at(quantity.start).start
        before = self._text[max(clause, quantity.start - 16) : quantity.start] if years else ""
        level = years and _LEVEL.search(before) is not None and "累计" not in before
        return year(days.last.year) if level else days

    def _found(self, index: int) -> Days | None:
        """The days that a cell, a total above, a word beside it or a list gives it, else the text around it."""
        quantity = self._quantities[index]
        if (cell := self._readings[index].cell) is not None:
            return self._of_cell(index, cell)
        total = self._readings[index].base
        if total is not None and self._quantities[total].start < self._view.block_at(quantity.start).start:
            return self.days[total]  # 甲区(38家): a part of the total above
        held = self._held_in_brackets(quantity) or self._behind(quantity) or self._with_count(index)
        if held is not None or (held := self._parts.get(index)) is not None:
            return held
        member = self._readings[index].member
        if member is not None and (own := [p for p in self._line.between(*member) if p.role == "frame"]):
            return own[-1].days
        return self._told(index, self._sentence(index))

    def _told(self, index: int, sentence: Span) -> Days | None:
        """The days that the sentence tells of, or the text before it."""
        quantity, base, period = self._quantities[index], self._readings[index].base, self._frame(index, sentence)
        moved = base is not None and self._quantities[base].origin
        if base is not None and not moved and quantity.kind in ("change", "share") and not quantity.is_target:
            behind = period is None or period.start < self._quantities[base].start
            covered = self._of_base(quantity, base) if behind else None
            if behind and (covered is not None or not self._is_since_day(quantity)):
                return covered
        if period is not None:
            covered = self._in_sentence(index, period)
            if covered is None and period.role == "frame" and (total := self._part_of(index, sentence)) is not None:
                return self.days[total]
            return covered
        if (total := self._part_of(index, sentence)) is not None:
            return self._of_total(index, total)
        if moved and (told := self._of_sentence(index, sentence)) is not None:
            return told  # 由2019年的38%升至72%: the second is of the time that the sentence is about
        return None if quantity.granted else self._inherited(index, sentence)

    def _is_since_day(self, quantity: Quantity) -> bool:
        """Whether a change is one since a day (较年初增加)."""
        return _SINCE_DAY.search(self._text, quantity.head, quantity.start) is not None

    def _with_count(self, index: int) -> Days | None:
        """The time of the projects counted right before, for the sum of their money."""
        quantity, metric = self._quantities[index], self._readings[index].metric or ""
        if not index or quantity.kind != "amount" or quantity.origin or _ITS_SUM.search(metric) is None:
            return None
        before = self._quantities[index - 1]
        gap = self._text[before.tail : quantity.start]
        if before.kind != "count" or before.unit not in ("个", "项") or len(gap) > 16 or re.search("[。;其年]", gap):
            return None
        return self.days[index - 1]

    def _of_total(self, index: int, other: int) -> Days | None:
        """The time of a figure that goes with another: 净增74家,总数达到512家 counts at its end."""
        days, quantity = self.days[other], self._quantities[index]
        sum_up = quantity.kind == "count" and _SUM.search(self._text, max(0, quantity.start - 10), quantity.start)
        same = self._readings[index].metric == self._readings[other].metric
        return days.end() if days is not None and sum_up and same else days

    def _of_sentence(self, index: int, sentence: Span) -> Days | None:
        """The days of the figure before in the sentence that is no level from which another began."""
        for at in range(index - 1, max(-1, index - 8), -1):
            if self._quantities[at].start < sentence.start:
                return None
            if not self._quantities[at].origin:
                return self.days[at]
        return None

    def _of_cell(self, index: int, cell: CellReading) -> Days | None:
        """The time of a cell: its header's, its row's, the caption's, and for what is no count the heading's."""
        if cell.goal is not None:
            goals = [
                p for p in self._all[bisect_left(self._all_starts, cell.header.start) :][:2] if p.end <= cell.header.end
            ]
            if goals:
                return goals[0].days
        spans = [cell.header, *cell.row]
        if cell.caption is not None:
            spans.append(Span(cell.caption.start, cell.caption.end))
        for span in spans:
            if inside := [p for p in self._line.between(*span) if p.role == "frame"]:
                return inside[-1].days
        quantity = self._quantities[index]
        heading = self._line.heading(quantity.start)
        stock = quantity.kind == "count" or self._standing.nature(index) in ("fact", "stock")
        return None if heading is None or (stock and not self._is_yearly(index, heading)) else heading.days

    def _frame(self, index: int, sentence: Span) -> Period | None:
        """The time in force at a quantity within its sentence: the nearest before it, asides left out."""
        quantity = self._quantities[index]
        segment = self._view.sentence_at(quantity.start).start
        at = bisect_left(self._starts, quantity.end) - 1
        stop = max(-1, at - 2 * STEPS)
        while at > stop and self._periods[at].start >= sentence.start:
            period = self._periods[at]
            aside = self._line.local[at] and not self._is_next(period, index)
            if not aside and period.start < segment:
                # Behind a semicolon, a time within an earlier one and one still to come are asides.
                aside = self._line.is_nested(at, sentence) or (self._line.is_ahead(period) and not quantity.is_target)
            if quantity.is_target and period.role == "frame" and self._line.is_over(period):
                aside = aside or self._view.clause_at(period.start) != self._view.clause_at(quantity.start)
            if not aside:
                return period
            at -= 1
        return None

    def _of_base(self, quantity: Quantity, base: int) -> Days | None:
        """The days of the figure that this one continues; a change up to a day is one since the year began."""
        covered = self.days[base]
        since = quantity.kind == "change" and not self._is_yearly_change(quantity, self._readings[base].metric)
        since = since and _PRICE.search(fold_word(self._readings[base].metric or "")) is None
        if covered and covered.first == covered.last and since:
            return Days(date(covered.last.year, 1, 1), covered.last)
        return covered

    def _behind(self, quantity: Quantity) -> Days | None:
        """A time right behind a number that has none before: 7个明年上半年开工, 2000亿元的“十四五”目标."""
        at = bisect_left(self._all_starts, quantity.tail)
        if at < len(self._all) and self._all_starts[at] <= quantity.tail + 1:
            period, gap = self._all[at], self._text[quantity.tail : self._all_starts[at]]
            goal = GOAL_AFTER.match(self._text, period.end) or "目标" in self._text[period.start : period.end]
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
        earlier = [at for at in earlier if not self._quantities[at].origin]
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

    def _sentence(self, index: int) -> Span:
        """The sentence, with those that a semicolon joins before it, or a 其中 that begins the next."""
        offset = self._quantities[index].start
        sentence = self._view.sentence_at(offset)
        block = self._view.block_at(offset)
        part = self._standing.nature(index) != "fact"
        for _ in range(STEPS):
            among = part and self._text.startswith("其中", sentence.start)
            joined = among or self._text[sentence.start - 1] == ";"
            if sentence.start <= block.start or not joined:
                break
            before = self._view.sentence_at(sentence.start - 1)
            if before.start >= sentence.start:
                break
            sentence = Span(before.start, sentence.end)
        return sentence

    def _held_in_brackets(self, quantity: Quantity) -> Days | None:
        """较一季度(下降2.1%)加快, 较2022年的0.6亿元增长: the number is that of the time before it."""
        at = bisect_left(self._held_ends, quantity.start + 1) - 1
        if at >= 0:
            gap = self._text[self._held_ends[at] : quantity.start].strip()
            held = self._held[at]
            if gap.startswith("(") and len(gap) < 8:
                return held.days
            than = self._text[held.start - 1 : held.start] in ("较", "比")
            if gap in ("的", "的约", "的近") and than and quantity.kind != "change":
                return held.days
        return None

    def _is_next(self, period: Period, index: int) -> bool:
        """Whether no other quantity stands between a time and this one."""
        return index == 0 or self._quantities[index - 1].start < period.start

    def _in_sentence(self, index: int, period: Period) -> Days | None:
        """The days that a time in the sentence gives to one of its figures."""
        quantity = self._quantities[index]
        if period.role == "vague":
            return None
        if period.start < quantity.start and self._comes_after(index, period):
            return None
        if self._leads_on(index) and (period.start < quantity.start) and self._line.is_future(period):
            return None
        if period.is_point:
            grown = quantity.kind == "change" and not quantity.is_target
            grown = grown and not self._is_yearly_change(quantity, self._readings[index].metric)
            grown = grown and CLOSES.match(self._text, period.end) is None
            return self._up_to(period) if grown else period.days
        same_clause = self._view.clause_at(period.start) == self._view.clause_at(quantity.start)
        if not same_clause and self._is_by_now(quantity, period):
            return None
        if same_clause or quantity.is_target or not self._standing.is_stock(index):
            return period.days
        if quantity.kind == "amount" and _ON_DAY.search(fold_word(self._readings[index].metric or "")) is not None:
            return period.days.end()  # 上半年营收5亿元,应收账款余额2亿元
        counted = quantity.kind == "count" and self._standing.nature(index) in (None, "body", "weak")
        around = self._standing.around(quantity)
        if counted and self._standing.has_grown(quantity) and not re.search("累计|突破|拥有", around):
            return period.days.end()
        if self._standing.nature(index) == "fact" and "," in self._text[period.end + 1 : quantity.start]:
            return None  # 2023年开工,总投资30亿元
        if index and self._quantities[index - 1].start > period.start:
            heading = self._line.heading(quantity.start)
            reported = heading is not None and self._is_yearly(index, heading)
            told = reported or self._is_told_with(index, period) or (not counted and "突破" in around)
            return period.days if told else None
        return period.days

    def _comes_after(self, index: int, period: Period) -> bool:
        """Whether a figure is one of the time after something opens, which is all that a time before it dates."""
        quantity, metric = self._quantities[index], fold_word(self._readings[index].metric or "")
        if _ONCE_THERE.search(self._text, period.end, quantity.start) is not None:
            return True
        later = self._view.clause_at(period.start) != self._view.clause_at(quantity.start)
        opens = later and quantity.is_target and _OPENS.match(self._text, period.end) is not None
        return opens and (_EVERY_YEAR.search(metric) is not None or self._standing.is_habitual(quantity))

    def _is_by_now(self, quantity: Quantity, period: Period) -> bool:
        """Whether a figure says how far things have come since: 2022年设立基金,已投出项目19个."""
        published = self._view.published
        return published is not None and period.last < published and self._is_so_far(quantity)

    def _is_so_far(self, quantity: Quantity) -> bool:
        """Whether 已 stands before what was done to those counted: 已引进项目143个."""
        clause = self._view.clause_at(quantity.start).start
        return _BY_NOW.search(self._text, max(clause, quantity.start - 16), quantity.start) is not None

    def _is_told_with(self, index: int, period: Period) -> bool:
        """Whether a rate or a size goes with what a sentence told of its time: 2023年产量15亿只,市场份额近一半."""
        quantity = self._quantities[index]
        same = self._view.sentence_at(period.start) == self._view.sentence_at(quantity.start)
        one = period.first.year == period.last.year
        later = _LATER.search(self._text, max(period.end, quantity.start - 24), quantity.start) is not None
        rate = quantity.kind in ("share", "measure") and not later and not self._leads_on(index)
        return same and one and rate

    def _leads_on(self, index: int) -> bool:
        """Whether a number is where something starts from: 由八座增加到十二座."""
        quantity = self._quantities[index]
        return _FROM.search(self._text, max(0, quantity.start - 12), quantity.start) is not None

    def _is_yearly_change(self, quantity: Quantity, metric: str | None) -> bool:
        """Whether a change is one against the same day of the year before, and not since the year began.

        What 同比 says; and the rate at which a balance grew (6月末贷款余额50亿元,增长8%), unless it is since a day.
        """
        before = self._text[quantity.head : quantity.start]
        if _YEAR_ON_YEAR.search(before) is not None:
            return True
        balance = quantity.unit == "%" and _BALANCE.search(fold_word(metric or "")) is not None
        return balance and _SINCE_DAY.search(before) is None

    def _up_to(self, period: Period) -> Days:
        """A change up to a day is one since the year began."""
        return Days(date(period.last.year, 1, 1), period.last)

    def _inherited(self, index: int, sentence: Span) -> Days | None:
        quantity = self._quantities[index]
        block = self._view.block_at(quantity.start)
        if quantity.kind == "count" and not quantity.is_target and self._is_so_far(quantity):
            return None
        flow = self._standing.is_flow(index)
        held = quantity.kind == "amount" and self._standing.is_settled(quantity)
        if not quantity.is_target:
            if (period := self._of_paragraph(quantity, block, sentence)) is not None:
                if period.role == "vague":
                    return None
                return period.days if flow and not held else self._stood(index, period)
            if not flow and self._standing.nature(index) == "stock" and (point := self._just_before(block, sentence)):
                return point.days if quantity.kind != "change" else self._up_to(point)
        elif (
            not (self._standing.nature(index) == "fact" or self._standing.is_conditional(quantity))
            and (planned := self._line.planned(block.start, sentence.start)) is not None
        ):
            goals = self._line.heading(quantity.start)
            return goals.days if goals is not None and self._sets_goals(goals) else planned.days
        heading = self._line.heading(quantity.start)
        if heading is None:
            return self._told_before(index, block) if flow and not quantity.is_target else None
        if quantity.is_target:
            return heading.days if self._sets_goals(heading) and not self._standing.is_habitual(quantity) else None
        if (published := self._view.published) is not None and heading.first > published:
            return None  # what a plan for years to come tells of today
        if flow:
            return heading.days
        return self._standing.reached(quantity, heading) or (heading.days if self._is_yearly(index, heading) else None)

    def _of_paragraph(self, quantity: Quantity, block: Block, sentence: Span) -> Period | None:
        """The time that the sentences before named last, a vague one too; a label (【产业】) begins another matter."""
        first = bisect_left(self._starts, sentence.start) - 1
        for at in range(first, max(-1, first - 2 * STEPS), -1):
            period = self._periods[at]
            if period.start < block.start or period is self._line.heading(quantity.start):
                return None
            ahead = self._view.published is not None and period.first > self._view.published
            if self._line.local[at] or self._line.passing[at] or ahead:
                continue
            if self._text.find("【", period.end, quantity.start) >= 0:
                return None
            if period.role == "vague" or not period.is_point:
                return period
        return None

    def _just_before(self, block: Block, sentence: Span) -> Period | None:
        """The day up to which the sentence before tells how things stand: 截至6月末,…。资产负债率46%."""
        if sentence.start <= block.start:
            return None
        before = self._view.sentence_at(sentence.start - 1)
        while before.start > block.start and self._text[before.start - 1] == ";":
            before = self._view.sentence_at(before.start - 1)
        before = Span(before.start, sentence.start)
        named = self._line.between(before.start, before.end)
        stands = named and named[-1].is_point and named[-1].role == "frame" and not self._line.is_future(named[-1])
        return named[-1] if stands and CLOSES.match(self._text, named[-1].end) is None else None

    def _stood(self, index: int, period: Period) -> Days | None:
        """The time of a size that a paragraph's time brought about, or that the text reports on as a whole."""
        if (reached := self._standing.reached(self._quantities[index], period)) is not None:
            return reached
        heading = self._line.heading(self._quantities[index].start)
        same = heading is not None and heading.days == period.days
        return period.days if heading is not None and same and self._is_yearly(index, heading) else None

    def _sets_goals(self, heading: Period) -> bool:
        """Whether a heading names the one year of the goals below; a plan for years sets no time of each of them."""
        one = heading.first.year == heading.last.year
        return one and self._line.is_future(heading) and not self._line.is_over(heading)

    def _is_yearly(self, index: int, heading: Period) -> bool:
        """Whether the text above reports on a time as a whole, so that rates and counts are that time's too."""
        blocks = [self._view.block_at(period.start) for period in self._line.like(heading)]
        if not any(_YEARLY_TEXT.search(self._text, block.start, block.end) for block in blocks):
            return False
        quantity = self._quantities[index]
        if self._tells_of_problems(quantity):
            return False
        within_year = (heading.last - heading.first).days < 300
        lasting = self._standing.is_settled(quantity) or (within_year and self._standing.is_habitual(quantity))
        return self._standing.nature(index) != "fact" and not lasting

    def _tells_of_problems(self, quantity: Quantity) -> bool:
        """Whether a section, or the paragraph so far, is on what is still wrong: how things stand, at no time."""
        section, block = self._line.section(quantity.start), self._view.block_at(quantity.start)
        headed = section is not None and _PROBLEMS.search(self._text, section.start, section.end) is not None
        return headed or _PROBLEMS_TOLD.search(self._text, block.start, quantity.start) is not None

    def _told_before(self, index: int, block: Block) -> Days | None:
        """The time of the paragraphs before, for amounts and changes of what is counted over a time."""
        quantity = self._quantities[index]
        measured = quantity.kind == "measure" and (self._readings[index].metric or "").endswith("量")
        if self._standing.nature(index) != "flow" or not (measured or quantity.kind in ("change", "amount")):
            return None
        first = bisect_left(self._starts, block.start) - 1
        for at in range(first, max(-1, first - 2 * STEPS), -1):
            period = self._periods[at]
            if self._line.is_background(period):
                return None
            if self._line.local[at] or self._line.passing[at] or period.is_point:
                continue
            return period.days if period.role == "frame" and not self._line.is_future(period) else None
        return None
