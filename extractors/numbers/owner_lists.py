"""Lists before figures: what a number sums up (甲、乙等38个), and firms that share some numbers (分别为A和B)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from ..names.firms import FirmMention
from ..view import View
from .distribution import groups
from .quantities import Quantity

# 甲、乙县某某等|38个
_LISTED = re.compile(r"、[^,。;、][^,。;]{1,60}等$")
# 甲县某某集群等|10个集群: one of those that are counted
_EXAMPLE = re.compile(r"[^,。;、:]{2,30}(?P<noun>[一-鿿]{2})等$")
# 客户包括|甲、乙等40家: those that somebody has
_OWN = re.compile(
    r"(?:客户|用户|买家|供应商|伙伴|经销商|股东|门店|品牌)[^,。;]{0,6}?(?:包括|包含|涵盖|覆盖|有|为|:)[^,。;]{0,40}$"
)
_JOINTS = ("、", "和", "与", "及", "以及")
_CUE_REACH = 10
"""How far before the first of some figures stands the word that gives them out."""
_COUNTED = 10
"""How far behind a number stands what it counts."""
_LIST = 80
"""How far before a figure the list is looked for that it sums up."""


def summed_up(view: View, start: int) -> re.Match[str] | None:
    """The list, or the one example, that the number at `start` sums up: 甲、乙等38个, 某某集群等10个集群."""
    floor = max(view.clause_at(start).start, start - _LIST)
    if view.folded[start - 1 : start] != "等":
        return None
    if listed := _LISTED.search(view.folded, floor, start):
        return listed
    one = _EXAMPLE.search(view.folded, floor, start)
    counted = one is not None and view.folded.find(one["noun"], start, start + _COUNTED) >= 0
    return one if counted else None


def is_had(view: View, start: int) -> bool:
    """Whether the number at `start` counts those that somebody has: 客户包括甲、乙等40家."""
    floor = max(view.clause_at(start).start, start - _LIST)
    return _OWN.search(view.folded, floor, start) is not None


def shared(
    view: View, quantities: Sequence[Quantity], between: Callable[[int, int], list[FirmMention]]
) -> dict[int, str]:
    """The firms of figures that follow a list of as many firms: 甲、乙分列一、二位,收入分别为A和B.

    `between` gives the mentions of firms between two offsets.
    """
    found: dict[int, str] = {}
    for group in groups(view, quantities):
        first = quantities[group.start].start
        cue = view.folded.rfind("分别", max(0, first - _CUE_REACH), first)
        if cue < 0:
            continue
        named = between(max(view.sentence_at(first).start, cue - _LIST), cue)[-len(group) :]
        if len(named) == len(group) and _is_list(view, named):
            found |= {index: mention.firm.key for index, mention in zip(group, named, strict=True)}
    return found


def _is_list(view: View, named: Sequence[FirmMention]) -> bool:
    """Whether nothing but a joint stands between firms, and no further member before them."""
    joints = [view.folded[one.end : other.start] for one, other in pairwise(named)]
    return view.folded[named[0].start - 1] not in "、和" and all(joint in _JOINTS for joint in joints)
