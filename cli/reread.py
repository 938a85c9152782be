"""`kbuild reread`: all stored articles, read again with today's rules."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from .options import DEFAULT_DB, Db, FormatOption, Jobs

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def reread(
    db: Db = DEFAULT_DB,
    jobs: Jobs = None,
    every: Annotated[bool, typer.Option("--all", help="Also what today's rules have read already.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report what would change, change nothing.")] = False,
    fmt: FormatOption = None,
) -> None:
    """Read all stored articles again with today's rules.

    The texts come from the database. What changes is printed row by row: before, and now.

    \b
    kbuild reread --dry-run --format csv > changes.csv
    kbuild reread
    """
    from .. import __version__
    from ..extractors.errors import InputError
    from ..extractors.extract import raw_again, rules_version
    from ..extractors.parallel import read_all
    from ..store import database, evidence, readback, runs
    from ..store.diff import COLUMNS, readings
    from .options import processes
    from .output import Row, write
    from .text import many, plain

    counts = runs.Counts()
    changes: list[Row] = []
    with database.explained(db):
        database.open_to_read(db).close()  # there must be one
        base = database.open_to_write(db)
        run = runs.start(base, "reread", __version__, rules_version())
        ids = evidence.documents(base, None if every else rules_version())
        stored = (raw_again(readback.read_document(base, document_id)) for document_id in ids)
        for raw, record in read_all(stored, processes(jobs)):
            if isinstance(record, InputError):
                print(f"kbuild: {plain(str(record))}", file=sys.stderr)
                counts.failed += 1
                continue
            found = list(readings(readback.read_document(base, raw.id), record))
            changes += found
            if not dry_run:
                evidence.store(base, record)
            counts.documents += 1
            counts.articles += len(record.articles)
            counts.unchanged += not found
        runs.finish(base, run, counts)
        base.close()
    write(changes, COLUMNS, fmt)
    read, changed = counts.documents, counts.documents - counts.unchanged
    print(f"{many(read, 'document')} read again, {changed:,} of them differently", file=sys.stderr)
    if counts.failed:
        raise typer.Exit(1)
