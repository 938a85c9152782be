"""Clusters in lists laid out as lines: what a line announces as leading industries, its items name one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..rules import rule
from ..view import Span, View
from .cluster_gaps import Listing
from .cluster_gates import Gate
from .cluster_lists import list_before
from .cluster_profiles import NUMBERING, Opened, lines_of
from .homes import Homes, Strength
from .industry_names import is_verb

ITEM = rule(
    "cluster.item",
    "Items that each open with an industry, behind a line that announces a place's leading industries or clusters, "
    "are these.",
    reads=(
        "昆山市已形成以下主导产业:\n●⟦家具⟧。产值9亿元。\n●⟦羽绒服装⟧。产值8亿元。",
        "昆山市产业发展情况\n(一)⟦家具⟧产业。产值9亿元。\n(二)⟦羽绒服装⟧产业。产值8亿元。",
    ),
    leaves=("昆山市已形成以下工作思路:\n●家具。产值9亿元。\n●羽绒服装。产值8亿元。",),
)

_ANNOUNCES = re.compile(
    r"(?:主导|支柱|首位|特色|优势|重点)(?:特色|优势)?产业(?:集群|链)?|(?<!全)产业集群|(?:[两三四五六七八九十]|\d{1,2})大产业"
)
_TELLS = re.compile("产业(?:发展|布局|基础|现状)|(?:重点|优势|特色)?产业$")
"""A heading that only tells of industries; each of its items then has to be called one."""
_INDUSTRY = re.compile(r"[”」\"]?(?:产业|集群)")
_ENDS = re.compile(r"[^,。;!?]{0,8}(?:(?:如下|情况|概况|简介|一览|布局)?[:。]?|——)$")
"""What may stand between the noun and the end of a line that announces industries."""
_CLOSED = re.compile(r"[”」\"]?(?:产业(?:集群|链|带)?|集群|行业)?(?:[。:,,(—-]|$)")
_MARK = re.compile(r"[。:,(—-]")
_NUMERAL = re.compile(r"\d+|[一二三四五六七八九十]+|[①-⑳]|[\U0001f300-\U0001faff]\ufe0f?")
_REACH = 24
"""How long the name of an item may be, and how far from its line's end the announcing noun may stand."""
_LINES = 40
"""How many lines behind the one that announces them are looked at."""


def items(view: View, gate: Gate, homes: Homes, blocks: Sequence[Span]) -> Iterator[Opened]:
    """The industries of the numbered or bulleted lines behind one that announces a place's main industries."""
    if "产业" not in view.folded:
        return
    lines = [line for line in lines_of(view) if view.folded[line.start : line.end].strip()]
    taken = 0
    for at, line in enumerate(lines):
        noun = _announced(view, line) if at >= taken else None
        if noun is None:
            continue
        listings = _listings(view, gate, blocks, line, lines[at + 1 : at + 1 + _LINES])
        if not _ANNOUNCES.search(view.folded, *noun):
            called = (_INDUSTRY.match(view.folded, listing.members[-1].end) for listing in listings)
            listings = listings if all(called) else []
        if len(listings) > 1:
            taken = at + 1 + len(listings)
            for listing in listings:
                own = homes.of(listing.start, listing.members[-1].end)
                yield Opened(listing, own if own.strength > Strength.HEADING else homes.of(*noun), ITEM)


def _announced(view: View, line: Span) -> Span | None:
    """The noun with which a line announces industries, at its end."""
    near = max(line.start, line.end - _REACH)
    if view.folded.find("产业", near, line.end) < 0:
        return None
    nouns = list(_ANNOUNCES.finditer(view.folded, near, line.end)) or list(_TELLS.finditer(view.folded, near, line.end))
    ends = nouns and _ENDS.fullmatch(view.folded, nouns[-1].end(), line.end)
    return Span(*nouns[-1].span()) if ends else None


def _listings(view: View, gate: Gate, blocks: Sequence[Span], intro: Span, lines: Sequence[Span]) -> list[Listing]:
    """The industries of the items of one style; what stands between them unnumbered belongs to the item before."""
    found: list[Listing] = []
    style = ""
    for line in lines:
        own = _style(view, line)
        style = style or own
        if not style or (own and own == _style(view, intro)):
            break
        if own == style:
            listing = _item(view, gate, line, blocks)
            if listing is None:
                break
            found.append(listing)
    return found


def _style(view: View, line: Span) -> str:
    """The numbering that a line opens with, its numeral made one: (#), #., ●."""
    numbering = NUMBERING.match(view.folded, line.start, line.end)
    return _NUMERAL.sub("#", numbering[0].strip()) if numbering else ""


def _item(view: View, gate: Gate, line: Span, blocks: Sequence[Span]) -> Listing | None:
    """The industry that an item opens with, before its first mark, perhaps behind a verb (做优茶叶产业)."""
    numbering = NUMBERING.match(view.folded, line.start, line.end)
    start = numbering.end() if numbering else line.start
    end = min(line.end, start + _REACH)
    mark = _MARK.search(view.folded, start, end)
    listing = list_before(view.folded, start, mark.start() if mark else end, blocks)
    if listing is None or not gate.sure(listing):
        return None
    opened = listing.start - start <= 1 or is_verb(view.folded, start, listing.start)
    return listing if opened and _CLOSED.match(view.folded, listing.members[-1].end, line.end) else None
