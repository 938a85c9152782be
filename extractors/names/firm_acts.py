"""What is said of firms alone in running text: what they are called, whom they sell to, and who works for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules import rule
from ..seeking import Seeker
from ..view import View
from .firm_edges import left_trimmed, natural, past_space
from .firm_items import judge
from .firm_lexicon import cues
from .firm_lists import Listed
from .firm_tokens import Token, Tokens
from .spotting import SURNAMES

CALLED = rule(
    "firm.called",
    "What a company, plant or start-up is called is its name; so is what stands in quotes or bare behind such a noun.",
    reads=(
        "一家叫⟦科瑞恩⟧的小厂接了单",
        "一家做探测器，叫⟦锐恩特⟧。",
        "另一家叫“⟦远山光学⟧”的公司",
        "一家民企“⟦科瑞恩⟧”开工",
        "一家五金厂⟦锐恩特⟧则把订单挪到了海外",
    ),
    leaves=("一家叫好的企业", "企业“走出去”的步伐", "公司拟于明年上市"),
)
QUOTED = rule(
    "firm.quoted",
    "What stands in quotes and completes a round of financing, or behind who a firm is, is its name, words or not.",
    reads=("「⟦清泉智算⟧」完成2亿元B轮融资", "储能系统集成商「⟦星火动力⟧」近日宣布"),
    leaves=("“十四五”完成投资2亿元", "服务商“抱团出海”", "“新型储能”获得政策支持"),
)
PARTNER = rule(
    "firm.partner",
    "Whom one supplies, buys from, takes orders from or has worked for is a firm where it has a name of its own.",
    reads=("设备是从⟦科瑞恩⟧订的", "接到了⟦锐恩特⟧的订单", "给⟦迈芯微⟧供货", "他曾任职于⟦锐恩特⟧"),
    leaves=("向农户采购稻谷", "为居民供应热水", "拿到了海外的订单"),
)
STAFF = rule(
    "firm.staff",
    "What has an owner, engineers, a workshop or a production line is a firm where it has a name of its own.",
    reads=("⟦科瑞恩⟧的车间里", "⟦锐恩特⟧工程师说"),
    leaves=("现代化的车间里", "我们的工程师说"),
)
COMES = rule(
    "firm.comes",
    "Who has a seat somewhere, or has moved from there, is a firm where it has a name of its own.",
    reads=("总部设在无锡的⟦迈芯微⟧去年投了产", "刚从嘉兴搬来的⟦锐恩特⟧已经投产", "隔壁是苏州迁来的⟦科瑞恩⟧"),
    leaves=("从四川搬来的村民", "总部位于上海的一家企业", "从外地搬来的张建国在此开店"),
)
DOER = rule(
    "firm.doer",
    "What takes orders, goes into production, ships or reports sales is a firm where it has a name of its own.",
    reads=("⟦科瑞恩⟧上半年承接订单600份", "⟦锐恩特⟧上月投产", "仅⟦明光电控⟧一家就有职工800人"),
    leaves=("全市一季度营收5亿元", "张建国承接订单", "该线去年投产"),
)

_NOUN = r"(?:企业|公司|工厂|厂子?|作坊|民企|国企|药企|车企|台企|外企|酒企|新秀|独角兽)"
_NAME = r"[一-鿿A-Za-z0-9]{2,10}?"
# What a firm's kind goes before: 一家叫甲的小厂; 做探测器的一家,叫甲。
_CALLED = Seeker(
    re.compile(
        rf"(?:名叫|名为|取名为?|叫[做作]?)[“「]?(?P<a>{_NAME})[”」]?的[^,。、;的\n]{{0,8}}?{_NOUN}"
        rf"|家[^。;!?,\n]{{1,12}},(?:名)?叫[“「]?(?P<b>{_NAME})(?=[。;,”」])"
        rf"|(?:[一两这那]家|夫妻|本地)[^,。;“”\n]{{0,8}}{_NOUN}[“「](?P<c>{_NAME})[”」]"
        rf"|(?:新秀|小厂|老厂|作坊|酒厂|创业公司|初创公司)[“「](?P<d>{_NAME})[”」]"
    )
)
_QUOTED = Seeker(
    re.compile(
        r"[「“](?P<subject>[^「」“”,。;:、\d\n]{2,12})[」”](?:[(][^()\n]{1,40}[)])?(?:已|正式|宣布|近日|日前|连续){0,3}"
        r"(?:完成|获得?|拿[到下])[^。;,\n]{0,20}(?:轮|融资)"
        r"|(?:服务|研发|开发|制造|供应|生产|集成|运营|提供|设备|材料|零部件)商「(?P<behind>[^「」,。;:、\d\n]{2,12})」"
    )
)
_BEHIND = Seeker(
    re.compile(r"一家[^,。;、“的\n]{0,6}?(?:公司|企业|厂)(?=[一-鿿]{2})|背后的公司(?=[一-鿿]{2})|老股东|旗下的")
)
_COMES = Seeker(
    re.compile(
        r"总部(?:就|都|现)?(?:位于|设在|设于|在|地处)[^,。;、的\n]{2,12}的(?=[一-鿿A-Za-z]{2})"
        r"|(?:搬|迁|转移|引进)(?:过)?来的(?=[一-鿿A-Za-z]{2})"
    )
)
_TO = Seeker(
    re.compile(
        r"(?:接到|拿到|拿下|签下|接下)了?(?P<a>[一-鿿A-Za-z]{2,10}?)的[一-鿿]{0,4}(?:订单|单子|大单|合同)"
        r"|[给为向替](?P<b>[一-鿿A-Za-z、和与]{2,16}?)(?:供货|供应|(?<!提)供的|配套|代工|做代工|采购|订购|订货|下单|做配套)"
        r"|[从找向](?P<c>[一-鿿A-Za-z、和与]{2,16}?)(?:采购|订购|选购|订的|买的|订[,。]|离职|跳槽)"
        r"|(?:卖给|租给|交给|供应给|出售给|转让给)了?(?P<d>[一-鿿A-Za-z和与、]{2,16}?)(?=[。,;])"
        r"|(?:任职于|就职于|供职于)(?P<e>[一-鿿A-Za-z]{2,10}?)(?=[。,;的]|$)"
    )
)
_ROLE = Seeker(
    re.compile(
        r"的?(?:少东家|老板娘?|主理人|掌门人|当家人|老总|总工程师|总工(?!会)|工程师|厂长(?!期)|项目经理|公关负责人|销售总监"
        r"|技术总监|市场总监)|的(?:车间|厂房|生产线|产线|展位|展台)"
    )
)
_DOES = Seeker(
    re.compile(
        r"(?:承接|接到|拿下|签下|斩获)[^,。;\n]{0,10}(?:订单|合同)|营收|毛利率?|净利|投产|量产|试产|扩产|减产|停产|达产"
        r"|(?:计划|拟|将|再)?投资(?:约|超|近)?\d[\d.]*[亿万]|专[做营攻]|主营"
        r"|(?:正|就|便|也|都)?是[^,。;\n]{0,8}?(?:链主|独角兽|单项冠军)|供货|中标|[完获拿][^,。;\n]{0,18}轮(?:融资|[,。])|[完获拿][^,。;\n]{0,14}融资"
    )
)
# 某某一家就有: what 家 counts is a firm.
_ALONE = Seeker(re.compile(r"(?<=[一-鿿]{3})一家(?:就|便|独占|独大)"))
_JOINT = re.compile("[、和与]")
# What slogans are made of: 提质, 稳岗扩岗, 主责主业.
_SLOGAN = re.compile(
    r"^[做卖开办种养搞跑买当修造]|[引补强延建增扩转提降减控治保稳促推抓改续旧两跨济入升]|^(.).\1.$|^.(.).\2$|[一两几多某每][位家个名]|企$|厂[家商]?$|[来往去]$"
)
# What stands between a firm and its verb is a time or an adverb, no thing of the firm's.
_THING = re.compile(r"工程|项目|[线机船车路桥站港厂院]$|设备|产品|基地|车间|平台|品种|技术|[的、]")
_EDGES = frozenset(["mark", "function", "cue", "verb", "digit"])
_ADVERBS = frozenset("已正刚曾将便就还也都同")
"""What adverbs behind a firm's name begin with."""
_REACH = 18
"""How far a name may reach before or behind its cue."""


