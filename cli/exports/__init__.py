"""A database in the formats of other tools, one module per format, imported when it is asked for."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ...extractors.errors import StoreError, UsageError


class Target(NamedTuple):
    """A format: the module that writes it, and the endings of its file (none: a folder)."""

    module: str
    suffixes: tuple[str, ...] = ()


FORMATS = {
    "csv": Target("csv_package"),
    "jsonl": Target("jsonl"),
    "parquet": Target("parquet"),
    "gephi": Target("gephi"),
    "markdown": Target("notes"),
    "graphml": Target("graphml", (".graphml",)),
    "rdf": Target("rdf", (".ttl", ".nt", ".rdf", ".jsonld")),
    "datasette": Target("datasette", (".json",)),
}


def format_of(out: Path, named: str | None) -> str:
    """The format that was named, else the one that the ending of `out` says; a folder is CSV.

    Raises UsageError for an ending that no format has, or that the named one does not have.
    """
    name = named or next((name for name, target in FORMATS.items() if out.suffix in target.suffixes), None)
    if name is None and not out.suffix:
        return "csv"
    if name is None or (FORMATS[name].suffixes and out.suffix not in FORMATS[name].suffixes):
        endings = " ".join(s for n in ([name] if name else FORMATS) for s in FORMATS[n].suffixes)
        raise UsageError(f"{out}: the ending of such a file is one of {endings}; a folder has none")
    return name


def export(db: sqlite3.Connection, out: Path, name: str, replace: bool) -> None:
    """Write the database to `out` in a format of FORMATS, whole or not at all.

    Raises UsageError where something is there already and `replace` is not said or it is no export.
    """
    target = FORMATS[name]
    if out.exists() and not replace:
        raise UsageError(f"{out}: exists already; --replace writes it anew")
    if out.is_dir() and target.suffixes:
        raise UsageError(f"{out}: is a folder, and {name} is one file")
    if not out.absolute().parent.is_dir():
        raise StoreError(f"{out}: there is no folder {out.absolute().parent}; make it first")
    writer = import_module(f".{target.module}", __package__)
    with tempfile.TemporaryDirectory(prefix=".kbuild-", dir=out.absolute().parent) as work:
        made = Path(work) / out.name
        if not target.suffixes:
            made.mkdir()
        db.execute("BEGIN")  # one state of the database, whoever writes meanwhile
        writer.write(db, made)
        db.execute("ROLLBACK")
        if out.is_dir() and not out.is_symlink():
            shutil.move(out, Path(work) / "old")
        made.replace(out)
