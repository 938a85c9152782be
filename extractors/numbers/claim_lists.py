"""Lists of clusters or places and the counts that stand before or behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..records import Mention
from ..view import View
from .claim_verdicts import within

_GAP = re.compile(r"[\s、“”\"和与及,等个]*(?:(?:产业|集群)[\s、“”\"和与及]*)*")
# What opens the list behind its count, what parts two of its members, and what ends it.
_OPENS = re.compile(r"[,:(]?(?:分别|主要)?(?:包括了?|包含|涵盖|[是为即])?[:]?[“\"]?")
_PARTS = re.compile(r"(?:产业集群|集群|产业)?[”\"]?(?:[、,]|、?(?P<joint>以?及|[和与]))[“\"]?")
_ENDS = re.compile(r"(?:产业集群|集群|产业)?[”\")]*(?:[。;\n]|$)")


def listed_before(view: View, mentions: Sequence[Mention], end: int) -> list[Mention] | None:
    """The mentions of the list that ends where a count begins; None where none does, or where 等 leaves it open."""
    found: list[Mention] = []
    at = end
    for mention in reversed([one for one in within(mentions, end - 159, end) if one.end <= end]):
        gap = view.folded[mention.end : at]
        if not _GAP.fullmatch(gap) or "。" in gap or (at < end and "," in gap):
            break
        if at == end and "等" in gap:
            return None
        found.append(mention)
        at = mention.start
    return found or None


class Behind(NamedTuple):
    """The list behind its count: its members, and how many 和 stand in it, which may be of one name."""

    members: list[Mention]
    joints: int


def listed_behind(view: View, mentions: Sequence[Mention], start: int) -> Behind | None:
    """The list that a count opens and the end of the sentence closes (3个产业集群:A、B、C。); None for any other."""
    opened = _OPENS.match(view.folded, start)
    members: list[Mention] = []
    at, joints = opened.end() if opened else start, 0
    if at == start:
        return None
    for mention in within(mentions, at, at + 400):
        gap = _PARTS.fullmatch(view.folded, at, mention.start) if members else None
        if gap is None and (members or mention.start != at):
            return None
        joints += bool(gap and gap["joint"])
        members.append(mention)
        at = mention.end
        if _ENDS.match(view.folded, at):
            return Behind(members, joints)
    return None
