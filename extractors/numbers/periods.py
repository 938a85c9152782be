"""Periods: the time a figure speaks of, as first and last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..view import View


@dataclass(slots=True)
class Period:
    """A time expression and the days it covers, both included; `start` and `end` span its characters."""

    start: int
    end: int
    first: date
    last: date
    rule: str


def read(view: View) -> list[Period]:
    """The time expressions of an article that can be resolved, by position."""
    return []
