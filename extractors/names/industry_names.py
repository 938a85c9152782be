"""The names of industries: where one begins and ends in the text, and what is none.

The left edge of a name is found by what cannot be part of one (`data/industry_edge.tsv`: verbs that take it as their
object, particles, prepositions), by punctuation, and by the places and firms found before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from ..fold import fold_word
from ..view import Span
from .industry_words import (
    edges,
    edges_in,
    endings,
    is_generic,
    joined,
    left_modifiers,
    looks_industrial,
    modifiers,
    named_anyway,
    single,
)
from .tiers import TIER

QUOTES = '“”‘’「」『』"《》'


_NUMBER = re.compile(
    r"(?:第?[\d一二两三四五六七八九十百几数多]+(?:\.\d+)?(?:多|余)?"
    r"(?:个|大类?|条|家|项|类|批|种|座|块|年|月|日|期|届|%|万?亿?元|万|亿|余家|%左右)|\d{2,}|[+]\d)"
)


_ALONG = re.compile(r"沿[㐀-鿿]{1,4}[山江河湖海岭线路带]")
"""沿龙门山…产业带: where a belt runs."""
_HEAD_AND = re.compile(r"(?:(?<!全)产业[链带]?|集群|行业|体系|基地|高地|园区)(?:[和与及暨]|以及)")
"""The end of another list (A产业和B产业)."""

_JOINER = re.compile(r"(?<![饱平总共缓温中])[和与](?![谐平美])|暨")


_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九十")} | {"两": 2}


_NUMBERING = re.compile(r"^(?:【\d{1,2}】|[((]?[\d一二三四五六七八九十]{1,2}[)).、]|[①-⑳]|[-·•*])\s*")


_TAIL = re.compile(r"(?:(?<!全)产业集群|集群|(?:主导|支柱|首位|先导|主攻|特色|优势)产业|(?<![全])产业链|产业|行业)$")


_NO_NAME = re.compile(
    r"(?:年|月|日|季度|半年|期间|以来|集群|名单|情况|阶段|时期|之际|[+%]|\d)$"
    r"|^(?:(?:表|图|附)?\d+|产业[链带]|经济|区域经济|发展|[^\w(].*|[+].*|一.一.|\([^()]*\)|第.{1,3}[章节条篇].*)$|\d{3,}|[\n|—]|[“\"].[”\"]"
)
_ASIDE = re.compile(r"\([^()]*\)|[“「『](?:[^“”「」『』]{4,}|[^“”「」『』]{1,2}[谷城港园湾镇都岛])[”」』]")
_UNOPENED = re.compile(r"(?<![“「『])[^“「『”」』]{1,6}[”」』]")
"""Before an industry, what is said of the place or of all its trades: 某园(某区)汽车, “光芯网端”电子信息."""
_BARE_TIER = re.compile(r"(?:千|百|万|[两三五]千|[两三五]百)亿元?(?![级元])")
_REMARK = re.compile(r"\((?:首位|主导|支柱|主攻|特色|一号|第一|[千百万]亿级)[^()]{0,6}\)$")
"""What a bracket behind a name says of its rank."""
_SCALED = re.compile(r"[十百千万]{1,3}[吨亩头只羽套台辆件]级.*$")
"""How much is made, behind what is made: 蔬菜万吨级出口产业集群."""


class Member(NamedTuple):
    """One industry of a list: the span of its name, and the name without quotes."""

    start: int
    end: int
    name: str


def number(text: str) -> int:
    """The value of a small count, in digits or in Chinese.

    >>> number("十二"), number("3")
    (12, 3)
    """
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def blocks_in(blocks: Sequence[Span], start: int, end: int) -> Iterable[Span]:
    """The spans of `blocks` (sorted) that overlap `start` to `end`."""
    at = max(0, bisect_left(blocks, Span(start, start)) - 3)
    while at < len(blocks) and blocks[at].start < end:
        if blocks[at].end > start:
            yield blocks[at]
        at += 1


_LONGEST = 48
"""No name with its modifiers is longer: how far back from its end an edge is looked for."""


def last_edge(folded: str, start: int, end: int, blocks: Sequence[Span]) -> int:
    """The end of the last word, number, place or firm in a piece that an industry's name cannot hold."""
    edge = start
    near = max(start, end - _LONGEST)
    for match in edges_in(folded, near, end):
        if not _inside_brackets(folded, start, match.start(), end):
            edge = match.end()
    tiers = (TIER,) if folded.find("亿", near, end) >= 0 else ()
    for pattern in (_NUMBER, *tiers, _HEAD_AND, _ALONG):
        for match in pattern.finditer(folded, near, end):
            edge = max(edge, match.end()) if match.end() < end else edge
    for block in blocks_in(blocks, near, end):
        if start < block.end <= end and block.end >= edge and not _inside_brackets(folded, start, block.start, end):
            edge = block.end
            while edge < end and folded[edge] in "市区县省州镇的 ":
                edge += 1
    return edge


def first_edge(folded: str, start: int, end: int, blocks: Sequence[Span]) -> int:
    """The start of the first word, number, place or firm in a piece that an industry's name cannot hold."""
    found = [match.start() for match in islice(edges_in(folded, start, end), 1)]
    found += [match.start() for match in _NUMBER.finditer(folded, start, end)][:1]
    found += [block.start for block in blocks_in(blocks, start, end)][:1]
    return max(start, min(found, default=end))


