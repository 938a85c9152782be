"""Who belongs to whom: clusters and firms tied to districts, firms tied to clusters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..fold import fold
from ..records import District, Link
from ..rules import rule
from ..view import Span, View
from .clusters import ClusterMention
from .firms import FirmMention
from .homes import REACH, Home, Homes, Strength, above, clip, finest, lies_in, without_parts
from .places import Place
from .topics import Topics

CLUSTER_HOME = rule(
    "link.cluster_home",
    "A cluster belongs to the places that its mention is said of.",
    reads=("武进区的⟦智能电网⟧产业集群产值增长9%。",),
)
FIRM_HOME = rule(
    "link.firm_home",
    "A firm belongs to the place that its sentence or section speaks of, unless it only invests, buys or advises.",
    reads=("南康区集聚了⟦格力电器⟧等企业。",),
    leaves=("本轮融资由高瓴创投领投。",),
)
FIRM_CLUSTER = rule(
    "link.firm_cluster",
    "A firm belongs to the cluster that its sentence names, or that alone is its section's.",
    reads=("武进区智能电网产业集群集聚了⟦格力电器⟧等企业。",),
)

_FINANCING = re.compile(r"领投|跟投|融资|轮投资|认购|战略投资|增资|入股|[A-F]\+*轮|投资方|基石投资")
_OUTSIDE = re.compile(
    r"客户(?!中心|端)|供应商(?:包括|为|有)|股东|导入|供货|定点|(?<!产业链)供应链|保荐|承销|财务顾问|法律顾问|律师|会计师|评级|研报|分析师|竞争对手|对标|同行|持股|控股方|收购方"
)
_EXPERT = re.compile(r"^[^,。;、]{0,14}(?:教授|研究员|分析师|所长|院长|院士|专家|首席|秘书长|会长)[^,。;、]{0,5}")
_SITE = re.compile(
    r"^[^,。;:、的]{0,12}?(?:工厂|超级工厂|基地|厂区|厂|项目|分公司|子公司|公司|总部|产线|生产线|园区|产业园|研发中心|中心|数据中心|工程|二期|三期|一期|电站|机组)"
)
_SEATED = re.compile(
    r"^[^,。;、]{0,16}?(?:落户|落地|入驻|进驻|落子|扎根|定居|位于|坐落于?|地处|注册于|注册在|注册地(?:为|在|是)|总部(?:位于|设在|设于|在|迁至|落户)"
    r"|选址|布局在|设在|设于|迁至|搬到|搬进|搬入|迁入|建在)(?:在|于|到|至|了)?[^,。;、]{0,4}$"
)
_ELIDED = re.compile(r"[^。;]{0,30},(?:公司|企业)?(?:总部|注册地)(?:现)?(?:位于|设在|设于|坐落于|坐落在|在|为)")
_MEMBER = re.compile(r"[^,。;]{0,24}(?:企业|公司|龙头|链主|纳税大户)")
_BROUGHT = re.compile(r"(?:引进|引入|引来|招引|迎来|吸引|携手|联合|对接|牵手|来自|赴|前往|考察|走访)[^,。;]{0,6}$")
_RELATIONS = (
    ("headquartered", re.compile(r"总部(?!经济|基地项目)|注册于|注册地|注册在")),
    ("signed", re.compile(r"签约|签下|签订|签署|签了")),
    ("settled", re.compile(r"落户|落地|入驻|进驻|落子|扎根|集聚|聚集|引进|引入|引来|引育|迁入|搬进")),
    ("invested", re.compile(r"投资|投建|斥资|投入|增资扩产|兴建|新建|扩建")),
)


_HOMES = 20
"""How many different homes of one firm are compared with each other."""
_MENTIONS = 40
"""How many mentions of clusters are kept for each district; keeps time linear on hostile text."""
_COMPANY = re.compile(
    r"(?:公司|集团|该企业|这家企业)(?:的)?(?:总部|注册地|注册地址)?(?:现)?(?:位于|设在|设于|坐落于|坐落在|落户|注册于|注册在|地处|为|在)"
)
_EVENT = re.compile(
    r"融资|[A-F]\+*轮|年报|财报|年度报告|半年报|季报|业绩|净利|营收|上市|IPO|招股|回购|并购|收购|增发|定增|分红|募资"
)
_PARTNERS = re.compile(r"合作意向|战略合作|合作协议|考察|来访|座谈|对接会|推介会|签署备忘录")
_COMMON = frozenset(
    "智能新高端先进精品及和与现代制造业装备应用服务产业材料技术信息数字经济生产工程设备化加深网联集成大中国"
)


def _has_parts(cluster: ClusterMention) -> bool:
    """Whether a cluster's homes name the parts of a district that bear it, so that others do not."""
    return any(lies_in(inner.district, outer.district) for inner in cluster.homes for outer in cluster.homes)


