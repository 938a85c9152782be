"""What contradicts itself in a report: what `kbuild check` lists, with the sentences of both sides."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Container
from typing import Any

from ...extractors.wording import people
from ...store.checks import DIFFERENCES
from ..text import plain
from .evidence import Evidence

FINDINGS = 40
"""Findings of each check, at most."""
_FOUND = {"claim": "", "growth": "%", "share": "%"}
"""Check to the unit of what was found instead; those of other checks are told by their other side."""

Row = dict[str, Any]


def differences(db: sqlite3.Connection, kept: Container[str], names: dict[str, str], evidence: Evidence) -> list[Row]:
    """The findings of each check that has some in the `kept` articles; `names` are those of the districts."""
    checks: dict[str, list[Row]] = defaultdict(list)
    for look in DIFFERENCES:
        for row in look(db):
            if row["article"] in kept:
                checks[row["check"]].append(row)
    return [
        {"check": check, "of": len(found), "shown": [_finding(row, names, evidence) for row in found[:FINDINGS]]}
        for check, found in checks.items()
    ]


def _finding(row: Row, names: dict[str, str], evidence: Evidence) -> Row:
    what = row["what"]
    if row["check"] == "cluster":
        cluster, _, district = what.partition(" in ")
        what = f"{names.get(district, district)} {cluster.partition('@')[0]}"
    sides = [_side(row["text"], row["article"], row["start"], row["check"], evidence)]
    if row["other"]:
        sides.append(_side(row["other"], row["other_article"], row["other_start"], row["check"], evidence))
    unit = _FOUND.get(row["check"])
    found = people(row["found"], unit) if unit is not None and row["found"] is not None else ""
    return {"what": plain(what), "sides": sides, "found": found}


def _side(text: str, article: str, start: int, rule: str, evidence: Evidence) -> Row:
    place = {"article": article, "start": start, "end": start + len(text), "rule": rule}
    return {"text": plain(text), "n": 1, "s": evidence.of([place])}
