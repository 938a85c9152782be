"""Drafts: mentions of clusters before it is known which mentions are one cluster."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..records import Cluster
from .homes import Home
from .place_groups import roots


@dataclass(slots=True)
class Draft:
    """A mention before it is known which mentions are one cluster."""

    start: int
    end: int
    industry: str
    home: Home
    rule: str
    tier: str | None = None
    grade: str | None = None
    cluster: Cluster | None = field(default=None)

    @property
    def root_key(self) -> str:
        """The keys of its root homes, joined."""
        places = self.home.places
        if len(places) == 1:  # by far the most
            return places[0].district.key
        return "+".join(district.key for district in roots(place.district for place in places))
