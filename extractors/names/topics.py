"""What a stretch of text speaks of: the district, cluster and firm in force at each point of an article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from ..records import Cluster, District, Firm
from ..seeking import Seeker
from ..view import Span, View
from .clusters import ClusterMention
from .firms import FirmMention
from .gazetteer import divisions, lineage
from .places import Place

# Words that stand for a place: of which level, and whether near (the last named) or the article's own.
_ANAPHOR = Seeker(
    re.compile(
        r"(?P<near>[该本此](?P<kind>[省市区县州盟旗镇乡园])(?![级])|该(?:街道|新区|开发区|高新区|经开区|园区|城市|地)|当地|这里|那里|此地)"
        r"|(?P<own>[全我](?P<own_kind>[省市区县州盟旗镇乡])|(?<![㐀-鿿])(?P<inside>[省市区县州镇乡])里)|(?P<country>全国|我国|中国|国内|全球|世界)"
        r"|(?P<pair>前者|后者)|(?P<several>[两三四五六七八九各多]个?[省市区县州地镇](?!场))"
    )
)
# What a figure is held against is not what it is of: 占全国的三成, 高于全省, 居全市第一.
_HELD_AGAINST = re.compile(
    r"(?:占(?:到|了|据)?|[高低快慢好优多少]于|[高低超多少]出|超过|超|比|较|领先|落后于?|居|位居|位列|列|排|相当于|贡献了?|达到?)"
    r"(?:同期|了|约)?$|(?:[高低快慢好优]于|占)[^,。;]{1,5}[、和]$"
)
# 全市的三分之二, 广东省的六成以上: a share of the place.
_SHARE_OF = re.compile(
    r"(?:[全本][省市区县国])?(?:总量|总数)?的(?:将?近|约|超过?|逾|大约)?(?:百分之|\d+(?:\.\d+)?%|[一二三四五六七八九十两几半]+成|[一二三四五六七八九十百]+分之|一半|半数|半壁)"
)
_ADMINISTERED = re.compile(
    r"(?:开发区|開發區|高新区|高新區|经开区|經開區|新区|新區|保税区|保稅區|示范区|投资区|投資區|合作区|管理区|科学城|工业区|工業區)$"
)
_LIST = 40
"""How many places or sentences back anything is looked for."""
_HEADS = frozenset(("title", "subtitle", "heading"))
_SUBSET = re.compile(r"\s*(?:其中|包括|分别是|例如|比如)")
# In the middle of a clause: where something is, not what is spoken of.
_SITE = re.compile(r"(?:在|于|到|赴|往|与|同|和|对|向|从|至)$")
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
        self._subjects: dict[int, list[District]] = {}

    def district(self, offset: int) -> District | None:
        """The district that the text at `offset` speaks of; None where it speaks of several, or of none."""
        found = self.districts(offset)
        return found[0] if len(found) == 1 else None

    def districts(self, offset: int) -> list[District]:
        """All the districts in force at `offset`, peers of one list together; empty where none is.

        The nearest of: the clause before it, the clauses before that in its sentence, the sentences before in its
        paragraph, the heading, the article's main district.
        """
        view = self._view
        sentence, block = view.sentence_at(offset), view.block_at(offset)
        clause = view.clause_at(offset)
        spans = [Span(clause.start, offset), *reversed(self._clauses(sentence.start, clause.start))]
        for step, span in enumerate(spans):
            found = self._in_force(span, last=step == 0)
            if found is not None:
                return found
        if block.kind not in ("heading", "title"):
            found = self._before(sentence, block.start)
            if found is not None:
                return found
        return self._heading(offset) or ([self.main] if self.main else [])

    def _clauses(self, start: int, end: int) -> list[Span]:
        """The clauses between two offsets."""
        at = bisect_left(self._clause_starts, start)
        return list(self._view.clauses[at : bisect_left(self._clause_starts, end)])

    @cached_property
    def main(self) -> District | None:
        """The article's main district: that of its title, else the division most named, its parts counting for it."""
        for block in self._view.blocks:
            named = [
                place for place in self._places if block.kind == "title" and block.start <= place.start < block.end
            ]
            if named:
                return self._leaf(named)
        counts: Counter[str] = Counter()
        districts = self._districts
        for place in self._governing:
            counts.update(key for key in lineage(place.district.key) if key in districts and key in divisions())
        for share in (0.6, 0.34):  # the finest division that most places lie in
            wide = [key for key, count in counts.items() if count >= share * len(self._governing)]
            if wide:
                return districts[max(wide, key=lambda key: (len(lineage(key)), counts[key], key))]
        return None

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
            low = bisect_left(mentions, span.start, key=lambda mention: mention.start)
            here = mentions[low : low + 2]
            if here and here[0].start < span.end:
                return here[0] if len(here) == 1 or here[1].start >= span.end else None
        return None

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [clause.start for clause in self._view.clauses]

    @cached_property
    def _governing(self) -> list[Place]:
        """The places that can be what a text speaks of: none in a body's or zone's name, or glued to a firm's."""
        ends = {firm.end for firm in self._firms}
        named = Counter(place.district.key for place in self._places)
        headed = {place.district.key for place in self._places if self._view.block_at(place.start).kind in _HEADS}
        found: list[Place] = []
        for place, after in zip(self._places, [*self._places[1:], None], strict=False):
            nested = after is not None and after.start < place.end < after.end
            if nested or place.weak or place.start in ends or self._view.folded.startswith("级", place.end):
                continue
            key, before = place.district.key, found[-1] if found else None
            if (
                key in headed
                or place.district.level not in ("zone", "town")
                or self._governs(place, before, named[key])
            ):
                found.append(place)
        return found

    def _governs(self, place: Place, before: Place | None, times: int) -> bool:
        """Whether a town or zone is spoken of itself: not one named once, to say where in its county something is."""
        district = place.district
        parent = divisions().get(district.parent or "")
        of_city = parent is not None and parent.level == "city" and district.name.startswith(parent.name[:-1])
        if district.level == "zone" and not _ADMINISTERED.search(district.name) and not of_city:
            return False
        if times > 1 or parent is None or parent.level != "district":
            return True
        glued = before is not None and before.end == place.start
        return not glued and not _SITE.search(self._view.folded, max(0, place.start - 3), place.start)

    @cached_property
    def _governing_starts(self) -> list[int]:
        return [place.start for place in self._governing]

    def _within(self, start: int, end: int) -> list[Place]:
        """The governing places that begin between two offsets."""
        starts = self._governing_starts
        return self._governing[bisect_left(starts, start) : bisect_left(starts, end)]

    def _in_force(self, span: Span, last: bool) -> list[District] | None:
        """What the places and the words that stand for places in a span say; None if it has neither.

        What a figure is held against (占全国, 高于全省) does not count, a zone or a list in the middle of a clause
        (在甲、乙布局) only in the clause of the figure itself.
        """
        folded = self._view.folded
        found: list[tuple[int, list[District]]] = []
        sites: list[tuple[int, list[District]]] = []
        places = self._within(span.start, span.end)
        for group in self._groups(places) if places else []:
            start = group[0].start
            if self._is_compared(start, span.start, group[-1].end):
                continue
            head = self._list_start(start)
            if _SITE.search(folded, max(span.start + 1, head - 3), head):
                sites.append((start, self._finest(group)))
            else:
                found.append((start, self._finest(group)))
        for word in _ANAPHOR.finditer(folded, span.start, span.end):
            compared = self._is_compared(word.start(), span.start, word.end())
            if not compared and (meant := self._stands_for(word)) is not None:
                found.append((word.start(), meant))
        if not found and last:
            found = [site for site in sites if len(site[1]) == 1]
        if not found:
            return None
        return (max if last else min)(found, key=lambda pair: pair[0])[1]

    def _list_start(self, start: int) -> int:
        """Where the list begins that a place at `start` is a member of, parks and passing towns counted."""
        at = bisect_left(self._starts, start)
        low = at - _LIST
        while at > max(0, low) and _PEERS.fullmatch(self._view.folded[self._places[at - 1].end : start][:4]):
            at -= 1
            start = self._starts[at]
        return start

    def _is_compared(self, offset: int, start: int, end: int) -> bool:
        folded = self._view.folded
        return bool(_HELD_AGAINST.search(folded, max(start, offset - 8), offset) or _SHARE_OF.match(folded, end))

    def _groups(self, places: Sequence[Place]) -> list[list[Place]]:
        """The places of a span as lists: those joined by 、 or glued together are one group."""
        groups = [[places[0]]]
        for place in places[1:]:
            last = groups[-1][-1]
            gap = self._view.folded[last.end : place.start].strip(" ")
            if gap == "" and last.district.key not in lineage(place.district.key):
                continue  # 兰州|西宁: the first is meant
            if gap == "" or place.start < last.end or _PEERS.fullmatch(gap):
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
        at = bisect_left(self._governing_starts, word.start())
        before = self._governing[max(0, at - _LIST) : at]
        if word["own_kind"] or word["inside"]:
            return self._own(word["own_kind"] or word["inside"], before)
        for place in reversed(before):
            meant = self._of_kind(place.district, word["kind"])
            if meant is not None:
                return [meant]
        return None

    def _own(self, kind: str, before: Sequence[Place]) -> list[District] | None:
        """What 全市, 我县 are: of the place last named and those it lies in, else of the article's main district."""
        block = self._view.block_at(before[-1].start).start if before else -1
        near = [place for place in before[-3:] if place.start >= block]
        for district in [*(place.district for place in reversed(near)), self.main]:
            meant = self._of_kind(district, kind) if district else None
            if meant is not None:
                main = self._of_kind(self.main, kind) if self.main else None
                inner = main is not None and main.key in lineage(meant.key)
                return [main if inner and main is not None else meant]
        return None

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
        for key in lineage(district.key):
            candidate = self._districts.get(key)
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

    @cached_property
    def _districts(self) -> dict[str, District]:
        return {place.district.key: place.district for place in self._places}

    def _before(self, sentence: Span, start: int) -> list[District] | None:
        """The nearest sentence before in the paragraph that names a place: its first, which it is about."""
        index = bisect_right(self._sentence_starts, sentence.start) - 1
        last = max(bisect_left(self._sentence_starts, start), index - _LIST)
        for before in range(index - 1, last - 1, -1):
            if before not in self._subjects:
                self._subjects[before] = self._subject(self._view.sentences[before])
            if self._subjects[before]:
                return self._subjects[before]
        return None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self._view.sentences]

    def _subject(self, sentence: Span) -> list[District]:
        """The one district that a sentence is about; empty where it is about none or several."""
        for clause in self._clauses(*sentence):
            if _SUBSET.match(self._view.folded, clause.start):
                continue
            found = self._in_force(clause, last=False)
            if found is not None and len(found) < 2:
                return found
        return []

    def _heading(self, offset: int) -> list[District]:
        """The district of the nearest heading above; empty where that names none."""
        at = bisect_right(self._headings, offset, key=lambda heading: heading[0]) - 1
        return self._headings[at][1] if at >= 0 else []

    @cached_property
    def _headings(self) -> list[tuple[int, list[District]]]:
        found = []
        for block in self._view.blocks:
            if block.kind == "heading":
                places = self._within(block.start, block.end)
                found.append((block.start, self._finest(self._groups(places)[0]) if places else []))
        return found
