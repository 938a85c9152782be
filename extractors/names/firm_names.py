"""Names that show by their own form: legal forms, endings of firms and institutes, known names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ..rules import rule
from ..seeking import Seeker
from ..view import View
from .firm_edges import within_name, without_county
from .firm_items import LEGAL, OF_STATE, judge
from .firm_lexicon import alternatives, cues, endings, vocabulary
from .firm_lists import Listed
from .firm_tokens import Token, Tokens
from .gazetteer import province_names

LEGAL_NAME = rule(
    "firm.legal_name",
    "A name with a legal form begins after the preposition, verb, title or nationality before it.",
    reads=(
        "由⟦杭州瑞岭生物科技有限公司⟧投资建设",
        "引进德国⟦Hartmann Systems GmbH⟧设厂",
        "⟦临远（苏州）智能装备有限公司⟧以及⟦南京同启机械股份有限公司⟧",
        "卫星载荷研发商⟦合肥澄宇航天科技有限公司⟧完成融资",
        "【现场 ⟦宁波瑞岭泵业有限公司⟧总经理】",
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
        "当地最大医院⟦瑞岭医院⟧",
        "完成⟦国泰海通证券⟧重组",
    ),
    leaves=(
        "一家大型企业集团",
        "商业银行增加信贷投放",
        "引导社会资本参与",
        "涉事公司已停产",
        "转运至市级医院",
        "维护证券市场秩序",
    ),
)
TRADE = rule(
    "firm.trade",
    "Two or three characters that are no word, and a trade, with a clean edge on either side, are a name.",
    reads=("车间里，⟦鹏锐电子⟧的工人正在装配",),
    leaves=("发展电子、生物等产业", "先进材料的应用", "新型半导体的研发"),
)
KNOWN = rule(
    "firm.known",
    "The name of a listed or well-known firm that is no word of the language names it anywhere.",
    reads=("记者走进⟦比亚迪⟧的车间", "签约在即，⟦广东比亚迪⟧派人来了。"),
    leaves=(
        "苹果丰收",
        "曙光在前",
        "总统阿里表示",
        "林德迈尔说",
        "在叙利亚德拉市",
        "多家美国银行评级下调",
        "改善民生事业",
        "统一大业",
    ),
)

_LEGAL = Seeker(re.compile(LEGAL + r"(?![A-Za-z])"))
_LATIN_LEGAL = Seeker(
    re.compile(r"(?:[A-Z][A-Za-z0-9&.\-']{0,24}[ ]){1,6}(?:\([A-Z][A-Za-z]{1,20}\) )?" + LEGAL + r"(?![A-Za-z])")
)
_INSTITUTES = "大学|学院|研究院|研究所|研究总院|设计院|科学院|实验室|医院|协会|学会|商会|联合会|交易所"
_ANY = frozenset(ending for ending, (kind, head) in endings().items() if head == "any" or ending == "公司")
_SITES = {"核电", "风电", "热电", "电站", "快递", "速运", "云计算"}
_TRADES = {ending for ending, (kind, head) in endings().items() if kind == "company" and head in ("any", "name")}
_SOFT_TRADES = {"生物", "智能", "能源", "医疗", "装备", "新材", "新材料", "机械", "材料", "科技"}
_TRADE = Seeker(
    re.compile(
        f"(?:{alternatives(frozenset(_TRADES - _SITES | _SOFT_TRADES))})"
        "(?<![持占减增配]股份)(?![一-鿿]{0,2}(?:公司|集团|产业|行业))"
    )
)
# Whose full name has the place that they are of: 某市归国某某联合会.
_OF_PLACE = re.compile(r"(?:协会|联合会|商会|学会)$")
_COLLEGE = re.compile(r"大学[一-鿿]{2,6}学院$")
_AFTER = frozenset(["mark", "function", "cue", "verb", "digit"])
_NO_NAME = frozenset("的了和与及、,。;:()《》“”是在为等新高大\n ")
# What goes on to another word: 大学生, 银行业, 控股股东, 资本市场.
_GOES_ON = (
    r"(?<!重点)(?<!有限公司)(?<!责任公司)(?<!股份公司)(?<!集团公司)(?!生|城|业(?!银)|家|卡|化|军|公司|有限|制|权|法|费|金(?!融)|派|行长|股东|交易所|市场|支出|回报|主义|合作社|比例|园区|监管|机构|体系"
    r"|贷款|利率|间|账户|理财|存款|感染|服务能力|数量|总数|能力|等级|建设)"
)
_ENDING = re.compile(f"(?:{alternatives(_ANY)})(?<![持占减增配]股份){_GOES_ON}")
# The numbered companies of the state's builders: 中铁一局, 中建三局, 中交二公局, 中国十九冶.
_N = "[一二三四五六七八九十]{1,3}"
_BUILDERS = re.compile(
    f"中铁(?:{_N}|大桥|隧道|电气化|建工|上海|北京|广州|武汉|北方|城建)(?:局|院)(?:集团)?"
    f"|中建(?:{_N}局|科工|安装|港航)(?:集团)?"
    f"|中交(?:{_N}(?:航局|公局|航院|公院)|天航局|上航局|广航局)|中国{_N}冶(?:集团)?|中国[一二]重|中国水电{_N}局|中国电建.{{2}}院"
    f"|中核(?:二三|二四|二二|华兴|中原)|中铁建{_N}局|中煤{_N}建|中电科{_N}所"
)


def read(view: View, tokens: Tokens) -> Iterator[tuple[Listed, str]]:
    """The names that show by their form, with the rule that read each."""
    for start, end in _latin(view):
        yield Listed(start, end, "company", 1.0), LEGAL_NAME
    for match in _BUILDERS.finditer(view.folded):
        yield Listed(match.start(), match.end(), "company", 1.0), KNOWN
    for found in _by_ending(view, tokens, _LEGAL):
        yield found, LEGAL_NAME
    for found in _by_ending(view, tokens, _ENDING):
        yield found, ENDING
    for found in _by_trade(view, tokens):
        yield found, TRADE
    for found in _of_state(view, tokens):
        yield found, TRADE
    yield from ((found, KNOWN) for found in _known(tokens))


def _latin(view: View) -> Iterator[tuple[int, int]]:
    for match in _LATIN_LEGAL.finditer(view.folded):
        yield match.span()


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
        if not "㐀" <= match.group()[0] <= "鿿" or (match.start() == before and pattern is _LEGAL) or chained:
            continue
        begin = max(floor, match.start() - 30, view.block_at(match.start()).start)
        edge = max(text.rfind(mark, begin, match.start()) for mark in "。,;:!?、\n\t“”《》【】")
        apart = text.rfind(" ", max(begin, edge) + 1, match.start())
        if apart > 0 and "一" <= text[apart - 1] <= "鿿":  # Latin names alone hold spaces
            edge = apart
        words = tokens.split(max(begin, edge + 1), match.end())
        name = _from_left_edge(tokens, words, match.start(), pattern is _ENDING)
        if not name:
            continue
        judged = judge(without_county(name) if pattern is _ENDING else name)
        if judged.kind == "institute" and _COLLEGE.search(text, judged.start, judged.end):
            continue  # a college of a university, which is named already
        if match.group() == "公司" and _apposed(tokens, match.end()):
            continue
        if judged.grade >= 0.8 and judged.end == match.end():
            floor = match.end()
            yield Listed(judged.start, judged.end, judged.kind, judged.grade)


def _by_trade(view: View, tokens: Tokens) -> Iterator[Listed]:
    """Names of two or three characters and a trade, with a clean edge on either side."""
    text, known = view.folded, vocabulary()
    for match in _TRADE.finditer(text):
        start = match.start()
        if text[start - 2 : start] in known or text[start - 1 : start] in _NO_NAME:
            continue
        begin = max(view.block_at(start).start, start - 10)
        words = tokens.split(begin, min(match.end() + 4, len(text)))
        at = next((at for at, word in enumerate(words) if word.end == match.end() and word.kind == "ending"), None)
        if at is None or {word.kind for word in words[at + 1 : at + 2]} - _AFTER:
            continue
        first = at
        while first and words[first - 1].kind == "ending":
            first -= 1
        trades = first
        while first and words[first - 1].kind == "char":
            first -= 1
        before = words[first - 1].kind if first else "mark"
        if 2 <= trades - first <= 3 and before in ("mark", "function", "cue", "place") and words[first].start > begin:
            judged = judge(words[first : at + 1])
            if judged.grade >= 1:
                start = words[first - 1].start if _opens_trade(words, first) else judged.start
                yield Listed(start, judged.end, "company", judged.grade)


def _of_state(view: View, tokens: Tokens) -> Iterator[Listed]:
    """What a place owns and calls by its own name and an abbreviation: 某市|城投."""
    for start, end in tokens.places():
        match = OF_STATE.match(view.folded, end)
        if match and not _NO_OWNED.match(view.folded, match.end()):
            yield Listed(start, match.end(), "company", 1.0)


_NO_OWNED = re.compile("[资入产放用运向料保建标递稿]")  # 投|资, 投|产


def _opens_trade(words: Sequence[Token], first: int) -> bool:
    """Whether a place opens the name of a trade: 和|江州|鹏锐电子, but not 在|江州|鹏锐电子 or a county."""
    if words[first - 1].kind != "place" or words[first - 1].text[-1] in "省区县旗镇乡州":
        return False
    return first > 1 and words[first - 2].kind in ("mark", "function", "cue") and words[first - 2].text not in _AT


_AT = frozenset(["在", "于", "到", "至", "位于", "落户", "来到", "走进", "落地"])


def _from_left_edge(tokens: Tokens, words: Sequence[Token], ending: int, bare: bool) -> list[Token]:
    """The words of the name that ends with `words`: back to the nearest cue, function word or second place."""
    objects, closed = cues("object"), cues("edge")
    at = len(words) - 1
    depth = 0
    while at >= 0:
        token = words[at]
        depth += (token.text == ")") - (token.text == "(")
        if depth < 0:
            break
        if token.start < ending and not depth:
            if token.kind in ("digit", "country") or (token.kind == "mark" and token.text not in "()"):
                break
            if token.kind == "cue" and token.text not in cues("within"):
                break
            if token.text.endswith("公司") and token.kind == "ending":
                break  # 附属公司|某某有限公司
            if (token.text in objects and token.kind != "ending") or (bare and _no_head(words, at)):
                break
            if token.kind == "function" and token.text in closed and not within_name(words, at):
                break
            if bare and _closed_before(words, at):
                break
            if not bare and _opens(words, at):
                at -= 1
                break
            glued = at and token.kind == words[at - 1].kind == "place" and not _OF_PLACE.search(words[-1].text)
            glued = glued and words[at - 1].text != "中国"
            if (
                glued
                and tokens.lies_in(token, words[at - 1])
                and (bare or len(token.text) > 2 or words[at - 1].text[-1] in "省市区县州旗")
            ):
                at -= 1
                break
        at -= 1
    return list(words[at + 1 :])


def _opens(words: Sequence[Token], at: int) -> bool:
    """Whether a full name begins with this place: a noun stands before it, or who its bearer is: 研发商|某地."""
    if words[at].kind != "place" or at < 1 or words[at + 1].text == ")":
        return False
    before = words[at - 1]
    if before.text == "商" and at > 1:
        before = words[at - 2]
    return before.kind in ("noun", "verb", "other", "term") and len(before.text) > 1


def _closed_before(words: Sequence[Token], at: int) -> bool:
    """Whether another noun for a firm or institute ends here, of which no name is made: 当地最大医院|某某医院."""
    if words[at].text not in _ANY or at == len(words) - 1 or words[at + 1].kind not in ("char", "firm", "known"):
        return False
    while at and words[at].kind == "ending":
        at -= 1
    return words[at].kind in ("ending", "verb", "other", "cue", "mark", "function")


_LEVELS = frozenset("省市县区州旗")  # 省|国资运营集团
_COMMON = frozenset(["银行", "证券", "公司"])


def _no_head(words: Sequence[Token], at: int) -> bool:
    """Whether a verb or the like cannot be in the head of a name with an ending: 宣布|所有|医院, but 得力|集团."""
    if words[at].kind not in ("verb", "other") or words[at].text in cues("within"):
        return False
    if re.fullmatch("[一二两三四五六七八九十百千多数几]+[家所个]", words[at].text):
        return True
    before = words[at - 1].kind if at else "mark"
    if at > 1 and words[at].kind == "verb" and before == words[at - 2].kind == "char":
        return False
    kind = endings().get(words[-1].text, ("", ""))[0]
    common = kind == "institute" or words[-1].text in _COMMON  # what one keeps, sets up, visits
    adjacent = at == len(words) - 2 and before in ("mark", "function", "cue") and not common
    return not adjacent and before != "place" and not (at and words[at - 1].text in _LEVELS)


# What is called after a firm or its founder and is none: streets, prizes, cups, places.
_CALLED = re.compile(r"奖(?![励金])|杯(?!子)|城(?![市区商投建])|大道|大街|街道|路(?![线演由径桥])")


def _known(tokens: Tokens) -> Iterator[Listed]:
    """Gazetteer names that the words around them leave whole, with what makes them the name of a daughter firm."""
    for anchor in tokens.gazetteer:
        trade = _MAKERS.match(tokens.folded, anchor.end)
        made = trade is not None and trade.group() in endings()  # 紫金|锂业, but 民生|事业, 现代|职业教育
        if (
            (anchor.payload[1] != "sure" and not made)
            or anchor.word in cues("media")
            or _CALLED.match(tokens.folded, anchor.end)
        ):
            continue
        lo, hi = max(0, anchor.start - 6), min(len(tokens.folded), anchor.end + 8)
        words = tokens.split(lo, hi)
        at = next((at for at, word in enumerate(words) if (word.start, word.end) == anchor[:2]), None)
        if at is None:
            continue
        if anchor.payload[0] == "institute":
            yield Listed(anchor.start, anchor.end, "institute", 1.0)
            continue
        first, last = _grown(words, at)
        last = _fund(words, last) or last
        if last > at and tokens.is_place(words[last].start, words[last].end):
            last -= 1  # where its plant is, though a firm is called so, too
        first -= _placed(words, first)
        yield Listed(words[first].start, words[last].end, "company", 1.0)


def _placed(words: Sequence[Token], first: int) -> bool:
    """Whether a province opens the name: 、|江苏|某某科技, but not 在|江苏|某某科技."""
    if not first or words[first - 1].text not in province_names():
        return False
    return first > 1 and words[first - 2].kind == "mark" and words[first - 2].text not in '“"‘('


_SITE = frozenset("市县区镇乡村州局厅部园馆")  # what ends the name of a place or an office behind a firm's: 某某小镇


def _fund(words: Sequence[Token], last: int) -> int:
    """Where the name of a fund ends that a firm's name opens: 某某|种子|基金; 0 if none."""
    fund = next((at for at in range(last + 1, min(last + 4, len(words))) if words[at].text == "基金"), 0)
    return fund if all(word.kind in _OF_FUND for word in words[last + 1 : fund]) else 0


