"""The one scan of an article: everything a rule could hang on, found in one pass of an Aho–Corasick automaton.

Each lexicon (`data/lexicon/LABEL.tsv`, the gazetteers) is a label; a scan gives, for each label, the anchors in the
order of their position, overlapping ones too. Rules look at anchors in their clause, not at the raw text again.
(Aho and Corasick, Efficient string matching, CACM 18(6), 1975.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, partial
from typing import NamedTuple

from .automaton import PatientAutomaton
from .fold import fold
from .lexicon import lexicons, rows

Payload = tuple[str, ...]


class Anchor(NamedTuple):
    """A word of a lexicon in the text: `text[start:end]` folds to `word`; `payload` is the rest of its row."""

    start: int
    end: int
    word: str
    payload: Payload


_anchor = partial(tuple.__new__, Anchor)  # without the Python function that a call of the class goes through


class Scanner:
    """An automaton over all lexicons."""

    def __init__(self, entries: Iterable[tuple[str, str, Payload]]) -> None:
        """`entries` are label, word, payload; a word may stand under several labels."""
        meanings: dict[str, list[tuple[str, Payload]]] = {}
        listed = list(entries)
        words = fold("\n".join(word for _, word, _ in listed)).split("\n")
        for word, (label, _, payload) in zip(words, listed, strict=True):
            meanings.setdefault(word, []).append((label, payload))
        sizes = sorted({len(word) for word in meanings})
        self._words = PatientAutomaton(meanings, range(sizes[0], sizes[-1] + 1) if sizes else range(1, 2))

    def make(self) -> None:
        """Make the automaton now: for processes that are to share it."""
        self._words.make()

    def scan(self, folded: str) -> dict[str, list[Anchor]]:
        """Label to its anchors in `folded`, by start, the longer first."""
        anchors: dict[str, list[Anchor]] = {}
        unsorted: set[str] = set()
        meanings, found = self._words.find(folded)
        for key, start, end in found:
            word = folded[start:end]
            for label, payload in meanings[key]:
                before = anchors.setdefault(label, [])
                if before and before[-1].start >= start:
                    unsorted.add(label)
                before.append(_anchor((start, end, word, payload)))
        for label in unsorted:
            anchors[label].sort(key=lambda anchor: (anchor.start, -anchor.end))
        return anchors


def entries(extra: Mapping[str, Iterable[tuple[str, Payload]]]) -> Iterable[tuple[str, str, Payload]]:
    """The entries of every file in `data/lexicon`, and of `extra` (label to word and payload)."""
    for label, name in lexicons().items():
        for word, *payload in rows(name):
            yield label, word, tuple(payload)
    for label, named in extra.items():
        for word, payload_ in named:
            yield label, word, payload_


@cache
def scanner() -> Scanner:
    """The words of this process, read at their first use."""
    from .names.gazetteer import surface_forms

    return Scanner(entries({"place": surface_forms()}))
