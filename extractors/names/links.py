"""Who belongs to whom: clusters and firms tied to districts, firms tied to clusters."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Link
from ..view import View
from .clusters import ClusterMention
from .firms import FirmMention
from .places import Place
from .topics import Topics


def read(
    view: View,
    places: Sequence[Place],
    clusters: Sequence[ClusterMention],
    firms: Sequence[FirmMention],
    topics: Topics,
) -> list[Link]:
    """The links that the article states, each once, with the span that states it."""
    return []
