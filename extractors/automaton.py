"""Finding many words at once: one pass over the text, overlapping occurrences too.

The Rust crate aho-corasick does it, ten times as fast over Chinese as pyahocorasick, whose root keeps its thousands of
edges in a list; where it is not installed, pyahocorasick does the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Occurrence = tuple[int, int, int]
"""Which word, and its first character and the one behind its last."""


class Automaton:
    """An automaton over words, each of which stands once."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._automaton: Any
        self._is_rust = True
        try:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(words)
        except ImportError:
            from ahocorasick import Automaton as PythonAutomaton

            self._is_rust = False
            self._automaton = PythonAutomaton()
            for index, word in enumerate(words):
                self._automaton.add_word(word, index)
            self._automaton.make_automaton()

    def occurrences(self, text: str) -> Iterable[Occurrence]:
        """Every occurrence of every word in `text`, by its end."""
        if not self._is_rust:
            return self._slowly(text)
        found: list[Occurrence] = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return found

    def _slowly(self, text: str) -> Iterator[Occurrence]:
        for last, index in self._automaton.iter(text):
            yield index, last + 1 - len(self._words[index]), last + 1
