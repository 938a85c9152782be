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
from .cluster_lists import Listing, list_after, list_before
from .cluster_tables import of_tables
from .firms import FirmMention
from .homes import Home, Homes, Strength
from .industry_names import Member, looks_industrial, split
from .places import Place
from .tiers import TIER, grade_of, tier_of, tiers

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
TIERED = rule(
    "cluster.tiered",
    "A list that is said to be of a tier (冲刺万亿级, 按千亿级培育) where the text speaks of clusters.",
    reads=("合肥市提出3个千亿级产业集群。其中,⟦新型显示⟧、⟦家电⟧、⟦光伏⟧是千亿级。",),
)
NOT_INDUSTRY = veto(
    "cluster.not_industry",
    "What stands before a head noun and is no industry (a slogan, a name, several for one) is not set up as a cluster.",
    stops=("园区构建“⟦一核两翼⟧”产业链。",),
)
GENERIC = veto(
    "cluster.generic",
    "A head noun without an industry before it is talk of clusters in general.",
    stops=("推动⟦产业集群⟧发展。",),
)

_COPULA = (
    r"(?:产业)?(?:已|正|正在|将|均|都|同|皆|也|又|一直|始终|逐步|逐渐|加快|日益|现已|已经|分别|则)?"
    r"(?:是|同为|为|成为|作为|列为|定为|确定为|确立为|明确为|打造成为|打造成|打造为|培育成为|培育成|培育为|发展成为|发展成|变成|当作|当成|推为)"
)
_COPULAS = re.compile(_COPULA)
_AWARDS = re.compile(
    r"(?:产业)?(?:成功|先后|分别|双双|均|同时|已|再)?(?:入选|入围|入列|获评|获批|荣获|被评为|被认定为|被列为|列入|纳入|跻身|晋级|上榜)"
)
_AFTER_HEAD = re.compile(
    r"(?:[””\"])?(?:(?:分别|主要)?(?:是|为|有|包括|包含|涵盖|涉及)|[:(]|——|,(?:即|包括|分别(?:是|为)?)|\((?:即|包括|分别为)?)(?=\S)"
)
_TIER_PREDICATE = re.compile(
    rf"(?:产业)?(?:,)?(?:均|都|同|也|则|将|要)?(?:是|为|按照?|列入|列为|入列|冲刺|瞄准|迈向|跻身|达到|跨入|进入)[^,。;!?、]{{0,6}}?{TIER.pattern}"
)
_GOES_ON = re.compile(r"[,、;和及]|以及")
_PLAIN_COUNT = re.compile(r"(?:[两二三四五六七八九十]|十[一二三四五六七八九]|\d{1,2})大$")
_CLAIMED = re.compile(r"(?:认领|领建|主攻|首位|主抓)[了“ ]?$")
_LED = re.compile(
    r"为(?:主导|支柱|首位|主体|龙头|引领|特色|核心|重点|骨干|优势|支撑|主)(?:产业)?的(?:现代化?|特色|优势)?"
    r"(?:产业|工业|制造业|经济)?(?:发展)?(?:体系|格局|布局|结构)"
)
_DEFINES = re.compile(r"[:为是]")
_PREDICATE = 80
"""How many characters a predicate may take from its verb to its head noun."""
_PROJECT = re.compile(r"(?:[一二三四五六七八九十\d]+期|项目|工程|(?:已)?(?:开工|投产|竣工|总投资))")