def _inside_brackets(folded: str, start: int, at: int, end: int) -> bool:
    opened = folded.rfind("(", start, at)
    return opened >= 0 and folded.find(")", opened, at) < 0 and folded.find(")", at, end) >= 0


def place_first(folded: str, start: int, name: int, blocks: Sequence[Span]) -> bool:
    """Whether a piece holds nothing before its industry but places and a verb (中山市古镇灯饰, 中山市做优灯饰)."""
    covered = start
    for block in blocks_in(blocks, start, name):
        if block.start > covered:
            return False
        covered = max(covered, block.end)
    if covered >= name or folded[covered:name] in ("的", " "):
        return True
    return covered > start and is_verb(folded, covered, name)


def is_verb(folded: str, start: int, end: int) -> bool:
    """Whether nothing but one word that an industry's name cannot hold stands between (甲市|做优|茶叶)."""
    return end - start <= 6 and bool(edges().fullmatch(folded, start, end))


def read_name(folded: str, start: int, end: int, listed: bool) -> Member | None:
    """The industry named by a piece, or None where it names none; `listed` tells that it stands beside others."""
    numbering = _NUMBERING.match(folded[start:end])
    start += numbering.end() if numbering else 0
    start = _after_aside(folded, start, end)
    start, end = _strip(folded, start, end)
    sized = next((m for m in TIER.finditer(folded, max(start, end - 12), end) if m.end() == end), None)
    if sized and sized.start() > start + 1:
        end = sized.start()  # 光电千亿级、医药百亿级产业集群
    if remark := _REMARK.search(folded, start + 1, end):
        end = remark.start()
    scaled = _SCALED.search(folded, start + 1, end)
    end = scaled.start() if scaled else end
    tail = _TAIL.search(folded, start, end)
    if tail and tail.start() > start:
        end = tail.start()
    while (
        start < end and folded[start:end] not in named_anyway(listed) and (step := _modifier_size(folded, start, end))
    ):
        listed = listed or TIER.match(folded, start, end) is not None  # 百亿级消费品产业集群
        start += step
    start = _after_aside(folded, start, end)
    start, end = _strip(folded, start, end)
    name = folded[start:end]
    least = 1 if name in single() and (listed or folded.startswith("产业", end)) else 2
    if not least <= len(name) <= 24 or is_generic(name, listed) or _NO_NAME.search(name):
        return None
    return Member(start, end, name)


def _after_aside(folded: str, start: int, end: int) -> int:
    """Where a name begins behind what is said of the place or of all its trades."""
    aside = _ASIDE.match(folded, start, end) or _UNOPENED.match(folded, start, end)
    return aside.end() if aside and looks_industrial(folded[aside.end() : end]) else start


def counted_name(folded: str, start: int, end: int) -> Member | None:
    """A name made of modifiers (绿色工业), which is an industry's as one of as many as the text counts."""
    start, end = _strip(folded, start, end)
    name = folded[start:end]
    fits = 3 < len(name) < 7 and name.isalpha() and is_generic(name) and not _NO_NAME.search(name)
    return Member(start, end, name) if fits and name not in left_modifiers() else None


def _modifier_size(folded: str, start: int, end: int) -> int:
    """How long the modifier or tier is that a name begins with; one that cuts a word in two is none (现代|化工)."""
    if sized := TIER.match(folded, start, end) or _BARE_TIER.match(folded, start, end):
        return sized.end() - start
    _, _, longest = modifiers()
    size = next(
        (n for n in range(longest, 1, -1) if folded[start : start + n] in left_modifiers() and start + n <= end), 0
    )
    across = endings().match(folded, start + size - 1, end) if size else None
    return 0 if across and len(across[0]) > 1 and not endings().match(folded, start + size, end) else size


def _strip(folded: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks, joiners and quotes at its ends (a bracket stays with what it closes)."""
    while start < end and (folded[start] in " \u3000\t·和与及、" + QUOTES + ")" or folded.startswith("以及", start)):
        start += 1
    while start < end and folded[end - 1] in " \u3000\t·、(和与及" + QUOTES:
        end -= 1
    return start, end


def split(members: list[Member], count: int | None, plural: bool) -> list[Member]:
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
    elif not wanted or member.name in joined() or member.name.removesuffix("业") in joined():
        return [member]
    else:
        cut = re.search(joiner, member.name) if joiner else _JOINER.search(member.name)
    if cut is None or cut.start() < 2 or len(member.name) - cut.end() < 2:
        return [member]
    left = Member(member.start, member.start + cut.start(), member.name[: cut.start()])
    right = Member(member.start + cut.end(), member.end, member.name[cut.end() :])
    return [left, right] if len(left.name) == left.end - left.start else [member]


_SUFFIX = re.compile(
    r"(?:先进制造业集群|战略性新兴产业集群|特色产业集群|创新型产业集群|产业集群|集群|产业带|产业基地|产业)$"
)
_PUNCTUATION = re.compile(r"[\s\"'“”‘’「」『』《》〈〉()\[\]【】〔〕·•,、.。:;\-—–_/]+")


def industry_key(industry: str) -> str:
    """An industry's folded name without generic suffix and punctuation.

    >>> industry_key("“钨基”新材料产业")
    '钨基新材料'
    """
    name = _PUNCTUATION.sub("", fold_word(industry)).lower()
    while True:
        shorter = _SUFFIX.sub("", name)
        if shorter in ("", name):
            return name
        name = shorter
