"""Which firm the text speaks of at each point: the subject of the clause, and how long it stays so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..fold import fold_word
from ..names.firms import FirmMention
from ..names.place_roles import aside, leads
from ..names.places import Place
from ..records import Firm
from ..seeking import Seeker
from ..view import Block, Span, View
from .firm_quotes import FirmQuotes
from .firm_sections import FirmSections

# 与甲合作, 采用甲的芯片, 客户包括甲: a firm that the clause is not about.
_OBJECT = re.compile(
    r"(?:(?<![参相积])与|同|和|及|跟|向|为|给|对|被|采用|使用|选用|搭载|包括|包含|服务于?|供应|供给|配套|供货|出身于?|毕业于|曾任|曾在|就职于|任职于|"
    r"来自|源自|孵化自|孵化于|由|据|从|比|新增了?|引进|引入|签约|牵手|携手|联手|联合|客户|竞品|依托|围绕|以|走访|考察|参观|调研|例如|比如|譬如|如|像|类似于?|诸如|如同|如果说|若说|除|得益于|离不开|源于|获得?)(?:了|过|着)?$"
)
# 如甲租下…: a firm given as an example
_SUCH_AS = re.compile(r"(?:例|比|譬)?如$")
# 丙镇产业园内的二期项目
_WORKS = re.compile(
    r"[^,。;、的]{0,8}(?:内的|的)(?:[^,。;、的]{0,8}(?:[一二三四新]期|工厂|厂区|厂房|车间|产线|生产线|基地)|新厂|项目)"
)
_CUSTOMER = re.compile(r"等[^,。;、]{0,8}?(?:客户|用户|买家|采购商)")
# 向甲发放贷款: the loan is told of who gets it.
_LENT = re.compile(r"[^,。;]{0,8}?(?:发放|授信|投放|放款|提供)[^,。;]{0,10}?(?:贷款|授信|资金|融资|\d)")
_SITE = re.compile("该(?:基地|工厂|厂|生产线|产线)")
_HOLDS = re.compile("(?:公司|集团){1,2}[占持控]股")
_DEALT = re.compile(r"(?:向|(?<![成作认视称分])为|给|(?<![参相积])与)[^,。;]*$")
_REACH = 24
"""How far before a word it is looked for whom something is done with."""
_KINDS = ("分行", "支行", "合作社")
_BANK = re.compile(r"银行|支行|分行|信用社|农信")
_AGENT = re.compile(r"[^,。;]{0,8}(?:投资|投建|建设|承建|实施|运营|打造|出资|开发)")
_PARTNER = re.compile(r"[^,。;]{0,8}(?:共建|合资|合作|签)")
_VOICE = re.compile(
    r"[^,。;:]{0,6}(?:教授|研究员|分析师|首席|团队|合伙人|投资总监|研报)|(?:统计|发布|研究|观察|认为|预计|调查|测算|数据)|[^,。;:]{0,24}?(?:领投|跟投|参投|加码|加注)|[^,。;:]{0,4}(?:担任|参股|入股|注资|出资(?=[,。;]))"
)
# 甲证券研报认为,…: what is told is of the market.
_OPINION = re.compile(
    r"[^,。;:]{0,10}(?:分析师|研究员|合伙人|研报|首席[^,。;]{0,4}(?:师|家))|[^,。;:]{0,6}(?:认为|预计|测算|数据显示)"
)
_SUBSIDIARY = re.compile(r"(?:的)?(?:旗下|下属|所属|全资|控股|参股|姊妹)[^,。;、]{0,8}$|的合资公司[—-]*$")
# 引进甲某某项目,投资5亿元; 与甲签约,建设…; 最大的一个来自甲,拟投资…: whose project it is.
_INVESTS = re.compile(
    r"[^,。;、]{0,18}?,(?:由其|拟|计划|将|预计|其中|一期|首期|合计|项目)*(?:投资|总投资|投入|投建|建设|占地|用地|年产|租用)"
)
_PEERS = re.compile(r"\s*(?:[、,和与及]|以及)\s*(?:[美德法英韩]国|日本|瑞士|荷兰)?")
_PARK = re.compile(r"(?:产业|工业|科技|创新|物流)(?:园|城)")
_THAT = Seeker(
    re.compile(
        r"该(?:公司|企业|集团|厂|行|院|项目|基地|工厂|生产线|产线)|(?:这家|那家)[^,。;]{0,14}?(?:公司|企业|集团|厂|巨头|龙头|商)|"
        r"其(?=[^,。;]{0,6}(?:发放|授信|投放|放款))|(?<![\u4e00-\u9fffA-Za-z”])(?:集团(?![军化])|企业(?=[已将年全的]))|"
        r"(?<![上子母市分等些类的外国内])公司(?![等们]|的?数量|[持占]股|持有其)|"
        r"(?<=[^各家个些])(?:分行|支行|合作社)(?!们|等|的?数量|[业行]?长)"
    )
)
_BREAK = Seeker(
    re.compile(
        r"产业集群|(?<![\u4e00-\u9fff])集群(?=[实完产营规现已内有共总年今])|产业链(?!条)|(?:全|整个)行业|市场规模|[全该][省市区县州旗镇国](?!首[个家笔批条座次台套]|唯一|最|第[一二三\d])|我[省市区县的家]|(?<![给向对让为与和跟诉带])我们(?!公司)|区内|(?<![\u4e00-\u9fff])园区|(?:规上|规模以上|各|这些|上述|相关|所有|多家|重点|本地)[^,。;]{0,6}(?:企业|公司)|"
        r"带动|(?<![\u4e00-\u9fff])[省市区县镇乡]里(?!的)|商务局|统计局|海关|政府|[一二三四五六七八九十百余多\d]{1,9}家[^,。;]{0,8}(?:企业|公司)"
    )
)

# 新能源方面,…; 此外,…: what begins another matter, of the firm that the article is about or of none.
_TURN = Seeker(re.compile(r"(?:方面|此外|另外)(?=[,:])|[明今]年的?目标"))
# 甲总经理某某说: whose people speak.
_OFFICE = re.compile(
    r"(?:的|[(][^()\n]{0,16}[)])?[^,。;、]{0,6}?(?:创始人|创办人|董事长|董秘|总经理|副总|总裁|总监|掌门人|CEO|CTO|COO|厂长|负责人|主任|经理|工程师|老板|站长|班长)"
)
# What a clause stands before when it turns to a firm: 其中增长最快的甲, 主角是甲, 本地厂商甲, 法国甲.
_HANDED = re.compile(
    r"(?:[的是为由和与、:“「\"(—-]|企业|厂商|公司|集团|巨头|龙头|品牌|[厂商国资企]|股东|机构|方|[省市区县]|日本|香港|台湾|全称)$"
)
_NUMBER = re.compile(r"[\d亿万元%吨家个辆亩成倍人台套]$")


_BACK = 12
"""How many mentions of firms before a paragraph are looked at for the one last told of."""


class Event(NamedTuple):
    """From `start` on, the text speaks of the firm `key`, or of none."""

    start: int
    key: str | None


class FirmSubjects:
    """The firm in force at each point; where a text is about one firm, that one unless another is the subject."""

    def __init__(
        self,
        view: View,
        firms: Sequence[FirmMention],
        places: Sequence[Place],
        main: str | None,
        voiced: bool = False,
    ) -> None:
        self._view, self._text, self._firms, self._whole = view, view.folded, firms, main
        self._main, self._voiced = main, voiced
        self._lends = any(m.firm.key == main and _BANK.search(m.firm.name) for m in firms)
        self._named = {m.firm.key: fold_word(m.firm.name) for m in firms}
        self._last: str | None = None
        self._near: str | None = None
        self._bank: str | None = None
        self._starts = [mention.start for mention in firms]
        self._leading = [place.start for place in places if leads(view, place.start) and not self._has_works(place)]
        self._covers = [Span(mention.start, mention.end) for mention in firms]
        self.sections = FirmSections(view, firms, main)
        self._quotes = FirmQuotes(view, firms)
        self._headings = [block.start for block in view.blocks if block.kind == "heading"]
        self._events: dict[int, tuple[list[int], list[Event]]] = {}

    def _has_works(self, place: Place) -> bool:
        """Whether a clause is on works somewhere, which are those of whom the text has told: 丙镇的二期项目…."""
        return _WORKS.match(self._text, place.end) is not None

    def at(self, offset: int) -> str | None:
        """The key of the firm that the text at `offset` is about."""
        if not self._firms:
            return None
        if (speaker := self._quotes.speaker(offset)) is not None:
            return speaker
        block = self._view.block_at(offset)
        if block.start not in self._events:
            events = sorted(self._of_block(block), key=lambda event: event.start)
            self._events[block.start] = [event.start for event in events], events
        starts, events = self._events[block.start]
        index = bisect_right(starts, offset) - 1
        return events[index].key if index >= 0 else self._whole

    def _of_block(self, block: Block) -> Iterator[Event]:
        self._main = self.sections.of(block, self._whole)
        yield (current := Event(block.start, self._main))
        self._recall(block)
        known = self._main or self._last or self._near or self._bank
        if not known and bisect_left(self._starts, block.start) == bisect_left(self._starts, block.end):
            return  # no word can stand for a firm here
        speaker: str | None = None
        for start, word in self._marks(block):
            if isinstance(word, list):
                speaker = word[-1].firm.key if _OFFICE.match(self._text, word[-1].end) else speaker
                lent = _LENT.match(self._text, word[-1].end) is not None
                found = "" if not lent and self._is_object(word[0], current) else self._subject(word)
                if found == "" and current.key is None and _INVESTS.match(self._text, word[-1].end):
                    found = word[-1].firm.key
                self._remember(word[-1].firm, told=bool(found))
                if found != "":
                    yield (current := Event(start, found))
                    if found is None and self._main is not None:
                        yield Event(self._view.sentence_at(start).end, self._main)
            elif word == "that":
                if firm := self._meant(start):
                    if _HOLDS.match(self._text, start) and current.key is not None:  # 集团占股51%。项目…
                        yield Event(self._view.clause_at(start).end, current.key)
                        yield Event(start, firm)
                        continue
                    yield (current := Event(start, firm))
            else:
                yield (current := Event(start, self._main if word == "turn" else self._ours(start, speaker)))

    def _recall(self, block: Block) -> None:
        """The firm and the bank that the blocks before spoke of last, as far back as the heading above."""
        at = bisect_right(self._headings, block.start) - 1
        low = bisect_left(self._starts, self._headings[at]) if at >= 0 else 0
        high = bisect_left(self._starts, block.start)
        self._last = self._near = self._bank = None
        for mention in self._firms[max(low, high - _BACK) : high]:
            self._remember(mention.firm)
        if not self._lends:
            self._last = self._main or self._last

    def _remember(self, firm: Firm, told: bool = True) -> None:
        """Keep a firm as the last one; one that is only named where another is told of changes nothing."""
        if firm.kind == "company" and _BANK.search(firm.name):
            self._bank = firm.key
        elif firm.kind == "company":
            self._near = firm.key
            self._last = firm.key if told or self._last is None else self._last

    def _meant(self, start: int) -> str | None:
        """The firm that 公司, 集团, 该企业 stands for: the article's, or the last told of; 该行 is the last bank.

        In the news of a bank 公司 is whom it lends to. 分行, 支行, 合作社 are the last firm of a name like that.
        """
        if self._text.startswith("该行", start):
            return self._bank or self._last or self._main
        if kind := next((word for word in _KINDS if self._text.startswith(word, start)), None):
            return self._of_kind(kind)
        if _SITE.match(self._text, start):
            return self._near or self._main  # the works of whom the text has just named
        bare = self._text.startswith(("公司", "集团"), start) and not self._lends
        return (self._main or self._last) if bare else (self._last or self._main)

    def _of_kind(self, word: str) -> str | None:
        """The firm last told of whose name ends with a word; that of the article, where it does not."""
        for key in (self._last, self._bank, self._main):
            if key is not None and self._named[key].endswith(word):
                return key
        return None

    def _ours(self, start: int, speaker: str | None) -> str | None:
        """The firm that 我们 is: that of a talk, or of whose people the paragraph quotes; None for other words."""
        if not self._text.startswith("我们", start):
            return None
        return self._main if self._voiced else speaker

    def _marks(self, block: Block) -> list[tuple[int, list[FirmMention] | str]]:
        """Lists of firms, words that stand for a firm, and words that speak of others, in order."""
        marks: list[tuple[int, list[FirmMention] | str]] = []
        first, end = bisect_left(self._starts, block.start), bisect_left(self._starts, block.end)
        held: list[FirmMention] = []
        for mention in self._firms[first:end]:
            gap = self._text[held[-1].end : mention.start] if held and mention.start - held[-1].end < 24 else "。"
            if held and (_PEERS.fullmatch(gap) or _SUBSIDIARY.search(gap) or gap in ("", "(", "(“", "“")):
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
        return dealt or aside(self._view, word.start(), word.end())

    def _is_object(self, first: FirmMention, current: Event) -> bool:
        """Whether a firm stands inside a clause of a sentence that is already told of another firm."""
        sentence, clause = self._view.sentence_at(first.start), self._view.clause_at(first.start)
        if current.key is None or current.start < sentence.start:
            return False
        before = self._text[clause.start : first.start]
        return len(before) > 1 and _HANDED.search(before) is None and not leads(self._view, first.start)

    def _inside(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and self._covers[index].end > offset

    def _subject(self, named: Sequence[FirmMention]) -> str | None:
        """The firm that mentions make the subject; None where they are several, empty where they are no subject."""
        first, last = named[0], named[-1]
        if _OPINION.match(self._text, last.end) and leads(self._view, first.start):
            return None
        if _CUSTOMER.match(self._text, last.end) or _VOICE.match(self._text, last.end):
            return ""
        keys = list(dict.fromkeys(mention.firm.key for mention in named))
        floor = max(self._view.sentence_at(first.start).start, first.start - 8)
        behind = self._text[last.end : last.end + 3]
        if len(keys) > 1 and not _SUBSIDIARY.search(self._text, named[-2].end, last.start):
            return None if leads(self._view, first.start) or self._main is None else ""
        if last.firm.kind == "institute":
            return None if leads(self._view, first.start) else ""
        if _PARK.match(self._text, last.end):
            return None
        listed = self._text[first.start - 1 : first.start] == "、" and _NUMBER.search(
            self._text, max(0, first.start - 4), first.start - 1
        )
        if self._text[first.start - 1 : first.start] == "、" and not listed:
            return None if self._main is None else ""
        if behind.startswith(("等", "、", "为代表")):
            return None if self._main is None else ""
        before = self._text[floor : first.start]
        if _OBJECT.search(before):
            if _LENT.match(self._text, last.end) or self._is_example(before, last.end):
                return last.firm.key
            agent = before.endswith("由") and _AGENT.match(self._text, last.end)
            if not agent or _PARTNER.match(self._text, last.end):
                return ""
        return last.firm.key

    def _is_example(self, before: str, end: int) -> bool:
        """Whether the text goes on to tell of a firm that it gives as an example: 以甲为例, 如甲租下…."""
        if before.endswith("以"):
            return self._text.startswith("为例", end)
        return _SUCH_AS.search(before) is not None and self._text[end : end + 1] not in "、,。;)和与等的"
