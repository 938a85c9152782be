import pytest
from kbuild.extractors.records import to_json

from .conftest import record


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["产值"], ["article", "article"]),
        (["值1"], ["article", "article"]),
        (["產值１２"], ["article", "article"]),
        (["氢能"], ["cluster", "article", "article"]),
        (["新能源", "云杉"], ["article", "article"]),
        (["新能源", "海洋"], []),
        (["第1天"], ["article"]),
        (["元增长"], []),  # a comma stands between
        (["元,增长"], ["article", "article"]),
        (["甲乙新能源"], ["firm", "article", "article"]),
        (["--in", "上海", "产值", "--until", "2024"], ["article", "article"]),
        (["--in", "长三角", "氢能"], ["cluster", "article", "article"]),
        (["--firm", "甲乙新能源", "云杉"], ["district", "article", "article"]),
        (["--since", "2025", "甲乙"], []),
        (["甲乙 新能源"], ["firm", "article", "article"]),
        (['"甲乙 新能源"'], []),
        (["--since", "2025", "产值"], []),
    ],
)
def test_any_substring_is_found(filled, words, found):
    run = filled("search", *words)
    assert run.code == 0, run.err
    assert [row["found"] for row in run.rows] == found


def test_the_surroundings(filled):
    row = filled("search", "增长").rows[0]
    assert (row["text"], row["after"]) == ("增长", "3%。")


@pytest.mark.parametrize("words", ['"', "。", "", "AND", "a*b", "text:x", "NEAR(a b)", "'); DROP TABLE firms"])
def test_what_an_index_would_take_for_syntax_is_text(filled, words):
    run = filled("search", "--", words)
    assert (run.code, run.out) in ((0, ""), (2, ""))


def test_the_index_keeps_up(filled):
    filled("forget", "1.txt")
    assert len(filled("search", "产值").rows) == 1
    changed = record(3)
    changed.path = "2.txt"
    filled("load", stdin=to_json(changed))
    assert [row["name"] for row in filled("search", "产值").rows] == ["云杉区的第3天"]


def test_the_snippet_is_where_most_words_stand(kbuild):
    one = record()
    one.articles[0].text = "产值。" + "。" * 99 + "氢能产值。"
    one.articles[0].mentions, one.articles[0].links, one.articles[0].figures, one.articles[0].claims = [], [], [], []
    one.articles[0].blocks = [["paragraph", 0, len(one.articles[0].text)]]
    kbuild("load", stdin=to_json(one))
    assert kbuild("search", "产值", "氢能").rows[-1]["text"] == "氢能"
    assert kbuild("search", "产值", "氢能", "--format", "table").out.endswith("  氢能产值。\n")
