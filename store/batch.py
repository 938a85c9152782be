"""Documents on their way into the database, stored in groups.

A commit writes every page that was touched. The larger the group, the more of its rows share a page of an index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from time import monotonic
from types import TracebackType

from ..extractors.records import Document
from .evidence import Outcome, store_all

MOST = 256
"""Documents stored in one transaction: others wait for the lock no longer than they take, half a second."""
BYTES = 2_000_000
SECONDS = 1.0
"""What was read is stored with the next document after that long."""


class Batch:
    """A group of documents that fills up; leaving the block stores the rest, after Ctrl-C too."""

    def __init__(self, db: sqlite3.Connection, stored: Callable[[Document, Outcome | ValueError], None]) -> None:
        """`stored` is told of each document what came of it, or why it could not be stored."""
        self._db, self._stored = db, stored
        self._waiting: list[Document] = []
        self._bytes = 0
        self._since = 0.0

    def __enter__(self) -> Batch:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None or isinstance(error, KeyboardInterrupt):
            self.flush()

    def add(self, document: Document) -> None:
        """Store a document, with others before it or after it."""
        if not self._waiting:
            self._since = monotonic()
        self._waiting.append(document)
        self._bytes += document.size
        if len(self._waiting) >= MOST or self._bytes >= BYTES or monotonic() - self._since >= SECONDS:
            self.flush()

    def flush(self) -> None:
        """Store what waits."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        for document, outcome in zip(waiting, store_all(self._db, waiting) if waiting else (), strict=True):
            self._stored(document, outcome)
