"""The district that an article, a section or a speaker speaks for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from ..records import District
from ..view import Block, View
from .addresses import Group, division_of, finest
from .gazetteer import divisions, lineage
from .most_named import STYLE, common_owner, is_numbered, is_stamp, most_named, settled
from .own_words import own_county, refined, widened
from .place_roles import aside, is_institution, role

# A report is given, a handbook made, in the name of the place that its head names.
_OCCASION = re.compile(r"人民代表大会|人代会|政府工作报告|统计公报|招商|手册|年鉴|发布会|(?<![^\s])——")
_REPORT = re.compile(r"政府工作报告|统计公报")
_TURN = re.compile(r"\s*(?:【(?P<box>[^】\n]{2,40})】|(?P<name>[^\s:,。;、“”\"]{2,4}(?: ?[^\s:,。;、]{1,3})?)\s?:)")
_TITLE = re.compile(
    r"(?:市委|县委|区委|省委|市|县|区|州|省|管委会|党工委)?(?:常委、?|党组成员、?)?(?:常务)?(?:副?(?:省长|市长|县长|区长|州长|书记|主任|局长|厅长|主席|旗长|镇长|会长))"
)

# 上述8家企业, 以上项目: what speaks of all the items before
_SUMS_UP = re.compile(r"\s*(?:上述|以上|前述)(?:[\d一二三四五六七八九十]{1,3}[家个项]|各|企业|项目|公司|集群|单位)")
_OUTNAMED = 2
"""How many times as often a county has to be named as the zone in it that the title names."""


class Contexts:
    """The article's main district, its sections and, in a transcript, who is speaking."""

    def __init__(self, view: View, groups: Sequence[Group]) -> None:
        self._view, self._groups = view, groups
        self._starts = [group.start for group in groups]
        self._below: dict[int, list[District] | None] = {}

    @cached_property
    def is_report(self) -> bool:
        """Whether the article is a report that a place gives on itself: 政府工作报告, 统计公报."""
        return any(_REPORT.search(self._view.folded, block.start, block.end) for block in self._occasions())

    def at(self, offset: int) -> list[District]:
        """The district of the turn, the section or the article that the text at `offset` stands in."""
        found = self.section(offset)
        if found or (self.main is None and len(self._section_starts) < 2):
            return found
        whole = [self.main] if self.main else []
        if self.main and self.main.level not in ("city", "district"):
            return whole
        index = bisect_right(self._section_starts, offset) - 1
        own = self._told_below(index) if index >= 0 else None
        if own and not whole and not self._named_since(self._section_starts[index], offset):
            return []
        return whole if own is None else own

    def _named_since(self, start: int, offset: int) -> bool:
        """Whether places are named from `start` to the end of the block at `offset`."""
        first = bisect_left(self._starts, start)
        return first < len(self._starts) and self._starts[first] < self._view.block_at(offset).end

    def _told_below(self, index: int) -> list[District] | None:
        """The place of an item of news that has a heading of its own and never speaks of the main district.

        Empty where it names several places, None where the text is no such item.
        """
        if index not in self._below:
            starts = [*self._section_starts, len(self._view.text)]
            low, high = bisect_left(self._starts, starts[index]), bisect_left(self._starts, starts[index + 1])
            label = self.main is None and STYLE.match(self._view.folded, starts[index])  # 【医疗】: of several items
            inside = [] if label or is_numbered(self._view.folded, starts[index]) else self._groups[low:high]
            spoken = [d for g in inside if role(self._view, g) != "aside" for d in g.districts]
            named = finest([district for district in spoken if not is_institution(district)])
            near = [d for d in named if self._is_near(d)]
            self._below[index] = (named if len(named) == 1 else []) if named and not near else None
        return self._below[index]

    def _is_near(self, district: District) -> bool:
        """Whether a place lies in the main one or around it; a new area of a province lies in several of its cities."""
        if self.main is None:
            return False
        own = lineage(self.main.key)
        if self.main.key in lineage(district.key) or district.key in own:
            return True
        return self.main.level == "district" and "/" in own[0] and own[1] in lineage(district.key)

    def section(self, offset: int) -> list[District]:
        """The district of the turn or the section alone."""
        for found, starts in ((self._turns, self._turn_starts), (self._sections, self._section_starts)):
            index = bisect_right(starts, offset) - 1
            if index >= 0 and found[index][1]:
                return found[index][1]
        return []

    @cached_property
    def main(self) -> District | None:
        """The finest district that the head names alone, else the one most named, its parts counting for it."""
        named = self._named_by(self._of_kind("title", "subtitle", "byline"))
        if named is not None and named.level == "zone" and self._is_adrift(named):
            named = None
        if named is not None and named.level in ("zone", "town"):
            named = self._county_around(named) or named
        occasion = self._named_by(self._occasions())
        if named is not None and occasion is not None and named.key in lineage(occasion.key):
            named = occasion
        most = most_named(self._view, self._groups)
        if (
            most
            and named
            and named.key in lineage(most.key)[1:]
            and not self._named_by(self._of_kind("title", "subtitle"))
        ):
            named = None  # the place of the paper or the bureau holds the one that the text is on
        headed = named or occasion
        own = own_county(self._view, self._groups) if headed is None else None
        found = headed or own or widened(self._view, most) or common_owner(self._view, self._groups)
        return refined(self._view, self._groups, found)

    def _county_around(self, spot: District) -> District | None:
        """The county around the zone of a title, where the article names it far more often than the zone."""
        times = Counter(district.key for group in self._groups for district in group.districts)
        around = division_of(spot)
        outnamed = times[around] >= _OUTNAMED * times[spot.key]
        known = (d for group in self._groups for d in group.districts if d.key == around and d.level == "district")
        return next(known, None) if outnamed else None

    def _of_kind(self, *kinds: str) -> list[Block]:
        return [block for block in self._view.blocks if block.kind in kinds]

    def _is_adrift(self, zone: District) -> bool:
        """Whether a zone is named once, and lies in no city that the article could tell: it is a title's flourish."""
        around = divisions().get(division_of(zone))
        once = sum(zone in group.districts for group in self._groups) == 1
        return once and (around is None or around.level == "province")

    def _occasions(self) -> list[Block]:
        early = self._view.blocks[:6]
        return [b for b in early if b.end - b.start < 60 and _OCCASION.search(self._view.folded, b.start, b.end)]

    def _named_by(self, blocks: Sequence[Block]) -> District | None:
        """The one district, or the finest of one line, that some blocks name."""
        view, inside = self._view, [group for block in blocks for group in self._inside(block)]
        told = [g for g in inside if not (aside(view, g.start, g.end) or is_stamp(view, g))]
        named = [district for group in told for district in group.districts]
        keys = finest([settled(district) for district in named])
        return keys[0] if len(keys) == 1 else None

    def _inside(self, block: Block) -> Sequence[Group]:
        return self._groups[bisect_left(self._starts, block.start) : bisect_left(self._starts, block.end)]

    @cached_property
    def _sections(self) -> list[tuple[int, list[District]]]:
        """Where sections begin and their district; empty where their heading names none."""
        found: list[tuple[int, list[District]]] = []
        open_sections: dict[str, list[District]] = {}
        for block in self._view.blocks:
            if block.kind != "heading":
                if open_sections and _SUMS_UP.match(self._view.folded, block.start):
                    open_sections.popitem()  # 上述8家企业: no more of the last item alone
                    found.append((block.start, next((d for d in reversed(open_sections.values()) if d), [])))
                continue
            match = STYLE.match(self._view.folded, block.start, min(block.end, block.start + 12))
            style = str(match.lastgroup) if match else "plain"
            for inner in list(open_sections)[list(open_sections).index(style) :] if style in open_sections else []:
                del open_sections[inner]
            named = self._named_by([block])
            if named is not None and self.main is not None and named.key in lineage(self.main.key):
                # A heading that names the county around the zone of the title is about the county.
                named = named if self.main.level in ("zone", "town") and named.level == "district" else None
            open_sections[style] = [named] if named else []
            found.append((block.start, next((d for d in reversed(open_sections.values()) if d), [])))
        return found

    @cached_property
    def _section_starts(self) -> list[int]:
        return [start for start, _ in self._sections]

    @cached_property
    def _turns(self) -> list[tuple[int, list[District]]]:
        """Where somebody begins to speak, and for which place: it stands in the title he is introduced with."""
        spoken = [(b, m) for b in self._view.blocks if (m := _TURN.match(self._view.folded, b.start, b.end))]
        names = [re.sub(r"[^一-鿿]", "", (m["name"] or re.split(r"[ 　]", m["box"])[-1])) for _, m in spoken]
        if len(spoken) < 3 or max(Counter(names).values(), default=0) < 2:
            return []
        places: dict[str, list[District]] = {}
        found = []
        for (block, _), name in zip(spoken, names, strict=True):
            if name not in places:
                places[name] = self._introduced(name)
            found.append((block.start, places[name]))
        return found

    @cached_property
    def _turn_starts(self) -> list[int]:
        return [start for start, _ in self._turns]

    def _introduced(self, name: str) -> list[District]:
        """The place whose office somebody holds: 乙市副市长 某某."""
        spaced = r"[ 　]?".join(map(re.escape, name)) if len(name) < 5 else re.escape(name)
        for match in re.finditer(spaced, self._view.folded):
            floor = max(self._view.block_at(match.start()).start, match.start() - 32)
            floor = max(
                floor,
                self._view.folded.rfind(";", floor, match.start()),
                self._view.folded.rfind("。", floor, match.start()),
            )
            inside = self._groups[bisect_left(self._starts, floor) : bisect_left(self._starts, match.start())]
            if inside and _TITLE.search(self._view.folded, inside[-1].end, match.start()):
                return inside[-1].districts[-1:]
        return []
