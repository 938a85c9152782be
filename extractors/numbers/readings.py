"""What a quantity was read to measure, and the kind it is read as."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..view import Span
from .phrases import Phrase
from .quantities import Quantity
from .table_figures import CellReading

_MONEY = re.compile(r"元|镑|法郎|卢布|卢比|铢|盾|林吉特|比索")
RELATIVE = frozenset({"%", "百分点", "倍", "个基点", "基点", "‰"})
"""Units of changes that say nothing of what changed."""
STEPS = 12
"""How many parts of a sentence, or figures, are looked back over."""


@dataclass(slots=True)
class Reading:
    """What a quantity measures: texts as written, the figure it continues, and the place a list gave it."""

    metric: str | None
    subject: str | None
    base: int | None = None
    place: Span | None = None
    phrase: Phrase | None = None
    member: Span | None = None
    """The member of a distributive list that this quantity belongs to."""
    cell: CellReading | None = None
    """The place of its cell, for a quantity in a table."""


def kind_of(quantity: Quantity) -> str:
    """The kind of a quantity, with a change in a unit of its own as what it is besides (净增企业12家 counts)."""
    if quantity.kind != "change" or quantity.unit in RELATIVE:
        return quantity.kind
    return "amount" if is_money(quantity) else "count"


def is_money(quantity: Quantity) -> bool:
    """Whether a quantity is an amount of money."""
    return _is_money(quantity.unit)


@lru_cache(1024)
def _is_money(unit: str) -> bool:
    return _MONEY.search(unit) is not None


def within(places: Sequence[Span], span: Span) -> Span | None:
    """The place that a span names: the first by position, and of places glued to it (甲市|乙区) the last."""
    at = bisect_left(places, span.start, key=lambda place: place.start)
    if at == len(places) or places[at].end > span.end:
        return None
    while at + 1 < len(places) and places[at + 1].start == places[at].end and places[at + 1].end <= span.end:
        at += 1
    return places[at]
