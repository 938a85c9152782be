"""The cluster that a stretch of text speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..records import Cluster
from ..view import Span, View
from .clusters import ClusterMention


class Topics:
    """The cluster in force at a point: the only one of its clause, else of its sentence up to there."""

    def __init__(self, view: View, clusters: Sequence[ClusterMention]) -> None:
        self._view, self._clusters = view, clusters

    def cluster(self, offset: int) -> Cluster | None:
        """The cluster that the text at `offset` speaks of."""
        mention = self._nearest(offset)
        return mention.cluster if mention else None

    def _nearest(self, offset: int) -> ClusterMention | None:
        for span in (self._view.clause_at(offset), Span(self._view.sentence_at(offset).start, offset)):
            low = bisect_left(self._clusters, span.start, key=lambda mention: mention.start)
            here = self._clusters[low : low + 2]
            if here and here[0].start < span.end:
                return here[0] if len(here) == 1 or here[1].start >= span.end else None
        return None
