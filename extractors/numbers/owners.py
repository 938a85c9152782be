"""Whose a figure is: the district, cluster and firm it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..names.firms import FirmMention
from ..names.grounds import Grounds
from ..names.places import Place
from ..names.topics import Topics
from ..view import Span, View
from .quantities import Quantity
from .readings import Reading

# 该公司, 这家企业: the firm named before. A bare 公司 is one only where the text is about one firm.
_THAT_FIRM = re.compile(
    r"(?:该|本|我)(?:公司|企业|集团|厂|行|院|项目|基地|工厂|生产线|产线)|(?:这家|这一|那家)[^,。;]{0,14}?(?:公司|企业|集团|厂|巨头|龙头|商|[药车钢铝铜纸茶酒网房船医电]企)"
    r"|(?<!上市)(?<!子)(?:公司|集团)(?!等|的?数量)"
)
_THE_FIRM = re.compile(r"(?:^|[,。;:\n、年月日期内,])(?:本|该)?公司")
# 甲集团旗下乙公司: the figure is the latter's
_SUBSIDIARY = re.compile(r"(?:的)?(?:旗下|下属|所属|全资|控股|参股)[^,。;、]{0,8}$")
_DEFINED = re.compile(r"[((](?:以下|下)?(?:简称|称)?[^()()\n]{0,24}[“\"「]?(?:本)?公司[”\"」]?[^()()\n]{0,12}[))]")
_PLACE_WORD = re.compile(
    r"[全我该本][省市区县州盟旗镇乡](?!级)|当地|这里|该(?:园区|街道|新区|开发区)|前者|后者|全国|全球|全世界"
)
_HELD_AGAINST = re.compile(
    r"(?:占(?:到|了|据)?|高于|低于|高出|低出|超出|比|较|快于|慢于|好于|优于|领先|落后于?|居|位列|位居|列|排|在|相当于|贡献了?|分别[快高低慢]于)(?:了|约|同期)?$|[、和](?=$)"
)
_STAGE = re.compile(r"(?:[一二三四五六七八九首两]期|项目|达产|建成|投产|全部|该|其|工程)")
_SPEAKER = re.compile(
    r"[^,。;:]{0,6}(?:教授|研究员|院长|所长|校长|博士|院士|专家|主任|分析师|首席)|(?:统计|发布|研究|观察|认为|预计)"
)
# 甲、乙等企业30家, 包括甲、乙: firms named as examples own nothing.
_EXAMPLES = re.compile(r"等|、|以及|和|与|及")
_GROUP = re.compile(
    r"(?:全[市省县区州国]|规上|规模以上|各|多|这些|上述|部分|相关|所有|重点)[^,。;]{0,6}(?:企业|公司)|前[一二三四五六七八九十\d]+大客户"
)


@dataclass(slots=True)
class Owner:
    """The keys of the district, cluster and firm of a figure."""

    district: str | None
    cluster: str | None
    firm: str | None


class Owners:
    """Finds the owner of each figure of an article, in the order of the text."""

    def __init__(
        self,
        view: View,
        topics: Topics,
        places: Sequence[Place],
        firms: Sequence[FirmMention],
        quantities: Sequence[Quantity],
        readings: Sequence[Reading],
    ) -> None:
        self._view, self._text, self._topics = view, view.folded, topics
        self._quantities, self._readings = quantities, readings
        self._firms = firms
        self._firm_starts = [mention.start for mention in self._firms]
        self._place_at = {place.start: place.district.key for place in places}
        self._place_starts = sorted(self._place_at)
        self._found: list[Owner] = []
        self._main = self._main_firm()
        self._grounds = Grounds(view, places, about_firm=self._main is not None)

    def of(self, index: int) -> Owner:
        """The owner of one figure; the place that a list gave it comes first. Called for each index in turn."""
        start = self._quantities[index].start
        cluster = self._topics.cluster(start)
        cell = self._readings[index].cell
        if cell is not None and cell.row:
            self._found.append(self._of_cell(index, Span(cell.row[0].start, cell.row[-1].end)))
            return self._found[-1]
        place = self._readings[index].place
        given = self._place_at.get(place.start) if place else None
        if self._readings[index].member is None and self._names_place(self._since(index), start):
            given = None  # 甲县、乙县分别增长1%和2%,丙县增长3%
        firm, district = self._firm(index), self._district(index)
        # In an article about one firm its figures are no place's, unless their clause names one.
        at_home = district if not (firm and firm == self._main) or self._placed(start) else None
        self._found.append(Owner(given or at_home, cluster.key if cluster else None, firm))
        return self._found[-1]

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

    def _district(self, index: int) -> str | None:
        """The district of a figure in running text.

        A figure that continues another is of the same place, whatever it is held against (占全市的9%); one that
        names no place since the figure before it in the sentence is, too.
        """
        quantity, base = self._quantities[index], self._readings[index].base
        sentence = self._view.sentence_at(quantity.start)
        before = self._quantities[index - 1] if index else None
        named = self._names_place(self._since(index), quantity.start)
        if base is not None and base < len(self._found) and not named:
            return self._found[base].district
        joined = before is not None and (
            before.start >= sentence.start
            or (self._text[sentence.start - 1] == ";" and before.start >= self._view.block_at(quantity.start).start)
        )
        if joined and not named:
            return self._found[index - 1].district
        district = self._grounds.district(quantity.start)
        return district.key if district else None

    def _placed(self, offset: int) -> bool:
        return self._grounds.names(self._view.clause_at(offset).start, offset)

    def _since(self, index: int) -> int:
        """Where the text begins that belongs to a figure: behind the one before it in its sentence."""
        sentence = self._view.sentence_at(self._quantities[index].start)
        return max(sentence.start, self._quantities[index - 1].tail if index else 0)

    def _names_place(self, start: int, end: int) -> bool:
        """Whether a place, or a word for one, stands there that is not what the number is held against."""
        return self._grounds.names(start, end)

    def _of_cell(self, index: int, row: Span) -> Owner:
        """The owner of a cell: the one place and the one firm of its row; several places own nothing."""
        start = self._quantities[index].start
        first, last = bisect_left(self._place_starts, row.start), bisect_left(self._place_starts, row.end)
        places = {self._place_at[at] for at in self._place_starts[first:last]}
        firms = {mention.firm.key for mention in self._between(row.start, row.end)}
        topic, cluster = self._topics.district(start), self._topics.cluster(start)
        district = (topic.key if topic else None) if not places else None
        return Owner(
            next(iter(places)) if len(places) == 1 else district,
            cluster.key if cluster else None,
            next(iter(firms)) if len(firms) == 1 else None,
        )

    def _main_firm(self) -> str | None:
        """The firm that the title names, where it names one alone."""
        companies = [mention for mention in self._firms if mention.firm.kind == "company"]
        titles = [block for block in self._view.blocks if block.kind in ("title", "subtitle")]
        named = {m.firm.key for b in titles for m in companies if b.start <= m.start < b.end}
        counts = Counter(mention.firm.key for mention in companies)
        if len(named) == 1 and counts[next(iter(named))] > 1:
            return next(iter(named))
        # （以下简称“公司”）: the text itself says which firm it calls so.
        if (defined := _DEFINED.search(self._text)) is not None:
            before = [mention for mention in companies if mention.start < defined.start()]
            if before and defined.start() - before[-1].end < 40:
                return before[-1].firm.key
        # A text that says 公司 again and again is about the firm that it names first and most.
        if not companies or len(_THE_FIRM.findall(self._text)) < 3:
            return None
        key, count = counts.most_common(1)[0]
        titled = key in named and count > 2
        return key if titled or count * 2 > len(companies) or companies[0].firm.key == key else None

    def _between(self, start: int, end: int) -> list[FirmMention]:
        return list(self._firms[bisect_left(self._firm_starts, start) : bisect_left(self._firm_starts, end)])

    def _firm(self, index: int) -> str | None:
        quantity, reading = self._quantities[index], self._readings[index]
        if reading.member is not None and (own := self._between(*reading.member)):
            return own[0].firm.key
        clause = self._view.clause_at(quantity.start)
        floor = clause.start
        if index and self._quantities[index - 1].tail > floor:
            floor = min(self._quantities[index - 1].tail, quantity.start)
        end = quantity.tail
        written = self._text[floor : quantity.start]
        if "这家" in written and _THAT_FIRM.search(written):
            return self._before(floor) or self._main
        own = [m for m in self._between(floor, end) if not self._speaks(m)]
        if own and (firm := self._possessor(own, quantity)) is not None:
            return firm
        if own:
            return None
        if self._text[quantity.tail : quantity.tail + 1] == "的":  # 总投资5亿元的某某项目
            behind = self._between(quantity.tail, quantity.tail + 4)
            if behind:
                return behind[0].firm.key
        if _GROUP.search(written):
            return None
        if _THAT_FIRM.search(written):
            return self._main or self._before(quantity.start)
        if reading.base is not None and reading.base < len(self._found):
            return self._found[reading.base].firm
        return self._going_on(index, floor)

    def _speaks(self, mention: FirmMention) -> bool:
        """Whether a mention names who says something, or is an institute in passing."""
        return _SPEAKER.match(self._text, mention.end) is not None

    def _possessor(self, named: Sequence[FirmMention], quantity: Quantity) -> str | None:
        """The one firm before the number that is no example of a list (甲、乙等企业30家)."""
        keys = {mention.firm.key for mention in named}
        last = named[-1]
        if len(named) > 1 and _SUBSIDIARY.match(self._text, named[0].end, last.start):
            return last.firm.key
        behind = self._text[last.end : last.end + 2]
        if len(keys) > 1 and _EXAMPLES.search(self._text, named[0].end, last.start):
            return None
        if behind.startswith(("等", "、", "为代表")):
            return None
        return named[0].firm.key

    def _before(self, offset: int) -> str | None:
        """The firm named last before, if one alone was named in its sentence."""
        at = bisect_left(self._firm_starts, offset) - 1
        while at >= 0 and self._firms[at].firm.kind == "institute":
            at -= 1
        if at < 0 or self._firms[at].start < self._view.block_at(offset).start - 400:
            return None
        return self._firms[at].firm.key

    def _going_on(self, index: int, floor: int) -> str | None:
        """The firm of the clause or figure before in the sentence, for a clause that names nobody."""
        quantity = self._quantities[index]
        sentence = self._view.sentence_at(quantity.start)
        own = self._readings[index].phrase
        names_other = own is not None and own.owner.start < own.owner.end
        previous = index - 1 if index and self._quantities[index - 1].start >= sentence.start else None
        start = self._quantities[previous].tail if previous is not None else sentence.start
        between = [m for m in self._between(start, floor) if m.firm.kind == "company" and not self._speaks(m)]
        before = self._readings[previous].subject if previous is not None else None
        subject = self._readings[index].subject
        stage = subject is not None and _STAGE.match(subject) is not None
        names_other = names_other or (previous is not None and subject is not None and subject != before and not stage)
        if between and not names_other:
            return self._possessor(between, quantity)
        if previous is not None and not names_other:
            return self._found[previous].firm
        same_block = previous is None and self._main is not None and not names_other
        return self._main if same_block and not self._place_before(sentence, quantity.start) else None

    def _place_before(self, sentence: Span, offset: int) -> bool:
        return bisect_left(self._place_starts, sentence.start) < bisect_left(self._place_starts, offset)
