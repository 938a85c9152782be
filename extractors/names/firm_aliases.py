"""Which names are one firm: names that the text defines, and names contained in a fuller one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..view import View
from .firm_items import LEGAL
from .firm_tokens import Tokens

_DEFINED = re.compile(
    r"[(](?:[^()\n]{0,16}?[,;])?(?:以下简称|以下统称|下称|简称|又称|又名|英文简称|英文名|股票简称)?[:为]?"
    r"[“\"「]?([A-Za-z0-9一-鿿&.\- ]{2,14})[”\"」]?[^()\n]{0,12}[)]"
)
_NAMED = re.compile(r"以下简称|以下统称|下称|简称|又称|[“\"「]")
_FORM = re.compile(r"(?:\([^()]*\))?(?:集团)?(?:" + LEGAL + r")$|集团$|股份$|控股$")
_TRADES = re.compile(
    r"(?:科技|技术|电子|生物|医药|新能源|能源|智能|装备|材料|信息|网络|系统|工程|实业|投资|发展|产业|制造|机械|设备|环保|汽车|贸易|服务|食品|制药|药业)+$"
)


# What a firm's usual name adds to its short one; 物流, 金融, 银行, 航空, 资本 … make a daughter's name of it.
_OWN_TRADES = frozenset(
    [
        "科技",
        "光电",
        "电子",
        "半导体",
        "医药",
        "制药",
        "药业",
        "生物",
        "化学",
        "化工",
        "材料",
        "新材料",
        "能源",
        "新能源",
        "智能",
        "机器人",
        "医疗",
        "重工",
        "食品",
        "乳业",
        "电气",
        "电器",
        "钢铁",
        "特钢",
        "光伏",
        "太阳能",
        "储能",
        "精密",
        "激光",
        "传感",
        "通信",
        "网络",
        "软件",
        "信息",
        "动力",
        "汽车",
        "循环",
        "铝业",
        "锂业",
        "酒业",
        "啤酒",
        "传感器",
    ]
)


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


def core(name: str, tokens: Tokens) -> str:
    """A firm's folded name without its legal form and the places it begins with."""
    bare = re.sub(r"\([^()]*\)", "", name)
    bare = _FORM.sub("", bare)
    return bare


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
    if not before and tail in _OWN_TRADES:
        return True
    return not before and tail in ("", "集团", "股份", "公司", "控股")


def families(names: Iterable[str]) -> dict[str, str]:
    """Each folded name to the fullest name of its firm; a short name that fits two full ones stays alone."""
    ordered: Sequence[str] = sorted(set(names), key=lambda name: (-len(name), name))
    found: dict[str, str] = {}
    for short in ordered:
        fits = [full for full in ordered if len(full) > len(short) and found[full] == full and same(short, full)]
        nearest = [full for full in fits if full.startswith(short)] or fits
        found[short] = nearest[0] if len(nearest) == 1 else short
    return found
