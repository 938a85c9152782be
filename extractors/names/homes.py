"""Homes: which place a stretch of text gives something to, by phrase, clause, sentence, heading and article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from ..records import District
from ..view import Block, Span, View
from .industry_names import number
from .main_place import main_places
from .owning import before_bracket, owns
from .place_groups import Group, grouped, lies_in
from .places import Place


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


_LOOK_BACK = 60
"""How many places before a point are looked at for what 该区 stands for; keeps time linear on hostile text."""

_NEAR = 4
"""How far into its sentence 全区 stands that the sentence opens with."""

REACH = 400
"""How far a sentence or a clause is looked through; a longer one is no sentence."""

NOWHERE = Home((), Strength.NONE)

# 该区, 全市, 我省 …: the division in force, named by its level.
_ANAPHOR = re.compile(
    r"(?:该|全|我|本(?!地)|当|这个)(?P<level>省|自治区|市|自治州|州|盟|区|县|旗|镇|乡|街道|园区|新区|开发区|高新区|经开区|地)"
)
_OWNED = re.compile(r"[^,。;:]{0,24},?(?:也|正|就|均|都|更|一直)?(?:是|为|系|乃)")
_SEAT = re.compile(
    r"(?:(?:主要)?(?:分布|布局|坐落|聚集|集聚|落户|落地|扎根)(?:在|于)|集中(?:在|于|分布于|分布在)|位于|地处|横跨|跨越|横贯|涵盖|覆盖"
    r"|承载(?:地|区)(?:为|是|:)?|伸到|伸向|延伸至|延伸到|拓展至|拓展到|串起|连起)$"
)
_BEARER = re.compile(r"\s*(?:主要|重点|空间|核心)?(?:承载|布局|分布|集中)")
_JOINT = re.compile(r".{0,4}(?:共建|共同|联手|联合|牵头|承建|承载|携手|合作|组建)")
_OFFICE = re.compile(
    r"(?:人民政府|政府|市委|县委|区委|州委|党委|常委|党组成员|管委会|[、,和兼])*(?:常务)?副?"
    r"(?:市长|州长|县长|区长|省长|盟长|旗长|镇长|主席|主任|书记|局长)\s*(?P<name>[一-鿿](?:\s?[一-鿿]){1,2})(?=[\s;,。、:)]|$)"
)
_SPOKEN = re.compile(r"\s*([一-鿿]{2,3}):")
_COUNTRY = re.compile(r"中国\([^()]{2,8}\)")
"""中国(甲市)茶叶产业基地: the place in the bracket is the home."""
_PAIR = re.compile("前者|后者")
_JOINTLY = re.compile(
    "(?<![第前后])(?P<count>[两三四2-4])(?:省市|省区|市县|区县|[省市区县州地])(?![级委区场长域面方政])"
)
_REPORT = re.compile(r"工作报告|统计公报|公报|发展规划|行动计划|行动方案|实施方案|实施意见|工作要点|建议")
_BARE_ZONE = re.compile(
    r"^(?:国家级|省级)?(?:经济技术|经济|高新技术产业|高新技术|高新|工业|产业)?"
    r"(?:开发区|园区|经开区|高新区|开发|工业区|软件园|科技园|产业园|新区|园)$"
)


def clip(span: Span, offset: int) -> Span:
    """The part of a span near `offset`, so that time stays linear on text without punctuation."""
    start, end = offset - REACH, offset + REACH
    if start <= span.start and span.end <= end:
        return span
    return Span(max(span.start, start), min(span.end, end))


class Homes:
    """The places of an article, ready to be asked for the home of a span."""

    def __init__(self, view: View, places: Sequence[Place]) -> None:
        self._view = view
        self._folded = view.folded
        self._places = sorted(places, key=lambda place: (place.start, place.end))
        self.groups = grouped(view.folded, self._places)
        self._group_starts = [group.start for group in self.groups]
        self._starts = [place.start for place in self._places]
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
        first = next(iter(self.groups_in(start, min(end, start + 1))), None)
        if last is None or first is None:
            return last
        finer = all(any(lies_in(own.district, outer.district) for outer in last.places) for own in first.places)
        return Home(first.places, Strength.SENTENCE) if finer else last

    def glued(self, start: int) -> Home | None:
        """The group that stands directly before `start`, or owns what stands there (昆山的)."""
        bracketed = self._group_before(start)
        if bracketed and _COUNTRY.fullmatch(self._folded, bracketed.start - 3, start):
            return Home(bracketed.places, Strength.PHRASE)
        start = before_bracket(self._folded, start)
        group = self._group_before(start)
        if group is None or not owns(self._folded, group.end, start):
            return None
        return Home(group.places, Strength.PHRASE)

    def _group_before(self, offset: int) -> Group | None:
        at = bisect_left(self._group_starts, offset) - 1
        while at >= 0 and self.groups[at].end > offset:
            at -= 1
        return self.groups[at] if at >= 0 else None

    def groups_in(self, start: int, end: int) -> list[Group]:
        """The groups that begin between `start` and `end`."""
        return self.groups[bisect_left(self._group_starts, start) : bisect_left(self._group_starts, end)]

    def _seat(self, end: int, sentence_end: int) -> Home | None:
        """The places that the text after the name says it lies in (X是昆山的招牌; X分布在盛泽镇、震泽镇)."""
        found: list[Place] = []
        for group in self.groups_in(end, min(sentence_end, end + 80)):
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
        group = self._group_before(end)
        group = group if group and group.start >= start else None
        pair = self._of_pair(start, end)
        if pair is not None and (group is None or pair[0] > group.start):
            return Home((pair[1],), strength)
        if group is None and (joint := self._joint(start, end)) is not None:
            return Home(joint.places, strength)
        anaphors = list(_ANAPHOR.finditer(self._folded, start, end))
        if anaphors and (group is None or anaphors[-1].start() > group.start):
            near = anaphors[-1][0].startswith(("该", "这个"))
            meant = self._meant(anaphors[-1]["level"], anaphors[-1].start(), near)
            if meant is not None:
                return Home((meant,), strength)
        return Home(group.places, strength) if group else None

    def _of_pair(self, start: int, end: int) -> tuple[int, Place] | None:
        """The place that the last 前者 or 后者 between `start` and `end` stands for, and where that word is."""
        if self._folded.find("者", start, end) < 0:
            return None
        words = list(_PAIR.finditer(self._folded, start, end))
        if not words:
            return None
        block = self._view.block_at(start)
        at = words[-1].start()
        before = [group for group in self.groups_in(max(block.start, at - 5 * REACH), at) if len(group.places) == 2]
        if not before:
            return None
        return words[-1].start(), before[-1].places[words[-1][0] == "后者"]

    def _joint(self, start: int, end: int) -> Group | None:
        """The group of as many places as the last 两市 or 三地 between `start` and `end` counts, named before it."""
        words = list(_JOINTLY.finditer(self._folded, start, end))
        if not words:
            return None
        count = number(words[-1]["count"])
        at = bisect_left(self._group_starts, words[-1].start())
        before = reversed(self.groups[max(0, at - _LOOK_BACK) : at])
        return next((group for group in before if len(group.places) == count), None)

    def _meant(self, level: str, offset: int, near: bool) -> Place | None:
        """The place that 该区 or 全市 at `offset` stands for: the last one of that level before it, or the title's."""
        at = bisect_left(self._starts, offset)
        before = self._places[max(0, at - _LOOK_BACK) : at]
        title = self.article.places[0] if self.article.places else None
        speaker = self._speaker(self._view.block_at(offset))
        if speaker is not None and _ends_with(speaker.district, level):
            return speaker
        if (
            not near
            and title is not None
            and level in ("市", "省", "自治区", "县")
            and _ends_with(title.district, level)
        ):
            return title
        fitting = [place for place in before if _ends_with(place.district, level)]
        if fitting:
            block = self._view.block_at(offset).start
            opening = [
                group.places[-1] for group in self.groups_in(max(block, offset - REACH), offset) if self._opens(group)
            ]
            return next((place for place in reversed(opening) if place in fitting), fitting[-1])
        return title if title is not None and _ends_with(title.district, level) else None

    def _opens(self, group: Group) -> bool:
        """Whether a group opens its sentence, which is then about it rather than about places named further on."""
        return group.start - self._view.sentence_at(group.start).start <= 2

    def _carried(self, block: Block, sentence: Span) -> Home | None:
        """The place that the paragraph's earlier sentences, or the heading above it, speak of."""
        heading = self.heading(sentence.start)
        if self.is_report:
            return heading
        opening = self._opening(block, sentence)
        if opening is None:
            speaker = self._speaker(block)
            return Home((speaker,), Strength.PARAGRAPH) if speaker is not None else heading
        # Under 乙区 the 甲市 that a paragraph opens with is only what 乙区 lies in.
        finer = heading is not None and all(
            lies_in(inner.district, outer.district) for inner in heading.places for outer in opening.places
        )
        return heading if finer else opening

    def _opening(self, block: Block, sentence: Span) -> Home | None:
        """The place, or what 全区 stands for, that the last of a paragraph's earlier sentences opens with."""
        floor = max(block.start, sentence.start - 5 * REACH)
        meant = self._opening_anaphor(floor, sentence.start)
        for group in reversed(self.groups_in(floor, sentence.start)):
            if meant is not None and group.start < meant[0]:
                break
            owner = self._view.sentence_at(group.start)
            before = self._folded[owner.start : group.start]
            owned = len(before) <= 40 and _OWNED.fullmatch(before) and self._folded[group.end : group.end + 1] == "的"
            if len(before) <= 12 or owned:
                named = self.between(owner.start, group.start, Strength.PARAGRAPH)
                return named or Home(group.places, Strength.PARAGRAPH)
        return Home((meant[1],), Strength.PARAGRAPH) if meant else None

    def _opening_anaphor(self, floor: int, end: int) -> tuple[int, Place] | None:
        """The last 全区 or 该镇 near the start of a sentence between `floor` and `end`, and what it stands for."""
        for word in reversed(list(_ANAPHOR.finditer(self._folded, max(floor, end - REACH), end))):
            if word.start() - self._view.sentence_at(word.start()).start <= _NEAR:
                meant = self._meant(word["level"], word.start(), word[0].startswith(("该", "这个")))
                return (word.start(), meant) if meant is not None else None
        return None

    def _speaker(self, block: Block) -> Place | None:
        """The place whose official speaks in a paragraph of a transcript (苗卉:好的…)."""
        name = _SPOKEN.match(self._folded, block.start, block.end)
        return self._officials.get(name[1]) if name else None

    @cached_property
    def _officials(self) -> dict[str, Place]:
        """The officials introduced by place and office (贵阳市副市长 苗 卉), by name."""
        found: dict[str, Place] = {}
        for group in self.groups:
            office = _OFFICE.match(self._folded, group.end, group.end + 40)
            if office:
                found.setdefault(re.sub(r"\s", "", office["name"]), group.places[-1])
        return found

    def heading(self, offset: int) -> Home | None:
        """The places in the heading that `offset` stands under."""
        at = bisect_right(self._heading_starts, offset) - 1
        if at < 0 or self._headings[at].kind == "title":
            return None
        groups = self.groups_in(self._headings[at].start, self._headings[at].end)
        return Home(groups[0].places, Strength.HEADING) if groups else None

    @cached_property
    def is_report(self) -> bool:
        """Whether the article is a report or plan of one place, whose sentences without a subject are about it."""
        return bool(_REPORT.search(self._folded[: min(300, len(self._folded))]))

    @cached_property
    def article(self) -> Home:
        """The place that the article as a whole is about: that of its title, else the one most named."""
        about = main_places(self._view, self._places, self.groups)
        return Home(about, Strength.ARTICLE) if about else NOWHERE


def _ends_with(district: District, level: str) -> bool:
    if level == "地":
        return True
    if level in ("园区", "开发区", "高新区", "经开区"):
        return district.level == "zone"
    name = district.full_name or district.name
    return name.endswith({"自治州": "州"}.get(level, level)) or (level == "省" and district.level == "province")
