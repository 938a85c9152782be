"""Hostile input: nothing that a folder can hold costs more than itself, and no answer comes from a damaged database."""

import json
import os
import random
import sqlite3
import subprocess
import sys

import pytest

from .conftest import KBUILD

PAGE = "云杉区报告\n\n上海市闵行区2024年产值{}亿元，同比增长3.5%。甲乙新能源科技有限公司落户闵行区。\n"
NASTY = (
    "\x1b[31m红\x1b]0;题\x07甲'乙\";DROP TABLE firms;--科技有限公司落户上海市闵行区。"
    "<script>alert(1)</script>2024年产值12亿元。"
)
SOAK = bool(os.environ.get("KBUILD_SOAK"))  # `make soak` makes everything larger
SIZE, TINY, HUGE = (10, 100_000, 200) if SOAK else (1, 2000, 80)


def hostile():
    """File name to bytes: what is to be read or refused, never more."""
    chance = random.Random(5)
    deep = 20_000 * SIZE
    yield "random.txt", chance.randbytes(50_000)
    yield "random.html", b"<html>" + chance.randbytes(50_000)
    yield "random.jsonl", chance.randbytes(50_000)
    yield "random.csv", chance.randbytes(50_000)
    yield "nul.txt", PAGE.format(1).replace("亿", "\0亿\0").encode()
    yield "surrogate.txt", PAGE.format(2).encode() + b"\xed\xa0\x80" + "产值".encode()
    yield (
        "surrogate.jsonl",
        b'{"text": "\\ud800' + PAGE.format(3).strip().replace("\n", "\\n").encode() + b'\\udfff"}\n',
    )
    yield "deep.html", b"<html><body>" + b"<div>" * deep + PAGE.format(4).encode() + b"</div>" * deep
    yield "tables.html", b"<table><tr><td>" * 3000 + PAGE.format(5).encode()
    yield "lists.html", b"<ul><li>" * 3000 + PAGE.format(6).encode()
    yield "deep.md", b"> " * deep + b"\n" + b"[" * deep + b"\n\n" + PAGE.format(7).encode()
    yield "deep.jsonl", b"[" * 100_000 + b'\n{"text":' + b"[" * 100_000 + b"\n"
    yield "long.txt", "上海市闵行区产值12亿元".encode() * 3000 * SIZE
    yield "digits.txt", b"1" * 100_000 * SIZE + "亿元".encode()
    yield "numerals.txt", "一".encode() * 50_000 * SIZE + "亿元".encode()
    yield "brackets.txt", "（《“".encode() * 20_000 * SIZE
    yield "nasty.txt", NASTY.encode()
    yield "nasty'\";--<b>\n.txt", PAGE.format(8).encode()


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "in"
    found.mkdir()
    for name, data in hostile():
        (found / name).write_bytes(data)
    (found / os.fsdecode(b"\xff\xfe.txt")).write_bytes(PAGE.format(9).encode())
    os.mkfifo(found / "fifo.txt")
    (found / "loop").symlink_to("..", target_is_directory=True)
    (found / "self.txt").symlink_to("self.txt")
    return found


def test_a_hostile_folder(kbuild, folder, tmp_path):
    run = kbuild("ingest", "in", "--jobs", "2", "--json")
    done = json.loads(run.out)
    assert run.code == 1
    refused = {failure["reason"].partition(":")[0] for failure in done["failures"]}
    assert {"in/random.txt", "in/fifo.txt", "in/self.txt", "in/surrogate.txt", "in/deep.jsonl"} <= refused
    assert not {name for name in refused if "nasty" in name or "long" in name or "digits" in name}
    assert "a fault in kbuild" not in run.err
    assert "\x1b" not in run.err
    checked = kbuild("check", "--integrity")
    assert (checked.rows, checked.err) == ([], "x.db: the file is sound\n")
    assert kbuild("ingest", "in", "--db", "y.db", "--jobs", "1", "--quiet").code == 1
    assert kbuild("digest", "--db", "y.db").out == kbuild("digest").out
    table = kbuild("query", "firms", "--format", "table")
    assert table.code == 0
    assert "\x1b" not in table.out
    assert json.loads(kbuild("ingest", "in", "--json").out)["documents"] == 0


