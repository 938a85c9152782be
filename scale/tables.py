"""The tables of a knowledge base as Parquet: their schema, and files of them, one a bucket."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..store.catalogue import Column, Table, tables
from ..store.digest import LEFT_OUT
from . import spool

_TYPES = {"TEXT": pa.string(), "INTEGER": pa.int64(), "REAL": pa.float64()}
_ROW_GROUP = 50_000
_TEXTS = 5_000  # articles are longer


def schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table; what `schema.sql` says of it and of its columns is in the metadata."""
    fields = [_field(column) for column in table.columns]
    return pa.schema(fields, {"description": table.means})


def _field(c: Column) -> pa.Field:
    return pa.field(c.name, _TYPES[c.type], not c.required, {"description": c.means} if c.means else None)


def arrow(rows: list[tuple[object, ...]], schema_: pa.Schema) -> pa.Table:
    """Rows as a table of Arrow."""
    return pa.table([list(column) for column in zip(*rows, strict=True)], schema=schema_)


def content() -> dict[str, Table]:
    """The tables of the content, that is all that a digest looks at, and the failures."""
    left_out = set(LEFT_OUT) - {"failures"}
    return {name: t for name, t in tables().items() if t.kind == "table" and name not in left_out}


class Writer:
    """The files of one bucket, each opened when its first row comes; they appear when the block ends."""

    def __init__(self, folder: str, bucket: int) -> None:
        self._folder, self._bucket = folder, bucket
        self._stack = ExitStack()
        self._writers: dict[str, Any] = {}
        self._held: dict[str, list[tuple[object, ...]]] = {}
        self.counts: dict[str, int] = {}

    def __enter__(self) -> Writer:
        if self._bucket == 0:  # of every table there is a file, so that it can be asked
            for name in content():
                self._open(name)
        return self

    def __exit__(self, *failure: Any) -> None:
        if failure[0] is None:
            for name in list(self._held):
                self._flush(name)
        self._stack.__exit__(*failure)

    def add(self, name: str, row: tuple[object, ...]) -> None:
        """Write a row of a table."""
        held = self._held.setdefault(name, [])
        held.append(row)
        self.counts[name] = self.counts.get(name, 0) + 1
        if len(held) >= (_TEXTS if name == "articles" else _ROW_GROUP):
            self._flush(name)

    def _open(self, name: str) -> Any:
        if name not in self._writers:
            stream = self._stack.enter_context(spool.whole(file_of(self._folder, name, self._bucket)))
            writer = pq.ParquetWriter(stream, schema(content()[name]), compression="zstd")
            self._writers[name] = self._stack.enter_context(writer)
        return self._writers[name]

    def _flush(self, name: str) -> None:
        if rows := self._held.pop(name, []):
            writer = self._open(name)
            writer.write_table(arrow(rows, writer.schema))


def file_of(folder: str, table: str, bucket: int) -> str:
    """The name of the file of a table and bucket."""
    return f"{folder}/{table}/{bucket:05d}.parquet"
