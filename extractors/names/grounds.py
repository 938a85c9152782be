"""The district in force at each point: that of the clause, the paragraph, the section, the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ..records import District
from ..view import Block, Span, View
from .addresses import Group, division_of, groups
from .contexts import Contexts
from .firms import FirmMention
from .meanings import STANDING_WORDS, Mark, Meanings, is_above
from .place_roles import enters, is_institution, is_site, leads, role
from .places import Place

# 其中甲县102家: a part of what the sentence is about, as is whatever comes behind a number.
_PART = re.compile(r"其中|\d(?![\d.]*(?:年|月|日|—|-))|[一二三四五六七八九十百]+[家个户亿万成]")

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
_MOST = 40
"""How many firms of a clause are looked at."""

_NUMBER = re.compile(r"[\s#*●■◆▲·【-]*[((]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、.))]\s*")
# 其中,…; 隔壁的…; 项目总投资…; 二期…; 投产后…: goes on with what the sentence before ended with.
_GOES_ON = re.compile(
    r"\s*(?:其中|隔壁|(?:旁边|对面|不远处|与[其之]相邻)的?|(?:该|这[个条座]?|此|整个)?(?:项目|工程|基地|工厂|厂区|厂房|产线|生产线)(?!建设|方面|库|数|个)|[一二三四首]期|(?:项目)?(?:全部|全面|建成|正式)?(?:达产|投产|达效|建成|竣工|满产)(?:后|时))"
)

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
    told: bool = False
    """Whether the sentence, or the one that it goes on with, has named a place."""


class Grounds:
    """Which district the text speaks of. A place in passing, or one that only tells where, changes nothing."""

    def __init__(self, view: View, places: Sequence[Place], firms: Sequence[FirmMention] = ()) -> None:
        self._view = view
        self._firm_ends = frozenset(mention.end for mention in firms)
        self._firm_starts = sorted(mention.start for mention in firms)
        self._groups = list(groups(view, places))
        self._starts = [group.start for group in self._groups]
        self._contexts = Contexts(view, self._groups)
        self._known = {place.district.key: place.district for place in places}
        self._tell_apart()
        self._meanings = Meanings(
            view, self._groups, self._known, frozenset(mention.start for mention in firms), self._contexts
        )
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

    def is_told(self, offset: int) -> bool:
        """Whether the sentence up to `offset`, or the one that it goes on with, has named a place."""
        index = bisect_right(self._event_starts, offset) - 1
        return index >= 0 and self._events[index].told

    def _behind(self, offset: int, clause: Span) -> District | None:
        """The district named behind a number in its clause: 30家企业落户甲区."""
        index = bisect_left(self._starts, offset)
        if index == len(self._groups) or not self._starts[index] < clause.end:
            return None
        group, context = self._groups[index], self._contexts.at(offset)
        if len(group.districts) != 1 or role(self._view, group) != "topic" or is_above(group.districts, context):
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
            if self._contexts.is_report and is_above(base, topic):
                topic, scene = base, scene._replace(spots=[], since=-1)
            if last is not None and _GOES_ON.match(self._view.folded, sentence.start):
                last = last._replace(start=sentence.start, named=False)
            else:
                last = Event(sentence.start, topic, False, scene.spots, scene.since)
            yield last
            before, opened, current = last, False, Span(0, 0)
            while at < len(marks) and marks[at][0] < sentence.end:
                start, mark = marks[at]
                at += 1
                spots = self._meanings.spots(mark, topic, base)
                spots = [*self._town_around(spots, last), *spots]
                meant = self._meanings.districts(mark, topic, base)
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
                        yield (last := Event(start, last.districts, False, spots, start, True))
                        scene = last if opens and not opened else scene
                    continue
                site = group is not None and is_site(self._view, group)
                if group is not None and not opens and self._is_of_firm(group, clause):
                    yield before._replace(start=clause.end)
                if site and opened:  # 甲市的集群集中在高新区,产能…: the zone is of its own clause alone
                    yield before._replace(start=clause.end)
                current = Span(start, start)
                joint = isinstance(mark, re.Match) and mark["several"] is not None
                spots = last.spots if joint else spots or meant
                yield (last := Event(start, meant, True, spots, start, True))
                within = group is not None and self._meanings.is_within(group, topic, meant, topic is not base)
                if not opened and opens:
                    scene = last
                    topic = meant if meant and not site and not within else topic
                before, opened = last, opened or start not in self._firm_ends

    def _is_of_firm(self, group: Group, clause: Span) -> bool:
        """Whether a place is only that of a firm: 丙来自乙区的某某科技, 某某科技在乙区建厂."""
        owned = group.end + self._view.folded.startswith("的", group.end)
        first = bisect_left(self._firm_starts, clause.start)
        return first < len(self._firm_starts) and (
            self._firm_starts[first] < group.start or owned in self._firm_starts[first : first + _MOST]
        )

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

    def _marks(self, block: Block) -> Iterator[tuple[int, Mark]]:
        """The groups of places of a block and the words that stand for places, in order."""
        inside = self._groups[bisect_left(self._starts, block.start) : bisect_left(self._starts, block.end)]
        found: list[tuple[int, Mark]] = [(group.start, group) for group in inside]
        covered = [Span(group.start, group.end) for group in inside]
        for word in STANDING_WORDS.finditer(self._view.folded, block.start, block.end):
            index = bisect_right(covered, Span(word.start(), block.end)) - 1
            if index < 0 or covered[index].end <= word.start():
                found.append((word.start(), word))
        return iter(sorted(found, key=lambda pair: pair[0]))
