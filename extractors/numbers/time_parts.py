"""A time of which each of several numbers has its own part: 第一至第四季度营收分别为A、B、C、D."""

from __future__ import annotations

from .dating import Dater
from .days import Days, parts
from .distribution import EACH, groups

_REACH = 40
"""How far before the first number the time may stand."""


class TimeParts(Dater):
    """Divides a time among the numbers of a list."""

    def days(self) -> dict[int, Days]:
        """The part of each number, where the time has as many parts as the list has numbers."""
        found: dict[int, Days] = {}
        for group in groups(self._view, self._quantities):
            before = range(group.start - len(group), group.start)
            if self._is_in_sentence(before, group) and all(index in found for index in before):
                found |= {index: found[index - len(group)] for index in group}  # 对应市盈率21倍、17倍和13倍
            else:
                found |= dict(zip(group, self._divided(group), strict=False))
        return found

    def _is_in_sentence(self, before: range, group: range) -> bool:
        """Whether a list begins in the sentence in which as many numbers before it began."""
        start = self._quantities[group.start].start
        return before.start >= 0 and self._view.sentence_at(self._quantities[before.start].start).end > start

    def _divided(self, group: range) -> list[Days]:
        """The parts of the one time before a list; empty where there is none or it is not divided so."""
        start = self._quantities[group.start].start
        framed = [period for period in self._line.between(max(0, start - _REACH), start) if period.role == "frame"]
        if len(framed) != 1 or framed[0].rule == "time.report":
            return []
        (time,) = framed
        if self._view.sentence_at(time.start) != self._view.sentence_at(start):
            return []
        years = time.rule == "time.years" and time.last.year - time.first.year + 1 == len(group)
        if not years and EACH.search(self._text, time.end, start) is None:
            return []
        return parts(time.days, len(group))
