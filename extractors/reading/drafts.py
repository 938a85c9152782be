"""An article while it is put together, and its text with the blocks that lie in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..view import ArticleText, Block, BlockKind, Span
from .parts import Part, one_line


@dataclass(slots=True)
class Draft:
    """The parts of one article, each with its kind, before they are laid out."""

    section: str | None = None
    pieces: list[tuple[BlockKind, Part]] = field(default_factory=list)
    kinds: set[BlockKind] = field(default_factory=set)
    has_body: bool = False
    closed: bool = False


def give_title(draft: Draft, title: str) -> None:
    """Make sure that the first article has the title that its container gives it."""
    if not title:
        return
    plain = _letters(title)
    for at, (kind, part) in enumerate(draft.pieces[:6]):
        if part.kind in ("text", "heading") and _letters(part.text) == plain:
            draft.pieces = [
                ("subtitle" if k == "title" else k, p) if i != at else ("title", p)
                for i, (k, p) in enumerate(draft.pieces)
            ]
            return
        if kind == "title" and (plain in _letters(part.text) or _letters(part.text) in plain):
            return
    first_kind, first = draft.pieces[0]
    if first_kind == "title":
        draft.pieces[0] = ("subtitle", first)
    draft.pieces.insert(0, ("title", Part("heading", title)))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def lay_out(position: int, draft: Draft) -> ArticleText:
    """The text of an article, one block a line (a table one row a line), and where each block lies."""
    pieces: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for kind, part in draft.pieces:
        if part.kind == "table":
            text, rows = _table(part.rows, offset)
        else:
            text, rows = one_line(part.text), ()
        if not text:
            continue
        pieces.append(text)
        blocks.append(Block(kind, offset, offset + len(text), rows))
        offset += len(text) + 1
    text = "\n".join(pieces)

    def first(kind: BlockKind) -> str | None:
        return next((text[b.start : b.end] for b in blocks if b.kind == kind), None)

    return ArticleText(position, text, blocks, draft.section, first("title"), first("byline"))


def _table(rows: Sequence[Sequence[str]], offset: int) -> tuple[str, tuple[tuple[Span, ...], ...]]:
    """A table's text, cells parted by tabs and rows by newlines, and its cells as spans."""
    lines, spans = [], []
    for row in rows:
        cells = [one_line(cell) for cell in row]
        line = "\t".join(cells)
        if not line.strip():
            continue
        here, row_spans = offset, []
        for cell in cells:
            row_spans.append(Span(here, here + len(cell)))
            here += len(cell) + 1
        lines.append(line)
        spans.append(tuple(row_spans))
        offset += len(line) + 1
    return "\n".join(lines), tuple(spans)
