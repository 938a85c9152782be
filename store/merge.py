"""Databases and evidence made apart, joined: the evidence of all, and the knowledge that follows from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from ..extractors.records import Document
from . import decisions, evidence, failures, readback
from .batch import Batch
from .database import transaction
from .decisions import Decision
from .evidence import Outcome
from .failures import Failed
from .runs import Counts

_Choice = tuple[str, str, int]
"""Version of the rules, hash of the record, number of the source: the greatest is taken."""


class Source(Protocol):
    """What can be joined: documents, each read in one way, under one or more paths."""

    def readings(self) -> Iterator[tuple[str, str, str]]:
        """Id of each document, version of the rules that read it, hash of its record."""

    def paths(self) -> Iterator[tuple[str, str]]:
        """Each path and the id of a document found under it."""

    def documents(self, wanted: Collection[str]) -> Iterator[Document]:
        """The records of the documents with these ids, in any order."""

    def decisions(self) -> Iterator[Decision]:
        """What people decided."""

    def failures(self) -> Iterator[Failed]:
        """What could not be read."""


class Database:
    """A database as a source."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def readings(self) -> Iterator[tuple[str, str, str]]:
        """See Source."""
        yield from self._db.execute("SELECT id, rules, record FROM documents")

    def paths(self) -> Iterator[tuple[str, str]]:
        """See Source."""
        yield from self._db.execute("SELECT path, document_id FROM document_paths")

    def documents(self, wanted: Collection[str]) -> Iterator[Document]:
        """See Source."""
        for document_id in sorted(wanted):
            yield readback.read_document(self._db, document_id)

    def decisions(self) -> Iterator[Decision]:
        """See Source."""
        yield from decisions.listed(self._db).values()

    def failures(self) -> Iterator[Failed]:
        """See Source."""
        yield from failures.listed(self._db)


def merge(db: sqlite3.Connection, sources: Sequence[Source]) -> Counts:
    """Write the documents of all `sources` into `db`.

    Of several readings of one document, and of several documents under one path, the greatest by version of the rules
    and then by hash is taken, so that the order of the sources does not matter. Decisions of all sources are in force.
    Raises ValueError for a record that contradicts itself.
    """
    readings, kept = _chosen(sources)
    with transaction(db):
        decisions.add(db, (decision for source in sources for decision in source.decisions()))
    failures.add(db, (failed for source in sources for failed in source.failures()))
    counts = Counts()

    def stored(document: Document, outcome: Outcome | ValueError) -> None:
        if isinstance(outcome, ValueError):
            raise ValueError(f"{document.path}: {outcome}") from outcome
        if len(kept[document.id]) > 1:
            with transaction(db):
                evidence.add_paths(db, document.id, kept[document.id])
        counts.documents += 1
        counts.articles += len(document.articles)

    with Batch(db, stored) as batch:
        for number, source in enumerate(sources):
            for document in source.documents({one for one in kept if readings[one][2] == number}):
                document.path = min(kept[document.id])
                batch.add(document)
    return counts


def _chosen(sources: Sequence[Source]) -> tuple[dict[str, _Choice], dict[str, set[str]]]:
    """The reading of each document that is taken, and the paths of each document that keeps any."""
    readings: dict[str, _Choice] = {}
    for number, source in enumerate(sources):
        for document_id, rules, record in source.readings():
            readings[document_id] = max(readings.get(document_id, ("", "", 0)), (rules, record, number))
    holders: dict[str, tuple[str, str, str]] = {}  # path to the document that keeps it
    kept: dict[str, set[str]] = {}
    for source in sources:
        for path, document_id in source.paths():
            if evidence.is_input(path):
                kept.setdefault(document_id, set()).add(path)
            else:
                rules, record, _ = readings[document_id]
                holders[path] = max(holders.get(path, ("", "", "")), (rules, record, document_id))
    for path, (_, _, document_id) in holders.items():
        kept.setdefault(document_id, set()).add(path)
    return readings, kept
