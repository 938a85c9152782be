"""What a stretch of text speaks of: the district, cluster and firm in force at each point of an article."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Cluster, District, Firm
from ..view import View
from .clusters import ClusterMention
from .firms import FirmMention
from .places import Place


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

    def district(self, offset: int) -> District | None:
        """The district that the text at `offset` speaks of; None where it speaks of several, or of none."""
        return None

    def cluster(self, offset: int) -> Cluster | None:
        """The cluster that the text at `offset` speaks of."""
        return None

    def firm(self, offset: int) -> Firm | None:
        """The firm that the text at `offset` speaks of."""
        return None
