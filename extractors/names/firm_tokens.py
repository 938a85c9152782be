"""The words of a clause, as far as the rules for firms need them: gazetteer names, places, ordinary words, the rest.

A shortest path over the gazetteers' anchors, the places and the ordinary words: few and long words win, and a
character that belongs to none is dear. What is left as single characters is what names are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import NamedTuple

from ..view import View
from .firm_lexicon import cues, endings, vocabulary
from .firm_whole import is_whole
from .places import Candidate

_CHUNK = re.compile(r"[㐀-鿿]+|[A-Za-z][A-Za-z0-9&.\-'·°]*|\d[\d,.]*(?:[万亿千百]+|[A-Za-z°]*)|.", re.DOTALL)
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


_token = partial(tuple.__new__, Token)  # without the Python function that a call of the class goes through
Edge = tuple[int, float, str]
"""A step over a word: its length, cost and kind."""
_FUNCTION: tuple[Edge, ...] = ((1, _COST["function"], "function"),)
_CHARACTER: tuple[Edge, ...] = ((1, _COST["char"], "char"),)


class Tokens:
    """The tokens of any stretch of one article."""

    def __init__(self, view: View, places: Sequence[Candidate]) -> None:
        self.folded = view.folded
        self._spans: dict[int, list[tuple[int, str]]] = {}
        self._edges_from: list[Sequence[Edge] | None] = [None] * len(view.folded)
        self._words, self._lengths, self._functions = _words(), _lengths(), cues("function")
        known = [anchor for anchor in view.anchors("firm_known") if is_whole(view.folded, anchor.start, anchor.end)]
        judged = {anchor[:2] for anchor in known}
        known += [
            a for a in view.anchors("firm_listed") if a[:2] not in judged and is_whole(view.folded, a.start, a.end)
        ]
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
        self._edges_from[start] = None

    def split(self, start: int, end: int) -> list[Token]:
        """The tokens of `folded[start:end]`, spaces left out."""
        found: list[Token] = []
        at = start
        while at < end:
            chunk = _CHUNK.match(self.folded, at, end)
            if chunk is None:
                break
            text = chunk.group()
            if "㐀" <= text[0] <= "鿿":
                found += self._han(at, chunk.end())
                at = max(chunk.end(), found[-1].end)
                continue
            stop, kind = max(self._spans[at]) if at in self._spans else (at, "")
            if stop >= chunk.end():
                found.append(_token((at, stop, kind, self.folded[at:stop])))
            elif text.strip():
                stop = chunk.end()
                kind = "latin" if text[0].isascii() and text[0].isalpha() else "digit" if text[0].isdigit() else "mark"
                found.append(_token((at, stop, kind, text)))
            at = max(stop, chunk.end())
        return found

    def _han(self, start: int, end: int) -> list[Token]:
        """The cheapest way through a run of Chinese characters."""
        size = end - start
        costs = [0.0] + [1e9] * size
        steps = [_CHARACTER[0]] * (size + 1)
        find = self._find_edges
        for at, kept in enumerate(self._edges_from[start:end]):
            cost = costs[at]
            for edge in kept or find(start + at):
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

    def _find_edges(self, at: int) -> Sequence[Edge]:
        """The words that begin at `at`: length, cost and kind. Stretches overlap, so that they are kept."""
        text = self.folded
        alone = _FUNCTION if text[at] in self._functions else _CHARACTER
        lengths, spans = self._lengths.get(text[at : at + 2]), self._spans.get(at)
        if lengths is None and spans is None:
            self._edges_from[at] = alone
            return alone
        edges = [*alone]
        for length in lengths or ():
            word = text[at : at + length]
            edge = self._words.get(word)
            if edge and not (word[-1] == "等" and edge[2] != "ending" and _LISTED.match(text, at + length)):
                edges.append(edge)
        for end, kind in spans or ():
            price = 0.9 if kind == "firm" and end - at == 2 else _COST.get(kind, 1.0)
            edges.append((end - at, price, kind))
        self._edges_from[at] = edges
        return edges


@cache
def _words() -> dict[str, Edge]:
    """The ordinary words of two to four characters to the step over each."""
    return {word: (len(word), _COST.get(kind, 1.0), kind) for word, kind in _kinds().items() if 2 <= len(word) <= 4}


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Two characters to the lengths of the ordinary words that begin with them: mostly there is none."""
    found: dict[str, set[int]] = {}
    for word in _words():
        found.setdefault(word[:2], set()).add(len(word))
    return {begin: tuple(sorted(lengths)) for begin, lengths in found.items()}


@cache
def _kinds() -> dict[str, str]:
    """Ordinary words, cues and the endings of names to the kind of token that each is."""
    kinds, objects = dict(vocabulary()), cues("object")
    kinds |= {word: "cue" for word in objects if word in kinds}
    kinds |= {ending: "ending" for ending, (_, head) in endings().items() if head != "never"}
    return kinds
