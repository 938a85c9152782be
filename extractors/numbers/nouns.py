"""Nouns of statistics: which name a metric, which its subject, and which say nothing alone."""

from __future__ import annotations

import re
from functools import cache

from ..fold import fold
from ..lexicon import rows
from ..names.firm_lexicon import vocabulary
from ..names.spotting import frequent_verbs
from ..view import Span, View
from .clauses import bearer
from .nobody import clause, nobody
from .phrase_lexicon import words
from .phrases import Phrases

# Nouns that say nothing without the figure before: 总量突破2900亿元, 增速回落至6.1%
_GENERIC = re.compile(
    r"(?:总量|总额|总数|总值|数量|规模|总规模|体量|(?:[这那该此]?个|这|一|上述)?(?:数字|数据|答案|结果|账)|增速|增幅|涨幅|降幅|跌幅|增长率|增长|增加|比重|占比|比例|比率|同比|环比"
    r"|目标|任务|计划|水平|平均|平均水平|目标任务|年度目标|预期|预期目标|份额|总计|合计|数|值|量|额|业绩|成绩|一(?:比例|数字|数据|指标|占比|比重|规模|增速)|总体|整体|首位|前列|(?:[一二三四五六七八九]?[十百千万]+|\d+)亿元?级)$"
)
RATE_ENDING = re.compile(r"(?:同比|环比|年均)?(?:增速|增幅|涨幅|降幅|跌幅|(?<!自然)增长率|增长速度|平均增速)$")
# Nouns that say of which part a count is: 新材料领域17个
SCOPE_NOUN = re.compile(
    r"(?:领域|方面|环节|板块|行业|门类|类|方向|赛道|产业|地区|区域|片区|城市|[国家省市县区部州]级)$"
)
_SUFFIX = re.compile(
    r"(?<![大少多无商质轻力分])量|(?<![票名超差小巨])额|(?<![效表草统])率|(?<![比增贬升])值|[产市估增净均]值|[^经免]费|税|薪|(?<![多少无人次分指])数|指数|人数|户数|次数"
    r"|收入|支出|花费|投资|利润|收益|面积|能力|资金|成本|人口|时间|周期|里程|价格?|系数|强度|密度|浓度|长度|高度|宽度|深度|温度|时长|产能|容量|规模|余额"
    r"|贷款|存款|补贴|奖励|租金|补助|占比|比重|比例|融资|订单|消费|贸易|需求|供给|负债|资产|权益|占有|拥有量|标准|客流|人次|工资|待遇|津贴"
)
# What a number of money or a rate of change can be of, its metric being that of the figure before.
BODY = re.compile(
    r"(?:项目|工程|基地|工厂|厂|园|园区|中心|总部|产线|生产线|[一二三四五六七八九十首\d]期|城|港|公司|集团|企业|单位|部门|机构|作坊|门店|商铺|居民|人群|家庭|类|业|产业|行业|领域|板块|集群|产业链|链"
    r"|地区|区域|方向|环节|品种|产品|部分|[甲乙丙丁]|省|市|区|县|州|盟|旗|镇|乡|村|街道|新区|开发区|国家|国|洲|联盟|东盟|欧盟|方面|层|段|年级|轮|档)[”\"’」』）)]?$"
)
# Words that belong to the metric behind them and name no subject: 综合产值, 实际产量, 人均年收入
_MODIFIER = re.compile(
    r"(?:综合|人均|户均|亩均|地均|车均|店均|平均|实际|规划|设计|直接|间接|(?<![创更革最])新|新增|累计|合计|总|年|日|月|季|本年|当年|主营|基本|稀释|合并|全社会|全口径|地方"
    r"|税前|税后|名义|期末|期初|计划|协议|合同|意向|单位|每股|每户|业务|经营|户籍|登记|注册|认缴|实缴|授权|有效|旅游|在校|出生|死亡|净|毛|全部|整体|最高|最低|单季|单月|首期|亿元以上|亿元以下)$"
)
# What things and doings have alike: a word before it belongs to it (打样周期, 面料成本) unless it names a thing.
_DIMENSION = re.compile(
    r"(?:时间|周期|时长|时限|成本|费用|支出|[费利]率|密度|人口|资金|贷款|贷款余额|货值|关税|学位|价格|[单均]价|标准|效率|面积|用电量|用水量|需求|缺口|指数|订单量?)"
)
_TOGETHER = re.compile(r"、[^,。;]{1,40}?(?P<group>[两二三四五六七八九十]大[\u4e00-\u9fff]{2,12})$")
_MARK = re.compile(r"[((]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*|[①-⑳●■◆]\s*")
# What stands between who does something and the doing
_ADVERB = re.compile(r"(?:[拟将](?=$)|拟于|就向.*|当场.*|据此.*|当即.*|随即.*)$")
# 每万人口|4件: of how many, not what
_PER_HEAD = re.compile(r"每(?:十|百|千|万|十万|百万)?(?:人|人口|常住人口|户)")
_DEMONSTRATIVE = re.compile(r"[这那该][家个座条项]$")
_GOAL = re.compile(r"(?:(?<!军事)(?<!空中)(?<!地面)目标|目标任务|任务|关口|大关|门槛|台阶|(?<!总)水平|关|缺口|差距)$")
_BRACKET = re.compile(r"[()“”「」\[\]【】《》]")
# 甲大学、乙学院: bodies that do something together, but 采矿、化工产业
_SEVERAL = re.compile(r"[^、]{2,16}、.*(?<![企行产]业)(?<!公司)(?<!单位)(?<!机构)$")
# 决定对|税收占比: what stands before a metric up to such a preposition is no word of it
_ASIDE = re.compile(r".*(?:开始|宣布|决定)?[对向把将](?!外|内)")
_NAMED = re.compile(r"[A-Za-z“”「」]")
LONGEST_ATTRIBUTE = 7
"""How many characters the words before a metric may have that say which part of it is meant."""


