import json

import pytest
from kbuild.extractors.records import to_json

from .conftest import record


@pytest.mark.parametrize(
    ("name", "entity", "sentence"),
    [
        ("云杉区", "district", "⟦云杉区⟧发展氢能产业集群。"),
        ("氢能", "cluster", "云杉区发展⟦氢能⟧产业集群。"),
        ("甲乙新能源", "firm", "⟦甲乙新能源⟧科技有限公司(甲乙新能源)产值12亿元,增长3%。"),
    ],
)
def test_one_entity(filled, name, entity, sentence):
    [about] = filled("show", name).rows
    assert about["entity"] == entity
    first = about["sentences"][0]
    assert f"{first['before']}⟦{first['text']}⟧{first['after']}" == sentence
    assert sentence in filled("show", name, "--format", "table").out


def test_the_json_holds_what_is_linked(filled):
    [about] = json.loads(filled("show", "云杉区", "--format", "json").out)
    assert [row["industry"] for row in about["clusters"]] == ["氢能"]
    assert [row["name"] for row in about["firms"]] == ["甲乙新能源科技有限公司"]
    assert len(about["figures"]) == 4


def test_a_name_of_several_lists_them(filled):
    run = filled("show", "云杉区的")
    assert run.code == 1
    assert [row["name"] for row in run.rows] == ["云杉区的第1天", "云杉区的第2天"]
    [about] = filled("show", run.rows[1]["id"]).rows
    assert about["title"] == "云杉区的第2天"
    assert [row["name"] for row in about["firms"]] == ["甲乙新能源科技有限公司"]


def test_nothing_of_that_name(filled):
    run = filled("show", "云杉洲")
    assert (run.code, run.out) == (1, "")
    assert "the nearest: 云杉区" in run.err


def years(kbuild, values):
    """Load an article for each year and value of one statistic of 云杉区."""
    records = []
    for number, (year, value) in enumerate(values, 1):
        one = record(number)
        for figure in one.articles[0].figures:
            figure.period_start, figure.period_end, figure.firm = f"{year}-01-01", f"{year}-12-31", None
        one.articles[0].figures[0].value = value
        records.append(to_json(one))
    kbuild("load", stdin="\n".join(records))
    return kbuild("show", "云杉区").rows[0]


def test_figures_over_time(kbuild):
    about = years(kbuild, [(2022, 8e8), (2023, 1e9), (2024, 1.2e9)])
    [series] = about["series"]
    points = [(point["period"], point["value"], point["growth"], point["stated"]) for point in series["points"]]
    assert points == [("2022", 8e8, None, 3.0), ("2023", 1e9, 25.0, 3.0), ("2024", 1.2e9, 20.0, 3.0)]
    assert "+25%" in kbuild("show", "云杉区", "--format", "table").out
    assert about["contradictions"] == []


def test_contradictions(kbuild):
    about = years(kbuild, [(2024, 1e9), (2024, 1.005e9), (2023, 1e9), (2023, 2e9)])
    assert [(row["period"], row["values"]) for row in about["contradictions"]] == [("2023", [1e9, 2e9])]


def test_what_belongs_to_a_district(filled):
    [about] = filled("show", "上海").rows
    assert [row["name"] for row in about["members"]] == ["云杉区"]
    [about] = filled("show", "甲乙新能源", "--columns", "name,named,mentions").rows
    assert about == {"name": "甲乙新能源科技有限公司", "named": ["甲乙新能源"], "mentions": 2}
