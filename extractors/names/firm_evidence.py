"""Unknown names: what all signs of a stretch of words, added up, say for its being a firm's name.

A rule needs one sure sign. An unknown name of a list of such, at the head of a clause or behind a possessive has many
weak ones: that its characters are those of names, that firms stand beside it, that a plant or an engineer follows. Each
sign has a weight in data/firms/evidence.tsv (a logistic regression over annotated articles, made by
scripts/fit_evidence.py); a candidate is a name where its best mention's weights add up to more than nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import repeat
from math import log1p
from typing import NamedTuple

from ..automaton import every, occurrences
from ..lexicon import rows
from ..rules import rule
from ..view import Span, View
from .firm_candidates import Candidate, is_other, stretches
from .firm_fellows import AROUND, Fellows, Surroundings
from .firm_signs import before, behind, make
from .firm_tokens import Tokens
from .zone_forms import COMMITTEE

EVIDENCE = rule(
    "firm.evidence",
    "An unknown word is a firm's name where its signs (its characters, its neighbours, firms beside it) weigh enough.",
    reads=("做报关的⟦鑫岭⟧、⟦瑞岭⟧，比亚迪都是常客",),
    leaves=(
        "苹果、香蕉、葡萄都丰收了",
        "张建国、李卫东、王秀兰等企业家参加座谈",
        "宁德时代的电芯、模组卖到了海外",
        "鑫岭、瑞浦、锐山等区域转型，比亚迪落户",
        "岭南文化、鑫溪文化、锐江文化出新，比亚迪赞助",
        "鑫岭化工、瑞浦材料2个平台获评，比亚迪落户",
        "晋江鞋业订单回升，比亚迪落户",
        "鑫桥国际开放枢纽、瑞桥国际商务区提质，比亚迪落户",
    ),
)


class Weighed(NamedTuple):
    """A candidate, what its signs add up to, and the signs that count."""

    weight: float
    candidate: Candidate
    signs: tuple[str, ...]


_TOLD = 6  # signs shown
_PER_OTHER = 0.5
"""What a name has to weigh for each power of e of the places where its characters stand and weigh less than nothing."""


@cache
def weights() -> dict[str, float]:
    """The weight of every sign; `all` is where every candidate begins, a `floor` what names weigh without the rest."""
    return {sign: float(weight) for sign, weight in rows("firms/evidence.tsv")}


def read(view: View, tokens: Tokens, known: Sequence[Span], companies: Sequence[Span]) -> Iterator[Span]:
    """The candidates that are firms, by position, none over another or with an edge in a known name.

    A candidate may hold a known name whole: the longer one is the firm's then (某市|某某|科技).
    Universities and hospitals are known names, but no company for firms: only `companies` are.
    """
    found = list(_promising(view, tokens, known, companies))
    taken: list[Weighed] = []
    around = Surroundings(view)
    for _ in range(2):  # what the first round finds is company for the second
        before = len(taken)
        firms = [*companies, *(Span(w.candidate.start, w.candidate.end) for w in taken)]
        fellows = Fellows(view, firms, around)
        taken = [w for w in _best([_weighed(own, fellows) for own in found]) if not _is_town(view.folded, w.candidate)]
        taken = _borne_out(view.folded, taken)
        if len(taken) == before:
            break
    for weighed in sorted(taken, key=lambda weighed: weighed.candidate.start):
        start, end = weighed.candidate.start, weighed.candidate.end
        if view.vetoes is not None:
            view.weighed("firm", start, end, EVIDENCE, told(weighed))
        yield Span(start, end)


# 某某|产业集群, 某某|种植: what a place makes or grows, and no firm wherever it stands; 某某|工业区: the place
_TRADES = ("产业集群", "产业链", "产业带", "产业规模", "产业发展", "集群", "行业", "种植", "养殖", "市场价")
_ZONES = ("工业区", "开发区", "集聚区", "经开区", "高新区", "街道")


def _borne_out(folded: str, taken: Sequence[Weighed]) -> list[Weighed]:
    """Those whose best mention weighs enough for how often the text has the same characters without weighing so.

    Of many mentions of a word that is no name, one or the other seems a firm's by chance; nor is what a trade is
    called one.
    """
    best: dict[str, float] = {}
    times: Counter[str] = Counter()
    for weighed in taken:
        name = folded[weighed.candidate.start : weighed.candidate.end]
        best[name] = max(best.get(name, 0.0), weighed.weight)
        times[name] += 1
    names = list(best)
    stands: Counter[int] = Counter()
    trades: set[int] = set()
    for index, _, end in occurrences(names, folded):  # one pass, however many names
        stands[index] += 1
        if folded.startswith((*_TRADES, *_ZONES), end):
            trades.add(index)
    others = {name: max(0, stands[index] - times[name]) for index, name in enumerate(names)}
    goods = {names[index] for index in trades}
    kept = {name for name, weight in best.items() if weight >= _PER_OTHER * log1p(others[name])} - goods
    return [w for w in taken if folded[w.candidate.start : w.candidate.end] in kept]


def told(weighed: Weighed) -> str:
    """What a candidate weighs, and the signs of most weight for and against it, as `list:member by firms +1.4`."""
    table = weights()
    signs = sorted(weighed.signs, key=lambda sign: (-abs(table.get(sign, 0.0)), sign))[:_TOLD]
    return f"{weighed.weight:+.1f}: " + ", ".join(f"{sign} {table[sign]:+.1f}" for sign in signs if sign in table)


_COMMITTEE = re.compile(f"[一-鿿]{{0,6}}{COMMITTEE}")
_DIVISIONS = (*"镇乡村县区市岛", "经济", "街道", "新区", "新城", "高新", "工业园")


def _is_town(folded: str, found: Candidate) -> bool:
    """Whether the text names a town, county or zone that is called so."""
    name = folded[found.start : found.end]
    around = (max(0, found.start - AROUND), found.end + AROUND)
    if any(folded.find(f"{name}{kind}", *around) >= 0 for kind in _DIVISIONS):
        return True
    return any(_COMMITTEE.match(folded, at + len(name), around[1]) for at in every(name, folded, *around))


def _promising(view: View, tokens: Tokens, known: Sequence[Span], companies: Sequence[Span]) -> Iterator[Weighed]:
    """The candidates that good company could still make names, with the signs they have by themselves."""
    table, floor = weights(), weights()["floor of itself"]
    beside = _Neighbours(view.folded, known)
    for found in stretches(view, tokens, companies):
        if not beside.hopeful(found):
            continue
        made = make(found)
        weight = beside.weight(found) + sum(map(table.get, made, repeat(0.0)))
        if weight >= floor and not is_other(tokens, found):
            yield Weighed(weight, found, (*made, *beside.signs(found)))


Side = tuple[list[str], float]
"""The signs of one side of a candidate, and what they add up to."""


class _Neighbours:
    """What stands before and behind the candidates: the same for all that begin, or end, at one point."""

    def __init__(self, folded: str, known: Sequence[Span]) -> None:
        self._folded, self._table = folded, weights()
        self._covered = {at for span in known for at in range(span.start, span.end)}
        self._before: dict[int, Side] = {}
        self._behind: dict[int, Side] = {}
        self._all, self._floor = self._table["all"], self._table["floor of neighbours"]

    def hopeful(self, found: Candidate) -> bool:
        """Whether no edge of a candidate lies in a known name, and its neighbours leave it a chance."""
        if found.start in self._covered or found.end - 1 in self._covered:
            return False
        return self.weight(found) >= self._floor

    def weight(self, found: Candidate) -> float:
        """What the signs of both sides add up to, with what every candidate begins with."""
        left = self._before.get(found.start) or self._read(self._before, found.start, before, found)
        right = self._behind.get(found.end) or self._read(self._behind, found.end, behind, found)
        return left[1] + (right[1] + self._all)

    def signs(self, found: Candidate) -> list[str]:
        """The signs of both sides of a candidate that has been weighed."""
        return [*self._before[found.start][0], *self._behind[found.end][0]]

    def _read(
        self, sides: dict[int, Side], at: int, read: Callable[[str, Candidate], list[str]], found: Candidate
    ) -> Side:
        signs = read(self._folded, found)
        sides[at] = signs, sum(map(self._table.get, signs, repeat(0.0)))
        return sides[at]


# The sign that a longer name in the article begins with the candidate.
_HEAD = "article:head of a name"
# What says of a word of the language that it is a name: firms beside it, or what only firms have or do.
_FOR_WORDS = frozenset(
    [
        *(f"list:{role} by firms" for role in ("member", "head", "owner")),
        "list:governed by firms",
        "list:joined to a firm",
        "before:firm noun",
        "before:firm noun + quote",
        "behind:title",
        "behind:的title",
        "behind:firm verb",
        _HEAD,
        "make:has known",
        "make:has firm",
        "make:any ending",
        "make:place and ending",
    ]
)
# What firms call themselves by a word of the language, before a trade that little else ends with: 某某|精工.
_TRADED = frozenset(["make:name ending", "make:a word with 1 stems of 1"])
_AMONG_OTHERS = frozenset(["list:others outweigh", "list:governed by others"])
_LETTERS = frozenset(["make:letters", "make:mostly letters"])


_NEVER = frozenset(["list:people", "list:of a class", "make:an office", "before:bracket of none"])


@cache
def _most_of_place() -> float:
    """The most that signs of where a candidate stands and how often add up to."""
    table = weights()
    groups = [[sign for sign in table if sign.startswith("block:")], [f"article:{n} times" for n in (1, 2, 3)]]
    groups += [[sign] for sign in ("article:firms near", "parallel:before", "parallel:behind", "behind:near a site")]
    return sum(max(0.0, *(table.get(sign, 0.0) for sign in group)) for group in groups)


def most_alone(found: Candidate, fellows: Fellows) -> float:
    """The most that its company can add to a candidate that is in no list."""
    table = weights()
    head = table.get(_HEAD, 0.0) if fellows.is_head(found) else 0.0
    return _most_of_place() + table.get(f"article:{fellows.density} dense", 0.0) + head + _ROUNDING


# Sums of the same weights in another order may differ by so much.
_ROUNDING = 1e-6


def _weighed(own: Weighed, fellows: Fellows) -> Weighed:
    """A candidate with the signs of its company, too."""
    table, listed = weights(), fellows.listed(own.candidate)
    if not listed and own.weight + most_alone(own.candidate, fellows) < 0:  # most are too light to be looked at more
        return Weighed(0.0, own.candidate, ())
    company = fellows.among(own.candidate, listed)
    found = (*own.signs, *company)
    if _is_none(found):
        return Weighed(0.0, own.candidate, ())
    return Weighed(own.weight + sum(map(table.get, company, repeat(0.0))), own.candidate, found)


def _is_none(found: Sequence[str]) -> bool:
    """Whether a candidate is in a list of others or of people, or is a word without a firm beside it."""
    word = _LETTERS.isdisjoint(found)
    ordinary = "make:a word" in found and "behind:near a site" not in found  # 民生|保障, but 联想|创新园
    telling = _FOR_WORDS - {"make:has known"} if ordinary else _FOR_WORDS
    told = not telling.isdisjoint(found) or _TRADED.issubset(found)
    if not _NEVER.isdisjoint(found) or (word and not (told and _AMONG_OTHERS.isdisjoint(found))):
        return True
    if "list:no firms" not in found or "list:governed by firms" in found:
        return False
    return "make:thing letter" in found or "list:governed by others" in found


def _best(found: Sequence[Weighed]) -> list[Weighed]:
    """Those that weigh more than nothing; of two that overlap the heavier."""
    taken: list[Weighed] = []
    covered: set[int] = set()
    for weighed in sorted(found, key=lambda w: (-w.weight, w.candidate.start)):
        if weighed.weight <= 0:
            break
        span = range(weighed.candidate.start, weighed.candidate.end)
        if covered.isdisjoint(span):
            covered.update(span)
            taken.append(weighed)
    return taken
