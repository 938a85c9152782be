"""Drafts of clusters from the lists that set them up: each industry with its home, size and grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..view import Span, View
from .cluster_cities import city_characters, joint_cities
from .cluster_drafts import Draft
from .cluster_gaps import Listing
from .cluster_lists import tier_of_name
from .home_bases import with_bases
from .homes import Home, Homes, Strength
from .industry_names import Member, is_verb
from .place_groups import lies_in
from .places import Place
from .tiers import TIER, tier_of

_BETWEEN = 24
"""How far places and industries may stand apart that 分别 joins."""
_GLOSS = re.compile(r"(?<=.)[(](?P<place>[^()]{2,12})[)]$")
"""The bracket behind a name that may say which place's it is."""


class Drafter:
    """Makes the drafts of one article."""

    def __init__(self, view: View, homes: Homes, places: Sequence[Place]) -> None:
        self._view, self._folded, self._homes = view, view.folded, homes
        self._cities = city_characters(places)

    def of(
        self,
        listing: Listing,
        rule_: str,
        home_at: int | None = None,
        seat_until: int | None = None,
        home: Home | None = None,
    ) -> Iterator[Draft]:
        """A draft for each member; all share a home unless a member has its own place before it."""
        first, last = listing.members[0], listing.members[-1]
        shared = home or self._homes.of(home_at or first.start, seat_until or last.end)
        if seat_until is not None:
            shared = self._owner(last.end, seat_until) or shared
        floor = max(0, first.start - 30)
        apart = self._respective(listing, shared)
        shared_tier = listing.tier
        for at, member in enumerate(listing.members):
            own = self._homes.glued(member.start) or self._before_verb(floor, member.start)
            own = apart[at] if apart else own
            shared_tier = tier_of_name(self._folded, floor, member.start) or shared_tier
            floor = member.end
            member, own = self._without_gloss(member, own)
            member, joint = joint_cities(self._folded, member, own, self._cities)
            own = joint or own
            industry = re.sub(r"[“”「」『』\"]", "", self._view.text[member.start : member.end])
            sized = TIER.match(self._folded, member.end, member.end + 8)
            tier = tier_of(sized["size"]) if sized else shared_tier
            based = with_bases(self._view, self._homes, Span(member.start, member.end), own or shared)
            yield Draft(member.start, member.end, industry, based, rule_, tier, listing.grade)

    def _without_gloss(self, member: Member, own: Home | None) -> tuple[Member, Home | None]:
        """A name without the bracket behind it that names its place, and that place: 茶叶(甲市)."""
        gloss = _GLOSS.search(self._folded, member.start, member.end)
        groups = self._homes.groups_in(gloss.start("place"), gloss.end("place")) if gloss else []
        if not gloss or len(groups) != 1 or (groups[0].start, groups[0].end) != gloss.span("place"):
            return member, own
        size = gloss.start() - member.start
        return Member(member.start, gloss.start(), member.name[:size]), own or Home(groups[0].places, Strength.PHRASE)

    def _respective(self, listing: Listing, shared: Home) -> list[Home]:
        """A home for each member where 分别 gives each of as many places its own (甲市、乙市分别以A、B为主导产业)."""
        first, last, places = listing.members[0].start, listing.members[-1].end, shared.places
        if len(places) < 2 or len(listing.members) < 2:
            return []
        before = places[-1].end <= first
        gap = self._folded[places[-1].end : first] if before else self._folded[last : places[0].start]
        if len(gap) > _BETWEEN or "分别" not in gap:
            return []
        outer = {one.district.key for one in places for other in places if lies_in(other.district, one.district)}
        own = [place for place in places if place.district.key not in outer]
        if len(own) != len(listing.members):
            return []
        return [Home((place,), Strength.PHRASE) for place in own]

    def _before_verb(self, floor: int, start: int) -> Home | None:
        """The places with only a verb between them and what they do well (抚顺市|做精|…)."""
        home = self._homes.between(floor, start, Strength.PHRASE)
        if home is None or not is_verb(self._folded, home.places[-1].end, start):
            return None
        return home

    def _owner(self, start: int, end: int) -> Home | None:
        """The places between a subject and its predicate's head noun: X是[昆山市]的支柱产业, X同为[该区]主导产业."""
        return self._homes.between(start, end, Strength.PHRASE)
