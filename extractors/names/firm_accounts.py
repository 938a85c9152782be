"""Stretches of a text that give an account of one firm: what they say of 公司 and of its works is said of that firm."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..records import District
from ..view import Block, Span, View
from .addresses import Group
from .firm_seats import WORKS
from .firms import FirmMention
from .grounds import Grounds
from .main_firm import MainFirm

# 公司总部位于|甲市: its seat.
_COMPANY = re.compile(
    r"(?<![限份任])(?:公司|集团|该企业|这家企业)(?:的)?(?:总部|注册地|注册地址)?(?:现)?(?:位于|设在|设于|坐落于|坐落在|落户|注册于|注册在|地处|为|在)"
    r"|(?:注册地(?:址)?|总部(?:所在地|地址)?)(?:为|是|:|位于|设在|在)"
)
# 在甲市|设有|工厂, 位于|甲市的|工厂: its works.
_SETS = re.compile(r"(?:设有|设立|建有|建成|拥有|投建|兴建|布局)")
_LOCATED = re.compile(r"(?:位于|坐落于|坐落在|地处)$")
# 该公司设于|甲市, 其位于|甲市的厂房: said of the firm that the paragraph began with.
_THIS = re.compile("该公司|该企业|这家企业|该集团")
_ITS = re.compile("其(?:位于|坐落于|坐落在|地处|在)")
_WORD = 4
"""How far around a place or 公司 such a word stands."""
_NUMBER = 8
"""How far into its paragraph, behind a number, stands the firm that this begins with."""
_PROFILE = 40
"""How far behind a firm's name a line of its profile may stand."""
_MARK = 3
"""How many characters may stand before the firm that a heading begins with."""


class Accounts:
    """The accounts of firms in an article: all of it in the news of one firm, else its items headed by a firm."""

    def __init__(self, view: View, firms: Sequence[FirmMention], grounds: Grounds, main: MainFirm) -> None:
        self._view, self._grounds, self._main = view, grounds, main
        self._firms = sorted(firms, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._firms]

    def seats(self) -> Iterator[tuple[str, list[District]]]:
        """Each firm that an account is of, with a place that it tells of its seat or works."""
        for key, span in self._spans():
            for said in _COMPANY.finditer(self._view.folded, span.start, span.end):
                for group in self._grounds.groups_in(said.end(), min(said.end() + 2, span.end)):
                    profile = said[0].startswith(("注册", "总部"))
                    at = said.start()
                    whose = self._last_named(at) if profile else self._holding(at) or self._meant(at, _THIS)
                    yield whose or key, group.address
            for group in self._grounds.groups_in(span.start, span.end):
                if self._has_works(group) and not self._others(group, key):
                    yield self._meant(group.start, _ITS) or key, group.address

    def _meant(self, offset: int, word: re.Pattern[str]) -> str | None:
        """The firm that a paragraph opens with, where a word before `offset` (该公司, 其) stands for it."""
        block = self._view.block_at(offset)
        at = bisect_left(self._starts, block.start)
        if at == len(self._firms) or not self._starts[at] < min(offset, block.start + _NUMBER):
            return None
        back = word.search(self._view.folded, max(block.start, offset - _WORD), offset + _WORD)
        return self._firms[at].firm.key if back else None

    def _last_named(self, offset: int) -> str | None:
        """The firm named shortly before, whose profile goes on: 公司名称:甲公司。注册地址:…."""
        at = bisect_left(self._starts, offset) - 1
        near = at >= 0 and offset - self._firms[at].end < _PROFILE
        return self._firms[at].firm.key if near else None

    def _holding(self, offset: int) -> str | None:
        """The firm whose name holds the word: 甲|集团|位于乙市."""
        at = bisect_left(self._starts, offset) - 1
        return self._firms[at].firm.key if at >= 0 and offset < self._firms[at].end else None

    def _spans(self) -> Iterator[tuple[str, Span]]:
        if self._main.placeless and self._main.key is not None:
            yield self._main.key, Span(0, len(self._view.folded))
            return
        headings = [block for block in self._view.blocks if block.kind == "heading"]
        ends = [*(block.start for block in headings[1:]), len(self._view.folded)]
        for block, end in zip(headings, ends, strict=bool(headings)):
            key = self._headed(block)
            if key is not None:
                yield key, Span(block.end, end)

    def _headed(self, block: Block) -> str | None:
        """The one firm of a heading, if that begins with it."""
        low, high = bisect_left(self._starts, block.start), bisect_left(self._starts, block.end)
        keys = {mention.firm.key for mention in self._firms[low:high]}
        alone = len(keys) == 1 and self._starts[low] <= block.start + _MARK
        return self._firms[low].firm.key if alone else None

    def _has_works(self, group: Group) -> bool:
        """Whether works are told to lie at a place: 位于甲市的工厂, 在乙市设有工厂."""
        folded, before = self._view.folded, max(0, group.start - 3)
        if _LOCATED.search(folded, before, group.start) and folded.startswith("的", group.end):
            return WORKS.match(folded, group.end + 1, group.end + 24) is not None
        return folded.startswith("在", group.start - 1) and _SETS.match(folded, group.end) is not None

    def _others(self, group: Group, key: str) -> bool:
        """Whether works are another firm's: one is named before them in their clause, or a subsidiary behind them."""
        clause = self._view.clause_at(group.start)
        low, high = bisect_left(self._starts, clause.start), bisect_left(self._starts, group.start)
        named = any(mention.firm.key != key for mention in self._firms[low:high])
        return named or "子公司" in self._view.folded[group.end : self._view.sentence_at(group.end).end]
