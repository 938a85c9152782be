"""Which time of its sentence governs a figure, and the days it has from it."""

from __future__ import annotations

import re
from bisect import bisect_left

from ..view import Span
from .dating import Dater, Dating
from .days import Days
from .period import Period
from .quantities import Quantity
from .readings import STEPS
from .time_companions import TimeCompanions
from .time_reports import TimeReports
from .time_roles import CLOSES

# 由|八座增加到十二座: a number that something starts from
_FROM = re.compile(r"(?:由|从)[^,。;到至]{0,6}$")
# 2022年增资…,本轮后持股比例8.9%
_LATER = re.compile(r"[轮次期]后|[之以此今]后")
# 投资5亿元|建起工厂
_LAID_OUT = re.compile(r"(?:建|收购|并购|买下|打造|上马|新上|扩建|改造|入股|在[^,。;]{1,12}建)(?!设期)")
# What a count has come to over a time, and not at its end
_OVER_TIME = re.compile(r"累计|突破|拥有")
# What stands on a day, though the months before it are named: 上半年营收5亿元,应收账款余额2亿元
_ON_DAY = re.compile(r"(?:(?<!贷款)(?<!存款)余额|总资产|净资产|资产总额|存货|应收账款|货币资金)$")
# What a plant does once it is there: 明年投产,达产后年产值5亿元
_OPENS = re.compile(
    r"[^,。;\d]{0,12}(?:投产|试产|量产|达产|投用|投运|启用|开工|动工|竣工|建成|完工|落成|封顶|运营|交付|通车|通航|点火|投料|试生产)"
)
# 明年投产,达产后|年产值5亿元: the rest of the clause is of a time after
_ONCE_THERE = re.compile(
    r"[,;、](?:项目|工程)?(?:全部|全面|整体|完全|正式)?(?:[投达满]产|建成|竣工|投用|投运|完工|落成|运营|交付|通车|启用|通航|达效)(?:[投达]产|投用|运营|达效|通车)?后"
)
# A metric of what comes about every year: 年产值
_EVERY_YEAR = re.compile(r"^(?:每年|年(?!末|底|度|初|轻|内|前|均增))")


