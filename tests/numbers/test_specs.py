"""Recognizers-Text's own Chinese specifications, read by `recognize`; differences that are meant stand in a table."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import pytest
from kbuild.extractors.numbers.recognize import Recognized, numbers, percents

SPECS = Path(__file__).parents[3] / "shared" / "specs" / "recognizers-zh"
ARGUED = Path(__file__).with_name("spec_differences.tsv")
pytestmark = pytest.mark.skipif(not SPECS.is_dir(), reason="the specifications are not here")


def cases(name: str) -> list[dict[str, Any]]:
    return json.loads((SPECS / name).read_text(encoding="utf-8-sig"))  # type: ignore[no-any-return]


def agrees(found: list[Recognized], case: dict[str, Any]) -> bool:
    wanted = case["Results"]
    if len(found) != len(wanted):
        return False
    for mine, theirs in zip(found, wanted, strict=True):
        value = float(theirs["Resolution"]["value"].rstrip("%"))
        if (mine.start, mine.end - 1) != (theirs["Start"], theirs["End"]):
            return False
        if not math.isclose(mine.value, value, rel_tol=1e-9, abs_tol=1e-12):
            return False
    return True


@pytest.mark.parametrize(
    ("name", "read", "at_least"), [("NumberModel.json", numbers, 334), ("PercentModel.json", percents, 139)]
)
def test_reads_the_specifications_at_least_as_well_as_their_own_package(name: str, read: Any, at_least: int) -> None:
    missed = [case["Input"] for case in cases(name) if not agrees(read(case["Input"]), case)]
    assert len(cases(name)) - len(missed) >= at_least
    with ARGUED.open(encoding="utf-8", newline="") as lines:
        argued = {row[0] for row in csv.reader((line for line in lines if line[0] != "#"), delimiter="\t")}
    assert set(missed) <= argued, "a case is missed that is not argued"
