"""Who belongs to whom: clusters and firms tied to districts, firms tied to clusters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..records import District, Link
from ..rules import rule
from ..view import View
from .clusters import ClusterMention
from .firm_accounts import Accounts
from .firm_addresses import ADDRESS, Addresses
from .firm_clusters import FIRM_CLUSTER, FirmClusters
from .firm_homes import FIRM_HOME, FirmHomes, Home
from .firms import FirmMention
from .grounds import Grounds
from .homes import Strength
from .main_firm import MainFirm
from .place_groups import lies_in
from .place_roles import role
from .places import Place

CLUSTER_HOME = rule(
    "link.cluster_home",
    "A cluster belongs to the places that its mention is said of, and to those in them that are said to bear it.",
    reads=(
        "武进区的⟦智能卫浴⟧产业集群产值增长9%。",
        "常州市打造⟦智能卫浴⟧产业集群。以武进区为核心，以新北区为支撑，扩大产能。",
    ),
)
_RELATIONS = (
    ("headquartered", re.compile(r"总部(?!经济|基地项目)|注册于|注册地|注册在")),
    ("signed", re.compile(r"签约|签下|签订|签署|签了")),
    ("settled", re.compile(r"落户|落地|入驻|进驻|落子|扎根|集聚|聚集|引进|引入|引来|引育|迁入|搬进")),
    ("invested", re.compile(r"投资|投建|斥资|投入|增资扩产|兴建|新建|扩建")),
)


_CORE = re.compile("为(?:核心|中心|龙头|引领|主)")
_HOMES = 20
"""How many different homes of one firm are compared with each other."""


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
    grounds: Grounds,
    main: MainFirm,
) -> list[Link]:
    """The links that the article states, each once, with the span that states it."""
    found = [*_of_clusters(view, clusters, {place.district.key: place.district for place in places})]
    if firms:
        found += _Firms(view, places, clusters, firms, grounds, main).links()
    unique: dict[tuple[str, str, str], Link] = {}
    for link in sorted(found, key=lambda link: (link.start, link.end, link.kind, link.source, link.target)):
        kept = unique.setdefault((link.kind, link.source, link.target), link)
        kept.relation = kept.relation or link.relation
    return list(unique.values())


def _of_clusters(view: View, clusters: Sequence[ClusterMention], named: Mapping[str, District]) -> Iterator[Link]:
    """A cluster's homes, and for a town or zone the county too that the article names."""
    for mention in clusters:
        keys = [place.district.key for place in mention.homes]
        for place in mention.homes:
            outer = named.get(place.district.parent or "")
            core = _CORE.match(view.folded, place.end)  # 以甲高新区为核心的 is the city's
            if place.district.level in ("town", "zone") and outer and (outer.level == "district" or core):
                keys.append(outer.key)
        for key in dict.fromkeys(keys):
            yield Link("cluster_district", mention.cluster.key, key, mention.start, mention.end, CLUSTER_HOME)


class _Firms:
    """The ties of an article's firms."""

    def __init__(
        self,
        view: View,
        places: Sequence[Place],
        clusters: Sequence[ClusterMention],
        firms: Sequence[FirmMention],
        grounds: Grounds,
        main: MainFirm,
    ) -> None:
        self._view, self.folded, self.firms = view, view.folded, firms
        self._named = {place.district.key: place.district for place in places}
        self.homes = FirmHomes(view, firms, grounds, main)
        self.clusters = FirmClusters(view, clusters, self.homes)
        self._accounts = Accounts(view, firms, grounds, main)
        self._addresses = Addresses(view, self._named, grounds)

    def links(self) -> Iterator[Link]:
        """The links of all firms."""
        ties: dict[str, list[_Tie]] = {}
        for mention in self.firms:
            ties.setdefault(mention.firm.key, []).append(self._tie(mention))
        for key, seat in self._accounts.seats():
            home = Home(tuple(seat), Strength.PHRASE)
            ties[key].append(_Tie(ties[key][0].mention, home, None, "headquartered"))
        if named := self.clusters.of_company():
            key = max(ties, key=lambda key: (len(ties[key]), key))
            ties[key] += [_Tie(ties[key][0].mention, None, one, None) for one in named]
        for same in ties.values():
            yield from self._districts(same)
            yield from self._clusters(same)

    def _tie(self, mention: FirmMention) -> _Tie:
        home = self.homes.at(mention)
        outside = self.homes.outside(mention)
        cluster = None if home is None and outside else self.clusters.at(mention, home)
        homes = cluster.homes if cluster else ()
        districts = tuple(p.district for p in homes if p.start < mention.start and not self._passing(p))
        if cluster is not None and districts:
            sentence = self.homes.sentence(mention)
            inside = sentence.start <= cluster.start < sentence.end
            if inside and (home is None or (home.strength < Strength.CLAUSE and not self._finer(home, districts))):
                home = Home(districts, Strength.CLAUSE)
            elif self._before(cluster, mention) and (home is None or self.clusters.coarser(home, districts)):
                home = Home(districts, Strength.PARAGRAPH)
        return _Tie(mention, home, cluster, self._relation(mention))

    @staticmethod
    def _finer(home: Home, districts: Sequence[District]) -> bool:
        """Whether all of a home lies in some districts."""
        return home.strength > Strength.ARTICLE and all(
            any(lies_in(inner, outer) for outer in districts) for inner in home.districts
        )

    def _before(self, cluster: ClusterMention, mention: FirmMention) -> bool:
        """Whether the paragraph of a firm names the cluster before it."""
        return self._view.block_at(mention.start).start <= cluster.start < mention.start

    def _passing(self, place: Place) -> bool:
        """Whether a cluster's home is only its core (以甲园为核心), where its firms need not be."""
        group = self.homes.grounds.group_at(place.start)
        return group is not None and role(self._view, group) == "aside"

    def _relation(self, mention: FirmMention) -> str | None:
        clause = self.homes.clause(mention)
        text = self.folded[clause.start : clause.end]
        return next((name for name, cue in _RELATIONS if cue.search(text)), None)

    def _districts(self, ties: Sequence[_Tie]) -> Iterator[Link]:
        homes = [(tie, tie.home) for tie in ties if tie.home is not None]
        if not homes:
            return
        best = max(home.strength for _, home in homes)
        kept = [(tie, home) for tie, home in homes if home.strength >= min(best, Strength.SENTENCE)]
        named = {tuple(district.key for district in home.districts): home for _, home in kept}
        for tie, home in kept:
            mention = tie.mention
            for district in home.districts:
                # A coarser place is dropped for a finer one said elsewhere; what one phrase coordinates all stays.
                if any(self._inside(other, district) for other in list(named.values())[:_HOMES] if other is not home):
                    continue
                around = self._addresses.around(district, home.districts, mention.start)
                for key, by in ((district.key, FIRM_HOME), (around, ADDRESS)):
                    if key is not None:
                        yield Link("firm_district", mention.firm.key, key, mention.start, mention.end, by, tie.relation)

    @staticmethod
    def _inside(home: Home, outer: District) -> bool:
        keys = {inner.key for inner in home.districts}
        return outer.key not in keys and any(lies_in(inner, outer) for inner in home.districts)

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
