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
    count: Annotated[bool, typer.Option("--count", help="Only how many rows of each table.")] = False,
    limit: Limit = None,
    fmt: FormatOption = None,
) -> None:
    """Show what one database knows and another does not.

    Exit code 1 when they differ.

    \b
    kbuild diff yesterday.db today.db
    kbuild diff yesterday.db today.db --count
    """
    from itertools import islice

    from ..store import database
    from ..store.diff import COLUMNS, COUNTS, counts, databases
    from .output import write

    for path in (one, other):
        with database.explained(path):
            database.open_to_read(path).close()
    with database.explained(f"{one}, {other}"):
        rows, columns = (counts(one, other), COUNTS) if count else (databases(one, other), COLUMNS)
        differs = write(islice(rows, limit), columns, fmt)
    if differs:
        raise typer.Exit(1)