_OF_FUND = frozenset(["noun", "other", "term", "ending", "place", "char", "verb"])
_MAKERS = re.compile("(?![产行企农工商实])[一-鿿]业")  # a trade that nothing else is called by: 乳业, 锂业


def _grown(words: Sequence[Token], at: int) -> tuple[int, int]:
    """The words of one name around a firm's: firms glued to it, two characters, or an ending before a clean edge."""
    first = last = at
    while first and words[first - 1].kind in ("firm", "known") and words[first - 1].end == words[first].start:
        first -= 1
    while (
        last + 1 < len(words) and words[last + 1].kind in ("firm", "known") and words[last + 1].start == words[last].end
    ):
        last += 1
    while first > 1 and [w.kind for w in words[first - 2 : first]] == ["char", "char"]:
        if words[first - 1].text in "过来去到进台套条辆架艘":
            break  # 见过|某某, 六台|某某: the complement of a verb, a classifier
        if first > 2 and words[first - 3].kind not in ("mark", "function", "cue", "place"):
            break
        first -= 2
    if "".join(word.text for word in words[last + 1 : last + 4 : 2]) == "()" and words[last + 2].kind == "place":
        if [word.kind for word in words[last + 4 : last + 5]] == ["ending"]:
            return first, last + 4
        return first, last
    if [word.text for word in words[last + 1 : last + 2]] == ["中国"] and words[last].kind == "firm":
        after = words[last + 2].kind if last + 2 < len(words) else "mark"
        return first, last + (after in ("mark", "function", "cue"))
    kinds = [word.kind for word in words[last + 1 : last + 5]]
    if kinds[:1] == ["ending"] and _MAKERS.fullmatch(words[last + 1].text):
        return first, last + 1
    edge = ("mark", "function", "place", "digit")
    if kinds[:2] == ["char", "char"] and (len(kinds) > 2 and kinds[2] in ("mark", "function")):
        return first, last + 2 * (words[last + 2].text not in _SITE)
    if kinds[:1] == ["ending"] and len(kinds) > 1 and kinds[1] in (*edge, "verb", "cue"):
        invests = kinds[1] == "digit" and words[last + 1].text in ("投资", "建设")  # a verb
        return first, last + (not invests)
    return first, last
