"""Districts: where the text names a division, town, zone or area of China, and which one it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..records import District
from ..view import Span, View


@dataclass(slots=True)
class Place:
    """A mention of a district. `start` and `end` span the name with the parents glued before it left out."""

    start: int
    end: int
    district: District
    rule: str


@dataclass(slots=True)
class Candidate:
    """A span that may name a place, before it is known what the article speaks of. `codes` are what it may be."""

    start: int
    end: int
    codes: tuple[str, ...]
    rule: str


def candidates(view: View) -> list[Candidate]:
    """All spans that may name a place, by position, longest first where they overlap; names of firms among them."""
    return []


def resolve(view: View, found: Sequence[Candidate], firms: Sequence[Span]) -> list[Place]:
    """Decide which candidates are places and which division each is; those inside the spans of `firms` are not."""
    return []
