"""What a stretch of text speaks of: the district, cluster and firm in force at each point of an article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from ..records import Cluster, District, Firm
from ..view import Span, View
from .clusters import ClusterMention
from .firms import FirmMention
from .gazetteer import divisions, lineage
from .places import Place

# Words that stand for a place: of which level, and whether near (the last named) or the article's own.
_ANAPHOR = re.compile(
    r"(?P<near>[该本此](?P<kind>[省市区县州盟旗镇乡园])(?![级])|该(?:街道|新区|开发区|高新区|经开区|园区|城市|地)|当地|这里|那里|此地)"
    r"|(?P<own>[全我](?P<own_kind>[省市区县州盟旗镇乡]))|(?P<country>全国|我国|中国|国内|全球|世界)"
    r"|(?P<pair>前者|后者)|(?P<several>[两三四五六七八九各多]个?[省市区县州地镇](?!场))"
)
_PEERS = re.compile(r"\s*(?:[、,和与及]|以及)\s*$")
_KINDS = {
    "省": ("province",),
    "市": ("city", "province", "district"),
    "镇": ("town",),
    "乡": ("town",),
    "园": ("zone",),
}

Mentioned = TypeVar("Mentioned", ClusterMention, FirmMention)


class Topics:
    """The district, cluster and firm in force at a point: from its clause, its sentence, the heading, the article.

    该区, 全区, 我市, 这里, 该公司, 前者, 后者 are resolved to what they stand for.
    """

    def __init__(
        self,
        view: View,
        places: Sequence[Place],
        clusters: Sequence[ClusterMention],
        firms: Sequence[FirmMention],
    ) -> None:
        self._view, self._places, self._clusters, self._firms = view, places, clusters, firms
        self._starts = [place.start for place in places]

    def district(self, offset: int) -> District | None:
        """The district that the text at `offset` speaks of; None where it speaks of several, or of none."""
        found = self.districts(offset)
        return found[0] if len(found) == 1 else None

    def districts(self, offset: int) -> list[District]:
        """All the districts in force at `offset`, peers of one list together; empty where none is."""
        view = self._view
        clause, sentence, block = view.clause_at(offset), view.sentence_at(offset), view.block_at(offset)
        for span in (Span(clause.start, offset), Span(offset, clause.end), Span(sentence.start, clause.start)):
            found = self._in_force(span, last=span.end <= offset)
            if found is not None:
                return found
        if block.kind not in ("heading", "title"):
            found = self._before(sentence, block.start)
            if found is not None:
                return found
        heading = self._heading(offset)
        if heading:
            return heading
        return [self.main] if self.main else []

    @cached_property
    def main(self) -> District | None:
        """The article's main district: that of its title, else the most named, its divisions counting for it."""
        for block in self._view.blocks:
            if block.kind == "title" and (named := self._within(block.start, block.end)):
                return self._leaf(named)
        counts: Counter[str] = Counter()
        districts = {place.district.key: place.district for place in self._places}
        for place in self._places:
            for step, key in enumerate(lineage(place.district.key)):
                counts[key] += 3 if step == 0 else 1
        ranked = [(count, key) for key, count in counts.items() if key in districts]
        if not ranked:
            return None
        best = max(ranked, key=lambda pair: (pair[0], len(lineage(pair[1])), pair[1]))
        total = len(self._places)
        return districts[best[1]] if best[0] * 3 >= total else None

    def cluster(self, offset: int) -> Cluster | None:
        """The cluster that the text at `offset` speaks of."""
        mention = self._nearest(self._clusters, offset)
        return mention.cluster if mention else None

    def firm(self, offset: int) -> Firm | None:
        """The firm that the text at `offset` speaks of."""
        mention = self._nearest(self._firms, offset)
        return mention.firm if mention else None

    def _nearest(self, mentions: Sequence[Mentioned], offset: int) -> Mentioned | None:
        """The only mention of the clause, else of the sentence before the offset."""
        for span in (self._view.clause_at(offset), Span(self._view.sentence_at(offset).start, offset)):
            here = [mention for mention in mentions if span.start <= mention.start < span.end]
            if here:
                return here[-1] if len({id(mention) for mention in here}) == 1 else None
        return None

    def _within(self, start: int, end: int) -> list[Place]:
        return list(self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def _in_force(self, span: Span, last: bool) -> list[District] | None:
        """What the places and the words that stand for places in a span say; None if it has neither."""
        places = self._within(span.start, span.end)
        found: list[tuple[int, list[District]]] = []
        if places:
            group = self._groups(places)[-1 if last else 0]
            found.append((group[0].start, self._finest(group)))
        for word in _ANAPHOR.finditer(self._view.folded, span.start, span.end):
            meant = self._stands_for(word)
            if meant is not None:
                found.append((word.start(), meant))
        if not found:
            return None
        return (max if last else min)(found, key=lambda pair: pair[0])[1]

    def _groups(self, places: Sequence[Place]) -> list[list[Place]]:
        """The places of a span as lists: those joined by 、 or glued together are one group."""
        groups = [[places[0]]]
        for place in places[1:]:
            gap = self._view.folded[groups[-1][-1].end : place.start]
            if gap == "" or place.start < groups[-1][-1].end or _PEERS.fullmatch(gap):
                groups[-1].append(place)
            else:
                groups.append([place])
        return groups

    @staticmethod
    def _finest(places: Sequence[Place]) -> list[District]:
        """The districts of a group without those that another of them lies in."""
        districts = {place.district.key: place.district for place in places}
        above = {key for district in districts for key in lineage(district)[1:]}
        return [district for key, district in districts.items() if key not in above]

    def _leaf(self, places: Sequence[Place]) -> District | None:
        finest = self._finest(self._groups(places)[0])
        return finest[0] if len(finest) == 1 else None

    def _stands_for(self, word: re.Match[str]) -> list[District] | None:
        """What 该区, 全市, 当地, 前者 stand for at their place; an empty list where it is no district of ours."""
        if word["country"] or word["several"]:
            return []
        if word["pair"]:
            peers = self._pair(word.start())
            return [peers[0 if word["pair"] == "前者" else -1]] if peers else None
        kind = word["kind"] or word["own_kind"]
        candidates = self._places[: bisect_left(self._starts, word.start())]
        for place in reversed(candidates[-40:]):
            meant = self._of_kind(place.district, kind)
            if meant is not None:
                return [meant]
        main = self.main if kind else None
        meant = self._of_kind(main, kind) if main else None
        return [meant] if meant else None

    def _pair(self, offset: int) -> list[District]:
        """The two districts last named together before `offset`."""
        places = self._within(max(0, offset - 120), offset)
        groups = [finest for group in self._groups(places) if len(finest := self._finest(group)) == 2] if places else []
        if groups:
            return groups[-1]
        districts = self._finest(places)[-2:]
        return districts if len(districts) == 2 else []

    def _of_kind(self, district: District, kind: str | None) -> District | None:
        """The district itself or what it lies in, of the kind that a word like 全市 asks for."""
        known = {place.district.key: place.district for place in self._places}
        for key in lineage(district.key):
            candidate = known.get(key)
            if candidate is None:
                continue
            if kind is None or self._fits(candidate, kind):
                return candidate
        return None

    @staticmethod
    def _fits(district: District, kind: str) -> bool:
        name = divisions()[district.key].name if district.key in divisions() else district.name
        if kind in ("镇", "乡"):
            return district.level == "town"
        if kind == "园":
            return district.level == "zone"
        return name.endswith(kind) or (kind == "省" and district.level == "province")

    def _before(self, sentence: Span, start: int) -> list[District] | None:
        """The nearest sentence before in the paragraph that names a place: its first, which it is about."""
        sentences = self._view.sentences
        index = bisect_right([span.start for span in sentences], sentence.start) - 1
        while index > 0 and sentences[index - 1].start >= start:
            index -= 1
            found = self._in_force(sentences[index], last=False)
            if found is not None:
                return found
        return None

    def _heading(self, offset: int) -> list[District]:
        """The district of the nearest heading above that names one."""
        for start, district in reversed(self._headings):
            if start <= offset:
                return district
        return []

    @cached_property
    def _headings(self) -> list[tuple[int, list[District]]]:
        found = []
        for block in self._view.blocks:
            if block.kind == "heading" and (places := self._within(block.start, block.end)):
                found.append((block.start, self._finest(self._groups(places)[0])))
        return found
