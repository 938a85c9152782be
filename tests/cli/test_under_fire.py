"""Interrupted, killed, run twice at once: the database holds whole documents, the same command finishes the rest."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from .conftest import KBUILD

PATIENCE = 600  # seconds: a machine may be busy with other things, and none of these tests is about time
KILLS = 50 if os.environ.get("KBUILD_SOAK") else 4


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(60):
        text = f"云杉区第{number}号报告\n\n" + f"2024年上海市闵行区产值{number}亿元，同比增长{number % 9}.5%。" * (
            1 + number % 40
        )
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def start(tmp_path, *arguments, **more):
    return subprocess.Popen(
        [KBUILD, "ingest", *arguments, "--jobs", "2", "--quiet"],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **more,
    )  # fmt: skip


def children(pid, deep=True):
    """The processes that a process started, and those that they did."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if stat.read_text().rpartition(")")[2].split()[1] == str(pid):
                found += [int(stat.parent.name), *(children(int(stat.parent.name)) if deep else ())]
    return found


def workers(pid):
    """The processes that read: those below the server that forks them, never that or Python's tracker of semaphores."""
    return [worker for helper in children(pid, deep=False) for worker in children(helper)]


def servers(pid):
    """The process that forks them."""
    found = []
    for one in children(pid, deep=False):
        with suppress(OSError):
            found += [one] if b"forkserver" in Path(f"/proc/{one}/cmdline").read_bytes() else []
    return found


def whole(path):
    """Whether a database that something was done to is in order; one that is not there yet is."""
    if path.exists():
        db = sqlite3.connect(path)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.close()


@pytest.mark.parametrize("victim", ["command", "worker", "server"])
def test_killed_at_any_moment(kbuild, pages, tmp_path, victim):
    """The kills are of the command, of a worker of it, and of the server that starts the workers, in turn."""
    begun = time.monotonic()
    assert kbuild("ingest", "pages", "--db", "whole.db", "--jobs", "2").code == 0
    lasts = time.monotonic() - begun
    undisturbed = kbuild("digest", "--db", "whole.db").out
    chance = random.Random(7)
    for number in range(-(-KILLS // 3)):
        name = f"{number}.db"
        process = start(tmp_path, "pages", "--db", name)
        time.sleep(chance.uniform(0.2, 1.0) * lasts)
        if victim == "command":
            process.kill()
        elif below := workers(process.pid) if victim == "worker" else servers(process.pid):
            with suppress(ProcessLookupError):
                os.kill(chance.choice(below), signal.SIGKILL)
        err = process.communicate(timeout=PATIENCE)[1]
        assert "Traceback" not in err
        assert "Connection refused" not in err
        whole(tmp_path / name)
        assert kbuild("ingest", "pages", "--db", name).code == 0
        assert kbuild("digest", "--db", name).out == undisturbed


def test_interrupted(kbuild, pages, tmp_path):
    """Also while a worker is at a document for long: Ctrl-C in a terminal reaches all processes of the command."""
    (pages / "0.txt").write_text("上海市闵行区产值12亿元" * 60_000, encoding="utf-8")
    process = start(tmp_path, "pages", "--db", "i.db", start_new_session=True)
    while len(workers(process.pid)) < 2 and process.poll() is None:
        time.sleep(0.05)
    below = children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    err = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 130
    assert [line[:20] for line in err.splitlines()] == ["kbuild: interrupted;"]
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in below):
            break
        time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}").exists() for pid in below)
    whole(tmp_path / "i.db")


def test_a_full_disk(kbuild, pages, tmp_path):
    """A limit to the size of files stands for the disk: one line, whole documents only, and the rest afterwards."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))

    process = start(tmp_path, "pages", "--db", "full.db", preexec_fn=limit)
    err = process.communicate(timeout=PATIENCE)[1]
    assert (process.returncode, err.count("\n")) == (1, 1)
    assert "full.db: " in err
    assert "what was stored so far is kept" in err
    whole(tmp_path / "full.db")
    assert kbuild("ingest", "pages", "--db", "full.db").code == 0
    kbuild("ingest", "pages", "--db", "y.db")
    assert kbuild("digest", "--db", "full.db").out == kbuild("digest", "--db", "y.db").out


def test_two_at_once(kbuild, pages, tmp_path):
    both = [start(tmp_path, *(f"pages/{number}.txt" for number in range(first, last)), "--db", "both.db")
            for first, last in ((0, 40), (20, 60))]  # fmt: skip
    while not (tmp_path / "both.db").exists() and both[0].poll() is None:
        time.sleep(0.05)
    counts = []
    while any(process.poll() is None for process in both):
        run = kbuild("query", "sql", "SELECT count(*) AS n FROM documents", "--db", "both.db")
        assert (run.code, run.err) == (0, "") or not counts  # before the schema is there, it is no database yet
        counts += [row["n"] for row in run.rows]
    assert counts == sorted(counts)
    assert [(process.communicate(timeout=PATIENCE)[1], process.returncode) for process in both] == [("", 0), ("", 0)]
    kbuild("ingest", *(f"pages/{number}.txt" for number in range(60)), "--db", "one.db")
    assert kbuild("digest", "--db", "both.db").out == kbuild("digest", "--db", "one.db").out


def test_waiting_for_another_writer_is_told_and_ends_with_its_lock(tmp_path):
    (tmp_path / "page.txt").write_text("2024年上海市闵行区产值3亿元。", encoding="utf-8")
    assert start(tmp_path, "page.txt").wait(PATIENCE) == 0
    (tmp_path / "other.txt").write_text("2024年上海市闵行区产值5亿元。", encoding="utf-8")
    writer = sqlite3.connect(tmp_path / "kb.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    waiting = start(tmp_path, "other.txt")
    line = waiting.stderr.readline()
    writer.execute("ROLLBACK")
    assert "another program writes to the database" in line
    assert waiting.wait(PATIENCE) == 0
    assert writer.execute("SELECT count(*) FROM documents").fetchone() == (2,)
