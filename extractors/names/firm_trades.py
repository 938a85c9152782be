"""Names that end with a trade: two or three unknown characters before it, or the place that owns the firm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..rules import rule
from ..seeking import Seeker
from ..view import View
from .firm_forms import OF_STATE
from .firm_items import judge
from .firm_lexicon import alternatives, endings, vocabulary
from .firm_lists import Listed
from .firm_tokens import Token, Tokens

TRADE = rule(
    "firm.trade",
    "Two or three characters that are no word, and a trade, with a clean edge on either side, are a name.",
    reads=(
        "车间里，⟦鹏锐电子⟧的工人正在装配",
        "本报醴陵讯 ⟦鹏锐瓷业⟧拿下大单",
        "区内⟦鹏锐橡胶⟧年产8万吨",
        "⟦鹏锐科技⟧尚处辅导期",
    ),
    leaves=(
        "发展电子、生物等产业",
        "先进材料的应用",
        "新型半导体的研发",
        "从萤石到含氟高分子的链条",
        "投早、投小、投硬科技。",
        "工厂把轨挂式机器人卖到了海外",
    ),
)

_SITES = {"显示", "核电", "风电", "热电", "电站", "快递", "速运", "云计算"}
_TRADES = {ending for ending, (kind, head) in endings().items() if kind == "company" and head in ("any", "name")}
_SOFT_TRADES = {"生物", "智能", "能源", "医疗", "装备", "新材", "新材料", "机械", "材料", "科技"}
_TRADE = Seeker(
    re.compile(
        f"(?:{alternatives(frozenset(_TRADES - _SITES | _SOFT_TRADES))})"
        "(?<![持占减增配]股份)(?![一-鿿]{0,2}(?:公司|集团|产业|行业))"
    )
)
# Of what sort goods are (类脑, 含氟, 煤基, 壁挂式), and what is done (投硬科技).
_SORT = re.compile("(?:[含类非无].|.{1,3}[基式型])$|[投招引育]")
_AFTER = frozenset(["mark", "function", "cue", "verb", "digit"])
# What a name can end before, though it is neither verb nor mark.
_GOING_ON = frozenset(["尚", "曾", "共", "拟", "均", "年产", "月产", "日产", "一期", "二期", "三期", "四期"])
# Where a firm is, right before its name.
_NEAR = frozenset(["区内", "县内", "市内", "省内", "境内", "园内", "镇内", "当地", "本地", "隔壁"])
_NO_NAME = frozenset("的了和与及、,。;:()《》“”是在为等新高大\n ")


def read(view: View, tokens: Tokens) -> Iterator[Listed]:
    """The names that a trade ends."""
    yield from _by_trade(view, tokens)
    yield from _of_state(view, tokens)


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
        if at is None or not _is_closed(words[at + 1 : at + 2]):
            continue
        first = at
        while first and words[first - 1].kind == "ending":
            first -= 1
        trades = first
        while first and _is_joined(words, first) and (words[first - 1].kind == "char" or _is_within(words, first)):
            first -= 1
        near = first and _is_joined(words, first) and words[first - 1].text not in _NEAR
        before = words[first - 1].kind if near else "mark"
        opened = words[first].start > begin or begin == view.block_at(start).start
        if (
            2 <= trades - first <= 4
            and not _SORT.match("".join([word.text for word in words[first:trades]]))
            and before in ("mark", "function", "cue", "place")
            and opened
        ):
            judged = judge(words[first : at + 1])
            if judged.grade >= 1:
                start = words[first - 1].start if _opens_trade(words, first) else judged.start
                yield Listed(start, judged.end, "company", judged.grade)


def _is_closed(after: Sequence[Token]) -> bool:
    """Whether a name can end before these words: a mark, a verb, an adverb, how much it makes a year, a stage."""
    return not after or after[0].kind in _AFTER or after[0].text in _GOING_ON


def _is_joined(words: Sequence[Token], at: int) -> bool:
    """Whether no space stands before the word at `at`, as behind a dateline: 本报甲市讯 某某瓷业."""
    return words[at - 1].end == words[at].start


def _is_within(words: Sequence[Token], at: int) -> bool:
    """Whether a known name before `at` is a piece of a longer one: 志|博信|科技."""
    return at > 1 and words[at - 1].kind == "known" and words[at - 2].kind == "char"


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
