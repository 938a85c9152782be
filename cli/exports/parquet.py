"""A folder of Parquet files, one a table, compressed with zstd."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ...store.catalogue import Table
from .shared import rows, shared

_TYPES = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}
_ROW_GROUP = 50_000


def write(db: sqlite3.Connection, folder: Path) -> None:
    """Write a file for each table; descriptions of columns are in the metadata of the fields."""
    for table in shared():
        schema = _schema(table)
        with pq.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as writer:
            held: list[tuple[object, ...]] = []
            for batch in rows(db, table):
                held += batch
                if len(held) >= _ROW_GROUP:
                    writer.write_table(_arrow(held, schema))
                    held = []
            if held:
                writer.write_table(_arrow(held, schema))


def _schema(table: Table) -> pa.Schema:
    fields = [
        pa.field(c.name, _TYPES[c.type], not c.required, {"description": c.means} if c.means else None)
        for c in table.columns
    ]
    return pa.schema(fields, {"description": table.means})


def _arrow(rows_: list[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    return pa.table([list(column) for column in zip(*rows_, strict=True)], schema=schema)
