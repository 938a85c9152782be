"""Files of documents are read a block at a time, and give what they would give as a whole."""

import io
import json

import pytest
from kbuild.extractors.errors import InputError
from kbuild.extractors.reading import sources, streams
from kbuild.extractors.reading.documents import ReadOptions, read_documents

TEXTS = [f"云杉区第{number}号报告，产值{number}亿元。" for number in range(60)]


def read(path, **options):
    return list(read_documents([str(path)], ReadOptions(**options)))


def container(form, newline="\n"):
    if form == "jsonl":
        return "\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in TEXTS)
    return newline.join(['"text"', *(f'"{text}\n\n""完""\n"' for text in TEXTS)]) + newline


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_blocks_make_no_difference(tmp_path, monkeypatch, form, encoding):
    path = tmp_path / f"a.{form}"
    path.write_bytes(container(form).encode(encoding))
    whole = read(path)
    assert len(whole) == len(TEXTS)
    monkeypatch.setattr(streams, "BLOCK", 300)
    assert read(path) == whole


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("block", [97, 1_000_000])
def test_rows_may_end_in_any_way(tmp_path, monkeypatch, newline, block):
    monkeypatch.setattr(streams, "BLOCK", block)
    path = tmp_path / "a.csv"
    path.write_bytes(container("csv", newline).encode())
    assert [document.articles[0].text for document in read(path)] == [f'{text}\n"完"' for text in TEXTS]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize("told", [None, "utf-8"])
def test_bytes_in_another_encoding_cost_their_document(tmp_path, form, told):
    path = tmp_path / f"a.{form}"
    path.write_bytes(container(form).encode().replace("第7号".encode(), "第7号".encode("gb18030")))
    found = read(path, encoding=told)
    (error,) = [one for one in found if isinstance(one, InputError)]
    assert f"a.{form}:" in str(error)
    assert "encoding" in str(error)
    assert len(found) == len(TEXTS)


def test_a_line_that_is_too_long_costs_itself(monkeypatch):
    monkeypatch.setattr(streams, "LARGEST", 50)
    blocks = ["甲\n" + "乙" * 30, "乙" * 30, "乙" * 90, "乙\n丙\n丁"]
    first, error, *others = streams.lines_of(blocks, "a.jsonl")
    assert (first, others) == ("甲\n", ["丙\n", "丁"])
    assert "a.jsonl:2: this line is longer than" in str(error)


def test_a_text_is_as_long_as_its_stream(monkeypatch):
    monkeypatch.setattr(streams, "LARGEST", 50)
    assert streams.whole(io.BytesIO(b"b" * 40), "a.txt", b"a" * 10) == b"a" * 10 + b"b" * 40
    with pytest.raises(InputError, match="in one document"):
        streams.whole(io.BytesIO(b"b" * 41), "a.txt", b"a" * 10)


def test_a_folder_of_any_size_is_read_in_order(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "_AT_ONCE", 3)
    for number in (4, 1, 9, 7, 3, 8, 2):
        (tmp_path / f"{number}.txt").write_text("正文。", encoding="utf-8")
    assert [file.name[-5] for file in sources.expand([str(tmp_path)])] == list("1234789")


def test_each_file_is_read_once_whatever_leads_to_it(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside, inside / "sub", inside / ".hidden"):
        folder.mkdir()
        (folder / "a.txt").write_text("正文。", encoding="utf-8")
    (inside / "0.txt").symlink_to(inside / "sub" / "a.txt")  # which is read under its own name
    (inside / "1.txt").symlink_to(inside / ".hidden" / "a.txt")  # which is not
    (inside / "2.txt").symlink_to(outside / "a.txt")
    (inside / "3.txt").symlink_to(outside / "a.txt")
    (inside / "z").symlink_to(outside, target_is_directory=True)
    given = [inside, inside / "sub", inside / "sub" / "a.txt", outside, inside]
    found = [file.path for file in sources.expand(map(str, given)) if isinstance(file, sources.SourceFile)]
    assert found == [str(inside / name) for name in ("1.txt", "2.txt", "a.txt", "sub/a.txt")]
