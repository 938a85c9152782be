"""Clusters: the industries that the text sets up as a cluster, a leading industry or a base of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Cluster
from ..view import View
from .firms import FirmMention
from .places import Place


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
    return []
