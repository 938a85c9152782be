"""Which period governs a figure: the grounds in their order, from the cell or word beside it to the text before.

What was counted over a time (产值, 新增企业) keeps to the time named before; what stands at a moment (企业, 人口)
belongs to the end of it, or to no time, once the text has moved on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..view import Span, View
from .dating import Dater, Dating
from .days import Days, year
from .period import Period
from .quantities import Quantity
from .readings import Reading
from .standing import Standing
from .time_beside import TimeBeside
from .time_cells import TimeCells
from .time_companions import TimeCompanions
from .time_evidence import TimeEvidence
from .time_inherited import TimeInherited
from .time_parts import TimeParts
from .time_reports import TimeReports
from .time_sentence import TimeSentence
from .timeline import Timeline

# 生产总值|突破|5万亿元: a level that something came to
_LEVEL = re.compile(r"(?:突破|跨越|迈上|站上|跃上|达到?|超过?|增至|[增提跃升扩拓][^,。;]{0,3}[到至])(?:了|约|近)?$")


def govern(
    view: View, quantities: Sequence[Quantity], readings: Sequence[Reading], periods: Sequence[Period]
) -> list[Days | None]:
    """The days that each quantity speaks of; None where the text does not say."""
    dating = by_rules(view, quantities, readings, periods)
    evidence = TimeEvidence(dating)
    return [days if days is None or evidence.holds(at) else None for at, days in enumerate(dating.days)]


def by_rules(
    view: View, quantities: Sequence[Quantity], readings: Sequence[Reading], periods: Sequence[Period]
) -> Dating:
    """The quantities with the days of the time in force at each, which it may be of or not."""
    standing = Standing(view, quantities, readings)
    dating = Dating(view, quantities, readings, standing, Timeline(view, quantities, periods))
    governor = _Governor(dating, periods)
    for index in range(len(quantities)):
        dating.days.append(governor.period(index))
    return dating


class _Governor(Dater):
    def __init__(self, dating: Dating, periods: Sequence[Period]) -> None:
        super().__init__(dating)
        self._parts = TimeParts(dating).days()
        self._beside, self._companions = TimeBeside(dating, periods), TimeCompanions(dating)
        reports = TimeReports(dating)
        self._cells = TimeCells(dating, self._beside, reports)
        self._within = TimeSentence(dating, self._companions, reports)
        self._inherited = TimeInherited(dating, reports)

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
        quantity, reading = self._quantities[index], self._readings[index]
        if reading.cell is not None:
            return self._cells.days(index, reading.cell)
        total = reading.base
        if total is not None and self._quantities[total].start < self._view.block_at(quantity.start).start:
            return self._days[total]  # 甲区(38家): a part of the total above
        given = self._beside.days(quantity) or self._companions.of_count(index) or self._parts.get(index)
        if given is not None:
            return given
        if reading.member is not None:
            own = [period for period in self._line.between(*reading.member) if period.role == "frame"]
            if own:
                return own[-1].days
        return self._told(index, self._within.sentence(index))

    def _told(self, index: int, sentence: Span) -> Days | None:
        """The days that the sentence tells of, or the text before it."""
        quantity, base = self._quantities[index], self._readings[index].base
        period = self._within.frame(index, sentence)
        moved = base is not None and self._quantities[base].origin
        if base is not None and not moved and quantity.kind in ("change", "share") and not quantity.is_target:
            behind = period is None or period.start < self._quantities[base].start
            covered = self._companions.of_base(index, base) if behind else None
            if behind and (covered is not None or not self._companions.is_since_day(quantity)):
                return covered
        if period is not None:
            covered = self._within.days(index, period)
            if covered is not None or period.role != "frame":
                return covered
            total = self._companions.part_of(index, sentence)
            return self._days[total] if total is not None else None
        if (total := self._companions.part_of(index, sentence)) is not None:
            return self._companions.of_total(index, total)
        if moved and (told := self._companions.of_sentence(index, sentence)) is not None:
            return told  # 由2019年的38%升至72%: the second is of the time that the sentence is about
        return None if quantity.granted else self._inherited.days(index, sentence)
