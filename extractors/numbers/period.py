"""The period: a time expression with the days it covers and what it does for figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .days import Days
from .time_roles import Role


@dataclass(slots=True)
class Period:
    """A time expression and the days it covers, both included; `start` and `end` span its characters.

    `role` says what it does for the figures after it: a frame is the time they speak of, a reference is what they
    are held against (比上年), an event dates something else (2017年成立), and a vague time (目前) ends a frame.
    `rule` names the shape that was read.
    """

    start: int
    end: int
    first: date
    last: date
    rule: str
    role: Role = "frame"

    @property
    def is_point(self) -> bool:
        """Whether it is a single day, as 截至6月底 is."""
        return self.first == self.last

    @property
    def days(self) -> Days:
        """The days covered."""
        return Days(self.first, self.last)
