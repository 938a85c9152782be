"""The engines that read the shards of a manifest: this machine's processes, or a Spark cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import NamedTuple

from ..extractors.errors import KbuildError, WriteError
from ..extractors.extract import rules_version
from . import evidence, guard
from .guard import Limits
from .manifest import Shard


class Done(NamedTuple):
    """What became of a shard: its rows by kind, or the error that kept it from being written."""

    shard: int
    documents: int = 0
    unread: int = 0
    quarantined: int = 0
    error: str | None = None
    ends_run: bool = False
    """Whether the error is one that no other shard escapes."""


@dataclass(frozen=True, slots=True)
class Task:
    """Reads one shard into the evidence of a folder. Engines send it to their workers."""

    out: str
    limits: Limits
    rules: str

    def __call__(self, shard: Shard) -> Done:
        """Read it; an error of the shard is part of the answer, so that no engine tries it again and again."""
        if rules_version() != self.rules:
            return Done(shard.number, error=f"a worker has other rules ({rules_version()}, not {self.rules})")
        counts = {None: 0, "unread": 0, "quarantined": 0}

        def counted() -> Iterator[evidence.Row]:
            for row in guard.rows(shard, self.limits):
                counts[row.failure] += 1
                yield row

        try:
            evidence.write(self.out, shard, self.rules, counted())
        except KbuildError as error:
            return Done(shard.number, error=str(error), ends_run=isinstance(error, WriteError))
        return Done(shard.number, counts[None], counts["unread"], counts["quarantined"])


def missing(shards: Iterable[Shard], out: str) -> list[Shard]:
    """The shards whose evidence, by today's rules, is not in `out` yet."""
    there, rules = evidence.present(out), rules_version()
    return [shard for shard in shards if evidence.file_name(shard, rules) not in there]


def local(shards: list[Shard], out: str, limits: Limits, jobs: int) -> Iterator[Done]:
    """Read shards with `jobs` guarded processes at a time."""
    task = Task(out, limits, rules_version())
    with ThreadPoolExecutor(jobs) as pool:
        try:
            for future in as_completed([pool.submit(task, shard) for shard in shards]):
                yield future.result()
        except BaseException:  # interrupted, or stopped: nobody waits for what the readers are at
            pool.shutdown(wait=False, cancel_futures=True)
            guard.stop_all()
            raise


def spark(shards: list[Shard], out: str, limits: Limits, jobs: int) -> Iterator[Done]:
    """Read shards on the Spark cluster that `spark-submit` or `spark-defaults.conf` names; one task a shard.

    `jobs` is not used: the cluster says how many tasks run at a time.
    """
    from pyspark.sql import SparkSession

    session = SparkSession.builder.appName("kbuild extract").getOrCreate()
    try:
        task = Task(out, limits, rules_version())
        yield from session.sparkContext.parallelize(shards, max(1, len(shards))).map(task).collect()
    finally:
        session.stop()


ENGINES: dict[str, Callable[[list[Shard], str, Limits, int], Iterator[Done]]] = {"local": local, "spark": spark}
