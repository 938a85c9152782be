"""SQL that users write: it reads and does nothing else, and not for ever.

Three walls: the file is open read-only, an authorizer lets only reading through (no ATTACH, no PRAGMA that writes, no
extension), and a clock interrupts what takes too long.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from time import monotonic
from typing import Any

from ..extractors.errors import KbuildError, UsageError

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_PRAGMAS = {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list", "user_version"}
_REFUSED_FUNCTIONS = {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"}
_TABLES = ("json_each", "json_tree")
_STEPS = 10_000  # of SQLite's machine between two looks at the clock


class SqlError(KbuildError):
    """A statement that SQLite does not accept, or that took too long."""


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    allowed = action in _READING and (second or "") not in _REFUSED_FUNCTIONS
    allowed = allowed or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS and (second is None or "info" in first))
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def select(
    db: sqlite3.Connection, sql: str, parameters: Mapping[str, Any], seconds: float
) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """The columns and rows of one statement. Raises UsageError for what is no reading, SqlError for what fails."""
    for table in _TABLES:  # which SQLite makes when they are first asked, and could not afterwards
        db.execute(f"SELECT 1 FROM {table}('[]')")
    deadline = monotonic() + seconds
    db.set_authorizer(_authorize)
    db.set_progress_handler(lambda: monotonic() > deadline, _STEPS)
    try:
        cursor = db.execute(sql, dict(parameters))
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise _explained(error, seconds) from error
    if cursor.description is None:
        raise UsageError("not a question: only statements that give rows are run, such as SELECT")
    columns = distinct([name for name, *_ in cursor.description])
    return columns, _rows(cursor, columns, seconds)


def _rows(cursor: sqlite3.Cursor, columns: list[str], seconds: float) -> Iterator[dict[str, Any]]:
    try:
        for row in cursor:
            yield dict(zip(columns, row, strict=True))
    except sqlite3.Error as error:
        raise _explained(error, seconds) from error


def distinct(names: list[str]) -> list[str]:
    """Column names, each once: a second `id` becomes `id_2`."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return found


def _explained(error: Exception, seconds: float) -> KbuildError:
    message = str(error)
    if message == "interrupted":
        return SqlError(f"the query took longer than {seconds:g} s; --timeout allows more")
    if "authoriz" in message or "prohibited" in message or "readonly" in message:
        return UsageError(f"only reading is allowed here ({message})")
    return SqlError(f"SQL: {message}")
