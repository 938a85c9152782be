"""What goes wrong around many shards is one line, leaves nothing half-visible, and the same command goes on."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
import pyarrow.parquet as pq

from .test_extract import POISON, SAMPLES, digest, kbuild


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A manifest of the samples, its evidence, and the digest of what they say."""
    folder = tmp_path_factory.mktemp("prepared")
    assert kbuild("plan", SAMPLES, "-o", folder / "m.jsonl", "--shard-mb", "0.005").returncode == 0
    assert kbuild("extract", "--manifest", folder / "m.jsonl", "--out", folder / "evidence").returncode == 0
    assert kbuild("merge", folder / "evidence", "--db", folder / "kb.db").returncode == 0
    return folder, digest(folder / "kb.db")


def told(done, says, code=1):
    """One line that says so."""
    assert (done.returncode, done.stderr.count("\n")) == (code, 1), done.stderr
    assert says in done.stderr


def on_small_disk(size, *arguments):
    """A limit to the size of files stands for the disk."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    command = [sys.executable, "-m", "kbuild", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, timeout=600)


@pytest.mark.parametrize("where", ["/proc/nothing", "nosuch://host/folder", "/dev/null"])
@pytest.mark.parametrize(
    "command",
    [
        ("extract", "--manifest", "{prepared}/m.jsonl", "--out", "{where}"),
        ("merge", "{prepared}/evidence", "--out", "{where}"),
        ("merge", "{where}", "--out", "new"),
        ("load", "{where}/a.parquet", "--db", "new.db", "--quiet"),
        ("query", "firms", "--db", "{where}"),
    ],
    ids=["extract to", "merge to", "merge", "load", "query"],
)
def test_what_is_out_of_reach(prepared, tmp_path, monkeypatch, command, where):
    monkeypatch.chdir(tmp_path)
    done = kbuild(*(word.format(prepared=prepared[0], where=where) for word in command))
    told(done, where)
    assert not list(tmp_path.glob("new*/**/*.parquet"))


def test_a_full_disk_ends_extract_and_the_same_command_finishes(prepared, tmp_path):
    folder, whole = prepared
    command = ("extract", "--manifest", folder / "m.jsonl", "--out", tmp_path / "evidence", "--resume")
    sizes = sorted(file.stat().st_size for file in (folder / "evidence").iterdir())
    told(on_small_disk(sizes[-1] - 1, *command, "--jobs", 1), "--resume reads the rest")
    assert len(list((tmp_path / "evidence").glob("*.parquet"))) < len(sizes)
    assert kbuild(*command).returncode == 0
    assert kbuild("merge", tmp_path / "evidence", "--db", tmp_path / "kb.db").returncode == 0
    assert digest(tmp_path / "kb.db") == whole


@pytest.mark.parametrize("size", [1_000, 20_000])
def test_a_full_disk_ends_merge_and_the_same_command_finishes(prepared, tmp_path, size):
    folder, whole = prepared
    pytest.importorskip("duckdb")
    command = ("merge", folder / "evidence", "--out", tmp_path / "knowledge", "--jobs", 1)
    told(on_small_disk(size, *command), "too large")
    assert kbuild("query", "firms", "--db", tmp_path / "knowledge").returncode == 1
    assert kbuild(*command).returncode == 0
    assert digest(tmp_path / "knowledge") == whole


def test_files_that_changed_since_the_plan_are_named_and_the_rest_is_read(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"义乌市去年产值{number + 1}亿元。" * 30, encoding="utf-8")
    manifest, out = tmp_path / "m.jsonl", tmp_path / "evidence"
    kbuild("plan", tmp_path, "-o", manifest, "--shard-mb", "0.001")
    (tmp_path / "1.txt").write_text("义乌市去年产值5亿元。" * 30, encoding="utf-8")
    command = ("extract", "--manifest", manifest, "--out", out, "--resume")
    done = kbuild(*command)
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "1.txt: has changed since the run was planned" in line]
    assert len(list(out.iterdir())) == 2
    (tmp_path / "1.txt").write_text("义乌市去年产值2亿元。" * 30, encoding="utf-8")
    done = kbuild(*command)
    assert done.returncode == 0
    assert "1 shards read, 2 there already" in done.stderr


def test_changed_rules_are_read_again_and_nothing_else(prepared, tmp_path):
    """A kbuild with other rules: the same files, a word list longer by a line."""
    folder, _ = prepared
    root = Path(__file__).parent.parent.parent
    other = tmp_path / "other" / "kbuild"
    other.mkdir(parents=True)
    for entry in root.iterdir():
        if entry.name not in ("data", ".venv", ".git"):
            (other / entry.name).symlink_to(entry)
    (other / "data").mkdir()
    for entry in (root / "data").iterdir():
        (other / "data" / entry.name).symlink_to(entry)
    areas = other / "data" / "areas.tsv"
    content = areas.read_bytes()
    areas.unlink()
    areas.write_bytes(content + b"# one more\n")
    out = tmp_path / "evidence"
    command = ("extract", "--manifest", folder / "m.jsonl", "--out", out, "--resume")
    shards = len((folder / "m.jsonl").read_text().splitlines()) - 1
    assert f"{shards} shards read, 0 there already" in kbuild(*command).stderr
    again = kbuild(*command, PYTHONPATH=str(other.parent))
    assert f"{shards} shards read, 0 there already" in again.stderr
    assert f"0 shards read, {shards} there already" in kbuild(*command, PYTHONPATH=str(other.parent)).stderr
    assert f"0 shards read, {shards} there already" in kbuild(*command).stderr


@pytest.mark.parametrize("command", ["load", "merge"])
def test_evidence_of_another_version(prepared, tmp_path, command):
    file = next((prepared[0] / "evidence").iterdir())
    table = pq.read_table(file)
    table = table.replace_schema_metadata({**table.schema.metadata, b"kbuild_evidence": b"99"})
    pq.write_table(table, tmp_path / file.name)
    (tmp_path / "cut.parquet").write_bytes(file.read_bytes()[:-100])
    for name, says in (
        (file.name, "evidence of version 99; this kbuild reads version"),
        ("cut.parquet", "cut.parquet"),
    ):
        done = kbuild(command, tmp_path / name, "--db", tmp_path / "x.db", *(["--quiet"] if command == "load" else []))
        told(done, says)


def test_ctrl_c_ends_extract_at_once_and_costs_no_record(tmp_path):
    """Ctrl-C in a terminal reaches all processes of the command."""
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in ("义乌市产值8亿元。", "此文无尽。")))
    manifest, out = tmp_path / "m.jsonl", tmp_path / "evidence"
    kbuild("plan", source, "-o", manifest)
    command = [sys.executable, "-m", "kbuild", "extract", "--manifest", manifest, "--out", out, "--resume"]
    run = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": POISON}, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(5)
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=30)
    assert (run.returncode, err) == (130, "")
    assert list(out.iterdir()) == []
    assert kbuild(*command[3:]).returncode == 0
