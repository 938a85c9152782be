"""Lists of firms (甲、乙和丙): what is said of one member is said of all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..view import View
from .firms import FirmMention

_PEER = re.compile(r"(?:[、和与及]|以及)")
_MOST = 20
"""How many members of a list of firms are passed over."""


class Series(NamedTuple):
    """A firm's place in the list of firms that it is a member of, how many that has, and the list's span."""

    at: int
    size: int
    start: int
    end: int


def series(view: View, firms: Sequence[FirmMention]) -> dict[int, Series]:
    """The list of each mention of a firm, by where the mention starts; a firm alone is a list of one."""
    ends = {mention.start: mention.end for mention in firms}
    found: dict[int, Series] = {}
    for mention in sorted(firms, key=lambda mention: mention.start):
        if mention.start in found:
            continue
        starts, end = [mention.start], mention.end
        while len(starts) < _MOST and (peer := _PEER.match(view.folded, end, end + 3)):
            following = (peer.end() + size for size in (0, 2, 3))  # 江苏|某某科技
            start = next((start for start in following if start in ends), None)
            if start is None or view.folded[start - 1] == "的":  # 甲与乙市的丙: each has a place of its own
                break
            starts.append(start)
            end = ends[start]
        found |= {start: Series(at, len(starts), starts[0], end) for at, start in enumerate(starts)}
    return found
