"""A folder of Parquet files, one a table, compressed with zstd."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pyarrow.parquet as pq

from ...scale.tables import arrow, schema
from .shared import rows, shared

_ROW_GROUP = 50_000


def write(db: sqlite3.Connection, folder: Path) -> None:
    """Write a file for each table; descriptions of columns are in the metadata of the fields."""
    for table in shared():
        fields = schema(table)
        with pq.ParquetWriter(folder / f"{table.name}.parquet", fields, compression="zstd") as writer:
            held: list[tuple[object, ...]] = []
            for batch in rows(db, table):
                held += batch
                if len(held) >= _ROW_GROUP:
                    writer.write_table(arrow(held, fields))
                    held = []
            if held:
                writer.write_table(arrow(held, fields))
