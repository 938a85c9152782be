"""Which reading of each document a large merge takes, and under which paths, as `store.merge` chooses them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from ..store.evidence import is_input
from . import evidence, spool
from .exchange import Exchange, Pair, grouped
from .source import WITHOUT_RECORD


class File(NamedTuple):
    """A file of evidence, and the number of the source that it is of."""

    number: int
    source: int
    name: str


def choose(exchange: Exchange, files: list[File], work: str, buckets: int) -> None:
    """Write, for each file, the rows to take and their paths, for `kept` to read."""
    documents = exchange.run(files, _by_document, partial(_choose, work), buckets)
    holders = exchange.run(documents, _by_path, partial(_keep, work), buckets)
    exchange.run(holders, _by_file, partial(_note, work), buckets)


def kept(work: str, file: File) -> dict[int, list[str]]:
    """The rows of a file, from 0, that are taken, and the paths of each."""
    name = _kept(work, f"{file.number:08d}")
    return {int(row): paths for row, paths in spool.read(name)} if spool.exists(name) else {}


def _kept(work: str, number: str) -> str:
    return f"{work}/kept/{number}.jsonl"


def _by_document(file: File) -> Iterator[Pair]:
    for number, row in enumerate(evidence.read(file.name, WITHOUT_RECORD)):
        if row.failure is None:
            yield (row.document_id or "",), (file.source, row.path, row.rules, row.hash, file.number, number)


def _choose(work: str, bucket: int, pairs: Iterator[Pair]) -> str:
    name = f"{work}/documents/{bucket:05d}.jsonl"
    spool.write(name, (row for (document,), values in grouped(pairs) for row in _chosen(document, values)))
    return name


def _chosen(document: str, readings: Iterator[Any]) -> Iterator[list[Any]]:
    """A row for each path of a document, with the reading that is taken.

    Of one source that of its first path, as `kbuild ingest` does; of all sources the greatest by rules and hash.
    """
    first: dict[int, tuple[Any, ...]] = {}
    paths = set()
    for source, path, rules, hash_, file, number in readings:
        paths.add(path)
        old, new = first.get(source), (rules, hash_, path, file, number)
        if old is None or path < old[2] or (path == old[2] and new > old):
            first[source] = new
    _, (rules, hash_, _, file, number) = max(first.items(), key=lambda item: (*item[1][:2], item[0]))
    for path in sorted(paths):
        yield [path, rules, hash_, document, file, number]


def _by_path(name: str) -> Iterator[Pair]:
    for path, *rest in spool.read(name):
        yield (path,), rest


def _keep(work: str, bucket: int, pairs: Iterator[Pair]) -> str:
    name = f"{work}/holders/{bucket:05d}.jsonl"
    spool.write(name, (row for (path,), values in grouped(pairs) for row in _holders(path, values)))
    return name


def _holders(path: str, documents: Iterator[Any]) -> Iterator[list[Any]]:
    """Row and path of the document that keeps a path; each reading of standard input is another source."""
    for _, _, _, file, number in documents if is_input(path) else [max(documents)]:
        yield [file, number, path]


def _by_file(name: str) -> Iterator[Pair]:
    for file, number, path in spool.read(name):
        yield (f"{file:08d}", f"{number:010d}", path), None


def _note(work: str, _bucket: int, pairs: Iterator[Pair]) -> None:
    found: dict[str, list[str]] = {}
    file = ""
    for (now, number, path), _ in pairs:
        if now != file and found:
            spool.write(_kept(work, file), found.items())
            found = {}
        file = now
        found.setdefault(number, []).append(path)
    if found:
        spool.write(_kept(work, file), found.items())
