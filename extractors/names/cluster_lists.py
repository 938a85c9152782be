"""Lists of industries: the names that stand before or after a head noun, split where the text lists several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..view import Span
from .industry_names import (
    Member,
    blocks_in,
    first_edge,
    is_generic,
    last_edge,
    looks_industrial,
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


_MARKS = re.compile("[" + re.escape(_OPEN + _CLOSE + ",。;:!?…\n\t|→—●■◆•~") + "、]")
"""What parts a list, opens and closes a piece of it, or ends it."""


_COUNT = re.compile(
    r"(?:(?P<count>(?<!第)(?:\d{1,3}|[一二两三四五六七八九十]{1,3}))(?:个|大|条|类|项)|[一]批|若干|多个|多条|双)$"
)


_PLAN = re.compile(r"[“「\"]?\d{1,2}(?:\+[\dnx]{1,2}){1,4}[”」\"]?$", re.IGNORECASE)
"""The code of a plan between a list and its noun (等“8+1”重点产业链)."""


_THESE = re.compile(r"(?:这|上述|以上)(?:一|几大|几个)?$")


_VERBED = re.compile(r"[做建培聚发推壮打创]")
_DESCRIBED = re.compile(r"(?<=[㐀-鿿])等([㐀-鿿]{1,6})$")
"""Behind 等 whatever names no industry describes the noun (等临港支柱产业)."""
_MAIN = re.compile(r"为(?:主导|主体|主|特色|支柱|核心|代表|龙头|重点|引领|首位|引擎|优势|基础|骨干)(?:产业)?的$")


_OTHER_HEAD = re.compile(r"(?:基地|高地|名城|之都|之乡|示范区|产业园|产业带)$")
"""A member that ends in a head noun of its own shares no other (A制造基地、B产业基地)."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The industries before or after a head noun, with what the gap between them says of all."""

    members: tuple[Member, ...]
    tier: str | None = None
    grade: str | None = None
    count: int | None = None
    closed: bool = False
    """Whether 等, a count, quotes or 为主 close the list, so that it is surely one."""
    open: bool = False
    """Whether 等 ends it, so that the count is of more than the list names."""

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
    verbed = False
    for start, stop in segments:
        if members and _OTHER_HEAD.search(folded, start, stop):
            break
        edge = last_edge(folded, start, stop, blocks)
        member = read_name(folded, max(edge, start), stop, len(segments) > 1)
        if member is not None and verbed and not any(blocks_in(blocks, start, member.start)):
            break  # 甲市做精A、乙市做优B: each has a place of its own
        if member is not None:
            members.append(member)
            verbed = bool(_VERBED.search(folded, start, member.start)) and any(blocks_in(blocks, start, member.start))
        if member is None or (edge > start and not place_first(folded, start, member.start, blocks)):
            break
    counted = None if found.open else found.count
    members = split(list(reversed(members)), counted, plural=counted is not None)
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
    segments = _segments_after(folded, start, ceiling)
    for left, right in segments:
        stop = first_edge(folded, left, right, blocks)
        member = read_name(folded, left, stop, len(segments) > 1)
        if member is not None:
            members.append(member)
        if member is None or stop < right:
            break
    pair = split(members, None, plural=True) if len(members) == 1 else []
    if len(pair) == 2 and all(looks_industrial(member.name[-3:]) for member in pair):
        return Listing(tuple(pair), closed=True)
    members = split(members, None, plural=len(members) > 1)
    return Listing(tuple(members), closed=len(members) > 1) if members else None


_GAP = 60
"""No modifiers, tier and count before a head noun are longer: the bound keeps 产业产业产业… linear."""


