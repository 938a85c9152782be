"""The tables of the database as `schema.sql` describes them: columns, keys, and its comments as their documentation."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_BLOCK = re.compile(r"((?:^--[^\n]*\n)*)^CREATE (TABLE|VIEW) (\w+)(.*?);[ \t]*$", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(r"^    ([a-z_]+)\s+(TEXT|INTEGER|REAL)\b[^\n]*?(?:--\s*(.*))?$", re.MULTILINE)
_RULER = re.compile(r"^-- -{8,}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its SQLite type, whether it may be empty, the table and column it points at, what it means."""

    name: str
    type: str
    required: bool
    in_key: bool
    references: tuple[str, str] | None
    means: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view with what the comment above it says."""

    name: str
    kind: str
    means: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The names of the columns of its primary key."""
        return tuple(column.name for column in self.columns if column.in_key)


@cache
def tables() -> dict[str, Table]:
    """Every table and view of the schema by name, in the order of `schema.sql`."""
    schema = files("kbuild").joinpath("schema.sql").read_text(encoding="utf-8")
    db = sqlite3.connect(":memory:")
    db.executescript(schema)
    found = {}
    for comment, kind, name, body in _BLOCK.findall(schema):
        said = {column: means.strip() for column, _, means in _COLUMN.findall(body)}
        found[name] = Table(name, kind.lower(), _sentence(comment), _columns(db, name, said))
    db.close()
    return found


def _sentence(comment: str) -> str:
    lines = [line.removeprefix("--").strip() for line in comment.splitlines() if not _RULER.match(line)]
    return " ".join(line for line in lines if line)


def _columns(db: sqlite3.Connection, table: str, said: dict[str, str]) -> tuple[Column, ...]:
    points = {
        column: (other, there)
        for _, _, other, column, there, *_ in db.execute("SELECT * FROM pragma_foreign_key_list(?)", (table,))
    }
    return tuple(
        Column(name, type_, bool(required or key), bool(key), points.get(name), said.get(name, ""))
        for _, name, type_, required, _, key in db.execute("SELECT * FROM pragma_table_info(?)", (table,))
    )
