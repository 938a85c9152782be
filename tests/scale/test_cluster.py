"""A Spark cluster makes the knowledge that one machine makes, whatever is killed meanwhile (`make test-scale`)."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from . import cluster as spark
from .test_extract import POISON, ROOT, digest, kbuild

pytestmark = pytest.mark.scale

ARTICLES = int(os.environ.get("KBUILD_SCALE_ARTICLES", "20000"))
FILES = 40
END = time.monotonic() + 1800.0  # whatever is not over by then has gone wrong
POISONED = {"此文致命。": "SIGKILL", "此文退出。": "exit code 3", "此文无尽。": "longer than 5 s"}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    pytest.importorskip("pyspark")
    assert shutil.which("java"), "Spark needs Java: apt-get install default-jre-headless"
    with spark.running(tmp_path_factory.mktemp("cluster"), POISON) as running:
        yield running


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> list[Path]:
    """Paragraphs of varied articles, no two alike but for some that two files share, as JSON Lines."""
    sys.path.append(str(ROOT))
    from benchmarks.corpus import variant

    folder, texts, number = tmp_path_factory.mktemp("corpus"), {}, 0
    while len(texts) < ARTICLES:
        paragraphs = [line for line in variant(number).splitlines() if len(line) >= 20]
        texts |= dict.fromkeys(paragraphs[number % 3 :: 3])
        number += 1
    lines = [json.dumps({"title": text[:12], "text": text}, ensure_ascii=False) for text in list(texts)[:ARTICLES]]
    files = [folder / f"{part:02}.jsonl" for part in range(FILES)]
    for part, file in enumerate(files):
        again = lines[part + 1 : part + 4]  # each is in another file too
        file.write_text("\n".join([*lines[part::FILES], *again]) + "\n", encoding="utf-8")
    return files


@contextmanager
def extracting(cluster, log: Path, *arguments: object):
    """`kbuild extract` on the cluster, which ends with the block at the latest; what it says goes into `log`."""
    command = [sys.executable, "-m", "kbuild", "extract", "--engine", "spark", *map(str, arguments)]
    with log.open("w") as stream:
        known = {**os.environ, **cluster.environment}
        run = subprocess.Popen(command, stderr=stream, env=known, start_new_session=True)
    try:
        yield run
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()


def left() -> float:
    """Seconds until the end of all waiting."""
    return max(1.0, END - time.monotonic())


def wait_until(condition, what: str) -> None:
    while not condition():
        assert time.monotonic() < END, what
        time.sleep(0.05)


def shards(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("shard-*.parquet")}


def content(folder: Path) -> dict[str, str]:
    """What the evidence says of each path: a hash of the record, or why there is none."""
    from kbuild.scale import evidence

    rows = [row for name in evidence.files(str(folder)) for row in evidence.read(name)]
    found = {row.path: row.reason or hashlib.sha256(row.record.encode()).hexdigest() for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.fixture(scope="module")
def disturbed(cluster, sources, tmp_path_factory) -> Path:
    """Evidence of permuted sources, read while a Python worker, and then an executor, was killed."""
    folder = tmp_path_factory.mktemp("disturbed")
    manifest, evidence = folder / "m.jsonl", folder / "evidence"
    permuted = random.Random(8).sample(sources, len(sources))
    assert kbuild("plan", *permuted, "-o", manifest, "--shard-mb", ARTICLES / 100_000).returncode == 0
    with extracting(cluster, folder / "log", "--manifest", manifest, "--out", evidence) as run:
        for victims, done in ((cluster.python_workers, 2), (cluster.executors, 5)):
            wait_until(lambda done=done: len(shards(evidence)) >= done or run.poll() is not None, "no shard is done")
            before = victims()
            os.kill(before[0], signal.SIGKILL)
            wait_until(lambda victims=victims, before=before: before[0] not in victims(), "what was killed is there")
        assert len(shards(evidence)) < len(manifest.read_text().splitlines()) - 1, "over before the kills"
        run.wait(left())
    assert run.returncode == 0, (folder / "log").read_text()[-3000:]
    return evidence


def test_killed_workers_and_executors_leave_the_knowledge_of_one_machine(cluster, disturbed, sources, tmp_path):
    ingested, merged = tmp_path / "ingested.db", tmp_path / "merged.db"
    assert kbuild("ingest", *sources, "--db", ingested, "--jobs", 2, "--quiet").returncode == 0
    assert kbuild("merge", disturbed, "--db", merged).returncode == 0
    assert digest(merged) == digest(ingested)
    grouped = kbuild(
        *("merge", disturbed, "--out", tmp_path / "knowledge", "--engine", "spark", "--buckets", 8),
        **cluster.environment,
    )
    assert grouped.returncode == 0, grouped.stderr[-3000:]
    assert digest(tmp_path / "knowledge") == digest(ingested)


def test_poison_and_a_killed_run_cost_themselves_alone(cluster, disturbed, sources, tmp_path):
    """The run with other shards is killed as a whole half-way, and goes on where it ended."""
    poison = tmp_path / "poison.jsonl"
    poison.write_text("".join(json.dumps({"text": text}) + "\n" for text in POISONED), encoding="utf-8")
    manifest, evidence = tmp_path / "m.jsonl", tmp_path / "evidence"
    assert kbuild("plan", *sources, poison, "-o", manifest, "--shard-mb", ARTICLES / 70_000).returncode == 0
    planned = len(manifest.read_text().splitlines()) - 1
    arguments = ("--manifest", manifest, "--out", evidence, "--record-timeout", 5)
    with extracting(cluster, tmp_path / "log", *arguments) as run:
        wait_until(lambda: len(shards(evidence)) >= planned // 2 or run.poll() is not None, "no shard is done")
    wait_until(lambda: not cluster.executors(), "executors outlive their driver")
    there = {name: (evidence / name).stat().st_mtime_ns for name in shards(evidence)}
    assert len(there) < planned
    with extracting(cluster, tmp_path / "log", *arguments, "--resume") as run:
        run.wait(left())
    told = (tmp_path / "log").read_text()
    assert run.returncode == 1, told[-3000:]  # some were quarantined
    assert f"{planned - len(there)} shards read, {len(there)} there already, 0 failed" in told
    assert {name: (evidence / name).stat().st_mtime_ns for name in there} == there
    found, others = content(evidence), content(disturbed)
    lost = {path: reason for path, reason in found.items() if path.startswith(str(poison))}
    assert len(lost) == len(POISONED)
    for (_, reason), wanted in zip(sorted(lost.items()), POISONED.values(), strict=True):
        assert wanted in reason
    assert {path: hashed for path, hashed in found.items() if path not in lost} == others
