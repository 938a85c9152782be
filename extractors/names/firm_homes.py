"""The place that the text gives a firm at one of its mentions: where it is at home, settles, invests or has works."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..records import District
from ..rules import rule
from ..view import Span, View
from .firm_roles import FirmRoles
from .firm_seats import FirmSeats
from .firm_series import series
from .firms import FirmMention
from .grounds import Grounds
from .homes import Strength
from .main_firm import MainFirm
from .place_groups import lies_in
from .reach import clip

FIRM_HOME = rule(
    "link.firm_home",
    "A firm belongs to the place that its sentence or section speaks of, unless it only invests, buys or advises.",
    reads=(
        "南康区集聚了⟦格力电器⟧等企业。",
        "⟦格力电器⟧（南康区，拟上市）：去年扩产。",
        "位于南康区的⟦格力电器⟧扩产。",
        "⟦格力电器⟧的项目总投资5亿元，选址南康区。",
        "⟦格力电器⟧拟出资5亿元，在南康区建厂。",
        "⟦格力电器⟧董事长说，公司选择南康区。",
        "⟦格力电器⟧与南康经开区管委会签约。",
        "⟦格力电器⟧在南康区领到营业执照。",
        "⟦格力电器⟧（位于南康区，生产空调）去年扩产。",
        "⟦格力电器⟧所在的南康区发展家电产业。",
        "南康区去年扩建厂房。⟦格力电器⟧是这里的大户。",
        "⟦格力电器⟧去年扩产。公司成立于南康区。",
    ),
    leaves=(
        "本轮融资由高瓴创投领投。",
        "南康区的家具卖给宜家等客户。",
        "宜家等采购商看中了南康区的家具。",
    ),
)


# 甲是|这里的老大: a firm of the place that the text is at.
_OF_HERE = re.compile(r"[^,。;、]{0,4}?(?:[是为乃]|属于)(?:这里|当地|本地|本土)")

# 从甲市搬来的|某某
_MOVED = re.compile(r"[从由自][^,。;、从由自]{2,12}?(?:搬|迁|转移)(?:迁|移)?(?:过|到这里)?来的[^,。;、的]{0,8}$")


class Home(NamedTuple):
    """The places of a firm, in the order of the text, and how near they were said."""

    districts: tuple[District, ...]
    strength: Strength


class FirmHomes:
    """The homes of an article's firms: what is said of a firm, else what the text speaks of where it names the firm."""

    def __init__(self, view: View, firms: Sequence[FirmMention], grounds: Grounds, main: MainFirm) -> None:
        self.view, self.folded, self.firms, self.grounds = view, view.folded, firms, grounds
        self._sorted = sorted(firms, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._sorted]
        self.lists = series(view, firms)
        self._roles = FirmRoles(view, self.lists)
        self._seats = FirmSeats(view, firms, grounds, self.lists)
        self._main, self.of_company = main.key, main.placeless
        # A mention is asked about from several sides.
        self._told_at: dict[int, Home | None] = {}
        self._outside_at: dict[int, bool] = {}

    def at(self, mention: FirmMention) -> Home | None:
        """The home that the text gives the firm at this mention."""
        in_table = self._row(mention)
        if in_table is not None:
            return in_table if in_table.districts else None
        told, seats = self._told(mention), self._seats
        named, stated = seats.named(mention), seats.stated(mention)
        if told is not None and _OF_HERE.match(self.folded, self.lists[mention.start].end):
            return Home(told.districts, Strength.PHRASE)
        # 乙项目甲市基地 only says which of its bases is meant: what is told of where that is says more.
        if named and told and _all_in(told.districts, named):
            named = []
        if stated:
            if told is not None and told.strength >= Strength.HEADING and _all_in(told.districts, stated):
                return Home(told.districts, Strength.PHRASE)
            return Home(tuple(stated if not named or _all_in(stated, named) else named), Strength.PHRASE)
        if named:
            return Home(tuple(named), Strength.PHRASE)
        if (told is None or told.strength < Strength.CLAUSE) and (branch := seats.branch(mention)):
            return Home(tuple(branch), Strength.PHRASE)
        if told is not None and told.strength <= Strength.PARAGRAPH and (after := self._elsewhere(mention, told)):
            told = Home(tuple(after), Strength.PARAGRAPH)
        return None if self.outside(mention) else told

    def _elsewhere(self, mention: FirmMention, told: Home) -> list[District]:
        """The place that a company's name begins with, where the text around speaks of another one."""
        after = self._seats.called_after(mention)
        near = after and (
            after[0] in told.districts or _all_in(told.districts, after) or _all_in(after, told.districts)
        )
        return [] if near else after

    def outside(self, mention: FirmMention) -> bool:
        """Whether the text names a firm without a home only as somebody's investor, customer or adviser."""
        if mention.start not in self._outside_at:
            told = self._told(mention)
            placed = told is not None and told.strength >= Strength.SENTENCE
            self._outside_at[mention.start] = self._roles.outside(mention, placed)
        return self._outside_at[mention.start]

    def _told(self, mention: FirmMention) -> Home | None:
        """The places that the text speaks of where it names the firm."""
        if mention.start not in self._told_at:
            self._told_at[mention.start] = self._spoken_of(self._since_moved(mention))
        return self._told_at[mention.start]

    def _since_moved(self, mention: FirmMention) -> int:
        """Where the text still speaks of the place to which a firm has come: |从甲市搬来的某某."""
        clause = self.clause(mention)
        moved = _MOVED.search(self.folded, max(clause.start, mention.start - 24), self.lists[mention.start].start)
        return max(moved.start() - 1, 0) if moved else mention.start

    def _spoken_of(self, offset: int) -> Home | None:
        places, since = self.grounds.at(offset)
        strength = self._strength(since, offset)
        if not places or (self.of_company and strength < Strength.SENTENCE):
            return None
        main = self.grounds.main
        if main is not None and self._is_province(places) and _all_in([main], places):
            places = [main]  # 全省…。甲公司…: told in an article on one of the province's cities
        vague = self.grounds.is_scattered or (self._is_province(places) and not self.grounds.is_report)
        return None if vague and strength is Strength.ARTICLE else Home(tuple(places), strength)

    @staticmethod
    def _is_province(places: Sequence[District]) -> bool:
        """Whether a text speaks of a whole province, which says little of where a firm is; 上海市 is a city."""
        return any(district.level == "province" and not district.name.endswith("市") for district in places)

    def _strength(self, since: int, offset: int) -> Strength:
        """How near to `offset` a place was said that is in force since `since`."""
        if since >= self.view.clause_at(offset).start:
            return Strength.CLAUSE
        if since >= self.view.sentence_at(offset).start:
            return Strength.SENTENCE
        if since >= self.view.block_at(offset).start:
            return Strength.PARAGRAPH
        return Strength.HEADING if self.grounds.is_item(offset) else Strength.ARTICLE

    def sentence(self, mention: FirmMention) -> Span:
        """The sentence of a mention, as far as it is looked through."""
        return clip(self.view.sentence_at(mention.start), mention.start)

    def clause(self, mention: FirmMention) -> Span:
        """The clause of a mention, as far as it is looked through."""
        return clip(self.view.clause_at(mention.start), mention.start)

    def _row(self, mention: FirmMention) -> Home | None:
        """The place in the same row of a table; in a row without one, that of the heading or the article."""
        block = self.view.block_at(mention.start)
        at = bisect_right(block.rows, mention.start, key=lambda row: row[0].start if row else 0) - 1
        for row in block.rows[at : at + 1] if at >= 0 else ():
            if row and row[0].start <= mention.start < row[-1].end:
                groups = self.grounds.groups_in(row[0].start, row[-1].end)
                groups = [group for group in groups if not mention.start <= group.start < mention.end]
                if groups:
                    return Home(tuple(groups[0].address), Strength.PHRASE)
                return Home(tuple(self.grounds.around(mention.start)), Strength.HEADING)
        return None


def _all_in(inner: Sequence[District], outer: Sequence[District]) -> bool:
    """Whether each of some districts lies in one of others."""
    return all(any(lies_in(one, other) for other in outer) for one in inner)
