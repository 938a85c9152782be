"""The district in force at each point: that of the clause, the paragraph, the section, the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from ..records import District
from ..view import Span, View
from .addresses import Group, groups
from .contexts import Contexts
from .firms import FirmMention
from .ground_events import Event, GroundEvents
from .meanings import Meanings, is_above
from .owning import before_bracket, owns
from .place_roles import role
from .places import Place

_LONGEST = 12
"""How long the name of a city or county is looked for."""
_FAR = 60
"""How far before a name its place can begin."""

# 在甲园|正式开工
_BEGUN = re.compile(
    r"(?:全面|正式|顺利|集中|建成|破土|成功|如期|竣工){0,2}(?:开工|投产|奠基|竣工|点火|封顶|落成|量产|动工|启用|建成|揭牌|试产|投用|投运|启动建设)"
)
# At a fair firms come from everywhere; a digest of news tells of one place after the other.
_FAIR = re.compile("博会|展览会|交易会|展会|广交会|订货会")
_DIGEST = re.compile(
    r"快报|简讯|周讯|周报|简报|要闻速|[日周]要闻|速览|早报|盘点|一周|VOL|(?:动态|参考|内参|专报)[^\n]{0,12}第\d+期"
)


class Grounds:
    """Which district the text speaks of. A place in passing, or one that only tells where, changes nothing."""

    def __init__(self, view: View, places: Sequence[Place], firms: Sequence[FirmMention] = ()) -> None:
        self._view = view
        self._groups = list(groups(view, places))
        self._starts = [group.start for group in self._groups]
        self._contexts = Contexts(view, self._groups)
        self._known = {place.district.key: place.district for place in places}
        self._tell_apart()
        firm_starts = frozenset(mention.start for mention in firms)
        meanings = Meanings(view, self._groups, self._known, firm_starts, self._contexts)
        reader = GroundEvents(view, self._groups, self._contexts, meanings, firms)
        found = (event for block in view.blocks for event in reader.of_block(block))
        self._events = sorted(found, key=lambda event: event.start)
        self._event_starts = [event.start for event in self._events]
        self._named_starts = [event.start for event in self._events if event.named]

    def _tell_apart(self) -> None:
        """Where two districts are named alike, the city before one only says which it is: 甲市鼓楼区, 乙市鼓楼区."""
        names = Counter(district.name for district in self._known.values() if district.level == "district")
        for group in self._groups:
            if any(names[district.name] > 1 for district in group.address):
                group.address = list(group.districts)

    @property
    def main(self) -> District | None:
        """The district that the article is about."""
        return self._contexts.main

    def district(self, offset: int, told: bool = False) -> District | None:
        """The district in force at `offset`; None where the text speaks of several, or of none.

        With `told`, that of the article as a whole does not count.
        """
        index = bisect_right(self._event_starts, offset) - 1
        event = self._events[index] if index >= 0 else None
        sentence, clause = self._view.sentence_at(offset), self._view.clause_at(offset)
        if not self.names(sentence.start, offset + 1):
            behind = self._behind(offset, clause)
            if behind is not None:
                return behind
        if event is None:
            return None if told else self.main
        if told and event.since < 0 and not self.section(offset):
            return None
        return event.districts[0] if len(event.districts) == 1 else None

    def at(self, offset: int) -> tuple[list[District], int]:
        """Where the text at `offset` tells of things, parks and towns too, and since where; -1 for its section."""
        index = bisect_right(self._event_starts, offset) - 1
        event = self._events[index] if index >= 0 else Event(0, self.around(offset), False)
        return event.spots or event.districts, event.since

    def around(self, offset: int) -> list[District]:
        """The district of the section or the article that `offset` stands in."""
        return self._contexts.at(offset)

    def section(self, offset: int) -> list[District]:
        """The district of the section that `offset` stands in; empty where its heading names none."""
        return self._contexts.section(offset)

    def is_item(self, offset: int) -> bool:
        """Whether `offset` stands in a section, or an item of news, that is told of a place of its own."""
        if self.section(offset):
            return True
        own = self.around(offset)
        return bool(own) and own != ([self.main] if self.main else [])

    @property
    def is_report(self) -> bool:
        """Whether the article is a report that a place gives on itself."""
        return self._contexts.is_report

    @cached_property
    def is_scattered(self) -> bool:
        """Whether the firms of the article have no place in common: it tells of a fair, or is a digest."""
        opening = next(iter(self._view.blocks), None)
        titles = [block for block in self._view.blocks if block.kind in ("title", "subtitle")]
        fair = any(_FAIR.search(self._view.folded, block.start, block.end) for block in titles if block.kind == "title")
        headed = any(self.groups_in(block.start, block.end) for block in titles)  # a magazine's article on a place
        if fair or opening is None or headed or self.groups_in(opening.start, opening.end):
            return fair
        return _DIGEST.search(self._view.folded, opening.start, opening.end) is not None

    def groups_in(self, start: int, end: int) -> list[Group]:
        """The groups of places that begin between two offsets."""
        return self._groups[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def called(self, stem: str) -> list[District]:
        """The city or county of the article that a name ends with, in full or without 市, 县, 区."""
        sizes = range(min(len(stem), _LONGEST), 1, -1)
        return [self._by_name[stem[-size:]] for size in sizes if stem[-size:] in self._by_name][:1]

    @cached_property
    def _by_name(self) -> dict[str, District]:
        """The cities and counties of the article by their names, short ones too."""
        found: dict[str, District] = {}
        for district in self._known.values():
            if district.level in ("city", "district"):
                found[district.name] = district
                if len(district.name) > 2:
                    found.setdefault(district.name[:-1], district)
        return found

    def group_at(self, offset: int) -> Group | None:
        """The group of places that holds `offset`."""
        index = bisect_right(self._starts, offset) - 1
        return self._groups[index] if index >= 0 and offset < self._groups[index].end else None

    def glued(self, start: int) -> Group | None:
        """The group that stands directly before `start`, or owns what stands there: 昆山的, 甲区(即乙园)的."""
        start = before_bracket(self._view.folded, start)
        before = self.groups_in(max(0, start - _FAR), start)
        group = before[-1] if before and before[-1].end <= start else None
        return group if group is not None and owns(self._view.folded, group.end, start) else None

    def names(self, start: int, end: int) -> bool:
        """Whether a place that the text is about is named from `start` to `end`."""
        return bisect_left(self._named_starts, start) < bisect_left(self._named_starts, end)

    def is_told(self, offset: int) -> bool:
        """Whether the sentence up to `offset`, or the one that it goes on with, has named a place."""
        index = bisect_right(self._event_starts, offset) - 1
        return index >= 0 and self._events[index].told

    def site(self, offset: int) -> District | None:
        """The place behind a number where its clause says that the works are begun: 总投资5亿元的项目在甲园开工."""
        clause = self._view.clause_at(offset)
        first = bisect_left(self._starts, offset)
        for group in self._groups[first : first + 1]:
            inside = group.end <= clause.end and self._view.folded[group.start - 1] in "在于"
            if inside and len(group.districts) == 1 and _BEGUN.match(self._view.folded, group.end):
                return group.districts[0]
        return None

    def _behind(self, offset: int, clause: Span) -> District | None:
        """The district named behind a number in its clause: 30家企业落户甲区."""
        index = bisect_left(self._starts, offset)
        if index == len(self._groups) or not self._starts[index] < clause.end:
            return None
        group, context = self._groups[index], self._contexts.at(offset)
        if len(group.districts) != 1 or role(self._view, group) != "topic" or is_above(group.districts, context):
            return None
        return group.districts[0]
