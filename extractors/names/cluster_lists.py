"""Lists of industries: the names that stand before or after a head noun, split where the text lists several.

The left edge of an industry's name is found by what cannot be part of one (`data/industry_edge.tsv`: verbs that take
it as their object, particles, prepositions), by punctuation, and by the places and firms found before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from ..lexicon import rows, words
from ..view import Span
from .tiers import BARE, TIER, grade_of, tier_of

WINDOW = 120
"""How many characters a list of industries may take; longer ones are not read."""

_OPEN, _CLOSE = '“‘「『(《【"', '”’」』)》】"'
_QUOTES = '“”‘’「」『』"《》'
_HARD = set(",。;:!?…\n\t|→—●■◆•~")
_NUMBER = re.compile(
    r"(?:第?[\d一二两三四五六七八九十百几数多]+(?:\.\d+)?(?:多|余)?"
    r"(?:个|大类?|条|家|项|类|批|种|座|块|年|月|日|期|届|%|万?亿?元|万|亿|余家|%左右)|\d{2,}|[+]\d)"
)
_COUNT = re.compile(r"(?:(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|大|条|类|项)|[一]批|若干|多个|多条)$")
_MAIN = re.compile(r"为(?:主导|主体|主|特色|支柱|核心|代表|龙头|重点|引领|首位|引擎|优势|基础|骨干)(?:产业)?的$")
_JOINER = re.compile(r"(?<![饱平总共缓温中])[和与](?![谐平美])|暨")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九十")} | {"两": 2}


class Member(NamedTuple):
    """One industry of a list: the span of its name, and the name without quotes."""

    start: int
    end: int
    name: str


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


@cache
def _edges() -> re.Pattern[str]:
    """All edge words in one pattern, grouped by their first character."""
    by_first: dict[str, list[str]] = {}
    for word, *limits in rows("industry_edge.tsv"):
        after = f"(?![{limits[0]}])" if limits and limits[0] else ""
        before = f"(?<![{limits[1]}].)" if len(limits) > 1 else ""
        by_first.setdefault(word[0], []).append(before + re.escape(word[1:]) + after)
    groups = (
        f"{re.escape(first)}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for first, rest in by_first.items()
    )
    return re.compile("|".join(groups))


@cache
def _generic() -> tuple[frozenset[str], frozenset[str], int]:
    """Modifiers to be cut at a name's right, those cut only after a list's end, and the longest one's length."""
    anywhere = frozenset(word for word, where in rows("industry_generic.tsv") if where != "right")
    right = frozenset(word for word, where in rows("industry_generic.tsv") if where == "right")
    return anywhere, anywhere | right, max(map(len, anywhere | right))


@cache
def _left() -> frozenset[str]:
    """Modifiers that may be cut at a name's left."""
    return frozenset(word for word, where in rows("industry_generic.tsv") if where == "both")


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(words('industry_ending.tsv'), key=len, reverse=True))})")


@cache
def _joined() -> frozenset[str]:
    return frozenset(words("industry_joined.tsv"))


def number(text: str) -> int:
    """The value of a small count, in digits or in Chinese.

    >>> number("十二"), number("3")
    (12, 3)
    """
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def looks_industrial(name: str) -> bool:
    """Whether the name holds a word in which industries' names end; slogans and plans hold none."""
    return bool(_endings().search(name))


def is_generic(name: str) -> bool:
    """Whether a name consists of modifiers that name no industry (先进制造业, 特色优势)."""
    _, words_, longest = _generic()
    at = 0
    while at < len(name):
        size = next((n for n in range(longest, 0, -1) if name[at : at + n] in words_), 0) or name[at] in "和与及、"
        if not size:
            return False
        at += size
    return True


def list_before(folded: str, floor: int, end: int, blocks: Sequence[Span]) -> Listing | None:
    """The industries whose list ends before the head noun at `end`; `blocks` are the spans of places and firms."""
    floor = max(floor, end - WINDOW)
    gap_end, found = _gap(folded, floor, end)
    segments = _segments_before(folded, floor, gap_end)
    members: list[Member] = []
    for start, stop in segments:
        edge = _last_edge(folded, start, stop, blocks)
        member = _member(folded, max(edge, start), stop, found.closed)
        if member is not None:
            members.append(member)
        if member is None or (edge > start and not _place_first(folded, start, member.start, blocks)):
            break
    members = _split(list(reversed(members)), found.count, plural=found.count is not None)
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
        stop = _first_edge(folded, left, right, blocks)
        member = _member(folded, left, stop, True)
        if member is not None:
            members.append(member)
        if member is None or stop < right:
            break
    members = _split(members, None, plural=len(members) > 1)
    return Listing(tuple(members), closed=len(members) > 1) if members else None


def _gap(folded: str, floor: int, end: int) -> tuple[int, Listing]:
    """Where the list ends that the modifiers, the tier and the count before a head noun go with, and what they say."""
    anywhere, _, longest = _generic()
    tier = count = None
    closed, last = False, end
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
    _, known, longest = _generic()
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


