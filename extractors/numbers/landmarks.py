"""Where times, places, firms and metric words begin and end, which no phrase may cut through."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..scan import Anchor
from ..view import Span, View
from .period import Period
from .phrase_lexicon import BEGINS

_TRADES = tuple("加化手轻重军矿核电")
"""What makes a trade of its own of 工业 behind it: 食品加工业|产值."""


class Landmarks:
    """The times, places, firms and metric words of one article, by where they begin and end."""

    def __init__(
        self, view: View, periods: Sequence[Period], places: Sequence[Span], firms: Sequence[Span] = ()
    ) -> None:
        self._view, self._text = view, view.folded
        # No word inside the name of a firm leads to or from a number: 某某制造有限公司.
        self._firms = {firm.start: firm.end for firm in firms}
        self._firm_starts, self._firm_ends = sorted(self._firms), set(self._firms.values())
        self._times = {period.end: period.start for period in periods}
        self._times_from = {period.start: period.end for period in periods}
        # 去年营收 holds no 年营收.
        self._in_times = {at for period in periods for at in range(period.start + 1, period.end)}
        # Where a time or a place begins, to where the longer of them ends.
        self._begun: dict[int, int] = {}
        for place in places:
            self._begun[place.start] = max(place.end, self._begun.get(place.start, 0))
        for start, end in self._times_from.items():
            self._begun[start] = max(end, self._begun.get(start, 0))
        self._metrics = view.anchors("metric")
        self._metric_ends: dict[int, Anchor] = {}
        for anchor in self._metrics:  # sorted by start, so that the first of an end is the longest
            if not (anchor.word.startswith("工业") and self._text[anchor.start - 1 : anchor.start] in _TRADES):
                self._metric_ends.setdefault(anchor.end, anchor)
        self._metric_starts = [anchor.start for anchor in self._metrics]

    @property
    def text(self) -> str:
        """The folded text."""
        return self._text

    def is_in_time(self, offset: int) -> bool:
        """Whether the character at `offset` continues a time expression."""
        return offset in self._in_times

    def before_time(self, end: int) -> int:
        """Where the time expression begins that ends at `end`; `end` itself where none does."""
        return self._times.get(end, end)

    def time_inside(self, span: Span) -> int:
        """Where the first time expression inside a phrase begins; its end where it holds none."""
        return next((at for at in range(span.start + 2, span.end) if at in self._times_from), span.end)

    def metric_ending(self, end: int, start: int) -> Anchor | None:
        """The longest metric word of the lexicon that ends at `end` and does not begin before `start`."""
        anchor = self._metric_ends.get(end)
        if anchor is not None and self._text[anchor.start - 1 : anchor.start + 1] == "半年":
            start = max(start, anchor.start + 1)  # 半年产值 is a 产值 of half a year
        if anchor is None or (anchor.start >= start and anchor.start not in self._in_times):
            return anchor
        inside = self._inside(start, end)
        return next((a for a in inside if a.end == end and a.start not in self._in_times), None)

    def _inside(self, start: int, end: int) -> list[Anchor]:
        first = bisect_right(self._metric_starts, start - 1)
        last = bisect_left(self._metric_starts, end)
        return [anchor for anchor in self._metrics[first:last] if anchor.end <= end]

    def is_in_firm(self, offset: int) -> bool:
        """Whether a character stands in the name of a firm."""
        at = bisect_right(self._firm_starts, offset) - 1
        return at >= 0 and offset < self._firms[self._firm_starts[at]]

    def is_in_metric(self, start: int, end: int, limit: int) -> bool:
        """Whether a verb is part of a metric noun, as 出口 of 出口交货值 is."""
        first, last = bisect_right(self._metric_starts, start - 8), bisect_right(self._metric_starts, start)
        return any(end <= anchor.end <= limit for anchor in self._metrics[first:last])

    def is_firm(self, span: Span) -> bool:
        """Whether a span is the name of a firm, and nothing else."""
        return self._firms.get(span.start) == span.end

    def runs_into_metric(self, start: int, end: int) -> bool:
        """Whether a verb's last characters begin a metric noun: 新开|工率 is 新|开工率."""
        first, last = bisect_right(self._metric_starts, start), bisect_right(self._metric_starts, end - 1)
        return any(anchor.end > end for anchor in self._metrics[first:last])

    def _metric_inside(self, start: int, end: int) -> int:
        """Where a metric ends that a word at the end of a phrase cuts into: 营收|到, not 收到; 0 where none does."""
        for at in range(start + 1, end):
            anchor = self._metric_ends.get(at)
            if anchor is not None and anchor.start < start:
                return at
        return 0

    def guards(self, start: int, end: int) -> bool:
        """Whether a metric word begins here, so that its first characters are no conjunction (对外贸易额)."""
        if BEGINS.match(self._text, start, end) is not None:
            return True
        first = bisect_right(self._metric_starts, start - 1)
        return first < len(self._metrics) and self._metrics[first].start == start and self._metrics[first].end <= end
