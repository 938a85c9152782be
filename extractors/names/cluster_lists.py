"""Lists of industries: the names that stand before or after a head noun, split where the text lists several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..view import Span
from .cluster_gaps import Listing, gap_before
from .cluster_segments import segments_after, segments_before
from .industry_names import Member, blocks_in, counted_name, first_edge, last_edge, place_first, read_name, split
from .industry_words import is_generic, looks_industrial
from .tiers import BARE, TIER, tier_of

WINDOW = 120
"""How many characters a list of industries may take; longer ones are not read."""
_VERBED = re.compile(r"[做建培聚发推壮打创]")
_OTHER_HEAD = re.compile(r"(?:基地|高地|名城|之都|之乡|示范区|产业园|产业带)$")
"""A member that ends in a head noun of its own shares no other (A制造基地、B产业基地)."""
_SHARE = re.compile(rf"[和与及]?(?:\d{{1,2}}|[一二两三四五六七八九十]{{1,3}})个(?:{TIER.pattern})的?")
"""The count and tier of some of a list (2个千亿级A、B和5个百亿级产业集群)."""


def list_before(folded: str, floor: int, end: int, blocks: Sequence[Span]) -> Listing | None:
    """The industries whose list ends before the head noun at `end`; `blocks` are the spans of places and firms."""
    floor = max(floor, end - WINDOW)
    gap_end, found = gap_before(folded, floor, end)
    if found.count and found.tier and gap_end > floor and folded[gap_end - 1] in "、和与及":
        gap_end, found = gap_end - 1, Listing((), closed=True)  # 1个千亿级A、5个百亿级产业集群: these have no names
    segments = segments_before(folded, floor, gap_end)
    members: list[Member] = []
    verbed = False
    for start, stop in segments:
        if members and _OTHER_HEAD.search(folded, start, stop):
            break
        edge = last_edge(folded, start, stop, blocks)
        member = read_name(folded, max(edge, start), stop, len(segments) > 1)
        if member is None and members and not found.open and (found.count or 0) > len(members):
            member = counted_name(folded, max(edge, start), stop)
        if member is not None and verbed and not any(blocks_in(blocks, start, member.start)):
            break  # 甲市做精A、乙市做优B: each has a place of its own
        if member is not None:
            members.append(member)
            verbed = bool(_VERBED.search(folded, start, member.start)) and any(blocks_in(blocks, start, member.start))
        if member is None or not (
            edge <= start
            or place_first(folded, start, member.start, blocks)
            or _SHARE.fullmatch(folded, start, member.start)
        ):
            break
    counted = None if found.open else found.count
    members = split(list(reversed(members)), counted, plural=counted is not None)
    if found.count is not None and len(members) > found.count > 1:
        members = members[-found.count :]
    if not members:
        return None
    tier = found.tier or tier_of_name(folded, floor, members[0].start)
    return replace(found, members=tuple(members), tier=tier)


def tier_of_name(folded: str, floor: int, start: int) -> str | None:
    """The tier directly before a name: that of all that follow it in the list too (千亿级石化、纺织产业集群)."""
    sized = list(TIER.finditer(folded, max(floor, start - 16), start))
    between = folded[sized[-1].end() : start] if sized else ""
    if not sized and (bare := BARE.search(folded, max(floor, start - 9), start)):
        return tier_of(bare["size"])  # 千亿纺织产业集群
    return (
        tier_of(sized[-1]["size"]) if sized and (not between or between in ("的", "“") or is_generic(between)) else None
    )


def list_after(
    folded: str, start: int, ceiling: int, blocks: Sequence[Span], count: int | None = None
) -> Listing | None:
    """The industries whose list begins at `start`, up to what ends it; `count` is how many the text says there are."""
    ceiling = min(ceiling, start + WINDOW)
    members: list[Member] = []
    segments = segments_after(folded, start, ceiling)
    for left, right in segments:
        stop = first_edge(folded, left, right, blocks)
        member = read_name(folded, left, stop, len(segments) > 1)
        if member is not None:
            members.append(member)
        if member is None or stop < right:
            break
    pair = split(members, None, plural=True) if len(members) == 1 != count else []
    if len(pair) == 2 and all(looks_industrial(member.name[-3:]) for member in pair):
        return Listing(tuple(pair), closed=True)
    members = split(members, count, plural=len(members) > 1)
    return Listing(tuple(members), closed=len(members) > 1) if members else None
