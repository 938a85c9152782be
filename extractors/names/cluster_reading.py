"""The rules by which text sets clusters up: before and after head nouns, by cues, predicates and tiers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..rules import rule, veto
from ..scan import Anchor
from ..view import Span, View
from .cluster_drafter import Drafter
from .cluster_drafts import Draft
from .cluster_frames import Frames
from .cluster_gaps import Listing, count_before, tier_before
from .cluster_gates import Gate
from .cluster_heads import outermost
from .cluster_items import items
from .cluster_lists import WINDOW, list_after, list_before
from .cluster_owners import Owners
from .cluster_predicates import AWARDS, PREDICATE, PREDICATE_REACH, Predicates, Said
from .cluster_profiles import chain_items, profiles
from .cluster_tables import of_tables
from .firms import FirmMention
from .homes import Homes
from .industry_names import Member
from .industry_words import listed_names, looks_industrial
from .places import Place
from .tiers import TIER, grade_of, tier_of

HEAD = rule(
    "cluster.head",
    "An industry, or each of a list, before 产业集群, 集群, 产业带 or 产业高地 is a cluster of its place.",
    reads=(
        "武进区的⟦智能电网⟧产业集群产值增长9%。",
        "常州市做强⟦新型碳材料⟧、⟦纺织装备⟧等产业集群。",
        "昆山市有1个千亿级⟦家具⟧、5个百亿级产业集群。",
        "昆山市打造⟦家具⟧、⟦茶叶⟧两个具有全国影响力的产业集群。",
        "中国(昆山)⟦家具⟧产业基地揭牌。",
        "昆山市千亿⟦纺织⟧产业集群提速。",
        "武进区的⟦消费品⟧产业集群新增企业9家。",
    ),
    leaves=(
        "常州市培育世界级先进制造业集群。",
        "推动产业集群发展。",
        "打造重点消费品产业集群。",
        "无人机集群表演点亮夜空。",
        "坚定不移壮大特色产业集群。",
        "德国慕尼黑汽车产业集群历史悠久。",
        "昆山市茶叶基地是全国七大茶叶产业基地之一。",
        "第五章 重点产业集群",
    ),
)
LEADING = rule(
    "cluster.leading",
    "Each of a list before 主导产业, 支柱产业, 三大产业 or 千亿级产业 is a leading industry of its place.",
    reads=(
        "盐城市⟦新能源⟧、⟦光伏玻璃⟧、⟦汽车⟧三大主导产业提速。",
        "盐城市⟦新能源⟧、⟦汽车⟧两个重点产业提速。",
        "盐城市有⟦新能源⟧、⟦汽车⟧,这两大主导产业提速。",
        "盐城市“⟦汽车⟧+⟦家电⟧+⟦新材料⟧”三大主导产业提速。",
    ),
    leaves=("盐城市培育壮大主导产业。", "盐城市新能源、汽车两个产业协会成立。"),
)
CUE = rule(
    "cluster.cue",
    "What a place 主导发展 or 主攻 is its leading industry.",
    reads=("奉贤区主导发展“⟦美丽健康⟧”。", "南康区主攻⟦家具⟧产业。"),
    leaves=("南康区主攻方向不变。",),
)
GENERIC = veto(
    "cluster.generic",
    "A head noun without an industry before it is talk of clusters in general.",
    stops=("推动⟦产业集群⟧发展。",),
)

NOT_INDUSTRY = veto(
    "cluster.not_industry",
    "What stands before a head noun and is no industry (a slogan, a name, several for one) is not set up as a cluster.",
    stops=("园区构建“⟦一核两翼⟧”产业链。",),
)
# What makes clusters of 产业: 三大产业, 百亿产业, 认领的产业.
_SETS_UP = re.compile("[亿大个]|认领|领建|主攻|首位|主抓")
# What stands between 主导产业 and the industries that it is.
_DEFINES = re.compile(r"[:为是]")
# Rules that take a name for a firm by its list or its ending alone, or by such a mention of it.
_BY_COMPANY = ("firm.enumeration", "firm.trade", "firm.thing")
_AGAIN = "firm.again"
_BRACKETED = re.compile(rf"[(]{TIER.pattern}[)]")
"""A tier behind the head noun: 茶叶产业集群(千亿级)."""
# What an industry behind a cue is called, with which its name ends.
_CALLED = ("产业", "集群", "赛道", "等")
_TRADES = range(5, 1, -1)
"""How long the names of general trades are."""
# A base or chain that is built is a project.
_PROJECT = re.compile(r"(?:[一二三四五六七八九十\d]+期|项目|工程|(?:已)?(?:开工|投产|竣工|总投资))")


class Reader:
    """Reads the drafts of one article."""

    def __init__(self, view: View, places: Sequence[Place], firms: Sequence[FirmMention]) -> None:
        self.view = view
        self.folded = view.folded
        self.homes = Homes(view, places)
        known = {firm.firm.key for firm in firms if firm.rule not in (*_BY_COMPANY, _AGAIN)}
        self.firm_spans = sorted(
            Span(firm.start, firm.end) for firm in firms if firm.firm.key in known or not self._is_trade(firm)
        )
        self.blocks = sorted({*(Span(place.start, place.end) for place in places), *self.firm_spans})
        self._place_ends = {place.end for place in places}
        self.heads = outermost(view.anchors("cluster_head"))
        self.head_ends = [head.end for head in self.heads if head.payload[0] in ("cluster", "leading", "base")]
        self._owned_in = -1
        self._drafter = Drafter(view, self.homes, places)
        self.gate = Gate(self.folded, self.firm_spans)
        self.frames = Frames(view, self.gate, self.blocks)
        self.predicates = Predicates(view, self.gate, self.blocks, self.head_ends)
        self.owners = Owners(view, self.gate, self.homes, self.blocks)

    def _is_trade(self, firm: FirmMention) -> bool:
        """Whether a name taken for a firm only by its list or its ending may as well be an industry (通用机械)."""
        return firm.rule in (*_BY_COMPANY, _AGAIN) and looks_industrial(self.folded[firm.end - 2 : firm.end])

    def drafts(self) -> list[Draft]:
        """All mentions that set a cluster up, by position."""
        heads = self.heads
        found = [*of_tables(self.view, self.homes, HEAD), *self._cues()]
        for head in heads:
            found += self._of_head(head)
        for opened in (
            *profiles(self.view, self.gate, self.homes, self.blocks),
            *chain_items(self.view, self.gate, self.homes, self.blocks),
            *items(self.view, self.gate, self.homes, self.blocks),
        ):
            found += self._drafter.of(opened.listing, opened.rule, home=opened.home)
        framed = [*self.owners.read(heads), *self.frames.read(heads)]
        of_clusters = bool(found or framed) or any(head.payload[0] == "cluster" for head in heads)
        for listing, rule_, home_at in (*framed, *self.frames.tiered(of_clusters)):
            found += self._drafter.of(listing, rule_, home_at)
        unique: list[Draft] = []
        for draft in sorted(found, key=lambda draft: (draft.start, -draft.end, draft.tier is None)):
            if not unique or draft.start >= unique[-1].end:
                unique.append(draft)
        return unique

    def _of_head(self, head: Anchor) -> Iterator[Draft]:
        kind = head.payload[0]
        if kind in ("none", "apart") or self._is_project(head):
            return
        sentence = self.view.sentence_at(head.start)
        if kind == "named" and _DEFINES.match(self.folded, head.end, head.end + 4):
            yield from self._said(self.predicates.read(head, kind, sentence.start, sentence))
            return
        floor = max(sentence.start, self.view.block_at(head.start).start, self._previous_head(head))
        if kind in ("plain", "named") and not self._may_set_up(floor, head.start):
            return
        if self.folded.startswith("之一", head.end) and kind in ("base", "cluster"):
            return  # 七大石化产业基地之一 names a kind, of which something else is one
        listing = list_before(self.folded, floor, self._unquoted(head), self.blocks) or self._place_own(head)
        if listing and (self.gate.accepts(listing, kind, head) or self._is_owned(listing, kind)):
            listing = self._graded(listing, head.end, sentence.end)
            drafts = self._drafter.of(listing, HEAD if kind in ("cluster", "base") else LEADING)
            # 重点产业链 and 产业基地 of no place are a country's policy.
            yield from (draft for draft in drafts if kind not in ("chain", "base") or listing.tier or draft.home.places)
            return
        if listing:
            self.view.veto("cluster", listing.start, listing.members[-1].end, NOT_INDUSTRY)
        elif kind == "cluster":
            self.view.veto("cluster", head.start, head.end, GENERIC)
        if kind == "plain" and (tier := tier_before(self.folded, floor, head.start)):
            yield from self._said(
                self.predicates.subjects(head, "leading", max(floor, head.start - PREDICATE_REACH), tier)
            )
        kind = "named" if head.word == "支柱" else kind
        if kind in ("leading", "cluster") or (kind == "named" and count_before(self.folded, floor, head.start)):
            yield from self._said(self.predicates.read(head, kind, floor, sentence))

    def _graded(self, listing: Listing, head_end: int, end: int) -> Listing:
        """A list with the grade and the tier that stand behind its head noun, where it has none."""
        awarded = AWARDS.search(self.folded, head_end, min(end, head_end + 24))
        if awarded and listing.grade is None:
            listing = replace(listing, grade=grade_of(self.folded[awarded.end() : awarded.end() + 12]))
        if listing.tier is None and (sized := _BRACKETED.match(self.folded, head_end)):
            listing = replace(listing, tier=tier_of(sized["size"]))
        return listing

    def _place_own(self, head: Anchor) -> Listing | None:
        """A trade so general that it names an industry only where it is a place's own: 甲区的消费品产业集群."""
        if head.payload[0] != "cluster" or not head.word.startswith("产业"):
            return None
        sizes = (size for size in _TRADES if self.folded[head.start - size : head.start] in listed_names())
        start = head.start - next(sizes, 0)
        home = self.homes.glued(start) if start < head.start else None
        if home is None or home.places[-1].district.level == "province":
            return None
        return Listing((Member(start, head.start, self.folded[start : head.start]),))

    def _is_owned(self, listing: Listing, kind: str) -> bool:
        """Whether each of a list before 产业 has its own place glued before it (甲县茶叶、乙县竹木产业).

        One alone is enough behind such a list in its sentence.
        """
        owned = all(self.homes.glued(member.start) for member in listing.members)
        sentence = self.view.sentence_at(listing.start).start
        several = len(listing.members) > 1 or self._owned_in == sentence
        if not (owned and several and kind in ("plain", "named", "chain") and self.gate.industrial(listing)):
            return False
        self._owned_in = sentence
        return True

    def _may_set_up(self, floor: int, end: int) -> bool:
        """Whether a tier, a count, 认领 or several places stand before 产业: without them it sets nothing up."""
        near = max(floor, end - WINDOW - PREDICATE_REACH)
        return bool(_SETS_UP.search(self.folded, near, end)) or len(self.homes.groups_in(near, end)) > 0

    def _unquoted(self, head: Anchor) -> int:
        """Where a head noun begins, with the quote that it stands in by itself (“首位产业”)."""
        alone = self.folded[head.start - 1 : head.start] in ("“", "「") and self.folded[head.end : head.end + 1] in (
            "”",
            "」",
        )
        return head.start - (alone and head.payload[0] == "leading")

    def _previous_head(self, head: Anchor) -> int:
        """The end of the head noun before this one, which no list goes across (A产业集群与B产业集群)."""
        at = bisect_left(self.head_ends, head.start + 1) - 1
        return self.head_ends[at] if at >= 0 else 0

    def _is_project(self, head: Anchor) -> bool:
        if head.end in self._place_ends:
            return True  # 甲市国家航天产业基地 is a zone
        return head.word in ("产业基地", "产业链") and bool(_PROJECT.match(self.folded, head.end, head.end + 8))

    def _said(self, found: Iterable[Said]) -> Iterator[Draft]:
        for listing, home_at, seat_until in found:
            yield from self._drafter.of(listing, PREDICATE, home_at, seat_until)

    def _cues(self) -> Iterator[Draft]:
        for cue in self.view.anchors("cluster_cue"):
            sentence = self.view.sentence_at(cue.start)
            start = cue.end
            while start < sentence.end and self.folded[start] in "了:的 ":
                start += 1
            listing = list_after(self.folded, start, sentence.end, self.blocks)
            if listing is None or not self.gate.industrial(listing):
                continue
            last = listing.members[-1].end
            closing = self.folded[last : last + 1]
            called = self.folded[last : last + 8].lstrip('”」』"').startswith(_CALLED)
            quoted = self.folded[start] in '“「『"'
            if not called and self._of_firm(sentence.start, cue.start):
                continue  # what a plant 主攻 is its product
            if quoted or called or closing in ("", "\n", ",", "。", ";"):
                tier = TIER.search(self.folded, last, min(sentence.end, last + 14))
                if tier:
                    listing = Listing(listing.members, tier_of(tier["size"]), listing.grade, listing.count, True)
                yield from self._drafter.of(listing, CUE)

    def _of_firm(self, start: int, end: int) -> bool:
        """Whether a sentence speaks of a firm up to `end`, whose plant may be the subject of its verb."""
        at = bisect_left(self.firm_spans, Span(end, end)) - 1
        return at >= 0 and self.firm_spans[at].start >= start
