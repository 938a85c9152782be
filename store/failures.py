"""Sources that gave no record when evidence was made elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from .database import transaction

Failed = tuple[str, str, str]
"""Path, `unread` or `quarantined`, and the reason."""


def add(db: sqlite3.Connection, failed: Iterable[Failed]) -> None:
    """Keep them, in one transaction; of two reasons for one path the greater, so that their order does not matter."""
    statement = (
        "INSERT INTO failures VALUES (?, ?, ?) ON CONFLICT (path) DO UPDATE SET failure = excluded.failure, "
        "reason = excluded.reason WHERE (excluded.failure, excluded.reason) > (failure, reason)"
    )
    with transaction(db):
        db.executemany(statement, failed)


def listed(db: sqlite3.Connection) -> Iterator[Failed]:
    """All that are kept."""
    yield from db.execute("SELECT path, failure, reason FROM failures ORDER BY path")
