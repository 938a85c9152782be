"""What commands are given to ask or to join: databases, knowledge bases as Parquet, evidence as Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import sqlite3


def is_parquet(name: str) -> bool:
    """Whether a name is one of a knowledge base as Parquet: a folder, or a URI."""
    return "://" in name or Path(name).is_dir()


def is_evidence(name: str) -> bool:
    """Whether a name is one of evidence as Parquet: a file of it, a folder, or a URI."""
    return name.endswith(".parquet") or is_parquet(name)


def open_to_ask(name: str) -> sqlite3.Connection:
    """A connection for the questions of `store`, of SQLite or one that answers them as SQLite does."""
    if is_parquet(name):
        from ..scale.asking import Connection

        return cast("sqlite3.Connection", Connection(name))
    from ..store import database

    return database.open_to_read(name)
