"""The district in force at each point, for figures: that of the clause, the paragraph, the section, the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ..records import District
from ..seeking import Seeker
from ..view import Block, Span, View
from .contexts import Contexts
from .firms import FirmMention
from .gazetteer import district_of, divisions, lineage
from .place_roles import (
    Group,
    aside,
    division_of,
    enters,
    finest,
    groups,
    is_institution,
    is_site,
    is_sited,
    leads,
    role,
    states,
)
from .places import Place

_WORD = Seeker(
    re.compile(
        r"(?P<near>[该本此](?P<kind>[省市区县州盟旗镇乡])(?!级))|(?P<own>[全我](?P<own_kind>[省市区县州盟旗镇乡])(?!级)|(?<![一-鿿])(?P<in_kind>[省市区县州镇乡])里(?!面))"
        r"|(?P<zone>(?:(?<![一-鿿“])|该|本)园区(?=[内的里已有现共目新去今又,累引签集聚]))|(?P<country>我国|全国|全球|全世界)|(?P<pair>前者|后者)|(?P<several>[两三四五六七八九多]个?[省市区县州地镇](?![场值价]))"
    )
)
# 其中甲县102家: a part of what the sentence is about, as is whatever comes behind a number.
_PART = re.compile(r"其中|\d(?![\d.]*(?:年|月|日|—|-))|[一二三四五六七八九十百]+[家个户亿万成]")

_THINGS = re.compile(
    r"(?:集群|产业|公司|企业|集团|项目|产品|行业|基金|工厂)(?:和|与|、|及|以及)[^,。;]{2,16}(?:集群|产业|公司|企业|集团|项目|产品|行业|基金|工厂)"
)


# What may stand between a place and what it owns: 昆山的, 两市的, 等地的.
_OWNING = re.compile(
    r"(?:(?:[\d一二两三四五六七八九十]{1,2}[个大]?)?(?:[市区县地]|[市区]县|县市|地区|城"
    r"|等(?:[\d一二两三四五六七八九十]{0,2}[市区县地])?))?[的\"“ ]{0,2}"
)
_GAP = 7
"""How many characters those words have at most."""
_GLOSS = 40
"""How long a bracket behind a place may be."""
_LONGEST = 12
"""How long the name of a city or county is looked for."""
_FAR = 60
"""How far before a name its place can begin."""


_NUMBER = re.compile(r"[\s#*●■◆▲·【-]*[((]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、.))]\s*")
# 其中,…: goes on with what the sentence before ended with.
_AMONG = re.compile(r"\s*其中")


# At a fair firms come from everywhere; a digest of news tells of one place after the other.
_FAIR = re.compile("博会|展览会|交易会|展会|广交会|订货会")
_DIGEST = re.compile(r"快报|简讯|周报|要闻|速览|早报|盘点|一周|VOL|第\d+[期版]")


class Event(NamedTuple):
    """From `start` on, the text of the block speaks of `districts`; `named` tells whether a place is named there.

    `spots` is where things are at that point: the places themselves that were named last, towns and parks too, which
    have no figures of their own; empty where that is no other than `districts`. They were named at `since`.
    """

    start: int
    districts: list[District]
    named: bool
    spots: list[District] = []  # noqa: RUF012 - never changed
    since: int = -1


class Grounds:
    """Which district the text speaks of. A place in passing, or one that only tells where, changes nothing."""

    def __init__(self, view: View, places: Sequence[Place], firms: Sequence[FirmMention] = ()) -> None:
        self._view = view
        self._firms = frozenset(mention.start for mention in firms)
        self._firm_ends = frozenset(mention.end for mention in firms)
        self._groups = list(groups(view, places))
        self._starts = [group.start for group in self._groups]
        self._contexts = Contexts(view, self._groups)
        self._known = {place.district.key: place.district for place in places}
        self._tell_apart()
        self._times = Counter(district.key for group in self._groups for district in group.districts)
        self._events: list[Event] = []
        self._event_starts: list[int] = []
        for block in view.blocks:
            self._events.extend(self._of_block(block))
        self._events.sort(key=lambda event: event.start)
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
        own = self.section(offset) or self.around(offset)
        return (bool(own) and own != ([self.main] if self.main else [])) or bool(self.section(offset))

    @property
    def is_report(self) -> bool:
        """Whether the article is a report that a place gives on itself."""
        return self._contexts.is_report

    @cached_property
    def is_scattered(self) -> bool:
        """Whether the firms of the article have no place in common: it tells of a fair, or is a digest."""
        opening = next(iter(self._view.blocks), None)
        titles = [block for block in self._view.blocks if block.kind == "title"]
        fair = any(_FAIR.search(self._view.folded, block.start, block.end) for block in titles[:1])
        if fair or opening is None or self.groups_in(opening.start, opening.end):
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
        start = self._before_bracket(start)
        before = self.groups_in(max(0, start - _FAR), start)
        group = before[-1] if before and before[-1].end <= start else None
        if group is None or start - group.end > _GAP or not _OWNING.fullmatch(self._view.folded, group.end, start):
            return None
        return group

    def _before_bracket(self, start: int) -> int:
        """Where the bracket opens that explains the owner of what begins at `start`, else `start`."""
        folded = self._view.folded
        closing = start - 1 - folded.endswith("的", 0, start)
        if closing < 0 or folded[closing] != ")":
            return start
        opening = folded.rfind("(", max(0, closing - _GLOSS), closing)
        return opening if opening > 0 else start

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
        topic, scene = base, Event(block.start, base, False)
        marks = list(self._marks(block))
        last: Event | None = None
        at = 0
        sentences = self._view.sentences
        first, end = bisect_left(sentences, (block.start,)), bisect_left(sentences, (block.end,))
        for sentence in sentences[first:end]:
            if self._contexts.is_report and self._is_above(base, topic):
                topic, scene = base, scene._replace(spots=[], since=-1)
            told = last if last and _AMONG.match(self._view.folded, sentence.start) else scene._replace(districts=topic)
            yield (last := told._replace(start=sentence.start, named=False))
            before, opened, current = last, False, Span(0, 0)
            while at < len(marks) and marks[at][0] < sentence.end:
                start, mark = marks[at]
                at += 1
                spots = self._spots(mark, topic, base)
                spots = [*self._town_around(spots, last), *spots]
                meant = self._meant(mark, topic, base)
                clause = self._view.clause_at(start)
                group = mark if isinstance(mark, Group) else None
                opens = clause.start == sentence.start or leads(self._view, start) or enters(self._view, start)
                opens = opens and not _PART.search(self._view.folded, self._past_number(sentence.start), start)
                opens = opens and start not in self._firm_ends  # 某某科技乙市基地
                where = group is not None and current.start >= clause.start and role(self._view, group) == "where"
                if meant is None or where:
                    if spots:
                        if not opens:  # 甲、乙等向丙园集聚,丁…: what the clause ends with is of itself alone
                            yield last._replace(start=clause.end)
                        yield (last := Event(start, last.districts, False, spots, start))
                        scene = last if opens and not opened else scene
                    continue
                site = group is not None and is_site(self._view, group)
                if site and opened:  # 甲市的集群集中在高新区,产能…: the zone is of its own clause alone
                    yield before._replace(start=clause.end)
                current = Span(start, start)
                joint = isinstance(mark, re.Match) and mark["several"] is not None
                spots = last.spots if joint else spots or meant
                yield (last := Event(start, meant, True, spots, start))
                within = group is not None and self._is_within(group, topic, meant, topic is not base)
                if not opened and opens:
                    scene = last
                    topic = meant if meant and not site and not within else topic
                before, opened = last, opened or start not in self._firm_ends

    def _spots(
        self, mark: Group | re.Match[str], topic: Sequence[District], base: Sequence[District]
    ) -> list[District]:
        """The places of a group where things are told to be; empty where it is named in passing, or no group."""
        if not isinstance(mark, Group) or role(self._view, mark) == "aside" or self._is_origin(mark, topic or base):
            return []
        wide = self._is_above(mark.districts, base) and not states(self._view, mark)
        if wide or (self._is_above(mark.districts, topic) and not leads(self._view, mark.start)):
            return []
        if self._view.folded.startswith("方面", mark.end):
            return []
        return mark.address

    def _past_number(self, start: int) -> int:
        """Where a sentence begins behind the number of its item: 3. 甲县…."""
        number = _NUMBER.match(self._view.folded, start)
        return number.end() if number else start

    @staticmethod
    def _town_around(spots: Sequence[District], last: Event) -> list[District]:
        """The town that the text was telling of, where it goes on to a park of the same county: 乙镇…。丙谷内…."""
        if not spots or not all(map(is_institution, spots)):
            return []
        counties = {division_of(district) for district in spots}
        return [d for d in last.spots if d.level == "town" and counties == {division_of(d)}]

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
        if mark["country"]:
            return [] if leads(self._view, mark.start()) else None  # 全国铁路, too, is of the whole country
        if aside(self._view, mark.start(), mark.end()):
            return None
        if mark["zone"]:
            return self._park(mark.start())
        if mark["several"]:
            return self._joint(mark.start(), topic if len(topic) == 1 else base)
        if mark["pair"]:
            peers = self._pair(mark.start()) if not self._pairs_things(mark.start()) else []
            return [peers[0 if mark["pair"] == "前者" else -1]] if peers else None
        found = self._standing_for(mark, topic, base)
        if found is None or (self._is_above([found], base) and not leads(self._view, mark.start())):
            return None
        return [found]

    def _park(self, offset: int) -> list[District] | None:
        """The zone that 园区 stands for: the one named last before it, where that has figures of its own."""
        last = bisect_left(self._starts, offset)
        for group in reversed(self._groups[max(0, last - 6) : last]):
            zones = [district for district in group.districts if district.level == "zone"]
            if zones:
                told = len(zones) == 1 and not is_institution(zones[0])
                return zones if told and self._times[zones[0].key] > 1 else None
        return None

    def _of_group(self, group: Group, topic: list[District], base: list[District]) -> list[District] | None:
        does = role(self._view, group)
        if does == "aside":
            return None
        section = self._contexts.section(group.start)
        if self._is_origin(group, topic or base):
            return None
        in_county = len(topic) == 1 and topic[0].level == "district" and all(map(is_institution, group.districts))
        if does == "where" and is_sited(self._view, group):
            return finest(group.address)
        if does == "where" or in_county:  # a park has no figures of its own in a text on its county
            return None if self._is_above(section, group.districts) else self._around(group, topic)
        if len(group.districts) > 1 and (shared := self._chained_under(group)) is not None:
            return [shared]
        if len(group.districts) > 1:
            held = (around for around in (topic, base) if self._is_above(around, group.districts))
            whole = next(held, base if base and base[0] in group.districts else group.districts)
            return (
                group.districts if whole[0].level == "province" else whole
            )  # what several cities do is not told of it
        if self._view.folded.startswith("方面", group.end):
            return [self._nearest_in(group)]
        if self._is_above(group.districts, base) and not states(self._view, group):
            return None
        if self._is_above(group.districts, topic) and not leads(self._view, group.start):
            return None
        return group.districts

    def _is_origin(self, group: Group, base: Sequence[District]) -> bool:
        """Whether a place far from the one the text is about only says where a firm comes from: 乙市的某某科技."""
        owned = group.end + self._view.folded.startswith("的", group.end)
        if len(base) != 1 or owned not in self._firms:
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
