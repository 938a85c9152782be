"""Which names are one firm: names that the text defines, and names contained in a fuller one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..view import View
from .firm_items import LEGAL
from .firm_lexicon import cues
from .gazetteer import province_names

_DEFINED = re.compile(
    r"[(](?:[^()\n]{0,16}?[,;])?(?:以下简称|以下统称|下称|简称|又称|又名|英文简称|英文名|股票简称)?[:为]?"
    r"[“\"「]?([A-Za-z0-9一-鿿&.\- ]{2,14})[”\"」]?[^()\n]{0,12}[)]"
)
_NAMED = re.compile(r"以下简称|以下统称|下称|简称|又称|[“\"「]")
_FORM = re.compile(r"(?:\([^()]*\))?(?:集团)?(?:" + LEGAL + r")$|集团$|股份$|控股$")


def defined(view: View, end: int) -> list[tuple[int, int]]:
    """The spans of other names that a bracket right after a full name gives, as (以下简称“X”) does."""
    match = _DEFINED.match(view.folded, end)
    if match is None:
        return []
    text = match[1]
    latin = bool(re.fullmatch(r"[A-Za-z][A-Za-z&.\- ]{1,13}", text)) and not re.fullmatch(r"[A-Z]{2}", text)
    if text in ("公司", "本公司", "集团") or not (_NAMED.search(match.group()) or latin):
        return []
    return [match.span(1)]


def same(short: str, full: str) -> bool:
    """Whether `short` names the firm `full`: what is left of the full name besides is a place and a form or trade.

    A parent and its subsidiary differ in more than that, or have a different legal name each.
    """
    if short == full:
        return True
    at = full.find(short)
    if at < 0 or re.search(LEGAL + "$", short):
        return False
    before, after = full[:at], full[at + len(short) :]
    legal = bool(re.search(LEGAL + "$", full))
    tail = re.sub(r"\([^()]*\)", "", after)
    tail = _FORM.sub("", tail)
    if legal:
        return len(before) <= 4 and (not tail or len(tail) <= 8)
    if not before and tail in cues("trade"):
        return True
    if before == "中国" and not after:
        return True
    owned = before in province_names() and not short.endswith("投")  # 某省国投 is another than 国投
    return (not before or owned) and tail in ("", "集团", "股份", "公司", "控股")


def families(names: Iterable[str]) -> dict[str, str]:
    """Each folded name to the fullest name of its firm; a short name that fits two full ones stays alone."""
    ordered: Sequence[str] = sorted(set(names), key=lambda name: (-len(name), name))
    found: dict[str, str] = {}
    fullest: list[str] = []
    for short in ordered:
        fits = [full for full in fullest if short in full and len(full) > len(short) and same(short, full)]
        nearest = [full for full in fits if full.startswith(short)] or fits
        found[short] = nearest[0] if len(nearest) == 1 else short
        if found[short] == short:
            fullest.append(short)
    return found
