"""What an item, a sentence or a question says that the text goes on about: the cluster whose industry it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from ..fold import fold
from ..view import Block, View
from .clusters import ClusterMention

# 大健康方面,: what the sentence is about.
_TOPIC = re.compile(r"(?:(?<=[。;\n:])|^)(?:在)?(?P<topic>[一-鿿]{2,10}?)(?:产业)?(?:方面|领域|板块)[,:]")
# Who answers a question, at the beginning of a paragraph.
_ANSWER = re.compile(r"\s*[一-鿿·]{2,6}:")
_LABEL = 16
"""How far into its line the industry of an item stands: ●精细陶瓷。"""


class ToldTopics:
    """The clusters of an article by the words that announce them as topics; `clusters` are by position."""

    def __init__(self, view: View, clusters: Sequence[ClusterMention]) -> None:
        self._view, self._folded, self._clusters = view, view.folded, clusters

    def sentence(self, start: int, end: int) -> str | None:
        """The topic that the last of some sentences begins with that begins with one: 大健康方面,…."""
        topics = list(_TOPIC.finditer(self._folded, start, end))
        return topics[-1]["topic"] if topics else None

    def named(self, text: str) -> list[ClusterMention]:
        """The clusters whose industry some words name, the longest names first; two places may have one alike."""
        return [one for name, one in self._rows if name in text or text in name]

    @cached_property
    def _rows(self) -> list[tuple[str, ClusterMention]]:
        """The industry and first mention of each cluster, two of one industry in two places too, the longest first."""
        first = {one.cluster.key: one for one in reversed(self._clusters)}
        found = [(fold(one.cluster.industry), one) for one in first.values()]
        return sorted((row for row in found if len(row[0]) > 1), key=lambda row: (-len(row[0]), row[1].start))

    def said(self, block: Block) -> list[ClusterMention]:
        """The clusters whose industry a title or heading has the name of."""
        text = self._folded[block.start : block.end]
        return [one for name, one in self._rows if name in text]

    def asked(self, block: Block) -> ClusterMention | None:
        """The only cluster that the question (记者:稀土呢?) speaks of, which a paragraph answers."""
        if not _ANSWER.match(self._folded, block.start, block.end):
            return None
        question = self._view.block_at(block.start - 1)
        text = self._folded[question.start : question.end]
        if block.start == 0 or "?" not in text:
            return None
        asked = [one for name, one in self._by_industry.items() if name[:2] in text]
        return asked[0] if len({one.cluster.key for one in asked}) == 1 else None

    def labelled(self, block: Block) -> ClusterMention | None:
        """The cluster whose industry an item begins with (●精细陶瓷。…)."""
        opening = self._folded[block.start : min(block.end, block.start + _LABEL)]
        return next((one for name, one in self._by_industry.items() if name in opening), None)

    @cached_property
    def _by_industry(self) -> dict[str, ClusterMention]:
        """The first mention of each cluster by its industry, the longest names first."""
        found = {fold(one.cluster.industry): one for one in reversed(self._clusters)}
        return {name: found[name] for name in sorted(found, key=len, reverse=True) if len(name) > 1}