class Reader:
    """Reads the drafts of one article."""

    def __init__(self, view: View, places: Sequence[Place], firms: Sequence[FirmMention]) -> None:
        self.view = view
        self.folded = view.folded
        self.homes = Homes(view, places)
        self.firm_spans = sorted(Span(firm.start, firm.end) for firm in firms)
        self.blocks = sorted({*(Span(place.start, place.end) for place in places), *self.firm_spans})
        self.head_ends: list[int] = []
        self.cities = city_characters(places)

    def drafts(self) -> list[Draft]:
        """All mentions that set a cluster up, by position."""
        heads = _outermost(self.view.anchors("cluster_head"))
        self.head_ends = [head.end for head in heads if head.payload[0] in ("cluster", "leading", "base")]
        found = [*of_tables(self.view, self.homes, HEAD), *self._cues(), *self._led()]
        for head in heads:
            found += self._of_head(head)
        if found or any(head.payload[0] == "cluster" for head in heads):
            found += [*self._elliptic(heads), *self._tier_predicates()]
        unique: list[Draft] = []
        for draft in sorted(found, key=lambda draft: (draft.start, -draft.end)):
            if not unique or draft.start >= unique[-1].end:
                unique.append(draft)
        return unique

    def _of_head(self, head: Anchor) -> Iterator[Draft]:
        kind = head.payload[0]
        if kind == "none" or self._is_project(head):
            return
        if kind == "named":
            if _DEFINES.match(self.folded, head.end, head.end + 4):
                sentence = self.view.sentence_at(head.start)
                yield from self._predicates(head, kind, sentence.start, sentence)
            return
        sentence = self.view.sentence_at(head.start)
        floor = max(sentence.start, self.view.block_at(head.start).start, self._previous_head(head))
        listing = list_before(self.folded, floor, head.start, self.blocks)
        if listing and self._accepts(listing, kind, head):
            awarded = _AWARDS.search(self.folded, head.end, min(sentence.end, head.end + 24))
            if awarded and listing.grade is None:
                listing = replace(listing, grade=grade_of(self.folded[awarded.end() : awarded.end() + 12]))
            yield from self._drafts(listing, HEAD if kind in ("cluster", "base") else LEADING)
            return
        if listing:
            self.view.veto("cluster", listing.start, listing.members[-1].end, NOT_INDUSTRY)
        elif kind == "cluster":
            self.view.veto("cluster", head.start, head.end, GENERIC)
        if kind == "plain" and listing is None:
            sized = list(TIER.finditer(self.folded, max(floor, head.start - 10), head.start))
            if sized and sized[-1].end() == head.start:
                nearest = max(floor, head.start - _PREDICATE)
                yield from self._subjects(head, "leading", nearest, tier_of(sized[-1]["size"]))
        if kind == "leading" or (kind == "cluster" and listing is None):
            yield from self._predicates(head, kind, floor, sentence)

    def _previous_head(self, head: Anchor) -> int:
        """The end of the head noun before this one, which no list goes across (A产业集群与B产业集群)."""
        at = bisect_left(self.head_ends, head.start + 1) - 1
        return self.head_ends[at] if at >= 0 else 0

    def _is_project(self, head: Anchor) -> bool:
        return head.word in ("产业基地", "产业链") and bool(_PROJECT.match(self.folded, head.end, head.end + 8))

    def _accepts(self, listing: Listing, kind: str, head: Anchor) -> bool:
        """Whether a list before a head of this kind is set up by it."""
        names = [member.name for member in listing.members]
        if len(names) == 1 < (listing.count or 1) and not listing.open:
            return False
        if not all(self._plausible(member, kind) for member in listing.members):
            return False
        if kind == "cluster":
            return True
        if kind == "base":
            return len(names) == 1 or listing.closed
        if kind == "leading":
            return listing.closed or len(names) > 1 or looks_industrial(names[0])
        if listing.tier is not None:
            return True
        gap = self.folded[listing.members[-1].end : head.start]
        if _CLAIMED.search(self.folded[max(0, listing.start - 4) : listing.start]):
            return all(looks_industrial(name) for name in names)
        counted = bool(_PLAIN_COUNT.search(gap)) or bool(re.search(r"主导|支柱|首位|标志性", gap))
        if kind == "chain":
            counted = counted or listing.count is not None
        return counted and len(names) > 1 and (listing.count in (None, len(names)))

    def _plausible(self, member: Member, kind: str) -> bool:
        """Whether a name can be an industry: quoted slogans, plan codes and names of firms cannot."""
        quoted = self.folded[member.start - 1 : member.start] in ("“", "「", "『", '"')
        if any(span.start < member.end and member.start < span.end for span in self._firms_near(member)):
            return False
        bare = self.folded[member.end : member.end + 2] == "集群"
        if quoted or bare or kind in ("plain", "chain"):
            return looks_industrial(member.name)
        return len(member.name) <= 16 or looks_industrial(member.name[-4:])

    def _firms_near(self, member: Member) -> Sequence[Span]:
        at = bisect_left(self.firm_spans, Span(member.start, member.start))
        return self.firm_spans[max(0, at - 1) : at + 3]

    def _predicates(self, head: Anchor, kind: str, floor: int, sentence: Span) -> Iterator[Draft]:
        after = _AFTER_HEAD.match(self.folded, head.end, min(sentence.end, head.end + 12))
        if after:
            listing = list_after(self.folded, after.end(), sentence.end, self.blocks)
            quoted = self.folded[after.end() : after.end() + 1] in '“「"'
            needed = 1 if quoted or (kind == "leading" and after[0] not in ("(", "有")) else 2
            if listing and len(listing.members) >= needed and self._industrial(listing):
                yield from self._drafts(listing, PREDICATE, home_at=head.start)
                return
        clause = self.view.clause_at(head.start)
        yield from self._subjects(head, kind, max(floor, clause.start, head.start - _PREDICATE))

    def _subjects(self, head: Anchor, kind: str, floor: int, tier: str | None = None) -> Iterator[Draft]:
        """Subjects of the predicate that the head noun ends: 家具是南康区的支柱产业, 把家具产业作为一号产业."""
        copulas = list((_COPULAS if kind == "leading" else _AWARDS).finditer(self.folded, floor, head.start))
        if not copulas:
            return
        at = copulas[-1].start()
        start = max(self.view.sentence_at(at).start, self.view.block_at(at).start)
        listing = list_before(self.folded, start, at, self.blocks)
        if listing is None or not self._industrial(listing):
            return
        if "同为" in copulas[-1][0] or "均" in copulas[-1][0] or "都" in copulas[-1][0]:
            listing = _all_split(listing)
        grade = grade_of(self.folded[copulas[-1].end() : head.start]) if kind == "cluster" else listing.grade
        listing = replace(listing, tier=tier or listing.tier, grade=grade)
        yield from self._drafts(listing, PREDICATE, seat_until=head.start)

    def _industrial(self, listing: Listing) -> bool:
        fit = [self._plausible(member, "plain") and len(member.name) <= 14 for member in listing.members]
        return bool(fit) and sum(fit) * 2 > len(fit)

    def _cues(self) -> Iterator[Draft]:
        for cue in self.view.anchors("cluster_cue"):
            sentence = self.view.sentence_at(cue.start)
            start = cue.end
            while start < sentence.end and self.folded[start] in "了:的 ":
                start += 1
            listing = list_after(self.folded, start, sentence.end, self.blocks)
            if listing is None or not self._industrial(listing):
                continue
            last = listing.members[-1].end
            closing = self.folded[last : last + 1]
            follows = self.folded[last : last + 8].lstrip('”」』"')
            quoted = self.folded[start] in '“「『"'
            if quoted or follows.startswith(("产业", "集群", "等", "赛道")) or closing in ("", "\n", ",", "。", ";"):
                tier = TIER.search(self.folded, last, min(sentence.end, last + 14))
                if tier:
                    listing = Listing(listing.members, tier_of(tier["size"]), listing.grade, listing.count, True)
                yield from self._drafts(listing, CUE)

    def _led(self) -> Iterator[Draft]:
        """以A、B为主导的产业体系: the list stands after 以."""
        for match in _LED.finditer(self.folded):
            sentence = self.view.sentence_at(match.start())
            listing = list_before(self.folded, sentence.start, match.start(), self.blocks)
            if listing and "以" in self.folded[max(0, listing.start - 3) : listing.start] and self._industrial(listing):
                yield from self._drafts(listing, PREDICATE)

    def _elliptic(self, heads: Sequence[Anchor]) -> Iterator[Draft]:
        """A、B 2个千亿级, C、D 2个百亿级产业集群: the first tier shares the last one's head noun."""
        cluster_ends = [head.start for head in heads if head.payload[0] in ("cluster", "leading", "plain")]
        for match in tiers(self.folded):
            if not _GOES_ON.match(self.folded, match.end()):
                continue
            sentence = self.view.sentence_at(match.start())
            at = bisect_left(cluster_ends, match.end())
            if at == len(cluster_ends) or cluster_ends[at] >= min(sentence.end, match.end() + 80):
                continue
            listing = list_before(self.folded, sentence.start, match.end(), self.blocks)
            if listing and all(self._plausible(member, "cluster") for member in listing.members):
                yield from self._drafts(listing, HEAD)

    def _tier_predicates(self) -> Iterator[Draft]:
        """Members of a list said to be of a tier; at least two, so that a figure is not read as a tier."""
        for size in tiers(self.folded):
            match = _TIER_PREDICATE.search(self.folded, max(0, size.start() - 16), size.end())
            if match is None:
                continue
            sentence = self.view.sentence_at(match.start())
            listing = list_before(self.folded, sentence.start, match.start(), self.blocks)
            if listing and len(listing.members) > 1 and self._industrial(listing):
                listing = Listing(listing.members, tier_of(match["size"]), None, None, True)
                yield from self._drafts(listing, TIERED)

    def _drafts(
        self, listing: Listing, rule_: str, home_at: int | None = None, seat_until: int | None = None
    ) -> Iterator[Draft]:
        """A draft for each member; all share a home unless a member has its own place before it."""
        first, last = listing.members[0], listing.members[-1]
        shared = self.homes.of(home_at or first.start, seat_until or last.end)
        if seat_until is not None:
            shared = self._owner(last.end, seat_until) or shared
        for member in listing.members:
            own = self.homes.glued(member.start)
            member, joint = joint_cities(self.folded, member, own, self.cities)
            own = joint or own
            industry = re.sub(r"[“”「」『』\"]", "", self.view.text[member.start : member.end])
            yield Draft(member.start, member.end, industry, own or shared, rule_, listing.tier, listing.grade)

    def _owner(self, start: int, end: int) -> Home | None:
        """The places between a subject and its predicate's head noun: X是[昆山市]的支柱产业, X同为[该区]主导产业."""
        return self.homes.between(start, end, Strength.PHRASE)


def _all_split(listing: Listing) -> Listing:
    """The listing with each member split at 和 and 与 (A与B、C同为…)."""
    members = [part for member in listing.members for part in split([member], None, True)]
    return Listing(tuple(members), listing.tier, listing.grade, listing.count, listing.closed)


def _outermost(anchors: Sequence[Anchor]) -> list[Anchor]:
    """Anchors that lie in no other one, by position; where two overlap, their union with the meaning of the later."""
    found: list[Anchor] = []
    for anchor in sorted(anchors, key=lambda anchor: (anchor.start, -anchor.end)):
        if found and anchor.start < found[-1].end:
            settled = found[-1].payload[0] == "cluster" and anchor.payload[0] == "none"
            if anchor.end > found[-1].end and not settled:
                found[-1] = Anchor(found[-1].start, anchor.end, anchor.word, anchor.payload)
            continue
        found.append(anchor)
    return found
