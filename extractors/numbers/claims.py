"""Claims: totals that an article states about its own lists, held against what was read from it."""

from __future__ import annotations

from ..records import Article, Claim
from ..view import View


def check(view: View, article: Article) -> list[Claim]:
    """The claims of an article, by position, with what its own rows add up to."""
    return []
