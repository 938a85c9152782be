import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kbuild.extractors.errors import InputError
from kbuild.extractors.reading.documents import ReadOptions, read_documents

SUFFIXES = [".txt", ".md", ".html", ".jsonl", ".csv", ".tsv"]
PIECES = [
    "产业集群",
    "。",
    "，",
    "|",
    "12.5",
    "（亿元）",
    "<p>",
    "</p>",
    "<table><tr><td>",
    "■本报记者 张三",
    "本报讯 ",
]
PIECES += ["城讯", "2024年5月17日", "(李小满)", '"', ",", "text", "{", "}"]
PIECES += ["\n", "\n\n", "  ", "\t", "# ", "\x00", "\ufeff", "\ud800"]


def read(path, **options):
    return list(read_documents([str(path)], ReadOptions(**options)))


def check(article):
    """The promises on blocks: in order, apart, within the text, with all of it but the breaks; cells within."""
    end = 0
    for block in article.blocks:
        assert end <= block.start < block.end <= len(article.text)
        assert article.text[end : block.start].strip() == ""
        end = block.end
        cells = [cell for row in block.rows for cell in row]
        assert all(block.start <= cell.start <= cell.end <= block.end for cell in cells)
        assert cells == sorted(cells)
    assert end == len(article.text)
    article.text.encode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.lists(st.sampled_from(PIECES), max_size=40).map(lambda p: "".join(p).encode("utf-8", "surrogatepass")),
        st.lists(st.sampled_from(PIECES), max_size=40).map(lambda p: "".join(p).encode("gb18030", "replace")),
    ),
    suffix=st.sampled_from(SUFFIXES),
)
def test_any_bytes_give_articles_or_an_error_for_the_user(tmp_path, data, suffix):
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    for found in read(path):
        if isinstance(found, InputError):
            assert "\n" not in str(found)
        else:
            assert [article.position for article in found.articles] == list(range(len(found.articles)))
            for article in found.articles:
                check(article)


def test_a_folder_is_read_in_order_and_tells_what_it_skips(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", "image.png"):
        (tmp_path / name).write_text("标题\n\n正文。", encoding="utf-8")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    skipped = []
    found = read_documents([str(tmp_path)], ReadOptions(), lambda name, reason: skipped.append(Path(name).name))
    assert [os.path.relpath(document.path, tmp_path) for document in found] == ["a.md", "b.txt", "sub/c.txt"]
    assert skipped == [".hidden.txt", "image.png", "loop"]


def test_a_pipe_a_missing_file_and_a_pattern_without_match_are_errors(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("pipe.txt", "missing.txt", "*.md"):
        (error,) = read(tmp_path / name)
        assert isinstance(error, InputError)


def test_a_file_name_that_is_not_utf8_survives(tmp_path):
    path = tmp_path / os.fsdecode(b"\xff\xfe.txt")
    path.write_bytes("标题\n\n正文。".encode())
    (document,) = read(path)
    document.path.encode()


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("indent", [None, 1])
def test_json_that_is_no_lines_is_refused(tmp_path, name, indent):
    path = tmp_path / name
    path.write_text(json.dumps([{"text": "正文一。"}, {"text": "正文二。"}], ensure_ascii=False, indent=indent))
    (refused,) = read(path)
    assert "not one article a line; `jq -c" in str(refused)


def test_a_broken_line_of_json_costs_no_other(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "正文一。", "title": "甲", "published": "2024-01-02"}\n{"text": \n[1]\n{"text": "正文\\ud800二。"}\n',
        encoding="utf-8",
    )
    first, second, third, fourth = read(path)
    assert (first.articles[0].title, first.articles[0].published) == ("甲", date(2024, 1, 2))
    assert ":2:" in str(second)
    assert ":3:" in str(third)
    assert fourth.articles[0].text == "正文\ufffd二。"


@pytest.mark.parametrize(
    ("content", "column", "text"),
    [
        ("标题,正文,省份\n甲,正文一。,某省\n", None, "甲\n正文一。"),
        ('title,full_text\n甲,"第一行。\n第二行。"\n', None, "甲\n第一行。\n第二行。"),
        ("a,b\n甲,正文一。\n", "b", "正文一。"),
    ],
)
def test_a_table_has_a_document_in_each_row(tmp_path, content, column, text):
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    (document,) = read(path, text_column=column)
    assert document.articles[0].text == text


def test_a_table_without_a_text_column_says_what_to_do(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    (error,) = read(path)
    assert "--text-column" in str(error)


def test_a_table_of_a_header_alone_holds_no_documents(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("province,reason\n", encoding="utf-8")
    assert read(path) == []


MARKDOWN = """# 晚间新闻 (20240501)

## 详细新闻

### 【产业一线】某地产值增长

<p><strong>某台消息</strong>（晚间新闻）：产值增长5%。<br></p><p>企业超过300家。</p>

[查看原文](https://example.com/1)

### 另一条新闻

<p>某台消息（晚间新闻）：投资增长8%。</p>

[查看原文](https://example.com/2)
"""


def test_a_digest_in_markdown_has_an_article_for_each_item(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    (document,) = read(path)
    items = [article for article in document.articles if "消息" in article.text]
    assert [article.title for article in items] == ["【产业一线】某地产值增长", "另一条新闻"]
    assert items[0].text == "【产业一线】某地产值增长\n某台消息（晚间新闻）：产值增长5%。\n企业超过300家。"
    assert items[1].published == date(2024, 5, 1)


def test_a_web_page_gives_its_main_text_and_its_tables(tmp_path):
    path = tmp_path / "a.html"
    body = "".join(f"<p>第{n}段:全区产值增长&nbsp;{n}%,企业超过{n}00家。</p>" for n in range(1, 9))
    table = "<table><tr><th>地区</th><th>产值</th></tr><tr><td>东区</td><td>12.5</td></tr></table>"
    path.write_text(
        f'<html><head><title>甲</title><meta name="PubDate" content="2024-05-01 08:00"></head><body>'
        f'<nav><a href="/">首页</a>'
        f"</nav><article><h1>产业再提速</h1>{body}{table}</article><footer>版权所有</footer></body></html>",
        encoding="utf-8",
    )
    ((document,)) = read(path)
    (article,) = document.articles
    assert article.title == "产业再提速"
    assert article.published == date(2024, 5, 1)
    assert "首页" not in article.text
    assert "版权" not in article.text
    assert [block.kind for block in article.blocks].count("table") == 1


@pytest.mark.parametrize("character", ["\n", "<", "|", "，", "中", "(", "[", "1", " ", "\t", "#"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_hostile_text_ends(tmp_path, character, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_text("甲" + character * 50_000, encoding="utf-8")
    for found in read(path):
        assert isinstance(found, InputError) or found.articles
