"""Names that lists hold: of listed and well-known firms, and of the numbered companies of the state's builders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..rules import rule
from ..view import View
from .firm_lexicon import cues, endings
from .firm_lists import Listed
from .firm_tokens import Token, Tokens
from .gazetteer import province_names
from .spotting import SURNAMES

KNOWN = rule(
    "firm.known",
    "The name of a listed or well-known firm that is no word of the language names it anywhere.",
    reads=(
        "记者走进⟦比亚迪⟧的车间",
        "签约在即，⟦广东比亚迪⟧派人来了。",
        "⟦隆基瑞叶⟧滁州基地满产",
        "由⟦上海电气新能源⟧投资建设",
        "⟦康缘药业北京公司⟧完成投资",
        "⟦中石油兰州销售公司⟧介绍",
    ),
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

# The numbered companies of the state's builders: 中铁一局, 中建三局, 中交二公局, 中国十九冶.
_N = "[一二三四五六七八九十]{1,3}"
_BUILDERS = re.compile(
    f"中铁(?:{_N}|大桥|隧道|电气化|建工|上海|北京|广州|武汉|北方|城建)(?:局|院)(?:集团)?"
    f"|中建(?:{_N}局|科工|安装|港航)(?:集团)?"
    f"|中交(?:{_N}(?:航局|公局|航院|公院)|天航局|上航局|广航局)|中国{_N}冶(?:集团)?|中国[一二]重|中国水电{_N}局|中国电建.{{2}}院"
    f"|中核(?:二三|二四|二二|华兴|中原)|中铁建{_N}局|中煤{_N}建|中电科{_N}所"
)


def builders(view: View) -> Iterator[Listed]:
    """The numbered companies of the state's builders."""
    for match in _BUILDERS.finditer(view.folded):
        yield Listed(match.start(), match.end(), "company", 1.0)


# What is called after a firm or its founder and is none: streets, prizes, cups, places.
_CALLED = re.compile(r"奖(?![励金])|杯(?!子)|城(?![市区商投建])|大道|大街|街道|路(?![线演由径桥])")


def in_gazetteers(tokens: Tokens) -> Iterator[Listed]:
    """Gazetteer names that the words around them leave whole, with what makes them the name of a daughter firm."""
    for anchor in tokens.gazetteer:
        trade = _MAKERS.match(tokens.folded, anchor.end)
        made = trade is not None and trade.group() in endings()  # 紫金|锂业, but 民生|事业, 现代|职业教育
        made = made or tokens.folded.startswith(("(集团)", "(控股)"), anchor.end)
        if (
            (anchor.payload[1] != "sure" and not made)
            or anchor.word in cues("media")
            or _CALLED.match(tokens.folded, anchor.end)
        ):
            continue
        lo = max(0, anchor.start - 6, tokens.folded.rfind("\n", 0, anchor.start) + 1)
        line = tokens.folded.find("\n", anchor.end, anchor.end + 8)
        hi = line if line >= 0 else min(len(tokens.folded), anchor.end + 8)
        words = tokens.split(lo, hi)
        at = next((at for at, word in enumerate(words) if (word.start, word.end) == anchor[:2]), None)
        if at is None:
            continue
        if anchor.payload[0] == "institute":
            of = at and words[at - 1].kind == "place" and len(words[at - 1].text) == 2  # 桂林|电子科技大学
            yield Listed(words[at - bool(of)].start, anchor.end, "institute", 1.0)
            continue
        first, last = _grown(words, at)
        last = _fund(words, last) or last
        if last > at and tokens.is_place(words[last].start, words[last].end):
            last -= 1  # where its plant is, though a firm is called so, too
        first -= _placed(words, first, tokens.folded[lo - 1 : lo] in ("", "\n"))
        yield Listed(words[first].start, words[last].end, "company", 1.0)


