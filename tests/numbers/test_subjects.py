"""Subjects that the sentence names before the figure, as a table of sentences."""

from datetime import date

import pytest
from kbuild.extractors.pipeline import read_article
from kbuild.extractors.view import ArticleText, Block


def subjects(text: str) -> dict[str, str | None]:
    article = read_article(ArticleText(0, text, [Block("paragraph", 0, len(text))], published=date(2024, 10, 25)))
    return {figure.text: figure.subject for figure in article.figures}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the industry of a clause before
        ("这里主推竹家居产业，去年产值突破80亿元。", {"80亿元": "竹家居产业"}),
        ("钓具产业集群，企业500余家，从业人员2万人。", {"500余家": "钓具产业集群", "2万人": "钓具产业集群"}),
        ("雨伞产业集群聚起大伞、小伞等300余家企业，年产值60亿元。", {"60亿元": "雨伞产业集群"}),
        # its share, and the sentence behind
        ("竹家居产业链，去年产值80亿元，占全市的40%。", {"40%": "竹家居产业链"}),
        ("拉链产业集群不大。今年前8个月，产值增长11%。", {"11%": "拉链产业集群"}),
        # 前者, 后者
        ("培育拉链产业集群、纽扣产业集群，后者产能占全国三成。", {"三成": "纽扣产业集群"}),
        ("培育拉链产业集群、纽扣产业集群，前者产值20亿元。", {"20亿元": "拉链产业集群"}),
        # of several things of a list, of none
        ("发展拉链产业、纽扣产业，产值20亿元。", {"20亿元": None}),
        # a group of bodies right before its figure, but not across a comma
        ("服装、食品、家具三大主导产业产值470亿元。", {"470亿元": "三大主导产业"}),
        ("签约项目42个，总投资120亿元。", {"120亿元": "项目"}),
        # the thing behind 的
        ("一条投资2.6亿元的镀锡生产线投产。", {"2.6亿元": "镀锡生产线"}),
        ("一个年产3万吨玻纤的拉丝项目，总投资43亿元。", {"3万吨": "拉丝项目", "43亿元": "拉丝项目"}),
        ("年产1500吨碳纤维项目开工。", {"1500吨": "年产1500吨碳纤维项目"}),
        # a counted list gives each its number
        ("装备、食品两大板块收入分别为27亿元和8亿元。", {"27亿元": "装备", "8亿元": "食品"}),
        # words that name nobody
        ("车间原来要40名工人，现在6名就够。", {"6名": "车间"}),
    ],
)
def test_subject(text, expected):
    found = subjects(text)
    assert {number: found[number] for number in expected} == expected
