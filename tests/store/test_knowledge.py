"""Which firm a name stands for, and what all articles together say of an entity."""

import pytest
from kbuild.extractors.records import Article, District, Document, Firm
from kbuild.store import database, doubts, evidence
from kbuild.store.kinds import CLUSTER, DISTRICT

CODES = ("510000", "510100", "510104", "320500")
FULL, OTHER = "甲乙新能源科技有限公司", "甲乙智能装备有限公司"


def knowledge(*articles):
    """Firm names to their aliases, after one document for each list of firms (key, aliases …) and codes of places."""
    db = filled(*articles)
    rows = db.execute(
        "SELECT name, (SELECT group_concat(alias) FROM (SELECT alias FROM firm_aliases WHERE firm_id = id ORDER BY 1)) "
        "FROM firms"
    )
    return {name: set((aliases or "").split(",")) - {""} for name, aliases in rows}


def filled(*articles):
    """A database of such documents."""
    db = database.open_to_write(":memory:")
    for number, firms in enumerate(articles):
        article = Article(0, None, None, None, None, "文")
        article.firms = [Firm(key, key, "company", list(aliases)) for key, *aliases in firms if key not in CODES]
        codes = [code for code, *_ in firms if code in CODES] or ["510100"]
        article.districts = [District(code, code, code, code, "city") for code in codes]
        evidence.store(db, Document(f"{number}", f"{number}.txt", "text/plain", "utf-8", 1, articles=[article]))
    return db


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        pytest.param([[(FULL, "甲乙")], [("甲乙",)]], {FULL: {"甲乙"}}, id="a short form that one firm claims"),
        pytest.param([[(FULL,)], [("甲乙",)]], {FULL: {"甲乙"}}, id="the only firm that is called so"),
        pytest.param(
            [[(FULL,), ("510100",)], [("甲乙",), ("510104",), ("510000",)]],
            {FULL: {"甲乙"}},
            id="in one city, each in its part of it",
        ),
        pytest.param(
            [[(FULL,), ("510100",)], [("甲乙",), ("320500",)]],
            {FULL: set(), "甲乙": set()},
            id="elsewhere the parent may be meant",
        ),
        pytest.param(
            [[(FULL,), ("510000",)], [("甲乙",), ("510000",)]],
            {FULL: set(), "甲乙": set()},
            id="no text says in which city",
        ),
        pytest.param(
            [[(FULL,), ("510100",)], [("甲乙",), ("510100",)], [(FULL,), ("320500",)]],
            {FULL: set(), "甲乙": set()},
            id="a firm of two cities may be two",
        ),
        pytest.param(
            [[(FULL,), ("510100",)], [("甲乙新能源",), ("320500",)]],
            {FULL: {"甲乙新能源"}},
            id="what keeps a trade is the firm wherever it is",
        ),
        pytest.param(
            [[(FULL,)], [("甲乙新能源",)], [("甲乙",)]],
            {FULL: {"甲乙新能源", "甲乙"}},
            id="short and shorter",
        ),
        pytest.param(
            [[(FULL,)], [(OTHER,)], [("甲乙",)]],
            {FULL: set(), OTHER: set(), "甲乙": set()},
            id="two firms that are called so",
        ),
        pytest.param(
            [[(FULL,)], [("甲乙集团",)], [("甲乙",)]],
            {FULL: set(), "甲乙集团": set(), "甲乙": set()},
            id="a parent that may be meant",
        ),
        pytest.param(
            [[(FULL,)], [(OTHER, "甲乙")], [("甲乙",)]],
            {FULL: set(), OTHER: {"甲乙"}},
            id="what a text says outdoes what a name leads one to expect",
        ),
        pytest.param(
            [[(FULL,), ("甲乙",)], [("甲乙",)]],
            {FULL: set(), "甲乙": set()},
            id="an article that has both has a parent and its subsidiary",
        ),
        pytest.param(
            [[(FULL, "甲乙")], [(FULL,), ("甲乙",)]],
            {FULL: {"甲乙"}},
            id="a text that says so outdoes one that has both",
        ),
        pytest.param([[("甲乙电子",)], [("甲乙",)]], {"甲乙电子": set(), "甲乙": set()}, id="no full name"),
        pytest.param(
            [[("甲乙苏州电子有限公司",)], [("甲乙",)]],
            {"甲乙苏州电子有限公司": set(), "甲乙": set()},
            id="a subsidiary",
        ),
        pytest.param([[(FULL,)], [("甲己",)]], {FULL: set(), "甲己": set()}, id="likeness alone joins nothing"),
        pytest.param(
            [[(FULL, "甲乙")], [(OTHER, "甲乙")], [("甲乙",)]],
            {FULL: {"甲乙"}, OTHER: {"甲乙"}, "甲乙": set()},
            id="a short form that two claim stays itself",
        ),
        pytest.param(
            [[(FULL, "甲乙新能源")], [("甲乙新能源", "甲乙")], [("甲乙",)]],
            {FULL: {"甲乙新能源", "甲乙"}},
            id="claims lead on, each said by a text",
        ),
        pytest.param(
            [[(FULL, "甲乙新能源", "甲乙")], [("甲乙新能源", "甲乙")], [("甲乙",)]],
            {FULL: {"甲乙新能源", "甲乙"}},
            id="two claimants that are one firm",
        ),
        pytest.param(
            [[("丙丁", FULL)], [(FULL,)]], {"丙丁": {FULL}, FULL: set()}, id="a shorter name claims no longer one"
        ),
        pytest.param(
            [[("廈門甲乙公司", "廈門甲乙")], [("厦门甲乙",)]],
            {"廈門甲乙公司": {"廈門甲乙", "厦门甲乙"}},
            id="an alias in the other script",
        ),
    ],
)
def test_identity(articles, expected):
    """Whatever the order, and whatever was there in between."""
    assert knowledge(*articles) == knowledge(*reversed(articles)) == expected


