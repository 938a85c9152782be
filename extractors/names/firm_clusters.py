"""The cluster that the text puts a firm in at one of its mentions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from ..fold import fold, fold_word
from ..records import District
from ..rules import rule
from ..view import Block, Span, View
from .addresses import division_of
from .clusters import ClusterMention
from .firm_homes import FirmHomes, Home
from .firms import FirmMention
from .gazetteer import lineage
from .homes import Strength
from .place_groups import lies_in
from .reach import REACH
from .told_topics import ToldTopics

FIRM_CLUSTER = rule(
    "link.firm_cluster",
    "A firm belongs to the cluster that its sentence names, or that its paragraph or section speaks of until it turns"
    " to another industry or place.",
    reads=("武进区智能电网产业集群集聚了⟦格力电器⟧等企业。",),
    leaves=("武进区智能电网产业集群获兴业银行授信5亿元。",),
)

_OTHER = re.compile(r"([一-鿿]{2,8})(?:产业(?![园化工基开城区小])|行业|赛道|板块)")
_GENERAL = re.compile(
    r"(?:主导|特色|新兴|支柱|优势|传统|重点|相关|整个|全部?|该|这一|本|此|未来|战略性|先进|上下游|各类?|配套|骨干|乡村|富民|县域|的|大|型)$"
)
_PARTNERS = re.compile(r"合作意向|战略合作|合作协议|考察|来访|座谈|对接会|推介会|签署备忘录")
_PAIR = re.compile("前者|后者")
# Who lends to an industry, insures, carries or sells its goods is not of it, but of one of its own kind.
_SERVES = re.compile(
    r"银行|[分支]行$|信用社|农信|物流|快递|速递|速运|供应链|电子商务|顺丰|圆通|中通|申通|韵达|极兔"
    r"|(?:保险|人寿|[财产寿]险|证券|担保|小贷|期货|信托|融资租赁)(?:股份)?(?:有限)?(?:责任)?(?:公司)?$"
)
_SERVICES = re.compile("金融|银行|保险|租赁|基金|期货|物流|商务|电商|快递|供应链|航空|商贸")
_COMPANY_IS = re.compile(r"(?:公司|集团)[^,。;]{0,4}(?:是|为|属于|系|作为|入选)")
_COMMON = frozenset(
    "智能新高端先进精品及和与现代制造业装备应用服务产业材料技术信息数字经济生产工程设备化加深网联集成大中国"
)
# ●钢铁及装备制造。 1.建材产业。
_ITEM = re.compile(
    r"\s*(?:[●■◆▲★※🔹◇○→·-]|\d{1,2}[.、.]|[((]?[一二三四五六七八九十]{1,3}[)、)])\s*[^,。;:\s]{2,16}[。:]"
)
# 龙头企业:甲、乙: a line of a profile, which opens nothing.
_VALUE = re.compile(
    r"\s*[^:\s]{0,6}(?:企业|单位|公司|项目|产品|目标|产值|规模|营收|面积|位置|区位|人口|价格|电话|联系人|时间|地点|交通|方向|载体|平台|政策):\s*\S"
)
_LINE = 30
"""How long a line is that does no more than name a cluster."""
_TAIL = 8
"""How much may stand in it behind the name."""


def _shared(text: str, industry: str) -> int:
    """How many characters that tell industries apart a text shares with an industry's name."""
    return sum(character in text for character in set(industry) - _COMMON)


def _keys(mentions: Sequence[ClusterMention]) -> set[str]:
    return {one.cluster.key for one in mentions}


def _are_one_trade(mentions: Sequence[ClusterMention]) -> bool:
    """Whether the name of one cluster's industry has those of the others in it: 泵阀, 精密泵阀."""
    names = [fold(one.cluster.industry) for one in mentions]
    longest = max(names, key=len)
    return all(name in longest for name in names)


def _may_hold(county: District, zone: District) -> bool:
    """Whether a zone, of which the text says only the city, may lie in a county of that city."""
    return zone.level == "zone" and county.level == "district" and division_of(zone) in lineage(county.key)[1:]


