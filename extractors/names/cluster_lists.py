"""Lists of industries: the names that stand before or after a head noun, split where the text lists several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..view import Span
from .industry_names import (
    Member,
    first_edge,
    is_generic,
    last_edge,
    modifiers,
    number,
    place_first,
    read_name,
    split,
)
from .tiers import BARE, TIER, grade_of, tier_of

WINDOW = 120
"""How many characters a list of industries may take; longer ones are not read."""


_OPEN, _CLOSE = '“‘「『(《【"', '”’」』)》】"'


_HARD = set(",。;:!?…\n\t|→—●■◆•~")


_COUNT = re.compile(r"(?:(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|大|条|类|项)|[一]批|若干|多个|多条)$")


_MAIN = re.compile(r"为(?:主导|主体|主|特色|支柱|核心|代表|龙头|重点|引领|首位|引擎|优势|基础|骨干)(?:产业)?的$")


@dataclass(frozen=True, slots=True)
class Listing:
    """The industries before or after a head noun, with what the gap between them says of all."""

    members: tuple[Member, ...]
    tier: str | None = None
    grade: str | None = None
    count: int | None = None
    closed: bool = False
    """Whether 等, a count, quotes or 为主 close the list, so that it is surely one."""

    @property
    def start(self) -> int:
        """Where the first industry begins."""
        return self.members[0].start


def list_before(folded: str, floor: int, end: int, blocks: Sequence[Span]) -> Listing | None:
    """The industries whose list ends before the head noun at `end`; `blocks` are the spans of places and firms."""
    floor = max(floor, end - WINDOW)
    gap_end, found = _gap(folded, floor, end)
    segments = _segments_before(folded, floor, gap_end)
    members: list[Member] = []
    for start, stop in segments:
        edge = last_edge(folded, start, stop, blocks)
        member = read_name(folded, max(edge, start), stop, found.closed)
        if member is not None:
            members.append(member)
        if member is None or (edge > start and not place_first(folded, start, member.start, blocks)):
            break
    members = split(list(reversed(members)), found.count, plural=found.count is not None)
    if found.count is not None and len(members) > found.count > 1:
        members = members[-found.count :]
    if not members:
        return None
    tier = found.tier or _tier_before(folded, floor, members[0].start)
    return replace(found, members=tuple(members), tier=tier)


def _tier_before(folded: str, floor: int, start: int) -> str | None:
    """The tier directly before the first name of a list (千亿级石化、纺织产业集群)."""
    sized = list(TIER.finditer(folded, max(floor, start - 16), start))
    between = folded[sized[-1].end() : start] if sized else ""
    return (
        tier_of(sized[-1]["size"]) if sized and (not between or between in ("的", "“") or is_generic(between)) else None
    )


def list_after(folded: str, start: int, ceiling: int, blocks: Sequence[Span]) -> Listing | None:
    """The industries whose list begins at `start`, up to what ends it."""
    ceiling = min(ceiling, start + WINDOW)
    members: list[Member] = []
    for left, right in _segments_after(folded, start, ceiling):
        stop = first_edge(folded, left, right, blocks)
        member = read_name(folded, left, stop, True)
        if member is not None:
            members.append(member)
        if member is None or stop < right:
            break
    members = split(members, None, plural=len(members) > 1)
    return Listing(tuple(members), closed=len(members) > 1) if members else None


_GAP = 60
"""No modifiers, tier and count before a head noun are longer: the bound keeps 产业产业产业… linear."""


def _gap(folded: str, floor: int, end: int) -> tuple[int, Listing]:
    """Where the list ends that the modifiers, the tier and the count before a head noun go with, and what they say."""
    anywhere, _, longest = modifiers()
    tier = count = None
    closed, last = False, end
    floor = max(floor, end - _GAP)
    bare = BARE.search(folded, max(floor, end - 9), end)
    if bare:
        tier, end = tier_of(bare["size"]), bare.start()
    while end > floor:
        end_before = end
        main = _MAIN.search(folded, max(floor, end - 8), end)
        counted = _COUNT.search(folded, max(floor, end - 6), end)
        sized = next((m for m in TIER.finditer(folded, max(floor, end - 12), end) if m.end() == end), None)
        if main:
            closed, end = True, main.start()
        elif sized:
            tier, end = tier or tier_of(sized["size"]), sized.start()
            end -= folded[end - 1] in "超近过"
        elif counted:
            count, closed, end = number(counted["count"] or "") or None, True, counted.start()
        elif folded[end - 1] == "等":
            closed, end = True, end - 1
        elif folded[end - 1] in " ":
            end -= 1
        else:
            end -= 0 if closed else _modifier(folded, floor, end, anywhere, longest)
        if end == end_before:
            break
    # “高端”、“特色” after the last quote of a list, or after 等, are no part of it.
    end, closed = _after_quote(folded, floor, end, closed)
    return end, Listing((), tier, grade_of(folded[end:last]), count, closed)


def _modifier(folded: str, floor: int, end: int, known: frozenset[str], longest: int) -> int:
    return next((n for n in range(longest, 0, -1) if end - n >= floor and folded[end - n : end] in known), 0)


def _after_quote(folded: str, floor: int, end: int, closed: bool) -> tuple[int, bool]:
    """Step back over modifiers between a closing quote or 等 and `end` (“X”现代制造业集群, A、B等现代产业集群)."""
    _, known, longest = modifiers()
    at = end
    while at > floor:
        step = _modifier(folded, floor, at, known, longest)
        if not step:
            break
        at -= step
    if at > floor and (folded[at - 1] in "”」』等" or _COUNT.search(folded, max(floor, at - 6), at)):
        if folded[at - 1] in "”」』":
            return at, True
        counted = _COUNT.search(folded, max(floor, at - 6), at)
        return (counted.start() if counted else at - 1), True
    return end, closed


def _segments_before(folded: str, floor: int, end: int) -> list[Span]:
    """The pieces between 、 to the left of `end`, the last first, down to the punctuation that ends the clause."""
    pieces, depth, stop, at = [], 0, end, end
    while at > floor:
        character = folded[at - 1]
        if character in _CLOSE and not (character == '"' and depth):
            depth += 1
        elif character in _OPEN:
            if not depth:
                break
            depth -= 1
        elif not depth and character == "、":
            pieces.append(Span(at, stop))
            stop = at - 1
        elif not depth and character in _HARD:
            break
        at -= 1
    pieces.append(Span(at, stop))
    return [quoted for piece in pieces for quoted in reversed(_unquoted(folded, *piece))]


def _segments_after(folded: str, start: int, ceiling: int) -> list[Span]:
    """The pieces between 、 to the right of `start`, up to the punctuation that ends the list."""
    pieces, depth, left, at = [], 0, start, start
    while at < ceiling:
        character = folded[at]
        if character in _OPEN and not (character == '"' and depth):
            depth += 1
        elif character in _CLOSE:
            if not depth:
                break
            depth -= 1
        elif not depth and character == "、":
            pieces.append(Span(left, at))
            left = at + 1
        elif not depth and character in _HARD:
            break
        at += 1
    pieces.append(Span(left, at))
    return [quoted for piece in pieces for quoted in _unquoted(folded, *piece, leading=True)]


_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{1,80})[”」』\"]")


def _unquoted(folded: str, start: int, end: int, leading: bool = False) -> list[Span]:
    """The parts of the quotations that a piece ends with (or, `leading`, begins with); else the piece itself."""
    quoted = list(_QUOTED.finditer(folded, start, end))
    run: list[re.Match[str]] = []
    at = start if leading else end
    for match in quoted if leading else reversed(quoted):
        if (match.start() if leading else match.end()) != at:
            break
        run.append(match)
        at = match.end() if leading else match.start()
    inner = []
    for match in run if leading else reversed(run):
        left = match.start(1)
        for part in match[1].split("、"):
            inner.append(Span(left, left + len(part)))
            left += len(part) + 1
    return inner or [Span(start, end)]