class TimeSentence(Dater):
    """Finds the time in force within the sentence of each figure."""

    def __init__(self, dating: Dating, companions: TimeCompanions, reports: TimeReports) -> None:
        super().__init__(dating)
        self._companions, self._reports = companions, reports

    def sentence(self, index: int) -> Span:
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

    def frame(self, index: int, sentence: Span) -> Period | None:
        """The time in force at a figure within its sentence: the nearest before it, asides left out."""
        last = bisect_left(self._line.starts, self._quantities[index].end) - 1
        for at in range(last, max(-1, last - 2 * STEPS), -1):
            if self._line.periods[at].start < sentence.start:
                return None
            if not self._is_aside(at, index, sentence):
                return self._line.periods[at]
        return None

    def _is_aside(self, at: int, index: int, sentence: Span) -> bool:
        """Whether a time before a figure is none of its.

        Another number's alone; behind a semicolon, one within an earlier one or still to come, or any where something
        happened at another time; over, for a goal.
        """
        quantity, period = self._quantities[index], self._line.periods[at]
        if self._line.local[at] and not self._is_next(period, index):
            return True
        start = self._view.sentence_at(quantity.start).start
        if period.start < start:
            if self._line.has_event(start, quantity.start):
                return True
            ahead = self._line.is_ahead(period) and not quantity.is_target
            if ahead or self._line.is_nested(at, sentence):
                return True
        over = quantity.is_target and period.role == "frame" and self._line.is_over(period)
        return over and self._view.clause_at(period.start) != self._view.clause_at(quantity.start)

    def _is_next(self, period: Period, index: int) -> bool:
        """Whether no other quantity stands between a time and this one."""
        return index == 0 or self._quantities[index - 1].start < period.start

    def days(self, index: int, period: Period) -> Days | None:
        """The days that a time in the sentence gives to one of its figures."""
        quantity = self._quantities[index]
        if period.role == "vague":
            return None
        leads_on = self._leads_on(quantity) and self._line.is_future(period)
        if period.start < quantity.start and (leads_on or self._comes_after(index, period)):
            return None
        if period.is_point:
            return self._on_day(index, period)
        same_clause = self._view.clause_at(period.start) == self._view.clause_at(quantity.start)
        if not same_clause and self._is_by_now(quantity, period):
            return None
        if same_clause or quantity.is_target or not self._standing.is_stock(index):
            return period.days
        return self._of_stock(index, period)

    def _on_day(self, index: int, period: Period) -> Days:
        """What a day gives: the day, or the year so far to a change up to it."""
        quantity = self._quantities[index]
        apart = self._view.clause_at(period.start) != self._view.clause_at(quantity.start)
        whole = quantity.kind in ("amount", "measure") and self._standing.nature(index) == "flow"
        if apart and whole and (period.last.month, period.last.day) == (12, 31) and not quantity.is_target:
            return period.days.year_to_date()  # 2023年末企业300家,营业收入96亿元
        grown = quantity.kind == "change" and not quantity.is_target
        grown = grown and not self._companions.is_yearly_change(quantity, self._metric(index))
        grown = grown and CLOSES.match(self._text, period.end) is None
        return period.days.year_to_date() if grown else period.days

    def _of_stock(self, index: int, period: Period) -> Days | None:
        """What a time of another clause gives to a figure that says how things stand: its end, its whole or nothing."""
        quantity = self._quantities[index]
        if quantity.kind == "amount" and _ON_DAY.search(self._metric(index)) is not None:
            return period.days.end()
        counted = quantity.kind == "count" and self._standing.nature(index) in (None, "body", "weak")
        around = self._standing.around(quantity)
        if counted and self._standing.has_grown(quantity) and not _OVER_TIME.search(around):
            return period.days.end()
        if self._is_act(index):
            return period.days
        if self._standing.nature(index) == "fact" and "," in self._text[period.end + 1 : quantity.start]:
            return None  # 2023年开工,总投资30亿元
        if self._is_next(period, index) or (not counted and "突破" in around):
            return period.days
        reported = self._reports.covers(index, self._line.heading(quantity.start))
        return period.days if reported or self._is_told_with(quantity, period) else None

    def _is_act(self, index: int) -> bool:
        """Whether a sum is what somebody laid out then, and no fact of a project: 2021年来到某市,投资5亿元建起工厂."""
        return (
            self._metric(index) in ("投资", "投入", "出资")
            and _LAID_OUT.match(self._text, self._quantities[index].tail) is not None
        )

    def _comes_after(self, index: int, period: Period) -> bool:
        """Whether a figure is one of the time after something opens, which is all that a time before it dates."""
        quantity = self._quantities[index]
        if _ONCE_THERE.search(self._text, period.end, quantity.start) is not None:
            return True
        later = self._view.clause_at(period.start) != self._view.clause_at(quantity.start)
        opens = later and quantity.is_target and _OPENS.match(self._text, period.end) is not None
        return opens and (_EVERY_YEAR.search(self._metric(index)) is not None or self._standing.is_habitual(quantity))

    def _is_by_now(self, quantity: Quantity, period: Period) -> bool:
        """Whether a figure says how far things have come since: 2022年设立基金,已投出项目19个."""
        published = self._view.published
        return published is not None and period.last < published and self._standing.is_so_far(quantity)

    def _is_told_with(self, quantity: Quantity, period: Period) -> bool:
        """Whether a rate or a size goes with what a sentence told of its time: 2023年产量15亿只,市场份额近一半."""
        same = self._view.sentence_at(period.start) == self._view.sentence_at(quantity.start)
        one = period.first.year == period.last.year
        later = _LATER.search(self._text, max(period.end, quantity.start - 24), quantity.start) is not None
        rate = quantity.kind in ("share", "measure") and not later and not self._leads_on(quantity)
        return same and one and rate

    def _leads_on(self, quantity: Quantity) -> bool:
        """Whether a number is where something starts from: 由八座增加到十二座."""
        return _FROM.search(self._text, max(0, quantity.start - 12), quantity.start) is not None
