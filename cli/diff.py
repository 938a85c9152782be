"""`kbuild diff`: what one database knows and another does not."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import FormatOption, Limit

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def diff(
    one: Annotated[str, typer.Argument(metavar="A.db", help="A database.")],
    other: Annotated[str, typer.Argument(metavar="B.db", help="Another.")],
    limit: Limit = None,
    fmt: FormatOption = None,
) -> None:
    """Show what one database knows and another does not.

    Exit code 1 when they differ.

    \b
    kbuild diff yesterday.db today.db
    """
    from itertools import islice

    from ..store import database
    from ..store.diff import COLUMNS, databases
    from .output import write

    for path in (one, other):
        with database.explained(path):
            database.open_to_read(path).close()
    with database.explained(f"{one}, {other}"):
        count = write(islice(databases(one, other), limit), COLUMNS, fmt)
    if count:
        raise typer.Exit(1)
