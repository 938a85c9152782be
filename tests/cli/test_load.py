import io
import sqlite3

import pytest
from kbuild.cli import load
from kbuild.extractors.records import to_json

from .conftest import record

LINE = to_json(record())


def test_the_same_again_changes_nothing(kbuild):
    assert kbuild("load", "--json", stdin=LINE).code == 0
    before = kbuild("digest").out
    [summary] = kbuild("load", "--json", stdin=LINE).rows
    assert (summary["documents"], summary["unchanged"], summary["failed"]) == (0, 1, 0)
    assert kbuild("digest").out == before


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", ":2: not stored, this is no record of `kbuild extract`"),
        ("[]", "no key `kbuild`"),
        ('{"kbuild": 99}', "written by a newer kbuild"),
        ('{"kbuild": 1}', "the record lacks 'articles'"),
        ('{"kbuild": "new"}', "no record of"),
        ('{"kbuild": 1, "articles": []}', "no record of"),
        ('{"kbuild": 1, "articles": [7]}', "no record of"),
        (b"\xff\xfe", "the line is not UTF-8"),
        (LINE.replace('"310000/云杉区","name"', '"other","name"'), "which the article does not have"),
        (LINE.replace('"start":0', '"start":1'), "are not '云杉区'"),
        (LINE.replace('"level":"city"', '"level":"planet"'), "no record of"),
        (LINE.replace('"kind":"amount"', '"kind":"heap"'), "no record of"),
        (LINE.replace('"rules":"test"', '"rules":"\\ud800"'), "no record of"),
        (LINE.replace('"title":"', '"title":[],"x":"'), "no record of"),
        (LINE.replace('"value":1200000000.0', '"value":"many"'), "no record of"),
        (LINE.replace('"value":1200000000.0', '"value":NaN'), "no record of"),
        (LINE.replace('"period_start":"2024-01-01"', '"period_start":"last year"'), "no record of"),
        (LINE.replace('"text":"云杉区发', '"text":"\\u0000云杉区发'), "no record of"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_kept(kbuild, line, says):
    parts = [
        to_json(record(1)).encode(),
        line if isinstance(line, bytes) else line.encode(),
        b"",
        to_json(record(2)).encode(),
    ]
    run = kbuild("load", "--quiet", stdin=b"\n".join(parts))
    assert run.code == 1
    assert says in run.err
    assert len(run.err.splitlines()) == 1
    assert len(kbuild("query", "articles").rows) == 2 - (says == "line 1")


@pytest.mark.parametrize("more", [b"", b"\n", b"x" * 5000 + b"\n", b"x" * 5000])
def test_a_line_is_never_held_that_is_longer_than_any_record(monkeypatch, more):
    monkeypatch.setattr(load, "LONGEST", 1000)
    monkeypatch.setattr(load, "_BLOCK", 700)
    stream = io.BytesIO(b"a\n" + b"x" * 1000 + more + (b"" if more[-1:] == b"x" else b"b\n"))
    lines = list(load._bounded(stream))
    kept = [line for line in lines if len(line) <= 1000]
    assert max(map(len, lines)) == 1001
    assert kept == ([b"a\n"] if more[-1:] in (b"x", b"") else [b"a\n", b"b\n"])


def test_a_missing_file(kbuild, tmp_path):
    (tmp_path / "a.jsonl").write_text(LINE + "\n", encoding="utf-8")
    run = kbuild("load", "none.jsonl", "a.jsonl", ".")
    assert run.code == 1
    assert "none.jsonl: No such file" in run.err
    assert len(kbuild("query", "articles").rows) == 1


def test_other_bytes_under_one_path_take_the_place(kbuild):
    kbuild("load", stdin=to_json(record(1)))
    changed = record(2)
    changed.path = "1.txt"
    [summary] = kbuild("load", "--json", stdin=to_json(changed)).rows
    assert (summary["documents"], summary["replaced"]) == (1, 1)
    assert [row["title"] for row in kbuild("query", "articles").rows] == ["云杉区的第2天"]


def test_forget(filled):
    other = filled("query", "articles", "--article", "2.txt").rows
    assert filled("forget", "1.txt", "none.txt").code == 1
    assert filled("query", "articles").rows == other
    assert filled("forget", f"{2:064x}").code == 0
    for kind in ("districts", "clusters", "firms", "figures", "articles"):
        assert filled("query", kind).rows == []


def test_merge_is_one_reading_of_all(kbuild):
    lines = [to_json(record(number)) for number in range(1, 5)]
    kbuild("load", "--db", "a.db", stdin="\n".join(lines[:3]))
    kbuild("load", "--db", "b.db", stdin="\n".join(lines[2:]))
    kbuild("load", "--db", "all.db", stdin="\n".join(reversed(lines)))
    for number, pair in enumerate((["a.db", "b.db"], ["b.db", "a.db"])):
        assert kbuild("merge", *pair, "--db", f"{number}.db").code == 0
        assert kbuild("digest", "--db", f"{number}.db").out == kbuild("digest", "--db", "all.db").out
    assert kbuild("merge", "a.db", "b.db", "--db", "0.db").code == 2
    assert kbuild("merge", "a.db", "none.db", "--db", "2.db").code == 1


def test_offsets_and_references_hold(filled, tmp_path):
    assert filled("check", "--integrity").code == 0
    db = sqlite3.connect(tmp_path / "x.db")
    query = (
        "SELECT count(*) FROM {} AS r JOIN articles AS a ON a.id = r.article_id "
        "WHERE substr(a.text, r.start_char + 1, r.end_char - r.start_char) = r.text"
    )
    counts = [db.execute(query.format(table)).fetchone()[0] for table in ("mentions", "figures", "claims")]
    assert counts == [6, 4, 2]
    with db:
        db.execute("UPDATE mentions SET text = 'x' WHERE entity = 'firm'")
    assert filled("check", "--integrity").code == 1


def test_check_reports_what_differs(filled):
    run = filled("check")
    assert run.code == 1
    assert [(row["check"], row["claimed"], row["found"]) for row in run.rows] == [
        ("claim", 2.0, 1.0),
        ("claim", 2.0, 1.0),
        ("contradiction", 2.4e9, 1.2e9),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"no database at all, but long enough for SQLite to look at its head", "not a SQLite database"),
        ("CREATE TABLE t (a)", "not one of kbuild's"),
        (
            "PRAGMA application_id = 0x6b626c64; CREATE TABLE t (a); PRAGMA user_version = 99",
            "written by a newer kbuild",
        ),
    ],
)
@pytest.mark.parametrize("command", ["load", "digest", "query firms", "forget x", "check"])
def test_what_is_no_database_of_ours(kbuild, tmp_path, content, says, command):
    path = tmp_path / "y.db"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        sqlite3.connect(path).executescript(content).connection.close()
    before = path.read_bytes()
    run = kbuild(*command.split(), "--db", "y.db", stdin=LINE)
    assert run.code == 1
    assert f"y.db: {says}" in run.err or says in run.err
    assert len(run.err.splitlines()) == 1
    assert path.read_bytes() == before


