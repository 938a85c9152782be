"""What may stand between a place and what it owns: 昆山的, 两市的, 甲区(即乙园)的."""

from __future__ import annotations

import re

_OWNING = re.compile(
    r"(?:(?:[\d一二两三四五六七八九十]{1,2}[个大]?)?(?:[市区县地]|[市区]县|县市|地区|城"
    r"|等(?:[\d一二两三四五六七八九十]{0,2}[市区县地])?))?[的\"“ ]{0,2}"
)
_GAP = 7
"""How many characters those words have at most."""
_GLOSS = 40
"""How long a bracket behind a place may be."""


def owns(folded: str, end: int, start: int) -> bool:
    """Whether a place that ends at `end` owns what begins at `start`, or is glued to it."""
    return start - end <= _GAP and _OWNING.fullmatch(folded, end, start) is not None


def before_bracket(folded: str, start: int) -> int:
    """Where the bracket opens that explains the owner of what begins at `start`, else `start`."""
    closing = start - 1 - folded.endswith("的", 0, start)
    if closing < 0 or folded[closing] != ")":
        return start
    opening = folded.rfind("(", max(0, closing - _GLOSS), closing)
    return opening if opening > 0 else start
