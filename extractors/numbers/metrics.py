"""Metric and subject: the noun that says what a quantity measures, and the industry, project or body it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..names.firm_lexicon import vocabulary
from ..view import Span, View
from . import table_figures
from .acting import Acting
from .behind import Behind
from .cell_metrics import CellMetrics
from .continuing import Continuing
from .counting import Counting
from .distribution import distribute
from .elision import Elision
from .frames import Frames
from .left_side import LeftSide
from .naming import Naming
from .nouns import Nouns
from .output import Output
from .parts import Parts
from .phrases import Phrases
from .polled import Polled
from .project_sums import ProjectSums
from .quantities import Quantity
from .readings import Reading, is_money, kind_of
from .shared import Shared
from .told import Reader, Told
from .verbal_frames import VerbalFrames

# 4个|进入国家级行列: what some of those counted do
_ACTS = re.compile(r"[送运销卖流投用来出走发供输抵分][往进到入向于自给]")
# 其中4个|国家级平台: a noun behind says what is counted
_NOUN_BEHIND = re.compile(r"[^,。;]{1,8}(?:企业|项目|产品|平台|基地|园区|中心|人员|集群|工程)")
# What ends a clause or an item of a list
_STOPS = re.compile(r"[,。;、)\n]|$")


class Metrics(Reader):
    """Reads the metric and subject of each quantity of an article, in the order of the text."""

    def __init__(self, view: View, phrases: Phrases, quantities: Sequence[Quantity], places: Sequence[Span]) -> None:
        kinds = [kind_of(quantity) for quantity in quantities]
        super().__init__(told := Told(view, phrases, Nouns(view, phrases), quantities, kinds, places))
        self._continuing = continuing = Continuing(told)
        self._frames, self._verbal, self._polled = Frames(told, continuing), VerbalFrames(told), Polled(told)
        self._output, self._behind = Output(told, continuing, self._frames), Behind(told, self._frames)
        self._left_side = LeftSide(told, self._behind)
        self._elision = Elision(told, continuing, self._frames, self._verbal)
        self._counting = Counting(told, continuing, self._behind, self._elision)
        self._naming = Naming(told, continuing, self._frames, self._elision)
        self._acting = Acting(told, self._counting, self._elision, self._naming)
        self._parts = Parts(told, continuing, self._elision, self._naming)
        self._projects = ProjectSums(told)
        self.readings = told.readings
        self.cells = table_figures.readings(view, quantities)
        in_cells, shared, shares = (
            CellMetrics(told, continuing, self.cells),
            Shared(told, continuing, self._behind),
            distribute(view, phrases, quantities),
        )
        for index in range(len(quantities)):
            reading = shared.reading(index, shares[index]) if index in shares else None
            if index in self.cells:
                reading = in_cells.reading(index, self.cells[index])
            self.readings.append(reading or self._read(index))

    def _read(self, index: int) -> Reading:
        quantity = self._quantities[index]
        if (taken := self._taken_over(index)) is not None:
            return taken
        left = self._left_side.phrase(index)
        right = self._behind.noun(index)
        if self._text.endswith("人口", quantity.start, quantity.end):
            return Reading("人口", self._nouns.first_subject(left.noun, left.owner), phrase=left)
        if quantity.unit == "个" and self._text.startswith("人", quantity.end):
            return self._counting.reading(index, left, Span(quantity.end, quantity.end + 1))
        given = self._counting.graded(index, left, right) or self._output.able(index, left)
        if given is not None or (given := self._output.named(index, left)) is not None:
            return given
        share = self._kinds[index] == "share"
        if (reading := (self._parts if share else self._projects).reading(index, left)) is not None:
            return reading
        if (reading := self._output.made(index, left, right)) is not None:
            return reading
        spends = self._frames.spent(left.noun.end, quantity.head) if is_money(quantity) else None
        unnamed = spends is None and is_money(quantity) and self._nouns.split(left.noun, True)[0] is None
        if unnamed and (spent := self._frames.spent(left.noun.start, quantity.head)):
            left, spends = self._left_side.before(index, spent), spent
        named = self._phrases.metric_ending(right.end, right.start) or self._counting.is_round(right)
        if self._counting.prefers(index, left, right) and not (spends and not named and left.active):
            return self._counting.reading(index, left, right)
        if (framed := self._frames.reading(index, left, right, spends if left.active else None)) is not None:
            return framed
        if self._kinds[index] == "count" and (kind := self._counting.included(left, right)) is not None:
            return Reading(kind, None, phrase=left)
        if left.is_empty or self._nouns.is_generic(left.noun) or self._nouns.is_nobody(left.noun):
            return self._elision.reading(index, left, right)
        return (
            self._acting.reading(index, left, right)
            or self._elision.parted(index, left)
            or self._naming.reading(index, left)
        )

    def _taken_over(self, index: int) -> Reading | None:
        """The reading of a figure whose metric another figure has named, though words stand beside it."""
        if (total := self._continuing.headed(index)) is not None:
            return Reading(self._readings[total].metric, None, total)
        if (whole := self._continuing.among(index)) is not None:
            of = self._readings[whole]
            return Reading((self._elision.done_of(index) or "") + of.metric if of.metric else None, of.subject)
        moved = self._moved_to(index) or self._some_do(index)
        if moved is not None:
            return moved
        return (
            self._polled.reading(index)
            or self._frames.again(index)
            or self._verbal.ranked(index)
            or self._verbal.pulled(index)
            or self._verbal.befallen(index)
            or self._verbal.distant(index)
        )

    def _some_do(self, index: int) -> Reading | None:
        """集群7个,其中4个|进入国家级行列: some of those counted before, and what they do."""
        quantity, before = self._quantities[index], self._quantities[index - 1] if index else None
        if before is None or not self._text.endswith("其中", before.tail, quantity.head):
            return None
        same = self._kinds[index] == "share" or (before.unit == quantity.unit and self._kinds[index] == "count")
        acts = _ACTS.match(self._text, quantity.tail) is not None
        acts = acts or vocabulary().get(self._text[quantity.tail : quantity.tail + 2]) == "verb"
        near = self._view.sentence_at(before.start) == self._view.sentence_at(quantity.start)
        if not (same and acts and near) or _NOUN_BEHIND.match(self._text, quantity.tail):
            return None
        of, base = self._readings[index - 1], self._continuing.root(index - 1)
        return Reading(of.metric, of.subject, base if self._kinds[index] == "share" else None)

    def _moved_to(self, index: int) -> Reading | None:
        """从8亿元增长到11亿元: the second is of what the first was."""
        before = self._quantities[index - 1] if index else None
        if before is None or not before.origin or before.unit != self._quantities[index].unit:
            return None
        far = self._quantities[index].start - before.tail > 12
        if (
            far
            or not _STOPS.match(self._text, self._quantities[index].tail)
            or self._readings[index - 1].metric is None
        ):
            return None
        of = self._readings[index - 1]
        return Reading(of.metric, of.subject, self._continuing.root(index - 1), of.place)
