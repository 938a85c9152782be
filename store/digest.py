"""One hash over the content of a database: equal for equal knowledge, however it came to be."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping

LEFT_OUT = ("runs", "failures", "search_numbers", "short_forms", "_sqlite_migrations")
"""Tables that tell of the file's history, or follow from the content, and are not content."""

HISTORY = {"decisions": {"number", "why", "decided_by", "decided_at"}}
"""Table to those of its columns that tell how a row came about, and are not content either."""


def digest(db: sqlite3.Connection) -> str:
    """SHA-256, in hex, over every table but those of `LEFT_OUT`, each in the order of its primary key."""
    return total(table_digests(db))


def total(of_tables: Mapping[str, str]) -> str:
    """One hash over those of the tables."""
    hashed = hashlib.sha256()
    for table, one in of_tables.items():
        hashed.update(f"{table} {one}\n".encode())
    return hashed.hexdigest()


def table_digests(db: sqlite3.Connection) -> dict[str, str]:
    """SHA-256, in hex, of each table of the content."""
    return {table: _digest_table(db, table) for table in tables(db)}


def tables(db: sqlite3.Connection) -> list[str]:
    """The tables of the content, by name; the index of the full text follows from them and is not one."""
    rows = db.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' ORDER BY name"
    ).fetchall()
    return [name for (name,) in rows if name not in LEFT_OUT and not name.startswith("sqlite_")]


def _digest_table(db: sqlite3.Connection, table: str) -> str:
    columns = db.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY name", (table,)).fetchall()
    columns = [(name, position) for name, position in columns if name not in HISTORY.get(table, ())]
    keys = [name for name, position in sorted(columns, key=lambda column: column[1]) if position]
    names = ", ".join(f'"{name}"' for name, _ in columns)
    order = ", ".join(f'"{key}"' for key in keys)
    return hash_rows([name for name, _ in columns], db.execute(f'SELECT {names} FROM "{table}" ORDER BY {order}'))


def hash_rows(columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> str:
    """SHA-256, in hex, over the names of columns and the rows under them."""
    hashed = hashlib.sha256(", ".join(f'"{name}"' for name in columns).encode())
    for row in rows:
        hashed.update(repr(row).encode())
    return hashed.hexdigest()
