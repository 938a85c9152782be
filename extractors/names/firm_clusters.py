"""The cluster that the text puts a firm in at one of its mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from ..fold import fold
from ..records import District
from ..rules import rule
from ..view import Span, View
from .clusters import ClusterMention
from .firm_homes import FirmHomes, Home
from .firms import FirmMention
from .homes import REACH, Strength, above, lies_in

FIRM_CLUSTER = rule(
    "link.firm_cluster",
    "A firm belongs to the cluster that its sentence names, or that alone is its section's.",
    reads=("武进区智能电网产业集群集聚了⟦格力电器⟧等企业。",),
)

_MENTIONS = 40
"""How many mentions of clusters are kept for each district; keeps time linear on hostile text."""
_PARTNERS = re.compile(r"合作意向|战略合作|合作协议|考察|来访|座谈|对接会|推介会|签署备忘录")
_INDUSTRY = re.compile(r"([一-鿿]{2,10})(?:产业|行业|领域|方面|赛道|板块)(?=[,:])")
_PAIR = re.compile("前者|后者")
_COMPANY_IS = re.compile(r"(?:公司|集团)[^,。;]{0,4}(?:是|为|属于|系|作为|入选)")
_COMMON = frozenset(
    "智能新高端先进精品及和与现代制造业装备应用服务产业材料技术信息数字经济生产工程设备化加深网联集成大中国"
)


def _has_parts(cluster: ClusterMention) -> bool:
    """Whether a cluster's homes name the parts of a district that bear it, so that others do not."""
    return any(lies_in(inner.district, outer.district) for inner in cluster.homes for outer in cluster.homes)


def _shared(text: str, industry: str) -> int:
    """How many characters that tell industries apart a firm's clause shares with an industry's name."""
    return sum(character in text for character in set(industry) - _COMMON)


