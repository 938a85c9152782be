"""What the readers of metrics share: the article, its quantities, and what was read of those before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..view import Span, View
from .nouns import Nouns
from .phrases import Phrases
from .quantities import Quantity
from .readings import Reading


@dataclass(slots=True)
class Told:
    """An article with its quantities; `readings` grows as they are read, in the order of the text."""

    view: View
    phrases: Phrases
    nouns: Nouns
    quantities: Sequence[Quantity]
    kinds: Sequence[str]
    places: Sequence[Span]
    readings: list[Reading] = field(default_factory=list)
    used: int = 0
    """Where the last noun behind a number ends: 三成的产值、四成的税收."""
    counted_end: int = 0
    """Where the noun ends that the last counting figure counted."""

    def floor(self, index: int) -> int:
        """Where the words begin that can belong to a quantity: behind the number before it in its clause."""
        quantity = self.quantities[index]
        floor = self.view.clause_at(quantity.start).start
        if index and self.quantities[index - 1].tail <= quantity.head:
            floor = max(floor, self.quantities[index - 1].tail)
        return max(floor, self.used) if self.used <= quantity.head else floor


class Reader:
    """Reads something of the quantities of an article."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._view, self._text, self._phrases, self._nouns = told.view, told.view.folded, told.phrases, told.nouns
        self._quantities, self._kinds, self._places = told.quantities, told.kinds, told.places
        self._readings = told.readings
