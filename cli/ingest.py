"""`kbuild ingest`: sources into the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from .options import DEFAULT_DB, Db, Encoding, Jobs, Published, Source, Sources, TextColumn

if TYPE_CHECKING:
    import sqlite3

    from ..extractors.errors import InputError
    from ..extractors.reading.documents import RawDocument, ReadOptions
    from ..extractors.records import Document
    from .progress import Bar
    from .summary import Summary


app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def ingest(
    sources: Sources,
    db: Db = DEFAULT_DB,
    published: Published = None,
    source: Source = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
    jobs: Jobs = None,
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
    kbuild ingest articles/ --jobs 4
    curl -s URL | kbuild ingest - --source 中国城市报
    """
    from .. import __version__
    from ..extractors.extract import rules_version
    from ..store import database, runs
    from .options import processes, read_options
    from .progress import bar
    from .summary import Summary

    options = read_options(published, source, encoding, text_column)
    summary = Summary()
    with database.explained(db):
        base = database.open_to_write(":memory:" if dry_run else db)
        run = runs.start(base, "ingest", __version__, rules_version())
        try:
            with bar(sources, quiet=quiet) as progress:
                _read(base, sources, options, processes(jobs), summary, progress)
        except KeyboardInterrupt:
            summary.interrupted()
            raise
        finally:
            runs.finish(base, run, summary.counts)
            base.close()
    summary.show(quiet=quiet, as_json=as_json, kept=None if dry_run else db)
    if summary.counts.failed:
        raise typer.Exit(1)


def _read(
    base: sqlite3.Connection, sources: list[str], options: ReadOptions, jobs: int, summary: Summary, progress: Bar
) -> None:
    """Read the sources, by `jobs` processes, into the database; what is there already is not read again."""
    from ..extractors.errors import InputError
    from ..extractors.extract import unread
    from ..extractors.parallel import read_all
    from ..extractors.reading.documents import read_documents
    from ..store import evidence
    from ..store.batch import Batch

    containers = _Containers(base)

    def new() -> Iterator[RawDocument]:
        for raw in read_documents(sources, options, summary.skipped):
            containers.saw(raw)
            if isinstance(raw, InputError):
                summary.failed(str(raw))
            elif evidence.is_read(base, bare := unread(raw)):
                summary.stored(bare, "unchanged")
                progress.advance(raw.size)
            else:
                yield raw

    def stored(document: Document, outcome: evidence.Outcome | ValueError) -> None:
        if isinstance(outcome, ValueError):
            summary.failed(f"{document.path}: not stored, its record is wrong: {outcome}; please report the text")
        else:
            summary.stored(document, outcome)
        progress.advance(document.size)

    with Batch(base, stored) as batch:
        for raw, record in read_all(new(), jobs):
            if isinstance(record, InputError):
                summary.failed(str(record))
                progress.advance(raw.size)
            else:
                batch.add(record)
    containers.leave()


class _Containers:
    """Files of many documents, one after the other: what a file held before and holds no more is forgotten.

    A file with a line that could not be read is left as it was: that line may be one of those.
    """

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._name = ""
        self._seen = bytearray()  # a bit for each line, for there may be hundreds of millions
        self._whole = True

    def saw(self, raw: RawDocument | InputError) -> None:
        """Note the next document, or what could not be read."""
        from ..extractors.errors import InputError
        from ..extractors.reading.sources import CONTAINERS

        if isinstance(raw, InputError):
            self._whole = False
            return
        container, _, number = raw.path.rpartition("#") if raw.media_type in CONTAINERS else ("", "", "")
        if container != self._name:
            self.leave()
            self._name = container
        if container:
            byte, bit = divmod(int(number), 8)
            self._seen.extend(bytes(max(0, byte + 1 - len(self._seen))))
            self._seen[byte] |= 1 << bit

    def _is_seen(self, path: str) -> bool:
        number = path.removeprefix(self._name + "#")
        byte, bit = divmod(int(number) if number.isdecimal() else 0, 8)
        return byte < len(self._seen) and bool(self._seen[byte] >> bit & 1)

    def leave(self) -> None:
        """The file that was being read is over."""
        from ..store import evidence

        if self._name and self._whole:
            evidence.drop_stale(self._base, self._name, self._is_seen)
        self._name, self._seen, self._whole = "", bytearray(), True
