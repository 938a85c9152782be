"""Names that show by their own form: legal forms, endings of firms and institutes, known names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from ..rules import rule
from ..seeking import Seeker
from ..view import View
from . import firm_latin, firm_trades
from .firm_edges import without_county
from .firm_forms import LEGAL
from .firm_items import judge
from .firm_known import KNOWN, builders, in_gazetteers
from .firm_left_edges import SURE_ENDINGS, from_left_edge
from .firm_lexicon import alternatives, endings
from .firm_lists import Listed
from .firm_tokens import Tokens
from .firm_trades import TRADE

LEGAL_NAME = rule(
    "firm.legal_name",
    "A name with a legal form begins after the preposition, verb, title or nationality before it.",
    reads=(
        "由⟦杭州瑞岭生物科技有限公司⟧投资建设",
        "引进德国⟦Hartmann Systems GmbH⟧设厂",
        "⟦临远（苏州）智能装备有限公司⟧以及⟦南京同启机械股份有限公司⟧",
        "卫星载荷研发商⟦合肥澄宇航天科技有限公司⟧完成融资",
        "【现场 ⟦宁波瑞岭泵业有限公司⟧总经理】",
        "⟦临远智能装备股份有限公司⟧研究院院长介绍",
        "⟦北瑞联合铝业有限公司⟧扩产",
        "⟦江苏省瑞岭造船股份有限公司⟧交付",
        "及其控制的⟦宁波泽涌创业投资合伙企业（有限合伙）⟧转让",
        "（2）⟦杭州瑞岭车业有限公司⟧，产量增长",
        "（二）⟦杭州瑞岭车业有限公司⟧（杭州市）",
        "如⟦海南瑞岭生物科技有限公司⟧添了设备",
        "以⟦瑞岭卡（福建福清）国际饲料有限公司⟧为例",
        "重组原⟦杭州瑞岭制动有限公司⟧",
        "由⟦瑞岭联合重工有限公司⟧承建",
        "与⟦许昌镁之岭合金有限公司⟧合建",
        "德国⟦Hart & Lenz GmbH⟧报价",
    ),
    leaves=("设立有限公司", "这家股份有限公司"),
)
ENDING = rule(
    "firm.ending",
    "A name that ends as names of firms or institutes do, with a head that is a name.",
    reads=(
        "与⟦华岩集团⟧签署协议",
        "⟦江宁大学⟧的教授",
        "⟦福建朝阳集团⟧签约",
        "⟦福建纺织工业公司⟧增产",
        "当地最大医院⟦瑞岭医院⟧",
        "完成⟦国泰海通证券⟧重组",
        "希腊船东⟦Northway Maritime⟧订了六艘",
    ),
    leaves=(
        "一家大型企业集团",
        "商业银行增加信贷投放",
        "引导社会资本参与",
        "涉事公司已停产",
        "A股光伏公司迎来旺季",
        "转运至市级医院",
        "维护证券市场秩序",
        "瑞岭证券网讯（记者 王明）",
    ),
)

_LEGAL = Seeker(re.compile(LEGAL + r"(?![A-Za-z])"))
# 某某大学商学院, 某某有限公司研究院: a part of what is named already
_PART = re.compile(r"(?:大学[一-鿿]{2,6}学院|(?:有限|股份|责任)公司[一-鿿]{2,8})$")
# What goes on to another word: 大学生, 银行业, 控股股东, 资本市场.
_GOES_ON = (
    r"(?<!重点)(?<!有限公司)(?<!责任公司)(?<!股份公司)(?<!集团公司)(?!生|校(?![长友园])|城|业(?!银)|家|卡|化|军|公司|有限|制|权|法|费|金(?!融)|派|行长|股东|交易所|市场|支出|回报|主义|合作社|比例|园区|监管|机构|体系"
    r"|贷款|利率|间|账户|理财|存款|感染|服务能力|数量|总数|能力|等级|建设|网[讯记消报]|[日时周]报|报[讯记道]|周刊|杂志|资讯(?![公企平服]))"
)
_ENDING = re.compile(f"(?:{alternatives(SURE_ENDINGS)})(?<![持占减增配]股份){_GOES_ON}")


# 在某市|设有子公司
_SETS_UP = re.compile("(?:设有|设立|设了|开设|拥有|成立)(?:全资|控股)?(?:子|分|孙)公司$")
# 某某学院|建设风电学院: who founds what
_FOUNDS = re.compile("(?:大学|学院|研究院|研究所|实验室|医院)(?=(?:建设|共建|组建|成立|设立|建立|创建|开设))")
# 甲、乙|两大|集团: what they are, and no end of the last name
_COUNTED = re.compile("[两二三四五六七八九十几数各][大家个]")


def read(view: View, tokens: Tokens) -> Iterator[tuple[Listed, str]]:
    """The names that show by their form, with the rule that read each."""
    yield from ((found, LEGAL_NAME) for found in firm_latin.legal(view))
    yield from ((found, ENDING) for found in firm_latin.traded(view))
    yield from ((found, KNOWN) for found in builders(view))
    yield from ((found, LEGAL_NAME) for found in _by_ending(view, tokens, _LEGAL))
    yield from ((found, ENDING) for found in _by_ending(view, tokens, _ENDING))
    yield from ((found, TRADE) for found in firm_trades.read(view, tokens))
    yield from ((found, KNOWN) for found in in_gazetteers(tokens))


def _apposed(tokens: Tokens, end: int) -> bool:
    """Whether a name begins right behind 公司, so that what stands before it says what sort of firm it is."""
    kinds = [word.kind for word in tokens.split(end, min(end + 3, len(tokens.folded)))]
    return kinds[:1] in (["firm"], ["known"]) or kinds[:2] == ["char", "char"]


def _chained(first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two endings end one name: 实业|集团, but not 大学|实验室."""
    return all(endings().get(match.group(), ("", ""))[0] == "company" for match in (first, second))