def _placed(words: Sequence[Token], first: int, opening: bool) -> bool:
    """Whether a province opens the name: 、|江苏|某某科技, but not 在|江苏|某某科技."""
    if not first or words[first - 1].text not in province_names():
        return False
    if first == 1:
        return opening
    return words[first - 2].kind == "mark" and words[first - 2].text not in '“"‘('


_DEEDS = ("投资", "建设", "开发", "运营")  # endings of names that are verbs, too


def _deed(words: Sequence[Token], last: int) -> bool:
    """Whether what ends one name is followed by what is done: 某某|新能源|投资|建设."""
    return words[last + 2].text in _DEEDS and words[last + 1].text not in _DEEDS


_SITE = frozenset("市县区镇乡村州局厅部园馆")  # what ends the name of a place or an office behind a firm's: 某某小镇

_METALS = frozenset("铁铜铝锌铅锡镍钴锰镁锂钛钒钨钼锑")  # what a firm mines or smelts: 某某集团|镍钴
_NO_NAME = _SITE | _METALS
_ADVERBS = frozenset("尚亦皆均曾刚")  # what opens a clause behind a firm, and names too: 某某科技|尚处于


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
        if [word.kind for word in words[last + 4 : last + 5]] == ["ending"] and not _is_plant(
            words[last + 4 : last + 6]
        ):
            return first, last + 4
        return first, last
    if [word.text for word in words[last + 1 : last + 2]] == ["中国"] and words[last].kind == "firm":
        after = words[last + 2].kind if last + 2 < len(words) else "mark"
        return first, last + (after in ("mark", "function", "cue"))
    return first, _with_ending(words, last)


def _is_plant(words: Sequence[Token]) -> bool:
    """Whether an ending only says how a plant is: 某某(乙县)|智能|工厂."""
    return (
        len(words) > 1 and words[0].text in ("智能", "数字", "绿色") and words[1].text.startswith(("工", "车", "制造"))
    )


def _is_product(name: str, thing: str) -> bool:
    """Whether goods stand behind a name that has its ending already: 某某新材|叶片."""
    made = endings()[thing][1] == "soft" and thing not in cues("trade") and not thing.startswith(("装备", "新"))
    return made and len(name) > 3 and name[-2:] in endings()


def _branch(words: Sequence[Token]) -> int:
    """How many words behind a place end the name of a group's company there: 公司, 供电|公司; 0 if none."""
    ends = next((at for at, word in enumerate(words) if word.text in ("公司", "分公司", "有限公司")), len(words))
    named = all(word.kind in ("noun", "other", "term", "verb", "place", "ending") for word in words[:ends])
    return ends + 1 if named and ends < len(words) else 0


def _with_ending(words: Sequence[Token], last: int) -> int:
    """Where a name ends that goes on behind a known one with two characters, an ending or 有限."""
    kinds = [word.kind for word in words[last + 1 : last + 5]]
    if [word.text for word in words[last + 1 : last + 2]] == ["有限"] and kinds[1:2] != ["ending"]:
        return last + 1  # 某钢|有限: short for its legal form
    if kinds[:1] == ["ending"] and _MAKERS.fullmatch(words[last + 1].text):
        return last + 1
    if kinds[:1] == ["place"] and (branch := _branch(words[last + 2 : last + 5])):
        return last + 1 + branch
    edge = ("mark", "function", "place", "digit")
    if kinds[:2] == ["char", "char"] and len(kinds) > 2 and kinds[2] in edge[:3]:
        named = words[last + 2].text not in _NO_NAME and (kinds[2] != "place" or words[last + 1].text not in SURNAMES)
        return last + 2 * (named and words[last + 1].text not in _ADVERBS)
    if kinds[:1] == ["ending"] and len(kinds) > 1 and not _is_product(words[last].text, words[last + 1].text):
        ended = kinds[1] in (*edge, "verb", "cue", "latin") or _deed(words, last)
        by = last > 0 and words[last - 1].text == "由"  # 由某某|投资、…
        invests = (kinds[1] == "digit" or by) and words[last + 1].text in _DEEDS  # a verb
        return last + (ended and not invests)
    return last
