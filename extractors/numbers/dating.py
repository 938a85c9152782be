"""What the readers of times share: the article, its figures and times, and the days found for the figures before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..fold import fold_word
from ..view import View
from .days import Days
from .quantities import Quantity
from .readings import Reading
from .standing import Standing
from .timeline import Timeline


@dataclass(slots=True)
class Dating:
    """An article with its figures and times; `days` grows as they are found, in the order of the text."""

    view: View
    quantities: Sequence[Quantity]
    readings: Sequence[Reading]
    standing: Standing
    line: Timeline
    days: list[Days | None] = field(default_factory=list)


class Dater:
    """Finds days for the figures of an article on one ground."""

    def __init__(self, dating: Dating) -> None:
        self._view, self._text = dating.view, dating.view.folded
        self._quantities, self._readings, self._days = dating.quantities, dating.readings, dating.days
        self._standing, self._line = dating.standing, dating.line

    def _metric(self, index: int) -> str:
        """What a figure measures, folded; empty where nothing says so."""
        return fold_word(self._readings[index].metric or "")
