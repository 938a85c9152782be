"""Clusters in texts laid out by place or by chain: 甲县——茶叶、竹木。, 1.稀土产业链(链长:…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..rules import rule
from ..view import Span, View
from .cluster_gaps import Listing
from .cluster_gates import Gate
from .cluster_lists import list_after, list_before
from .homes import Home, Homes, Strength

PROFILE = rule(
    "cluster.profile",
    "In paragraphs that each open with a place and name nothing but industries behind it, these are the place's own.",
    reads=(
        "一区一特色:昆山市——⟦茶叶⟧;太仓市——⟦家具⟧。",
        "全市特色产业一览。\n昆山市——⟦茶叶⟧和⟦竹木⟧。\n太仓市:⟦家具⟧,年产值9亿元。\n常熟市,⟦羽绒服装⟧。",
    ),
    leaves=(
        "昆山市:家具下乡。\n太仓市,今年以来,汽车热销。",
        "各市产业集群见闻\n昆山市:纤维之城\n太仓市:茶叶新名片",
        "各市产业集群见闻\n昆山市:家具“老树”发新芽\n太仓市:车间“换新颜”",
    ),
)
CHAIN_ITEM = rule(
    "cluster.chain_item",
    "An item or a paragraph that opens with an industry's 产业链 and goes on about it, beside others that do so too.",
    reads=("1.⟦稀土新材料⟧产业链(链长:李某)。产值9亿元。\n2.⟦光伏玻璃⟧产业链。产值8亿元。",),
    leaves=("1.延伸产业链。\n2.围绕产业链招商。",),
)

NUMBERING = re.compile(
    r"\s*(?:【\d{1,2}】\s*|[((]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)).、]\s*|第[一二三四五六七八九十]{1,3}[章节]\s*|[-·•●■◆*▶►▲△◎○□◇★☆➤➢]\s*|[①-⑳]\s*|[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?\s*)?"
)
_PREFACE = re.compile(r"[^,。;:、]{2,12}:(?=[^。;]{2,14}(?:——|:))")
_PARTING = re.compile("[;①-⑳]")
_OPENS = re.compile(r"\)?\s*(?:——|—|--|:|,|\|)\s*")
_STRONG = re.compile(r"\)?\s*(?:——|—|--|:)")
_CLOSED = re.compile(r"[”」\"]?(?:产业(?:集群|链|带)?|集群)?(?:[。,;、:(]|$)")
_SLOGAN = re.compile(r"[^、](?<![和与及])[“「『]")
"""What only quotes a part of what it says: 甲市:茶叶“老树发新芽”."""
_EPITHET = re.compile(
    r"(?:之.{1,2}|[城都乡梦]|故事|样本|账本|密码|新篇|新局|名片|转身|突围|跃升|跨越|崛起|引擎|巨轮|航母)$"
)
"""What a heading calls a place or its story, and no industry: 甲市:纤维之城."""
_OF_CLUSTERS = re.compile(r"产业|集群|一县一|一镇一|一村一|块状经济|特色|招牌")
_CHAIN = re.compile(r"(?:全?产业链|产业集群)(?=[(。:,;\n]|$)")
_BEARS = re.compile(r"[。,:\s]*(?:(?:主要|重点)?(?:依托|支持|以|由|在|推动|鼓励|引导|指导|布局(?:在|于)?|发挥))?")
_CHAIN_REACH = 40
_LEAST = 3
"""How many paragraphs have to be laid out alike; two are enough with a dash or a colon in each."""


class Opened(NamedTuple):
    """The industries that a paragraph opens with, and their home."""

    listing: Listing
    home: Home
    rule: str


def lines_of(view: View) -> Iterator[Span]:
    """The lines of every block but tables."""
    for block in view.blocks:
        start = block.start
        while block.kind != "table" and start < block.end:
            at = view.folded.find("\n", start, block.end)
            end = block.end if at < 0 else at
            yield Span(start, end)
            start = end + 1


def _pieces(view: View) -> Iterator[Span]:
    """The lines, and what stands in one between ; as if it stood in lines: 一区一业:甲区——家具;乙区——茶叶."""
    for line in lines_of(view):
        preface = _PREFACE.match(view.folded, line.start, line.end)
        start = preface.end() if preface else line.start
        for mark in _PARTING.finditer(view.folded, start, line.end):
            yield Span(start, mark.start())
            start = mark.end() if mark[0] == ";" else mark.start()
        yield Span(start, line.end)


def profiles(view: View, gate: Gate, homes: Homes, blocks: Sequence[Span]) -> Iterator[Opened]:
    """The industries of paragraphs that each open with a place."""
    if not _OF_CLUSTERS.search(view.folded):
        return
    found: list[Opened] = []
    strong = 0
    for line in _pieces(view):
        opened = _profile(view, gate, homes, blocks, line)
        if opened is not None:
            found.append(opened[0])
            strong += opened[1]
    if len(found) >= _LEAST or strong > 1:
        yield from found


def _profile(view: View, gate: Gate, homes: Homes, blocks: Sequence[Span], line: Span) -> tuple[Opened, bool] | None:
    numbering = NUMBERING.match(view.folded, line.start, line.end)
    start = numbering.end() if numbering else line.start
    group = next(iter(homes.groups_in(start, start + 1)), None)
    opens = _OPENS.match(view.folded, group.end, line.end) if group else None
    if group is None or opens is None:
        return None
    end = min(line.end, view.sentence_at(opens.end()).end)
    listing = list_after(view.folded, opens.end(), end, blocks)
    if listing is None or listing.start != opens.end() or not all(gate.plausible(m, "plain") for m in listing.members):
        return None
    last = listing.members[-1].end
    if _EPITHET.search(view.folded, opens.end(), last):
        return None
    if not _CLOSED.match(view.folded, last, line.end) or _SLOGAN.search(view.folded, opens.end(), last):
        return None
    strong = bool(_STRONG.match(view.folded, group.end, line.end))
    return Opened(listing, Home(group.places, Strength.PHRASE), PROFILE), strong


def _bearers(view: View, homes: Homes, rest: Span) -> Home | None:
    """The places at the head of what an item goes on to say (支持甲市、乙市打造…; 甲市建设…)."""
    group = next(iter(homes.groups_in(rest.start, min(rest.end, rest.start + _CHAIN_REACH))), None)
    if group is None:
        return None
    before = view.folded[max(rest.start, view.sentence_at(group.start).start) : group.start]
    return Home(group.places, Strength.PARAGRAPH) if _BEARS.fullmatch(before) else None


def chain_items(view: View, gate: Gate, homes: Homes, blocks: Sequence[Span]) -> Iterator[Opened]:
    """The industries of items that each open with the name of a chain."""
    found: list[Opened] = []
    named = any(word in view.folded for word in ("产业链", "产业集群"))
    for line in _pieces(view) if named else ():
        numbering = NUMBERING.match(view.folded, line.start, line.end)
        start = numbering.end() if numbering else line.start
        chain = _CHAIN.search(view.folded, start, min(line.end, start + _CHAIN_REACH))
        listing = list_before(view.folded, start, chain.start(), blocks) if chain else None
        whole = listing is not None and listing.start - start <= 1
        if listing and whole and all(gate.plausible(member, "chain") for member in listing.members):
            home = homes.of(listing.start, listing.members[-1].end)
            if chain and home.strength <= Strength.HEADING:
                home = _bearers(view, homes, Span(chain.end(), line.end)) or home
            found.append(Opened(listing, home, CHAIN_ITEM))
    if len(found) > 1:
        yield from found
