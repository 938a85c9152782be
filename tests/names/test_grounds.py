"""The district in force at a point of an article."""

from __future__ import annotations

import pytest
from kbuild.extractors.names import places
from kbuild.extractors.names.grounds import Grounds
from kbuild.extractors.view import ArticleText, Block, View


def topic(text: str) -> str | None:
    """The name of the district in force at ^; lines are paragraphs, one that begins with # a heading, = the title."""
    offset = text.index("^")
    text = text.replace("^", "")
    blocks, start = [], 0
    for line in text.split("\n"):
        kind = {"#": "heading", "=": "title"}.get(line[:1], "paragraph")
        blocks.append(Block(kind, start, start + len(line)))  # type: ignore[arg-type]
        start += len(line) + 1
    view = View(ArticleText(0, text, blocks))
    found = Grounds(view, places.resolve(view, places.candidates(view), [])).district(offset)
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("洛阳市产值^500亿元。", "洛阳市"),
        ("洛阳市加快转型，产值^500亿元。", "洛阳市"),
        ("洛阳市加快转型。产值^500亿元。", "洛阳市"),
        ("= 宜昌市发布公报\n产值^500亿元。", "宜昌市"),
        ("# 洛龙区：聚链成群\n产值^500亿元。", "洛龙区"),
        ("南通市、泰州市共建，产值^500亿元。", None),
        ("南通市产值占全省的三成，达^500亿元。", "南通市"),
        ("南通市增速高于江苏省，达^5%。", "南通市"),
        ("江苏省南通市海门区产值^500亿元。", "海门区"),
        ("海门区依托南通市的港口。该区产值^500亿元。", "海门区"),
        ("= 南通市工作报告\n海门区、如东县忙碌。全市产值^500亿元。", "南通市"),
        ("全国产值^500亿元。", None),
        ("扬州市和镇江市比邻而居，前者产值^500亿元。", "扬州市"),
        ("扬州市和镇江市比邻而居，后者产值^500亿元。", "镇江市"),
    ],
)
def test_the_district_in_force(text: str, expected: str | None) -> None:
    assert topic(text) == expected
