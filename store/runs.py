"""The log of what was run on a database: the only table with clock times."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from .database import transaction


@dataclass(slots=True)
class Counts:
    """What a run did: documents read anew, their articles, documents that were here already, sources that failed."""

    documents: int = 0
    articles: int = 0
    unchanged: int = 0
    failed: int = 0


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def start(db: sqlite3.Connection, command: str, version: str, rules: str | None = None) -> int:
    """Note that a run begins; gives back its number."""
    with transaction(db):
        row = db.execute(
            "INSERT INTO runs (started_at, command, version, rules) VALUES (?, ?, ?, ?) RETURNING id",
            (now(), command, version, rules),
        ).fetchone()
    return int(row[0])


def finish(db: sqlite3.Connection, run: int, counts: Counts) -> None:
    """Note that a run is over, and what it did."""
    with transaction(db):
        db.execute(
            "UPDATE runs SET finished_at = ?, documents = ?, articles = ?, unchanged = ?, failed = ? WHERE id = ?",
            (now(), counts.documents, counts.articles, counts.unchanged, counts.failed, run),
        )
