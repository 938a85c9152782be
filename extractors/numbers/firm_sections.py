"""Which firm the sections of an article are about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..names.firms import FirmMention
from ..names.most_named import is_numbered
from ..view import Block, View

# What may stand in a heading before the firm that it is about.
_MARKS = re.compile(r"[\s#*●■◆▲○·【“\"「(]*(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]\s*)?[“\"「]?")


class FirmSections:
    """The firm of each block whose heading names one; none where a section tells of others than the article does."""

    def __init__(self, view: View, firms: Sequence[FirmMention], main: str | None) -> None:
        self._view, self._firms, self._main = view, firms, main
        self._starts = [mention.start for mention in firms]
        self._of_block: dict[int, str | None] = {}
        for section in self._sections() if firms else ():
            headed = self._headed(section[0])
            if headed is not None or (main is not None and self._is_elsewhere(section)):
                self._of_block.update((block.start, headed) for block in section)

    def of(self, block: Block, whole: str | None) -> str | None:
        """The firm that a block is about, `whole` being that of the article."""
        return self._of_block.get(block.start, whole)

    def headed(self, offset: int) -> str | None:
        """The firm that the heading above is about, if it names one."""
        return self._of_block.get(self._view.block_at(offset).start)

    def _sections(self) -> Iterator[list[Block]]:
        """The sections of the article, each from its heading on."""
        section: list[Block] = []
        for block in self._view.blocks:
            if block.kind == "heading":
                if section:
                    yield section
                section = [block]
            elif section:
                section.append(block)
        if section:
            yield section

    def _named(self, start: int, end: int) -> list[FirmMention]:
        named = self._firms[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mention for mention in named if mention.firm.kind == "company"]

    def _headed(self, heading: Block) -> str | None:
        """The one firm that a heading begins with: ◆甲科技:新厂投产."""
        named = self._named(heading.start, heading.end)
        alone = len({mention.firm.key for mention in named}) == 1
        opens = alone and _MARKS.fullmatch(self._view.folded, heading.start, named[0].start) is not None
        return named[0].firm.key if opens else None

    def _is_elsewhere(self, section: Sequence[Block]) -> bool:
        """Whether a section speaks of other firms only."""
        start, end = section[0].start, section[-1].end
        if is_numbered(self._view.folded, start):
            return False
        keys = {mention.firm.key for mention in self._named(start, end)}
        return bool(keys) and self._main not in keys and "公司" not in self._view.folded[start:end]