def _shared(text: str, industry: str) -> int:
    """How many characters that tell industries apart a firm's clause shares with an industry's name."""
    return sum(character in text for character in set(industry) - _COMMON)


@dataclass(frozen=True, slots=True)
class _Tie:
    """One mention of a firm with the home and the cluster that the text around it gives."""

    mention: FirmMention
    home: Home | None
    cluster: ClusterMention | None
    relation: str | None


def read(
    view: View,
    places: Sequence[Place],
    clusters: Sequence[ClusterMention],
    firms: Sequence[FirmMention],
    topics: Topics,
) -> list[Link]:
    """The links that the article states, each once, with the span that states it."""
    found = [*_of_clusters(clusters)]
    if firms:
        found += _Firms(view, places, clusters, firms).links()
    unique: dict[tuple[str, str, str], Link] = {}
    for link in sorted(found, key=lambda link: (link.start, link.end, link.kind, link.source, link.target)):
        kept = unique.setdefault((link.kind, link.source, link.target), link)
        kept.relation = kept.relation or link.relation
    return list(unique.values())


def _of_clusters(clusters: Sequence[ClusterMention]) -> Iterator[Link]:
    for mention in clusters:
        for place in mention.homes:
            yield Link(
                "cluster_district", mention.cluster.key, place.district.key, mention.start, mention.end, CLUSTER_HOME
            )


