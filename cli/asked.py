"""What `query` and `search` ask: a database, or a knowledge base as Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import sqlite3


def is_parquet(name: str) -> bool:
    """Whether a name is one of a knowledge base as Parquet: a folder, or a URI."""
    return "://" in name or Path(name).is_dir()


def open_to_ask(name: str) -> sqlite3.Connection:
    """A connection for the questions of `store`, of SQLite or one that answers them as SQLite does."""
    if is_parquet(name):
        from ..scale.asking import Connection

        return cast("sqlite3.Connection", Connection(name))
    from ..store import database

    return database.open_to_read(name)
