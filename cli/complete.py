"""Shell completion of the names in the database: what begins with what was typed so far.

A shell calls kbuild anew for each Tab, so everything is imported inside, and whatever goes wrong completes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

_MOST = 50


_FIGURES = "SELECT {0} FROM figures WHERE {0} >= ?1 AND {0} < ?1 || char(1114111) GROUP BY 1 ORDER BY count(*) DESC, 1"
_OTHERS = "SELECT {0} FROM {1} WHERE {0} >= ?1 AND {0} < ?1 || char(1114111) GROUP BY 1 ORDER BY sum(articles) DESC, 1"


def names(*sources: str) -> Callable[[Any, str], list[str]]:
    """A completer of the values of columns, each given as table.column, the most frequent first.

    The source `regions` completes regions and the user's groups.
    """

    def complete(ctx: Any, incomplete: str) -> list[str]:
        import sqlite3

        from ..extractors.errors import KbuildError
        from ..store import database, regions

        found: list[str] = []
        try:
            base = database.open_to_read(_database(ctx))
            for source in sources:
                table, _, column = source.partition(".")
                if source == "regions":
                    found += [*regions.groups(base), *regions.shipped()]
                    continue
                query = (_FIGURES if table == "figures" else _OTHERS).format(column, table)
                found += [name for (name,) in base.execute(f"{query} LIMIT {_MOST}", (incomplete,))]
            base.close()
        except (KbuildError, sqlite3.Error):
            return []
        return [name for name in found if name.isprintable() and name.startswith(incomplete)]

    return complete


def _database(ctx: Any) -> str:
    """The database that the command line so far names."""
    given = ctx.params.get("db") if ctx is not None else None
    return given or os.environ.get("KBUILD_DB") or "kb.db"
