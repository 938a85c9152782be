"""What a claim is held against, and the verdict."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Literal, NamedTuple, Protocol, TypeVar

from ..records import Claim
from ..view import Span, View


class Piece(Protocol):
    """What lies somewhere in the text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """Behind its last."""


Some = TypeVar("Some", bound=Piece)


class Held(NamedTuple):
    """What a claim is held against: what the rows of a list add up to, and the span that they stand in."""

    found: float
    start: int
    end: int


def held_against(view: View, span: Span, counted: str, claimed: float, held: Held | None, sure: bool) -> Claim:
    """A claim with its verdict; one that does not agree `differs` only where the list is surely complete."""
    verdict: Literal["agrees", "differs", "unchecked"] = "unchecked"
    if held is not None and _near(claimed, held.found):
        verdict = "agrees"
    elif held is not None and sure:
        verdict = "differs"
    found, start, end = held or (None, None, None)
    return Claim(*span, view.text[slice(*span)], counted, claimed, found, verdict, start, end)


def over(found: float, parts: Sequence[Piece]) -> Held | None:
    """What was found, in the span from the first of its parts to the last; None where there are none."""
    if not parts:
        return None
    return Held(found, min(part.start for part in parts), max(part.end for part in parts))


def _near(one: float, other: float) -> bool:
    """Whether two sums are equal within rounding."""
    return abs(one - other) <= 1e-4 * max(abs(one), abs(other), 1.0)


def within(pieces: Sequence[Some], start: int, end: int) -> Sequence[Some]:
    """Those of the pieces, in the order of the text, that begin in a stretch of it."""
    by_start = attrgetter("start")
    return pieces[bisect_left(pieces, start, key=by_start) : bisect_left(pieces, end, key=by_start)]
