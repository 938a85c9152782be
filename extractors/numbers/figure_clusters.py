"""Which cluster a figure belongs to: that of its subject, its clause, its firm, its paragraph, heading or title."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from ..fold import fold
from ..names.clusters import ClusterMention
from ..names.gazetteer import lineage
from ..names.spoken import Spoken
from ..view import Block, View
from .owners import Owner
from .quantities import Quantity

# 稀土产业集群: what stands behind the name of an industry
_HEAD = re.compile(
    r"(?:千亿级|百亿级|万亿级)?(?:产业集群|集群|产业链|全产业链|产业带|产业基地|产业|行业|制造业|工业|(?<!企)业)$"
)
# 集群, 该产业: the cluster that was spoken of last
_SAME = re.compile(r"(?:[该此本整全]个?)?(?:产业)?(?:集群|产业|产业链|产业带|链条|行业)(?:内|中|里|内企业|企业)?")
# 全市规上工业: what is told of the whole place, and not what a share is taken of
_WHOLE = re.compile(r"(?<![占比较于的居列及在])(?:全[省市区县州旗盟镇乡国]|我国|[一二三]是|地区生产总值|GDP)")
# 入园企业, 产业园: of whatever industry is told of
_GENERAL = re.compile("企业|集群|园区|产业园|项目|产业链|公司|平台|基地|市场|[我本该][市县区镇]")
# 龙头企业:甲、乙: a line of a profile
_LABEL = re.compile(r"[^:,。]{2,8}:[^\d、\n]*[\d、]")
# ◆ 要素价格
_HEADING_ITEM = re.compile(r"[^,。;:\d]{2,16}$")
_WORD = 2
"""How much of an industry's name a title has that has a word of it."""
_REACH = 400
"""How far from a figure a cluster may be named, or its sentence say that it is of the whole place."""


