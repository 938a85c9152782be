"""Tiers and grades: how large a cluster is (千亿级) and who recognised it (国家级)."""

from __future__ import annotations

import re

_SIZE = r"(?:[一二两三四五六七八九十]{0,2}[万千百十]亿|\d{1,5}(?:\.\d)?万?亿)"
TIER = re.compile(rf"(?P<size>{_SIZE})元?(?:级别|量级|规模级|级|能级)")
"""千亿级, 千亿元级, 五千亿级, 500亿级."""

BARE = re.compile(rf"(?:超|近|过)?(?P<size>{_SIZE})元?$")
"""千亿元 or 千亿 directly before a head noun (千亿元产业集群), where the word 级 may be left out."""

_GRADE = re.compile(
    r"(?P<grade>国家|世界|省|市|自治区)级|(?P<national>国家)(?=先进制造业|战略性新兴|创新型|中小企业|新型工业化)"
)


GRADED = re.compile(r"[\d一二两三四五六七八九十]{1,2}个(?:世界|国家|省)级(?=[,、;和及])")
"""2个国家级 that shares the head noun of the list after it."""

_MARK = re.compile("亿元?(?:级|量级|规模级|能级)")


def tiers(folded: str) -> list[re.Match[str]]:
    """All tiers of a text, by position; looks only where 亿…级 stands, so that long texts cost little."""
    found: list[re.Match[str]] = []
    for mark in _MARK.finditer(folded):
        start = max(found[-1].end() if found else 0, mark.start() - 8)
        sized = next(
            (m for m in TIER.finditer(folded, start, min(len(folded), mark.end() + 1)) if m.end() >= mark.end()), None
        )
        if sized:
            found.append(sized)
    return found


def tier_of(size: str) -> str:
    """The tier as it is stored: the size as written, and 级.

    >>> tier_of("五千亿")
    '五千亿级'
    """
    return f"{size}级"


def grade_of(folded: str) -> str | None:
    """The grade that a short stretch of folded text states, else None.

    >>> grade_of("国家先进制造业")
    '国家级'
    """
    match = _GRADE.search(folded)
    if match is None:
        return None
    return f"{match['grade'] or match['national']}级"
