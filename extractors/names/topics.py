"""The cluster that a stretch of text speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..records import Cluster
from ..view import View
from .clusters import ClusterMention


class Topics:
    """The cluster in force at a point: the only one of its clause, else of its sentence up to there."""

    def __init__(self, view: View, clusters: Sequence[ClusterMention]) -> None:
        self._view, self._clusters = view, clusters
        self._starts = [mention.start for mention in clusters]

    def cluster(self, offset: int) -> Cluster | None:
        """The cluster that the text at `offset` speaks of."""
        mention = self._nearest(offset)
        return mention.cluster if mention else None

    def _nearest(self, offset: int) -> ClusterMention | None:
        starts = self._starts
        for start, end in (self._view.clause_at(offset), (self._view.sentence_at(offset).start, offset)):
            low = bisect_left(starts, start)
            if low < len(starts) and starts[low] < end:
                return self._clusters[low] if low + 1 == len(starts) or starts[low + 1] >= end else None
        return None
