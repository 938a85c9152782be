"""Clusters: the industries that the text sets up as a cluster, a leading industry or a base of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Cluster
from ..view import View
from .cluster_identity import later_tiers, repeats, settle
from .cluster_reading import Reader
from .firms import FirmMention
from .industry_names import industry_key
from .places import Place

__all__ = ["ClusterMention", "industry_key", "read"]


@dataclass(slots=True)
class ClusterMention:
    """A mention of a cluster; mentions of one cluster in an article share one `Cluster` object.

    `homes` are the districts it belongs to, as places of this article (empty where the text names none).
    """

    start: int
    end: int
    cluster: Cluster
    homes: tuple[Place, ...]
    rule: str


def read(view: View, places: Sequence[Place], firms: Sequence[FirmMention]) -> list[ClusterMention]:
    """The mentions of clusters, by position."""
    reader = Reader(view, places, firms)
    drafts = reader.drafts()
    if not drafts:
        return []
    settled = settle(view, drafts)
    later_tiers(view, settled)
    settled += repeats(view, settled, reader.homes, reader.blocks, reader.firm_spans)
    return [
        ClusterMention(draft.start, draft.end, draft.cluster, draft.home.places, draft.rule)
        for draft in sorted(settled, key=lambda draft: (draft.start, draft.end))
        if draft.cluster is not None
    ]