class FirmClusters:
    """The clusters of an article's firms."""

    def __init__(self, view: View, clusters: Sequence[ClusterMention], firm_homes: FirmHomes) -> None:
        self.view, self.folded, self.firm_homes, self.grounds = view, view.folded, firm_homes, firm_homes.grounds
        self.clusters = sorted(clusters, key=lambda mention: (mention.start, mention.end))
        self.cluster_starts = [mention.start for mention in self.clusters]
        self._topics = ToldTopics(view, self.clusters)

    def at(self, mention: FirmMention, home: Home | None) -> ClusterMention | None:
        """The cluster that the text around a mention gives, for a firm with this home; a bank is of no goods'."""
        found = self._around(mention, home)
        if found is None or not _SERVES.search(fold_word(mention.firm.name)):
            return found
        return found if _SERVICES.search(found.cluster.industry) else None

    def _around(self, mention: FirmMention, home: Home | None) -> ClusterMention | None:
        block = self.view.block_at(mention.start)
        if block.rows:
            return self._of_row(mention, block)
        found, several = self._of_sentence(mention, home)
        if found is not None or several:
            return found
        clause = self.firm_homes.clause(mention)
        if _PARTNERS.search(self.folded, clause.start, clause.end):
            return None
        named = self._between(self._block_start(mention), self.firm_homes.sentence(mention).start)
        topic = self._topics.sentence(named[-1].end if named else self._block_start(mention), mention.start)
        if topic is not None:
            return next((one for one in self._topics.named(topic) if self._fits(one, home)), None)
        found = self._of_paragraph(mention, named) if named else self._topics.labelled(block)
        if not named and found is None and home is not None:
            found = self._topics.asked(block)
        if not named and found is None and not _ITEM.match(self.folded, block.start, block.end):
            found = self._of_section(mention, home) or self._told_later(mention, block, home)
        return found if found is not None and self._goes_on(found, mention, home) else None

    def _told_later(self, mention: FirmMention, block: Block, home: Home | None) -> ClusterMention | None:
        """The only cluster that the next sentence names, where the paragraph has spoken of its industry."""
        sentence = self.firm_homes.sentence(mention)
        after = self.view.sentence_at(min(sentence.end, block.end - 1))
        named = self._between(mention.end, min(block.end, after.end)) if home is not None else []
        told = self.folded[self._block_start(mention) : sentence.end]
        alone = len(_keys(named)) == 1 and _shared(told, fold(named[0].cluster.industry)) > 1
        return named[0] if alone else None

    def _of_sentence(self, mention: FirmMention, home: Home | None) -> tuple[ClusterMention | None, bool]:
        """The nearest cluster before a firm in its sentence, else the first behind it; and whether it names any."""
        sentence = self.firm_homes.sentence(mention)
        start = max(sentence.start, self._block_start(mention))
        before, after = self._between(start, mention.start), self._between(mention.end, sentence.end)
        for named in (before, after):
            if named:
                nearest = named[-1] if named is before else named[0]
                clause = self.view.clause_at(nearest.start)
                listed = _keys([one for one in named if clause.start <= one.start < clause.end])
                if len(listed) > 1:
                    return self._respective(mention, named, clause), True
                if self._fits(nearest, home):
                    return nearest, True
        return None, False

    def _respective(self, mention: FirmMention, named: Sequence[ClusterMention], clause: Span) -> ClusterMention | None:
        """The cluster with a firm's place in its list, of as many as there are firms; of two what 后者 stands for."""
        at, size, *_ = self.firm_homes.lists[mention.start]
        inside = {one.cluster.key: one for one in reversed(named) if clause.start <= one.start < clause.end}
        ordered = sorted(inside.values(), key=lambda one: one.start)
        pair: list[str] = _PAIR.findall(self.folded, clause.start, mention.start)
        if pair and len(ordered) == 2:
            return ordered[-1] if pair[-1] == "后者" else ordered[0]
        return ordered[at] if size == len(ordered) > 2 else None

    def _of_paragraph(self, mention: FirmMention, named: Sequence[ClusterMention]) -> ClusterMention | None:
        """The cluster that the paragraph named last; of several in one sentence the one whose words the firm's has."""
        stop = self.folded.rfind("。", self._block_start(mention), named[-1].start)
        listed = {one.cluster.key: one for one in named if one.start > stop}
        if len(listed) == 1 or _are_one_trade(list(listed.values())):
            return named[-1]
        return self._likest(mention, list(listed.values()))

    def _likest(self, mention: FirmMention, options: Sequence[ClusterMention]) -> ClusterMention | None:
        """Of several clusters, the one whose words the firm's clause has, or most names of the firm's list have."""
        *_, start, end = self.firm_homes.lists[mention.start]
        within = self.firm_homes.clause(mention) if end == mention.end else self.firm_homes.sentence(mention)
        own = self.folded[mention.start : mention.end] + self.folded[end : min(within.end, end + 30)]
        peers = self.folded[start:end].split("、")
        for texts in ([own], peers):
            scores = [sum(_shared(text, fold(one.cluster.industry)) > 1 for text in texts) for one in options]
            best = [one for one, score in zip(options, scores, strict=True) if score == max(scores)]
            if len(best) == 1 and max(scores) * 2 >= len(texts):
                return best[0]
        return None

    def _of_section(self, mention: FirmMention, home: Home | None) -> ClusterMention | None:
        """The only cluster of the heading above or of the section below it; else what the article is about."""
        at = bisect_right(self._head_starts, mention.start) - 1
        if at >= 0:
            head = self._heads[at]
            if len(_keys(named := self._between(head.start, head.end))) == 1:
                return named[0]
            if not named and len(_keys(said := self._topics.said(head))) == 1:
                return said[0]
            placed = self.grounds.section(mention.start)
            end = self._head_starts[at + 1] if placed and at + 1 < len(self._heads) else mention.start
            inside = self._between(head.start, end)
            if len(_keys(inside)) == 1 and home is not None:
                return inside[0]
        return self._of_article if home is not None else None

    @cached_property
    def _heads(self) -> list[Block]:
        """The headings that are no lines of a profile, and the lines that only name a cluster: 【1】甲产业集群."""
        return [block for block in self.view.blocks if self._is_heading(block) or self._is_label(block)]

    def _is_heading(self, block: Block) -> bool:
        return block.kind == "heading" and _VALUE.match(self.folded, block.start, block.end) is None

    @cached_property
    def _head_starts(self) -> list[int]:
        return [block.start for block in self._heads]

    def _is_label(self, block: Block) -> bool:
        named = self._between(block.start, block.end)
        short = block.kind != "title" and block.end - block.start < _LINE
        return short and len(_keys(named)) == 1 and named[0].end > block.end - _TAIL

    @cached_property
    def _of_article(self) -> ClusterMention | None:
        """The cluster that the title names alone, or the only one of an article whose title has words of it."""
        titles = [block for block in self.view.blocks if block.kind in ("title", "subtitle")]
        titled = [one for block in titles for one in self._between(block.start, block.end)]
        if len(_keys(titled)) == 1:
            return titled[0]
        alone = len(_keys(self.clusters)) == 1
        industry = fold(self.clusters[0].cluster.industry) if alone else ""
        told = any(_shared(self.folded[block.start : block.end], industry) for block in titles)
        return self.clusters[0] if told else None

    def _goes_on(self, cluster: ClusterMention, mention: FirmMention, home: Home | None) -> bool:
        """Whether nothing between a cluster and a firm turns to another industry or place."""
        if not self._fits(cluster, home):
            return False
        start = self._block_start(mention)
        start = max([start, *(one.end for one in self._between(start, mention.start))])
        industry = fold(cluster.cluster.industry)
        for other in _OTHER.finditer(self.folded, start, mention.start):
            if not _GENERAL.search(other[1]) and not _shared(other[1], industry):
                return False
        return True

    def _block_start(self, mention: FirmMention) -> int:
        return max(self.view.block_at(mention.start).start, mention.start - 5 * REACH)

    @staticmethod
    def coarser(home: Home, districts: Sequence[District]) -> bool:
        """Whether all of some districts lie in one of the places of a home that is no nearer than the paragraph."""
        return home.strength <= Strength.PARAGRAPH and all(
            any(lies_in(inner, outer) for outer in home.districts) for inner in districts
        )

    def _of_row(self, mention: FirmMention, block: Block) -> ClusterMention | None:
        """The only cluster in the firm's row of a table."""
        row = next((row for row in block.rows if row and row[0].start <= mention.start < row[-1].end), None)
        named = self._between(row[0].start, row[-1].end) if row else []
        return named[0] if len(_keys(named)) == 1 else None

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

    @staticmethod
    def _fits(cluster: ClusterMention, home: Home | None) -> bool:
        """Whether cluster and firm may be of one place: a home is shared, or one lies in the other."""
        if home is None or not cluster.homes or home.strength <= Strength.HEADING:
            return True
        return any(
            a.key == b.district.key or lies_in(a, b.district) or lies_in(b.district, a) or _may_hold(b.district, a)
            for a in home.districts
            for b in cluster.homes
        )
