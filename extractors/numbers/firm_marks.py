"""Where a paragraph may turn to a firm or from it: names of firms, words that stand for one, words on others."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..names.firms import FirmMention
from ..names.place_roles import aside, leads
from ..names.places import Place
from ..seeking import Seeker
from ..view import Block, View
from .firm_roles import SUBSIDIARY

# 丙镇产业园内的二期项目, 丙市基地
_WORKS = re.compile(
    r"(?:本部|总部|基地|工厂|新厂|厂区|生产基地)(?![^,。;]{0,4}(?:[、和]|集聚|群))|[^,。;、的]{0,8}(?:内的|的)(?:[^,。;、的]{0,8}(?:[一二三四新]期|工厂|厂区|厂房|车间|产线|生产线|基地)|新厂|项目)"
)
# 向|产业链发放: with whom something is done
_DEALT = re.compile(r"(?:向|(?<![成作认视称分])为|给|(?<![参相积])与)[^,。;]*$")
# 甲是|产业集群里的|后来者: what a firm is among others
_IS = re.compile(r"(?:是|成为|作为)[^,。;]*$")
_AMONG = re.compile(r"[^,。;是]{0,4}[里中内]?的")
_REACH = 24
"""How far before a word it is looked for whom something is done with."""
# 甲、乙, 甲以及日本|乙
_PEERS = re.compile(r"\s*(?:[、,和与及]|以及)\s*(?:[美德法英韩]国|日本|瑞士|荷兰)?")
# Words that stand for a firm
_THAT = Seeker(
    re.compile(
        r"该(?:公司|企业|集团|厂|行|院|项目|基地|工厂|生产线|产线)|(?:这家|那家)[^,。;]{0,14}?(?:公司|企业|集团|厂|巨头|龙头|商)|"
        r"其(?=[^,。;]{0,6}(?:发放|授信|投放|放款))|(?:(?<![\u4e00-\u9fffA-Za-z”])|(?<=[年月日前]))(?:集团(?![军化])|企业(?=[已将年全的]))|"
        r"(?<![上子母市分等些类的外国内占])(?<!贡献)(?<!贡献了)(?<!担保|保险|科技|能源|投资|租赁|贸易|物流|融资|电力|供电|燃气|水务|旅游|农业|建设|运营|管理|平台|开发|发展|股份|有限|控股|上市|创业|食品|电子|机械|材料|汽车|化工|医药|软件)公司(?![等们]|的?数量|[持占]股|持有其)|"
        r"(?<=[^各家个些])(?:分行|支行|合作社)(?!们|等|的?数量|[业行]?长)|(?<=[,。;])[前后]者(?!们)"
    )
)
# Words that speak of others than a firm
_BREAK = Seeker(
    re.compile(
        r"产业(?=(?:[今去前]年|全年|[上下]半年|共|已|总)*(?:实现|完成)?(?:营业收入|营收|总?产值|增加值|规模|税收))|产业集群|(?<![\u4e00-\u9fff])集群(?=[实完产营规现已内有共总年今])|产业链(?!条)|(?:全|整个)行业|市场规模|(?:国内|全球|世界|中国|我国)[^,。;占\d]{0,12}(?:规模|需求[总量]*|消费量|均价)(?=[^,。;一-鿿]|[约为达将预已近超逾下上涨跌])|[全该][省市区县州旗镇国](?!首[个家笔批条座次台套]|唯一|最|第[一二三\d])|我[省市区县的家]|(?<![给向对让为与和跟诉带])我们(?!公司)|区内|(?<![\u4e00-\u9fff])园区|(?:规上|规模以上|各|这些|上述|相关|所有|多家|重点|本地)[^,。;]{0,6}(?:企业|公司)|"
        r"带动(?=之?下|[^,。;]{0,4}(?:全[市县省区州镇]|产业|上下游|配套))|(?<![\u4e00-\u9fff])(?:[省市区县镇乡]里(?!的)|两[地县市区]|当地(?!的))|商务局|统计局|海关|政府|(?!一家(?:企业|公司)[^,。;]{0,4}就)[一二三四五六七八九十百余多\d]{1,9}家[^,。;]{0,8}(?:企业|公司)"
        r"|(?:一些|不少|许多|很多|部分|有些|[镇村]上|(?<!家)中小|小微)[^,。;、的]{0,6}(?:企业|公司|工厂|小厂|厂家|商户|作坊|商家|加工厂)(?!家)"
        r"|(?:商会|协会)(?:会长|秘书长|负责人)"
    )
)
# 新能源方面,…; 此外,…: what begins another matter, of the firm that the article is about or of none.
_TURN = Seeker(re.compile(r"(?:方面|此外|另外)(?=[,:])|[明今]年的?目标"))


class FirmMarks:
    """Finds such places in the blocks of one article."""

    def __init__(self, view: View, firms: Sequence[FirmMention], places: Sequence[Place]) -> None:
        self._view, self._text, self._firms = view, view.folded, firms
        self._starts = [mention.start for mention in firms]
        self._leading = [place.start for place in places if leads(view, place.start) and not self._has_works(place)]

    def _has_works(self, place: Place) -> bool:
        """Whether a clause is on works somewhere, which are those of whom the text has told: 丙镇的二期项目…."""
        return _WORKS.match(self._text, place.end) is not None

    def of(self, block: Block) -> list[tuple[int, list[FirmMention] | str]]:
        """Lists of firms, words that stand for a firm, and words that speak of others, in order."""
        marks: list[tuple[int, list[FirmMention] | str]] = []
        first, end = bisect_left(self._starts, block.start), bisect_left(self._starts, block.end)
        held: list[FirmMention] = []
        for mention in self._firms[first:end]:
            gap = self._text[held[-1].end : mention.start] if held and mention.start - held[-1].end < 24 else "。"
            if held and gap in ("(", "(“"):
                continue  # 甲(乙旗下): who is named in the bracket only tells who the other is
            if held and (_PEERS.fullmatch(gap) or SUBSIDIARY.search(gap) or gap in ("", "“")):
                held.append(mention)
                continue
            if held:
                marks.append((held[0].start, held))
            held = [mention]
        if held:
            marks.append((held[0].start, held))
        for pattern, kind in ((_THAT, "that"), (_BREAK, "break"), (_TURN, "turn")):
            for match in pattern.finditer(self._text, block.start, block.end):
                passing = kind == "break" and self._is_passing(match)
                if not passing and not self._inside(match.start()):
                    marks.append((match.start(), kind))
        low, high = bisect_left(self._leading, block.start), bisect_left(self._leading, block.end)
        marks += [(start, "break") for start in self._leading[low:high] if not self._inside(start)]
        return sorted(marks, key=lambda mark: mark[0])

    def _is_passing(self, word: re.Match[str]) -> bool:
        """Whether what would be another matter is only the other side of what is told: 占全县的一半, 向产业链发放."""
        floor = max(self._view.clause_at(word.start()).start, word.start() - _REACH)
        dealt = _DEALT.search(self._text, floor, word.start()) is not None
        among = _AMONG.match(self._text, word.end()) and _IS.search(self._text, floor, word.start())
        return dealt or among is not None or aside(self._view, word.start(), word.end())

    def _inside(self, offset: int) -> bool:
        """Whether a character stands in the name of a firm."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and self._firms[index].end > offset
