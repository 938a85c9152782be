"""Clusters: the industries that the text sets up as a cluster, a leading industry or a base of a place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..fold import fold
from ..records import Cluster
from ..rules import rule
from ..scan import Anchor
from ..view import Span, View
from .cluster_lists import Listing, Member, is_generic, list_after, list_before, looks_industrial, number
from .firms import FirmMention
from .homes import NOWHERE, Home, Homes, Strength, lies_in, roots
from .places import Place
from .tiers import TIER, grade_of, tier_of


@dataclass(slots=True)
class ClusterMention:
    """A mention of a cluster; mentions of one cluster in an article share one `Cluster` object.

    `homes` are the districts it belongs to, as places of this article (empty where the text names none).
    """

    start: int
    end: int
    cluster: Cluster
    homes: tuple[Place, ...]
    rule: str


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
REPEAT = rule(
    "cluster.repeat",
    "The name of a cluster of this article, said again before 产业, 集群 or a figure of it.",
    reads=("武进区的智能电网产业集群成势。去年⟦智能电网⟧产业产值300亿元。",),
)


@dataclass(slots=True)
class Draft:
    """A mention before it is known which mentions are one cluster."""

    start: int
    end: int
    industry: str
    home: Home
    rule: str
    tier: str | None = None
    grade: str | None = None
    cluster: Cluster | None = field(default=None)

    @property
    def root_key(self) -> str:
        """The keys of its root homes, joined."""
        return "+".join(district.key for district in roots(place.district for place in self.home.places))


_SUFFIX = re.compile(
    r"(?:先进制造业集群|战略性新兴产业集群|特色产业集群|创新型产业集群|产业集群|集群|产业带|产业基地|产业)$"
)
_PUNCTUATION = re.compile(r"[\s\"'“”‘’「」『』《》〈〉()\[\]【】〔〕·•,、.。:;\-—–_/]+")


def industry_key(industry: str) -> str:
    """An industry's folded name without generic suffix and punctuation.

    >>> industry_key("“硅基”新材料产业")
    '硅基新材料'
    """
    name = _PUNCTUATION.sub("", fold(industry)).lower()
    while True:
        shorter = _SUFFIX.sub("", name)
        if shorter in ("", name):
            return name
        name = shorter


def read(view: View, places: Sequence[Place], firms: Sequence[FirmMention]) -> list[ClusterMention]:
    """The mentions of clusters, by position."""
    reader = _Reader(view, places, firms)
    drafts = reader.drafts()
    if not drafts:
        return []
    settled = _settle(view, drafts, reader.homes)
    reader.later_tiers(settled)
    settled += reader.repeats(settled)
    return [
        ClusterMention(draft.start, draft.end, draft.cluster, draft.home.places, draft.rule)
        for draft in sorted(settled, key=lambda draft: (draft.start, draft.end))
        if draft.cluster is not None
    ]


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
_ELLIPTIC = re.compile(rf"{TIER.pattern}(?=[,、;和及]|以及)")
_PLAIN_COUNT = re.compile(r"(?:[两二三四五六七八九十]|十[一二三四五六七八九]|\d{1,2})大$")
_CLAIMED = re.compile(r"(?:认领|领建|主攻|首位|主抓)[了“ ]?$")
_LED = re.compile(
    r"(?:产业)?为(?:主导|支柱|首位|主体|龙头|引领|特色|主)(?:产业)?的(?:现代化?|特色|优势)?"
    r"(?:产业|工业|制造业|经济)?(?:发展)?(?:体系|格局|布局|结构)"
)
_PROJECT = re.compile(r"(?:[一二三四五六七八九十\d]+期|项目|工程|(?:已)?(?:开工|投产|竣工|总投资))")


class _Reader:
    """Reads the drafts of one article."""

    def __init__(self, view: View, places: Sequence[Place], firms: Sequence[FirmMention]) -> None:
        self.view = view
        self.folded = view.folded
        self.homes = Homes(view, places)
        self.firm_spans = sorted(Span(firm.start, firm.end) for firm in firms)
        self.blocks = sorted({*(Span(place.start, place.end) for place in places), *self.firm_spans})
        self.head_ends: list[int] = []
        self.cities = _city_characters(places)

    def drafts(self) -> list[Draft]:
        """All mentions that set a cluster up, by position."""
        heads = _outermost(self.view.anchors("cluster_head"))
        self.head_ends = [head.end for head in heads if head.payload[0] in ("cluster", "leading", "base")]
        found = [*self._tables(), *self._cues(), *self._led()]
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
        sentence = self.view.sentence_at(head.start)
        floor = max(sentence.start, self.view.block_at(head.start).start, self._previous_head(head))
        listing = list_before(self.folded, floor, head.start, self.blocks)
        if listing and self._accepts(listing, kind, head):
            awarded = _AWARDS.search(self.folded, head.end, min(sentence.end, head.end + 24))
            if awarded and listing.grade is None:
                listing = replace(listing, grade=grade_of(self.folded[awarded.end() : awarded.end() + 12]))
            yield from self._drafts(listing, HEAD if kind in ("cluster", "base") else LEADING)
            return
        if kind == "plain" and listing is None:
            sized = list(TIER.finditer(self.folded, max(floor, head.start - 10), head.start))
            if sized and sized[-1].end() == head.start:
                yield from self._subjects(head, "leading", floor, tier_of(sized[-1]["size"]))
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
        yield from self._subjects(head, kind, max(floor, clause.start))

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
        for match in _ELLIPTIC.finditer(self.folded):
            sentence = self.view.sentence_at(match.start())
            at = bisect_left(cluster_ends, match.end())
            if at == len(cluster_ends) or cluster_ends[at] >= min(sentence.end, match.end() + 80):
                continue
            listing = list_before(self.folded, sentence.start, match.end(), self.blocks)
            if listing and all(self._plausible(member, "cluster") for member in listing.members):
                yield from self._drafts(listing, HEAD)

    def _tier_predicates(self) -> Iterator[Draft]:
        """Members of a list said to be of a tier; at least two, so that a figure is not read as a tier."""
        for match in _TIER_PREDICATE.finditer(self.folded):
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
            member, joint = self._joint(member)
            own = joint or own
            industry = re.sub(r"[“”「」『』\"]", "", self.view.text[member.start : member.end])
            yield Draft(member.start, member.end, industry, own or shared, rule_, listing.tier, listing.grade)

    def _joint(self, member: Member) -> tuple[Member, Home | None]:
        """A name without the cities' one-character names glued before it (成德高端能源装备), and these cities."""
        for size in range(min(6, len(member.name) - 2), 1, -1):
            cities = _cities(member.name[:size], self.cities)
            if cities:
                skip = size + (2 if member.name[size:].startswith("地区") else 0)
                if looks_industrial(member.name[skip:]):
                    return Member(member.start + skip, member.end, member.name[skip:]), Home(cities, Strength.PHRASE)
        return member, None

    def _owner(self, start: int, end: int) -> Home | None:
        """The places between a subject and its predicate's head noun: X是[昆山市]的支柱产业."""
        groups = [group for group in self.homes.groups if start <= group.start and group.end <= end]
        return Home(groups[-1].places, Strength.PHRASE) if groups else None

    def _tables(self) -> Iterator[Draft]:
        for block in self.view.blocks:
            if block.kind == "table" and len(block.rows) > 1:
                yield from self._of_table(block.rows)

    def _of_table(self, rows: Sequence[Sequence[Span]]) -> Iterator[Draft]:
        header = [self.folded[cell.start : cell.end] for cell in rows[0]]
        column = next(
            (i for i, name in enumerate(header) if re.search(r"集群|主导产业|支柱产业|产业链|产业名称|^产业$", name)),
            None,
        )
        if column is None or re.search(r"[数量产值(（]", header[column]):
            return
        for row in rows[1:]:
            if column >= len(row) or row[column].end <= row[column].start:
                continue
            cell = row[column]
            listing = list_before(self.folded, cell.start, cell.end, [])
            if listing is None or re.search(
                r"^(?:合计|总计|小计|全市|全省|全区|全县)$", self.folded[cell.start : cell.end]
            ):
                continue
            places = tuple(
                place
                for other in row
                if other != cell
                for group in self.homes.groups
                if other.start <= group.start < other.end
                for place in group.places
            )
            home = Home(places, Strength.PHRASE) if places else self.homes.of(cell.start, cell.end)
            for member in listing.members:
                industry = self.view.text[member.start : member.end]
                yield Draft(member.start, member.end, industry, home, HEAD, listing.tier, listing.grade)

    def later_tiers(self, drafts: Sequence[Draft]) -> None:
        """Tiers said of known clusters later: A、B按千亿级培育,其余6个按百亿级; 把A做到百亿级."""
        by_industry: dict[str, list[Cluster]] = {}
        for draft in drafts:
            if draft.cluster is not None:
                by_industry.setdefault(industry_key(draft.industry), []).append(draft.cluster)
        if not by_industry:
            return
        names = re.compile("|".join(re.escape(name) for name in sorted(by_industry, key=len, reverse=True)))
        for match in TIER.finditer(self.folded):
            clause = self.view.clause_at(match.start())
            before = self.folded[clause.start : match.start()]
            tier = tier_of(match["size"])
            rest = re.search(r"(?:其余|其他|余下|剩余|另外)(?:的)?([\d一二两三四五六七八九十]{1,3})个", before)
            if rest:
                _rest(drafts, number(rest[1]), tier)
            elif re.search(r"按|做到|达到|打造成|培育成|培育为|冲刺|迈向|跻身|列入|列为|是|为$", before):
                for named in names.finditer(before):
                    clusters = {cluster.key: cluster for cluster in by_industry[named[0]]}
                    for cluster in clusters.values() if len(clusters) == 1 else ():
                        cluster.tier = cluster.tier or tier

    def repeats(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Further mentions of the clusters found, before a head noun or a figure of them."""
        known: dict[str, list[Draft]] = {}
        for draft in drafts:
            known.setdefault(self.folded[draft.start : draft.end], []).append(draft)
        taken = sorted(Span(draft.start, draft.end) for draft in drafts)
        blocked = sorted({*taken, *self.firm_spans})
        names = re.compile(
            f"(?:{'|'.join(re.escape(name) for name in sorted(known, key=len, reverse=True))})"
            r"(?=[”\"]?(?:全?产业|集群|主导|赛道|领域|企业|相关|[重特]点|规模|产值|板块|行业))"
        )
        found = []
        for match in names.finditer(self.folded):
            at = bisect_left(blocked, Span(match.start(), match.start()))
            if any(span.start < match.end() and match.start() < span.end for span in blocked[max(0, at - 1) : at + 1]):
                continue
            alone = list_before(self.folded, self.view.sentence_at(match.start()).start, match.end(), self.blocks)
            if alone is None or alone.members[-1].start != match.start():
                continue
            same = known[match[0]]
            options = {draft.cluster.key: draft for draft in same if draft.cluster is not None}
            home = self.homes.of(match.start(), match.end())
            chosen = _chosen(options, home)
            if chosen is not None:
                found.append(
                    Draft(match.start(), match.end(), chosen.industry, chosen.home, REPEAT, cluster=chosen.cluster)
                )
        return found


_MUNICIPALITIES = {"京": "北京", "津": "天津", "沪": "上海", "渝": "重庆"}
_SHORT = _MUNICIPALITIES | {
    "穗": "广州",
    "蓉": "成都",
    "甬": "宁波",
    "榕": "福州",
    "邕": "南宁",
    "筑": "贵阳",
    "鹭": "厦门",
}
"""The one-character names of cities that are no part of their full names."""


def _city_characters(places: Sequence[Place]) -> dict[str, list[Place]]:
    """The characters of the names of the cities in the article, each with the cities it may stand for."""
    found: dict[str, list[Place]] = {}
    seen: set[str] = set()
    for place in places:
        name = fold(place.district.full_name or place.district.name)
        municipal = name.startswith(tuple(_MUNICIPALITIES.values()))
        if (place.district.level == "city" or municipal) and place.district.key not in seen:
            seen.add(place.district.key)
            short = "".join(character for character, city in _SHORT.items() if name.startswith(city))
            for character in name.rstrip("市")[:4] + short:
                found.setdefault(character, []).append(place)
    return found


def _cities(joined: str, by_character: dict[str, list[Place]]) -> tuple[Place, ...]:
    """The cities that the characters of `joined` stand for, one each; none where one stands for no city."""
    chosen: list[Place] = []
    for character in joined:
        taken = {place.district.key for place in chosen}
        options = [place for place in by_character.get(character, ()) if place.district.key not in taken]
        if not options:
            return ()
        chosen.append(next((p for p in options if fold(p.district.name).startswith(character)), options[0]))
    return tuple(chosen)


def _chosen(options: dict[str, Draft], home: Home) -> Draft | None:
    if len(options) == 1:
        return next(iter(options.values()))
    keys = {place.district.key for place in home.places}
    fit = [draft for draft in options.values() if keys & {place.district.key for place in draft.home.places}]
    return fit[0] if len(fit) == 1 else None


def _rest(drafts: Sequence[Draft], count: int, tier: str) -> None:
    """Give `tier` to the clusters that have none yet, if they are as many as the text says."""
    untiered = {draft.cluster.key: draft.cluster for draft in drafts if draft.cluster and draft.cluster.tier is None}
    if len(untiered) == count:
        for cluster in untiered.values():
            cluster.tier = tier


def _all_split(listing: Listing) -> Listing:
    """The listing with each member split at 和 and 与 (A与B、C同为…)."""
    from .cluster_lists import _split

    members = [part for member in listing.members for part in _split([member], None, True)]
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


def _settle(view: View, drafts: list[Draft], homes: Homes) -> list[Draft]:
    """Decide which drafts are one cluster, and give each its `Cluster`."""
    by_industry: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_industry.setdefault(_bracketless(draft.industry), []).append(draft)
    for same in by_industry.values():
        _settle_industry(view, same)
    return drafts


def _bracketless(industry: str) -> str:
    """The key by which 人工智能(大模型) and 人工智能 meet."""
    return industry_key(re.sub(r"(?<=.)[((][^()()]*[))]$", "", industry))


def _settle_industry(view: View, drafts: list[Draft]) -> None:
    """Mentions of one industry: a near home makes a cluster, a far one said later joins the cluster already there."""
    near = {draft.root_key: draft.home for draft in drafts if draft.home.strength >= Strength.CLAUSE}
    for draft in drafts:
        if draft.home.strength < Strength.CLAUSE and draft.root_key not in near:
            draft.home = _nearest(draft, drafts, near)
    _join_coarser(view, drafts)
    made: dict[str, Cluster] = {}
    for draft in drafts:
        same = [other for other in drafts if other.root_key == draft.root_key]
        named = max((other.industry for other in same), key=len)
        key = f"{industry_key(named)}@{draft.root_key}"
        cluster = made.setdefault(key, Cluster(key, named))
        cluster.tier = cluster.tier or draft.tier
        cluster.grade = cluster.grade or draft.grade
        draft.cluster = cluster


def _nearest(draft: Draft, drafts: Sequence[Draft], near: dict[str, Home]) -> Home:
    """The home of the cluster of this industry that a mention without a near home of its own goes back to."""
    inside = [
        home
        for home in near.values()
        if any(lies_in(own.district, other.district) for own in draft.home.places for other in home.places)
    ]
    before = [other.home for other in drafts if other.root_key in near and other.start < draft.start]
    if len(inside) == 1:
        return inside[0]
    if not draft.home.places and len(near) == 1:
        return next(iter(near.values()))
    return before[-1] if before and draft.home.strength <= Strength.PARAGRAPH else draft.home


def _join_coarser(view: View, drafts: Sequence[Draft]) -> None:
    """Within a paragraph, an industry said of a district and then of the city it lies in is the district's."""
    for draft in drafts:
        block = view.block_at(draft.start)
        for other in drafts:
            if other is draft or view.block_at(other.start) != block or not other.home.places or not draft.home.places:
                continue
            if all(
                any(lies_in(inner.district, outer.district) for outer in draft.home.places)
                for inner in other.home.places
            ):
                draft.home = other.home


__all__ = ["NOWHERE", "ClusterMention", "industry_key", "is_generic", "read"]
