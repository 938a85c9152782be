"""Subjects that a figure does not name itself: the industry, project or body that its sentence is about.

某市主推家居产业,去年产值突破80亿元: the industry of the clause before.
甲集群、乙集群,后者产能占全国两成: the second of the two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..fold import fold_word
from ..seeking import Seeker
from ..view import Span, View
from .nouns import Nouns
from .phrases import Phrases
from .quantities import Quantity
from .readings import Reading
from .standalone import is_new_act, of_a_place

# Nouns that head the name of something which figures are told of.
_HEAD = Seeker(
    re.compile(
        r"产业集群|(?<!城市)(?<!产业)集群|产业链(?![长条上韧])|(?<!全)产业带?(?![园区链集化结基政协工联带投规引上发转升加大学资开])"
        r"|(?<!列入)项目(?![部经库组法])|(?<!系统)工程(?![师机院技])|生产线|(?<!生)产线|(?<!首)基地(?!化)|(?<!股)基金(?!会)"
        r"|(?<=[\u4e00-\u9fff]{2})经济(?![区带圈总社发增运效学合开技体实林作指形工数师和普])|产业园(?!区)|风电场|光伏电站|电站|码头|港区|(?<=[三五十]大)客户|(?<=[三五十]名)客户|平台(?!期)|枢纽|专线|车间|厂房|园区(?![内里])"
    )
)
# 3个集群, 6个区市、9个集群: how many there are, and the name of none
_COUNTED = re.compile(r"等?(?:\d+|[一二两三四五六七八九十]+)[个条项大座]")
# 数字产业创新发展, 现代产业体系: the noun goes on, and names no industry
_CONTINUED = re.compile(
    r"体系|学院|实力|配套|创新|布局|生态|优势|大脑|互联网|人才|政策|合作|融合|论坛|空间|载体|技术|研究|名单|清单|图谱|建设|专班|会议"
)
# Words before such a noun that make no name of it.
_COMMON = re.compile(
    r"(?:[\d一二两三四五六七八九十百千个条项大类座家]|头号|首位|等|现代化|年|加强|强化|优化|深化|完善|健全|召开|选|入选|获评|认定|列入|纳入|中小企业|创新型|战新|壮大|做强|做大|做优|打造|推进|推动|培育|发展|布局|整合|首批|该|本|这|那|此|各|全|多|大|小|新|老|好|重点|重大|主导|特色|优势|新兴|战略性|传统|支柱|先进制造业|制造业|未来|相关|上述|国家级?|省级|市级|产业|工业|招商|投资|合作|建设"
    r"|批|[千百十]亿级?|[万千百]亿元?级?|现代|配套|高端|地方|县域|标志性|储备|[和与及、]|级|大型|中小|整个|所有|部分|不少|许多|其他|另|第|次)*"
)
_PAIR = re.compile(r"前者|后者")
_LIST = re.compile(r"[、和与及]|以及")
# The figure's own clause speaks of somebody else.
_OTHER = re.compile(r"全国|全球|世界|国内|[全我该][省市区县州旗镇乡]|其他|另外|此外|企业家|还|告诉|如果")
# Subjects that say little, so that the thing the sentence is about comes first: 某集群有企业30家,产值5亿元.
_WEAK = re.compile(
    r"(?:两地|全部|其中|这些|上述|集群内?|链上|园内|园区内?|区内|现有|其)?(?:(?:规上|规模以上|小微|中小|小型|大型|骨干|龙头|重点|相关|成员|配套|上下游|链上|工业|高新技术)*(?:企业|工厂|小厂|厂家|商户|公司|单位)"
    r"|规上|规模以上|集群|产业|行业|产业链|产品|产能|从业|年产值|总产值|产值|单机|同类产品|[^,。]{0,6}[内里])"
)
# 单个项目最高补助100万元: who gets it is what the sentence names before
_GRANTED = re.compile(r"支持|补贴|补助|奖励|奖补|资助|额度|扶持|授信")
_GRANTEE = Seeker(re.compile(r"(?:企业|项目|机构|团队|平台|农户|商户|人才|单位|基地|工厂|园区)"))
# 论坛…设立10个分会场: what is a part of a meeting
_MEETING = re.compile(
    r"(?:[本此该]届|[本此该]次|第?[一二三四五六七八九十\d]+届)?(?P<name>论坛|大会|展会|博览会|交易会|年会|峰会|大赛|活动|会议|发布会)(?!室|中心)"
)
_ITS_PART = re.compile(r"分会场|主会场|会场|分论坛|平行论坛|展位|展台|展区|展馆|赛道|赛区|场次|席位")
_OPENS_WITH_LIST = re.compile(r"[^,。;]{2,60}、[^,。;、]{1,24}等")
_GATHERS = re.compile(r"集聚|聚集|汇聚|聚起|聚了|拥有|吸引|引[进来]|带动|孵化|培育|服务|[现共已]有|包括|形成|入驻|落户")
_AGAIN = re.compile(
    r"(?:该|此|本|这[个一]?)?(?:项目|工程|电站|风电场|基地|平台|生产线|产线|码头|枢纽|线路)(?![部经管总负所组])"
)
_WORKS = re.compile(r"(?:项目|工程|电站|风电场|生产线|产线|基地|平台|码头|枢纽|专线|车间)$")
# 甲产业集群 is an industry; 钢带生产线 is not, and is told of in its own sentence alone.
_INDUSTRY = re.compile(r"(?:产业集群|集群|产业链|产业|经济)$")
# 分产品看,船用发动机成为最大亮点,全年销量…; 主轴业务受压价影响,收入…: what the clauses behind go on about
_TOLD = re.compile(
    r"(?:分(?:产品|业务|板块|行业|领域)来?看,|从[^,。]{2,10}看,|其中,|具体来看,)?(?:(?P<name>[^,。;:、\d]{2,14}?)"
    r"(?:仍然?|依然|也|还|更|又|已|则|继续)?(?:是|成为|受(?=[^,。]{2,24}(?:影响|拖累|带动|冲击))|(?<!代)表现(?=[^,]{0,4}[亮突抢稳平强]))"
    r"|(?P<place>[^,。;:、\d]{2,24}?)(?:位于|地处|坐落于|设在|成立于\d{4}年))[^\d,。;:]{0,24}[,:]"
)
_NO_TOPIC = re.compile(r"(?:[地处时后]|目标|任务|原因|问题|关键|特点|数据|情况|意义)$")
# What is launched in quotation marks, as the whole of its clause.
_LAUNCH = re.compile(r"(?:推出|开办|创办|创设|发行|上线|开设|开通|开发)了?(?P<name>“[^“”,。]{2,12}”)(?=,)")
# What a bracket behind it gives the size or the sum of
_THING = re.compile(
    r"(?:项目|工程|基地|工厂|产线|生产线|园区|产业园|装置|车间|中心|电站|厂房|码头|平台|集群|产业|[一二三四]期)$"
)
_BRACKET = 40
"""How far back a bracket may have opened."""
REACH = 160
"""How far back the thing may have been named, in characters."""


class Subjects:
    """Finds what the figures without a subject of their own are told of, in the order of the text."""

    def __init__(
        self,
        view: View,
        phrases: Phrases,
        quantities: Sequence[Quantity],
        readings: Sequence[Reading],
        places: Sequence[Span],
    ) -> None:
        self._view, self._text, self._phrases = view, view.folded, phrases
        self._quantities, self._readings = quantities, readings
        self._nouns = Nouns(view, phrases)
        self._tails = {quantity.tail for quantity in quantities}
        self._places = [place.start for place in places]
        self._ends = {place.end for place in places}
        self._topics: dict[int, list[Span]] = {}
        self._described: dict[int, int] = {}

    def of(self, index: int) -> str | None:
        """The thing that the sentence names before a figure without a subject; None if it names none."""
        quantity, reading = self._quantities[index], self._readings[index]
        if _ITS_PART.fullmatch(reading.metric or "") and (meeting := self._meeting(quantity)) is not None:
            return meeting
        again = self._taken_up(quantity.start, reading.subject) or self._launched(quantity.start, reading.subject)
        if again is not None:
            return again
        if reading.subject is not None and _WEAK.fullmatch(fold_word(reading.subject)) is None:
            return None
        if reading.cell is not None or reading.member is not None or reading.place is not None:
            return None
        named = self._granted(quantity) or self._bracketed(index)
        return self._topic(index) if named is None else named

    def _bracketed(self, index: int) -> str | None:
        """What a bracket tells of that opens behind it: 甲厂二期工程(占地120亩)."""
        quantity, phrase = self._quantities[index], self._readings[index].phrase
        floor = self._view.sentence_at(quantity.start).start
        opening = self._text.rfind("(", max(floor, quantity.start - _BRACKET), quantity.start)
        if opening < 0 or phrase is None or phrase.noun.start <= opening or phrase.is_empty:
            return None
        if self._text.find(")", opening, quantity.start) >= 0:
            return None
        noun = self._phrases.left_of(opening, self._view.clause_at(opening).start).noun
        return self._nouns.subject(noun) if _THING.search(self._text, *noun) is not None else None

    def _topic(self, index: int) -> str | None:
        """What its sentence, or the one before, tells of before a figure that names no subject itself."""
        quantity, reading = self._quantities[index], self._readings[index]
        clause = self._view.clause_at(quantity.start)
        if of_a_place(reading.metric) or is_new_act(self._text, clause.start, quantity):
            return None
        if quantity.kind == "count" and self._are_examples(clause.start, quantity.head):
            return None
        topics = self._in_sentence(quantity.start)
        start = max(clause.start, self._text.rfind(":", clause.start, quantity.start))
        last = bisect_right(topics, start, key=lambda topic: topic.end)
        named = topics[max(0, last - 2) : last]
        if not named:
            return self._sentence_before(index)
        if quantity.start - named[-1].end > REACH:
            return None
        pair = _PAIR.search(self._text, clause.start, quantity.start)
        if pair is not None and len(named) > 1:
            return self._written(named[-2 if pair[0] == "前者" else -1])
        if self._changes(self._described.get(named[-1].start, named[-1].end), quantity.start) or self._is_listed(named):
            return None
        if quantity.kind == "count" and (reading.metric or "").endswith(self._text[named[-1].end - 2 : named[-1].end]):
            return None  # 签约项目41个,其中百亿元以上项目1个
        return self._written(named[-1])

    def _are_examples(self, start: int, end: int) -> bool:
        """Whether a clause opens with some of those it counts, and so tells of them: 甲集团、乙科技等12家企业入选."""
        return _OPENS_WITH_LIST.fullmatch(self._text, start, end) is not None and not _GATHERS.search(
            self._text, start, end
        )

    def _meeting(self, quantity: Quantity) -> str | None:
        """The meeting that a sentence begins with."""
        start = self._view.sentence_at(quantity.start).start
        meeting = _MEETING.match(self._text, start, quantity.start)
        return self._written(Span(*meeting.span("name"))) if meeting else None

    def _granted(self, quantity: Quantity) -> str | None:
        """Who gets a grant, where the sentence names it before."""
        clause = self._view.clause_at(quantity.start).start
        floor = max(self._view.sentence_at(quantity.start).start, quantity.start - REACH)
        near = max(clause, quantity.start - 40)
        if quantity.kind != "amount" or _GRANTED.search(self._text, near, quantity.start) is None:
            return None
        named = (self._named(floor, head) for head in _GRANTEE.finditer(self._text, floor, clause))
        return next((self._written(span) for span in named if span is not None), None)

    def _taken_up(self, offset: int, subject: str | None) -> str | None:
        """The works that a sentence only calls 项目 or 该工程: the last that the paragraph named."""
        sentence, block = self._view.sentence_at(offset), self._view.block_at(offset)
        again = _AGAIN.match(self._text, sentence.start, offset)
        if subject is not None and _AGAIN.fullmatch(fold_word(subject)) is None:
            return None
        for _ in range(4 if again is not None else 0):
            if sentence.start <= block.start:
                return None
            sentence = self._view.sentence_at(sentence.start - 1)
            named = [span for span in self._in_sentence(sentence.start) if _WORKS.search(self._text, *span)]
            if named:
                return self._written(named[-1]) if len(named) == 1 else None
        return None

    def _launched(self, offset: int, subject: str | None) -> str | None:
        """What somebody launched in a clause before, which the clauses behind describe: 甲银行推出“乙贷”,授信5亿元."""
        start, clause = self._view.sentence_at(offset).start, self._view.clause_at(offset).start
        named = self._text.find("“", start, clause) >= 0
        launches = [*_LAUNCH.finditer(self._text, start, clause)] if named else []
        if not launches or offset - launches[-1].end() > REACH:
            return None
        before = self._text[start : launches[-1].start()]
        if subject is not None and fold_word(subject) not in before:
            return None
        return self._written(Span(*launches[-1].span("name")))

    def _sentence_before(self, index: int) -> str | None:
        """The one industry of the sentence before, where this one goes on about it: 今年前8个月,产值又增长了12%."""
        quantity, phrase = self._quantities[index], self._readings[index].phrase
        sentence, block = self._view.sentence_at(quantity.start), self._view.block_at(quantity.start)
        if sentence.start <= block.start or (phrase is not None and phrase.owner.start < phrase.owner.end):
            return None
        named = self._in_sentence(sentence.start - 1)
        if len(named) != 1 or _INDUSTRY.search(self._text, named[0].start, named[0].end) is None:
            return None
        if quantity.start - named[0].end > REACH or self._changes(named[0].end, quantity.start):
            return None
        return self._written(named[0])

    def _written(self, span: Span) -> str:
        return self._view.text[span.start : span.end].replace("\n", "")

    def _changes(self, start: int, end: int) -> bool:
        """Whether the text turns to another place or thing in between (其中 keeps to the one before)."""
        between = self._text[start:end]
        if "其中" in between:
            return False
        place = bisect_left(self._places, start)
        return (place < len(self._places) and self._places[place] < end) or _OTHER.search(between) is not None

    def _is_listed(self, named: Sequence[Span]) -> bool:
        """Whether the last thing is one of a list, so that figures behind are of all or none."""
        return len(named) > 1 and _LIST.fullmatch(self._text, named[-2].end, named[-1].start) is not None

    def _in_sentence(self, offset: int) -> list[Span]:
        """The things that a sentence names, by position; kept for the figures of the same sentence."""
        sentence = self._view.sentence_at(offset)
        if sentence.start not in self._topics:
            found: list[Span] = []
            if (told := self._told(sentence)) is not None:
                found.append(told)
            for head in _HEAD.finditer(self._text, sentence.start, sentence.end):
                # 甲集群、乙集群: the second begins behind the first.
                floor = found[-1].end if found else sentence.start
                span = self._named(floor + (self._text[floor] in "、和与及"), head)
                if span is not None:
                    found.append(span)
            self._topics[sentence.start] = found
        return self._topics[sentence.start]

    def _told(self, sentence: Span) -> Span | None:
        """What a sentence begins to describe, so that its further clauses go on about it."""
        told = _TOLD.match(self._text, *sentence)
        if told is None:
            return None
        span = Span(*told.span("name" if told["name"] is not None else "place"))
        if _NO_TOPIC.search(self._text, *span) is not None:
            return None
        place = bisect_left(self._places, span.start)
        named = self._text[span.start : span.end]
        # 某省某某位于某县: a name may begin with a place
        if told["place"] is not None and named[-1] in "省市县区镇乡村州盟旗岛湾":
            return None
        begins = told["place"] is not None and len(named) > 3
        if place < len(self._places) and self._places[place] < span.end and not begins:
            return None
        self._described[span.start] = told.end()
        return span if self._nouns.subject(span) == self._written(span) else None

    def _named(self, floor: int, head: re.Match[str]) -> Span | None:
        """The name that ends with `head`; None where nothing but common words stands before it."""
        clause = self._view.clause_at(head.start())
        phrase = self._phrases.left_of(head.start(), max(floor, clause.start))
        start = max(phrase.noun.start, self._text.rfind("把", phrase.noun.start, head.start()) + 1)
        if self._nouns.subject(Span(start, head.end())) is None or self._is_in_title(start, head.end()):
            return None
        if head.end() in self._ends:
            return None  # 某市|高新区产业园: where, not what
        if phrase.is_empty or start in self._tails or not 2 <= head.start() - start <= 24:
            return None
        bare = self._text[start : head.start()].strip('“”"「」')
        return (
            None
            if _COMMON.fullmatch(bare) or _COUNTED.match(bare) or _CONTINUED.match(self._text, head.end())
            else Span(start, head.end())
        )

    def _is_in_title(self, start: int, end: int) -> bool:
        """Whether a name is a part of the title of a plan, in quotation marks: “某产业集群数字化改造行动”."""
        opening = self._text.rfind("“", max(0, start - 1), end)
        closing = self._text.find("”", end, end + 20)
        return opening >= 0 and closing > end and self._text.find("“", opening + 1, closing) < 0