def test_where_nothing_can_be_written(kbuild, tmp_path):
    assert "there is no folder" in kbuild("load", "--db", "none/x.db", stdin=LINE).err
    assert kbuild("load", "--db", ".", stdin=LINE).code == 1


def test_terminal_codes_stay_text(kbuild):
    hostile = record()
    hostile.articles[0].title = "题\x1b[31m红\x07\u202e|<b>\n二"
    kbuild("load", stdin=to_json(hostile))
    assert kbuild("query", "articles").rows[0]["title"] == hostile.articles[0].title
    for fmt in ("table", "md", "tsv", "jsonl"):
        out = kbuild("query", "articles", "--format", fmt).out
        assert not set(out) & set("\x1b\x07\u202e")
    assert "<b>" not in kbuild("query", "articles", "--format", "md").out.replace("\\<b\\>", "")


def test_diff(kbuild):
    kbuild("load", "--db", "a.db", stdin=to_json(record(1)))
    kbuild("load", "--db", "b.db", stdin="\n".join([to_json(record(1)), to_json(record(2, "丙丁新能源科技有限公司"))]))
    assert kbuild("diff", "a.db", "a.db").code == 0
    run = kbuild("diff", "a.db", "b.db")
    assert run.code == 1
    assert {(row["only_in"], row["table"], row["what"]) for row in run.rows} >= {
        ("b.db", "firms", "丙丁新能源科技有限公司"),
        ("b.db", "articles", "云杉区的第2天"),
    }
    assert {row["only_in"] for row in run.rows} == {"b.db"}


def test_reread_replaces_what_other_rules_read(filled):
    before = filled("digest").out
    dry = filled("reread", "--dry-run", "--jobs", "1")
    assert dry.code == 0, dry.err
    assert ("before", "firm_clusters") in {(row["only_in"], row["table"]) for row in dry.rows}
    assert filled("digest").out == before
    assert filled("reread").rows == dry.rows
    assert filled("reread").rows == []
    assert "rule" not in {row["what"] for row in filled("stats").rows}
    rules = [row for row in filled("stats").rows if row["by"] == "rules"]
    assert [row["count"] for row in rules] == [2]
    assert rules[0]["what"] != "test"
