"""Firms: where the text names a company or an institute, and which names are one firm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Firm
from ..view import View
from .places import Candidate


@dataclass(slots=True)
class FirmMention:
    """A mention of a firm; mentions of one firm in an article share one `Firm` object."""

    start: int
    end: int
    firm: Firm
    rule: str


def read(view: View, places: Sequence[Candidate]) -> list[FirmMention]:
    """The mentions of firms, by position, not overlapping."""
    return []
