"""Clusters by predicates: what is, becomes or is made the leading industry of a place, before or after the verb."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ..rules import rule
from ..scan import Anchor
from ..view import Span, View
from .cluster_gaps import Listing, count_before
from .cluster_gates import Gate
from .cluster_lists import list_after, list_before
from .industry_names import blocks_in, split
from .tiers import grade_of

PREDICATE = rule(
    "cluster.predicate",
    "What is, becomes or is made the leading industry of a place, before or after the verb.",
    reads=(
        "⟦家具⟧是南康区的支柱产业。",
        "南康区的主导产业为⟦家具制造⟧、⟦电子信息⟧。",
        "南康区把⟦家具⟧产业作为首位产业。",
        "⟦家具⟧已后来居上,成为南康区支柱产业。",
        "作为支柱产业,南康区的⟦家具⟧产业占四成。",
        "⟦茶⟧产业与⟦家具⟧产业共同构成南康区两大主导产业。",
        "⟦家具⟧、⟦茶叶⟧,都是南康区培育的产业集群。",
        "南康区主导产业:⟦家具⟧(首位产业)、⟦木材加工⟧。",
        "⟦茶叶⟧成为南康区继⟦家具⟧、⟦木材加工⟧之后第3个支柱产业。",
    ),
    leaves=("主导产业是发展的关键。",),
)
_COPULA = (
    r"(?:产业)?(?:已|正|正在|将|均|都|同|皆|也|又|一直|始终|逐步|逐渐|加快|日益|现已|已经|分别|则|共同|一起|携手|双双|仍|仍然|依然|俨然|迅速|快速)?被?"
    r"(?:是|同为|为|成为|作为|列为|定为|确定为|确立为|明确为|打造成为|打造成|打造为|培育成为|培育成|培育为|发展成为|发展成|发展为|成长为|成长成|升级为|上升为|跃升为|壮大为|做成|变成|成了|形成|建成|当作|当成|推为|并列|构成|组成|并称)"
)
_COPULAS = re.compile(_COPULA)
AWARDS = re.compile(
    r"(?:产业)?(?:成功|先后|分别|双双|均|同时|已|再)?被?(?:入选|入围|入列|获评|获批|荣获|评为|认定为|列为|列入|纳入|跻身|晋级|上榜)"
)
_OF_CLUSTERS = re.compile(rf"{AWARDS.pattern}|,?(?:都|均|皆)[是为]")
_AFTER_HEAD = re.compile(
    r"[””\"]?(?:方向|定位|布局|方面)?(?:(?:分别|主要|重点|已|现)?(?:是|为|有|包括|包含|涵盖|涉及|(?:确定|确立|明确|定位|选定)为|锁定|定为):?"
    r"|[:(]|——|,(?:即|包括|分别(?:是|为)?)|\((?:即|包括|分别为)?)(?=\S)"
)
PREDICATE_REACH = 80
"""How many characters a predicate may take from its verb to its head noun."""
_SHORT = 5
_SUBJECT = 24
"""How far into its sentence the subject may end."""
_AS = re.compile(r"(?:^|[,。;:\s])作为[^,。;]{0,20}$")
_ONLY = ("一号产业", "头号产业", "头号特色产业", "首位产业", "第一大产业", "第一支柱", "首要产业")
"""The nouns of which a place has one."""
_AFTER_OTHERS = re.compile(r"[^,。;]{0,8}?继(?P<list>[^,。;]{2,40}?)之?后[^,。;]{0,4}第")
_JOINED = re.compile(r"(?:产业|行业)[和与及]$")
_DONE = re.compile("(?<![石炼])化$|^(?:服务|应用|经济|工业|制造|设计|教育|总部|金融)")
"""What is done with an industry or is of it, behind its name (主导产业数字化)."""
_STATED = re.compile(
    r"[”」]?(?:产业|集群)?(?:$|[,。;)\n]|全?年?(?:营业收入|营收|产值|增加值)|规上|企业|实现|占|成势|崛起|提速)"
)


class Said(NamedTuple):
    """What a predicate says to be a leading industry; where its home is looked for, or up to where behind it."""

    listing: Listing
    home_at: int | None
    seat_until: int | None


class Predicates:
    """Reads the predicates of one article; `head_ends` are the ends of its head nouns, which no list goes across."""

    def __init__(self, view: View, gate: Gate, blocks: Sequence[Span], head_ends: Sequence[int]) -> None:
        self._view, self._folded, self._gate, self._blocks, self._head_ends = view, view.folded, gate, blocks, head_ends

    def read(self, head: Anchor, kind: str, floor: int, sentence: Span) -> Iterator[Said]:
        """What the predicate before or after a head noun makes the leading industry of a place."""
        after = _AFTER_HEAD.match(self._folded, head.end, min(sentence.end, head.end + 12))
        if after:
            at = bisect_left(self._head_ends, after.end() + 1)
            while at < len(self._head_ends) and self._is_aside(self._head_ends[at]):
                at += 1
            ceiling = min(sentence.end, self._head_ends[at]) if at < len(self._head_ends) else sentence.end
            count = 1 if head.word in _ONLY else count_before(self._folded, floor, head.start)
            listing = list_after(self._folded, after.end(), ceiling, self._blocks, count)
            quoted = self._folded[after.end() : after.end() + 1] in '“「"'
            needed = 1 if quoted or (kind == "leading" and after[0] not in ("(", "有")) else 2
            if listing and len(listing.members) >= needed and self._gate.industrial(listing):
                yield Said(listing, head.start, None)
                return
        if (
            kind == "leading"
            and self._folded.startswith(",", head.end)
            and (named := self._named_behind(head, sentence))
        ):
            yield Said(named, None, None)
            return
        if kind == "leading" and (beside := self._apposition(head, sentence)):
            yield Said(beside, head.start, None)
            return
        clause = self._view.clause_at(head.start)
        yield from self.subjects(head, kind, max(floor, clause.start, head.start - PREDICATE_REACH))

    def _is_aside(self, end: int) -> bool:
        """Whether a head noun ends a bracket, which says something of one of a list: 家具(首位产业)、茶叶."""
        return self._folded.startswith(")", end)

    def _apposition(self, head: Anchor, sentence: Span) -> Listing | None:
        """The industries that stand right behind a place's leading industry as its name (首位产业电子信息)."""
        if not head.word.endswith("产业"):
            return None
        start = head.end + (self._folded[head.end : head.end + 1] in ("”", "」"))
        listing = list_after(self._folded, start, min(sentence.end, start + 30), self._blocks)
        if listing is None or listing.start > start + 1 or not self._gate.sure(listing):
            return None
        said = all(len(member.name) <= 8 and not _DONE.search(member.name) for member in listing.members)
        return listing if said and _STATED.match(self._folded, listing.members[-1].end) else None

    def subjects(self, head: Anchor, kind: str, floor: int, tier: str | None = None) -> Iterator[Said]:
        """Subjects of the predicate that the head noun ends: 家具是南康区的支柱产业, 把家具产业作为一号产业."""
        copulas = list((_OF_CLUSTERS if kind == "cluster" else _COPULAS).finditer(self._folded, floor, head.start))
        if not copulas:
            return
        if kind == "cluster" and any(word in copulas[-1][0] for word in "都均皆"):
            yield from self._together(copulas[-1].start(), head)
            return
        at = copulas[-1].start()
        if self._folded[max(0, at - 2) : at].endswith(("曾", "曾经", "不再", "不")):
            return
        start = max(self._view.sentence_at(at).start, self._view.block_at(at).start)
        listing = list_before(self._folded, start, self._subject_end(start, at), self._blocks)
        if listing is None or not (self._gate.industrial(listing) or self._is_called_industry(listing)):
            listing = self._heading_clause(at)
        if listing is None:
            return
        count = count_before(self._folded, copulas[-1].end(), head.start)
        if count == 2 and len(listing.members) == 1:
            listing = self._with_other(listing, start)
        several = len(apart := _all_split(listing).members) == count
        if kind == "named" and not several:
            return
        if several or "同为" in copulas[-1][0] or "均" in copulas[-1][0] or "都" in copulas[-1][0]:
            listing = replace(listing, members=apart)
        grade = grade_of(self._folded[copulas[-1].end() : head.start]) if kind == "cluster" else listing.grade
        listing = replace(listing, tier=tier or listing.tier, grade=grade)
        yield Said(listing, None, head.start)
        if (others := self._others(copulas[-1].end(), head)) is not None:
            yield Said(replace(others, tier=listing.tier), None, head.start)

    def _together(self, at: int, head: Anchor) -> Iterator[Said]:
        """Two or more industries of which each is said to be a cluster: 家具、茶叶,都是该区培育的产业集群."""
        at -= self._folded.startswith(",", at - 1)
        listing = list_before(self._folded, self._view.sentence_at(at).start, at, self._blocks)
        if listing is None or len(listing.members) < 2 or not self._gate.trades(listing):
            return
        gaps = (self._folded[one.end : other.start] for one, other in pairwise(listing.members))
        if all(len(gap) < 3 for gap in gaps):  # not each of a place of its own
            yield Said(listing, None, head.start)

    def _with_other(self, listing: Listing, floor: int) -> Listing:
        """The list with the first of two that are joined with their nouns: A产业与B产业构成两大主导产业."""
        joined = _JOINED.search(self._folded, max(floor, listing.start - 4), listing.start)
        first = list_before(self._folded, floor, joined.start(), self._blocks) if joined else None
        return replace(listing, members=(*first.members[-1:], *listing.members)) if first else listing

    def _heading_clause(self, at: int) -> Listing | None:
        """The industry that the clause before the predicate's begins with: 家具已取而代之,成为支柱产业."""
        if self._folded[at - 1 : at] != ",":
            return None
        start = self._view.clause_at(at - 2).start
        listing = list_after(self._folded, start, at - 1, self._blocks)
        if listing is None or listing.start != start or listing.members[-1].end == at - 1:
            return None
        return listing if self._gate.trades(listing) else None

    def _named_behind(self, head: Anchor, sentence: Span) -> Listing | None:
        """The industry that the next clause begins with: 作为支柱产业,昆山的家具产业占四成."""
        if not _AS.search(self._folded, max(sentence.start - 1, head.start - _SUBJECT), head.start):
            return None
        start = head.end + 1
        for block in blocks_in(self._blocks, start, start + _SUBJECT):
            start = block.end if block.start == start else start
        start += self._folded.startswith("的", start)
        end = self._folded.find("产业", start, min(sentence.end, start + _SUBJECT))
        listing = list_before(self._folded, start, end, self._blocks) if end > 0 else None
        return listing if listing and listing.start == start and self._gate.sure(listing) else None

    def _others(self, start: int, head: Anchor) -> Listing | None:
        """The industries that the subject comes after: 草业成为继奶业、肉羊之后第3个支柱产业."""
        after = _AFTER_OTHERS.match(self._folded, start, head.start)
        listing = list_before(self._folded, after.start("list"), after.end("list"), self._blocks) if after else None
        return listing if listing and self._gate.sure(listing) else None

    def _is_called_industry(self, listing: Listing) -> bool:
        """Whether 产业 stands behind a short name, which then is an industry whatever its characters are."""
        last = listing.members[-1]
        named = self._folded.startswith("产业", last.end) and len(last.name) <= _SHORT
        return named and all(self._gate.plausible(member, "cluster") for member in listing.members)

    def _subject_end(self, start: int, at: int) -> int:
        """Where the subject of a predicate ends: right before it, or behind the first 产业 where a comma is between.

        茶产业年产值达9亿元,成为全县支柱产业.
        """
        if self._folded[at - 1 : at] != ",":
            return at
        first = self._folded.find("产业", start, min(at, start + _SUBJECT))
        return first if first >= 0 else at


def _all_split(listing: Listing) -> Listing:
    """The listing with each member split at 和 and 与 (A与B、C同为…)."""
    members = [part for member in listing.members for part in split([member], None, True)]
    return Listing(tuple(members), listing.tier, listing.grade, listing.count, listing.closed)
