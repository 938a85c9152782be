"""What contradicts itself in a report: what `kbuild check` lists, with the sentences of both sides."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Container
from typing import Any

from ...extractors.wording import people
from ...store import checks
from ..text import plain
from .evidence import Evidence

FINDINGS = 40
"""Findings of each check, at most."""
_FOUND = {"claim": "", "growth": "%", "share": "%"}
"""Check to the unit of what was found instead; those of other checks are told by their other side."""

Row = dict[str, Any]


def differences(db: sqlite3.Connection, kept: Container[str], evidence: Evidence) -> list[Row]:
    """The findings of each check that has some in the `kept` articles."""
    by_check: dict[str, list[Row]] = defaultdict(list)
    for row in checks.differences(db):
        if row["article"] in kept:
            by_check[row["check"]].append(row)
    return [
        {"check": check, "of": len(found), "shown": [_finding(row, evidence) for row in found[:FINDINGS]]}
        for check, found in by_check.items()
    ]


def _finding(row: Row, evidence: Evidence) -> Row:
    sides = [_side(row["text"], row["article"], row["start"], row["check"], evidence)]
    if row["other"]:
        sides.append(_side(row["other"], row["other_article"], row["other_start"], row["check"], evidence))
    unit = _FOUND.get(row["check"])
    found = people(row["found"], unit) if unit is not None and row["found"] is not None else ""
    return {"what": plain(row["what"]), "sides": sides, "found": found}


def _side(text: str, article: str, start: int, rule: str, evidence: Evidence) -> Row:
    place = {"article": article, "start": start, "end": start + len(text), "rule": rule}
    return {"text": plain(text), "n": 1, "s": evidence.of([place])}
