"""Whose a figure is: the district and the firm it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..names.firms import FirmMention
from ..names.gazetteer import is_province, lineage
from ..names.spoken import Spoken
from ..records import District
from ..view import Span, View
from .firm_subjects import FirmSubjects
from .owner_lists import is_had, shared, summed_up
from .quantities import Quantity
from .readings import Reading

# 一是…;二是…: each is told of what the whole list is told of
_NEXT = re.compile(
    r"\s*(?:[一二三四五六七八九]是|第[一二三四五六七八九](?=[,、是])|其[一二三四五](?=[,、是])|[((]?\d[)、.)])"
)
_ATTENDED = re.compile(
    r"[^,。;:\d]{0,14}(?:到场|莅临|赴会|赴约|出席|与会|参会|到会|见证|观摩|捧场|齐聚(?!了)|共聚|欢聚|云集(?!了)|应邀|受邀)"
)
# 丙市增长21%|至|256亿元: the level that a change has come to is whose the change is
_TO = re.compile("(?:至|到|达到?)(?:了|约|近|超)?")
_ABROAD = re.compile(r"(?:在|于)[^,。;]{2,40}(?:等|多个|各)(?:国家|国)(?:和|及|与)?(?:地区)?(?:[^,。;\d]{0,8})$")
_COUNTRIES = re.compile("(?:等|多个|各)国")
# What a firm reports of itself as a whole, wherever it is told.
_ACCOUNTS = re.compile(
    r"营业总?收入|营收|利润|净利|亏损|毛利|每股|市值|股价|员工|职工|研发|订单|募资|募集|融资|减值|费用|境外收入|海外收入|派发|总资产|净资产|负债|现金流|分红|股本|持股|存货|应收账款"
)
# 某某股份(600000.SH): the code of a share.
_CODE = re.compile(r"[(](?:[^()\d\n]{0,8})?\d{4,6}(?:\.[A-Z]{2})?[^()\n]{0,24}[)]")
_PROFILE = 10
"""How far into a paragraph the firm stands that it begins with."""
_MANY = 10
"""How many places nobody lists one after the other with what is told of each."""
_ZONE = re.compile(r"(?:开发|经开|高新)区$")


@dataclass(slots=True)
class Owner:
    """The keys of the district and the firm of a figure."""

    district: str | None
    firm: str | None


class Owners:
    """Finds the owner of each figure of an article, in the order of the text."""

    def __init__(self, view: View, spoken: Spoken, quantities: Sequence[Quantity], readings: Sequence[Reading]) -> None:
        self._view, self._text = view, view.folded
        self._quantities, self._readings = quantities, readings
        self._firms, self._homes = spoken.firms, spoken.homes
        self._firm_starts = [mention.start for mention in self._firms]
        self._place_at = {place.start: place.district.key for place in spoken.places}
        self._found: list[Owner] = []
        self._main, self._placeless = spoken.main.key, spoken.main.placeless
        self._grounds = spoken.grounds
        reports = self._grounds.is_report
        self._subjects = FirmSubjects(view, spoken.firms, spoken.places, spoken.main.key, spoken.main.voiced, reports)

    def of(self, index: int) -> Owner:
        """The owner of one figure; the place that a list gave it comes first. Called for each index in turn."""
        start = self._quantities[index].start
        cell = self._readings[index].cell
        if cell is not None and cell.row:
            self._found.append(self._of_cell(index, cell.row))
            return self._found[-1]
        if index and _TO.fullmatch(self._text, self._quantities[index - 1].tail, start) is not None:
            self._found.append(self._found[-1])
            return self._found[-1]
        place = self._readings[index].place
        given = self._place_at.get(place.start) if place else None
        # Whether a place, or a word for one, stands there that is not what the number is held against.
        named = self._grounds.names(self._since(index), start)
        if named and self._readings[index].member is None:
            given = None  # 甲县、乙县分别增长1%和2%,丙县增长3%
        firm, district = self._firm(index), self._district(index, named)
        if district is not None and (self._attends(index) or self._is_abroad(index)):
            district = None
        if not named and (begun := self._grounds.site(start)) is not None:
            district = begun.key
        elif firm is not None and not self._grounds.is_told(start) and not self._continues(index, firm, district):
            district = self._of_firm(firm, district, index)
        if firm == self._main and self._placeless and self._turns_to_itself(start):
            district = None
        if firm is not None and district is not None and (site := self._site(start, district)) is not None:
            district = site
        self._found.append(Owner(given or district, firm))
        return self._found[-1]

    def _continues(self, index: int, firm: str, district: str | None) -> bool:
        """Whether the figure before, of the same firm and place, stands in the same sentence."""
        sentence = self._view.sentence_at(self._quantities[index].start)
        if index == 0 or district is None:
            return False
        before = self._quantities[index - 1].start
        block = self._view.block_at(sentence.start)
        if before < sentence.start and not (self._goes_on(sentence) and before >= block.start):
            return False
        return (self._found[index - 1].firm, self._found[index - 1].district) == (firm, district)

    def _of_firm(self, firm: str, district: str | None, index: int) -> str | None:
        """The place of a firm's figure whose sentence names none: its home, where that lies in what the text is about.

        The accounts of the firm that an article is about are no place's, nor is anything of it where the title names
        no place; nor, at a fair, in a digest or in a text on a province, what is told of a firm that is tied to none.
        """
        start = self._quantities[index].start
        told = firm == self._main or firm == self._subjects.sections.headed(start)
        if (told and self._placeless) or (self._is_account(index) and (told or self._is_listed(firm))):
            return None
        if self._grounds.at(start)[1] >= self._view.block_at(start).start:
            return district  # the paragraph has named a place of its own
        if firm not in self._homes:
            vague = self._grounds.is_scattered or (district is not None and is_province(district))
            return None if vague else district
        home = self._homes[firm]
        if district is None and home is not None and self._is_profiled(firm, home, start):
            return home.key
        around = self._grounds.main
        if home is None or around is None or district is None:
            return district
        finer = around.level in ("town", "zone") and home.key in lineage(around.key)
        return home.key if _are_nested(around.key, home.key) and not finer else district

    def _turns_to_itself(self, start: int) -> bool:
        """Whether the news of a company goes from a place to the company itself: 乙区产值90亿元,本公司将…."""
        own = self._text.rfind("公司", self._view.sentence_at(start).start, start)
        own -= self._text[own - 1 : own] == "本"
        opens = own > 0 and self._text[own - 1] in ",。;"
        return opens and not self._grounds.groups_in(own, start)

    def _is_profiled(self, firm: str, home: District, start: int) -> bool:
        """Whether a paragraph begins with a firm and has said where it is: (二)甲公司,位于乙区,…。全年出货…."""
        block = self._view.block_at(start)
        first = self._between(block.start, min(start, block.start + _PROFILE))[:1]
        said = self._grounds.groups_in(block.start, start)
        return bool(first) and first[0].firm.key == firm and any(home in group.districts for group in said)

    def _site(self, start: int, district: str) -> str | None:
        """The zone of a county that the paragraph goes to, where it tells of a firm there: 走进丙开发区的某某.

        A zone keeps accounts of its firms as a county does; towns, parks and streets leave that to the county, save in
        the news of a firm, which tells where its works are.
        """
        spots, since = self._grounds.at(start)
        if since < self._view.block_at(start).start or not spots:
            return None
        if not _ZONE.search(spots[-1].name) and not self._placeless:
            return None
        fine = spots[-1]
        inside = fine.key != district and district in lineage(fine.key)
        return fine.key if inside and all(spot.key in lineage(fine.key) for spot in spots) else None

    def _is_listed(self, firm: str) -> bool:
        """Whether a text without a place of its own gives a firm's code at the exchange."""
        return self._grounds.main is None and firm in self._listed_firms

    @cached_property
    def _listed_firms(self) -> set[str]:
        return {mention.firm.key for mention in self._firms if _CODE.match(self._text, mention.end)}

    def _is_account(self, index: int) -> bool:
        """Whether a figure stands in a firm's accounts: 营业收入, 净利润, 每股收益."""
        metric = self._readings[index].metric or ""
        return _ACCOUNTS.search(metric) is not None

    def named(self, owner: Owner, offset: int) -> str | None:
        """How the paragraph names the firm of a figure that has no other subject."""
        if owner.firm is None:
            return None
        start = max(self._view.block_at(offset).start, offset - 400)
        found = [m for m in self._between(start, offset) if m.firm.key == owner.firm]
        if not found:
            return "公司" if self._text.find("公司", start, offset) >= 0 else None
        bare = self._text.rfind("公司", found[-1].end, offset)
        return self._view.text[bare : bare + 2] if bare >= 0 else self._view.text[found[-1].start : found[-1].end]

    def _district(self, index: int, named: bool) -> str | None:
        """The district of a figure in running text; `named` says whether a place was named since the one before.

        A figure that continues another is of the same place, whatever it is held against (占全市的9%); one that
        names no place since the figure before it in the sentence is, too.
        """
        quantity, base = self._quantities[index], self._readings[index].base
        sentence = self._view.sentence_at(quantity.start)
        before = self._quantities[index - 1] if index else None
        if base is not None and base < len(self._found) and not named:
            return self._found[base].district
        if (whole := self._of_list(index)) is not None:
            return whole.key
        joined = before is not None and (
            before.start >= sentence.start
            or (self._goes_on(sentence) and before.start >= self._view.block_at(quantity.start).start)
        )
        if joined and not named:
            return self._found[index - 1].district
        district = self._grounds.district(quantity.start, self._placeless)
        return district.key if district else None

    def _of_list(self, index: int) -> District | None:
        """The place of the section, where a figure sums up a list that names parts of it: 甲县某某、乙县某某等5个.

        A number that is that of the places listed sums them up without 等, too (甲县某某、乙县某某两个).
        """
        quantity = self._quantities[index]
        start = quantity.start
        listed, around = summed_up(self._view, start), self._grounds.around(start)
        if len(around) != 1 or (listed is None and (quantity.kind != "count" or not 1 < quantity.value < _MANY)):
            return None
        since = listed.start() if listed else self._view.clause_at(start).start
        if listed is None and index and self._quantities[index - 1].end > since:
            return None  # 甲市3家、乙市|2家
        named = [d.key for group in self._grounds.groups_in(since, start) for d in group.districts]
        inside = [around[0].key in lineage(key)[1:] for key in named]
        if listed is None and not (len(set(named)) == quantity.value and all(inside)):
            return None
        return around[0] if any(around[0].key in lineage(key) for key in named) else None

    def _attends(self, index: int) -> bool:
        """Whether people are counted who came to a meeting (300多人到场): they are of no place."""
        quantity = self._quantities[index]
        return quantity.kind == "count" and _ATTENDED.match(self._text, quantity.tail) is not None

    def _is_abroad(self, index: int) -> bool:
        """Whether a clause counts what is in other countries: 在泰国、匈牙利等国家设立10个分会场."""
        if not self._tells_of_countries:
            return False
        start = self._quantities[index].start
        return _ABROAD.search(self._text, self._view.clause_at(start).start, start) is not None

    @cached_property
    def _tells_of_countries(self) -> bool:
        return _COUNTRIES.search(self._text) is not None

    def _goes_on(self, sentence: Span) -> bool:
        """Whether a sentence goes on with the one before a semicolon, and is not the next of a numbered list."""
        return self._text[sentence.start - 1] == ";" and _NEXT.match(self._text, sentence.start) is None

    def _since(self, index: int) -> int:
        """Where the text begins that belongs to a figure: behind the one before it in its sentence."""
        sentence = self._view.sentence_at(self._quantities[index].start)
        return max(sentence.start, self._quantities[index - 1].tail if index else 0)

    def _of_cell(self, index: int, cells: Sequence[Span]) -> Owner:
        """The owner of a cell: the one place and the one firm of its row; several own nothing, none the table's.

        A cell that holds nothing but a place says whose the row is, whatever places the names beside it hold.
        """
        start, row = self._quantities[index].start, Span(cells[0].start, cells[-1].end)
        named = self._grounds.groups_in(row.start, row.end)
        whole = [group for group in named if Span(group.start, group.end) in cells]
        places = {district.key for group in whole[:1] or named for district in group.districts}
        firms = {mention.firm.key for mention in self._between(row.start, row.end)}
        table = self._grounds.district(self._view.block_at(start).start)
        district = table.key if table is not None and not places else None
        return Owner(
            next(iter(places)) if len(places) == 1 else district,
            next(iter(firms)) if len(firms) == 1 else None,
        )

    @cached_property
    def _shared(self) -> dict[int, str]:
        """The firms of figures that follow a list of as many firms."""
        return shared(self._view, self._quantities, self._between) if len(self._firms) > 1 else {}

    def _between(self, start: int, end: int) -> list[FirmMention]:
        return list(self._firms[bisect_left(self._firm_starts, start) : bisect_left(self._firm_starts, end)])

    def _firm(self, index: int) -> str | None:
        quantity, reading = self._quantities[index], self._readings[index]
        if reading.member is not None and (own := self._between(*reading.member)):
            return own[0].firm.key
        if (shared := self._shared.get(index)) is not None:
            return shared
        if self._text[quantity.tail : quantity.tail + 1] == "的":  # 总投资5亿元的某某项目
            behind = self._between(quantity.tail, quantity.tail + 4)
            if behind:
                return behind[0].firm.key
        sums_up = quantity.kind == "count" and not self._text.startswith(("国", "地区"), quantity.tail)
        if sums_up and summed_up(self._view, quantity.start) and not is_had(self._view, quantity.start):
            return None  # 甲的产线、乙二期等38个项目
        return self._subjects.at(quantity.start)


def _are_nested(one: str, other: str) -> bool:
    """Whether one of two places lies in the other."""
    return one in lineage(other) or other in lineage(one)