def read(view: View, tokens: Tokens) -> Iterator[tuple[Listed, str]]:
    """Firms by what is said of them, with the rule that read each."""
    for match in _CALLED.finditer(view.folded):
        yield from _framed(view, tokens, match, CALLED)
    for match in _QUOTED.finditer(view.folded):
        yield Listed(*match.span(match.lastgroup or 0), "company", 1.0), QUOTED
    for match in _BEHIND.finditer(view.folded):
        yield from _behind(view, tokens, match.end(), CALLED)
    for match in _COMES.finditer(view.folded):
        yield from _behind(view, tokens, match.end(), COMES)
    for match in _TO.finditer(view.folded):
        yield from _framed(view, tokens, match, PARTNER)
    for match in _ROLE.finditer(view.folded):
        yield from _before(view, tokens, match.start())
    for match in _ALONE.finditer(view.folded):
        yield from _alone(view, tokens, match.start())
    for match in _DOES.finditer(view.folded):
        yield from _doer(view, tokens, match.start())


def _framed(view: View, tokens: Tokens, match: re.Match[str], by: str) -> Iterator[tuple[Listed, str]]:
    """The names in the frame of a phrase, joined by 、 or 和."""
    start, end = match.span(match.lastgroup or 0)
    if match.lastgroup == "a" and by == CALLED and view.folded[start - 1] in "“「":
        yield Listed(start, end, "company", 1.0), by  # a word or not
        return
    begin = start
    found: list[tuple[Listed, str]] = []
    for joint in [*_JOINT.finditer(view.folded, start, end), None]:
        stop = joint.start() if joint else end
        words = tokens.split(begin, stop)
        named = [*_named(words, stop, 0.8, by, 2)] if words and words[0].kind in _HEADS else []
        if not named:
            return
        found += named
        begin = joint.end() if joint else end
    yield from found


