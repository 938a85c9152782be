"""The item: a numeral in its place with its unit, before anything is read from its surroundings."""

from __future__ import annotations

from dataclasses import dataclass

from .numerals import Numeral
from .units import Unit


@dataclass(slots=True)
class Item:
    """A numeral in its place: `text[start:end]` is the numeral with its unit."""

    start: int
    end: int
    value: float
    high: float | None
    unit: Unit
    numeral: Numeral
    more: str = ""
    """The word of inexactness inside or right behind: 多, 余, 来, 几, 强, 弱, 半."""
    other: str | None = None
    negative: bool = False
    shared: bool = False
