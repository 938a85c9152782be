"""Officials who speak in a transcript, each for the place of the office by which the text has introduced them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from ..view import Block, View
from .place_groups import Group
from .places import Place

# The office behind its place, and who has it.
_OFFICE = re.compile(
    r"(?:人民政府|政府|市委|县委|区委|州委|党委|常委|党组成员|管委会|[、,和兼])*(?:常务)?副?"
    r"(?:市长|州长|县长|区长|省长|盟长|旗长|镇长|主席|主任|书记|局长)\s*(?P<name>[一-鿿](?:\s?[一-鿿]){1,2})(?=[\s;,。、:)]|$)"
)
# Who speaks in a paragraph, at its beginning.
_SPOKEN = re.compile(r"\s*([一-鿿]{2,3}):")


class Speakers:
    """The officials of an article."""

    def __init__(self, view: View, groups: Sequence[Group]) -> None:
        self._folded, self._groups = view.folded, groups

    def place(self, block: Block) -> Place | None:
        """The place whose official speaks in a paragraph of a transcript (林岩:好的…)."""
        name = _SPOKEN.match(self._folded, block.start, block.end)
        return self._officials.get(name[1]) if name else None

    @cached_property
    def _officials(self) -> dict[str, Place]:
        """By name the places whose office they have: 甲市副市长 林 岩."""
        found: dict[str, Place] = {}
        for group in self._groups:
            office = _OFFICE.match(self._folded, group.end, group.end + 40)
            if office:
                found.setdefault(re.sub(r"\s", "", office["name"]), group.places[-1])
        return found
