"""The place that an article names most, where its head names none: what a digest or an example names is not it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from ..records import District
from ..view import Block, View
from .addresses import Group, division_of
from .gazetteer import district_of, divisions, lineage
from .place_roles import is_institution

# How a heading is numbered tells its rank: one of the same style closes the section before it.
STYLE = re.compile(
    r"\s*(?:(?P<chapter>第[一二三四五六七八九十\d]+[章部编节])|(?P<one>[一二三四五六七八九十]+、)|(?P<two>[((][一二三四五六七八九十]+[))])"
    r"|(?P<digit>\d+[.、])|(?P<three>[((]\d+[))])|(?P<box>[【\[])|(?P<mark>[◆■●▲★※]))"
)
# Behind the time of posting stands where a post was sent from: 2025-03-18 07:30 贵州.
_POSTED = re.compile(r"(?:\d{1,2}:\d\d(?::\d\d)?|IP属地:?|发表于)\s*$")
# 全市, 我省: the text's own place by its kind.
_OWN = re.compile(r"[全我本](?P<kind>[省市州县区旗盟])(?![域级场])")
_COUNTRY = re.compile(r"我国|全国")
_SAID = 20
"""How long a paragraph is that tells something."""


def is_numbered(text: str, start: int) -> bool:
    """Whether the heading at `start` is that of a chapter (一、…), and not of an item of news."""
    style = STYLE.match(text, start, start + 12)
    return style is not None and style.lastgroup not in ("box", "mark")


def settled(district: District) -> District:
    """A park counts as the division it lies in."""
    key = division_of(district)
    return district_of(key) if is_institution(district) and key in divisions() else district


def most_named(view: View, groups: Sequence[Group]) -> District | None:
    """The district most named, its parts counting for it; None where others are named that it does not hold."""
    counts: Counter[str] = Counter()
    districts: dict[str, District] = {}
    total = 0
    for group in groups:
        if is_stamp(view, group):
            continue
        for district in group.districts:
            districts[district.key] = district
            total += 1
            for step, key in enumerate(lineage(district.key)):
                counts[key] += 3 if step == 0 else 1
    ranked = [(count, key) for key, count in counts.items() if key in districts]
    if not ranked:
        return None
    best = max(ranked, key=lambda pair: (pair[0], len(lineage(pair[1])), pair[1]))
    if any(count == best[0] and key not in lineage(best[1]) for count, key in ranked):
        return None  # 甲省、乙省: named as often as each other
    within = [group for group in groups if any(best[1] in lineage(district.key) for district in group.districts)]
    if best[0] < total or _is_one_of_many(view, within) or _is_an_example(view, groups, within):
        return None
    return settled(districts[best[1]])


def common_owner(view: View, groups: Sequence[Group]) -> District | None:
    """The place that a text calls its own by its kind alone (全市, 我省), where most of what it names lies in one."""
    kinds = Counter(own["kind"] for own in _OWN.finditer(view.folded))
    if not kinds:
        return None
    kind, said = kinds.most_common(1)[0]
    named = [district for group in groups if not is_stamp(view, group) for district in group.districts]
    around = Counter(key for district in named for key in lineage(district.key))
    fitting = [key for key, count in around.items() if count * 3 >= len(named) * 2 and _is_of_kind(key, kind)]
    enough = len(named) > 3 or (len(named) == 3 and said > 1)
    return district_of(max(fitting, key=len)) if enough and fitting else None


def _is_of_kind(key: str, kind: str) -> bool:
    """Whether a division is of a kind: a province for 省, what ends with 市, 县, 区 for these."""
    if key not in divisions():
        return False
    return divisions()[key].level == "province" if kind == "省" else divisions()[key].name.endswith(kind)


def is_stamp(view: View, group: Group) -> bool:
    """Whether a place is where the post was sent from, which the text need not be about."""
    block = view.block_at(group.start)
    return block.kind == "byline" and _POSTED.search(view.folded, block.start, group.start) is not None


def _is_one_of_many(view: View, named: Sequence[Group]) -> bool:
    """Whether a text in sections speaks of a place in some of them only, and not at its head: a digest of many."""
    starts = [block.start for block in view.blocks if _opens(view, block)]
    if len(starts) < 2:
        return False
    sections = {bisect_right(starts, group.start) for group in named}
    few = len(sections) * 2 <= len(starts) if len(starts) > 3 else len(sections) == 1
    return 0 not in sections and few


def _opens(view: View, block: Block) -> bool:
    """Whether an item of a digest begins: with a heading of its own, or as one of a list of them."""
    return block.kind == "item" or (block.kind == "heading" and not is_numbered(view.folded, block.start))


def _is_national(view: View, groups: Sequence[Group], lead: int) -> bool:
    """Whether the first paragraph that tells something, at `lead`, names no place but the country."""
    end = view.block_at(lead).end
    return _COUNTRY.search(view.folded, lead, end) is not None and all(group.start >= end for group in groups)


def _is_an_example(view: View, groups: Sequence[Group], named: Sequence[Group]) -> bool:
    """Whether a text of several paragraphs names a place not at its head, and in one alone or behind other places."""
    told = [b.start for b in view.blocks if b.kind == "paragraph" and b.end - b.start > _SAID]
    holding = {bisect_right(told, group.start) for group in named}
    if len(told) <= 3 or min(holding) <= (1 if _is_national(view, groups, told[0]) else 2):
        return False
    before = {bisect_right(told, group.start) for group in groups if group.start < named[0].start}
    return len(holding) == 1 or len(before - {min(holding)}) > 1
