"""Folding for matching: full-width to half-width and traditional to simplified, one character for one.

Because each character becomes exactly one, offsets into the folded text are offsets into the text itself. Names are
kept as written; only matching looks at the folded form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from .lexicon import rows


@cache
def _table() -> dict[str, str]:
    """Character to its folded one; built once from `data/traditional.tsv` and Unicode's width forms."""
    table = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)}  # ！ to ～
    table |= {"\u3000": " ", "\u00a0": " "}
    table |= {traditional: simplified for traditional, simplified, *_ in rows("traditional.tsv")}
    return table


@cache
def _changing() -> re.Pattern[str]:
    """A character that folding may change. One of the basic plane is looked up in a table; the others are one range."""
    return re.compile(
        f"[{''.join(character for character in _table() if character < chr(0x10000))}\U00010000-\U0010ffff]"
    )


def fold(text: str) -> str:
    """The text with each character in its folded form; the length stays the same.

    Few characters change, so that to look for these alone is faster than `str.translate`, which looks up each.

    >>> fold("廈門市２０２４年")
    '厦门市2024年'
    """
    return _changing().sub(_folded, text)


fold_word = lru_cache(1 << 13)(fold)
"""`fold` for words and names that are asked for again and again: 产值, the firms of an article."""


def _folded(found: re.Match[str]) -> str:
    character = found[0]
    return _table().get(character, character)


def characters() -> tuple[str, str]:
    """The characters that folding changes, and what it makes of them, in the same order."""
    return "".join(_table()), "".join(_table().values())


_NO_WORD = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """What names of one firm have in common however they are typed: folded, in lower case, without punctuation.

    >>> name_key("曜石（蘇州）Ａ.B 科技")
    '曜石苏州ab科技'
    """
    return _NO_WORD.sub("", fold_word(name)).lower()
