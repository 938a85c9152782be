"""`kbuild ingest`: sources into the database."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import DEFAULT_DB, Db, Encoding, Published, Source, Sources, TextColumn

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def ingest(
    sources: Sources,
    db: Db = DEFAULT_DB,
    published: Published = None,
    source: Source = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read everything, keep nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON on stdout.")] = False,
) -> None:
    """Read articles into the database.

    Texts, Markdown, HTML, JSON Lines and CSV; folders are read recursively. The same bytes again change nothing;
    a file that has changed takes the place of what it said before. What cannot be read is named, the rest is kept.

    \b
    kbuild ingest page.txt --published 2024-09-24
    kbuild ingest articles/ 'more/*.html' --db kb.db
    curl -s URL | kbuild ingest - --source 中国城市报
    """
    from .. import __version__
    from ..extractors.errors import InputError
    from ..extractors.extract import extract, rules_version, unread
    from ..extractors.reading.documents import read_documents
    from ..store import database, evidence, runs
    from .options import read_options
    from .progress import bar
    from .summary import Summary

    options = read_options(published, source, encoding, text_column)
    summary = Summary()
    with database.explained(db):
        base = database.open_to_write(":memory:" if dry_run else db)
        run = runs.start(base, "ingest", __version__, rules_version())
        try:
            with bar(sources, quiet=quiet) as progress:
                for raw in read_documents(sources, options):
                    if isinstance(raw, InputError):
                        summary.failed(str(raw))
                        continue
                    bare = unread(raw)
                    if evidence.is_read(base, bare):
                        summary.stored(bare, "unchanged")
                    else:
                        try:
                            document = extract(raw)
                            summary.stored(document, evidence.store(base, document))
                        except ValueError as error:
                            summary.failed(f"{raw.path}: not stored, its record is wrong: {error}")
                    progress.advance(raw.size)
        finally:
            runs.finish(base, run, summary.counts)
            base.close()
    summary.show(quiet=quiet, as_json=as_json, kept=None if dry_run else db)
    if summary.counts.failed:
        raise typer.Exit(1)