_HEADS = ("char", "firm", "known", "place", "latin")


def _named(words: list[Token], end: int, least: float, by: str, size: int = 3) -> Iterator[tuple[Listed, str]]:
    """The firm that all of the words are the name of."""
    judged = judge(words)
    text = "".join(word.text for word in words)
    known = words[0].kind in ("firm", "known")
    if judged.grade < (0.5 if known else least) or judged.kind != "company" or judged.end != end:
        return
    if known or not (len(text) < size or _SLOGAN.search(text) or _is_person(words)):
        yield Listed(judged.start, judged.end, "company", judged.grade), by


def _behind(view: View, tokens: Tokens, start: int, by: str) -> Iterator[tuple[Listed, str]]:
    """The name that begins at `start`."""
    words = tokens.split(start, min(start + _REACH, view.block_at(start).end))
    if words and words[0].kind in _HEADS:
        name, close = natural(words)
        after = next((word for word in words if word.start >= close), None)
        officer = "".join(word.text for word in name) in cues("title")  # 一家船厂|老板
        edge = after is None or after.kind in _EDGES or (after.kind == "other" and after.text[0] in _ADVERBS)
        if name and not officer and edge:
            yield from _named(name, name[-1].end, 0.8, by, 2)


def _before(view: View, tokens: Tokens, end: int) -> Iterator[tuple[Listed, str]]:
    """The name that ends at `end`, with a mark, a preposition or the line's beginning before it."""
    start = max(view.clause_at(end - 1).start, end - _REACH) if end else 0
    words = tokens.split(past_space(view.folded, start, end), end)
    name = left_trimmed(words)[0] if words else []
    if name and name[0].kind in ("char", "firm", "known"):
        yield from _named(name, end, 0.8, STAFF)


def _doer(view: View, tokens: Tokens, verb: int) -> Iterator[tuple[Listed, str]]:
    """The name that begins the clause of a verb, a time or an adverb before it."""
    start = view.clause_at(verb).start
    if not 0 < verb - start <= _REACH:
        return
    words = tokens.split(start, verb)
    if not words or words[0].kind not in ("char", "firm", "known", "latin"):
        return
    name, _ = natural(words)
    if name and not _THING.search(view.folded, name[-1].end, verb):
        yield from _named(name, name[-1].end, 0.8, DOER)


def _alone(view: View, tokens: Tokens, end: int) -> Iterator[tuple[Listed, str]]:
    """The name from its clause's beginning, or 仅 or 光, to `end`: what it is made of does not matter."""
    start = view.clause_at(end - 1).start
    start += view.folded[start] in "仅光单"
    words = tokens.split(start, end) if 3 <= end - start <= 8 else []
    if words and not any(word.kind in ("function", "cue", "mark", "digit") for word in words) and words[0].end < end:
        yield Listed(start, end, "company", 0.9), DOER


def _is_person(name: list[Token]) -> bool:
    """Whether a name looks like a person's: two or three characters, the first a surname."""
    text = "".join(token.text for token in name)
    return all(token.kind == "char" for token in name) and len(text) <= 3 and text[0] in SURNAMES
