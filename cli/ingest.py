"""`kbuild ingest`: sources into the database."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    db: Annotated[str | None, typer.Option(help="The database.", envvar="KBUILD_DB", show_default="kb.db")] = None,
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
) -> None:
    """Read articles into the database."""
    from ..extractors.errors import InputError
    from ..extractors.extract import extract, unread
    from ..extractors.reading.documents import ReadOptions, read_documents
    from ..store import database, evidence

    failed = 0
    path = db or "kb.db"
    with database.explained(path):
        base = database.open_to_write(path)
        options = ReadOptions(published=date.fromisoformat(published) if published else None)
        for raw in read_documents(sources, options):
            if isinstance(raw, InputError):
                print(f"kbuild: {raw}", file=sys.stderr)
                failed += 1
            elif evidence.is_read(base, unread(raw)):
                print(f"{raw.path}: unchanged", file=sys.stderr)
            else:
                evidence.store(base, extract(raw))
        base.close()
    if failed:
        raise typer.Exit(1)
