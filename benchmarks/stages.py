"""CPU of each stage of reading and storing, beside what two segmenters take for the same text.

The stages are timed where the program enters them, each without those inside it, so that they add up to the whole.
"""

import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from statistics import median

STAGES = ("decode", "layout", "scan", "names", "links", "figures", "store", "index")
SEGMENTERS = ("jieba.lcut", "rjieba")


class Stopwatch:
    """Seconds of CPU by stage; while an inner stage runs, the clock of the outer one stands."""

    def __init__(self):
        self.seconds = defaultdict(float)
        self._stack = []
        self._since = 0.0

    @contextmanager
    def stage(self, name):
        self._switch()
        self._stack.append(name)
        try:
            yield
        finally:
            self._switch()
            self._stack.pop()

    def _switch(self):
        now = time.process_time()
        if self._stack:
            self.seconds[self._stack[-1]] += now - self._since
        self._since = now

    def timed(self, name, function):
        """`function`, timed as stage `name`."""

        def run(*arguments, **named):
            with self.stage(name):
                return function(*arguments, **named)

        return run


@contextmanager
def watched():
    """A stopwatch on the doors between the stages of the program."""
    from kbuild.extractors import pipeline
    from kbuild.extractors.names import spoken
    from kbuild.extractors.reading import documents
    from kbuild.extractors.scan import Scanner
    from kbuild.store import search

    doors = [
        ("decode", documents, "decode"),
        ("scan", pipeline, "View"),
        ("scan", Scanner, "scan"),
        ("names", pipeline.places, "candidates"),
        ("names", pipeline.firms, "read"),
        ("names", pipeline.places, "resolve"),
        ("names", pipeline.clusters, "read"),
        ("links", spoken, "Grounds"),
        ("links", spoken.links, "read"),
        ("figures", pipeline.quantities, "read"),
        ("figures", pipeline.periods, "read"),
        ("figures", pipeline.figures, "read"),
        ("figures", pipeline.claims, "check"),
        ("index", search, "add"),
    ]
    watch = Stopwatch()
    before = [(place, name, getattr(place, name)) for _, place, name in doors]
    for (stage, place, name), (_, _, function) in zip(doors, before, strict=True):
        setattr(place, name, watch.timed(stage, function))
    try:
        yield watch
    finally:
        for place, name, function in before:
            setattr(place, name, function)


def segmenters(folder):
    """Name to what segments one text; jieba with its cache in `folder`, as its default is a shared one."""
    import jieba
    import rjieba

    jieba.setLogLevel(60)
    jieba.dt.tmp_dir = folder
    jieba.initialize()
    return {"jieba.lcut": jieba.lcut, "rjieba": rjieba.cut}


def run_once(files, cut):
    """One pass over all files: seconds by stage and segmenter. They take turns file by file."""
    from kbuild.extractors.errors import InputError
    from kbuild.extractors.extract import extract
    from kbuild.extractors.reading.documents import ReadOptions, read_documents
    from kbuild.store import database
    from kbuild.store.batch import Batch

    with tempfile.TemporaryDirectory() as folder, watched() as watch:
        db = database.open_to_write(str(Path(folder) / "bench.db"))
        batch = Batch(db, lambda document, outcome: None)
        for file in files:
            text = Path(file).read_text(encoding="utf-8")
            for name, segment in cut.items():
                with watch.stage(name):
                    segment(text)
            with watch.stage("layout"):
                raws = [raw for raw in read_documents([str(file)], ReadOptions()) if not isinstance(raw, InputError)]
            for raw in raws:
                with watch.stage("other"):
                    document = extract(raw)
                with watch.stage("store"):
                    batch.add(document)
        with watch.stage("store"):
            batch.flush()
        db.close()
    return dict(watch.seconds)


def measure(files, runs):
    """Medians over `runs` passes, of each stage, of the segmenters and of the whole; the first pass is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        cut = segmenters(folder)
        passes = [run_once(files, cut) for _ in range(runs + 1)][1:]
    size = sum(Path(file).stat().st_size for file in files) / 1e6
    seconds = {name: median(one.get(name, 0.0) for one in passes) for name in (*SEGMENTERS, *STAGES, "other")}
    wholes = [sum(spent for name, spent in one.items() if name not in SEGMENTERS) for one in passes]
    seconds["whole"] = median(wholes)
    ratios = {}
    for name in seconds:
        mine = wholes if name == "whole" else [one.get(name, 0.0) for one in passes]
        ratios[name] = {
            other: median(own / one[other] for own, one in zip(mine, passes, strict=True)) for other in SEGMENTERS
        }
    return {
        "megabytes": size,
        "parts": {
            name: {"seconds": spent, "MB/s": size / spent if spent else None, "ratios": ratios[name]}
            for name, spent in seconds.items()
        },
    }
