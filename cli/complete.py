"""Shell completion of the names in the database: what begins with what was typed so far.

A shell calls kbuild anew for each Tab, so everything is imported inside, and whatever goes wrong completes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

_MOST = 50


def names(*sources: str) -> Callable[[Any, str], list[str]]:
    """A completer of the values of columns, each given as table.column."""

    def complete(ctx: Any, incomplete: str) -> list[str]:
        import sqlite3

        from ..extractors.errors import KbuildError
        from ..store import database

        found: list[str] = []
        try:
            base = database.open_to_read(_database(ctx))
            for source in sources:
                table, column = source.split(".")
                found += [name for (name,) in base.execute(
                    f"SELECT DISTINCT {column} FROM {table} WHERE {column} >= ?1 AND {column} < ?1 || char(1114111) "
                    f"ORDER BY 1 LIMIT {_MOST}", (incomplete,))]  # fmt: skip
            base.close()
        except (KbuildError, sqlite3.Error):
            return []
        return [name for name in found if name.isprintable()]

    return complete


def _database(ctx: Any) -> str:
    """The database that the command line so far names."""
    given = ctx.params.get("db") if ctx is not None else None
    return given or os.environ.get("KBUILD_DB") or "kb.db"
