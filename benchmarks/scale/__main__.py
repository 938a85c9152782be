"""Wall, CPU and memory of `extract --manifest` and `merge` on one machine and on two Spark workers of one core.

Both read the same manifest: varied articles (`benchmarks.corpus`), as JSON Lines. CPU is that of all processes, and
what a busy machine disturbs least; the engine's share is what Spark takes beyond what the local path does.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .. import corpus
from .processes import Watch, cpu

sys.path.insert(0, str(corpus.ROOT / "tests"))  # before the folder of the package, which has a `scale` too
from scale import cluster as spark

RESULT = Path(__file__).parent / "result.json"
SHARDS = 8


def write(folder, articles):
    """So many articles in one file; gives back its bytes."""
    file = folder / "articles.jsonl"
    lines = (json.dumps({"text": corpus.variant(number)}, ensure_ascii=False) for number in range(articles))
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file.stat().st_size


def run(cluster, *arguments):
    """Wall and CPU seconds of a command, with what it makes the cluster do, and the memory of the processes."""
    daemons = [daemon.pid for daemon in cluster.daemons]
    before, own = cpu(daemons), os.times()
    process = subprocess.Popen(
        [sys.executable, "-m", "kbuild", *map(str, arguments)],
        stderr=subprocess.DEVNULL,
        env={**os.environ, **cluster.environment},
    )
    with Watch([process.pid, *daemons]) as watch:
        assert process.wait() == 0, arguments
        now = os.times()
        time.sleep(3)  # executors end after their driver, and their time counts when they have
    spent = cpu(daemons) - before + now.children_user + now.children_system - own.children_user - own.children_system
    spent = max(spent, watch.cpu)  # each of the two misses some
    return {"wall": round(now.elapsed - own.elapsed, 1), "cpu": round(spent, 1), "memory": watch.most}


def measure(cluster, place, articles):
    """One size, local and on Spark."""
    place.mkdir()
    size = write(place, articles)
    manifest = place / "m.jsonl"
    plan = [sys.executable, "-m", "kbuild", "plan", place / "articles.jsonl", "-o", manifest]
    subprocess.run([*plan, "--shard-mb", str(size / SHARDS / 1e6)], stderr=subprocess.DEVNULL, check=True)
    found = {"articles": articles, "bytes": size}
    for engine in ("local", "spark"):
        evidence, knowledge = place / f"evidence-{engine}", place / f"knowledge-{engine}"
        options = ("--engine", engine, "--jobs", 2)
        found[f"extract {engine}"] = run(cluster, "extract", "--manifest", manifest, "--out", evidence, *options)
        found[f"merge {engine}"] = run(cluster, "merge", evidence, "--out", knowledge, "--buckets", 4, *options)
    found["evidence bytes"] = sum(file.stat().st_size for file in (place / "evidence-local").iterdir())
    found["knowledge bytes"] = sum(file.stat().st_size for file in (place / "knowledge-local").rglob("*.parquet"))
    for step in ("extract", "merge"):
        local, there = found[f"{step} local"]["cpu"], found[f"{step} spark"]["cpu"]
        found[f"engine's share of {step}"] = round(1 - local / there, 2)
    return found


def main():
    """Measure three sizes and print them; `--save` keeps them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[500, 2000, 8000])
    parser.add_argument("--save", action="store_true", help=f"write {RESULT.name} beside this script")
    given = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory() as folder, spark.running(Path(folder) / "cluster", "") as cluster:
        for articles in given.articles:
            results.append(measure(cluster, Path(folder) / str(articles), articles))
            print(json.dumps(results[-1], ensure_ascii=False, indent=1), flush=True)
    if given.save:
        RESULT.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
