"""Quantities: numeral, unit, bound, sign, kind, and whether it is reached or planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..records import Bound, Kind, Unclaimed
from ..view import Span, View


@dataclass(slots=True)
class Quantity:
    """A quantity as written: `text[start:end]` is the numeral with its unit, without bound words in front or behind.

    `head` is where its predicate begins (the 同 of 同比增长3.3%, the 超 of 超200家), `tail` where it ends (behind
    以上): what stands outside `head`…`tail` says what was measured. `value` is in the base unit, negative for a fall.
    """

    start: int
    end: int
    head: int
    tail: int
    value: float
    value_high: float | None
    unit: str
    bound: Bound
    kind: Kind
    is_target: bool
    rule: str


@dataclass(slots=True)
class Numbers:
    """What became of every numeral of an article: read as a quantity, named as something else, or left over."""

    quantities: list[Quantity] = field(default_factory=list)
    others: list[tuple[Span, str]] = field(default_factory=list)
    """Numerals that are no quantity, with the rule that says what they are (date, ordinal, code, name …)."""
    unclaimed: list[Unclaimed] = field(default_factory=list)


def read(view: View, names: Sequence[Span]) -> Numbers:
    """Every numeral of the article. `names` are spans of firms and places, in which a numeral is part of a name."""
    return Numbers()
