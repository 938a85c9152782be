"""A time of which each of several numbers has its own part: 第一至第四季度营收分别为A、B、C、D."""

from __future__ import annotations

import re
from itertools import pairwise

from .dating import Dater
from .days import Days, parts
from .distribution import EACH, groups
from .period import Period

# 2022年|、|2023年|及|2024年上半年
_LISTED = re.compile(r"\s*(?:、|和|及|与|以及|,)\s*")
_REACH = 60
"""How far before the first number the time may stand."""


class TimeParts(Dater):
    """Divides a time among the numbers of a list."""

    def days(self) -> dict[int, Days]:
        """The part of each number, where the time has as many parts as the list has numbers."""
        found: dict[int, Days] = {}
        told: list[Days] = []
        for group in groups(self._view, self._quantities):
            before = range(group.start - len(group), group.start)
            if self._is_in_sentence(before, group) and all(index in found for index in before):
                found |= {index: found[index - len(group)] for index in group}  # 对应市盈率21倍、17倍和13倍
            else:
                divided = self._divided(group, told)
                found |= dict(zip(group, divided, strict=False))
                told = divided or told
        return found

    def _is_in_sentence(self, before: range, group: range) -> bool:
        """Whether a list begins in the sentence in which as many numbers before it began."""
        start = self._quantities[group.start].start
        return before.start >= 0 and self._view.sentence_at(self._quantities[before.start].start).end > start

    def _divided(self, group: range, told: list[Days]) -> list[Days]:
        """The parts of the time before a list, or of several that are listed; empty where they are not so many.

        The years of a report (报告期内) are those `told` of before.
        """
        start = self._quantities[group.start].start
        floor = max(start - _REACH, self._view.sentence_at(start).start)
        framed = [period for period in self._line.between(floor, start) if period.role == "frame"]
        each = bool(framed) and EACH.search(self._text, framed[-1].end, start) is not None
        if not framed or framed[-1].rule == "time.report":
            return told if each and len(told) == len(group) else []
        if len(framed) == 1:
            (time,) = framed
            years = time.rule == "time.years" and time.last.year - time.first.year + 1 == len(group)
            quarters = each and self._text.find("季度", time.start, time.end) >= 0  # 上半年…分别 are of two things
            return parts(time.days, len(group)) if years or quarters else []
        listed = all(_LISTED.fullmatch(self._text, one.end, other.start) for one, other in pairwise(framed))
        pieces = [piece for period in framed for piece in _pieces(period)] if each and listed else []
        return pieces if len(pieces) == len(group) else []


def _pieces(period: Period) -> list[Days]:
    """The years of a time that is several, else the time itself."""
    count = period.last.year - period.first.year + 1
    return parts(period.days, count) if period.rule == "time.years" else [period.days]
