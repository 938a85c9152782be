"""The places in a cluster's home that bear it: 以甲县、乙园为支撑, in its sentence or in the next one."""

from __future__ import annotations

import re

from ..view import Span, View
from .homes import Home, Homes
from .place_groups import lies_in
from .places import Place
from .reach import REACH

# 以|甲县、乙园|为支撑: before the places, which bear what the sentence is about.
_BASED = re.compile(r"以(?=[^,。;以]{2,30}?为(?:主要|重点)?(?:核心|重点|支撑|载体|主阵地|依托|承载))")
_TITLE = 8
"""How far into its paragraph the name stands that an item is titled with: 7.智能卫浴。以甲区为核心,…"""


def with_bases(view: View, homes: Homes, name: Span, home: Home) -> Home:
    """The home of what is named, with the places in it that its sentence, or the item titled so, says bear that."""
    held = {place.district.key for place in home.places}
    found: list[Place] = []
    start = name.start
    sentence, block = view.sentence_at(start), view.block_at(start)
    titled = view.folded.find(view.folded[name.start : name.end], block.start, block.start + _TITLE + name.end - start)
    floor = block.start if titled >= 0 else sentence.start
    for mark in _BASED.finditer(view.folded, max(floor, start - REACH), _next_end(view, sentence, start)):
        for group in homes.groups_in(mark.end(), mark.end() + 1):
            found += [p for p in group.places if any(lies_in(p.district, h.district) for h in home.places)]
    return Home((*home.places, *(p for p in found if p.district.key not in held)), home.strength)


def _next_end(view: View, sentence: Span, start: int) -> int:
    """Where the sentence behind one ends, of its paragraph or of that below its heading."""
    block, at = view.block_at(start), sentence.end
    while at < len(view.folded) and view.folded[at].isspace():
        at += 1
    going_on = at < len(view.folded) and (at < block.end or block.kind == "heading")
    return min(view.sentence_at(at).end if going_on else sentence.end, start + REACH)
