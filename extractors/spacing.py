"""The space between Chinese and digits or letters (产值 80 亿元): closed up for the rules, offsets taken back after.

Some sites and writers set such a space everywhere, as typesetters do (W3C, Requirements for Chinese Text Layout,
mixed text composition). It means nothing, so that rules which look at neighbours would read the same sentence in two
ways. In a text that has the habit it is left out before reading. Where a text has none, a space stands for something:
the columns of a list, a gap after a number in front of a heading.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from .laid_out import bare
from .records import Article, Claim, Figure, Link, Mention, Unclaimed
from .view import ArticleText, Block, Span, Veto

_HAN = "[㐀-鿿]"
_OTHER = "[0-9A-Za-z%０-９]"
_BLANK = "[ \u00a0\u2000-\u200a\u202f]"  # no ideographic space, which parts columns and names
_SPACED = re.compile(f"(?<={_HAN}){_BLANK}(?={_OTHER})|(?<={_OTHER}){_BLANK}(?={_HAN})")
_CLOSED = re.compile(f"{_HAN}(?=[0-9０-９])|[0-9０-９](?={_HAN})")
# 3 总体情况: the number of a heading or of an item, which its space makes one.
_NUMBER = re.compile(r"(?:^|\n)[ ]*[0-9A-Za-z.]{1,6}\Z")
_LONGEST_NUMBER = 12
_FEWEST = 4
"""So many such spaces make a habit, if no more places go without."""


class Closed:
    """An article without its spaces between scripts, and the way back to the offsets of the text as it stands."""

    def __init__(self, source: ArticleText, dropped: Sequence[int]) -> None:
        self._source = source
        gone = set(dropped)
        self._kept = [at for at in range(len(source.text)) if at not in gone]
        text = "".join([source.text[at] for at in self._kept])
        self._kept.append(len(source.text))
        self.text = replace(source, text=text, blocks=[self._closed_block(block) for block in source.blocks])

    def open(self, article: Article, vetoes: list[Veto] | None = None) -> Article:
        """What was read from the closed text, with the spans of the source's own text; changed in place."""
        as_it_stands = bare(self._source)
        article.text, article.blocks = as_it_stands.text, as_it_stands.blocks
        spans: chain[Mention | Link | Figure | Claim | Unclaimed] = chain(
            article.mentions, article.links, article.figures, article.claims, article.unclaimed
        )
        for record in spans:
            record.start, record.end = self._opened(record.start, record.end)
            if not isinstance(record, Link):
                record.text = self._source.text[record.start : record.end]
            if isinstance(record, Claim) and record.list_start is not None and record.list_end is not None:
                record.list_start, record.list_end = self._opened(record.list_start, record.list_end)
        if vetoes is not None:
            vetoes[:] = [Veto(*self._opened(*veto[:2]), *veto[2:]) for veto in vetoes]
        return article

    def _opened(self, start: int, end: int) -> tuple[int, int]:
        """A span of the closed text in the source's, without the spaces around it."""
        return self._kept[start], self._kept[end - 1] + 1 if end > start else self._kept[start]

    def _closed(self, offset: int) -> int:
        return bisect_left(self._kept, offset)

    def _closed_block(self, block: Block) -> Block:
        rows = tuple(tuple(Span(*map(self._closed, cell)) for cell in row) for row in block.rows)
        return Block(block.kind, self._closed(block.start), self._closed(block.end), rows)


def closed(source: ArticleText) -> Closed | None:
    """The article closed up if its text has the habit of spaces between scripts; else None."""
    text = source.text
    found = [match.start() for match in _SPACED.finditer(text)]
    if len(found) < _FEWEST or len(found) <= sum(1 for _ in _CLOSED.finditer(text)):
        return None
    return Closed(source, [at for at in found if not _NUMBER.search(text, max(0, at - _LONGEST_NUMBER), at)])
