"""Evidence as Parquet: one file a shard, one row a document, compressed with zstd.

Columns (schema version 2): `path` (of the document, or of the source that gave none), `document_id` (SHA-256 of its
bytes), `rules` (their version), `hash` (of the record without its path), `record` (the JSON line of `kbuild extract`),
`failure` (null, `unread` for a source that cannot be read, `quarantined` for a record that killed or outlasted its
reader), `reason` (why); what a failure has not is null. The file's metadata has `kbuild_evidence` (the schema version),
`kbuild_rules` (the rules that read it), `kbuild_shard`.

A file's name holds a hash of the shard's input, the rules and the options, so that changed rules or files are read
again and nothing else is. It appears under that name only when all of it is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from ..extractors.errors import InputError, StoreError, WriteError
from . import spool
from .manifest import Shard
from .stores import file_system

VERSION = 2
Failure = Literal["unread", "quarantined"]
_SCHEMA = pa.schema(
    [
        pa.field("path", pa.string(), nullable=False),
        pa.field("document_id", pa.string()),
        pa.field("rules", pa.string()),
        pa.field("hash", pa.string()),
        pa.field("record", pa.large_string()),
        pa.field("failure", pa.string()),
        pa.field("reason", pa.string()),
    ]
)
_ROW_GROUP_BYTES = 16_000_000


class Row(NamedTuple):
    """A document's record, or what became of it instead."""

    path: str
    document_id: str | None = None
    rules: str | None = None
    hash: str | None = None
    record: str | None = None
    failure: Failure | None = None
    reason: str | None = None


def file_name(shard: Shard, rules: str) -> str:
    """The name of a shard's evidence: the same for the same input, rules and options."""
    key = hashlib.sha256(f"{VERSION}\0{rules}\0{shard.digest}".encode()).hexdigest()[:16]
    return f"shard-{shard.number:06d}-{key}.parquet"


def make_folder(folder: str) -> None:
    """Make the folder that evidence goes into, where the store has folders. Raises WriteError where that fails."""
    system, path = file_system(folder)
    try:
        system.create_dir(path, recursive=True)
    except OSError as error:
        raise WriteError(f"{folder}: {error.strerror or str(error).splitlines()[0]}") from error


def present(folder: str) -> set[str]:
    """The names of the evidence files of a folder that are wholly there. Raises StoreError where it is out of reach."""
    from pyarrow.fs import FileSelector, FileType

    system, path = file_system(folder)
    try:
        infos = system.get_file_info(FileSelector(path, allow_not_found=True))
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror or error}") from error
    return {i.base_name for i in infos if i.type == FileType.File and i.base_name.endswith(".parquet")}


def write(folder: str, shard: Shard, rules: str, rows: Iterable[Row]) -> int:
    """Write a shard's evidence whole or not at all; gives back how many rows there are."""
    return write_file(f"{folder.rstrip('/')}/{file_name(shard, rules)}", rows, rules, shard.digest)


def write_file(name: str, rows: Iterable[Row], rules: str, digest: str) -> int:
    """Write a file of evidence, with what its metadata tells, whole or not at all; gives back how many rows it has."""
    metadata = {"kbuild_evidence": str(VERSION), "kbuild_rules": rules, "kbuild_shard": digest}
    count = 0
    with (
        spool.whole(name) as stream,
        pq.ParquetWriter(stream, _SCHEMA.with_metadata(metadata), compression="zstd") as writer,
    ):
        for batch in _batches(rows):
            writer.write_table(pa.table([list(column) for column in zip(*batch, strict=True)], writer.schema))
            count += len(batch)
    return count


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows in groups of about `_ROW_GROUP_BYTES`."""
    held: list[Row] = []
    size = 0
    for row in rows:
        held.append(row)
        size += len(row.record or "")
        if size >= _ROW_GROUP_BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def files(source: str) -> list[str]:
    """The evidence files of a file or folder, by name. Raises InputError where there are none."""
    if source.endswith(".parquet"):
        return [source]
    names = [f"{source.rstrip('/')}/{name}" for name in sorted(present(source)) if name.startswith("shard-")]
    if not names:
        raise InputError(f"{source}: there is no evidence in it")
    return names


def read(name: str, columns: tuple[str, ...] = Row._fields) -> Iterator[Row]:
    """The rows of an evidence file, with `path` and those of `columns`; others are None.

    Raises InputError for what is none, or is of another version.
    """
    system, path = file_system(name)
    try:
        with system.open_input_file(path) as stream, pq.ParquetFile(stream) as file:
            version = (file.schema_arrow.metadata or {}).get(b"kbuild_evidence")
            if version != str(VERSION).encode():
                told = "no evidence of kbuild" if version is None else f"evidence of version {version.decode()}"
                raise InputError(f"{name}: {told}; this kbuild reads version {VERSION}")
            for batch in file.iter_batches(64 if "record" in columns else 10_000, columns=list(columns)):
                for row in batch.to_pylist():
                    yield Row(**row)
    except (OSError, pa.ArrowInvalid) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0][:200]
        raise InputError(f"{name}: {reason}") from error
