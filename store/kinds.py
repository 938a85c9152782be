"""The kinds of entity: their tables, and the order in which articles outbid each other on an attribute."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Order = Callable[[Any], Any]
Row = tuple[Any, ...]


def longest(text: str | None) -> tuple[int, str]:
    """Longest, then by code point; nothing is least."""
    return (len(text), text) if text is not None else (-1, "")


_LEVELS = ("town", "zone", "district", "city", "province")
_GRADES = ("国家级", "省级", "自治区级", "市级", "区级", "县级")
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}


def _tier(tier: str | None) -> tuple[float, int, str]:
    """Tiers by magnitude: 万亿级 over 5000亿级 over 千亿级 over 百亿级; nothing is least."""
    written = re.search(r"([\d.]*)([一二两三四五六七八九]?)([十百千万]*)亿", tier or "")
    if not written:
        return (-1 if tier is None else 0, *longest(tier))
    digits, numeral, scales = written.groups()
    magnitude = float(digits) if re.fullmatch(r"\d+(\.\d+)?", digits) else float(_DIGITS.get(numeral, 1))
    for scale in scales:
        magnitude *= _SCALE[scale]
    return (magnitude, *longest(tier))


def _grade(grade: str | None) -> tuple[int, int, str]:
    """Grades from the nation down; nothing is least."""
    rank = len(_GRADES) - _GRADES.index(grade) if grade in _GRADES else 0
    return (rank if grade is not None else -1, *longest(grade))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity: its tables, and its attributes with the order in which articles outbid each other."""

    entity: str
    table: str
    evidence: str
    columns: tuple[str, ...]
    said: tuple[str, ...]
    orders: tuple[Order, ...]
    references: tuple[tuple[str, str, str], ...]
    """Table, id column and key column of everything that refers to such an entity."""

    def join(self, rows: Iterable[Row]) -> Row | None:
        """The greatest of each attribute over `rows`; None for no rows."""
        distinct = set(rows)
        if len(distinct) <= 1:  # by far the most: one article, or all say the same
            return distinct.pop() if distinct else None
        columns = zip(*distinct, strict=True)
        return tuple(max(column, key=order) for column, order in zip(columns, self.orders, strict=True))


DISTRICT = Kind(
    "district",
    "districts",
    "district_evidence",
    ("name", "full_name", "code", "level", "parent_id"),
    ("name", "full_name", "code", "level", "parent"),
    (longest, longest, longest, _LEVELS.index, longest),
    (
        ("figures", "district_id", "district_key"),
        ("cluster_districts", "district_id", "district_key"),
        ("firm_districts", "district_id", "district_key"),
    ),
)
CLUSTER = Kind(
    "cluster",
    "clusters",
    "cluster_evidence",
    ("industry", "tier", "grade"),
    ("industry", "tier", "grade"),
    (longest, _tier, _grade),
    (
        ("figures", "cluster_id", "cluster_key"),
        ("cluster_districts", "cluster_id", "cluster_key"),
        ("firm_clusters", "cluster_id", "cluster_key"),
    ),
)
FIRM = Kind(
    "firm",
    "firms",
    "firm_evidence",
    ("name", "kind", "stock_code"),
    ("name", "kind", "stock_code"),
    (longest, ("institute", "company").index, longest),
    (
        ("figures", "firm_id", "firm_key"),
        ("firm_districts", "firm_id", "firm_key"),
        ("firm_clusters", "firm_id", "firm_key"),
    ),
)
KINDS = {kind.entity: kind for kind in (DISTRICT, CLUSTER, FIRM)}
