"""`kbuild plan`, `extract --manifest` and `load` of evidence, as real processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

ROOT = Path(__file__).parent.parent.parent
SAMPLES = str(ROOT / "data" / "samples")
POISON = str(Path(__file__).parent / "poison")


def kbuild(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kbuild", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, timeout=900)


def digest(db: Path) -> str:
    return kbuild("digest", "--db", db).stdout


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> str:
    db = tmp_path_factory.mktemp("whole") / "kb.db"
    assert kbuild("ingest", SAMPLES, "--db", db, "--quiet").returncode == 0
    return digest(db)


@pytest.mark.parametrize("shard_mb", ["0.002", "0.01", "128"])
def test_shards_of_any_size_give_the_same_knowledge(tmp_path, whole, shard_mb):
    manifest, evidence, db = tmp_path / "m.jsonl", tmp_path / "evidence", tmp_path / "kb.db"
    assert kbuild("plan", SAMPLES, "-o", manifest, "--shard-mb", shard_mb).returncode == 0
    for part in ("2/2", "1/2"):
        done = kbuild("extract", "--manifest", manifest, "--out", evidence, "--shard", part, "--jobs", 2)
        assert done.returncode == 0, done.stderr
    assert kbuild("load", evidence, "--db", db).returncode == 0
    assert digest(db) == whole
    assert kbuild("merge", evidence, "--db", tmp_path / "merged.db").returncode == 0
    assert digest(tmp_path / "merged.db") == whole


def test_databases_and_evidence_are_joined_alike(tmp_path, whole):
    manifest, evidence = tmp_path / "m.jsonl", tmp_path / "evidence"
    kbuild("plan", SAMPLES, "-o", manifest, "--shard-mb", "0.002")
    kbuild("extract", "--manifest", manifest, "--out", evidence)
    files = sorted(evidence.iterdir())
    assert kbuild("load", *files[::2], "--db", tmp_path / "half.db").returncode == 0
    for sources in ([tmp_path / "half.db", *files[1:]], [*reversed(files[1:]), tmp_path / "half.db"]):
        out = tmp_path / f"{len(list(tmp_path.iterdir()))}.db"
        assert kbuild("merge", *sources, "--db", out).returncode == 0
        assert digest(out) == whole
    refused = kbuild("merge", evidence, tmp_path / "nowhere.parquet", "--db", tmp_path / "none.db")
    assert refused.returncode == 1
    assert "nowhere.parquet" in refused.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_text_under_two_paths_is_read_as_ingest_reads_it(tmp_path):
    """The day in the name of a file is part of what is read."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("b-2024-05-01", "a-2023-04-02"):
        (folder / f"{name}.txt").write_text("义乌市去年产值8亿元。", encoding="utf-8")
    manifest, evidence = tmp_path / "m.jsonl", tmp_path / "evidence"
    kbuild("plan", folder, "-o", manifest, "--shard-mb", "0.001")
    kbuild("extract", "--manifest", manifest, "--out", evidence)
    kbuild("ingest", folder, "--db", tmp_path / "kb.db")
    assert kbuild("merge", evidence, "--db", tmp_path / "merged.db").returncode == 0
    assert digest(tmp_path / "merged.db") == digest(tmp_path / "kb.db")


def test_a_run_goes_on_where_it_ended(tmp_path, whole):
    manifest, evidence, db = tmp_path / "m.jsonl", tmp_path / "evidence", tmp_path / "kb.db"
    kbuild("plan", SAMPLES, "-o", manifest, "--shard-mb", "0.002")
    extract = ("extract", "--manifest", manifest, "--out", evidence)
    assert kbuild(*extract, "--shard", "1/3").returncode == 0
    first = {path: path.stat().st_mtime_ns for path in evidence.iterdir()}
    (evidence / ".shard-000001-half.parquet.0").write_bytes(b"half")
    again = kbuild(*extract)
    assert again.returncode == 2
    assert "--resume" in again.stderr
    assert kbuild(*extract, "--resume").returncode == 0
    assert {path: path.stat().st_mtime_ns for path in first} == first
    assert f"0 shards read, {len(list(evidence.glob('shard-*')))} there already" in kbuild(*extract, "--resume").stderr
    assert kbuild("load", evidence, "--db", db).returncode == 0
    assert digest(db) == whole


def test_a_record_that_kills_or_never_ends_costs_itself_alone(tmp_path):
    texts = ["义乌市产值8亿元。", "此文致命。", "温州市产值9亿元。", "此文退出。", "此文无尽。", "宁波市产值7亿元。"]
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    manifest, evidence, db = tmp_path / "m.jsonl", tmp_path / "evidence", tmp_path / "kb.db"
    kbuild("plan", source, "-o", manifest)
    options = ("extract", "--manifest", manifest, "--record-timeout", 5)
    done = kbuild(*options, "--out", evidence, PYTHONPATH=POISON)
    assert done.returncode == 1
    assert "3 documents, 0 unread, 3 quarantined" in done.stderr
    loaded = kbuild("load", evidence, "--db", db)
    assert loaded.returncode == 1
    for line, reason in ((2, "SIGKILL"), (4, "exit code 3"), (5, "longer than 5 s")):
        assert any(f"a.jsonl#{line}: quarantined" in row and reason in row for row in loaded.stderr.splitlines())
    assert kbuild("merge", evidence, "--db", tmp_path / "merged.db").returncode == 0
    for base in (db, tmp_path / "merged.db"):
        listed = kbuild("check", "--db", base)
        assert listed.returncode == 1
        rows = [json.loads(line) for line in listed.stdout.splitlines()]
        assert [(row["check"], row["what"].rpartition("#")[2]) for row in rows] == [
            ("quarantined", "2"), ("quarantined", "4"), ("quarantined", "5")
        ]  # fmt: skip
    assert json.loads(kbuild("query", "sql", "SELECT count(*) AS n FROM figures", "--db", db).stdout) == {"n": 3}
    stopped = kbuild(*options, "--out", tmp_path / "other", "--max-quarantined", 1, PYTHONPATH=POISON)
    assert stopped.returncode == 1
    assert "quarantined" in stopped.stderr
    assert not list((tmp_path / "other").glob("*"))


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("extract",), 2, "SOURCE or --manifest"),
        (("extract", "--manifest", "nowhere.jsonl", "--out", "x"), 1, "nowhere.jsonl"),
        (("extract", "--manifest", "m.jsonl"), 2, "--out"),
        (("extract", "a.txt", "--out", "x"), 2, "--manifest"),
        (("plan", "-", "-o", "m.jsonl"), 1, "standard input"),
        (("load", "nowhere.parquet", "--db", "x.db"), 1, "nowhere.parquet"),
    ],
)
def test_wrong_usage_is_one_line(tmp_path, monkeypatch, arguments, code, says):
    monkeypatch.chdir(tmp_path)
    done = kbuild(*arguments)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_the_core_needs_none_of_it():
    code = (
        "import sys, kbuild.cli.app, kbuild.cli.ingest, kbuild.cli.query, kbuild.cli.load, kbuild.cli.merge, "
        "kbuild.cli.search, kbuild.cli.digest, kbuild.cli.export, "
        "kbuild.extractors.pipeline, kbuild.store.evidence; "
        "print([m for m in ('pyspark', 'pyarrow', 'duckdb', 'networkx', 'rdflib') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_workers_need_no_command_line():
    code = "import sys, kbuild.scale.engines, kbuild.scale.knowledge; "
    code += "print([m for m in ('typer', 'rich', 'sqlite_utils') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
