"""Units: spellings of symbols folded to one name, words kept, scales of headers, and words that begin like a unit."""

from __future__ import annotations

from kbuild.data import __name__ as data_package
from kbuild.extractors.lexicon import rows


def test_every_unit_is_spelled_once_and_known_by_a_class() -> None:
    assert data_package == "kbuild.data"
    table = list(rows("units.tsv"))
    assert len({row[0] for row in table}) == len(table)
    classes = {"money", "count", "measure", "percent", "point", "times", "duration", "age", "score", "verbal", "list"}
    assert {row[2] for row in table} <= classes
    assert all(float(row[3]) > 0 for row in table)
