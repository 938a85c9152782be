"""`kbuild load`: records that `kbuild extract` wrote, as JSON Lines or Parquet, into the database."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from .asked import is_evidence
from .options import DEFAULT_DB, Db

if TYPE_CHECKING:
    from ..store.failures import Failed
    from .summary import Summary

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_BLOCK = 2_000_000
LONGEST = 320_000_000
"""Bytes of the longest line that is taken: a record is ten times as long as its document, one of short figures more."""


@app.command()
def load(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="JSON Lines (- or nothing: standard input), or evidence as Parquet."),
    ] = None,
    db: Db = DEFAULT_DB,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON on stdout.")] = False,
) -> None:
    """Put records that `kbuild extract` printed into the database.

    The content is the same as if `kbuild ingest` had read the articles. A broken line is named, the rest is kept.

    \b
    kbuild extract articles/ | kbuild load --db kb.db
    kbuild load part1.jsonl part2.jsonl
    kbuild load evidence/
    """
    from .. import __version__
    from ..extractors.records import from_json
    from ..store import database, evidence, failures, runs
    from .summary import Summary as Counting

    summary = Counting()
    failed: list[Failed] = []
    with database.explained(db):
        base = database.open_to_write(db)
        run = runs.start(base, "load", __version__)
        try:
            for name, number, line in _lines(files or ["-"], summary, failed):
                try:
                    document = from_json(line.decode())
                    summary.stored(document, evidence.store(base, document))
                except (ValueError, TypeError, KeyError, AttributeError) as error:
                    summary.failed(f"{_place(name, number)}: not stored, {_reason(error)}")
            failures.add(base, failed)
        finally:
            runs.finish(base, run, summary.counts)
            base.close()
    summary.show(quiet=quiet, as_json=as_json, kept=db)
    if summary.counts.failed:
        raise typer.Exit(1)


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the record lacks {error}"
    if isinstance(error, UnicodeDecodeError):
        return "the line is not UTF-8"
    return f"this is no record of `kbuild extract` ({error})"


def _place(name: str, number: int) -> str:
    """Where a line stands, as `kbuild ingest` says it."""
    return f"{'standard input' if name == '-' else name}:{number}"


def _lines(files: list[str], summary: Summary, failed: list[Failed]) -> Iterator[tuple[str, int, bytes]]:
    """Name of the file, line number from 1 and line, for every line that is not empty."""
    for name in files:
        if name != "-" and is_evidence(name):
            yield from _evidence(name, summary, failed)
            continue
        try:
            with _opened(name) as stream:
                for number, line in enumerate(_bounded(stream), 1):
                    if len(line) > LONGEST:
                        summary.failed(f"{_place(name, number)}: not stored, longer than any record is")
                    elif line.strip():
                        yield name, number, line
        except OSError as error:
            summary.failed(f"{name}: {error.strerror}")


def _bounded(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is longer than LONGEST only the first bytes, that many and one."""
    while line := stream.readline(LONGEST + 1):
        yield line
        if len(line) > LONGEST:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_BLOCK)


def _evidence(name: str, summary: Summary, failed: list[Failed]) -> Iterator[tuple[str, int, bytes]]:
    """The records of evidence as `_lines` gives them; what was not read when it was made is told again."""
    from ..extractors.errors import InputError
    from ..scale import evidence

    try:
        for file in evidence.files(name):
            for number, row in enumerate(evidence.read(file), 1):
                if row.record is None:
                    failed.append((row.path, row.failure or "unread", row.reason or ""))
                    summary.failed(f"{row.path}: {row.failure}: {row.reason}")
                else:
                    yield file, number, row.record.encode()
    except InputError as error:
        summary.failed(str(error))


def _opened(name: str) -> BinaryIO:
    return open(sys.stdin.fileno(), "rb", closefd=False) if name == "-" else open(name, "rb")  # noqa: PTH123
