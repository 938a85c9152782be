"""Steps that carry an older file forward, one for each version of the schema after the first.

A step changes the tables from the version before to its own, with sqlite-utils' `transform` and the like; a new file
is made from `schema.sql` and needs none. To add one: raise `database.VERSION`, change `schema.sql`, add
`STEPS[VERSION]`, and keep a file of the version before for `tests/store/test_database.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import sqlite_utils
from sqlite_utils.migrations import Migrations

STEPS: dict[int, Callable[[sqlite_utils.Database], None]] = {}
"""Version of the schema to the step that leads there."""


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Apply the steps after `version`, within the transaction that is open."""
    pending = Migrations("kbuild")
    for number in sorted(STEPS):
        if number > version:
            pending(name=f"version {number}")(STEPS[number])
    pending.apply(sqlite_utils.Database(db, recursive_triggers=False, execute_plugins=False))
    db.execute(f"PRAGMA user_version = {max(STEPS, default=version)}")
