"""Whether a figure is of the time that was found for it, by what all signs add up to.

The rules find the time that is in force; whether a figure of it speaks of that time has many weak signs: what it
measures, how far off the time was named and how many figures stand between, what the figure before was of. Each has a
weight in data/time_evidence.tsv (a logistic regression over annotated articles, made by scripts/fit_time_evidence.py);
a figure whose weights add up to less than nothing is of no time.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from ..lexicon import rows
from .dating import Dater, Dating
from .days import Days
from .period import Period
from .predicates import word_before
from .time_companions import TimeCompanions
from .time_inherited import TimeInherited
from .time_reports import TimeReports
from .time_sentence import TimeSentence

_REACH = 80
"""How far before a figure the quotation mark of a speech is looked for."""
_FAR = 400
"""How far before a figure parts are counted, in characters: a paragraph may be as long as a book."""
_MOST = 4
"""Distances of more parts than this are all alike."""


@cache
def weights() -> dict[str, float]:
    """The weight of every sign; `all` is where every figure begins."""
    return {sign: float(weight) for sign, weight in rows("time_evidence.tsv")}


class TimeEvidence(Dater):
    """Weighs what speaks for the times that were found."""

    def __init__(self, dating: Dating) -> None:
        super().__init__(dating)
        self._starts = [quantity.start for quantity in self._quantities]
        companions, reports = TimeCompanions(dating), TimeReports(dating)
        self._within = TimeSentence(dating, companions, reports)
        self._inherited = TimeInherited(dating, reports)

    def holds(self, index: int) -> bool:
        """Whether the signs of a figure for which days were found weigh enough; goals are none of its business."""
        if self._quantities[index].is_target:
            return True
        known = weights()
        return known["all"] + sum(known.get(sign, 0.0) for sign in self.signs(index)) > 0

    def signs(self, index: int) -> list[str]:
        """The signs of a figure: itself, where its time was named, the figure before."""
        return [*self._itself(index), *self._distance(index), *self._before(index)]

    def _itself(self, index: int) -> list[str]:
        """What it measures, and the words at its edges."""
        quantity, reading = self._quantities[index], self._readings[index]
        nature = self._standing.nature(index) or "unknown"
        word = word_before(self._text, quantity.start, quantity.start - 6)
        found = [
            f"kind {quantity.kind}",
            f"nature {nature}",
            f"kind {quantity.kind} nature {nature}",
            f"unit {quantity.unit}",
            f"bound {quantity.bound}",
            f"word {word[0] if word else ''}",
            f"block {self._view.block_at(quantity.start).kind}",
        ]
        marks = {
            "granted": quantity.granted,
            "origin": quantity.origin,
            "cell": reading.cell is not None,
            "goes on": reading.base is not None,
            "closed": self._text[quantity.tail : quantity.tail + 1] in (",", "。", ";", "、"),
            "yearly": (reading.metric or "")[:1] in ("年", "月", "日", "每"),
            "spoken": self._is_spoken(quantity.start),
        }
        return [*found, *(mark for mark, holds in marks.items() if holds)]

    def _distance(self, index: int) -> list[str]:
        """How far before the figure its time was named, and how many figures stand between."""
        quantity = self._quantities[index]
        start, block = quantity.start, self._view.block_at(quantity.start)
        sentence = self._within.sentence(index)
        period = self._within.frame(index, sentence)
        if period is not None:
            where = self._apart(period, start)
        elif (period := self._inherited.of_paragraph(quantity, block, sentence)) is not None:
            where = f"paragraph {self._parts('。', period.end, start)}"
        else:
            where = "heading" if self._line.heading(start) is not None else "elsewhere"
        near = where.split()[0]
        found = [f"named {where}", f"{near} kind {quantity.kind}", *([f"named in {near}"] if near != where else [])]
        if period is None:
            return found
        between = min(_MOST, bisect_left(self._starts, start) - bisect_left(self._starts, period.end))
        marks = {
            "a day": period.is_point,
            "long over": self._line.is_over(period),
            "ahead": self._line.is_future(period),
        }
        found += [f"figures between {between}", f"time {period.role}"]
        found += [period.rule] if period.rule != "time.now" else []
        return [*found, *(f"time {mark}" for mark, holds in marks.items() if holds)]

    def _apart(self, period: Period, start: int) -> str:
        """Where in its sentence a time stands from a figure."""
        if period.start > start:
            return "behind"
        if self._view.clause_at(period.start) == self._view.clause_at(start):
            return "clause"
        return f"sentence {self._parts(',', period.end, start)}"

    def _parts(self, mark: str, start: int, end: int) -> int:
        """How many marks stand between two places, up to the most that are told apart."""
        return min(_MOST, self._text.count(mark, max(start, end - _FAR), end))

    def _before(self, index: int) -> list[str]:
        """What the figure before in the sentence was of."""
        start = self._quantities[index].start
        if not index or self._quantities[index - 1].start < self._view.sentence_at(start).start:
            return ["first in its sentence"]
        own, before = _span(self._days[index]), _span(self._days[index - 1])
        return [f"before {before}", f"before {before} own {own}"]

    def _is_spoken(self, start: int) -> bool:
        """Whether a quotation is open before a figure."""
        floor = max(0, start - _REACH)
        return self._text.rfind("“", floor, start) > self._text.rfind("”", floor, start)


def _span(days: Days | None) -> str:
    """Whether days were found, and whether they are one."""
    if days is None:
        return "nothing"
    return "day" if days.first == days.last else "days"
