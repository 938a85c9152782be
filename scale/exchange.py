"""Map, sort and reduce: the group-by of a large merge, on this machine's processes or on a Spark cluster.

Each task is mapped to pairs of a key and a value; a pair goes to the bucket that the first part of its key says, and
each bucket is reduced over its pairs in the order of their keys, as a stream. Neither the pairs of a task nor those of
a bucket need fit in memory. A task may be mapped, and a bucket reduced, more than once: what `reduce` writes has a name
that says so and appears whole.
"""

from __future__ import annotations

import heapq
import os
import pickle
import tempfile
from binascii import crc32
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import groupby, islice
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path
from typing import Any, Protocol

from ..extractors.errors import StoreError

Key = tuple[str, ...]
Pair = tuple[Key, Any]
Map = Callable[[Any], Iterable[Pair]]
Reduce = Callable[[int, Iterator[Pair]], Any]

_RUN = 200_000  # pairs that a task sorts in memory before it writes them down
_BLOCK = 1000  # pairs read at a time


class Exchange(Protocol):
    """An engine that maps, sorts and reduces."""

    def run(self, tasks: Sequence[Any], map_: Map, reduce_: Reduce, buckets: int) -> list[Any]:
        """What `reduce_` gives back of every bucket, in their order."""

    def close(self) -> None:
        """Let go of what it holds."""


def bucket_of(key: str, buckets: int) -> int:
    """The bucket of a key: the same on every machine."""
    return crc32(key.encode(errors="surrogatepass")) % buckets


def grouped(pairs: Iterable[Pair], parts: int | None = None) -> Iterator[tuple[Key, Iterator[Any]]]:
    """The values of each key, or of all keys that begin with the same `parts` parts."""
    for key, group in groupby(pairs, key=lambda pair: pair[0][:parts]):
        yield key, (value for _, value in group)


class Local:
    """`jobs` processes of this machine, pairs sorted in files of a temporary folder (below `TMPDIR`)."""

    def __init__(self, jobs: int) -> None:
        self._pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
        self._folder = tempfile.TemporaryDirectory(prefix="kbuild-merge-")

    def run(self, tasks: Sequence[Any], map_: Map, reduce_: Reduce, buckets: int) -> list[Any]:
        """See Exchange."""
        try:
            with tempfile.TemporaryDirectory(dir=self._folder.name) as folder:
                runs: list[list[tuple[str, int]]] = [[] for _ in range(buckets)]
                for found in self._pool.map(partial(_sorted_runs, map_, buckets, folder), tasks):
                    for bucket, at in found:
                        runs[bucket].append(at)
                return list(self._pool.map(partial(_reduced, reduce_), range(buckets), runs))
        except OSError as error:
            raise StoreError(f"{self._folder.name}: {error.strerror or error}") from error

    def close(self) -> None:
        """See Exchange."""
        self._pool.shutdown(cancel_futures=True)
        self._folder.cleanup()


def _sorted_runs(map_: Map, buckets: int, folder: str, task: Any) -> list[tuple[int, tuple[str, int]]]:
    """Write the pairs of a task in sorted runs; gives back bucket, file and offset of each."""
    found = []
    pairs = iter(map_(task))
    while run := [(bucket_of(pair[0][0], buckets), pair) for pair in islice(pairs, _RUN)]:
        run.sort(key=lambda item: (item[0], item[1][0]))
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as stream:
            for bucket, items in groupby(run, key=itemgetter(0)):
                found.append((bucket, (name, stream.tell())))
                while block := [pair for _, pair in islice(items, _BLOCK)]:
                    pickle.dump(block, stream, protocol=5)
                pickle.dump([], stream, protocol=5)
    return found


def _reduced(reduce_: Reduce, bucket: int, runs: list[tuple[str, int]]) -> Any:
    return reduce_(bucket, heapq.merge(*(_read_run(*run) for run in runs), key=itemgetter(0)))


def _read_run(name: str, offset: int) -> Iterator[Pair]:
    """The pairs of a run; between blocks its file is closed, for there may be thousands of them."""
    while True:
        with Path(name).open("rb") as stream:
            stream.seek(offset)
            block = pickle.load(stream)
            offset = stream.tell()
        if not block:
            return
        yield from block


class Spark:
    """The Spark cluster that `spark-submit` or `spark-defaults.conf` names."""

    def __init__(self) -> None:
        from pyspark.sql import SparkSession

        self._session = SparkSession.builder.appName("kbuild merge").getOrCreate()

    def run(self, tasks: Sequence[Any], map_: Map, reduce_: Reduce, buckets: int) -> list[Any]:
        """See Exchange."""
        pairs = self._session.sparkContext.parallelize(tasks, max(1, len(tasks))).flatMap(map_)
        parted = pairs.repartitionAndSortWithinPartitions(buckets, partial(_bucket_of_key, buckets))
        found: list[Any] = parted.mapPartitionsWithIndex(partial(_as_one, reduce_)).collect()
        return found

    def close(self) -> None:
        """See Exchange."""
        self._session.stop()


def _bucket_of_key(buckets: int, key: Key) -> int:
    return bucket_of(key[0], buckets)


def _as_one(reduce_: Reduce, bucket: int, pairs: Iterator[Pair]) -> Iterator[Any]:
    yield reduce_(bucket, pairs)
