"""Steps that carry an older file forward, one for each version of the schema after the first.

A step changes the tables from the version before to its own, with sqlite-utils' `transform` and the like; a new file
is made from `schema.sql` and needs none. To add one: raise `database.VERSION`, change `schema.sql`, add
`STEPS[VERSION]`, and keep a file of the version before for `tests/store/test_database.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib.resources import files

import sqlite_utils
from sqlite_utils.migrations import Migrations


def _decide_places(db: sqlite_utils.Database) -> None:
    """Version 2: decisions may place a district; what a column may hold is changed by making its table anew."""
    (old,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'decisions'").fetchone()
    db.execute("ALTER TABLE decisions RENAME TO decisions_of_version_1")
    db.execute(old.replace("'rename')", "'rename', 'place')"))
    db.execute("INSERT INTO decisions SELECT * FROM decisions_of_version_1")
    db.execute("DROP TABLE decisions_of_version_1")
    db.execute("CREATE INDEX decisions_entity ON decisions (entity)")


def _keep_failures(db: sqlite_utils.Database) -> None:
    """Version 3: what could not be read on other machines is kept."""
    db.execute(_statement("failures"))


def _expect_short_forms(db: sqlite_utils.Database) -> None:
    """Version 4: a short form stands for the only firm called so: all are worked out anew. Figures by period."""
    from .kinds import FIRM
    from .knowledge import settle

    db.execute(_statement("short_forms"))
    db.execute("CREATE INDEX short_forms_key ON short_forms (key)")
    db.execute("DROP INDEX figures_metric")
    db.execute("CREATE INDEX figures_metric ON figures (metric, period_start)")
    settle(db.conn, FIRM, [key for (key,) in db.execute("SELECT key FROM identities WHERE entity = 'firm'")])


def _claims_with_lists(db: sqlite_utils.Database) -> None:
    """Version 5: a claim has the span of the list, too; that of an older one is known when it is read again.

    And a short form that stands beside its firm as another is one.
    """
    from .kinds import FIRM
    from .knowledge import settle

    for column in ("list_start", "list_end"):
        db.execute(f"ALTER TABLE claims ADD COLUMN {column} INTEGER")
    expected = "SELECT key FROM identities WHERE entity = 'firm' AND key IN (SELECT form FROM short_forms)"
    settle(db.conn, FIRM, [key for (key,) in db.execute(expected)])


def _brands_in_one_city(db: sqlite_utils.Database) -> None:
    """Version 6: a short form without place and trade stands for a firm only where the texts are about one city."""
    from .identity import short_for
    from .kinds import FIRM
    from .knowledge import settle

    keys = [key for (key,) in db.execute("SELECT key FROM identities WHERE entity = 'firm'")]
    settle(db.conn, FIRM, short_for(db.conn, keys))


def _statement(table: str) -> str:
    """How `schema.sql` makes a table that older files have not."""
    schema = (files("kbuild") / "schema.sql").read_text(encoding="utf-8")
    return schema[schema.index(f"CREATE TABLE {table} (") :].partition(";")[0]


STEPS: dict[int, Callable[[sqlite_utils.Database], None]] = {
    2: _decide_places,
    3: _keep_failures,
    4: _expect_short_forms,
    5: _claims_with_lists,
    6: _brands_in_one_city,
}
"""Version of the schema to the step that leads there."""


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Apply the steps after `version`, within the transaction that is open."""
    pending = Migrations("kbuild")
    for number in sorted(STEPS):
        if number > version:
            pending(name=f"version {number}")(STEPS[number])
    pending.apply(sqlite_utils.Database(db, recursive_triggers=False, execute_plugins=False))
    db.execute(f"PRAGMA user_version = {max(STEPS, default=version)}")
