"""The one firm that an article is about, by its title and its paragraphs."""

import pytest
from kbuild.extractors.names import main_firm
from kbuild.extractors.names.firms import FirmMention
from kbuild.extractors.records import Firm
from kbuild.extractors.view import ArticleText, Block, View

FIRMS = ("甲乙电子", "丙丁机械", "戊己资本")


def main_of(text: str, title: str = "") -> str | None:
    """The main firm of an article with a title and a paragraph a line."""
    kinds = (["title"] if title else []) + ["paragraph"] * (text.count("\n") + 1)
    whole = f"{title}\n{text}" if title else text
    blocks, at = [], 0
    for kind, line in zip(kinds, whole.split("\n"), strict=True):
        blocks.append(Block(kind, at, at + len(line)))
        at += len(line) + 1
    view = View(ArticleText(0, whole, blocks))
    named = sorted((start, name) for name in FIRMS for start in range(len(whole)) if whole.startswith(name, start))
    firms = [FirmMention(start, start + len(name), Firm(name, name), "test") for start, name in named]
    return main_firm.find(view, firms, []).key


OWN = "甲乙电子是一家做连接器的企业,成立于十年前,创始人是一位工程师。"
MORE = "去年以来,公司的新产线陆续投产,工人也多了起来,订单排到了年底。"
OTHER = "戊己资本也在看这个方向,它的合伙人说市场还早,先看看再做决定。"
PEER = "丙丁机械发布了三季报,订单的增长主要来自海外的几个大客户。"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("甲乙电子扩产", f"{OWN}甲乙电子今年扩产。\n{OTHER}", "甲乙电子"),
        ("一颗连接器的故事", f"{OWN}\n{MORE}\n{OTHER}\n{MORE}", "甲乙电子"),
        ("", f"{OWN}\n{MORE}\n{MORE}", "甲乙电子"),
        ("", f"{OWN}\n{PEER}\n{OTHER}\n{MORE}", None),
        ("甲乙电子出海、丙丁机械接单", f"{OWN}甲乙电子在扩产。\n{PEER}丙丁机械不语。\n{OTHER}\n{PEER}", None),
        (
            "给机器装上“耳朵”",
            "甲乙电子总经理李明说起创业。\n◆ 问：难吗？\n李明：难。\n◆ 问：钱呢？\n李明：丙丁机械。\n◆ 问：还有？",
            "甲乙电子",
        ),
        ("两家企业的一天", f"{OWN}\n{PEER}\n{PEER}", None),
    ],
)
def test_main_firm(title: str, text: str, expected: str | None) -> None:
    assert main_of(text, title) == expected
