"""`make bench`: the CPU that each part of reading takes, as a ratio to `jieba.lcut` on the same text in the same run.

The parts run in turn with jieba, five times by default, and medians are printed: machines are noisy, ratios less so.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent


def articles(folder: Path | None):
    """The articles of the samples and held-out texts, or of a folder."""
    from kbuild.extractors.errors import InputError
    from kbuild.extractors.reading.documents import ReadOptions, read_documents

    sources = [str(folder)] if folder else [str(ROOT / "data" / "samples"), str(ROOT / "tests" / "heldout" / "*.txt")]
    for raw in read_documents(sources, ReadOptions()):
        if not isinstance(raw, InputError):
            yield from raw.articles


def measure(texts, spent):
    """One pass over all articles: CPU seconds by part, added to `spent`."""
    import jieba
    from kbuild.extractors.names import clusters, firms, links, places
    from kbuild.extractors.names.topics import Topics
    from kbuild.extractors.numbers import figures, periods, quantities
    from kbuild.extractors.view import Span

    def part(name, run, *arguments):
        start = time.process_time()
        result = run(*arguments)
        spent[name][-1] += time.process_time() - start
        return result

    for source in texts:
        part("jieba.lcut", jieba.lcut, source.text)
        view = part("scan", scanned, source)
        candidates = part("names", places.candidates, view)
        found_firms = part("names", firms.read, view, candidates)
        spans = [Span(m.start, m.end) for m in found_firms]
        found_places = part("names", places.resolve, view, candidates, spans)
        found_clusters = part("names", clusters.read, view, found_places, found_firms)
        topics = part("names", Topics, view, found_places, found_clusters, found_firms)
        part("names", links.read, view, found_places, found_clusters, found_firms, topics)
        names = sorted([*spans, *(Span(m.start, m.end) for m in found_places)])
        numbers = part("figures", quantities.read, view, names)
        found_periods = part("figures", periods.read, view)
        part("figures", figures.read, view, numbers.quantities, found_periods, topics, found_places, found_firms)


def scanned(source):
    """An article folded, scanned and cut into sentences and clauses."""
    from kbuild.extractors.view import View

    view = View(source)
    _ = view.anchors(""), view.sentences, view.clauses
    return view


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="read these files instead of the project's own texts")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    import jieba

    jieba.setLogLevel(60)
    jieba.dt.tmp_dir = tempfile.mkdtemp()  # its default is a fixed name in the shared folder, read with marshal
    jieba.initialize()
    texts = list(articles(args.folder))
    size = sum(len(source.text.encode()) for source in texts) / 1e6
    spent = defaultdict(list)
    for run in range(args.runs + 1):  # the first warms caches and automata up and is not counted
        for name in ("jieba.lcut", "scan", "names", "figures"):
            spent[name].append(0.0)
        measure(texts, spent)
        if not run:
            spent.clear()
        print(f"run {run} of {args.runs}", file=sys.stderr)
    medians = {name: statistics.median(seconds) for name, seconds in spent.items()}
    medians["all"] = statistics.median(map(sum, zip(*(spent[n] for n in ("scan", "names", "figures")), strict=True)))
    rows = {n: {"seconds": s, "MB/s": size / s, "ratio": s / medians["jieba.lcut"]} for n, s in medians.items() if s}
    if args.json:
        print(json.dumps({"megabytes": size, "parts": rows}, indent=1))
        return
    print(f"{len(texts)} articles, {size:.2f} MB\n{'part':12}{'CPU s':>8}{'MB/s':>8}{'/ jieba':>9}")
    for name, row in rows.items():
        print(f"{name:12}{row['seconds']:8.3f}{row['MB/s']:8.2f}{row['ratio']:9.2f}")


if __name__ == "__main__":
    main()
