"""What is known about firms before an article is read: words, endings, cues and the gazetteers' names."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import labels, listings, rows
from .gazetteer import forms


@cache
def vocabulary() -> dict[str, str]:
    """Ordinary words to what they are: verb, noun, place, other, term (of an industry), country."""
    found = dict(labels("firms/vocabulary.tsv"))
    found.update(dict.fromkeys(terms(), "term"))
    found.update(dict.fromkeys(cues("country"), "country"))
    found.update({form: "place" for form, (sort, *_) in forms().items() if sort == "short" and form in found})
    for word in cues("firm_noun"):
        found.setdefault(word, "noun")
    for word in cues("object") | cues("conjunction") | cues("subject") | cues("deed"):
        found.setdefault(word, "verb")
    return found


@cache
def terms() -> frozenset[str]:
    """The words of today's industries that are no names."""
    return frozenset(word for (line,) in rows("firms/terms.tsv") for word in line.split(" "))


@cache
def cues(label: str) -> frozenset[str]:
    """The words of one label of `data/firms/cues.tsv`."""
    return frozenset(listings("firms/cues.tsv")[label].split(" "))


@cache
def characters() -> dict[str, tuple[int, int]]:
    """Each character to how much it is one of names (ten times a logarithm), and its percentage alone as a word."""
    return {character: (int(score), int(share)) for character, score, share in rows("firms/characters.tsv")}


@cache
def endings() -> dict[str, tuple[str, str]]:
    """Each ending of a firm's name to its kind and to how much head it asks for (any, name, never)."""
    return {ending: (kind, head) for ending, kind, head in rows("firms/endings.tsv")}


def alternatives(words: frozenset[str] | dict[str, tuple[str, str]]) -> str:
    """A regular expression of the words, longer ones first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
