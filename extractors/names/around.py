"""What towns and zones are read from: the decided places around them, and the words at which a name ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from ..lexicon import words
from ..records import District
from ..view import View
from .gazetteer import district_of, divisions, is_province, lineage
from .spotting import Mark

_COUNTED = r"[一二三四五六七八九十两几多\d]+[大个家座处批类种]"


_LOOK_BACK = 40
"""How many places before a point are looked at; keeps time linear on hostile text."""


@dataclass(slots=True)
class Zone:
    """A mention of a town or zone."""

    start: int
    end: int
    district: District
    rule: str
    core: str = ""
    """The zone's name contracted and without the places at its head, for comparison."""
    own: int = 0
    """The length of the name without the places at its head."""


@cache
def edges() -> re.Pattern[str]:
    """The words at which the name of a zone or town cannot go on to the left."""
    return re.compile(_COUNTED + r"|\d{2,4}年|" + "|".join(sorted(words("zone_edges.tsv"), key=len, reverse=True)))


@cache
def general() -> re.Pattern[str]:
    """The words that describe a zone without naming it."""
    return re.compile("(?:" + "|".join(sorted(words("zone_words.tsv"), key=len, reverse=True)) + ")")


class Around:
    """The decided places of an article, ready to be asked what lies before an offset."""

    def __init__(self, view: View, marks: Sequence[Mark]) -> None:
        self._view = view
        self.places = [mark for mark in marks if mark.accepted and mark.key]
        self._starts = [mark.start for mark in self.places]
        self._ends = [mark.end for mark in self.places]
        self.known = {key for mark in self.places for key in lineage(mark.key or "")}

    def overlapping(self, start: int, end: int) -> list[Mark]:
        """The places that lie at least partly between `start` and `end`."""
        return self.places[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def glued(self, offset: int) -> Mark | None:
        """The place whose name ends at `offset`."""
        at = bisect_right(self._ends, offset) - 1
        return self.places[at] if at >= 0 and self.places[at].end == offset else None

    def before(self, offset: int) -> str | None:
        """The key in force at `offset`: the nearest place before in its paragraph, the heading, the article's first."""
        at = bisect_right(self._ends, offset) - 1
        if at < 0:
            return self.places[0].key if self.places else None
        block = self._view.block_at(offset).start
        if self.places[at].start >= block:
            return self.places[at].key
        for mark in reversed(self.places[max(0, at - 30) : at + 1]):
            if self._view.block_at(mark.start).kind == "heading":
                return mark.key
        return self._main or self.places[at].key

    def holding(self, offset: int) -> str | None:
        """The key of what a zone named at `offset` lies in: of several counties, not that of another section.

        Of a province all of whose named places lie in one city, it is that city.
        """
        near = self.before(offset)
        if near is not None and is_province(near):
            inside = {city_of(key) for key in self._counties | self._named_cities if lineage(key)[-1] == near}
            return inside.pop() if len(inside) == 1 else near
        if near is None or near == self._main or near not in self._counties or len(self._counties) == 1:
            return near
        heading = bisect_right(self._headings, offset) - 1
        since = self._headings[heading] if heading >= 0 else self._view.block_at(offset).start
        stop = bisect_right(self._ends, offset)
        told = self.places[max(bisect_left(self._starts, since), stop - _LOOK_BACK) : stop]
        return near if any(mark.key == near for mark in told) else lineage(near)[1]

    @cached_property
    def _counties(self) -> set[str]:
        """The keys of the counties that the article names."""
        keys = {mark.key for mark in self.places if mark.key is not None}
        return {key for key in keys if key in divisions() and divisions()[key].level == "district"}

    @cached_property
    def _named_cities(self) -> set[str]:
        """The keys of the cities that the article names."""
        keys = {mark.key for mark in self.places if mark.key is not None}
        return {key for key in keys if key in divisions() and divisions()[key].level == "city"}

    @cached_property
    def _headings(self) -> list[int]:
        return [block.start for block in self._view.blocks if block.kind == "heading"]

    def is_elsewhere(self, offset: int, zone: District) -> bool:
        """Whether the paragraph speaks only of another city up to `offset`, one that the article is about, too."""
        home = city_of(zone.parent or "")
        block = self._view.block_at(offset).start
        stop = bisect_right(self._ends, offset)
        before = self.places[max(bisect_left(self._starts, block), stop - _LOOK_BACK) : stop]
        cities = {city_of(mark.key or "") for mark in before}
        return bool(home and cities) and home not in cities and all(self._cities[city] > 2 for city in cities)

    @cached_property
    def _cities(self) -> Counter[str]:
        """How often each city or a part of it is named."""
        return Counter(city_of(mark.key or "") for mark in self.places)

    @cached_property
    def _main(self) -> str | None:
        """The key of the place in the title that lies in no other one there is, if the title names one."""
        titled = [mark.key or "" for mark in self.places if self._view.block_at(mark.start).kind == "title"]
        inner = [key for key in dict.fromkeys(titled) if not any(key in lineage(other)[1:] for other in titled)]
        return inner[0] if len(inner) == 1 else None

    def county(self, codes: Sequence[str], offset: int) -> str | None:
        """Of the counties that have a town of this name, the one the text is about; None if that is not clear."""
        near = self.before(offset)
        nearby = set(lineage(near)) if near else set()
        for known in (nearby, self.known):
            for step in (0, 1, 2):
                fitting = [c for c in codes if c in divisions() and known.intersection(lineage(c)[step : step + 1])]
                if len(fitting) == 1:
                    return fitting[0]
                if fitting:
                    break
        return None


def city_of(key: str) -> str:
    """The key of the city that a division lies in, itself if it is one; of a municipality, its own."""
    return "".join(lineage(key)[-2:-1]) or key


def record_of(name: str, level: str, parent: str | None) -> District:
    """The record of a place without a code, under the division `parent`."""
    full_name = (district_of(parent).full_name if parent else "") + name
    key = f"{parent}/{name}" if parent else name
    return District(key, name, full_name, None, "town" if level == "town" else "zone", parent)
