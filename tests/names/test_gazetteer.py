"""The gazetteer: codes, parents, short forms, and that its tables agree with one another."""

from __future__ import annotations

import re

import pytest
from kbuild.extractors.lexicon import rows
from kbuild.extractors.names.gazetteer import ancestors, district_of, divisions, forms, lineage, towns


def test_every_parent_is_a_division() -> None:
    known = divisions()
    assert all(division.parent in known for division in known.values() if division.level != "province")
    assert sum(division.level == "province" for division in known.values()) == 34


def test_codes_are_six_digits_and_belong_to_their_province() -> None:
    for key, division in divisions().items():
        if division.code:
            assert re.fullmatch(r"\d{6}", key)
            assert lineage(key)[-1][:2] == key[:2]


@pytest.mark.parametrize("table", ["division_names.tsv", "towns.tsv"])
def test_other_tables_name_divisions_that_exist(table: str) -> None:
    known = divisions()
    codes = [row[0] if table == "towns.tsv" else row[1] for row in rows(table)]
    missing = {code for field in codes for code in field.split() if code not in known}
    # towns of districts that were merged since stay out of reach, but no other table may be stale
    assert not missing or table == "towns.tsv"


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("黔西南", "522300"),
        ("恩施州", "422800"),
        ("余杭", "330110"),
        ("台湾", "710000"),
        ("滨海新区", "120116"),
        ("浦东新区", "310115"),
        ("临平区", "330113"),
        ("天府新区", "510000/天府新区"),
    ],
)
def test_forms_stand_for_their_division(form: str, key: str) -> None:
    assert key in forms()[form][1:]


def test_a_district_knows_what_it_lies_in() -> None:
    district = district_of("330113")
    assert district.full_name == "浙江省杭州市临平区"
    assert [above.name for above in ancestors(district)] == ["杭州市", "浙江省"]


def test_towns_know_their_counties() -> None:
    assert "330521" in towns()["新市镇"]
