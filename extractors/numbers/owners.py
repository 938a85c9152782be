"""Whose a figure is: the district, cluster and firm it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..names.topics import Topics
from ..view import View
from .metrics import Reading
from .quantities import Quantity


@dataclass(slots=True)
class Owner:
    """The keys of the district, cluster and firm of a figure."""

    district: str | None
    cluster: str | None
    firm: str | None


class Owners:
    """Finds the owner of each figure of an article."""

    def __init__(self, view: View, topics: Topics, quantities: Sequence[Quantity], readings: Sequence[Reading]) -> None:
        self._view, self._topics = view, topics
        self._quantities, self._readings = quantities, readings
        self._place_at = {place.start: place.district.key for place in getattr(topics, "_places", ())}

    def of(self, index: int) -> Owner:
        """The owner of one figure; the place that a list gave it comes first."""
        start = self._quantities[index].start
        district, cluster, firm = self._topics.district(start), self._topics.cluster(start), self._topics.firm(start)
        place = self._readings[index].place
        given = self._place_at.get(place.start) if place else None
        return Owner(
            given or (district.key if district else None),
            cluster.key if cluster else None,
            firm.key if firm else None,
        )
