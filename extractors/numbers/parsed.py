"""The words of a short phrase: the fewest ordinary words that it can be cut into."""

from __future__ import annotations

from functools import lru_cache

from ..names.firm_lexicon import vocabulary

_LONGEST = 4
_UNKNOWN = 1.3
"""What a character costs that belongs to no word, where a word costs 1."""


@lru_cache(4096)
def parsed(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a folded phrase and what each is (verb, noun, …; `char` for a character that is part of none).

    >>> parsed("县里在产业园")
    (('县里', 'noun'), ('在', 'char'), ('产业园', 'noun'))
    """
    known, size = vocabulary(), len(text)
    costs: list[float] = [0.0] + [1e9] * size
    begins = [0] * (size + 1)
    for at in range(size):
        for end in range(at + 1, min(size, at + _LONGEST) + 1):
            cost = costs[at] + (1.0 if end > at + 1 else _UNKNOWN)
            if cost < costs[end] and (end == at + 1 or text[at:end] in known):
                costs[end], begins[end] = cost, at
    words: list[tuple[str, str]] = []
    while size:
        word = text[begins[size] : size]
        words.append((word, known.get(word, "char") if len(word) > 1 else "char"))
        size = begins[size]
    return tuple(reversed(words))
