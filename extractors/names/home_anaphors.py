"""Words that stand for places named before: 该区 and 全市, 后者, 两市."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from ..records import District
from ..view import View
from .industry_names import number
from .place_groups import Group, Groups
from .places import Place
from .reach import REACH
from .speakers import Speakers

_LOOK_BACK = 60
"""How many places before a point are looked at for what 该区 stands for; keeps time linear on hostile text."""

_NEAR = 4
"""How far into its sentence 全区 stands that the sentence opens with."""

# 该区, 全市, 我省 …: the division in force, named by its level.
_ANAPHOR = re.compile(
    r"(?:该|全|我|本(?!地)|当|这个)(?P<level>省|自治区|市|自治州|州|盟|区|县|旗|镇|乡|街道|园区|新区|开发区|高新区|经开区|地)"
)
# A place of such a level is rather the one that the text is about than the last one named.
_WIDE = ("市", "省", "自治区", "县")
# One of the two places named together last.
_PAIR = re.compile("前者|后者")
# 两市, 三地: as many places as were named together.
_JOINTLY = re.compile(
    "(?<![第前后])(?P<count>[两三四2-4])(?:省市|省区|市县|区县|[省市区县州地])(?![级委区场长域面方政])"
)


class Anaphors:
    """Such words of an article; `title` is the place that it is about as a whole, asked for only when needed."""

    def __init__(
        self,
        view: View,
        places: Sequence[Place],
        groups: Groups,
        speakers: Speakers,
        title: Callable[[], Place | None],
    ) -> None:
        self._view, self._folded = view, view.folded
        self._places, self._groups, self._speakers, self._title = places, groups, speakers, title
        self._starts = [place.start for place in places]

    def last(self, start: int, end: int, after: int) -> Place | None:
        """The place that the last 该区 or 全市 between `start` and `end` stands for, if that is behind `after`."""
        words = list(_ANAPHOR.finditer(self._folded, start, end))
        if not words or words[-1].start() <= after:
            return None
        return self._meant(words[-1])

    def of_pair(self, start: int, end: int) -> tuple[int, Place] | None:
        """The place that the last 前者 or 后者 between `start` and `end` stands for, and where that word is."""
        if self._folded.find("者", start, end) < 0:
            return None
        words = list(_PAIR.finditer(self._folded, start, end))
        if not words:
            return None
        block = self._view.block_at(start)
        at = words[-1].start()
        before = [
            group for group in self._groups.within(max(block.start, at - 5 * REACH), at) if len(group.places) == 2
        ]
        if not before:
            return None
        return words[-1].start(), before[-1].places[words[-1][0] == "后者"]

    def joint(self, start: int, end: int) -> Group | None:
        """The group of as many places as the last 两市 or 三地 between `start` and `end` counts, named before it."""
        words = list(_JOINTLY.finditer(self._folded, start, end))
        if not words:
            return None
        count = number(words[-1]["count"])
        before = reversed(self._groups.before(words[-1].start(), _LOOK_BACK))
        return next((group for group in before if len(group.places) == count), None)

    def _meant(self, word: re.Match[str]) -> Place | None:
        """The place that 该区 or 全市 stands for: the speaker's, the title's, or the last one of that level before."""
        level, offset = word["level"], word.start()
        speaker = self._speakers.place(self._view.block_at(offset))
        if speaker is not None and _ends_with(speaker.district, level):
            return speaker
        title = self._title()
        titled = title if title is not None and _ends_with(title.district, level) else None
        if titled is not None and level in _WIDE and not word[0].startswith(("该", "这个")):
            return titled
        return self._last_of(level, offset) or titled

    def _last_of(self, level: str, offset: int) -> Place | None:
        """The last place of a level before `offset`; rather one that opens its sentence, in the same paragraph."""
        at = bisect_left(self._starts, offset)
        fitting = [place for place in self._places[max(0, at - _LOOK_BACK) : at] if _ends_with(place.district, level)]
        if not fitting:
            return None
        block = self._view.block_at(offset).start
        near = self._groups.within(max(block, offset - REACH), offset)
        opening = [group.places[-1] for group in near if self._opens(group)]
        return next((place for place in reversed(opening) if place in fitting), fitting[-1])

    def _opens(self, group: Group) -> bool:
        """Whether a group opens its sentence, which is then about it rather than about places named further on."""
        return group.start - self._view.sentence_at(group.start).start <= 2

    def opening(self, floor: int, end: int) -> tuple[int, Place] | None:
        """The last 全区 or 该镇 near the start of a sentence between `floor` and `end`, and what it stands for."""
        for word in reversed(list(_ANAPHOR.finditer(self._folded, max(floor, end - REACH), end))):
            if word.start() - self._view.sentence_at(word.start()).start <= _NEAR:
                meant = self._meant(word)
                return (word.start(), meant) if meant is not None else None
        return None


def _ends_with(district: District, level: str) -> bool:
    """Whether a place is of the kind that such a word names."""
    if level == "地":
        return True
    if level in ("园区", "开发区", "高新区", "经开区"):
        return district.level == "zone"
    name = district.full_name or district.name
    return name.endswith({"自治州": "州"}.get(level, level)) or (level == "省" and district.level == "province")
