"""The words before a numeral that belong to its predicate: bound, change, level, comparison (`data/number_words.tsv`).

The words are taken off one after another, backwards from the numeral, longest first: 同比 | 增长 | 约 | 20%.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..fold import fold
from ..lexicon import rows
from ..records import Bound

LONGEST = 7
WINDOW = 60
"""How many characters of its clause before a numeral can say something of it."""


@dataclass(slots=True)
class Predicate:
    """What the words before a numeral say: where they begin, and the flags they set.

    `sign` is +1 or -1 where the number is a change, else 0; `rate` is set by a noun for a rate of change (增速),
    `yearly` by a comparison in time (同比);
    `level` where the number is a level that was reached, `origin` where it is the level before; `comparative` where it
    is the distance from something else; `base` spans the whole that a share or a comparison refers to.
    """

    head: int
    bound: Bound | None = None
    sign: int = 0
    rate: bool = False
    yearly: bool = False
    level: bool = False
    origin: bool = False
    comparative: bool = False
    share: bool = False
    base: tuple[int, int] | None = None


@cache
def _words() -> dict[str, dict[str, tuple[str, str]]]:
    """The last character of a word to the words that end in it: class and value."""
    table: dict[str, dict[str, tuple[str, str]]] = {}
    for word, kind, *value in rows("number_words.tsv"):
        folded = fold(word)
        table.setdefault(folded[-1], {})[folded] = (kind, value[0] if value else "")
    return table


def word_before(folded: str, end: int, start: int) -> tuple[str, str, str] | None:
    """The longest word of the table that ends at `end` and begins at `start` or later: word, class, value."""
    ending = _words().get(folded[end - 1 : end]) if end > start else None
    if ending:
        for length in range(min(LONGEST, end - start), 0, -1):
            word = folded[end - length : end]
            if word in ending and not (word[0] == "年" and folded[end - length - 1 : end - length].isdecimal()):
                return (word, *ending[word])  # 2030年|增至
    return None


def read(folded: str, numeral: int, clause: int, unit_kind: str) -> Predicate:
    """The predicate before the numeral at `numeral`; nothing before `clause` is looked at."""
    clause = max(clause, numeral - WINDOW)
    found = Predicate(numeral)
    position = _skip_space(folded, numeral, clause)
    while word := word_before(folded, position, clause):
        written, kind, value = word
        if not _accept(found, written, kind, value, unit_kind, position == numeral):
            break
        position -= len(written)
        found.head = position
        position = _skip_space(folded, position, clause)
    _phrases(folded, found, numeral, clause, unit_kind)
    found.head = _skip_adverbs(folded, found.head, clause)
    return found


def _skip_adverbs(folded: str, position: int, clause: int) -> int:
    """The beginning of a predicate with the adverbs in front of its comparison: 按可比口径 | 较上年增长."""
    while (word := word_before(folded, position, clause)) and word[1] == "adverb" and len(word[0]) > 2:
        position -= len(word[0])
    return position


def _skip_space(folded: str, position: int, clause: int) -> int:
    while position > clause and folded[position - 1] in " “\"'(":
        position -= 1
        if folded[position] != " ":
            return position if folded[position] != "(" else position + 1
    return position


def _accept(found: Predicate, written: str, kind: str, value: str, unit_kind: str, direct: bool) -> bool:
    """Take one word into the predicate; False where it does not belong to it."""
    if kind == "stop":
        return False
    if kind == "saved":
        if unit_kind != "percent" or found.sign or found.level or found.rate:
            return False
        found.sign = -1
    elif kind == "bound":
        if found.sign or found.rate or (found.bound and found.bound not in (value, "~")):
            return False
        found.bound = value  # type: ignore[assignment]
    elif kind in ("up", "down"):
        return _change(found, written, 1 if kind == "up" else -1, direct or unit_kind in _RELATIVE)
    elif kind in ("rise", "fall"):
        found.rate = True
        found.sign = found.sign or (1 if kind == "rise" else -1)
    elif kind in ("ahead", "behind"):
        found.comparative = unit_kind in ("point", "times")
        found.sign = found.sign or ((1 if kind == "ahead" else -1) if found.comparative else 0)
        return found.comparative
    else:
        _mark(found, kind)
    return True


_RELATIVE = frozenset(("percent", "point", "times"))
"""Kinds of units that say by how much something changed, and nothing of what."""


def _change(found: Predicate, written: str, sign: int, alone: bool) -> bool:
    """Take a verb of change; one of a single character (增, 降) only where it stands by a level or `alone` is set."""
    if len(written) == 1 and not (found.level or alone):
        return False
    if not (found.sign or found.rate or found.level):
        found.sign = sign
    return True


def _mark(found: Predicate, kind: str) -> None:
    """Take a word that sets a flag and nothing else."""
    if kind == "level":
        found.level = found.level or not (found.sign or found.rate)
    elif kind == "year":
        found.yearly = True
    elif kind == "from":
        found.origin = True


_COMPARED = re.compile(
    r"(?:(?<![环同对占成])比|较)(?!重|例|率|较|增|减|上升|下降)[^,;。:比较%]{1,16}?(?:相比|相较)?$"
    r"|(?<![环合共协不相])[同与][^,;。:比较]{1,14}相[比较]$"
)
_SHARE = re.compile(
    r"(?:大约|约|几乎|仅|只|已|均|共|就|各|合计|分别|将)*占(?!地|用|据|有|领|比|道|到|率)[^,;。占]{0,36}$"
)
_AHEAD = re.compile(
    r"(?P<way>高于|快于|好于|优于|领先于?|高出|多于|低于|慢于|落后于?|少于|低过|高过|"
    r"快过)[^,;。高低]{1,24}$|[比较][^,;。比较]{1,20}(?P<more>[高低快慢多少贵长短轻重大小厚薄深浅强弱宽窄早晚省]|便宜)[出了]?$"
)
_LESS = frozenset("低慢落少便短轻小薄浅弱窄早省")
"""What the words of a comparison begin with where what is compared is the less."""
_COMPARES = frozenset("多少高低快慢出贵长短轻重大小厚薄深浅强弱宽窄早晚省宜了")
_FAR_BOUND = re.compile(r"(?:不足|不到|超过|约为?|(?<![最附])近|(?<![反赶])超|逾)[^,;。:\d约近超逾]{1,14}的$")
_FAR: dict[str, Bound] = {"不": "<", "超": ">", "约": "~", "近": "<", "逾": ">"}
_MULTIPLE = re.compile(r"(?:是|为|达到?|相当于|等于|超过|只有|仅有|只及)([^,;。是为]{1,20}?)的?$")
# 用工|只有传统工厂的|四成: what it is held against
_ONLY = re.compile(r"(?:只有|仅有|只及|只是|仅是|相当于|等于)([^,。;是为]{2,16})的$")
_ORIGIN = re.compile(
    r"(?:由|从)(?!而|于|事|业|来)(?:\d{4}年|[^,;。由从\d到至]){0,14}(?<!安排)(?<!出资)(?<!投入)(?<!投资)(?<!提供)(?<!拨付)(?<!贡献)(?<!筹集)$"
)

# What starts somewhere moves on: 从5%提高到8%; 从外地拉钢带7万吨 is no such move.
_MOVES = re.compile(r"[^;。\n]*?(?:[到至成为]|[提增升降减扩跃上下缩压涨跌回攀翻迈拉飙变调])")


_WHOLE_END = re.compile(r"的?(?:总?比重|比例|份额|总量比)|的$|[由从]?\d|由|从(?!业)")


def _whole(folded: str, start: int, end: int) -> tuple[int, int]:
    """The whole that a share is taken of, without 的, 比重 and what follows them."""
    cut = _WHOLE_END.search(folded[start:end])
    return start, start + cut.start() if cut else end


def _loosely(folded: str, found: Predicate, clause: int) -> None:
    """Take a bound word before a comparison: 大概|是前一轮的5倍."""
    word = word_before(folded, found.head, clause)
    if word is not None and word[1] == "bound" and found.bound is None:
        found.bound = word[2]  # type: ignore[assignment]
        found.head -= len(word[0])


def _of_whole(folded: str, found: Predicate, clause: int) -> None:
    """What a share is taken of (占全市…), or held against (只有传统工厂的…)."""
    before = folded[clause : found.head]
    if match := _ONLY.search(before):
        found.head = clause + match.start()
        found.base = (clause + match.start(1), clause + match.end(1))
    elif match := _SHARE.search(before):
        found.share = True
        found.base = _whole(folded, clause + before.index("占", match.start()) + 1, found.head)
        found.head = clause + match.start()
        if found.bound is None and re.match(r"大?约|几乎", match.group()):
            found.bound = "<" if match.group().startswith("几乎") else "~"


def _phrases(folded: str, found: Predicate, numeral: int, clause: int, unit_kind: str) -> None:
    """Phrases with a variable part, such as 比上年…, 占全市…, 高于全国… and 由上年的…."""
    before = folded[clause : found.head]
    if not before:
        return
    if unit_kind in _RELATIVE or found.sign or before[-1] in _COMPARES:
        if found.sign and (match := _COMPARED.search(before)):
            found.head = clause + match.start()
        elif (
            (not found.sign or (found.rate and unit_kind == "point"))
            and (match := _AHEAD.search(before))
            and (unit_kind == "point" or match["more"])
        ):
            found.head, found.comparative = clause + match.start(), True
            found.sign = -1 if (match["way"] or match["more"])[0] in _LESS else 1
        elif unit_kind == "times" and not found.sign and (match := _MULTIPLE.search(before)):
            found.head = clause + match.start()
            found.base = (clause + match.start(1), clause + match.end(1))
            _loosely(folded, found, clause)
        elif unit_kind == "percent" and not found.sign:
            _of_whole(folded, found, clause)
    if (
        unit_kind in ("percent", "times")
        and found.bound is None
        and not found.sign
        and (far := _FAR_BOUND.search(before))
    ):
        found.bound, found.head = _FAR[far.group()[0]], clause + far.start()
    if found.origin:
        return
    near = max(clause, numeral - 18)
    before = folded[near:numeral]
    if (
        ("由" in before or "从" in before)
        and (match := _ORIGIN.search(before))
        and _MOVES.search(folded, numeral, numeral + 36)
    ):
        found.origin = True
        if found.head == numeral:
            found.head = near + match.start()
