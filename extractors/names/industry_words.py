"""The words of industries' names: in which they end, at which they begin, and which name none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ..lexicon import rows, words
from ..seeking import Seeker

_NO_TRADE = re.compile("(?:[企就创专作产行事职毕实伟基大敬开停歇营待学主失从执守家结商同各百兴副]业)$")
"""Words in 业 that name no industry."""


@cache
def edges() -> re.Pattern[str]:
    """All edge words in one pattern."""
    bounded = []
    for word, *limits in rows("industry_edge.tsv"):
        after = f"(?![{limits[0]}])" if limits and limits[0] else ""
        before = f"(?<![{limits[1]}].)" if len(limits) > 1 else ""
        bounded.append((word[0], before + re.escape(word[1:]) + after))
    return _by_first(bounded)


def _by_first(patterns: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """One pattern of many, each a first character and the rest: grouped by the first, the longest rest first."""
    grouped: dict[str, list[str]] = {}
    for first, rest in patterns:
        grouped.setdefault(first, []).append(rest)
    return re.compile(
        "|".join(
            f"{re.escape(first)}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for first, rest in grouped.items()
        )
    )


@cache
def _edges_or_industries() -> Seeker:
    """Edge words, and in the group `industry` the words of industries that hold one by chance (精|细化|工)."""
    held = sorted((word for word in words("industry_ending.tsv") if edges().search(word)), key=len, reverse=True)
    return Seeker(re.compile(f"(?P<industry>{'|'.join(held)})|{edges().pattern}" if held else edges().pattern))


def edges_in(folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The edge words of a piece, by position."""
    return (found for found in _edges_or_industries().finditer(folded, start, end) if not found["industry"])


@cache
def modifiers() -> tuple[frozenset[str], frozenset[str], int]:
    """Modifiers to be cut at a name's right, those cut only after a list's end, and the longest one's length."""
    anywhere = frozenset(word for word, where in rows("industry_generic.tsv") if where in ("both", "any"))
    right = frozenset(word for word, where in rows("industry_generic.tsv") if where in ("right", "listed"))
    return anywhere, anywhere | right, max(map(len, anywhere | right))


@cache
def left_modifiers() -> frozenset[str]:
    """Modifiers that may be cut at a name's left."""
    return frozenset(word for word, where in rows("industry_generic.tsv") if where == "both")


@cache
def listed_names() -> frozenset[str]:
    """What is an industry beside others in a list, though made of modifiers (消费品)."""
    return named_anyway(True) - named_anyway(False)


@cache
def named_anyway(listed: bool) -> frozenset[str]:
    """What is an industry though made of modifiers; `listed` those too that are one beside others in a list."""
    return frozenset(
        word for word, where in rows("industry_generic.tsv") if where in (("name", "listed") if listed else ("name",))
    )


@cache
def _general(listed: bool) -> frozenset[str]:
    """The modifiers that a name may consist of without naming an industry."""
    return modifiers()[1] - named_anyway(listed)


@cache
def endings() -> re.Pattern[str]:
    """All words in which industries' names end, in one pattern."""
    return _by_first((word[0], re.escape(word[1:])) for word in words("industry_ending.tsv"))


@cache
def single() -> frozenset[str]:
    """What names an industry with one character, beside others or before 产业 (茶产业)."""
    return frozenset(word for word in words("industry_ending.tsv") if len(word) == 1)


@cache
def joined() -> frozenset[str]:
    """The names of single industries that hold 和, 与, 及 or 暨."""
    return frozenset(words("industry_joined.tsv"))


@lru_cache(1 << 12)  # an article speaks of the same industries again and again
def looks_industrial(name: str) -> bool:
    """Whether the name holds a word in which industries' names end, or is one in 业; slogans and plans hold none."""
    return bool(endings().search(name)) or (len(name) < 5 and name.endswith("业") and not _NO_TRADE.search(name))


@lru_cache(1 << 12)
def is_trade(name: str) -> bool:
    """Whether a name is just a word in which industries' names end."""
    return endings().fullmatch(name) is not None


def is_generic(name: str, listed: bool = False) -> bool:
    """Whether a name consists of modifiers that name no industry (先进制造业, 特色优势); `listed` beside others."""
    if name in named_anyway(listed):
        return False
    words_, longest = _general(listed), modifiers()[2]
    at = 0
    while at < len(name):
        size = next((n for n in range(longest, 0, -1) if name[at : at + n] in words_), 0) or name[at] in "和与及、"
        if not size:
            return False
        at += size
    return True
