"""Where the name of a firm goes on beyond what a rule has read: its institute, its branch, the place at either end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..view import View
from . import firm_names
from .firm_forms import Kind
from .firm_tokens import Tokens


@dataclass(slots=True)
class Name:
    """A firm's name as a rule has read it, of a company or an institute."""

    start: int
    end: int
    kind: Kind
    rule: str
    code: str | None = None


_NO_OFFICE = (
    r"(?!院士|教授|博士|研究员|专家|学者|院长|所长|校长|主任|党委|团队|师生|学生|毕业|联合|合作|共建|等|组建|设立|成立|牵头|承担|参与|组织"
    r"|开展|建设|建成|依托|[一两三几这那多][个家间所])"
)
_PART = re.compile(
    _NO_OFFICE + r"(?:(?![的和与及在将已、等了共是为有])[一-鿿]){2,12}?"
    r"(?:(?:研究院|研究所|实验室|研究中心|工程中心|创新中心|分院|分会|专委会)|(?:(?<![场会])所|(?<!学)院)(?=[^一-鿿]|[和与及在的将已等也共从为]))"
)

# What a firm's institute is for; behind a place (某某|某市|研究院) it is only where the firm does research.
_OF_FIRM = re.compile(
    _NO_OFFICE + r"(?:(?![的和与及在将已等了共是为有省市县区州院所])[一-鿿]){4,10}?"
    r"(?:研究总院|研究院|研究所|设计院)(?!院士|[所院]长)"
)


def institutes(view: View, names: Sequence[Name]) -> list[Name]:
    """Institutes with the part that is named (中国科学院|某某物理所), and those of firms: 中国某某|勘探研究院."""
    found = []
    for name in names:
        pattern = _PART if name.kind == "institute" else _OF_FIRM
        if part := pattern.match(view.folded, name.end):
            found.append(Name(name.start, part.end(), "institute", name.rule))
    return found


_HOUSE = re.compile(r"(?:银行|[工农中建交招]行|国开行|农发行|农商|保险|人寿|财险|人保|证券|信托|农信)$")
_OFFICE = re.compile(r"[一-鿿]{2,8}?(?:分行|支行|分公司|营业部)")


def branches(view: View, names: Sequence[Name]) -> list[Name]:
    """Banks and insurers with the branch that is named: 甲银行|乙市分行."""
    found = []
    for name in names:
        if _HOUSE.search(view.folded, name.start, name.end) and (part := _OFFICE.match(view.folded, name.end)):
            found.append(Name(name.start, part.end(), name.kind, name.rule))
    return found


_OF_PLACE = 5
"""The most characters of the name of a place that a firm's name begins with."""
# 某市甲|基地: where the firm has works, and no name of a daughter
_WORKS = re.compile(r"的?(?:[^,。;、\n]{0,4}(?:基地|工厂|项目|园区|产业园|总部|厂区|车间|分公司|研究院|研发中心|公司))")
_BEGINS = re.compile(r"(?:^|[\s,。;:、!?“”「」()《》的和与及由为给向对在是了等让]|以及|引进|签约|企业|公司|龙头)$")
_SUFFIXES = "省市区县州旗镇乡"


def placed(view: View, tokens: Tokens, names: Sequence[Name]) -> list[Name]:
    """Firms with the place right before them, which a daughter's name begins with: 某地|某某电池.

    A division's full name begins full names alone: 某市|某某电池有限公司.
    """
    found = []
    for name in names:
        if name.kind != "company" or name.end - name.start < 3:
            continue
        floor = max(0, name.start - _OF_PLACE)
        start = next((at for at in range(floor, name.start - 1) if tokens.is_place(at, name.start)), None)
        if start is None or _WORKS.match(view.folded, name.end):
            continue
        short = view.folded[name.start - 1] not in ("县" if name.start - start == 2 else _SUFFIXES)  # 兰州, but 某县
        full = view.folded.endswith("公司", name.start, name.end) and "集团" not in view.folded[name.start : name.end]
        if (short or full) and _BEGINS.search(view.folded[max(0, start - 2) : start]):
            found.append(Name(start, name.end, name.kind, name.rule, name.code))
    return found


_LISTED_BEFORE = re.compile(r"(?:、|[一-鿿]和|[一-鿿]与)$")
# 甲铝业、|某铝|乙市、…等企业, but 某电|丙县等|项目, which are at those places
_LISTED_BEHIND = re.compile("(?:[、,。;)]|等|[和与及](?=[一-鿿]))(?![^,。;]{0,36}?(?:项目|工程|基地|电站|工厂))")


def daughters(view: View, tokens: Tokens, names: Sequence[Name]) -> list[Name]:
    """Members of lists that are a firm's name and a place, as its daughter there is called: 甲铝业、某铝乙市."""
    found = []
    for name in names:
        listed = _LISTED_BEFORE.search(view.folded[max(0, name.start - 2) : name.start])
        if name.kind != "company" or listed is None:
            continue
        ends = (end for end in range(name.end + 2, name.end + _OF_PLACE) if tokens.is_place(name.end, end))
        end = next((end for end in ends if _LISTED_BEHIND.match(view.folded, end)), None)
        if end is not None:
            found.append(Name(name.start, end, name.kind, name.rule))
    return found


# A bracket in a name that more of the name follows or not: 某某(苏州), 某某(集团).
_BRACKET = re.compile(r"[(]([一-鿿]{2,4})[)](?!:|[一-鿿]{0,8}?(?:产业|工业|科技)园)")
_PARTS = frozenset(["集团", "控股", "中国"])


def bracketed(view: View, tokens: Tokens, names: Sequence[Name]) -> list[Name]:
    """Firms with the place that tells a daughter from its parent: 某某化工(某市); before a park it is the park's.

    Behind a legal form it is where the firm is, as legal names hold their brackets before it.
    """
    found = []
    for name in names:
        open_ended = name.kind == "company" and name.end - name.start > 3 and name.rule != firm_names.LEGAL_NAME
        bracket = _BRACKET.match(view.folded, name.end) if open_ended else None
        if bracket and (bracket[1] in _PARTS or tokens.is_place(*bracket.span(1))):
            found.append(Name(name.start, bracket.end(), name.kind, name.rule))
    return found


_SEATED = re.compile(r"(?<=[^()]{3})[(](?P<place>[^()]{2,8})[)]$")
_JOINT = re.compile(r"[、,和与及]")


def seated(view: View, tokens: Tokens, names: Sequence[Name]) -> list[Name]:
    """The names; those of a list that says behind each where it is, without that: 甲科技(|广州)、乙股份(|上海).

    The place in brackets that tells daughters apart is one: 甲科技(广州)、乙股份.
    """
    ordered = sorted(names, key=lambda name: name.start)
    seats: list[re.Match[str] | None] = []
    for name in ordered:
        found = _SEATED.search(view.folded, name.start, name.end)
        seats.append(found if found and tokens.is_place(*found.span("place")) else None)
    cut: dict[int, int] = {}
    for at in range(1, len(ordered)):
        one, other = seats[at - 1], seats[at]
        joined = ordered[at].start == ordered[at - 1].end + 1 and _JOINT.match(view.folded, ordered[at - 1].end)
        if one and other and joined and one["place"] != other["place"]:
            cut |= {at - 1: one.start(), at: other.start()}
    return [replace(name, end=cut[at]) if at in cut else name for at, name in enumerate(ordered)]
