"""An article laid out for reading: its blocks, sentences and clauses, its folded text, and the anchors of its scan."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

from .fold import fold
from .scan import Anchor, scanner

BlockKind = Literal["title", "subtitle", "byline", "heading", "paragraph", "item", "table", "caption", "note"]


class Span(NamedTuple):
    """Characters `start` to `end`, end exclusive."""

    start: int
    end: int


_span = partial(tuple.__new__, Span)  # without the Python function that a call of the class goes through


class Block(NamedTuple):
    """A piece of layout. A table has `rows` of cells, the header row first; other blocks have none."""

    kind: BlockKind
    start: int
    end: int
    rows: tuple[tuple[Span, ...], ...] = ()


class Veto(NamedTuple):
    """Characters that looked like an `entity` (district, cluster, firm, figure), and the veto that kept them unread.

    Where a rule weighs evidence and does read them, `says` holds that evidence.
    """

    start: int
    end: int
    entity: str
    by: str
    says: str = ""


@dataclass(slots=True)
class ArticleText:
    """One article before extraction: its text with layout, and what its head and foot say of it."""

    position: int
    text: str
    blocks: Sequence[Block]
    section: str | None = None
    title: str | None = None
    byline: str | None = None
    published: date | None = None


# A sentence ends at 。！？； or a line's end; closing quotes and brackets after the mark belong to it.
# Each begins with one class or character, which `re` looks for in a loop of its own.
_SENTENCE_END = re.compile(r"[。!?;\n](?:(?<=\n)\n*|[\"'”’」』)】]*)")
# A clause ends at a comma too, but not at one between the digits of 6,038.
_CLAUSE_END = re.compile(r",(?:(?<!\d,)|(?!\d{3}(?!\d)))")


_STRAIGHT = re.compile('"([^"\n]*)"')


def _with_paired_quotes(folded: str) -> str:
    """Straight quotes as the curly ones that they stand for, so that rules see which opens and which closes."""
    return _STRAIGHT.sub("“\\1”", folded) if '"' in folded else folded


@dataclass
class View:
    """An article as the rules see it. All offsets are offsets into `text`; `folded` has the same length."""

    article: ArticleText
    vetoes: list[Veto] | None = None
    """Where the rules note what they did not read and why; None when nobody asks."""
    text: str = field(init=False)
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.article.text
        self.folded = _with_paired_quotes(fold(self.text))

    def veto(self, entity: str, start: int, end: int, by: str) -> None:
        """Note that a span was not read as an entity, for who asks to see it."""
        if self.vetoes is not None:
            self.vetoes.append(Veto(start, end, entity, by))

    def weighed(self, entity: str, start: int, end: int, by: str, says: str) -> None:
        """Note the evidence on which a span was read, for who asks to see it."""
        if self.vetoes is not None:
            self.vetoes.append(Veto(start, end, entity, by, says))

    @property
    def published(self) -> date | None:
        """The day of publication, from which 去年 and 上半年 count."""
        return self.article.published

    @property
    def blocks(self) -> Sequence[Block]:
        """The blocks in the order of the text."""
        return self.article.blocks

    @cached_property
    def _anchors(self) -> dict[str, list[Anchor]]:
        return scanner().scan(self.folded)

    def anchors(self, label: str) -> list[Anchor]:
        """The anchors of a lexicon in this article, by position."""
        return self._anchors.get(label, [])

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of every block, in the order of the text."""
        found = []
        for block in self.blocks:
            start = block.start
            for mark in _SENTENCE_END.finditer(self.folded, block.start, block.end):
                found.append(_span((start, mark.end())))
                start = mark.end()
            if start < block.end:
                found.append(_span((start, block.end)))
        return [span for span in found if self.text[span.start : span.end].strip()]

    @cached_property
    def clauses(self) -> list[Span]:
        """The clauses of every sentence, in the order of the text."""
        found = []
        for start, end in self.sentences:
            for mark in _CLAUSE_END.finditer(self.folded, start, end):
                found.append(_span((start, mark.end())))
                start = mark.end()
            if start < end:
                found.append(_span((start, end)))
        return found

    @cached_property
    def block_at(self) -> Callable[[int], Block]:
        """The block that holds the character at an offset (the nearest before it, if none does)."""
        return _finder(self.blocks, len(self.text))

    @cached_property
    def sentence_at(self) -> Callable[[int], Span]:
        """The sentence that holds the character at an offset."""
        return _finder(self.sentences, len(self.text))

    @cached_property
    def clause_at(self) -> Callable[[int], Span]:
        """The clause that holds the character at an offset."""
        return _finder(self.clauses, len(self.text))


Piece = TypeVar("Piece", Span, Block)
_LONG = 200_000


def _finder(pieces: Sequence[Piece], length: int) -> Callable[[int], Piece]:
    """Offset to the last piece that begins there or before, the first where none does.

    Rules ask several times for each figure: a list with a piece for each character answers faster than a search.
    """
    if length > _LONG:
        starts = [piece.start for piece in pieces]
        return lambda offset: pieces[max(0, bisect_right(starts, offset) - 1)]
    found: list[Piece] = []
    for piece, following in pairwise(pieces):
        found += [piece] * (following.start - len(found))
    if pieces:
        found += [pieces[-1]] * (length + 1 - len(found))
        found.append(pieces[0])  # before the text, at -1
    return found.__getitem__
