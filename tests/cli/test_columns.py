"""The columns that come out are those of the documentation, in its order."""

import re
from pathlib import Path

import pytest
from kbuild.store import checks, diff, search, stats
from kbuild.store.views import VIEWS

TEXT = (Path(__file__).parents[2] / "docs" / "columns.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([a-z ]+)\n(.*?)(?=^## |\Z)", TEXT, re.S | re.M))
COLUMNS = {f"query {kind}": tuple(view.columns) for kind, view in VIEWS.items()}
COLUMNS |= {"check": checks.COLUMNS, "search": search.COLUMNS, "diff": diff.COLUMNS, "stats": stats.COLUMNS}


@pytest.mark.parametrize("section", COLUMNS)
def test_the_columns_are_documented(section):
    assert tuple(re.findall(r"^\| ([a-z_]+) \|", SECTIONS[section], re.M))[1:] == COLUMNS[section]


@pytest.mark.parametrize("kind", VIEWS)
def test_the_further_columns_are_documented(kind):
    further = SECTIONS[f"query {kind}"].partition("Further: ")[2].partition(".\n")[0].partition("`")[0]
    named = re.findall(r"[a-z_]+", re.sub(r"\([^)]*\)", "", further.replace(" and ", ", ")))
    assert set(named) == set(VIEWS[kind].more)
