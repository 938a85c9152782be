"""Which firm the paragraphs of an article are told of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ..view import Block, View
from .firms import FirmMention

# 公司 as who acts in a clause, of no list and no kind: 目前,公司….
_THE_FIRM = re.compile(r"(?:^|[,。;:\n、年月日期内,])(?:本|该)?(?:公司|集团(?![军化]))")
_SAID = 20
"""How long a paragraph is that tells something."""


class Telling:
    """The paragraphs that name each firm of an article, or say 公司 before they name any."""

    def __init__(self, view: View, companies: Sequence[FirmMention]) -> None:
        self._view = view
        self._starts = [mention.start for mention in companies]
        self._keys = [mention.firm.key for mention in companies]
        told = [b for b in view.blocks if b.kind in ("paragraph", "item") and b.end - b.start > _SAID]
        self._paragraphs = [self._read(block) for block in told]
        self.first = self._keys[0]

    def _read(self, block: Block) -> tuple[frozenset[str], bool]:
        """The firms that a paragraph names, and whether 公司 stands before them: whom the text is told of."""
        low, high = bisect_left(self._starts, block.start), bisect_left(self._starts, block.end)
        spoken = _THE_FIRM.search(self._view.folded, block.start, block.end)
        bare = spoken is not None and not (low < high and self._starts[low] < spoken.start())
        return frozenset(self._keys[low:high]), bare

    def of(self, key: str) -> int:
        """How many paragraphs name a firm or say 公司 first."""
        return sum(bare or key in named for named, bare in self._paragraphs)

    def of_others(self, key: str) -> int:
        """How many paragraphs name other firms only."""
        return sum(bool(named) and not bare and key not in named for named, bare in self._paragraphs)

    def leads(self, key: str) -> bool:
        """Whether more paragraphs are told of a firm than of others only."""
        return self.of(key) > self.of_others(key)

    def is_mostly_of_first(self) -> bool:
        """Whether the firm named first is what the article is told of: in many paragraphs, and as 公司 in some."""
        own, others = self.of(self.first), self.of_others(self.first)
        said = len(_THE_FIRM.findall(self._view.folded))
        clear = own > others or (own == others and said > 2)
        return said > 1 and own > 2 and clear and own * 3 > len(self._paragraphs)
