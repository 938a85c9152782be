"""The words of a clause, as far as the rules for firms need them: gazetteer names, places, ordinary words, the rest.

A shortest path over the gazetteers' anchors, the places and the ordinary words: few and long words win, and a
character that belongs to none is dear. What is left as single characters is what names are made of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..scan import Anchor
from ..view import View
from .firm_lexicon import cues, endings, vocabulary
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


class Tokens:
    """The tokens of any stretch of one article."""

    def __init__(self, view: View, places: Sequence[Candidate]) -> None:
        self.folded = view.folded
        self._spans: dict[int, list[tuple[int, str]]] = {}
        self._edges_from: dict[int, list[tuple[int, float, str]]] = {}
        known = [anchor for anchor in view.anchors("firm_known") if self._whole(anchor)]
        judged = {anchor[:2] for anchor in known}
        known += [a for a in view.anchors("firm_listed") if a[:2] not in judged and self._whole(a)]
        named = [place for place in places if self.folded[place.start] not in cues("function")]
        within = {at: place.end for place in named for at in range(place.start + 1, place.end)}
        # 香港|理工: a name that begins within a place's and goes beyond it is none.
        known = [anchor for anchor in known if anchor.end <= within.get(anchor.start, anchor.end)]
        self.gazetteer = sorted(known)
        for anchor in known:
            kind = "firm" if anchor.payload[1] == "sure" else "known"
            self._spans.setdefault(anchor.start, []).append((anchor.end, kind))
        for place in places:
            self._spans.setdefault(place.start, []).append((place.end, "place"))

    def _whole(self, anchor: Anchor) -> bool:
        """Whether the name stands for itself: no part of a longer word (Latin, or of two characters), or of 贝恩·德."""
        text, start, end = self.folded, anchor.start, anchor.end
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if "·" in (before, after):
            return False
        words = vocabulary()
        if end - start == 2 and any(text[max(0, start - size) : start + 1] in words for size in (1, 2, 3)):
            return False
        if (
            end - start > 2
            and words.get(text[max(0, start - 1) : start + 1]) == "place"
            and text[start - 1] not in cues("function")
        ):
            return False
        cut_before = (
            text[start].isascii() and before.isascii() and (before.isalnum() or (before in ".-" and before != ""))
        )
        return not cut_before and not (text[end - 1].isascii() and after.isascii() and after.isalnum())

    def establish(self, start: int, end: int) -> None:
        """From now on this span is the name of a firm."""
        self._spans.setdefault(start, []).append((end, "firm"))
        self._edges_from.pop(start, None)

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
            stop, kind = max(self._spans.get(at, ()), default=(at, ""))
            if stop >= chunk.end():
                found.append(Token(at, stop, kind, self.folded[at:stop]))
            elif text.strip():
                stop = chunk.end()
                kind = "latin" if text[0].isascii() and text[0].isalpha() else "digit" if text[0].isdigit() else "mark"
                found.append(Token(at, stop, kind, text))
            at = max(stop, chunk.end())
        return found

    def _han(self, start: int, end: int) -> list[Token]:
        """The cheapest way through a run of Chinese characters."""
        size = end - start
        costs = [0.0] + [1e9] * size
        from_where, kinds = [0] * (size + 1), [""] * (size + 1)
        for at in range(size):
            cost = costs[at]
            for length, price, kind in self._edges(start + at):
                to = at + length
                if to <= size and cost + price < costs[to]:
                    costs[to], from_where[to], kinds[to] = cost + price, at, kind
        found: list[Token] = []
        at = size
        while at:
            before = from_where[at]
            found.append(Token(start + before, start + at, kinds[at], self.folded[start + before : start + at]))
            at = before
        return found[::-1]

    def _edges(self, at: int) -> list[tuple[int, float, str]]:
        """The words that begin at `at`: length, cost and kind. Stretches overlap, so that they are kept."""
        edges = self._edges_from.get(at)
        if edges is None:
            edges = self._edges_from[at] = self._find_edges(at)
        return edges

    def _find_edges(self, at: int) -> list[tuple[int, float, str]]:
        text, words, tails = self.folded, vocabulary(), endings()
        edges = [(1, 1.0, "function") if text[at] in cues("function") else (1, _COST["char"], "char")]
        for length in range(2, 5):
            word = text[at : at + length]
            if word in tails and tails[word][1] != "never":
                edges.append((length, _COST["ending"], "ending"))
            elif word in words and not (word[-1] == "等" and _LISTED.match(text, at + length)):
                kind = "cue" if word in cues("object") else words[word]
                edges.append((length, _COST.get(kind, 1.0), kind))
        for end, kind in self._spans.get(at, ()):
            price = 0.9 if kind == "firm" and end - at == 2 else _COST.get(kind, 1.0)
            edges.append((end - at, price, kind))
        return edges
