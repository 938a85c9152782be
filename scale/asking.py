"""A knowledge base as Parquet, asked through DuckDB in the SQL that asks the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..extractors.errors import StoreError
from ..store.digest import HISTORY, LEFT_OUT, hash_rows
from . import knowledge
from .stores import is_remote
from .tables import content

_BATCH = 10_000


def is_knowledge(name: str) -> bool:
    """Whether a name is one of a knowledge base as Parquet, and not of a database."""
    return is_remote(name) or Path(name).is_dir()


def connect(folder: str) -> Any:
    """A connection of DuckDB with a view for each table. Raises StoreError without DuckDB, InputError for no such base.

    What lies in a store beyond this machine is reached by the extensions of DuckDB for it (httpfs, azure).
    """
    try:
        import duckdb
    except ModuleNotFoundError as error:
        raise StoreError(f"{folder}: needs {error.name}: pip install 'kbuild[duckdb]'") from error
    knowledge.head(folder)
    db = duckdb.connect()
    for name in content():
        files = f"{folder.rstrip('/')}/{name}/*.parquet".replace("'", "''")
        db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{files}')")
    return db


def table_digests(folder: str) -> dict[str, str]:
    """SHA-256, in hex, of each table, as `store.digest.table_digests` has it of a database."""
    db = connect(folder)
    found = {}
    for name, table in sorted(content().items()):
        if name not in LEFT_OUT:
            columns = sorted(c.name for c in table.columns if c.name not in HISTORY.get(name, ()))
            rows = db.execute(f"SELECT {_quoted(columns)} FROM {name} ORDER BY {_quoted(table.key)}")
            found[name] = hash_rows(columns, _fetched(rows))
    return found


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _fetched(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(_BATCH):
        yield from rows
