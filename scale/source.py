"""Evidence as a source of a merge into a database, and the other way round."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from ..extractors.errors import InputError, UsageError
from ..extractors.records import Document, from_json, to_json
from ..store.decisions import Decision
from ..store.failures import Failed
from ..store.merge import Source
from . import evidence
from .evidence import Row


class _Reading(NamedTuple):
    rules: str
    hash: str
    path: str
    file: int
    row: int


class Evidence:
    """The documents of a file or folder of evidence; read twice, first without the records.

    Of a document under several paths the record of the first is taken, as `kbuild ingest` does. Raises InputError for
    what is no evidence.
    """

    def __init__(self, name: str) -> None:
        self._files = evidence.files(name)
        self._readings: dict[str, _Reading] = {}
        self._paths: set[tuple[str, str]] = set()
        self._failures: list[Failed] = []
        for number, file in enumerate(self._files):
            for row_number, row in enumerate(evidence.read(file, WITHOUT_RECORD)):
                self._note(row, number, row_number)

    def _note(self, row: Row, file: int, number: int) -> None:
        if row.failure is not None:
            self._failures.append((row.path, row.failure, row.reason or ""))
            return
        key, new = row.document_id or "", _Reading(row.rules or "", row.hash or "", row.path, file, number)
        old = self._readings.get(key)
        if old is None or new.path < old.path or (new.path == old.path and new > old):
            self._readings[key] = new
        self._paths.add((row.path, key))

    def readings(self) -> Iterator[tuple[str, str, str]]:
        """See store.merge.Source."""
        for document_id, reading in self._readings.items():
            yield document_id, reading.rules, reading.hash

    def paths(self) -> Iterator[tuple[str, str]]:
        """See store.merge.Source."""
        yield from self._paths

    def documents(self, wanted: Collection[str]) -> Iterator[Document]:
        """See store.merge.Source. Raises InputError for a record that is none."""
        rows = {self._readings[one][3:] for one in wanted}
        for file, name in enumerate(self._files):
            for number, row in enumerate(evidence.read(name)):
                if (file, number) in rows:
                    yield record_of(name, row)

    def decisions(self) -> Iterator[Decision]:
        """See store.merge.Source: evidence has none."""
        yield from ()

    def failures(self) -> Iterator[Failed]:
        """See store.merge.Source."""
        yield from self._failures


def rows_of(source: Source) -> Iterator[Row]:
    """A source as rows of evidence, one for each path of a document. Raises UsageError where people decided things."""
    if next(source.decisions(), None) is not None:
        raise UsageError("there are decisions in a database; --db keeps them, --out takes none")
    told = {document_id: (rules, hashed) for document_id, rules, hashed in source.readings()}
    paths: dict[str, list[str]] = {}
    for path, document_id in source.paths():
        paths.setdefault(document_id, []).append(path)
    for document in source.documents(told):
        record = to_json(document)
        for path in sorted(paths[document.id]):
            yield Row(path, document.id, *told[document.id], record)
    for path, failure, reason in source.failures():
        yield Row(path, failure="unread" if failure == "unread" else "quarantined", reason=reason)


WITHOUT_RECORD = tuple(name for name in Row._fields if name != "record")


def record_of(file: str, row: Row) -> Document:
    """The record of a row. Raises InputError where it is none."""
    try:
        return from_json(row.record or "")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(f"{file}: the record of {row.path} is none of kbuild extract ({error})") from error
