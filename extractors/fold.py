"""Folding for matching: full-width to half-width and traditional to simplified, one character for one.

Because each character becomes exactly one, offsets into the folded text are offsets into the text itself. Names are
kept as written; only matching looks at the folded form.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from .lexicon import rows


@cache
def _table() -> dict[int, str]:
    """Code point to its folded character; built once from `data/traditional.tsv` and Unicode's width forms."""
    table = {}
    for code in range(0xFF01, 0xFF5F):  # ！ to ～, the full-width forms of ASCII
        table[code] = unicodedata.normalize("NFKC", chr(code))
    table[0x3000] = " "
    table[0x00A0] = " "
    table |= {ord(traditional): simplified for traditional, simplified, *_ in rows("traditional.tsv")}
    return table


def fold(text: str) -> str:
    """The text with each character in its folded form; the length stays the same.

    >>> fold("廈門市２０２４年")
    '厦门市2024年'
    """
    return text.translate(_table())


def characters() -> tuple[str, str]:
    """The characters that folding changes, and what it makes of them, in the same order."""
    return "".join(map(chr, _table())), "".join(_table().values())


_NO_WORD = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """What names of one firm have in common however they are typed: folded, in lower case, without punctuation.

    >>> name_key("曜石（蘇州）Ａ.B 科技")
    '曜石苏州ab科技'
    """
    return _NO_WORD.sub("", fold(name)).lower()