def _blocks_in(blocks: Sequence[Span], start: int, end: int) -> Iterable[Span]:
    """The spans of `blocks` (sorted) that overlap `start` to `end`."""
    at = max(0, bisect_left(blocks, Span(start, start)) - 3)
    while at < len(blocks) and blocks[at].start < end:
        if blocks[at].end > start:
            yield blocks[at]
        at += 1


def _last_edge(folded: str, start: int, end: int, blocks: Sequence[Span]) -> int:
    """The end of the last word, number, place or firm in a piece that an industry's name cannot hold."""
    edge = start
    for match in _edges().finditer(folded, start, end):
        if not _inside_brackets(folded, start, match.start(), end):
            edge = match.end()
    for pattern in (_NUMBER, TIER):
        for match in pattern.finditer(folded, start, end):
            edge = max(edge, match.end()) if match.end() < end else edge
    for block in _blocks_in(blocks, start, end):
        if start < block.end <= end and block.end >= edge:
            edge = block.end
            while edge < end and folded[edge] in "市区县省州镇的 ":
                edge += 1
    return edge


def _first_edge(folded: str, start: int, end: int, blocks: Sequence[Span]) -> int:
    """The start of the first word, number, place or firm in a piece that an industry's name cannot hold."""
    found = [match.start() for match in _edges().finditer(folded, start, end)][:1]
    found += [match.start() for match in _NUMBER.finditer(folded, start, end)][:1]
    found += [block.start for block in _blocks_in(blocks, start, end)][:1]
    return max(start, min(found, default=end))


def _inside_brackets(folded: str, start: int, at: int, end: int) -> bool:
    opened = folded.rfind("(", start, at)
    return opened >= 0 and folded.find(")", opened, at) < 0 and folded.find(")", at, end) >= 0


def _place_first(folded: str, start: int, name: int, blocks: Sequence[Span]) -> bool:
    """Whether a piece holds nothing before its industry but places (中山市古镇灯饰)."""
    covered = start
    for block in _blocks_in(blocks, start, name):
        if block.start > covered:
            return False
        covered = max(covered, block.end)
    return covered >= name or folded[covered:name] in ("的", " ")


_NUMBERING = re.compile(r"^(?:[((]?[\d一二三四五六七八九十]{1,2}[)).、]|[①-⑳]|[-·•*])\s*")
_TAIL = re.compile(r"(?:(?<!全)产业集群|集群|主导产业|支柱产业|(?<![全])产业链|产业|行业)$")


_NO_NAME = re.compile(
    r"(?:年|月|日|季度|半年|期间|以来|集群|名单|情况|阶段|时期|之际|[+%]|\d)$"
    r"|^(?:(?:表|图|附)?\d+|经济|区域经济|发展|[^\w(].*|[+].*)$|\d{3,}|[\n|—]"
)


def _member(folded: str, start: int, end: int, closed: bool) -> Member | None:
    """The industry named by a piece, or None where it names none."""
    numbering = _NUMBERING.match(folded[start:end])
    start += numbering.end() if numbering else 0
    start, end = _strip(folded, start, end)
    tail = _TAIL.search(folded, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    _, _, longest = _generic()
    while start < end:
        step = next((n for n in range(longest, 1, -1) if folded[start : start + n] in _left() and start + n <= end), 0)
        sized = TIER.match(folded, start, end)
        step = sized.end() - start if sized else step
        if not step:
            break
        start += step
    start, end = _strip(folded, start, end)
    name = folded[start:end]
    if not 2 <= len(name) <= 24 or is_generic(name) or _NO_NAME.search(name):
        return None
    return Member(start, end, name)


def _strip(folded: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks, joiners and quotes at its ends (a bracket stays with what it closes)."""
    while start < end and folded[start] in " \u3000\t·和与及、" + _QUOTES + ")":
        start += 1
    while start < end and folded[end - 1] in " \u3000\t·、(和与及" + _QUOTES:
        end -= 1
    return start, end


def _split(members: list[Member], count: int | None, plural: bool) -> list[Member]:
    """Split at 以及, and at 和 or 与 where the list is one of several and the name is not a fixed one."""
    several = len(members) > 1 or plural
    found: list[Member] = []
    for position, member in enumerate(members):
        last = position == len(members) - 1
        wanted = several and (last or plural) and (count is None or len(members) < count)
        found += _parts(member, wanted)
    if count is not None and len(found) == count - 1:
        found = [part for member in found for part in (_parts(member, True, "及") if member is found[-1] else [member])]
    return found


def _parts(member: Member, wanted: bool, joiner: str = "") -> list[Member]:
    if "以及" in member.name:
        cut = re.search("以及", member.name)
    elif not wanted or member.name in _joined() or member.name.removesuffix("业") in _joined():
        return [member]
    else:
        cut = re.search(joiner, member.name) if joiner else _JOINER.search(member.name)
    if cut is None or cut.start() < 2 or len(member.name) - cut.end() < 2:
        return [member]
    left = Member(member.start, member.start + cut.start(), member.name[: cut.start()])
    right = Member(member.start + cut.end(), member.end, member.name[cut.end() :])
    return [left, right] if len(left.name) == left.end - left.start else [member]
