"""What only firms do and have: rounds of financing, founders, stock codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import dropwhile

from ..rules import rule
from ..seeking import Seeker
from ..view import View
from .firm_edges import ONE_OF, left_trimmed, natural, past_space
from .firm_items import Judged, judge
from .firm_lexicon import alternatives, cues
from .firm_lists import Listed
from .firm_tokens import Tokens
from .spotting import SURNAMES

SUBJECT = rule(
    "firm.subject",
    "What raises money, lists its shares, or has a founder, directors and shareholders is a firm.",
    reads=("⟦瑞岭⟧完成B轮融资", "⟦科瑞恩⟧创始人说", "⟦苹果⟧旗下的工厂"),
    leaves=("学校完成招生", "部门负责人说", "但其母公司另有打算", "受山茱皮减产影响"),
)
FOREIGN = rule(
    "firm.foreign",
    "A Latin name behind its nationality is a firm's where it goes on as firms do.",
    reads=("法国⟦Ornel Gaz⟧投资6亿元",),
    leaves=("英国Nature杂志刊文", "美国GDP增长"),
)
STOCK_CODE = rule(
    "firm.stock_code",
    "A stock code in brackets belongs to the firm before it.",
    reads=("保荐机构为⟦岭远证券⟧（601999）", "⟦迈芯微⟧（688999.SH）"),
)

STAKE = rule(
    "firm.stake",
    "What a share in percent is held, bought or sold of is a firm.",
    reads=("拟转让所持⟦湖北瑞岭⟧51%股权", "以2亿元收购⟦科瑞恩⟧的60%股份"),
    leaves=("创始团队60%股权被质押", "合计持有公司5%股份", "转让项目30%股权"),
)

_CODE = re.compile(
    r"[(](?:股票代码:?|证券代码:?|SH|SZ|HK|BJ)?(\d{5,6})(?:[.](?:SH|SZ|HK|BJ|SS))?[,)]|[(](\d{4,5})[.]HK[,)]"
)
_SUBJECT = Seeker(
    re.compile(
        r"(?=[独战增斥合已一减裁的姊兄关母全合子联创副董常总首C执合旗共领跟宣入拟控招财相有主负股市])"
        r"(?:(?:联合)?创始人|副?董事长|(?:常务)?副?总经理|合伙人|首席(?:执行|技术|科学|财务|运营)|CEO|CTO|CFO|董秘|董事会秘书|执行总裁|副总裁"
        r"|总裁(?!助理)|旗下|(?:联合|共同)?(?:领投|跟投)|(?:宣布)?(?<!新)入驻|拟投资|控股(?!股东)|招股书|财报"
        r"|(?:相关|有关|主要)?负责人|股价|市值|(?:独家|战略)投资(?!者)|增资(?!扩产)|斥资|(?:合计|已|一度)?减产|裁员|裁减"
        r"|的?(?:姊妹|兄弟|关联|母|全资|控股|参股|合资|全资子|控股子)(?:企业|公司)|的子公司)"
    )
)
_SHARES = re.compile(r"(?<![\d.])\d[\d.]*%(?:的)?(?:股权|股份|股比)")
# 收购|某某60%股权: what is done with shares of a firm, before its name
_TRADES = re.compile(
    "(?:持有|所持|收购|购买|受让|转让|出售|取得|拿下|挂牌|出让|竞得|买下|购入|卖出|剥离|质押|控制|入股|参股|持)(?:了|的)?"
)
_OFFICE = re.compile("(?:(?<!公)司|[局委部厅办处])$")  # what ends an office of the state
# What stands between a name and its verb: 实体化|入驻; 石化, 文化, 氟化 … end names.
_ADVERB = re.compile(
    r"(?:正式|成功|整体|集中|全资|率先|[一-鿿](?:体|模|常态|市场|团|本地|品牌)化|实体化|规模化|集群化|批量化)$"
)
# 某某镜片|单品销量: what is sold is told of
_GOODS = re.compile("单品|产品|系列|车型|机型|品类|[新该这此两几]款")
# What only firms do, with words between it and the subject at the clause's beginning.
_EVENT = re.compile(
    r"完成[^,。;\n]{0,14}轮[^,。;\n]{0,6}融资|销量|营收|净利润|首次公开募股|挂牌上市|登陆(?:科创板|创业板|港交所|北交所)"
)
SEGMENT_MARKS = re.compile(r"[。,;:!?、\n“”《》()]")


def read(view: View, tokens: Tokens) -> Iterator[tuple[Listed, str, str | None]]:
    """Firms by what they do or have: the name, the rule, and a stock code."""
    for found, code in _coded(view, tokens):
        yield found, STOCK_CODE, code
    for found in _subjects(view, tokens):
        yield found, SUBJECT, None
    for found in _doers(view, tokens):
        yield found, SUBJECT, None
    for found in _foreign(view):
        yield found, FOREIGN, None
    for found in _held(view, tokens):
        yield found, STAKE, None


def _coded(view: View, tokens: Tokens) -> Iterator[tuple[Listed, str]]:
    for match in _CODE.finditer(view.folded):
        judged = _before(view, tokens, match.start())
        if judged is not None and judged.grade >= 0:
            yield Listed(judged.start, judged.end, "company", judged.grade), match[1] or match[2]


def _before(view: View, tokens: Tokens, end: int) -> Judged | None:
    """The name that ends at `end`, from the last mark or cue before it."""
    end = _before_bracket(view.folded, end)
    begin = max(view.block_at(end - 1).start, end - 26) if end else 0
    edge = begin
    for mark in SEGMENT_MARKS.finditer(view.folded, begin, end):
        edge = mark.end()
    edge = past_space(view.folded, edge, end)
    adverb = _ADVERB.search(view.folded, edge, end)
    end = adverb.start() if adverb else end
    words = tokens.split(edge, end)
    if not words:
        return None
    name, _ = left_trimmed(words)
    judged = judge(name)
    return judged if judged.end == end and view.folded[end - 1] != "其" else None  # 但其|母公司


def _before_bracket(folded: str, end: int) -> int:
    """Where a name ends that brackets with another name or a code stand behind: 某某(Momo)旗下."""
    if folded[end - 1 : end] != ")":
        return end
    opening = folded.rfind("(", max(0, end - 24), end)
    return opening if opening > 0 else end


def _subjects(view: View, tokens: Tokens) -> Iterator[Listed]:
    for match in _SUBJECT.finditer(view.folded):
        judged = _before(view, tokens, match.start())
        if (
            judged is not None
            and judged.grade >= (0.7 if "负责人" in match.group() else 0.5)
            and judged.kind == "company"
            and not _OFFICE.search(view.folded, judged.start, judged.end)
            and not _is_officer(view.folded, judged)
            and not (match.group().endswith("减产") and view.folded[max(0, judged.start - 1)] in "受因致")
        ):
            yield Listed(judged.start, judged.end, "company", judged.grade)


def _held(view: View, tokens: Tokens) -> Iterator[Listed]:
    """The names of which shares are held or change hands."""
    for shares in _SHARES.finditer(view.folded):
        end = shares.start() - view.folded.endswith("的", 0, shares.start())
        start = max(view.clause_at(end - 1).start, end - 26) if end else 0
        trades = None
        for trades in _TRADES.finditer(view.folded, start, end):
            start = trades.end()
        if trades is None or not 2 <= end - start <= 20:
            continue
        name, _ = left_trimmed(tokens.split(start, end))
        judged = judge(name) if name else None
        if judged is not None and judged.kind == "company" and judged.grade >= 0.3 and judged.end == end:
            yield Listed(judged.start, judged.end, "company", judged.grade)


def _is_officer(folded: str, judged: Judged) -> bool:
    """Whether it is a person's name behind an office: 董事长|张某某|率企业负责人."""
    short = judged.end - judged.start < 4 and folded[judged.start] in SURNAMES
    return short and any(folded.endswith(title, 0, judged.start) for title in cues("title"))