def test_many_tiny_articles(kbuild, tmp_path):
    number = TINY
    lines = (json.dumps({"text": f"上海产值{n}亿元"}, ensure_ascii=False) for n in range(number))
    (tmp_path / "tiny.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert json.loads(kbuild("ingest", "tiny.jsonl", "--json").out)["documents"] == number


def test_long_json_lines_are_read_in_blocks(kbuild, tmp_path):
    """More than a block of them, one in another encoding, and one that is larger than any document may be."""
    texts = [PAGE.format(n) + "甲" * 300_000 for n in range(14)]
    lines = [json.dumps({"text": text}, ensure_ascii=False).encode() for text in texts]
    lines[11] = json.dumps({"text": texts[11]}, ensure_ascii=False).encode("gb18030")
    (tmp_path / "big.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    run = kbuild("ingest", "big.jsonl", "--json", "--jobs", "1")
    done = json.loads(run.out)
    assert (done["documents"], len(done["failures"])) == (13, 1)
    assert "big.jsonl:12: not in the encoding of the other lines" in run.err
    paths = [row["path"] for row in kbuild("query", "sql", "SELECT path FROM documents").rows]
    assert sorted(int(path.partition("#")[2]) for path in paths) == [n for n in range(1, 15) if n != 12]
    (tmp_path / "huge.jsonl").write_bytes(lines[0] + b'\n{"text": "' + b"a" * HUGE * 10**6 + b'"}\n' + lines[1])
    run = kbuild("ingest", "huge.jsonl", "--db", "huge.db", "--json")
    assert "huge.jsonl:2: this line is longer than" in run.err
    assert (json.loads(run.out)["documents"], run.err.count("\n")) == (2, 1)
    (tmp_path / "huge.txt").write_bytes(b"a" * HUGE * 10**6)
    assert "in one document" in kbuild("ingest", "huge.txt").err


def rows_of(form):
    """150 MB in rows whose text is empty, so that they cost their way through alone, and two articles among them."""
    yield "id,text,note\n" if form == "csv" else ""
    for number in range(1000):
        text = PAGE.format(number).split()[1] if number in (3, 997) else ""
        row = {"id": str(number), "text": text, "note": "甲" * 50_000}
        yield (",".join(row.values()) if form == "csv" else json.dumps(row, ensure_ascii=False)) + "\n"


# A small process between: a child's peak counts from the fork on, when it still is as large as the tests themselves.
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


@pytest.mark.parametrize("source", ["large.csv", "large.jsonl", "-"])
def test_a_large_file_is_never_held_as_a_whole(tmp_path, source):
    """Standard input is taken as it comes, too. Memory is that of the process and of all that it started."""
    large = tmp_path / (source if source != "-" else "large.jsonl")
    with large.open("w", encoding="utf-8") as stream:
        stream.writelines(rows_of(large.suffix[1:]))
    with large.open("rb") as stream:
        run = subprocess.run(
            [sys.executable, "-c", PEAK, KBUILD, "extract", source], cwd=tmp_path, stdin=stream, capture_output=True
        )
    found = [json.loads(line) for line in run.stdout.splitlines()]
    *failed, peak = run.stderr.splitlines()
    assert ([record["path"].rpartition("#")[2] for record in found], len(failed)) == (
        ["5", "999"] if source == "large.csv" else ["4", "998"],
        998,
    )
    assert int(peak) < 160_000  # kB


def test_a_database_damaged_anywhere(kbuild, tmp_path):
    """Each command answers as before or says that the file is damaged; --integrity or an error tells."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.txt").write_text(PAGE.format(number) * 10, encoding="utf-8")
    assert kbuild("ingest", "pages", "--quiet").code == 0
    right = kbuild("query", "figures").out
    whole = (tmp_path / "x.db").read_bytes()
    chance = random.Random(11)
    for _ in range(6 * SIZE):
        content = bytearray(whole)
        for _ in range(3):
            at = chance.randrange(len(content) - 4096)
            content[at : at + 4096] = chance.randbytes(4096)
        (tmp_path / "bad.db").write_bytes(content)
        checked = kbuild("check", "--integrity", "--db", "bad.db")
        assert checked.code == 1
        assert checked.rows or checked.err.count("\n") == 1
        asked = kbuild("query", "figures", "--db", "bad.db")
        assert asked.code == 1 or asked.out == right or checked.rows
        assert asked.err.count("\n") <= 1


def test_a_file_that_is_no_database(kbuild, tmp_path):
    (tmp_path / "no.db").write_bytes(b"SQLite format 3\0" + bytes(4000))
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE t (a)")
    other.close()
    for name in ("no.db", "other.db"):
        run = kbuild("query", "firms", "--db", name)
        assert (run.code, run.err.count("\n")) == (1, 1)
