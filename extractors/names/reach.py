"""How far around a point the text is looked through."""

from __future__ import annotations

from ..view import Span

REACH = 400
"""How far a sentence or a clause is looked through; a longer one is no sentence."""


def clip(span: Span, offset: int) -> Span:
    """The part of a span near `offset`, so that time stays linear on text without punctuation."""
    start, end = offset - REACH, offset + REACH
    if start <= span.start and span.end <= end:
        return span
    return Span(max(span.start, start), min(span.end, end))
