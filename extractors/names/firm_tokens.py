"""The words of a clause, as far as the rules for firms need them: gazetteer names, places, ordinary words, the rest.

A shortest path over the gazetteers' anchors, the places and the ordinary words: few and long words win, and a
character that belongs to none is dear. What is left as single characters is what names are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import NamedTuple, cast

from ..automaton import PatientAutomaton
from ..view import View
from .firm_lexicon import cues, endings, vocabulary
from .firm_whole import is_whole
from .places import Candidate
from .spotting import frequent_pairs, frequent_verbs

_CHUNK = re.compile(
    r"(?P<han>[㐀-鿿]+)|(?P<latin>[A-Za-z][A-Za-z0-9&.\-'·°]*)|(?P<digit>\d[\d,.]*(?:[万亿千百]+|[A-Za-z°]*))|.",
    re.DOTALL,
)
_MARKS = frozenset("、,。;:!?“”()《》…—")
"""The most frequent marks."""
# 锐恩特|等企业: what closes a list is no part of the word 特等.
_LISTED = re.compile(
    r"[^、,。;:!?\n]{0,6}?(?:企业|公司|厂商|龙头|链主|项目|\d+[多余]?[家个]|[一二三四五六七八九十多]+家)"
)
_COST = {"firm": 0.5, "known": 0.88, "place": 0.9, "ending": 0.95, "cue": 0.9, "char": 1.3, "function": 1.0}


class Token(NamedTuple):
    """A word of a clause.

    `kind` is firm, known (a firm that is a word too), place, ending, char, function, latin, digit, mark, cue (a word
    that stands before firms) or a class of ordinary words (verb, noun, other, term, country).
    """

    start: int
    end: int
    kind: str
    text: str

    @property
    def joins(self) -> bool:
        """Whether it is a conjunction, and no character of a name (国科嘉和)."""
        return self.kind != "char" and self.text in cues("conjunction")


_token = partial(tuple.__new__, Token)  # without the Python function that a call of the class goes through
Edge = tuple[int, float, str]
"""A step over a word: its length, cost and kind."""
_FUNCTION: tuple[Edge, ...] = ((1, _COST["function"], "function"),)
_CHARACTER: tuple[Edge, ...] = ((1, _COST["char"], "char"),)
_HAN = re.compile("[㐀-鿿]{2}")
_SIZES = range(1, 5)
"""How long the words are that are no names."""


class Tokens:
    """The tokens of any stretch of one article."""

    def __init__(self, view: View, places: Sequence[Candidate]) -> None:
        self.folded = view.folded
        self._spans: dict[int, list[tuple[int, str]]] = {}
        self._steps_from: list[Sequence[Edge] | None] = [None] * len(view.folded)
        self._sentence_at = view.sentence_at
        known = [anchor for anchor in view.anchors("firm_known") if is_whole(view.folded, anchor.start, anchor.end)]
        judged = {anchor[:2] for anchor in known}
        known += [
            a for a in view.anchors("firm_listed") if a[:2] not in judged and is_whole(view.folded, a.start, a.end)
        ]
        # 其中|卫华
        places = [place for place in places if self.folded[place.start - 1 : place.start + 1] != "其中"]
        named = [place for place in places if self.folded[place.start] not in cues("function")]
        within = {at: place.end for place in named for at in range(place.start + 1, place.end)}
        # 香港|理工: a name that begins within a place's and goes beyond it is none.
        known = [anchor for anchor in known if anchor.end <= within.get(anchor.start, anchor.end)]
        self.gazetteer = sorted(known)
        for anchor in known:
            kind = "firm" if anchor.payload[1] == "sure" else "known"
            self._spans.setdefault(anchor.start, []).append((anchor.end, kind))
        self._codes: dict[tuple[int, int], tuple[str, ...]] = {}
        for place in places:
            self._spans.setdefault(place.start, []).append((place.end, "place"))
            self._codes[place.start, place.end] = place.codes if place.sort != "joined" else ()

    def lies_in(self, inner: Token, outer: Token) -> bool:
        """Whether a place can be a part of the other, glued before it: 江苏|无锡, but not 河北|港口."""
        within = self._codes.get(outer[:2])
        codes = self._codes.get(inner[:2])
        if within is None or codes is None:
            return codes is not None and len(inner.text) > 2
        heads = tuple(code.rstrip("0") for code in within)
        return not codes or any(code.startswith(heads) for code in codes)

    def places(self) -> Iterable[tuple[int, int]]:
        """The spans that may name a division."""
        return self._codes.keys()

    def is_place(self, start: int, end: int) -> bool:
        """Whether this span may name a division."""
        return (start, end) in self._codes

    def establish(self, start: int, end: int) -> None:
        """From now on this span is the name of a firm."""
        self._spans.setdefault(start, []).append((end, "firm"))
        if (steps := self._steps_from[start]) is not None:
            self._steps_from[start] = (*steps, _named(start, end, "firm"))

    def split(self, start: int, end: int) -> list[Token]:
        """The tokens of `folded[start:end]`, spaces left out."""
        if None in self._steps_from[start:end]:
            self._find_steps(start, end)
        found: list[Token] = []
        folded, spans, at = self.folded, self._spans, start
        while at < end:
            if folded[at] in _MARKS and at not in spans:  # no pattern is needed for these
                found.append(_token((at, at + 1, "mark", folded[at])))
                at += 1
                continue
            chunk = _CHUNK.match(folded, at, end)
            if chunk is None:
                break
            stop = chunk.end()
            if chunk.lastgroup == "han":
                found += self._han(at, stop)
                at = max(stop, found[-1].end)
                continue
            last, kind = max(spans[at]) if at in spans else (at, "")
            if last >= stop:
                found.append(_token((at, last, kind, folded[at:last])))
                stop = last
            elif text := chunk[0].strip():
                kind = chunk.lastgroup or ("digit" if text.isdigit() else "mark")  # ① is one, too
                found.append(_token((at, stop, kind, text)))
            at = stop
        return found

    def _han(self, start: int, end: int) -> list[Token]:
        """The cheapest way through a run of Chinese characters."""
        size = end - start
        costs = [0.0] + [1e9] * size
        steps = [_CHARACTER[0]] * (size + 1)
        for at, edges in enumerate(cast("list[Sequence[Edge]]", self._steps_from[start:end])):
            cost = costs[at]
            for edge in edges:
                to = at + edge[0]
                if to <= size and (total := cost + edge[1]) < costs[to]:
                    costs[to], steps[to] = total, edge
        found: list[Token] = []
        folded, at = self.folded, end
        while at > start:
            length, _, kind = steps[at - start]
            found.append(_token((at - length, at, kind, folded[at - length : at])))
            at -= length
        found.reverse()
        return found

    def _find_steps(self, start: int, end: int) -> None:
        """Find the steps from each character of the sentences of a stretch, where no other stretch had them found.

        Over itself, over the ordinary words that begin with it, short ones first, and over names.
        """
        start = min(start, self._sentence_at(start).start)
        end = max(end, self._sentence_at(end - 1).end)
        folded, steps = self.folded, [_CHARACTER] * (end - start)
        kinds, found = _words().find(folded[start:end])
        for word, begin, stop in found:
            size, kind = stop - begin, kinds[word]
            if size == 1:
                joins = kind == "function" and not (word == "和" and _is_of_name(folded, start + begin))
                steps[begin] = _FUNCTION if joins else _CHARACTER
            elif folded[start + stop - 1] != "等" or kind == "ending" or not _LISTED.match(folded, start + stop):
                steps[begin] = (*steps[begin], _EDGES[kind][size])
        for at in self._spans.keys() & range(start, end):
            steps[at - start] = (*steps[at - start], *(_named(at, *span) for span in self._spans[at]))
        self._steps_from[start:end] = steps


_CLOSES = frozenset(",。;、!?)")


def _is_of_name(folded: str, at: int) -> bool:
    """Whether 和 joins nothing: it is last (国科嘉和。), or stands between a verb and no word (引进和利稀土)."""
    if folded[at + 1 : at + 2] in _CLOSES:
        return True
    behind, beyond = folded[at + 1 : at + 3], folded[at + 2 : at + 4]
    joined = behind in frequent_pairs() or beyond in frequent_pairs() or not _HAN.fullmatch(behind)
    return not joined and folded[at - 2 : at] in frequent_verbs()


def _named(start: int, end: int, kind: str) -> Edge:
    """The step over a name."""
    return end - start, 0.9 if kind == "firm" and end - start == 2 else _COST.get(kind, 1.0), kind


class _Edges(dict[str, tuple[Edge, ...]]):
    """Kind to the steps over words of that kind by their length: one for all that are alike."""

    def __missing__(self, kind: str) -> tuple[Edge, ...]:
        self[kind] = tuple((size, _COST.get(kind, 1.0), kind) for size in range(_SIZES.stop))
        return self[kind]


_EDGES = _Edges()


@cache
def _words() -> PatientAutomaton[str]:
    """Function characters, ordinary words, cues and endings of names to the kind of token that each is."""
    kinds, objects, functions = dict(vocabulary()), cues("object"), cues("function")
    kinds |= {word: "cue" for word in objects if word in kinds}
    kinds |= {ending: "ending" for ending, (_, head) in endings().items() if head != "never"}
    kinds |= dict.fromkeys(functions, "function")
    return PatientAutomaton(kinds, _SIZES)
