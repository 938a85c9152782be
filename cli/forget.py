"""`kbuild forget`: a document and all that only it supported, removed."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .options import DEFAULT_DB, Db

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def forget(
    names: Annotated[list[str], typer.Argument(metavar="PATH|ID", help="Path or id, or where the id begins.")],
    db: Db = DEFAULT_DB,
) -> None:
    """Remove documents and all that only they supported.

    A path of a file of many documents (JSON Lines, CSV) names all of them.

    \b
    kbuild forget articles/page.txt
    kbuild forget 3f786850e387
    """
    from .. import __version__
    from ..extractors.errors import UnknownNameError
    from ..store import database, evidence, runs
    from .text import plain

    missing = 0
    with database.explained(db):
        database.open_to_read(db).close()  # there must be one
        base = database.open_to_write(db)
        run = runs.start(base, "forget", __version__)
        for name in names:
            try:
                found = evidence.find(base, name)
            except UnknownNameError as error:
                print(f"kbuild: {plain(str(error))}", file=sys.stderr)
                missing += 1
                continue
            for document_id, path in found:
                evidence.forget(base, document_id)
                print(f"forgot {plain(path)}", file=sys.stderr)
        runs.finish(base, run, runs.Counts(failed=missing))
        base.close()
    if missing:
        raise typer.Exit(1)
