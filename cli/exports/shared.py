"""What goes out: the tables that others rely on, without the columns that only kbuild itself needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from ...store.catalogue import Table, tables

NAMES = (
    "articles",
    "districts",
    "clusters",
    "firms",
    "firm_aliases",
    "cluster_districts",
    "firm_districts",
    "firm_clusters",
    "figures",
    "mentions",
    "claims",
)
"""The tables of an export; a table comes after those it points at, but for `parent_id` and `base_id` within one."""

_PATH = "(SELECT path FROM documents WHERE id = articles.document_id) AS path"
_BATCH = 1000


def shared() -> list[Table]:
    """The tables of an export with the columns they have there: no layout and no keys of the evidence."""
    return [_shared(tables()[name]) for name in NAMES]


def _shared(table: Table) -> Table:
    columns = [column for column in table.columns if column.name != "blocks" and not column.name.endswith("_key")]
    if table.name == "articles":
        path = tables()["documents"].columns[1]
        columns = [replace(path, references=None) if c.name == "document_id" else c for c in columns]
    return replace(table, columns=tuple(columns))


def rows(db: sqlite3.Connection, table: Table) -> Iterator[list[tuple[object, ...]]]:
    """The rows of a table in the order of its key, a batch at a time."""
    columns = ", ".join(
        _PATH if (table.name, column.name) == ("articles", "path") else column.name for column in table.columns
    )
    cursor = db.execute(f"SELECT {columns} FROM {table.name} ORDER BY {', '.join(table.key)}")
    while batch := cursor.fetchmany(_BATCH):
        yield batch
