"""What an article names, and what its names are to each other: read once, asked by links and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..records import District, Link
from ..view import View
from . import links, main_firm
from .addresses import division_of, finest
from .clusters import ClusterMention
from .firms import FirmMention
from .gazetteer import district_of, divisions
from .grounds import Grounds
from .main_firm import MainFirm
from .place_roles import is_institution
from .places import Place


@dataclass
class Spoken:
    """The places, clusters and firms of an article, where the text speaks of what, and who belongs to whom."""

    view: View
    places: Sequence[Place]
    clusters: Sequence[ClusterMention]
    firms: Sequence[FirmMention]

    @cached_property
    def grounds(self) -> Grounds:
        """The place that the text speaks of at each point."""
        return Grounds(self.view, self.places, self.firms)

    @cached_property
    def main(self) -> MainFirm:
        """The firm that the article is about."""
        return main_firm.find(self.view, self.firms, self.places)

    @cached_property
    def links(self) -> list[Link]:
        """Who belongs to whom."""
        return links.read(self.view, self.places, self.clusters, self.firms, self.grounds, self.main)

    @cached_property
    def homes(self) -> dict[str, District | None]:
        """Each firm that the text ties to a place, with the finest division or zone of it, if that is one."""
        named = {place.district.key: place.district for place in self.places}
        tied: dict[str, list[District]] = {}
        for link in self.links:
            if link.kind == "firm_district" and link.target in named:
                tied.setdefault(link.source, []).append(named[link.target])
        return {firm: self._own(finest(districts)) for firm, districts in tied.items()}

    @staticmethod
    def _own(districts: Sequence[District]) -> District | None:
        """The one of some places that has figures of its own: for a town or a park, the division it lies in."""
        if len(districts) != 1:
            return None
        [home] = districts
        if home.level != "town" and not is_institution(home):
            return home
        around = division_of(home)
        return district_of(around) if around in divisions() else None