class FirmClusters:
    """The clusters of an article's firms."""

    def __init__(self, view: View, clusters: Sequence[ClusterMention], firm_homes: FirmHomes) -> None:
        self.view, self.folded, self.firm_homes, self.grounds = view, view.folded, firm_homes, firm_homes.grounds
        self.clusters = sorted(clusters, key=lambda mention: (mention.start, mention.end))
        self.cluster_starts = [mention.start for mention in self.clusters]
        self.several = len({one.cluster.key for one in self.clusters}) > 1
        self._headings = [block.start for block in view.blocks if block.kind == "heading"]
        self.by_district: dict[str, list[ClusterMention]] = {}
        for one in self.clusters:
            for place in one.homes:
                kept = self.by_district.setdefault(place.district.key, [])
                if len(kept) < _MENTIONS:
                    kept.append(one)

    def at(self, mention: FirmMention, home: Home | None) -> ClusterMention | None:
        """The cluster that the text around a mention gives, for a firm with this home."""
        cluster = self._cluster(mention, home)
        return None if cluster is None or self._of_another(mention, cluster) else cluster

    def _of_another(self, mention: FirmMention, cluster: ClusterMention) -> bool:
        """Whether the sentence begins with another industry than the cluster, which is named elsewhere."""
        sentence = self.firm_homes.sentence(mention)
        if sentence.start <= cluster.start < sentence.end:
            return False
        named = _INDUSTRY.findall(self.folded, sentence.start, mention.start)
        return bool(named) and not _shared(named[-1], fold(cluster.cluster.industry))

    def _block_start(self, mention: FirmMention) -> int:
        return max(self.view.block_at(mention.start).start, mention.start - 5 * REACH)

    def _carried(self, mention: FirmMention, home: Home | None) -> ClusterMention | None:
        """The only cluster that the firm's paragraph names before it, where that lies in the firm's home."""
        if self.view.block_at(mention.start).rows:
            return None
        named = self._between(self._block_start(mention), mention.start)
        if len({one.cluster.key for one in named}) != 1:
            return None
        districts = [place.district for place in named[0].homes]
        return named[0] if home is None or self._holds(home, districts) else None

    @staticmethod
    def coarser(home: Home, districts: Sequence[District]) -> bool:
        """Whether all of some districts lie in one of the places of a home that is no nearer than the paragraph."""
        return home.strength <= Strength.PARAGRAPH and FirmClusters._holds(home, districts)

    @staticmethod
    def _holds(home: Home, districts: Sequence[District]) -> bool:
        """Whether all of some districts lie in one of the places of a home."""
        return all(any(lies_in(inner, outer) for outer in home.districts) for inner in districts)

    def _cluster(self, mention: FirmMention, home: Home | None) -> ClusterMention | None:
        """The cluster of the sentence, the only one of the paragraph, or the only one of the home in the section."""
        sentence, block = self.firm_homes.sentence(mention), self.view.block_at(mention.start)
        if block.rows:
            return self._of_row(mention)
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
                    return self._respective(mention, named, clause)
        return self._carried(mention, home) or self._of_section(mention, home)

    def _respective(self, mention: FirmMention, named: Sequence[ClusterMention], clause: Span) -> ClusterMention | None:
        """The cluster with a firm's place in its list, of as many as there are firms; of two what 后者 stands for."""
        at, size, *_ = self.firm_homes.lists[mention.start]
        inside = {one.cluster.key: one for one in reversed(named) if clause.start <= one.start < clause.end}
        ordered = sorted(inside.values(), key=lambda one: one.start)
        pair: list[str] = _PAIR.findall(self.folded, clause.start, mention.start)
        if pair and len(ordered) == 2:
            return ordered[-1] if pair[-1] == "后者" else ordered[0]
        return ordered[at] if size == len(ordered) > 2 else None

    def _of_row(self, mention: FirmMention) -> ClusterMention | None:
        """The only cluster in the firm's row of a table."""
        rows = self.view.block_at(mention.start).rows
        row = next((row for row in rows if row and row[0].start <= mention.start < row[-1].end), None)
        named = self._between(row[0].start, row[-1].end) if row else []
        return named[0] if len({one.cluster.key for one in named}) == 1 else None

    def of_company(self) -> list[ClusterMention]:
        """In the news of one firm, the clusters that 公司 is said to be of."""
        if not self.firm_homes.of_company:
            return []
        said = [
            (match.end(), min(match.end() + 24, self.view.clause_at(match.start()).end))
            for match in _COMPANY_IS.finditer(self.folded)
        ]
        return [one for start, end in said for one in self._between(start, end)]

    def _between(self, start: int, end: int) -> list[ClusterMention]:
        return self.clusters[bisect_left(self.cluster_starts, start) : bisect_left(self.cluster_starts, end)]

    def _fits(self, cluster: ClusterMention, home: Home | None) -> bool:
        """Whether cluster and firm may be of one place: a home is shared, or one lies in the other."""
        if home is None or not cluster.homes or home.strength <= Strength.PARAGRAPH:
            return True
        return any(
            a.key == b.district.key or lies_in(a, b.district) or lies_in(b.district, a)
            for a in home.districts
            for b in cluster.homes
        )

    def _of_section(self, mention: FirmMention, home: Home | None) -> ClusterMention | None:
        """The only cluster of the firm's home, where the firm's paragraph or section is about that home."""
        if home is None:
            return None
        clause = self.firm_homes.clause(mention)
        if _PARTNERS.search(self.folded, clause.start, clause.end):
            return None
        at_home = self._clusters_at(home.districts)
        if not at_home:
            outer = [{ancestor.key for ancestor in above(district)} for district in home.districts]
            inner = [one for key in set.intersection(*outer) for one in self.by_district.get(key, ())]
            inner = [one for one in inner if not _has_parts(one)]
            at_home = [one for one in inner if self._same_section(one.start, mention.start) or self._of_article(inner)]
        if len({one.cluster.key for one in at_home}) != 1:
            return self._in_paragraph(mention, at_home) or self._dominant(at_home)
        keys = {district.key for district in home.districts}
        article = {self.grounds.main.key} if self.grounds.main else set()
        near = any(self._same_section(one.start, mention.start) for one in at_home)
        return at_home[0] if near or not keys & article or self._of_article(at_home) else None

    def _clusters_at(self, districts: Iterable[District]) -> list[ClusterMention]:
        found = {one.start: one for district in districts for one in self.by_district.get(district.key, ())}
        return [found[start] for start in sorted(found)]

    def _dominant(self, options: Sequence[ClusterMention]) -> ClusterMention | None:
        """Of several clusters of a home, the one that an article (no report) is about: most mentions are of it."""
        counts = Counter(one.cluster.key for one in options)
        if not counts or self.grounds.is_report:
            return None
        key, count = counts.most_common(1)[0]
        chosen = next(one for one in options if one.cluster.key == key)
        return chosen if count > 2 and count * 5 > 3 * len(options) else None

    def _of_article(self, mentions: Sequence[ClusterMention]) -> bool:
        """Whether a cluster is what the article is about: the only one, named early or often."""
        if self.grounds.is_report or self.several:
            return False
        return mentions[0].start < max(300, len(self.folded) // 4) or len(mentions) > 2

    def _in_paragraph(self, mention: FirmMention, options: Sequence[ClusterMention]) -> ClusterMention | None:
        """Of several clusters of a home, the one that the paragraph names, or whose words the firm's clause has."""
        start = self._block_start(mention)
        named = {one.cluster.key: one for one in options if start <= one.start < mention.start}
        if len(named) == 1:
            return next(iter(named.values()))
        end = self.firm_homes.lists[mention.start].end
        within = self.firm_homes.clause(mention) if end == mention.end else self.firm_homes.sentence(mention)
        text = self.folded[end : min(within.end, end + 30)].partition("、")[0]
        named = named or {one.cluster.key: one for one in options}
        scores = {key: _shared(text, fold(one.cluster.industry)) for key, one in named.items()}
        best = [key for key, score in scores.items() if score == max(scores.values()) > 0]
        return named[best[0]] if len(best) == 1 else None

    def _same_section(self, one: int, other: int) -> bool:
        """Whether two points stand in one paragraph, or under one heading."""
        if self.view.block_at(one) == self.view.block_at(other):
            return True
        section = self._section(one)
        return section is not None and section == self._section(other)

    def _section(self, offset: int) -> int | None:
        """Where the heading begins that `offset` stands under; None where there is none."""
        at = bisect_right(self._headings, offset) - 1
        return self._headings[at] if at >= 0 else None