class _Gap:
    """A walk to the left from a head noun, over what stands between it and the industries it governs.

    Modifiers that name no industry are passed; those that may belong to a name (“right” in industry_generic.tsv) only
    count as passed once something to their left closes the list: 等, a count, a tier, a quote, 这.
    """

    def __init__(self, folded: str, floor: int, end: int) -> None:
        self.folded, self.floor, self.at, self.end = folded, max(floor, end - _GAP), end, end
        self.tier: str | None = None
        self.count: int | None = None
        self.closed = self.open = False

    def walk(self) -> None:
        """Step left as long as there is anything to pass."""
        while self.at > self.floor and (self._passes_word() or self._passes_modifier()):
            pass
        described = None if self.closed else _DESCRIBED.search(self.folded, max(self.floor, self.at - 7), self.at)
        if (
            described
            and not looks_industrial(described[1])
            and last_edge(self.folded, *described.span(1), ()) == described.start(1)
        ):
            self.open = self._close(described.start())

    def _passes_word(self) -> bool:
        """Pass 为主导的, a tier, a count, 这, 等, a quote's end or a blank."""
        folded, at = self.folded, self.at
        if main := _MAIN.search(folded, max(self.floor, at - 8), at):
            return self._close(main.start())
        if sized := self._sized():
            self.tier = self.tier or tier_of(sized["size"])
            return self._pass(sized.start() - (folded[sized.start() - 1] in "超近过"))
        if counted := _COUNT.search(folded, max(self.floor, at - 6), at):
            self.count = self.count or number(counted["count"] or "") or None
            return self._close(counted.start())
        if these := _THESE.search(folded, max(self.floor, at - 4), at):
            return self._close(these.start())
        if not self.closed and (plan := _PLAN.search(folded, max(self.floor, at - 14), at)):
            return plan.start() < self.at and self._pass(plan.start())
        if folded[at - 1] == "等" and not self.open:
            self.open = True
            return self._close(at - 1)
        if folded[at - 1] in "”」』" and not self.closed and at < self.end:
            self._close(at)
            return False
        # A、B“两大集群”, A、B两个“千亿产业集群”
        several = self.count is not None or bool(_COUNT.search(folded, max(self.floor, at - 7), at - 1))
        quote = folded[at - 1] in "“「" and several and (self.closed or self.tier is not None)
        return (quote or folded[at - 1] == " ") and self._pass(at - 1)

    def _sized(self) -> re.Match[str] | None:
        """The tier that ends here, with the word 级 or, where the list is not closed yet, without."""
        if self.folded[self.at - 1] not in "级亿元":
            return None
        low = max(self.floor, self.at - 12)
        sized = next((m for m in TIER.finditer(self.folded, low, self.at) if m.end() == self.at), None)
        return sized or (None if self.closed else BARE.search(self.folded, max(self.floor, self.at - 9), self.at))

    def _passes_modifier(self) -> bool:
        if self.closed:
            return False
        anywhere, known, longest = modifiers()
        if self.end == self.at and (size := _modifier(self.folded, self.floor, self.at, anywhere, longest)):
            return self._pass(self.at - size)
        size = _modifier(self.folded, self.floor, self.at, known, longest)
        self.at -= size
        return bool(size)

    def _pass(self, at: int) -> bool:
        self.at = self.end = at
        return True

    def _close(self, at: int) -> bool:
        self.closed = True
        return self._pass(at)


def count_before(folded: str, floor: int, end: int) -> int | None:
    """The count among the modifiers before a head noun (构成两大主导产业)."""
    return _gap(folded, floor, end)[1].count


def tier_before(folded: str, floor: int, end: int) -> str | None:
    """The tier among the modifiers before a head noun that has no list there (成为第4个千亿级农牧产业)."""
    return _gap(folded, floor, end)[1].tier


def _gap(folded: str, floor: int, end: int) -> tuple[int, Listing]:
    """Where the list ends that the modifiers, the tier and the count before a head noun go with, and what they say."""
    gap = _Gap(folded, floor, end)
    gap.walk()
    return gap.end, Listing((), gap.tier, grade_of(folded[gap.end : end]), gap.count, gap.closed, gap.open)


def _modifier(folded: str, floor: int, end: int, known: frozenset[str], longest: int) -> int:
    return next((n for n in range(longest, 0, -1) if end - n >= floor and folded[end - n : end] in known), 0)


def _segments_before(folded: str, floor: int, end: int) -> list[Span]:
    """The pieces between 、 to the left of `end`, the last first, down to the punctuation that ends the clause."""
    pieces, depth, stop, left = [], 0, end, floor
    for mark in reversed(list(_MARKS.finditer(folded, floor, end))):
        character = mark[0]
        if character in _CLOSE and not (character == '"' and depth):
            depth += 1
        elif character in _OPEN and depth:
            depth -= 1
        elif character in _OPEN or (not depth and character != "、"):
            left = mark.end()
            break
        elif not depth:
            pieces.append(Span(mark.end(), stop))
            stop = mark.start()
    pieces.append(Span(left, stop))
    return [quoted for piece in pieces for quoted in reversed(_unquoted(folded, *piece))]


def _segments_after(folded: str, start: int, ceiling: int) -> list[Span]:
    """The pieces between 、 to the right of `start`, up to the punctuation that ends the list."""
    pieces, depth, left, right = [], 0, start, ceiling
    for mark in _MARKS.finditer(folded, start, ceiling):
        character = mark[0]
        if character in _OPEN and not (character == '"' and depth):
            depth += 1
        elif character in _CLOSE and depth:
            depth -= 1
        elif character in _CLOSE or (not depth and character != "、"):
            right = mark.start()
            break
        elif not depth:
            pieces.append(Span(left, mark.start()))
            left = mark.end()
    pieces.append(Span(left, right))
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
