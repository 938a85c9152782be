"""The same text typed in another way says the same: spaces between scripts, widths, quotes, hard-wrapped lines."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kbuild.extractors.extract import extract, read_text
from kbuild.extractors.fold import fold
from kbuild.extractors.reading.documents import ReadOptions, read_documents
from kbuild.extractors.spacing import closed
from kbuild.extractors.view import ArticleText, Block, Veto

SAMPLES = sorted((Path(__file__).parent.parent / "data" / "samples").glob("*.txt"))
_BETWEEN = re.compile(r"(?<=[一-鿿])(?=[\dA-Za-z])|(?<=[\dA-Za-z%])(?=[一-鿿])")


def spaced(text):
    return _BETWEEN.sub(" ", text)


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isdigit() else c for c in text)


def narrow(text):
    return text.translate(str.maketrans("，；：（）！？", ",;:()!?"))


def straight(text):
    return text.replace("“", '"').replace("”", '"')


def wrapped(text):
    lines = text.split("\n")
    return "\n".join("\n".join(re.findall(".{1,38}", line)) if len(line) > 60 else line for line in lines)


def article_of(text):
    return ArticleText(0, text, [Block("paragraph", 0, len(text))])


def knowledge(path):
    """What was read, without how it was typed."""
    (document,) = [extract(raw) for raw in read_documents([str(path)], ReadOptions())]
    found = []
    for article in document.articles:
        for figure in article.figures:
            words = [re.sub(r"\W", "", fold(word or "")) for word in (figure.metric, figure.subject)]
            found.append((figure.value, figure.unit, figure.bound, *words, figure.district, figure.firm))
            found[-1] += (figure.cluster, figure.period_start, figure.period_end, figure.is_target)
        found += [(link.kind, link.source, link.target) for link in article.links]
    return found


@pytest.mark.parametrize("typed", [spaced, wide, narrow, straight, wrapped])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_typed_in_another_way_says_the_same(sample, typed, tmp_path):
    text = sample.read_text(encoding="utf-8")
    files = []
    for name, version in (("as-is", text), ("typed", typed(text))):
        files.append(tmp_path / name / sample.name)
        files[-1].parent.mkdir()
        files[-1].write_text(version, encoding="utf-8")
    assert knowledge(files[1]) == knowledge(files[0])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("全区 12 家企业在 2023 年完成产值 80 亿元，占 30% 以上", "全区12家企业在2023年完成产值80亿元,占30%以上"),
        ("1 总体情况\n全区 12 家企业在 2023 年完成产值 80 亿元", "1 总体情况\n全区12家企业在2023年完成产值80亿元"),
        ("瑞岭 LED 芯片 2023 年产能 5 万片", "瑞岭LED芯片2023年产能5万片"),
    ],
)
def test_spaces_between_scripts_are_left_out(text, meant):
    assert closed(article_of(text)).text.text.replace("，", ",") == meant


@pytest.mark.parametrize(
    "text",
    [
        "全区12家企业，产值80亿元",
        "指标  2023年  2024年\n产值  80亿元  90亿元",  # columns
        "产值 80亿元，增长 5%，企业12家，项目3个，投资9亿元，用工40人，税收2亿元",  # here and there
    ],
)
def test_spaces_that_are_no_habit_stay(text):
    assert closed(article_of(text)) is None


@given(st.lists(st.sampled_from([*"产值企业市 80亿元增5%LED，。\n", "甲市 12 家企业", "产值 3 亿元"]), max_size=40))
def test_every_span_is_one_of_the_text_as_it_stands(pieces):
    text = "甲市 12 家企业 2023 年产值 3 亿元" + "".join(pieces)
    vetoes: list[Veto] = []
    article = read_text(article_of(text), vetoes)
    assert article.text == text
    assert article.blocks == [["paragraph", 0, len(text)]]
    for record in (*article.mentions, *article.figures, *article.unclaimed):
        assert text[record.start : record.end] == record.text
        assert record.text.strip() == record.text != ""
    assert all(0 <= veto.start <= veto.end <= len(text) for veto in vetoes)
