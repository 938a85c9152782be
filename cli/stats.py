"""`kbuild stats`: what is in a database."""

from __future__ import annotations

import typer

from .options import DEFAULT_DB, Db, FormatOption

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def stats(db: Db = DEFAULT_DB, fmt: FormatOption = None) -> None:
    """Show what is in a database, by table, year, source and rule.

    \b
    kbuild stats --format md
    """
    from ..store import database
    from ..store.stats import COLUMNS
    from ..store.stats import stats as counted
    from .output import write

    with database.explained(db):
        write(counted(database.open_to_read(db)), COLUMNS, fmt)
