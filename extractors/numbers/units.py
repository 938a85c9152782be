"""Units: which one follows a numeral, under what name, and what kind of thing it measures (`data/units.tsv`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from ..fold import fold
from ..lexicon import rows
from .numerals import SCALES

UnitKind = Literal[
    "money", "count", "measure", "percent", "point", "times", "duration", "age", "score", "verbal", "list", "none"
]


class Unit(NamedTuple):
    """A unit by its canonical name; `factor` turns a value in the spelling into one in `name`."""

    name: str
    kind: UnitKind
    factor: float


NO_UNIT = Unit("", "none", 1.0)
PERCENT = Unit("%", "percent", 1.0)
POINT = Unit("百分点", "point", 1.0)
YUAN = Unit("元", "money", 1.0)


@cache
def _by_first() -> dict[str, list[tuple[str, Unit]]]:
    """The first character of a spelling to the spellings that begin with it, longest first."""
    table: dict[str, list[tuple[str, Unit]]] = {}
    for spelling, name, kind, factor in rows("units.tsv"):
        written = fold(spelling)
        table.setdefault(written[0], []).append((written, Unit(name, kind, float(factor))))  # type: ignore[arg-type]
    for found in table.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def _vetoes() -> dict[str, tuple[str, ...]]:
    """A spelling to the words that it is only the beginning of: 人 of 人民, 场 of 场馆."""
    return {fold(word): tuple(fold(rest) for rest in row[0].split(",")) for word, *row in rows("unit_vetoes.tsv")}


@cache
def _classifiers() -> frozenset[str]:
    """The spellings of what counts."""
    return frozenset(word for found in _by_first().values() for word, unit in found if unit.kind == "count")


def match(folded: str, position: int) -> tuple[Unit, int] | None:
    """The longest unit that stands at `position`, and where it ends."""
    candidates = _by_first().get(folded[position : position + 1])
    if not candidates:
        return None
    for spelling, unit in candidates:
        if folded.startswith(spelling, position):
            end = position + len(spelling)
            if (
                spelling[-1].isascii()
                and spelling[-1].isalpha()
                and folded[end : end + 1].isascii()
                and folded[end : end + 1].isalnum()
            ):
                continue
            if folded.startswith(_vetoes().get(spelling, ()), end):
                continue
            return _per(folded, unit, end)
    return None


# 元/吨, 元/㎡·月, 台/万人, GB/s: a rate is a unit of its own.
_PER = re.compile(
    r"/(?:平方米|平方公里|立方米|千瓦时|千瓦|公里|公斤|千克|吨|亩|公顷|人|户|家|天|日|月|年|小时|分钟|工日|工时|件|套|台|只|张|头|桶|升|度|股|次|"
    r"辆|斤|克|秒|片|瓦|颗|粒|瓶|米|平米|标箱|标方|方|公顷|㎡|m[²³23]|(?:kWh|MWh|kW|MW|GW|Wh|kg|km|kVA|s|h|t|W|L|m|g)(?![A-Za-z]))(?:[·/](?:平方米|㎡|天|日|月|年|次|小时))?"
)
# 6亿条(件): of two classifiers, either of which would do, the first is the unit
_PAIR = re.compile(r"\((?P<other>[\u4e00-\u9fff]{1,2})\)")
# 900家次, 19万箱次: a classifier with 次 counts how often; 3家次级债 holds none.
_OCCASIONS = re.compile(r"次(?![级要序生日年数新第高贷债品氯性])")


def _per(folded: str, unit: Unit, end: int) -> tuple[Unit, int]:
    if unit.kind == "count" and unit.name[-1] != "次" and unit.name != "个" and _OCCASIONS.match(folded, end):
        return Unit(f"{unit.name}次", unit.kind, unit.factor), end + 1
    if unit.kind == "count" and (pair := _PAIR.match(folded, end)) and pair["other"] in _classifiers():
        return unit, pair.end()
    if folded[end : end + 1] == "/":
        rate = _PER.match(folded, end)
        if rate:
            return Unit(unit.name + rate.group(), unit.kind, unit.factor), rate.end()
    return unit, end


_HEADER = re.compile(
    r"[(\[【]\s*(?:单位[::]\s*)?([^()\[\]】]{1,12}?)\s*[)\]】]|单位[::]\s*([^\s,;。()]{1,12})|[,、/]\s*(%|‰|[万亿]?元)\s*$"
)


def of_header(folded: str) -> Unit | None:
    """The unit that a table's header or caption names: 产值(亿元), 单位:万吨; its scale is in the factor.

    >>> of_header("实际使用外资(万美元)")
    Unit(name='美元', kind='money', factor=10000.0)
    """
    for found in _HEADER.finditer(folded[-400:]):
        unit = named(next(group for group in found.groups() if group))
        if unit:
            return unit
    return None


def named(written: str) -> Unit | None:
    """A unit with a scale in front of it (万吨), nothing else."""
    scale, position = 1, 0
    while position < len(written) - 1 and written[position] in "十百千万亿" and not match_whole(written[position:]):
        scale *= SCALES[written[position]]
        position += 1
    unit = match_whole(written[position:])
    return Unit(unit.name, unit.kind, unit.factor * scale) if unit else None


def match_whole(written: str) -> Unit | None:
    """The unit that is exactly `written`."""
    found = match(written, 0)
    return found[0] if found and found[1] == len(written) else None


@cache
def first_characters() -> str:
    """All characters that a unit begins with."""
    return "".join(sorted(_by_first()))
