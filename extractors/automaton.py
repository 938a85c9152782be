"""Finding many words at once: one pass over the text, overlapping occurrences too.

The Rust crate aho-corasick does it, ten times as fast over Chinese as pyahocorasick, whose root keeps its thousands of
edges in a list.
"""

from __future__ import annotations

from collections.abc import Sequence

Occurrence = tuple[int, int, int]
"""Which word, and its first character and the one behind its last."""


class Automaton:
    """An automaton over words, each of which stands once."""

    def __init__(self, words: Sequence[str]) -> None:
        from ahocorasick_rs import AhoCorasick

        self._automaton = AhoCorasick(words)

    def occurrences(self, text: str) -> list[Occurrence]:
        """Every occurrence of every word in `text`, by its end."""
        found: list[Occurrence] = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return found


_FEW = 40
"""Words that are looked for one by one sooner than an automaton over them is made."""


def occurrences(words: Sequence[str], text: str) -> list[Occurrence]:
    """Every occurrence in one text of words that no other text will be asked for, in no order."""
    if len(words) > _FEW:
        return Automaton(words).occurrences(text)
    found: list[Occurrence] = []
    for index, word in enumerate(words):
        start = text.find(word)
        while start >= 0:
            found.append((index, start, start + len(word)))
            start = text.find(word, start + 1)
    return found
