"""The words that stand between what is measured and its number, by class."""

from __future__ import annotations

from functools import cache

from ..lexicon import rows


@cache
def words(label: str) -> frozenset[str]:
    """The words of a class of `data/phrase_words.tsv`."""
    return frozenset(word for word, named, *_ in rows("phrase_words.tsv") if named == label)
