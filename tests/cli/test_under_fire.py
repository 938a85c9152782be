"""Interrupted, killed, run twice at once: the database holds whole documents, the same command finishes the rest."""

import os
import random
import signal
import sqlite3
import subprocess
import time

import pytest

from .conftest import KBUILD

KILLS = int(os.environ.get("KBUILD_KILLS", "4"))


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


def start(tmp_path, *arguments):
    return subprocess.Popen(
        [KBUILD, "ingest", *arguments, "--jobs", "2", "--quiet"],
        cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_killed_at_any_moment(kbuild, pages, tmp_path):
    begun = time.monotonic()
    assert kbuild("ingest", "pages", "--db", "whole.db", "--jobs", "2").code == 0
    lasts = time.monotonic() - begun
    undisturbed = kbuild("digest", "--db", "whole.db").out
    chance = random.Random(7)
    for number in range(KILLS):
        name = f"{number}.db"
        process = start(tmp_path, "pages", "--db", name)
        time.sleep(chance.uniform(0.3, 1.0) * lasts)
        process.kill()
        process.communicate()
        if (tmp_path / name).exists():
            db = sqlite3.connect(tmp_path / name)
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            db.close()
        assert kbuild("ingest", "pages", "--db", name).code == 0
        assert kbuild("digest", "--db", name).out == undisturbed


def test_interrupted(kbuild, pages, tmp_path):
    process = start(tmp_path, "pages")
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    err = process.communicate(timeout=30)[1]
    assert process.returncode in (0, 130)
    assert "Traceback" not in err


def test_two_at_once(kbuild, pages, tmp_path):
    both = [start(tmp_path, *(f"pages/{number}.txt" for number in range(first, last)), "--db", "both.db")
            for first, last in ((0, 40), (20, 60))]  # fmt: skip
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in both] == [("", 0), ("", 0)]
    kbuild("ingest", *(f"pages/{number}.txt" for number in range(60)), "--db", "one.db")
    assert kbuild("digest", "--db", "both.db").out == kbuild("digest", "--db", "one.db").out
