"""Databases built apart, joined: the evidence of all, and the knowledge that follows from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from . import decisions, evidence, readback
from .database import transaction
from .runs import Counts

_Choice = tuple[str, str, int]
"""Version of the rules, hash of the record, number of the source: the greatest is taken."""


def merge(db: sqlite3.Connection, sources: Sequence[sqlite3.Connection]) -> Counts:
    """Write the documents of all `sources` into `db`.

    Of several readings of one document, and of several documents under one path, the greatest by version of the rules
    and then by hash is taken, so that the order of the sources does not matter. Decisions of all sources are in force.
    """
    holders: dict[str, tuple[str, str, str]] = {}  # path to the document that keeps it
    readings: dict[str, _Choice] = {}
    for number, source in enumerate(sources):
        for document_id, rules, record in source.execute("SELECT id, rules, record FROM documents"):
            readings[document_id] = max(readings.get(document_id, ("", "", 0)), (rules, record, number))
    kept: dict[str, set[str]] = {}
    for source in sources:
        for path, document_id in source.execute("SELECT path, document_id FROM document_paths"):
            rules, record, _ = readings[document_id]
            if evidence.is_input(path):
                kept.setdefault(document_id, set()).add(path)
            else:
                holders[path] = max(holders.get(path, ("", "", "")), (rules, record, document_id))
    for path, (_, _, document_id) in holders.items():
        kept.setdefault(document_id, set()).add(path)
    with transaction(db):
        decisions.add(db, (decision for source in sources for decision in decisions.listed(source).values()))
    counts = Counts()
    for document_id, paths in sorted(kept.items()):
        document = readback.read_document(sources[readings[document_id][2]], document_id)
        document.path = min(paths)
        evidence.store(db, document)
        with transaction(db):
            evidence.add_paths(db, document_id, paths)
        counts.documents += 1
        counts.articles += len(document.articles)
    return counts
