"""The text and layout of an article in its record, and out of it again."""

from __future__ import annotations

from datetime import date
from typing import Any

from .records import Article
from .view import ArticleText, Block, Span


def as_text(article: Article) -> ArticleText:
    """The text and layout that a record was read from, to be read again."""
    return ArticleText(
        position=article.position,
        text=article.text,
        blocks=[_unpacked(block) for block in article.blocks],
        section=article.section,
        title=article.title,
        byline=article.byline,
        published=date.fromisoformat(article.published_on) if article.published_on else None,
    )


def bare(source: ArticleText) -> Article:
    """The record of an article before the rules: its text and layout."""
    return Article(
        position=source.position,
        section=source.section,
        title=source.title,
        byline=source.byline,
        published_on=source.published.isoformat() if source.published else None,
        text=source.text,
        blocks=[_packed(block) for block in source.blocks],
    )


def _packed(block: Block) -> list[Any]:
    packed: list[Any] = [block.kind, block.start, block.end]
    if block.rows:
        packed.append([[list(cell) for cell in row] for row in block.rows])
    return packed


def _unpacked(packed: list[Any]) -> Block:
    kind, start, end, *rows = packed
    return Block(kind, start, end, tuple(tuple(Span(*cell) for cell in row) for row in rows[0]) if rows else ())
