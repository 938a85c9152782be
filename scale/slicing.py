"""A slice of a knowledge base as Parquet, as the database that would hold it that had read those documents only."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from ..extractors.errors import StoreError, UsageError
from ..store import database
from ..store.merge import Database, merge
from ..store.runs import Counts
from .asking import Connection, fetched
from .tables import content

_BY_DOCUMENT = {"documents": "id", "document_paths": "document_id", "articles": "document_id"}
_KNOWLEDGE = ("districts", "clusters", "firms", "firm_aliases", "identities", "decisions", "failures")


def cut(folder: str, where: str, db: sqlite3.Connection, beside: Path) -> Counts:
    """Store in `db` the documents of which an article (`articles AS a`) meets `where`, a condition in SQL of DuckDB.

    Their evidence is copied to a file in the folder `beside` first. Raises UsageError for what is no condition.
    """
    with tempfile.TemporaryDirectory(prefix=".kbuild-", dir=beside) as work:
        evidence = database.open_to_write(str(Path(work) / "slice.db"))
        try:
            _copy(folder, where, evidence)
            return merge(db, [Database(evidence)])
        finally:
            evidence.close()


def _copy(folder: str, where: str, evidence: sqlite3.Connection) -> None:
    import duckdb

    asked = Connection(folder).confined()
    wanted = f"SELECT DISTINCT a.document_id FROM articles AS a WHERE ({where}\n)"
    evidence.execute("PRAGMA foreign_keys = OFF")  # entities are derived again
    try:
        statements = duckdb.extract_statements(wanted)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise UsageError(f"--where {where}: write one condition on the columns of articles")
        asked.execute(f"CREATE TEMP TABLE wanted AS {wanted}")
        with database.transaction(evidence):
            for name in content():
                if name not in _KNOWLEDGE:
                    _copy_table(asked, evidence, name)
    except duckdb.Error as error:
        raise StoreError(f"--where {where}: {str(error).splitlines()[0]}") from None
    finally:
        asked.close()


def _copy_table(asked: Any, evidence: sqlite3.Connection, name: str) -> None:
    columns = ", ".join(column.name for column in content()[name].columns)
    documents = "SELECT document_id FROM wanted"
    if name in _BY_DOCUMENT:
        condition = f"{_BY_DOCUMENT[name]} IN ({documents})"
    else:
        condition = f"article_id IN (SELECT id FROM articles WHERE document_id IN ({documents}))"
    marks = ", ".join("?" for _ in content()[name].columns)
    rows = fetched(asked, f"SELECT {columns} FROM {name} WHERE {condition}")
    evidence.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", rows)