class _Firms:
    """The ties of an article's firms."""

    def __init__(
        self, view: View, places: Sequence[Place], clusters: Sequence[ClusterMention], firms: Sequence[FirmMention]
    ) -> None:
        self.view, self.folded = view, view.folded
        ends = {mention.end for mention in firms}
        self.all_homes = Homes(view, places, owners=("district",))
        outer = [place for place in places if place.start not in ends]
        self.homes = Homes(view, without_parts(view, outer), owners=("district",))
        self.clusters = sorted(clusters, key=lambda mention: (mention.start, mention.end))
        self.cluster_starts = [mention.start for mention in self.clusters]
        self.firms = firms
        self.of_company = self._of_company()
        self.several = len({one.cluster.key for one in self.clusters}) > 1
        self.by_district: dict[str, list[ClusterMention]] = {}
        for one in self.clusters:
            for place in one.homes:
                kept = self.by_district.setdefault(place.district.key, [])
                if len(kept) < _MENTIONS:
                    kept.append(one)

    def _of_company(self) -> bool:
        """Whether the article is the news of one firm: its title names one and no place, or it begins with it."""
        for block in self.view.blocks:
            firms = [mention for mention in self.firms if block.start <= mention.start < block.end]
            places = self.homes.groups_in(block.start, block.end)
            if block.kind == "title":
                if firms or places:
                    event = _EVENT.search(self.folded, block.start, block.end)
                    return bool(firms) and (not places or (event is not None and firms[0].start < places[0].start))
            elif block.kind == "paragraph":
                if not firms or (places and places[0].start < firms[0].start):
                    return False
                named = sum(mention.firm.key == firms[0].firm.key for mention in self.firms)
                return named > 2 and named * 3 > len(self.firms)
        return False

    def links(self) -> Iterator[Link]:
        """The links of all firms."""
        ties: dict[str, list[_Tie]] = {}
        for mention in self.firms:
            ties.setdefault(mention.firm.key, []).append(self._tie(mention))
        if self.of_company:
            self._seat_of_company(ties)
        for same in ties.values():
            yield from self._districts(same)
            yield from self._clusters(same)

    def _sentence(self, mention: FirmMention) -> Span:
        return clip(self.view.sentence_at(mention.start), mention.start)

    def _clause(self, mention: FirmMention) -> Span:
        return clip(self.view.clause_at(mention.start), mention.start)

    def _block_start(self, mention: FirmMention) -> int:
        return max(self.view.block_at(mention.start).start, mention.start - 5 * REACH)

    def _seat_of_company(self, ties: dict[str, list[_Tie]]) -> None:
        """In the news of one firm, 公司 and its 总部 are that firm's (公司总部位于…)."""
        key = max(ties, key=lambda key: (len(ties[key]), key))
        for said in _COMPANY.finditer(self.folded):
            for group in self.homes.groups_in(said.end(), said.end() + 6):
                if group.start - said.end() <= 1:
                    home = Home(group.places, Strength.PHRASE)
                    ties[key].append(_Tie(ties[key][0].mention, home, None, "headquartered"))

    def _tie(self, mention: FirmMention) -> _Tie:
        if self._only_named(mention):
            return _Tie(mention, None, None, None)
        home = self._home(mention)
        cluster = self._cluster(mention, home) or self._carried(mention, home)
        sentence = self._sentence(mention)
        inside = cluster is not None and sentence.start <= cluster.start < sentence.end
        if cluster is not None and cluster.homes and inside and (home is None or home.strength < Strength.CLAUSE):
            home = Home(cluster.homes, Strength.CLAUSE)
        elif cluster is not None and cluster.homes and (home is None or self._coarser(home, cluster.homes)):
            home = Home(cluster.homes, Strength.PARAGRAPH)
        return _Tie(mention, home, cluster, self._relation(mention))

    def _carried(self, mention: FirmMention, home: Home | None) -> ClusterMention | None:
        """The only cluster that the firm's paragraph names before it, where that lies in the firm's home."""
        if (home is not None and home.strength > Strength.PARAGRAPH) or self.view.block_at(mention.start).rows:
            return None
        named = self._between(self._block_start(mention), mention.start)
        if len({one.cluster.key for one in named}) != 1:
            return None
        return named[0] if home is None or self._coarser(home, named[0].homes) else None

    @staticmethod
    def _coarser(home: Home, homes: Sequence[Place]) -> bool:
        """Whether all of `homes` lie in one of the places of a home that is no nearer than the paragraph."""
        return home.strength <= Strength.PARAGRAPH and all(
            any(lies_in(inner.district, outer.district) for outer in home.places) for inner in homes
        )

    def _only_named(self, mention: FirmMention) -> bool:
        """Whether the firm stands there as an investor, customer, adviser or source, not as one of the place's."""
        sentence = self._sentence(mention)
        clause = self._clause(mention)
        opening = clip(self.view.clause_at(sentence.start), sentence.start)
        if any(_OUTSIDE.search(self.folded, *span) for span in (clause, opening)):
            return True
        if _EXPERT.match(self.folded[mention.end : mention.end + 24]) and mention.firm.kind == "institute":
            return True
        if not _FINANCING.search(self.folded, sentence.start, sentence.end):
            return False
        return not self._places_between(sentence.start, mention.start)

    def _places_between(self, start: int, end: int) -> bool:
        return bool(self.homes.groups_in(start, end))

    def _home(self, mention: FirmMention) -> Home | None:
        """The home that the text gives the firm at this mention."""
        sentence, clause = self._sentence(mention), self._clause(mention)
        row = self._row(mention)
        if row is not None:
            return row
        home = finest(self.homes.before(mention.start), self.all_homes.before(mention.start))
        own = self._site(mention) or self._seat(mention, sentence) or self._owner(mention, clause)
        inside = (
            home.strength >= Strength.HEADING
            and own is not None
            and all(any(lies_in(inner.district, outer.district) for outer in own.places) for inner in home.places)
        )
        if own is not None and not inside:
            return own
        if self.of_company and home.strength < Strength.CLAUSE:
            return None
        if home.strength < Strength.CLAUSE:
            home = self.homes.only_part(home, mention.start)
        return self._finer(home, mention.start) if home.places else None

    def _finer(self, home: Home, offset: int) -> Home:
        """The place that the paragraph or section is about, where the sentence only names what that lies in."""
        around = self.homes.around(offset)
        finer = around.places and all(
            any(lies_in(inner.district, outer.district) for outer in home.places) for inner in around.places
        )
        return around if finer and around.strength >= Strength.HEADING else home

    def _row(self, mention: FirmMention) -> Home | None:
        """The place in the same row of a table."""
        block = self.view.block_at(mention.start)
        at = bisect_right(block.rows, mention.start, key=lambda row: row[0].start if row else 0) - 1
        for row in block.rows[at : at + 1] if at >= 0 else ():
            if row and row[0].start <= mention.start < row[-1].end:
                groups = self.homes.groups_in(row[0].start, row[-1].end)
                groups = [group for group in groups if not mention.start <= group.start < mention.end]
                return Home(groups[0].places, Strength.PHRASE) if groups else None
        return None

    def _site(self, mention: FirmMention) -> Home | None:
        """The place between a firm's name and the works it has there (某某汽车渝北工厂)."""
        for group in self.all_homes.groups_in(mention.end, mention.end + 3):
            gap = self.folded[mention.end : group.start]
            if gap in ("", "在", "(", "·") and _SITE.match(self.folded[group.end : group.end + 16]):
                return Home(group.places, Strength.PHRASE)
        return None

    def _seat(self, mention: FirmMention, sentence: Span) -> Home | None:
        """The place that the firm is said to lie in, settle in or be registered in."""
        for group in self.homes.groups_in(mention.end, min(sentence.end, mention.end + 40)):
            between = self.folded[mention.end : group.start]
            elided = _ELIDED.fullmatch(between)
            is_one = elided or (
                between in ("是", "为", "系") and _MEMBER.match(self.folded[group.end : group.end + 30])
            )
            if is_one or _SEATED.match(between):
                return Home(group.places, Strength.PHRASE)
        return None

    def _owner(self, mention: FirmMention, clause: Span) -> Home | None:
        """The place that the firm's name is joined to (昆山的某某电子), unless the firm only comes from there."""
        home = self.homes.glued(mention.start)
        if home is None or _BROUGHT.search(self.folded[clause.start : home.places[0].start]):
            return None
        return home

    def _cluster(self, mention: FirmMention, home: Home | None) -> ClusterMention | None:
        """The cluster of the firm's sentence, or the only one of its home that its section speaks of."""
        sentence, block = self._sentence(mention), self.view.block_at(mention.start)
        if block.rows:
            return None
        start = max(sentence.start, self._block_start(mention))
        before = self._between(start, mention.start)
        after = self._between(mention.end, sentence.end)
        for named in (before, after):
            if named:
                nearest = named[-1] if named is before else named[0]
                clause = self.view.clause_at(nearest.start)
                listed = {one.cluster.key for one in named if clause.start <= one.start < clause.end}
                if len(listed) == 1 and self._fits(nearest, home):
                    return nearest
                if len(listed) > 1:
                    return None
        return self._of_section(mention, home)

    def _between(self, start: int, end: int) -> list[ClusterMention]:
        return self.clusters[bisect_left(self.cluster_starts, start) : bisect_left(self.cluster_starts, end)]

    def _fits(self, cluster: ClusterMention, home: Home | None) -> bool:
        """Whether cluster and firm may be of one place: a home is shared, or one lies in the other."""
        if home is None or not cluster.homes or home.strength <= Strength.PARAGRAPH:
            return True
        return any(
            a.district.key == b.district.key or lies_in(a.district, b.district) or lies_in(b.district, a.district)
            for a in home.places
            for b in cluster.homes
        )

    def _of_section(self, mention: FirmMention, home: Home | None) -> ClusterMention | None:
        """The only cluster of the firm's home, where the firm's paragraph or section is about that home."""
        if home is None:
            return None
        clause = self._clause(mention)
        if _PARTNERS.search(self.folded, clause.start, clause.end):
            return None
        at_home = self._clusters_at(place.district for place in home.places)
        if not at_home:
            outer = [{ancestor.key for ancestor in above(place.district)} for place in home.places]
            inner = [one for key in set.intersection(*outer) for one in self.by_district.get(key, ())]
            inner = [one for one in inner if not _has_parts(one)]
            at_home = [one for one in inner if self._same_section(one.start, mention.start) or self._of_article(inner)]
        if len({one.cluster.key for one in at_home}) != 1:
            return self._in_paragraph(mention, at_home) or self._dominant(at_home)
        keys = {place.district.key for place in home.places}
        article = {place.district.key for place in self.homes.article.places}
        near = any(self._same_section(one.start, mention.start) for one in at_home)
        return at_home[0] if near or not keys & article or self._of_article(at_home) else None

    def _clusters_at(self, districts: Iterable[District]) -> list[ClusterMention]:
        found = {one.start: one for district in districts for one in self.by_district.get(district.key, ())}
        return [found[start] for start in sorted(found)]

    def _dominant(self, options: Sequence[ClusterMention]) -> ClusterMention | None:
        """Of several clusters of a home, the one that an article (no report) is about: most mentions are of it."""
        counts = Counter(one.cluster.key for one in options)
        if not counts or self.homes.is_report:
            return None
        key, count = counts.most_common(1)[0]
        chosen = next(one for one in options if one.cluster.key == key)
        return chosen if count > 2 and count * 5 > 3 * len(options) else None

    def _of_article(self, mentions: Sequence[ClusterMention]) -> bool:
        """Whether a cluster is what the article is about: the only one, named early or often."""
        if self.homes.is_report or self.several:
            return False
        return mentions[0].start < max(300, len(self.folded) // 4) or len(mentions) > 2

    def _in_paragraph(self, mention: FirmMention, options: Sequence[ClusterMention]) -> ClusterMention | None:
        """Of several clusters of a home, the one that the paragraph names, or whose words the firm's clause has."""
        start = self._block_start(mention)
        named = {one.cluster.key: one for one in options if start <= one.start < mention.start}
        if len(named) == 1:
            return next(iter(named.values()))
        clause = self._clause(mention)
        text = self.folded[mention.end : min(clause.end, mention.end + 30)].partition("、")[0]
        named = named or {one.cluster.key: one for one in options}
        scores = {key: _shared(text, fold(one.cluster.industry)) for key, one in named.items()}
        best = [key for key, score in scores.items() if score == max(scores.values()) > 0]
        return named[best[0]] if len(best) == 1 else None

    def _same_section(self, one: int, other: int) -> bool:
        """Whether two points stand in one paragraph, or under one heading."""
        if self.view.block_at(one) == self.view.block_at(other):
            return True
        section = self.homes.section(one)
        return section is not None and section == self.homes.section(other)

    def _relation(self, mention: FirmMention) -> str | None:
        clause = self._clause(mention)
        text = self.folded[clause.start : clause.end]
        return next((name for name, cue in _RELATIONS if cue.search(text)), None)

    def _districts(self, ties: Sequence[_Tie]) -> Iterator[Link]:
        homes = [(tie, tie.home) for tie in ties if tie.home is not None]
        if not homes:
            return
        best = max(home.strength for _, home in homes)
        kept = [(tie, home) for tie, home in homes if home.strength >= min(best, Strength.SENTENCE)]
        named = {tuple(place.district.key for place in home.places): home for _, home in kept}
        for tie, home in kept:
            mention = tie.mention
            for place in home.places:
                # A coarser place is dropped for a finer one said elsewhere; what one phrase coordinates all stays.
                if any(self._inside(other, place) for other in list(named.values())[:_HOMES] if other is not home):
                    continue
                yield Link(
                    "firm_district",
                    mention.firm.key,
                    place.district.key,
                    mention.start,
                    mention.end,
                    FIRM_HOME,
                    tie.relation,
                )

    @staticmethod
    def _inside(home: Home, place: Place) -> bool:
        keys = {inner.district.key for inner in home.places}
        return place.district.key not in keys and any(lies_in(p.district, place.district) for p in home.places)

    def _clusters(self, ties: Sequence[_Tie]) -> Iterator[Link]:
        for tie in ties:
            if tie.cluster is not None:
                mention = tie.mention
                yield Link(
                    "firm_cluster",
                    mention.firm.key,
                    tie.cluster.cluster.key,
                    mention.start,
                    mention.end,
                    FIRM_CLUSTER,
                    tie.relation,
                )
