"""The words that put a time ahead, by where they are asked for: rows of `data/plan_words.tsv`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ..lexicon import rows

Place = Literal["around", "year", "before"]
_COLUMNS: tuple[Place, ...] = ("around", "year", "before")

RUNS_TO = re.compile(r"(?:排|排产|排单|排期|锁定)(?:到了?|至)$")
"""Before a time up to which orders last, which is no time of a plan: 订单排到|明年一季度."""


@cache
def plans(place: Place) -> re.Pattern[str]:
    """A word that puts a time ahead from this place; `before` reaches up to the time."""
    column = _COLUMNS.index(place)
    found = [
        f"(?<![{behind_none_of}]){word}" if behind_none_of else word
        for word, behind_none_of, *marks in rows("plan_words.tsv")
        if marks[column] == place
    ]
    return re.compile(f"(?:{'|'.join(found)}){'[^,。;]{0,8}$' if place == 'before' else ''}")
