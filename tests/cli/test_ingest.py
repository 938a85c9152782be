"""Whole ways through the house: files in, rows out. What is read from them is the extractors' business."""

import json
import subprocess

import pytest

from .conftest import KBUILD

PAGE = "云杉区召开大会\n\n本报讯 上海市闵行区2024年上半年产值12亿元，同比增长3.3%。\n"


@pytest.fixture
def pages(tmp_path):
    (tmp_path / "pages" / "more").mkdir(parents=True)
    for number, name in enumerate(["a.txt", "b.md", "more/c.txt"]):
        (tmp_path / "pages" / name).write_text(PAGE.replace("12", f"1{number}"), encoding="utf-8")
    return tmp_path / "pages"


def summary(run):
    return json.loads(run.out)


def test_again_changes_nothing(kbuild, pages):
    first = kbuild("ingest", "pages", "--json", "--published", "2024-09-24")
    assert first.code == 0, first.err
    assert (summary(first)["documents"], summary(first)["articles"]) == (3, 3)
    before = kbuild("digest").out
    again = kbuild("ingest", "pages", "--json", "--published", "2024-09-24")
    assert (summary(again)["documents"], summary(again)["unchanged"]) == (0, 3)
    assert kbuild("digest").out == before


def test_what_is_no_text_is_told(kbuild, pages):
    for name in ("one.pdf", "more/two.PDF", "three.docx", "README", ".hidden"):
        (pages / name).write_bytes(b"%PDF-1.7")
    run = kbuild("ingest", "pages")
    assert run.code == 0
    assert "4 files left out (2 .pdf, 1 no ending, 1 .docx): not one of .txt" in run.err
    assert summary(kbuild("ingest", "pages", "--json"))["left_out"] == {"no ending": 1, ".pdf": 2, ".docx": 1}


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [("ingest -", 1, "the file is empty"), ("load", 0, "0 documents"), ("query sql -", 2, "not a question")],
)
def test_standard_input_that_is_closed(kbuild, tmp_path, command, code, says):
    kbuild("load", "--quiet")
    line = f'"{KBUILD}" {command} --db x.db <&-'
    run = subprocess.run(["/bin/sh", "-c", line], cwd=tmp_path, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (code, "")
    assert says in run.stderr
    assert "a fault in kbuild" not in run.stderr


def test_extract_and_load_give_what_ingest_gives(kbuild, pages):
    assert kbuild("ingest", "pages", "--source", "某报").code == 0
    lines = kbuild("extract", "pages", "--source", "某报").out
    assert len(lines.splitlines()) == 3
    assert kbuild("load", "--db", "y.db", stdin=lines).code == 0
    assert kbuild("digest", "--db", "y.db").out == kbuild("digest").out


def test_order_and_number_of_runs_do_not_matter(kbuild, pages):
    kbuild("ingest", "pages")
    for name in ("pages/more/c.txt", "pages/b.md", "pages/a.txt"):
        kbuild("ingest", name, "--db", "y.db")
    assert kbuild("digest", "--db", "y.db").out == kbuild("digest").out


def test_a_changed_file_takes_the_place_of_the_old(kbuild, pages):
    kbuild("ingest", "pages")
    (pages / "a.txt").write_text(PAGE.replace("12", "99"), encoding="utf-8")
    run = kbuild("ingest", "pages", "--json")
    assert (summary(run)["documents"], summary(run)["replaced"], summary(run)["unchanged"]) == (1, 1, 2)
    kbuild("ingest", "pages", "--db", "y.db")
    assert kbuild("digest", "--db", "y.db").out == kbuild("digest").out


def test_another_day_of_publication_is_read_anew(kbuild, pages):
    kbuild("ingest", "pages", "--published", "2024-09-24")
    run = kbuild("ingest", "pages", "--published", "2023-01-01", "--json")
    assert summary(run)["replaced"] == 3
    assert {row["published"] for row in kbuild("query", "articles").rows} == {"2023-01-01"}


def test_a_dry_run_keeps_nothing(kbuild, pages, tmp_path):
    run = kbuild("ingest", "pages", "--dry-run", "--json")
    assert summary(run)["documents"] == 3
    assert not (tmp_path / "x.db").exists()


def test_standard_input(kbuild):
    for text in (PAGE, PAGE.replace("12", "13")):
        assert kbuild("ingest", "-", stdin=text).code == 0
    assert len(kbuild("query", "articles").rows) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["none.txt", "pages"], 1, "none.txt"),
        (["pages", "empty.txt"], 1, "empty.txt"),
        (["pages", "--published", "yesterday"], 2, "not a day"),
        (["pages", "--encoding", "klingon"], 2, "no such encoding"),
        ([], 2, "Missing argument"),
        (["pages", "--db", "none/x.db"], 1, "there is no folder"),
    ],
)
def test_what_cannot_be_read_is_named(kbuild, pages, tmp_path, arguments, code, says):
    (tmp_path / "empty.txt").touch()
    run = kbuild("ingest", *arguments)
    assert (run.code, run.out) == (code, "")
    assert says in run.err
    if code == 1 and "--db" not in arguments:
        assert len(kbuild("query", "articles").rows) == 3


def test_runs_are_logged(kbuild, pages):
    kbuild("ingest", "pages")
    [run] = kbuild("query", "sql", "SELECT command, documents, finished_at IS NOT NULL AS done FROM runs").rows
    assert run == {"command": "ingest", "documents": 3, "done": 1}


def test_a_file_of_documents_that_has_shrunk_and_shifted(kbuild, tmp_path):
    def lines(*numbers):
        texts = [json.dumps({"text": PAGE.replace("12", f"1{number}")}, ensure_ascii=False) for number in numbers]
        (tmp_path / "many.jsonl").write_text("\n".join(texts) + "\n", encoding="utf-8")

    lines(1, 2, 3, 4)
    assert kbuild("ingest", "many.jsonl").code == 0
    lines(5, 1, 2)
    assert kbuild("ingest", "many.jsonl").code == 0
    kbuild("ingest", "many.jsonl", "--db", "y.db")
    assert kbuild("digest").out == kbuild("digest", "--db", "y.db").out
    assert len(kbuild("query", "articles").rows) == 3
