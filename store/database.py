"""The file: opening it to write or to read, its schema and versions, and transactions.

`schema.sql` is the schema of a new file; `migrations` carry an older file forward. `PRAGMA user_version` holds the
version of the schema, `PRAGMA application_id` says that the file is kbuild's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from time import monotonic, sleep

from ..extractors.errors import StoreError

APPLICATION_ID = 0x6B62_6C64  # "kbld"
VERSION = 6
BUSY_SECONDS = 60
"""How long another writer is waited for."""
_PATIENCE_MS = 1000
"""How long it is waited for without a word."""


def open_to_write(path: str) -> sqlite3.Connection:
    """A connection to the database at `path`, made or carried forward if need be; `:memory:` is not kept.

    Raises StoreError for a file that is no database, not kbuild's, or of a newer version, and for a folder that is
    missing or cannot be written to.
    """
    if path != ":memory:" and not Path(path).absolute().parent.is_dir():
        raise StoreError(f"{path}: there is no folder {Path(path).absolute().parent}; make it first")
    _refuse_folder(path)
    with explained(path):
        db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(db, path)
        except BaseException:
            db.close()
            raise
    return db


def open_to_read(path: str) -> sqlite3.Connection:
    """A connection that can only read. Raises StoreError as `open_to_write` does, and where there is no file."""
    _refuse_folder(path)
    if not Path(path).is_file():
        raise StoreError(f"{path}: there is no such database; `kbuild ingest` makes one, --db names another")
    with explained(path):
        db = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
        try:
            if _is_empty(db):
                raise StoreError(f"{path}: there is nothing in it yet; `kbuild ingest` fills it")
            if _version(db, path) < VERSION:
                db.close()
                open_to_write(path).close()  # carries it forward
                return open_to_read(path)
            db.execute("PRAGMA query_only = ON")
        except BaseException:
            db.close()
            raise
    return db


def _refuse_folder(path: str) -> None:
    if Path(path).is_dir():
        raise StoreError(
            f"{path}: a folder, not a database; `query`, `search`, `digest` and `export OUT.db` ask one of Parquet"
        )


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Takes the write lock at once, so that two writers wait for each other instead of failing."""
    _begin(db)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _begin(db: sqlite3.Connection) -> None:
    """Take the write lock; what others keep it for more than a moment is told on standard error."""
    db.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    except sqlite3.OperationalError as error:
        db.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        if not (getattr(error, "sqlite_errorname", "") or "").startswith("SQLITE_BUSY"):
            raise
        from logging import getLogger

        getLogger("kbuild").warning("another program writes to the database; waiting up to %d seconds", BUSY_SECONDS)
        db.execute("BEGIN IMMEDIATE")


@contextmanager
def explained(path: str) -> Iterator[None]:
    """Turn what SQLite reports about the database at `path` into one line for people."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: {_remedy(error, path)}") from error


def _remedy(error: sqlite3.DatabaseError, path: str) -> str:
    """What a code of SQLite means to a user of kbuild. Codes: https://sqlite.org/rescode.html."""
    name = getattr(error, "sqlite_errorname", "") or ""
    folder = Path(path).absolute().parent
    remedies = {
        "SQLITE_NOTADB": "not a SQLite database; name another file with --db",
        "SQLITE_CORRUPT": "the database is damaged; restore a copy, or ingest the texts into a new one",
        "SQLITE_FULL": "no space left on the disk; what was stored so far is kept",
        "SQLITE_READONLY": "the database cannot be written to; check the permissions of it and of its folder",
        "SQLITE_CANTOPEN": f"cannot be opened; check that {folder} exists and can be written to",
        "SQLITE_BUSY": f"another program kept it locked for {BUSY_SECONDS} seconds; try again when that has finished",
        "SQLITE_IOERR": "the disk reports an error, or is full; what was stored so far is kept",
    }
    for code, remedy in remedies.items():
        if name.startswith(code):
            return remedy
    return str(error)


def _version(db: sqlite3.Connection, path: str) -> int:
    """The version of the schema of a file that is kbuild's. Raises StoreError for one that is newer or not kbuild's."""
    application = db.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise StoreError(f"{path}: a SQLite database, but not one of kbuild's; name another file with --db")
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise StoreError(f"{path}: written by a newer kbuild (its version {version}, ours {VERSION}); upgrade kbuild")
    return version


def _prepare(db: sqlite3.Connection, path: str) -> None:
    """Switch on what every writer needs, and bring the schema to today's version."""
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA cache_size = -65536")
    db.execute("PRAGMA wal_autocheckpoint = 16384")  # pages: a group of documents touches the default's 1000 by itself
    if not _is_empty(db) and _version(db, path) == VERSION:
        return
    _write_ahead(db)
    with transaction(db):
        if _is_empty(db):  # and no other process has filled it meanwhile
            create(db)
            _bring_decisions(db, path)
        elif (version := _version(db, path)) < VERSION:
            from .migrations import migrate

            migrate(db, version)


def _write_ahead(db: sqlite3.Connection) -> None:
    """Switch to a write-ahead log. SQLite itself does not wait here for another process that makes the same file."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
        sleep(0.01)


def _bring_decisions(db: sqlite3.Connection, path: str) -> None:
    """Let the decisions that lie beside a new database, of one before it, be in force in it."""
    from . import decisions

    beside = decisions.path_beside(path)
    if path != ":memory:" and beside.is_file():
        decisions.add(db, decisions.read(beside))


def _is_empty(db: sqlite3.Connection) -> bool:
    return not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def create(db: sqlite3.Connection) -> None:
    """Make the tables of `schema.sql` within the transaction that is open."""
    schema = (files("kbuild") / "schema.sql").read_text(encoding="utf-8")
    for statement in _statements(schema):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would end the transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
