"""The place that an article as a whole is about: that of its title, else the one most named."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from ..view import View
from .addresses import groups as addresses
from .contexts import Contexts
from .place_groups import Group, is_chained, lies_in
from .places import Place


def main_places(view: View, places: Sequence[Place], groups: Sequence[Group]) -> tuple[Place, ...]:
    """The place, or the two of a chain (某区某园); none where no place stands out. `places` are by position."""
    counts, first = _counts(places), {place.district.key: place for place in reversed(places)}
    top = _titled(view, groups) or _most_of_main(view, places, _most_named(counts, first), first)
    if top is None:
        return ()
    group = next(group for group in groups if group.start <= top.start < group.end)
    if len(group.places) == 2 and is_chained(group):
        return group.places
    return (_only_part(top, counts, first),)


def _most_of_main(view: View, places: Sequence[Place], top: Place | None, first: dict[str, Place]) -> Place | None:
    """The place most named; of a town or zone what lies around it, where the text is about that (全县, 县委)."""
    if top is None or top.district.level not in ("town", "zone"):
        return top
    main = Contexts(view, list(addresses(view, places))).main
    around = first.get(main.key) if main is not None else None
    return around if around is not None and lies_in(top.district, around.district) else top


def _titled(view: View, groups: Sequence[Group]) -> Place | None:
    """The only place of the title or the subtitle."""
    starts = [group.start for group in groups]
    for block in view.blocks:
        if block.kind not in ("title", "subtitle"):
            continue
        named = groups[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        titled = {place.district.key: place for group in named for place in group.places}
        if len(titled) == 1 or (len(named) == 1 and len(titled) == 2 and is_chained(named[0])):
            return list(titled.values())[-1]
    return None


def _most_named(counts: Counter[str], first: dict[str, Place]) -> Place | None:
    """The place named most often, if more than half of all mentions are of it, its parts or what it lies in."""
    if not counts:
        return None
    top = first[max(counts, key=lambda key: (counts[key], -first[key].start))]
    related = [key for key in counts if key == top.district.key or _are_related(first[key], top)]
    return top if 2 * sum(counts[key] for key in related) > counts.total() else None


def _are_related(one: Place, other: Place) -> bool:
    return lies_in(one.district, other.district) or lies_in(other.district, one.district)


def _only_part(place: Place, counts: Counter[str], first: dict[str, Place]) -> Place:
    """The only district of a city that the article names, and more than once; else the city."""
    inner = [inner for inner in first.values() if inner.district.level == "district"]
    parts = [part for part in inner if lies_in(part.district, place.district)]
    return parts[0] if len(parts) == 1 and counts[parts[0].district.key] > 1 else place


def _counts(places: Sequence[Place]) -> Counter[str]:
    """How often each place is named, not counting the city's name within a park's (甲市高新区)."""
    ends = {place.start: place.end for place in places}  # the longest, as they stand by start and end
    return Counter(place.district.key for place in places if place.end == ends[place.start])
