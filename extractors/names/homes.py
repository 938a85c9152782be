"""Homes: which place a stretch of text gives something to, by phrase, clause, sentence, heading and article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from ..view import Block, Span, View
from .home_anaphors import Anaphors
from .main_place import main_places
from .owning import before_bracket, owns
from .place_groups import Group, Groups, lies_in
from .place_roles import directs, is_around
from .places import Place
from .reach import REACH
from .speakers import Speakers


class Strength(IntEnum):
    """How near the text puts a home to what it is the home of."""

    NONE = 0
    ARTICLE = 1
    HEADING = 2
    PARAGRAPH = 3
    SENTENCE = 4
    CLAUSE = 5
    PHRASE = 6


class Home(NamedTuple):
    """The places, in the order of the text, and how near they were said."""

    places: tuple[Place, ...]
    strength: Strength


NOWHERE = Home((), Strength.NONE)

# X是|甲县|的招牌: whose it is said to be.
_OWNED = re.compile(r"[^,。;:]{0,24},?(?:也|正|就|均|都|更|一直)?(?:是|为|系|乃)")
# X分布在|甲镇: where it is said to lie.
_SEAT = re.compile(
    r"(?:(?:主要)?(?:分布|布局|坐落|聚集|集聚|落户|落地|扎根)(?:在|于)|集中(?:在|于|分布于|分布在)|位于|地处|横跨|跨越|横贯|涵盖|覆盖"
    r"|承载(?:地|区)(?:为|是|:)?|伸到|伸向|延伸至|延伸到|拓展至|拓展到|串起|连起)$"
)
# How a sentence begins that goes on with where it lies.
_BEARER = re.compile(r"\s*(?:主要|重点|空间|核心)?(?:承载|布局|分布|集中)")
# 由|甲县|牵头, behind the place.
_JOINT = re.compile(r".{0,4}(?:共建|共同|联手|联合|牵头|承建|承载|携手|合作|组建)")
_COUNTRY = re.compile(r"中国\([^()]{2,8}\)")
"""中国(甲市)茶叶产业基地: the place in the bracket is the home."""
# What a report or plan of one place is called.
_REPORT = re.compile(r"工作报告|统计公报|公报|发展规划|行动计划|行动方案|实施方案|实施意见|工作要点|建议")
# A zone without a name of its own is only in which kind of place something lies.
_BARE_ZONE = re.compile(
    r"^(?:国家级|省级)?(?:经济技术|经济|高新技术产业|高新技术|高新|工业|产业)?"
    r"(?:开发区|园区|经开区|高新区|开发|工业区|软件园|科技园|产业园|新区|园)$"
)


class Homes:
    """The places of an article, ready to be asked for the home of a span."""

    def __init__(self, view: View, places: Sequence[Place]) -> None:
        self._view = view
        self._folded = view.folded
        placed = (place for place in places if not is_around(view.folded, place.start, place.end))
        self._places = sorted(placed, key=lambda place: (place.start, place.end))
        self._groups = Groups(view.folded, self._places)
        self._speakers = Speakers(view, self._groups.all)
        self._anaphors = Anaphors(view, self._places, self._groups, self._speakers, self._title)
        self._headings = [block for block in view.blocks if block.kind in ("heading", "title")]
        self._heading_starts = [block.start for block in self._headings]

    def of(self, start: int, end: int) -> Home:
        """The home of what is named from `start` to `end`."""
        sentence, block = self._view.sentence_at(start), self._view.block_at(start)
        following = _BEARER.match(self._folded, sentence.end, block.end)
        seat_end = self._view.sentence_at(sentence.end).end if following else sentence.end
        return self.glued(start) or self._seat(end, seat_end) or self.before(start)

    def before(self, start: int) -> Home:
        """The home that the text before `start` speaks of: clause, sentence, paragraph, heading, article."""
        view = self._view
        clause, sentence, block = view.clause_at(start), view.sentence_at(start), view.block_at(start)
        return (
            self.between(clause.start, start, Strength.CLAUSE)
            or self._of_sentence(max(sentence.start, block.start), clause.start)
            or self._carried(block, sentence)
            or self.article
        )

    def _of_sentence(self, start: int, end: int) -> Home | None:
        """The place last named in a sentence; what the sentence opens with, where that lies in it (乙区守着甲市)."""
        last = self.between(start, end, Strength.SENTENCE)
        first = next(iter(self._groups.within(start, min(end, start + 1))), None)
        if last is None or first is None:
            return last
        finer = all(any(lies_in(own.district, outer.district) for outer in last.places) for own in first.places)
        return Home(first.places, Strength.SENTENCE) if finer else last

    def glued(self, start: int) -> Home | None:
        """The group that stands directly before `start`, or owns what stands there (昆山的)."""
        bracketed = self._groups.ended(start)
        if bracketed and _COUNTRY.fullmatch(self._folded, bracketed.start - 3, start):
            return Home(bracketed.places, Strength.PHRASE)
        start = before_bracket(self._folded, start)
        group = self._groups.ended(start)
        if group is None or not owns(self._folded, group.end, start):
            return None
        return Home(group.places, Strength.PHRASE)

    def groups_in(self, start: int, end: int) -> list[Group]:
        """The groups that begin between `start` and `end`."""
        return self._groups.within(start, end)

    def _seat(self, end: int, sentence_end: int) -> Home | None:
        """The places that the text after the name says it lies in (X是昆山的招牌; X分布在盛泽镇、震泽镇)."""
        found: list[Place] = []
        for group in self._groups.within(end, min(sentence_end, end + 80)):
            between = self._folded[end : group.start]
            after = self._folded[group.end : group.end + 10]
            owned = _OWNED.fullmatch(between) and after.startswith("的")
            seated = _SEAT.search(between) and ";" not in between
            joint = between.endswith("由") and _JOINT.match(after)
            if owned or seated or joint:
                found += [place for place in group.places if not _BARE_ZONE.match(place.district.name)]
        return Home(tuple(found), Strength.PHRASE) if found else None

    def between(self, start: int, end: int, strength: Strength) -> Home | None:
        """The last group, or the last 该区 or 后者, between `start` and `end`."""
        start = max(start, end - REACH)
        group = self._groups.ended(end)
        group = group if group and group.start >= start else None
        pair = self._anaphors.of_pair(start, end)
        if pair is not None and (group is None or pair[0] > group.start):
            return Home((pair[1],), strength)
        if group is None and (joint := self._anaphors.joint(start, end)) is not None:
            return Home(joint.places, strength)
        meant = self._anaphors.last(start, end, group.start if group else -1)
        if meant is not None:
            return Home((meant,), strength)
        return Home(group.places, strength) if group else None

    def _carried(self, block: Block, sentence: Span) -> Home | None:
        """The place that the paragraph's earlier sentences, or the heading above it, speak of."""
        heading = self.heading(sentence.start)
        if self.is_report:
            return heading
        opening = self._opening(block, sentence)
        if opening is None:
            speaker = self._speakers.place(block)
            return Home((speaker,), Strength.PARAGRAPH) if speaker is not None else heading
        # Under 乙区 the 甲市 that a paragraph opens with is only what 乙区 lies in.
        finer = heading is not None and all(
            lies_in(inner.district, outer.district) for inner in heading.places for outer in opening.places
        )
        return heading if finer else opening

    def _opening(self, block: Block, sentence: Span) -> Home | None:
        """The place, or what 全区 stands for, that the last of a paragraph's earlier sentences opens with."""
        floor = max(block.start, sentence.start - 5 * REACH)
        meant = self._anaphors.opening(floor, sentence.start)
        for group in reversed(self._groups.within(floor, sentence.start)):
            if meant is not None and group.start < meant[0]:
                break
            owner = self._view.sentence_at(group.start)
            before = self._folded[owner.start : group.start]
            owned = len(before) <= 40 and _OWNED.fullmatch(before) and self._folded[group.end : group.end + 1] == "的"
            if (len(before) <= 12 and not directs(self._view, owner.start)) or owned:
                named = self.between(owner.start, group.start, Strength.PARAGRAPH)
                return named or Home(group.places, Strength.PARAGRAPH)
        return Home((meant[1],), Strength.PARAGRAPH) if meant else None

    def heading(self, offset: int) -> Home | None:
        """The places in the heading that `offset` stands under."""
        at = bisect_right(self._heading_starts, offset) - 1
        if at < 0 or self._headings[at].kind == "title":
            return None
        groups = self._groups.within(self._headings[at].start, self._headings[at].end)
        return Home(groups[0].places, Strength.HEADING) if groups else None

    @cached_property
    def is_report(self) -> bool:
        """Whether the article is a report or plan of one place, whose sentences without a subject are about it."""
        return bool(_REPORT.search(self._folded[: min(300, len(self._folded))]))

    @cached_property
    def article(self) -> Home:
        """The place that the article as a whole is about: that of its title, else the one most named."""
        about = main_places(self._view, self._places, self._groups.all)
        return Home(about, Strength.ARTICLE) if about else NOWHERE

    def _title(self) -> Place | None:
        """The first of them."""
        return next(iter(self.article.places), None)
