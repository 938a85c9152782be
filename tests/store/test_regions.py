"""The regions and synonyms that are shipped, and the file of a user's groups."""

import pytest
from kbuild.extractors.fold import fold
from kbuild.extractors.lexicon import rows
from kbuild.store import regions
from kbuild.store.lookup import canonical_metric


def test_every_code_of_a_region_is_a_division():
    known = {row[0] for row in rows("divisions.tsv")}
    assert not {code.lstrip("-") for _, codes, *_ in rows("regions.tsv") for code in codes.split()} - known


def test_a_name_stands_for_one_region():
    names = [fold(name) for name, *_ in rows("regions.tsv")]
    assert len(names) == len(set(names))


def test_a_metric_has_one_first_name():
    names = [fold(name) for row in rows("metric_synonyms.tsv") for name in row]
    assert len(names) == len(set(names))
    assert all(canonical_metric(canonical_metric(name)) == canonical_metric(name) for name in names)


@pytest.mark.parametrize("groups", [{}, {"甲": ["上海", "3301"], "乙 丙": ["甲"]}])
def test_what_was_written_is_read(tmp_path, groups):
    path = regions.beside(str(tmp_path / "kb.db"))
    regions.write(path, groups)
    assert regions.read(path) == groups


def test_comments_and_empty_lines_are_passed_by(tmp_path):
    path = tmp_path / "kb.groups.tsv"
    path.write_text("\ufeff# mine\n\n甲\t上海\t \n", encoding="utf-8")
    assert regions.read(path) == {"甲": ["上海"]}
