import json

import pytest


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
