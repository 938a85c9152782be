"""Finding many words at once: one pass over the text, overlapping occurrences too.

The Rust crate aho-corasick does it, ten times as fast over Chinese as pyahocorasick, whose root keeps its thousands of
edges in a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar, cast

Value = TypeVar("Value")
Given = TypeVar("Given", covariant=True)


class Values(Protocol[Given]):
    """What gives the value of a word for the key of its occurrence."""

    def __getitem__(self, key: Any, /) -> Given:
        """The value."""


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


class PatientAutomaton(Generic[Value]):
    """An automaton over the short words of a table that is made only once so much text has come that it pays.

    To make one over ninety thousand words takes as long as to look all the stretches of fifty pages up in their table:
    for the one page of a command that would be a third of its time. Until then nothing is made of the table.
    """

    def __init__(self, table: Mapping[str, Value], sizes: range) -> None:
        """The words are those keys of `table` whose length is one of `sizes`."""
        self._table, self._sizes = table, sizes
        self._left = _PAYS * len(table) // len(sizes)
        self._automaton: Automaton | None = None
        self._values: list[Value] = []

    def find(self, text: str) -> tuple[Values[Value], Iterable[tuple[Any, int, int]]]:
        """Every occurrence of every word in `text`; of those that begin together, the shorter ones first.

        An occurrence is a key, its first character and the one behind its last; the other thing given back holds for
        each key the value of the word. (To look it up here would cost a tuple for each.)
        """
        if self._automaton is None:
            self._left -= len(text)
            if self._left > 0:
                return self._table, self._looked_up(text)
            self.make()
        return self._values, cast(Automaton, self._automaton).occurrences(text)

    def make(self) -> None:
        """Make the automaton now: for processes that are to share it."""
        words = [word for word in self._table if len(word) in self._sizes]
        self._values = [self._table[word] for word in words]
        self._automaton = Automaton(words)

    def _looked_up(self, text: str) -> Iterator[tuple[str, int, int]]:
        table, size = self._table, len(text)
        for start in range(size):
            for length in self._sizes:
                if start + length > size:
                    break
                if (word := text[start : start + length]) in table:
                    yield word, start, start + length


_PAYS = 4
"""How many stretches are looked up for each word of a table before an automaton is made."""
_FEW = 40
"""Words that are looked for one by one sooner than an automaton over them is made."""


def every(word: str, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where a word stands in a stretch of a text, none within another: without a pattern made for it alone."""
    end = len(text) if end is None else end
    at = text.find(word, start, end)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word), end)


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
