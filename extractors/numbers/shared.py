"""The members of a distributive list: 甲、乙分别增长A、B gives each number its own."""

from __future__ import annotations

from ..view import Span
from .behind import Behind
from .continuing import Continuing
from .distribution import Share
from .natures import nature
from .nouns import RATE_ENDING
from .readings import Reading, is_money, within
from .told import Reader, Told


class Shared(Reader):
    """Reads what each member of such a list measures."""

    def __init__(self, told: Told, continuing: Continuing, behind: Behind) -> None:
        super().__init__(told)
        self._continuing, self._behind = continuing, behind

    def reading(self, index: int, share: Share) -> Reading | None:
        """The reading of a member of a distributive list."""
        given = self._given(index)
        if share.base is not None and given is None:
            base = self._readings[share.base]
            return Reading(base.metric, base.subject, share.base, base.place)
        noun = share.noun or given
        if noun and (rate := RATE_ENDING.search(self._text, noun.start, noun.end)) is not None:
            noun = Span(noun.start, rate.start())  # GDP增速分别为: changes of GDP
        metric, subject = self._nouns.split(noun) if noun else (None, None)
        if noun and metric is None:
            metric = self._nouns.written(self._phrases.strip_left(*noun))
        member = self._phrases.strip_left(*share.member) if share.member else None
        if member is not None:
            member = Span(member.start, max(member.start, self._phrases.before_time(member.end)))  # 甲、乙去年分别
        named = member is not None and member.start < member.end
        if metric is None and named and member and self._kinds[index] == "count" and not share.text:
            return Reading(self._nouns.written(member), None, member=share.member)  # “甲”、“乙”分别新增12项和44项
        people = self._kinds[index] == "change" and nature(metric or "") == "body"
        if metric is None or (people and member is not None):
            base_index = self._continuing.base(index)
            if base_index is None and self._kinds[index] == "count":
                base_index = self._continuing.counted(index)  # 签约41个。甲市、乙市分别签约9个和7个
            metric = self._readings[base_index].metric if base_index is not None else metric
            if metric is None and member is None:
                return None
        written = self._nouns.written(member) if member else None
        place = within(self._places, share.member) if share.member else None
        return Reading(metric, share.text or written or (None if place else subject), None, place, None, share.member)

    def _given(self, index: int) -> Span | None:
        """What the sums of a list are, behind the last: 对甲、乙分别给予500万元、1000万元|奖励."""
        right = self._behind.noun(index)
        return right if is_money(self._quantities[index]) and self._behind.is_money(right) else None
