"""What firms call themselves: pairs of characters that are stems of registered names, and the sign they make."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..lexicon import rows
from .firm_tokens import Token

# Kinds of pieces that are no word of the language, and that are names already.
_UNKNOWN = frozenset(["char", "latin", "function"])
_KNOWN = frozenset(["known", "firm"])


@cache
def _followers() -> dict[str, str]:
    """Each character to those that make a stem with it."""
    return dict(rows("firms/stems.tsv"))  # type: ignore[arg-type]


def is_stem(pair: str) -> bool:
    """Whether firms call themselves so."""
    return pair[1] in _followers().get(pair[0], "")


def signs(head: Sequence[Token], text: str) -> list[str]:
    """How many pairs of the head of a candidate, `text`, are stems; a known name says more by itself."""
    size = len(text)
    if size < 2 or text.isascii() or (len(head) == 1 and head[0].kind in _KNOWN):
        return []
    stuff = "a word" if len(head) == 1 and head[0].kind not in _UNKNOWN else "letters"
    followers = _followers().get
    stems = sum([second in followers(first, "") for first, second in pairwise(text)])
    return [f"make:{stuff} with {min(stems, 2)} stems of {min(size - 1, 3)}"]