def test_two_firms_are_one_again_when_the_article_that_has_both_is_gone():
    db = database.open_to_write(":memory:")
    for number, keys in enumerate([[FULL], ["甲乙"], [FULL, "甲乙"]]):
        article = Article(0, None, None, None, None, "文")
        article.districts = [District("510100", "成都市", "成都市", "510100", "city")]
        article.firms = [Firm(key, key, "company") for key in keys]
        evidence.store(db, Document(f"{number}", f"{number}.txt", "text/plain", "utf-8", 1, articles=[article]))
    ids = "SELECT id FROM identities WHERE key = '甲乙'"
    assert db.execute(ids).fetchone() == ("甲乙",)
    evidence.forget(db, "2")
    assert db.execute(ids).fetchone() == (FULL,)


def test_a_parent_that_may_be_meant_is_a_doubtful_case():
    found = doubts.same_firms(filled([(FULL,), ("510100",)], [("甲乙",), ("320500",)]))
    assert [(row["doubt"], row["what"], row["other"]) for row in found] == [("same firm?", "甲乙", FULL)]


@pytest.mark.parametrize(
    ("kind", "said", "joined"),
    [
        (CLUSTER, [("氢能", "百亿级", None), ("氢能", "千亿级", "省级")], ("氢能", "千亿级", "省级")),
        (CLUSTER, [("氢能", "5000亿级", "国家级"), ("氢能", "万亿级", "市级")], ("氢能", "万亿级", "国家级")),
        (CLUSTER, [("氢能", "千亿级", None), ("氢能", "两千亿级", None)], ("氢能", "两千亿级", None)),
        (CLUSTER, [("氢能", None, None), ("氢能", "重点", None)], ("氢能", "重点", None)),
        (
            DISTRICT,
            [("嘉定", "嘉定", "310114", "district", None), ("嘉定区", "嘉定区", "310114", "district", None)],
            ("嘉定区", "嘉定区", "310114", "district", None),
        ),
    ],
)  # fmt: skip
def test_the_greatest_wins_whatever_the_order(kind, said, joined):
    assert kind.join(said) == kind.join(said[::-1]) == joined
