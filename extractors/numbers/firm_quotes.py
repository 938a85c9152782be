"""Whose people are quoted: “我们有30人。”甲公司经理说."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..names.firms import FirmMention
from ..seeking import Seeker
from ..view import View

_LONGEST = 300
"""How many characters of a quote are looked at."""
_BEHIND = 60
"""How far behind a quote it is looked for who said it."""
# What is said at the head of a sentence, before it is told by whom.
_QUOTE = Seeker(re.compile(rf"(?:(?<=[。!?;”\"\n])|^|(?<=^.))[“\"][^“”\"\n]{{6,{_LONGEST}}}[”\"]", re.MULTILINE))
# Words for the firm that one speaks for: 我们有30人
_OWN = re.compile(r"我们|咱|公司|我厂|我家|厂里|车间|[我自]己?的")
# 甲公司|经理说
_SPEAKS = re.compile(
    r"(?:的|[(][^()\n]{0,16}[)])?[^,。;、“”]{0,12}?(?:创始人|创办人|董事长|董事会秘书|董秘|经理|总裁|总监|掌门人|CEO|CTO|COO|厂长|负责人|主任|主管|工程师|老板|站长|班长|主席|师傅|员工|工人|老技师)"
    r"[^。“”]{0,24}?(?:说|称|道|告诉|介绍|表示|坦言|回忆|算|透露|感慨|直言|讲)"
)

# 董事长某某|说, in the news of one firm: no other is named
_OFFICER = re.compile(
    r"[,。]?(?:该|这家)?(?:公司|企业|集团)?(?:创始人|创办人|董事长|董事会秘书|董秘|[副]?总经理|总裁|财务总监|掌门人|CEO|CTO|COO|厂长)"
    r"[^。“”]{0,24}?(?:说|称|道|告诉|介绍|表示|坦言|回忆|算|透露|感慨|直言|讲)"
)


class _Said(NamedTuple):
    """A quote and the firm whose people say it."""

    start: int
    end: int
    key: str


class FirmQuotes:
    """The quotes of an article that people of a firm say of it, where the text tells so behind them."""

    def __init__(self, view: View, firms: Sequence[FirmMention], main: str | None) -> None:
        self._view, self._firms, self._main = view, firms, main
        self._firm_starts = [mention.start for mention in firms]
        self._said = list(self._read()) if firms else []
        self._starts = [said.start for said in self._said]

    def speaker(self, offset: int) -> str | None:
        """The firm whose people say what stands at `offset`."""
        at = bisect_right(self._starts, offset) - 1
        return self._said[at].key if at >= 0 and offset < self._said[at].end else None

    def _read(self) -> Iterator[_Said]:
        text = self._view.folded
        for quote in _QUOTE.finditer(text, 0, len(text)):
            if _OWN.search(text, quote.start(), quote.end()) is None:
                continue
            stop = min(self._view.block_at(quote.start()).end, quote.end() + _BEHIND)
            low, high = bisect_left(self._firm_starts, quote.end()), bisect_left(self._firm_starts, stop)
            first = self._firms[low] if low < high else None
            if first is not None and "。" not in text[quote.end() : first.start] and _SPEAKS.match(text, first.end):
                yield _Said(quote.start(), quote.end(), first.firm.key)
            elif self._main is not None and _OFFICER.match(text, quote.end(), stop):
                yield _Said(quote.start(), quote.end(), self._main)
