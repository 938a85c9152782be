"""Places named together: coordinated ones, and chains of which each lies in the one before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..records import District
from .gazetteer import ancestors
from .places import Place

_CHAINING = ("", " ", "·", "(")
"""What may stand between a place and one that lies in it."""
_MOST_COORDINATED = 40
"""How many places one group may hold."""
# What may stand between the places of one group.
_COORDINATE = re.compile(r"[、和与及]|以及|,(?=[^,]{2,8}(?:[、,和与及]|(?:\d|[两二三四五六七八九])[市区县地]))")


class Group(NamedTuple):
    """Coordinated places (晋江市、石狮市): the finest of each chain (江苏省徐州市), and the span of all."""

    start: int
    end: int
    places: tuple[Place, ...]


def grouped(folded: str, places: Sequence[Place]) -> list[Group]:
    """Places, by position, in groups."""
    groups: list[Group] = []
    for place in places:
        previous = groups[-1] if groups else None
        gap = folded[previous.end : place.start] if previous else ""
        near = previous is not None and place.start - previous.end <= 3
        owned = gap == "的" and previous is not None and _holds(previous.places[-1].district, place.district)
        if (
            previous
            and near
            and len(previous.places) < _MOST_COORDINATED
            and (owned or gap in _CHAINING or _COORDINATE.fullmatch(gap))
        ):
            last = previous.places[-1]
            chained = owned or (lies_in(place.district, last.district) and gap in _CHAINING)
            apart = place.start >= last.end  # not the 苏州 of 苏州工业园区
            both = apart and place.district.level in ("town", "zone") and last.district.level in ("city", "district")
            kept = previous.places if both or not chained else previous.places[:-1]
            groups[-1] = Group(previous.start, place.end, (*kept, place))
        else:
            groups.append(Group(place.start, place.end, (place,)))
    return groups


class Groups:
    """The groups of an article, ready to be asked for by where they stand."""

    def __init__(self, folded: str, places: Sequence[Place]) -> None:
        self.all = grouped(folded, places)
        self._starts = [group.start for group in self.all]

    def within(self, start: int, end: int) -> list[Group]:
        """The groups that begin between `start` and `end`."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, offset: int, most: int) -> list[Group]:
        """At most so many groups that begin before `offset`, the last ones."""
        at = bisect_left(self._starts, offset)
        return self.all[max(0, at - most) : at]

    def ended(self, offset: int) -> Group | None:
        """The last group that ends at `offset` or before it."""
        at = bisect_left(self._starts, offset) - 1
        while at >= 0 and self.all[at].end > offset:
            at -= 1
        return self.all[at] if at >= 0 else None


def lies_in(inner: District, outer: District) -> bool:
    """Whether one division lies in another, both being different."""
    return inner.parent == outer.key or any(above.key == outer.key for above in ancestors(inner))


def roots(districts: Iterable[District]) -> list[District]:
    """The districts that lie in no other of them, each once, by key."""
    unique = {district.key: district for district in districts}
    return [
        unique[key]
        for key in sorted(unique)
        if not any(lies_in(unique[key], other) for other in unique.values() if other.key != key)
    ]


def is_chained(group: Group) -> bool:
    """Whether the last place of a group lies in its first."""
    return lies_in(group.places[-1].district, group.places[0].district)


def _holds(outer: District, inner: District) -> bool:
    """Whether 的 between two places tells that the second lies in the first: of two zones it does."""
    return lies_in(inner, outer) or (outer.level == "zone" == inner.level and outer.parent == inner.parent)