@cache
def _attributes() -> frozenset[str]:
    """The words that say which part or kind of a statistic is meant, folded."""
    return frozenset(map(fold, words("attribute")))


@cache
def _acts() -> frozenset[str]:
    """Verbs, and words that lead to a number: what stands alone before a metric and is nobody that it could be of."""
    return frozenset(map(fold, words("verb") | words("link") | words("lead") | words("attribute")))


@cache
def _products() -> frozenset[str]:
    """The words in which the names of industries and their products end, folded."""
    return frozenset(fold(word) for word, *_ in rows("industry_ending.tsv"))


def ends_as_measure(text: str, noun: Span) -> bool:
    """Whether a noun ends as names of measures do (运量, 补助标准)."""
    return any(found.end() == noun.end for found in _SUFFIX.finditer(text, max(noun.start, noun.end - 4), noun.end))


class Nouns:
    """Reads the noun phrases of one article."""

    def __init__(self, view: View, phrases: Phrases) -> None:
        self._view, self._text, self._phrases = view, view.folded, phrases

    def written(self, span: Span) -> str | None:
        """The characters of a span as they stand in the text, without a line's break or loose punctuation."""
        text = self._view.text[span.start : span.end].replace("\n", "").strip(" ,，、的：:～")
        return text or None

    def subject(self, span: Span) -> str | None:
        """The characters of a span that names whom or what a figure is of; None for words that name nobody."""
        span = Span(span.start, self._phrases.time_inside(span))  # 某厂去年在海外: the firm alone
        if (adverb := _ADVERB.search(self._text, max(span.start + 2, span.end - 12), span.end)) is not None:
            span = Span(span.start, adverb.start())  # 某某光学拟, 某某锻造就向某厂
        end, _ = self._phrases.strip_right(*span)
        span = Span(span.start, end if end > span.start + 1 else span.end)  # 公司又, 园区已先后
        if (mark := _MARK.match(self._text, *span)) is not None:
            span = Span(mark.end(), span.end)  # 3.对首次上规的企业
        told = bearer(self._text, span, self._phrases.is_in_firm)
        if told is None:
            return None
        if told != span:
            end, _ = self._phrases.strip_right(*told)
            span = self._phrases.strip_left(told.start, end)
            if span.start >= span.end:
                return None
        if (together := _TOGETHER.search(self._text, *span)) is not None:
            span = Span(together.start("group"), span.end)  # 服装、食品、家具三大主导产业
        if self._text[span.end : span.end + 1] == "着" and span.end - span.start < 3:
            return None  # 标志|着
        if (
            (written := self._text[span.start : span.end]) in _acts()
            or written in frequent_verbs()
            or self.is_demonstrative(span)
            or self.is_nobody(span)
            or self._is_clause(span)
        ):
            return None
        return self.written(span)

    def first_subject(self, *spans: Span) -> str | None:
        """The first of some phrases that names whom or what a figure is of."""
        return next((text for span in spans if span.start < span.end and (text := self.subject(span))), None)

    def _is_clause(self, span: Span) -> bool:
        """Whether a phrase is more or less than a name: half a bracket, a label, a speaker's words, an object."""
        text = self._text[span.start : span.end]
        if _BRACKET.search(text) and any(
            text.count(opening) != text.count(closing)
            for opening, closing in ("()", "“”", "「」", "[]", "【】", "《》")
        ):
            return True
        return clause().search(text) is not None

    def is_demonstrative(self, span: Span) -> bool:
        """Whether a phrase stands for somebody named before: the 家药企 of 这家药企."""
        return _DEMONSTRATIVE.search(self._text, max(0, span.start - 2), span.start + 1) is not None

    def is_nobody(self, noun: Span) -> bool:
        """Whether a phrase is an adverb, a pronoun or half of a verb, and so names nothing measured."""
        measured = self._phrases.metric_ending(noun.end, noun.start) is not None  # 每股收益
        measured = measured and _PER_HEAD.fullmatch(self._text, noun.start, noun.end) is None
        return not measured and nobody().fullmatch(self._text, noun.start, noun.end) is not None

    def split(self, noun: Span, money: bool = False) -> tuple[str | None, str | None]:
        """The metric that a noun phrase ends with, and the subject before it; no metric if it ends with none."""
        anchor = self._phrases.metric_ending(noun.end, noun.start)
        if anchor is not None and anchor.word.endswith("亏损"):
            anchor = self._phrases.metric_ending(anchor.start, noun.start) or anchor  # 净利润亏损1亿元
        if anchor is not None and money and anchor.payload[0] == "body":
            return None, None
        if anchor is None:
            return (self.written(noun), None) if self.is_measure(noun) else (None, None)
        if anchor.payload[0] == "weak" or anchor.word in ("占比", "比重", "比例"):
            aside = _ASIDE.match(self._text, noun.start, anchor.start)
            return self.written(Span(aside.end(), noun.end) if aside else noun), None
        begin = anchor.start
        if anchor.word == "化率":  # 规模|化率
            begin -= 2 if self._text[begin - 2 : begin] in vocabulary() else 1
        start = self._metric_start(noun.start, max(noun.start, begin))
        # 集群2024年产值: the time between them belongs to neither
        owner = Span(noun.start, max(noun.start, self._phrases.before_time(start)))
        if _DIMENSION.fullmatch(self._text, start, anchor.end) and owner.end == start and not self._is_thing(owner):
            return self.written(Span(noun.start, anchor.end)), None
        return self.written(Span(start, anchor.end)), self.subject(owner)

    def _metric_start(self, floor: int, start: int) -> int:
        """Where a metric begins with the words that say which part or kind of it is meant: 规上产值, 线上销售额."""
        while (at := self._before_modifier(floor, start)) < start and not self._phrases.is_in_time(at):
            start = at
        return start

    def _before_modifier(self, floor: int, end: int) -> int:
        """Where a word begins that ends at `end` and belongs to the metric behind it; `end` where none does."""
        for length in range(min(LONGEST_ATTRIBUTE, end - floor), 1, -1):
            if self._text[end - length : end] in _attributes():
                return end - length
        modifier = _MODIFIER.search(self._text, max(floor, end - 4), end)
        return modifier.start() if modifier else end

    def _is_thing(self, span: Span) -> bool:
        """Whether a phrase ends as names of industries and bodies do, or holds a name in quotes or letters."""
        text = self._text[span.start : span.end]
        return (
            BODY.search(text) is not None
            or _NAMED.search(text) is not None
            or any(text[-length:] in _products() for length in range(2, 5))
        )

    def without_classifier(self, noun: Span) -> Span:
        """A noun without the 户 or 人 of 户均 and 人均 behind it."""
        twice = noun.end - noun.start > 2 and self._text[noun.end - 1] in "户人亩" and self._text[noun.end - 2] != "农"
        return Span(noun.start, noun.end - 1) if twice else noun

    def are_several(self, noun: Span) -> bool:
        """Whether a phrase lists several bodies, who do something together: 甲大学、乙学院."""
        return _SEVERAL.match(self._text, *noun) is not None

    def is_country(self, noun: Span) -> bool:
        """Whether a noun is the name of a country."""
        return vocabulary().get(self._text[noun.start : noun.end]) == "country"

    def is_people(self, noun: Span) -> bool:
        """Whether a noun phrase ends with a word for people who are counted: 博士, 员工."""
        anchor = self._phrases.metric_ending(noun.end, noun.start)
        return anchor is not None and anchor.payload[0] == "body"

    def is_measure(self, noun: Span) -> bool:
        """Whether an unknown noun ends as names of measures do (运量, 补助标准)."""
        return ends_as_measure(self._text, noun)

    def is_generic(self, noun: Span) -> bool:
        """Whether a noun says nothing without the figure before it."""
        return (
            _GENERIC.match(self._text, noun.start, noun.end) or _GOAL.search(self._text, noun.start, noun.end)
        ) is not None
