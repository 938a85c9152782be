"""The rules by which text sets clusters up: before and after head nouns, by cues, predicates and tiers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..rules import rule, veto
from ..scan import Anchor
from ..view import Span, View
from .cluster_cities import city_characters, joint_cities
from .cluster_drafts import Draft
from .cluster_frames import Frames
from .cluster_gaps import Listing, count_before, tier_before
from .cluster_gates import Gate
from .cluster_heads import outermost
from .cluster_items import items
from .cluster_lists import WINDOW, list_after, list_before, tier_of_name
from .cluster_owners import Owners
from .cluster_profiles import chain_items, profiles
from .cluster_tables import of_tables
from .firms import FirmMention
from .homes import Home, Homes, Strength, lies_in
from .industry_names import is_verb, looks_industrial, split
from .places import Place
from .tiers import TIER, grade_of, tier_of

HEAD = rule(
    "cluster.head",
    "An industry, or each of a list, before 产业集群, 集群, 产业带 or 产业高地 is a cluster of its place.",
    reads=("武进区的⟦智能电网⟧产业集群产值增长9%。", "常州市做强⟦新型碳材料⟧、⟦轨道交通装备⟧等产业集群。"),
    leaves=("常州市培育世界级先进制造业集群。", "推动产业集群发展。", "无人机集群表演点亮夜空。"),
)
LEADING = rule(
    "cluster.leading",
    "Each of a list before 主导产业, 支柱产业, 三大产业 or 千亿级产业 is a leading industry of its place.",
    reads=("盐城市⟦新能源⟧、⟦晶硅光伏⟧、⟦汽车⟧三大主导产业提速。",),
    leaves=("盐城市培育壮大主导产业。",),
)
PREDICATE = rule(
    "cluster.predicate",
    "What is, becomes or is made the leading industry of a place, before or after the verb.",
    reads=(
        "⟦家具⟧是南康区的支柱产业。",
        "南康区的主导产业为⟦家具制造⟧、⟦电子信息⟧。",
        "南康区把⟦家具⟧产业作为首位产业。",
    ),
    leaves=("主导产业是发展的关键。",),
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
_COPULA = (
    r"(?:产业)?(?:已|正|正在|将|均|都|同|皆|也|又|一直|始终|逐步|逐渐|加快|日益|现已|已经|分别|则)?"
    r"(?:是|同为|为|成为|作为|列为|定为|确定为|确立为|明确为|打造成为|打造成|打造为|培育成为|培育成|培育为|发展成为|发展成|发展为|成长为|成长成|升级为|上升为|跃升为|壮大为|做成|变成|当作|当成|推为|并列|构成|组成|并称)"
)
_COPULAS = re.compile(_COPULA)
_AWARDS = re.compile(
    r"(?:产业)?(?:成功|先后|分别|双双|均|同时|已|再)?被?(?:入选|入围|入列|获评|获批|荣获|评为|认定为|列为|列入|纳入|跻身|晋级|上榜)"
)
_AFTER_HEAD = re.compile(
    r"[””\"]?(?:方向|定位|布局|方面)?(?:(?:分别|主要|重点|已|现)?(?:是|为|有|包括|包含|涵盖|涉及|(?:确定|确立|明确|定位|选定)为|锁定|定为):?"
    r"|[:(]|——|,(?:即|包括|分别(?:是|为)?)|\((?:即|包括|分别为)?)(?=\S)"
)
_SETS_UP = re.compile("[亿大]|认领|领建|主攻|首位|主抓")
_DEFINES = re.compile(r"[:为是]")
_PREDICATE = 80
"""How many characters a predicate may take from its verb to its head noun."""
_BY_COMPANY = ("firm.enumeration", "firm.trade", "firm.thing")
_SHORT = 5
_SUBJECT = 24
"""How far into its sentence the subject may end."""
_DONE = re.compile("(?<![石炼])化$|^(?:服务|应用|经济|工业|制造|设计|教育|总部|金融)")
"""What is done with an industry or is of it, behind its name (主导产业数字化)."""
_STATED = re.compile(
    r"[”」]?(?:产业|集群)?(?:$|[,。;)\n]|全?年?(?:营业收入|营收|产值|增加值)|规上|企业|实现|占|成势|崛起|提速)"
)
_CALLED = ("产业", "集群", "赛道", "等")
_PROJECT = re.compile(r"(?:[一二三四五六七八九十\d]+期|项目|工程|(?:已)?(?:开工|投产|竣工|总投资))")


class Reader:
    """Reads the drafts of one article."""

    def __init__(self, view: View, places: Sequence[Place], firms: Sequence[FirmMention]) -> None:
        self.view = view
        self.folded = view.folded
        self.homes = Homes(view, places)
        self.firm_spans = sorted(Span(firm.start, firm.end) for firm in firms if not self._is_trade(firm))
        self.blocks = sorted({*(Span(place.start, place.end) for place in places), *self.firm_spans})
        self.head_ends: list[int] = []
        self._owned_in = -1
        self.cities = city_characters(places)
        self.gate = Gate(self.folded, self.firm_spans)
        self.frames = Frames(view, self.gate, self.blocks)
        self.owners = Owners(view, self.gate, self.homes, self.blocks)

    def _is_trade(self, firm: FirmMention) -> bool:
        """Whether a name taken for a firm only by its list or its ending may as well be an industry (通用机械)."""
        return firm.rule in _BY_COMPANY and looks_industrial(self.folded[firm.end - 2 : firm.end])

    def drafts(self) -> list[Draft]:
        """All mentions that set a cluster up, by position."""
        heads = outermost(self.view.anchors("cluster_head"))
        self.head_ends = [head.end for head in heads if head.payload[0] in ("cluster", "leading", "base")]
        found = [*of_tables(self.view, self.homes, HEAD), *self._cues()]
        for head in heads:
            found += self._of_head(head)
        for opened in (
            *profiles(self.view, self.gate, self.homes, self.blocks),
            *chain_items(self.view, self.gate, self.homes, self.blocks),
            *items(self.view, self.gate, self.homes, self.blocks),
        ):
            found += self._drafts(opened.listing, opened.rule, home=opened.home)
        framed = [*self.owners.read(heads), *self.frames.read(heads)]
        of_clusters = bool(found or framed) or any(head.payload[0] == "cluster" for head in heads)
        for listing, rule_, home_at in (*framed, *self.frames.tiered(of_clusters)):
            found += self._drafts(listing, rule_, home_at)
        unique: list[Draft] = []
        for draft in sorted(found, key=lambda draft: (draft.start, -draft.end)):
            if not unique or draft.start >= unique[-1].end:
                unique.append(draft)
        return unique

    def _of_head(self, head: Anchor) -> Iterator[Draft]:
        kind = head.payload[0]
        if kind in ("none", "apart") or self._is_project(head):
            return
        sentence = self.view.sentence_at(head.start)
        if kind == "named" and _DEFINES.match(self.folded, head.end, head.end + 4):
            yield from self._predicates(head, kind, sentence.start, sentence)
            return
        floor = max(sentence.start, self.view.block_at(head.start).start, self._previous_head(head))
        if kind in ("plain", "named") and not self._may_set_up(floor, head.start):
            return
        listing = list_before(self.folded, floor, self._unquoted(head), self.blocks)
        if listing and (self.gate.accepts(listing, kind, head) or self._is_owned(listing, kind)):
            awarded = _AWARDS.search(self.folded, head.end, min(sentence.end, head.end + 24))
            if awarded and listing.grade is None:
                listing = replace(listing, grade=grade_of(self.folded[awarded.end() : awarded.end() + 12]))
            drafts = self._drafts(listing, HEAD if kind in ("cluster", "base") else LEADING)
            # 重点产业链 and 产业基地 of no place are a country's policy.
            yield from (draft for draft in drafts if kind not in ("chain", "base") or listing.tier or draft.home.places)
            return
        if listing:
            self.view.veto("cluster", listing.start, listing.members[-1].end, NOT_INDUSTRY)
        elif kind == "cluster":
            self.view.veto("cluster", head.start, head.end, GENERIC)
        if kind == "plain" and (tier := tier_before(self.folded, floor, head.start)):
            yield from self._subjects(head, "leading", max(floor, head.start - _PREDICATE), tier)
        if kind in ("leading", "cluster") or (kind == "named" and count_before(self.folded, floor, head.start)):
            yield from self._predicates(head, kind, floor, sentence)

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
        near = max(floor, end - WINDOW - _PREDICATE)
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
        return head.word in ("产业基地", "产业链") and bool(_PROJECT.match(self.folded, head.end, head.end + 8))

    def _predicates(self, head: Anchor, kind: str, floor: int, sentence: Span) -> Iterator[Draft]:
        after = _AFTER_HEAD.match(self.folded, head.end, min(sentence.end, head.end + 12))
        if after:
            at = bisect_left(self.head_ends, after.end() + 1)
            ceiling = min(sentence.end, self.head_ends[at]) if at < len(self.head_ends) else sentence.end
            listing = list_after(self.folded, after.end(), ceiling, self.blocks)
            quoted = self.folded[after.end() : after.end() + 1] in '“「"'
            needed = 1 if quoted or (kind == "leading" and after[0] not in ("(", "有")) else 2
            if listing and len(listing.members) >= needed and self.gate.industrial(listing):
                yield from self._drafts(listing, PREDICATE, home_at=head.start)
                return
        if kind == "leading" and (beside := self._apposition(head, sentence)):
            yield from self._drafts(beside, PREDICATE, home_at=head.start)
            return
        clause = self.view.clause_at(head.start)
        yield from self._subjects(head, kind, max(floor, clause.start, head.start - _PREDICATE))

    def _apposition(self, head: Anchor, sentence: Span) -> Listing | None:
        """The industries that stand right behind a place's leading industry as its name (首位产业电子信息)."""
        if not head.word.endswith("产业"):
            return None
        start = head.end + (self.folded[head.end : head.end + 1] in ("”", "」"))
        listing = list_after(self.folded, start, min(sentence.end, start + 30), self.blocks)
        if listing is None or listing.start > start + 1 or not self.gate.sure(listing):
            return None
        said = all(len(member.name) <= 8 and not _DONE.search(member.name) for member in listing.members)
        return listing if said and _STATED.match(self.folded, listing.members[-1].end) else None

    def _subjects(self, head: Anchor, kind: str, floor: int, tier: str | None = None) -> Iterator[Draft]:
        """Subjects of the predicate that the head noun ends: 家具是南康区的支柱产业, 把家具产业作为一号产业."""
        copulas = list((_AWARDS if kind == "cluster" else _COPULAS).finditer(self.folded, floor, head.start))
        if not copulas:
            return
        at = copulas[-1].start()
        if self.folded[max(0, at - 2) : at].endswith(("曾", "曾经", "不再", "不")):
            return
        start = max(self.view.sentence_at(at).start, self.view.block_at(at).start)
        listing = list_before(self.folded, start, self._subject_end(start, at), self.blocks)
        if listing is None or not (self.gate.industrial(listing) or self._is_called_industry(listing)):
            return
        count = count_before(self.folded, copulas[-1].end(), head.start)
        several = len(apart := _all_split(listing).members) == count
        if kind == "named" and not several:
            return
        if several or "同为" in copulas[-1][0] or "均" in copulas[-1][0] or "都" in copulas[-1][0]:
            listing = replace(listing, members=apart)
        grade = grade_of(self.folded[copulas[-1].end() : head.start]) if kind == "cluster" else listing.grade
        listing = replace(listing, tier=tier or listing.tier, grade=grade)
        yield from self._drafts(listing, PREDICATE, seat_until=head.start)

    def _is_called_industry(self, listing: Listing) -> bool:
        """Whether 产业 stands behind a short name, which then is an industry whatever its characters are."""
        last = listing.members[-1]
        named = self.folded.startswith("产业", last.end) and len(last.name) <= _SHORT
        return named and all(self.gate.plausible(member, "cluster") for member in listing.members)

    def _subject_end(self, start: int, at: int) -> int:
        """Where the subject of a predicate ends: right before it, or behind the first 产业 where a comma is between.

        茶产业年产值达9亿元,成为全县支柱产业.
        """
        if self.folded[at - 1 : at] != ",":
            return at
        first = self.folded.find("产业", start, min(at, start + _SUBJECT))
        return first if first >= 0 else at

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
                yield from self._drafts(listing, CUE)

    def _of_firm(self, start: int, end: int) -> bool:
        """Whether a sentence speaks of a firm up to `end`, whose plant may be the subject of its verb."""
        at = bisect_left(self.firm_spans, Span(end, end)) - 1
        return at >= 0 and self.firm_spans[at].start >= start

    def _drafts(
        self,
        listing: Listing,
        rule_: str,
        home_at: int | None = None,
        seat_until: int | None = None,
        home: Home | None = None,
    ) -> Iterator[Draft]:
        """A draft for each member; all share a home unless a member has its own place before it."""
        first, last = listing.members[0], listing.members[-1]
        shared = home or self.homes.of(home_at or first.start, seat_until or last.end)
        if seat_until is not None:
            shared = self._owner(last.end, seat_until) or shared
        floor = max(0, first.start - 30)
        apart = self._respective(listing, shared)
        shared_tier = listing.tier
        for at, member in enumerate(listing.members):
            own = self.homes.glued(member.start) or self._before_verb(floor, member.start)
            own = apart[at] if apart else own
            shared_tier = tier_of_name(self.folded, floor, member.start) or shared_tier
            floor = member.end
            member, joint = joint_cities(self.folded, member, own, self.cities)
            own = joint or own
            industry = re.sub(r"[“”「」『』\"]", "", self.view.text[member.start : member.end])
            sized = TIER.match(self.folded, member.end, member.end + 8)
            tier = tier_of(sized["size"]) if sized else shared_tier
            yield Draft(member.start, member.end, industry, own or shared, rule_, tier, listing.grade)

    def _respective(self, listing: Listing, shared: Home) -> list[Home]:
        """A home for each member where 分别 gives each of as many places its own (甲市、乙市分别以A、B为主导产业)."""
        first, last, places = listing.members[0].start, listing.members[-1].end, shared.places
        if len(places) < 2 or len(listing.members) < 2:
            return []
        before = places[-1].end <= first
        gap = self.folded[places[-1].end : first] if before else self.folded[last : places[0].start]
        if len(gap) > _SUBJECT or "分别" not in gap:
            return []
        outer = {one.district.key for one in places for other in places if lies_in(other.district, one.district)}
        own = [place for place in places if place.district.key not in outer]
        if len(own) != len(listing.members):
            return []
        return [Home((place,), Strength.PHRASE) for place in own]

    def _before_verb(self, floor: int, start: int) -> Home | None:
        """The places with only a verb between them and what they do well (抚顺市|做精|…)."""
        home = self.homes.between(floor, start, Strength.PHRASE)
        if home is None or not is_verb(self.folded, home.places[-1].end, start):
            return None
        return home

    def _owner(self, start: int, end: int) -> Home | None:
        """The places between a subject and its predicate's head noun: X是[昆山市]的支柱产业, X同为[该区]主导产业."""
        return self.homes.between(start, end, Strength.PHRASE)


def _all_split(listing: Listing) -> Listing:
    """The listing with each member split at 和 and 与 (A与B、C同为…)."""
    members = [part for member in listing.members for part in split([member], None, True)]
    return Listing(tuple(members), listing.tier, listing.grade, listing.count, listing.closed)