def _doers(view: View, tokens: Tokens) -> Iterator[Listed]:
    """The names at the beginning of clauses that tell what only firms do."""
    for match in _EVENT.finditer(view.folded):
        start = max(view.clause_at(match.start()).start, match.start() - 40)
        words = list(dropwhile(lambda word: word.text in ONE_OF, tokens.split(start, match.start())))
        if words and words[0].kind in ("firm", "known", "char", "place"):
            name, close = natural(words)
            judged = judge(name)
            short = judged.end - judged.start < 3 and name[0].kind == "char" and match.group()[0] != "完"
            short = short or _GOODS.search(view.folded, close, match.start()) is not None
            if judged.grade >= 0.5 and judged.kind == "company" and not short and close <= match.start():
                yield Listed(judged.start, judged.end, "company", judged.grade)


@cache
def _nationality() -> re.Pattern[str]:
    """A nationality and a Latin name."""
    return re.compile(
        f"(?:{alternatives(cues('country'))})([A-Z][A-Za-z&.\\-]*(?: [A-Z][A-Za-z&.\\-]*){{0,3}})"
        "(?=公司|集团|[(、]|等|与|和|投资|投建|兴建|出资|增资|旗下|宣布|签|合资|入驻|落户|拟|计划|将|已|首席|总裁|中国)"
    )


def _foreign(view: View) -> Iterator[Listed]:
    """Latin names of foreign firms; those in capitals alone are as often a body's or a measure's."""
    for match in _nationality().finditer(view.folded):
        name = match[1]
        if len(name) > 3 and not name.isupper() and name.upper() not in cues("acronym"):
            yield Listed(match.start(1), match.end(1), "company", 0.9)
