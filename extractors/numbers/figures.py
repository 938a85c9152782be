"""Figures: quantities with what was measured, of what, whose, and when."""

from __future__ import annotations

from collections.abc import Sequence

from ..names.topics import Topics
from ..records import Figure
from ..view import View
from .periods import Period
from .quantities import Quantity


def read(view: View, quantities: Sequence[Quantity], periods: Sequence[Period], topics: Topics) -> list[Figure]:
    """The figures of an article, by position."""
    return []