def _by_ending(view: View, tokens: Tokens, pattern: re.Pattern[str] | Seeker) -> Iterator[Listed]:
    """Names that end as `pattern` says, from their left edge."""
    text = view.folded
    floor = last = 0
    matches = list(pattern.finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        chained = following is not None and following.start() == match.end() and _chained(match, following)
        last, before = match.end(), last
        if _COUNTED.fullmatch(text, max(0, match.start() - 2), match.start()):
            continue
        if not "㐀" <= match.group()[0] <= "鿿" or (match.start() == before and pattern is _LEGAL) or chained:
            continue
        begin = max(floor, match.start() - 30, view.block_at(match.start()).start)
        edge = max(text.rfind(mark, begin, match.start()) for mark in "。,;:!?、\n\t“”《》【】")
        apart = text.rfind(" ", max(begin, edge) + 1, match.start())
        if apart > 0 and "一" <= text[apart - 1] <= "鿿":  # Latin names alone hold spaces
            edge = apart
        words = tokens.split(max(begin, edge + 1), match.end())
        name = from_left_edge(tokens, words, match.start(), pattern is _ENDING)
        if not name:
            continue
        judged = judge(without_county(name) if pattern is _ENDING else name)
        if judged.kind == "institute" and _PART.search(text, judged.start, judged.end):
            continue
        if _SETS_UP.search(text, judged.start, judged.end):
            continue
        if judged.kind == "institute" and (own := _FOUNDS.search(text, judged.start, judged.end)) is not None:
            floor = match.end()
            yield Listed(judged.start, own.end(), judged.kind, judged.grade)
            continue
        if match.group() == "公司" and _apposed(tokens, match.end()):
            continue
        if judged.grade >= 0.8 and judged.end == match.end():
            floor = match.end()
            yield Listed(judged.start, judged.end, judged.kind, judged.grade)
