"""`kbuild reread`: all stored articles, read again with today's rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import DEFAULT_DB, Db, FormatOption, Jobs

if TYPE_CHECKING:
    import sqlite3

    from ..store.runs import Counts

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
    from ..extractors.extract import rules_version
    from ..store import database, runs
    from ..store.diff import COLUMNS
    from .options import processes
    from .output import write
    from .text import many

    counts = runs.Counts()
    with database.explained(db):
        database.open_to_read(db).close()  # there must be one
        base = database.open_to_write(db)
        run = runs.start(base, "reread", __version__, rules_version())
        changes = list(_changes(base, None if every else rules_version(), processes(jobs), counts, dry_run))
        runs.finish(base, run, counts)
        base.close()
    write(changes, COLUMNS, fmt)
    read, changed = counts.documents, counts.documents - counts.unchanged
    print(f"{many(read, 'document')} read again, {changed:,} of them differently", file=sys.stderr)
    if counts.failed:
        raise typer.Exit(1)


def _changes(
    base: sqlite3.Connection, but_of: str | None, jobs: int, counts: Counts, dry_run: bool
) -> Iterator[dict[str, Any]]:
    """Read the documents again, but those read by the rules `but_of`, and give what is now otherwise."""
    from ..extractors.errors import InputError
    from ..extractors.extract import raw_again
    from ..extractors.parallel import read_all
    from ..store import evidence, readback
    from ..store.diff import readings
    from .text import plain

    stored = (raw_again(readback.read_document(base, one)) for one in evidence.documents(base, but_of))
    for raw, record in read_all(stored, jobs):
        if isinstance(record, InputError):
            print(f"kbuild: {plain(str(record))}", file=sys.stderr)
            counts.failed += 1
            continue
        found = list(readings(readback.read_document(base, raw.id), record))
        if not dry_run:
            evidence.store(base, record)
        counts.documents += 1
        counts.articles += len(record.articles)
        counts.unchanged += not found
        yield from found
