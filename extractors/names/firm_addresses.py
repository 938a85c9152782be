"""What else a firm in a town or zone is of: the county around it, or the city that the text there speaks of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from ..records import District
from ..rules import rule
from ..view import View
from .addresses import division_of
from .gazetteer import lineage
from .grounds import Grounds

ADDRESS = rule(
    "link.address",
    "A firm in a town or zone is of the county around it too, and of the city that the article or the paragraph is"
    " about; in an article on several cities, one in a county is of its city.",
    reads=("= 常熟市产业简报\n海虞镇的⟦格力电器⟧投产。",),
    leaves=("= 常熟市产业简报\n格力电器投产。",),
)

# A new area of a province lies in several of its cities and counties.
_NEW_AREA = re.compile("(?<!高)新区$")


class Addresses:
    """The divisions around the towns and zones of an article; `named` are its places by key."""

    def __init__(self, view: View, named: Mapping[str, District], grounds: Grounds) -> None:
        self._view, self._named, self._grounds = view, named, grounds

    def around(self, district: District, beside: Sequence[District], offset: int) -> str | None:
        """The division around a place that a firm named at `offset` is of, too, with others `beside` it."""
        if district.level == "district":
            return next((key for key in lineage(district.key)[1:] if key in self._listed), None)
        if district.level not in ("town", "zone"):
            return None
        outer, main = self._named.get(district.parent or ""), self._grounds.main
        if outer is not None and outer.level == "district":
            return outer.key
        division = division_of(district)
        if main is not None and main.level == "district":
            return main.key if division in lineage(main.key)[1:] else None
        city = self._named.get(division)
        if city is None or city.level != "city" or _is_said(district, city, beside):
            return None
        told = (main is not None and main.key == city.key) or self._is_told(city, offset)
        return city.key if told else None

    @cached_property
    def _listed(self) -> frozenset[str]:
        """The keys of the cities that the title lists: an article on several of them says of which one a county is."""
        heads = [block for block in self._view.blocks if block.kind in ("title", "subtitle")]
        groups = [group for block in heads for group in self._grounds.groups_in(block.start, block.end)]
        lists = [[district.key for district in group.districts if district.level == "city"] for group in groups]
        return frozenset(key for keys in lists if len(keys) > 1 for key in keys)

    def _is_told(self, city: District, offset: int) -> bool:
        """Whether the heading above or the paragraph up to `offset` names a city."""
        if city in self._grounds.section(offset):
            return True
        groups = self._grounds.groups_in(self._view.block_at(offset).start, offset)
        return any(city in group.districts for group in groups)


def _is_said(zone: District, city: District, beside: Sequence[District]) -> bool:
    """Whether a zone says itself where it is: by its city's name, by counties beside it, or as good as a county."""
    return (
        zone.name.startswith(city.name.rstrip("市"))
        or _NEW_AREA.search(zone.name) is not None
        or any(other.level == "district" for other in beside)
    )