class FigureClusters:
    """The clusters of an article's figures, asked in the order of the text."""

    def __init__(self, view: View, spoken: Spoken) -> None:
        self._view, self._text = view, view.folded
        self._clusters = sorted(spoken.clusters, key=lambda mention: (mention.start, mention.end))
        self._starts = [mention.start for mention in self._clusters]
        self._place_starts = frozenset(place.start for place in spoken.places)
        self._links, self._main = spoken.links, spoken.main.key

    def of(self, quantity: Quantity, subject: str | None, owner: Owner) -> str | None:
        """The key of the cluster of a figure with this subject and owner."""
        if not self._clusters:
            return None
        text = fold(subject) if subject else ""
        if text and (named := self._named(text, owner.district)) is not None:
            return named
        if text and _SAME.fullmatch(text):
            return self._last(quantity.start)
        if text and _HEAD.search(text):
            return None  # of another industry
        told = self._in_clause(quantity.start) or self._of_firm(owner.firm)
        if told is not None or owner.firm is not None or self._is_whole(quantity):
            return told
        last = self._last(quantity.start)
        return last if last is None or not text or self._is_like(text, last) else None

    def _is_like(self, subject: str, key: str) -> bool:
        """Whether a subject may be of a cluster that goes on: it has a word of its name, or is no thing of its own."""
        return not set(subject).isdisjoint(self._industries[key]) or _GENERAL.search(subject) is not None

    def _named(self, subject: str, district: str | None) -> str | None:
        """The cluster whose industry a subject names; of one industry in two places the one of the figure's place."""
        found = sorted(self._named_in(subject), key=lambda name: (-len(name), self._first[name, None].start))
        around = lineage(district) if district is not None else ()
        for name in found:
            if here := [self._first[name, place] for place in around if (name, place) in self._first]:
                return min(here, key=lambda mention: mention.start).cluster.key
        return self._first[found[0], None].cluster.key if found else None

    def _named_in(self, subject: str) -> set[str]:
        """The industries of clusters in a subject; one of a single character is all of it (稻产业)."""
        bare = _HEAD.sub("", subject)
        found = {bare} if (bare, None) in self._first else set()
        for at in range(len(subject) - 1):
            for size in self._sizes.get(subject[at : at + 2], ()):
                if ((name := subject[at : at + size]), None) in self._first:
                    found.add(name)
        return found

    @cached_property
    def _industries(self) -> dict[str, str]:
        """The industry of each cluster, in the order of the text."""
        return {mention.cluster.key: fold(mention.cluster.industry) for mention in self._clusters}

    @cached_property
    def _first(self) -> dict[tuple[str, str | None], ClusterMention]:
        """The first mention of each industry, anywhere (None) and in each place."""
        found: dict[tuple[str, str | None], ClusterMention] = {}
        opening: dict[str, ClusterMention] = {}
        for mention in self._clusters:
            opening.setdefault(mention.cluster.key, mention)
        for mention in opening.values():
            for place in (None, *(home.district.key for home in mention.homes)):
                found.setdefault((self._industries[mention.cluster.key], place), mention)
        return found

    @cached_property
    def _sizes(self) -> dict[str, set[int]]:
        """The first two characters of industries, to how long those are."""
        found: dict[str, set[int]] = defaultdict(set)
        for name in self._industries.values():
            found[name[:2]].add(len(name))
        return found

    def _in_clause(self, offset: int) -> str | None:
        """The only cluster of a figure's clause, else of its sentence up to there."""
        clause, sentence = self._view.clause_at(offset), self._view.sentence_at(offset)
        for start, end in ((clause.start, min(clause.end, offset + _REACH)), (sentence.start, offset)):
            if named := self._keys(max(start, offset - _REACH), end):
                return _only(named)
        return None

    def _of_firm(self, firm: str | None) -> str | None:
        """The one cluster that the text puts a firm in; news of one firm is of that alone."""
        return None if firm is None or firm == self._main else _only(self._of_firms[firm])

    @cached_property
    def _of_firms(self) -> dict[str, list[str]]:
        """The clusters of each firm."""
        found: dict[str, list[str]] = defaultdict(list)
        for link in self._links:
            if link.kind == "firm_cluster" and link.target not in found[link.source]:
                found[link.source].append(link.target)
        return found

    def _is_whole(self, quantity: Quantity) -> bool:
        """Whether a sentence tells of the whole place up to a figure: 全市规上工业产值."""
        start = max(self._view.sentence_at(quantity.start).start, quantity.head - _REACH)
        return _WHOLE.search(self._text, start, quantity.head) is not None

    def _last(self, offset: int) -> str | None:
        """The only cluster that the paragraph has named so far, else that of the heading or the title above."""
        block = self._view.block_at(offset)
        if named := self._keys(max(block.start, offset - _REACH), offset):
            return _only(named)
        at = bisect_right(self._heads_at, offset) - 1
        return _only(self._keys(self._heads[at].start, self._heads[at].end)) if at >= 0 else self._of_title

    @cached_property
    def _heads(self) -> list[Block]:
        """What stands above other lines: headings, and items of some words."""
        return [block for block in self._view.blocks if self._is_head(block)]

    def _is_head(self, block: Block) -> bool:
        """Whether a line heads those below; a labelled one does where its label is a place or it names a cluster."""
        if block.kind != "heading":
            return block.kind == "item" and _HEADING_ITEM.match(self._text, block.start, block.end) is not None
        if _LABEL.match(self._text, block.start, block.end) is None:
            return True
        return block.start in self._place_starts or bool(self._keys(block.start, block.end))

    @cached_property
    def _heads_at(self) -> list[int]:
        return [block.start for block in self._heads]

    @cached_property
    def _of_title(self) -> str | None:
        """The one cluster that the title names, or the only one of an article, where the title has words of it."""
        titles = [block for block in self._view.blocks if block.kind in ("title", "subtitle")]
        if named := list(dict.fromkeys(key for block in titles for key in self._keys(block.start, block.end))):
            return _only(named)
        if len(self._industries) > 1:
            return None
        ((key, industry),) = self._industries.items()
        told = any(industry[:_WORD] in self._text[block.start : block.end] for block in titles)
        return key if told else None

    def _keys(self, start: int, end: int) -> list[str]:
        """The clusters named in a stretch, each once."""
        inside = self._clusters[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return list(dict.fromkeys(one.cluster.key for one in inside))


def _only(keys: Sequence[str]) -> str | None:
    """The one of some keys; None where there are none or several."""
    return keys[0] if len(keys) == 1 else None
