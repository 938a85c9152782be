"""Where a paragraph's telling turns: at each place that is named there, what the text from then on speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..bullets import BULLET
from ..records import District
from ..view import Block, Span, View
from .addresses import Group, division_of
from .contexts import Contexts
from .firms import FirmMention
from .meanings import STANDING_WORDS, Mark, Meanings, is_above
from .place_roles import directs, enters, is_institution, is_site, is_sited, leads, role

_WORKS = 14
"""How long a name of works behind their place may be."""
# 其中甲县102家: a part of what the sentence is about, as is whatever comes behind a number.
_PART = re.compile(r"其中|\d(?![\d.]*(?:年|月|日|—|-))|[一二三四五六七八九十百]+[家个户亿万成]")

_MOST = 40
"""How many firms of a clause are looked at."""

# The number of an item: 3. 甲县….
_NUMBER = re.compile(r"[\s#*●■◆▲·【-]*[((]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、.))]\s*")
# 甲区领走2个集群:⏎——某某二期,9亿元: the lines of a list that the paragraph before has opened
_LISTED = re.compile(rf"\s*{BULLET}")
# 一是…;二是…: the next of a list is told of what the list is told of.
_ITEM = re.compile(
    r"\s*(?:(?P<first>一)|[二三四五六七八九])(?:是|要|抓|强)|\s*(?:第|其)(?:(?P<also>一)|[二三四五六七八九])(?=[,、是])"
)
# 其中,…; 隔壁的…; 项目总投资…; 二期…; 投产后…: goes on with what the sentence before ended with.
_GOES_ON = re.compile(
    r"\s*(?:其中|隔壁|(?:旁边|对面|不远处|与[其之]相邻)的?|(?:该|这[个条座]?|此|整个)?(?:项目|工程|基地|工厂|厂区|厂房|产线|生产线|线(?=[投总年建占设达满]))(?!建设|方面|库|数|个)|[一二三四首]期|(?:项目)?(?:全部|全面|建成|正式)?(?:达产|投产|达效|建成|竣工|满产)(?:后|时))"
)
# 甲市|企业某某, 甲市|的药企“某某
_FIRM_OF = re.compile(r"的?(?:企业|公司|民企|国企|央企|药企|车企|台企|港企|厂商|上市公司)[“「]?")
# What a sentence that ends with a place brings it up with: 家底在|乙区。绕不开|丙县。
_INTRODUCES = re.compile(
    r"(?:[在看数推属]|位于|坐落于|地处|落户|落户于|扎根|选址|来到|走进|绕不开|离不开|首推|当属|便是|就是)$"
)


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


@dataclass(slots=True)
class _Course:
    """How the telling of a paragraph stands at the point up to which it has been read."""

    base: list[District]
    """What its section is about."""
    topic: list[District]
    """What its sentences are about: what the last of them opened with."""
    scene: Event
    """Where the things are that such a sentence opened with."""
    last: Event
    before: Event
    """The last event by which the sentence turned to another district, or its first."""
    opened: bool = False
    """Whether the sentence has named what it is about."""
    named_at: int = 0
    """Where it has last done so."""
    begun: tuple[list[District], Event] | None = None
    """What was told of, and where, when the sentence began."""
    listed: tuple[list[District], Event] | None = None
    """What a numbered list within the paragraph is told of: what was told of before it."""


class _Named(NamedTuple):
    """What names places, or stands for them, at `start`; `opens` where its sentence begins with it."""

    start: int
    mark: Mark
    clause: Span
    opens: bool

    @property
    def group(self) -> Group | None:
        """The places that are named, not only meant."""
        return self.mark if isinstance(self.mark, Group) else None


class GroundEvents:
    """Reads the events of the blocks of one article."""

    def __init__(
        self,
        view: View,
        groups: Sequence[Group],
        contexts: Contexts,
        meanings: Meanings,
        firms: Sequence[FirmMention],
    ) -> None:
        self._view, self._groups, self._contexts, self._meanings = view, groups, contexts, meanings
        self._starts = [group.start for group in groups]
        self._firm_ends = frozenset(mention.end for mention in firms)
        self._firm_starts = sorted(mention.start for mention in firms)
        self._lead: list[District] = []
        """What the paragraph was told of that opened the list which is being read."""

    def of_block(self, block: Block) -> Iterator[Event]:
        """The events of the next block: one where each sentence begins, and those at its places."""
        listed = _LISTED.match(self._view.folded, block.start) is not None
        base = (self._lead if listed else None) or self._contexts.at(block.start)
        opening = Event(block.start, base, False)
        course = _Course(base, base, opening, opening, opening)
        marks = self._marks(block)
        at = 0
        sentences = self._view.sentences
        first, end = bisect_left(sentences, (block.start,)), bisect_left(sentences, (block.end,))
        for sentence in sentences[first:end]:
            yield self._begun(course, sentence)
            while at < len(marks) and marks[at][0] < sentence.end:
                start, mark = marks[at]
                at += 1
                clause = self._view.clause_at(start)
                yield from self._turned(course, _Named(start, mark, clause, self._opens(sentence, clause, start)))
        if not listed:
            opens = block.kind != "title" and self._view.folded[block.end - 1 : block.end] == ":"
            self._lead = course.last.districts if opens else []

    def _begun(self, course: _Course, sentence: Span) -> Event:
        """What a sentence begins with: what the one before ended with, where it goes on so, else the topic."""
        if self._contexts.is_report and is_above(course.base, course.topic):
            course.topic, course.scene = course.base, course.scene._replace(spots=[], since=-1)
        if (item := _ITEM.match(self._view.folded, sentence.start)) is not None:
            if item["first"] or item["also"] or not course.listed:
                course.listed = course.topic, course.scene
            course.topic, course.scene = course.listed
        if _GOES_ON.match(self._view.folded, sentence.start) or self._is_introduced(course, sentence):
            begun = course.last._replace(start=sentence.start, named=False)
        else:
            begun = Event(sentence.start, course.topic, False, course.scene.spots, course.scene.since)
        course.last = course.before = begun
        course.opened, course.named_at, course.begun = False, 0, (course.topic, course.scene)
        return begun

    def _is_introduced(self, course: _Course, sentence: Span) -> bool:
        """Whether the sentence before ended with a part of what it was about: 甲市的家底在乙区。|…."""
        last = bisect_left(self._starts, sentence.start) - 1
        if last < 0 or not course.last.named or course.last.start != self._starts[last]:
            return False
        group = self._groups[last]
        ended = group.end == sentence.start - 1 and self._view.folded[group.end] in "。:"
        return ended and _INTRODUCES.search(self._view.folded, max(0, group.start - 4), group.start) is not None

    def _opens(self, sentence: Span, clause: Span, start: int) -> bool:
        """Whether a sentence, or what it goes on to, begins with the place at `start`, so that it is about it."""
        first = clause.start == sentence.start and not directs(self._view, clause.start)
        opens = first or leads(self._view, start) or enters(self._view, start)
        opens = opens and not _PART.search(self._view.folded, self._past_number(sentence.start), start)
        return opens and start not in self._firm_ends  # 某某科技乙市基地

    def _turned(self, course: _Course, named: _Named) -> Iterator[Event]:
        """What the text speaks of from a place on."""
        spots = self._meanings.spots(named.mark, course.topic, course.base)
        spots = [*self._town_around(spots, course.last), *spots]
        meant = self._meanings.districts(named.mark, course.topic, course.base)
        group, before = named.group, course.last
        where = group is not None and course.named_at >= named.clause.start and role(self._view, group) == "where"
        if meant is not None and not where:
            yield from self._to_districts(course, named, meant, spots)
        elif spots:
            yield from self._to_spots(course, named, spots)
        if group is not None and group.start in self._firm_ends:
            yield from self._past_works(course, named, before)

    def _past_works(self, course: _Course, named: _Named, before: Event) -> Iterator[Event]:
        """Back to what the text spoke of, behind the one of a list whose works a place is of: 甲乙市基地、|丙集团."""
        group = named.group
        end = self._view.folded.find("、", group.end, min(named.clause.end, group.end + _WORKS)) if group else -1
        if end >= 0:
            course.last = before._replace(start=end)
            yield course.last

    def _to_spots(self, course: _Course, named: _Named, spots: list[District]) -> Iterator[Event]:
        """A place that only tells where: the district stays."""
        if not named.opens:  # 甲、乙等向丙园集聚,丁…: what the clause ends with is of itself alone
            yield course.last._replace(start=named.clause.end)
        course.last = Event(named.start, course.last.districts, False, spots, named.start, True)
        if self._is_topic(course, named):
            course.scene = course.last
        yield course.last

    def _to_districts(
        self, course: _Course, named: _Named, meant: list[District], spots: list[District]
    ) -> Iterator[Event]:
        """A place that the text turns to: for the clause, the sentence, or as the paragraph's topic."""
        group = named.group
        site = group is not None and is_site(self._view, group)
        if group is not None and not named.opens and self._is_of_firm(group, named.clause):
            yield course.before._replace(start=named.clause.end)
        if site and course.opened:  # 甲市的集群集中在高新区,产能…: the zone is of its own clause alone
            yield course.before._replace(start=named.clause.end)
        joint = isinstance(named.mark, re.Match) and named.mark["several"] is not None
        spots = course.last.spots if joint else spots or meant
        course.last = Event(named.start, meant, True, spots, named.start, True)
        yield course.last
        if self._is_topic(course, named):
            inner = course.topic is not course.base
            within = group is not None and self._meanings.is_within(group, course.topic, meant, inner)
            course.scene = course.last
            course.topic = self._topic(group, meant) if meant and not site and not within else course.topic
        elif self._goes_through(course, named, meant) and course.begun is not None:
            course.topic, course.scene = course.begun
        course.opened = course.opened or named.start not in self._firm_ends
        course.before, course.named_at = course.last, named.start

    def _is_topic(self, course: _Course, named: _Named) -> bool:
        """Whether a paragraph goes on with the place of a sentence; 甲在乙市建厂 is told of that firm alone."""
        there = named.start - 1 in self._firm_ends and self._view.folded[named.start - 1] == "在"
        return named.opens and not course.opened and not there and not self._is_origin(named.group)

    def _is_origin(self, group: Group | None) -> bool:
        """Whether a place only tells where the firm is from that its sentence begins with: 甲市企业|某某投资5亿元."""
        kind = _FIRM_OF.match(self._view.folded, group.end) if group is not None else None
        at = bisect_left(self._firm_starts, kind.end()) if kind is not None else -1
        return kind is not None and self._firm_starts[at : at + 1] == [kind.end()]

    def _goes_through(self, course: _Course, named: _Named, meant: list[District]) -> bool:
        """Whether a sentence tells of one county after the other of what it was to be about: 甲县有…,乙县有…."""
        if self._view.folded[named.start - 1] != "," or course.begun is None or not _are_peers(course.topic, meant):
            return False
        return is_above(course.begun[0], [*course.topic, *meant])

    def _topic(self, group: Group | None, meant: list[District]) -> list[District]:
        """What a paragraph that opens with some places is about: the county around, where its town is a scene."""
        if group is None or not group.chained or is_sited(self._view, group) or meant != group.districts:
            return meant
        if role(self._view, group) != "where":
            return meant
        return [district for district in group.address if is_above([district], meant)][-1:] or meant

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

    def _marks(self, block: Block) -> list[tuple[int, Mark]]:
        """The groups of places of a block and the words that stand for places, in order."""
        inside = self._groups[bisect_left(self._starts, block.start) : bisect_left(self._starts, block.end)]
        found: list[tuple[int, Mark]] = [(group.start, group) for group in inside]
        covered = [Span(group.start, group.end) for group in inside]
        for word in STANDING_WORDS.finditer(self._view.folded, block.start, block.end):
            index = bisect_right(covered, Span(word.start(), block.end)) - 1
            if index < 0 or covered[index].end <= word.start():
                found.append((word.start(), word))
        return sorted(found, key=lambda pair: pair[0])


def _are_peers(one: Sequence[District], other: Sequence[District]) -> bool:
    """Whether two places are two districts or counties."""
    named = [*one, *other]
    return len(named) == 2 and named[0] != named[1] and all(district.level == "district" for district in named)
