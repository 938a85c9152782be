"""`make bench`: what reading and storing cost, as ratios to word segmentation of the same text in the same run.

Machines are noisy, ratios less so: what is compared takes turns, and medians are printed, beside the targets and the
last stored result (`--save` stores one). `--only` measures some parts, `--quick` everything on less.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from . import corpus, growth, processes, report, stages

PARTS = ("dense", "news", "startup", "jobs", "memory", "growth")
NEWS = corpus.ROOT.parent / "shared" / "corpus" / "news"


def dense(place, quick, runs):
    """Stages on generated dense articles."""
    corpus.write(place / "dense", 0.05 if quick else 0.3)
    result = stages.measure(sorted((place / "dense").rglob("*.txt")), runs)
    ratios = {name: result["parts"][name]["ratios"]["jieba.lcut"] for name in ("scan", "names", "links")}
    return result | {"named": sum(ratios.values())}


def news(place, quick, runs):
    """Stages on real news as plain text, one file a page; None where there is none."""
    pages = sorted(NEWS.glob("*.md"))
    if not pages:
        return None
    (place / "news").mkdir()
    for page in pages[: 2 if quick else 8]:
        (place / "news" / f"{page.stem}.txt").write_bytes(page.read_bytes())
    return stages.measure(sorted((place / "news").iterdir()), runs)


def jobs(place, quick, runs):
    """One process against two."""
    corpus.write(place / "jobs", 0.2 if quick else 2.0)
    return processes.scaling(place / "jobs", 1 if quick else 3)


def memory(place, quick, runs):
    """The whole corpus: peak memory of a process, and the size of the database."""
    size = corpus.write(place / "whole", 0.5 if quick else 20.0)
    taken = processes.ingest(place / "whole", 2)
    return taken | {"database": taken["bytes"] / size, "MB/s": size / 1e6 / taken["seconds"]}


def grown(place, quick, runs):
    """What an article costs, read and stored, in small and large databases; and what storing alone costs there."""
    curve = growth.curve((1000, 2000) if quick else (1_000, 10_000, 30_000, 100_000))
    read, costs = growth.reading(50 if quick else 500), list(curve.values())
    return {
        "curve": {str(size): seconds for size, seconds in curve.items()},
        "read": read,
        "stored": costs[-1] / costs[0],
        "ratio": (read + costs[-1]) / (read + costs[0]),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--runs", type=int, default=5, help="passes over the texts, after one that is not counted")
    parser.add_argument("--quick", action="store_true", help="less text: to see whether it runs")
    parser.add_argument("--db", metavar="FILE", help="start-up: ask this database, a large one, instead of a small one")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result here")
    parser.add_argument("--save", action="store_true", help="store it as the result to compare with")
    args = parser.parse_args()
    result = {"machine": report.machine()}
    measures = {
        "dense": dense,
        "news": news,
        "startup": lambda place, quick, runs: processes.startup(3 if quick else 9, args.db),
        "jobs": jobs,
        "memory": memory,
        "growth": grown,
    }
    with tempfile.TemporaryDirectory() as folder:
        for name in args.only:
            start = time.perf_counter()
            if (found := measures[name](Path(folder), args.quick, 2 if args.quick else args.runs)) is not None:
                result[name] = found
            print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    print("\n".join(report.lines(result)))
    for file in [args.json, report.LAST if args.save else None]:
        if file is not None:
            file.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
