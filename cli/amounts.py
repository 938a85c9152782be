"""Values as people type them: 100亿, 3.5万亿元, 15%, 1,200, -3.5%, 两千家."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..extractors.errors import UsageError
from ..extractors.fold import fold

_PLAIN = re.compile(r"\d{1,24}(?:\.\d{1,24})?(?:[eE]\d{1,2})?")


class Amount(NamedTuple):
    """A value in the base unit; `unit` is None where none was written."""

    value: float
    unit: str | None


def amount(text: str, option: str) -> Amount:
    """What a value comes to, read as articles are read. Raises UsageError for what is none.

    >>> amount("3.5万亿元", "--max"), amount("100亿", "--min"), amount("-3.5%", "--min"), amount("5千平方公里", "--min")
    (Amount(value=3500000000000.0, unit='元'), Amount(value=10000000000.0, unit=None), Amount(value=-3.5, unit='%'), \
Amount(value=5000.0, unit='平方公里'))
    """
    written = fold(text).strip().replace("−", "-")
    sign, written = (-1, written[1:]) if written.startswith("-") else (1, written)
    found = Amount(float(written), None) if _PLAIN.fullmatch(written) else _read(written)
    if found is None:
        raise UsageError(f"{option} {text}: write a number, with a unit if you like: 100亿, 3.5万亿元, 15%, 2000家")
    return Amount(sign * found.value, found.unit)


def _read(written: str) -> Amount | None:
    """A numeral and the unit behind it, if they are all there is."""
    from ..extractors.numbers import numerals, units

    numeral = next(numerals.find(written), None)
    if numeral is None or numeral.start != 0:
        return None
    rest = written[numeral.end :].strip()
    if not rest:
        return Amount(numeral.value, None)
    unit = units.match_whole(rest) or units.named(rest)
    return Amount(numeral.value * unit.factor, unit.name) if unit else None
