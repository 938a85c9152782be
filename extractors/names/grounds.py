"""The district in force at each point, for figures: that of the clause, the paragraph, the section, the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..records import District
from ..seeking import Seeker
from ..view import Block, Span, View
from .contexts import Contexts
from .gazetteer import district_of, divisions, lineage
from .place_roles import Group, aside, division_of, groups, is_institution, is_site, leads, role, states
from .places import Place

_WORD = Seeker(
    re.compile(
        r"(?P<near>[该本此](?P<kind>[省市区县州盟旗镇乡])(?!级))|(?P<own>[全我](?P<own_kind>[省市区县州盟旗镇乡])(?!级)|(?<![一-鿿])(?P<in_kind>[省市区县州镇乡])里(?!面))"
        r"|(?P<country>我国|全国|全球|全世界)|(?P<pair>前者|后者)|(?P<several>[两三四五六七八九多]个?[省市区县州地镇](?![场值价]))"
    )
)
# 其中甲县102家: a part of what the sentence is about, as is whatever comes behind a number.
_PART = re.compile(r"其中|\d(?![\d.]*(?:年|月|日|—|-))|[一二三四五六七八九十百]+[家个户亿万成]")

_THINGS = re.compile(
    r"(?:集群|产业|公司|企业|集团|项目|产品|行业|基金|工厂)(?:和|与|、|及|以及)[^,。;]{2,16}(?:集群|产业|公司|企业|集团|项目|产品|行业|基金|工厂)"
)


class Event(NamedTuple):
    """From `start` on, the text of the block speaks of `districts`; `named` tells whether a place is named there."""

    start: int
    districts: list[District]
    named: bool


class Grounds:
    """Which district the text speaks of. A place in passing, or one that only tells where, changes nothing."""

    def __init__(
        self, view: View, places: Sequence[Place], about_firm: bool = False, firms: Sequence[int] = ()
    ) -> None:
        self._view, self._firms = view, frozenset(firms)
        self._groups = list(groups(view, places))
        self._starts = [group.start for group in self._groups]
        self._contexts = Contexts(view, self._groups, about_firm)
        self._known = {place.district.key: place.district for place in places}
        self._events: list[Event] = []
        self._event_starts: list[int] = []
        for block in view.blocks:
            self._events.extend(self._of_block(block))
        self._events.sort(key=lambda event: event.start)
        self._event_starts = [event.start for event in self._events]
        self._named_starts = [event.start for event in self._events if event.named]

    @property
    def main(self) -> District | None:
        """The district that the article is about."""
        return self._contexts.main

    def district(self, offset: int) -> District | None:
        """The district in force at `offset`; None where the text speaks of several, or of none."""
        index = bisect_right(self._event_starts, offset) - 1
        event = self._events[index] if index >= 0 else None
        sentence, clause = self._view.sentence_at(offset), self._view.clause_at(offset)
        if not (event and event.named and event.start >= sentence.start):
            behind = self._behind(offset, clause)
            if behind is not None:
                return behind
        if event is None:
            return self.main
        return event.districts[0] if len(event.districts) == 1 else None

    def names(self, start: int, end: int) -> bool:
        """Whether a place that the text is about is named from `start` to `end`."""
        return bisect_left(self._named_starts, start) < bisect_left(self._named_starts, end)

    def _behind(self, offset: int, clause: Span) -> District | None:
        """The district named behind a number in its clause: 30家企业落户甲区."""
        index = bisect_left(self._starts, offset)
        if index == len(self._groups) or not self._starts[index] < clause.end:
            return None
        group, context = self._groups[index], self._contexts.at(offset)
        if len(group.districts) != 1 or role(self._view, group) != "topic" or self._is_above(group.districts, context):
            return None
        return group.districts[0]

    def _of_block(self, block: Block) -> Iterator[Event]:
        base = self._contexts.at(block.start)
        topic = base
        marks = list(self._marks(block))
        at = 0
        first = bisect_left(self._view.sentences, Span(block.start, block.start))
        for sentence in self._view.sentences[first:]:
            if sentence.start >= block.end:
                break
            if self._contexts.is_report and self._is_above(base, topic):
                topic = base  # a report to a council tells each thing of the whole, unless its sentence names a part
            yield Event(sentence.start, topic, False)
            last = topic
            opened, current = False, Span(0, 0)
            while at < len(marks) and marks[at][0] < sentence.end:
                start, mark = marks[at]
                at += 1
                meant = self._meant(mark, topic, base)
                clause = self._view.clause_at(start)
                where = isinstance(mark, Group) and current.start >= clause.start and role(self._view, mark) == "where"
                site = isinstance(mark, Group) and is_site(self._view, mark)
                if meant is None or where:
                    continue
                if site and opened:  # 甲市的集群集中在高新区,产能…: the zone is of its own clause alone
                    yield Event(clause.end, last, False)
                current = Span(start, start)
                yield Event(start, meant, True)
                last = meant
                opens = clause.start == sentence.start or leads(self._view, start)
                within = isinstance(mark, Group) and self._is_within(mark, topic, meant, topic is not base)
                if (
                    not (opened or site or within)
                    and opens
                    and meant
                    and not _PART.search(self._view.folded, sentence.start, start)
                ):
                    topic = meant
                opened = True

    def _is_within(self, group: Group, topic: Sequence[District], meant: Sequence[District], told: bool) -> bool:
        """Whether a sentence only goes to a spot of the place that the text speaks of: 乙镇的工业园里."""
        spot = told or not group.chained
        return spot and role(self._view, group) == "where" and self._is_above(topic, meant)

    def _marks(self, block: Block) -> Iterator[tuple[int, Group | re.Match[str]]]:
        """The groups of places of a block and the words that stand for places, in order."""
        inside = self._groups[bisect_left(self._starts, block.start) : bisect_left(self._starts, block.end)]
        found: list[tuple[int, Group | re.Match[str]]] = [(group.start, group) for group in inside]
        covered = [Span(group.start, group.end) for group in inside]
        for word in _WORD.finditer(self._view.folded, block.start, block.end):
            index = bisect_right(covered, Span(word.start(), block.end)) - 1
            if index < 0 or covered[index].end <= word.start():
                found.append((word.start(), word))
        return iter(sorted(found, key=lambda pair: pair[0]))

    def _meant(self, mark: Group | re.Match[str], topic: list[District], base: list[District]) -> list[District] | None:
        """The districts that a mark brings into force; None where it changes nothing."""
        if isinstance(mark, Group):
            return self._of_group(mark, topic, base)
        if aside(self._view, mark.start(), mark.end()):
            return None
        if mark["country"]:
            return [] if leads(self._view, mark.start()) else None
        if mark["several"]:
            return self._joint(mark.start(), topic if len(topic) == 1 else base)
        if mark["pair"]:
            peers = self._pair(mark.start()) if not self._pairs_things(mark.start()) else []
            return [peers[0 if mark["pair"] == "前者" else -1]] if peers else None
        found = self._standing_for(mark, topic, base)
        if found is None or (self._is_above([found], base) and not leads(self._view, mark.start())):
            return None
        return [found]

    def _of_group(self, group: Group, topic: list[District], base: list[District]) -> list[District] | None:
        does = role(self._view, group)
        if does == "aside":
            return None
        section = self._contexts.section(group.start)
        if self._is_origin(group, topic or base):
            return None
        if does == "where":
            return None if self._is_above(section, group.districts) else self._around(group, topic)
        if len(group.districts) > 1 and (shared := self._chained_under(group)) is not None:
            return [shared]
        if len(group.districts) > 1:
            part = self._is_above(base, group.districts) or (base and base[0] in group.districts)
            return base if part else group.districts
        if self._view.folded.startswith("方面", group.end):
            return [self._nearest_in(group)]
        if self._is_above(group.districts, base) and not states(self._view, group):
            return None
        if self._is_above(group.districts, topic) and not leads(self._view, group.start):
            return None
        return group.districts

    def _is_origin(self, group: Group, base: Sequence[District]) -> bool:
        """Whether a place far from the one the text is about only says where a firm comes from: 乙市的某某科技."""
        if len(base) != 1 or not self._view.folded.startswith("的", group.end) or group.end + 1 not in self._firms:
            return False
        own = lineage(base[0].key)
        if any(district.key in own for district in group.districts):
            return False
        near = own if len(own) == 2 and base[0].level != "city" else own[:-1] or own  # what lies in one city is near
        return not any(key in near for district in group.districts for key in lineage(district.key))

    def _chained_under(self, group: Group) -> District | None:
        """The city that the text names right before two of its counties: 甲市乙县、丙区."""
        above = {lineage(district.key)[1] if len(lineage(district.key)) > 1 else "" for district in group.districts}
        key = next(iter(above))
        inside = group.chained and len(above) == 1 and key in divisions() and divisions()[key].level == "city"
        return self._known.get(key) if inside else None

    def _nearest_in(self, group: Group) -> District:
        """The district last named that lies in a place: 乙市方面 speaks for the one of its districts at hand."""
        last = bisect_left(self._starts, group.start)
        for before in reversed(self._groups[max(0, last - 12) : last]):
            for district in before.districts:
                if group.districts[0].key in lineage(district.key)[1:]:
                    return district
        return group.districts[0]

    def _around(self, group: Group, topic: list[District]) -> list[District] | None:
        """The division that a park or town stands in; the topic where that is finer, or no other is known."""
        found = {division_of(district) for district in group.districts}
        key = next(iter(found))
        if len(found) != 1 or key not in divisions() or any(key in lineage(district.key) for district in topic):
            return None
        if all(map(is_institution, group.districts)):
            return None if topic and divisions()[key].level != "district" else [district_of(key)]
        return [district_of(key)] if topic or group.chained else group.districts

    def _joint(self, start: int, base: list[District]) -> list[District]:
        """What 三地 speaks of behind their list: the section's district if they all lie in it."""
        index = bisect_left(self._starts, start) - 1
        peers = self._groups[index].districts if index >= 0 and start - self._groups[index].end < 8 else []
        return base if peers and self._is_above(base, peers) else []

    @staticmethod
    def _is_above(above: Sequence[District], districts: Sequence[District]) -> bool:
        """Whether the one district of `above` holds all of `districts`, none of which is itself."""
        return (
            len(above) == 1
            and bool(districts)
            and all(above[0].key in lineage(district.key)[1:] for district in districts)
        )

    def _pairs_things(self, offset: int) -> bool:
        """Whether 前者 and 后者 stand for two industries or bodies: 甲集群和乙集群都在这里,前者…."""
        start = max(self._view.block_at(offset).start, offset - 60)
        return _THINGS.search(self._view.folded, start, offset) is not None

    def _pair(self, offset: int) -> list[District]:
        """The two districts last named together before `offset`."""
        last = bisect_left(self._starts, offset)
        for group in reversed(self._groups[max(0, last - 6) : last]):
            if len(group.districts) == 2 and offset - group.end < 160:
                return group.districts
        singles = [group.districts[0] for group in self._groups[max(0, last - 2) : last] if len(group.districts) == 1]
        return singles if len(singles) == 2 else []

    def _standing_for(self, word: re.Match[str], topic: list[District], base: list[District]) -> District | None:
        """What 该区, 全市 stand for: the nearest, or the section's own, district of that kind."""
        kind = word["kind"] or word["own_kind"] or word["in_kind"]
        last = bisect_left(self._starts, word.start())
        near = [d for group in reversed(self._groups[max(0, last - 12) : last]) for d in group.districts]
        main = [self.main] if self.main else []
        order = [*topic, *near] if word["near"] else [*topic, *base, *main, *near]
        return next((found for district in order if (found := self._of_kind(district, kind))), None)

    def _of_kind(self, district: District, kind: str) -> District | None:
        """The district itself or what it lies in, of the kind that a word like 全市 asks for."""
        for key in lineage(district.key):
            known = self._known.get(key) or (district_of(key) if key in divisions() else None)
            if known is None:
                continue
            name = divisions()[key].name if key in divisions() else known.name
            town = kind in "镇乡" and known.level == "town"
            if town or name.endswith(kind) or (kind == "省" and known.level == "province"):
                return known
        return None
