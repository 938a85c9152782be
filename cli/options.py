"""Options that several commands share, and where the database is."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from .output import Format

if TYPE_CHECKING:
    from ..extractors.reading.documents import ReadOptions

Db = Annotated[str, typer.Option("--db", metavar="FILE", envvar="KBUILD_DB", help="The database.", show_default=True)]
DEFAULT_DB = "kb.db"

Sources = Annotated[list[str], typer.Argument(metavar="SOURCE", help="Files, folders, globs, or - for standard input.")]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication of all sources, YYYY-MM-DD.", show_default=False),
]
Source = Annotated[str | None, typer.Option(metavar="NAME", help="The publisher of all sources.")]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="Decode with this encoding instead of detecting it.")
]
TextColumn = Annotated[str | None, typer.Option(metavar="NAME", help="The column of a CSV that holds the text.")]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="How to write rows: a table on a terminal, jsonl in a pipe by default."),
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes that read.", show_default="the cores")
]
_MOST_JOBS = 8  # by default: each takes memory of its own
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=0, metavar="N", help="At most N rows.")]


def day(text: str | None, option: str) -> date | None:
    """The day of an option's value. Raises UsageError for what is no day."""
    from ..extractors.errors import UsageError

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text}: not a day; write it as 2024-09-24") from None


def read_options(
    published: str | None, source: str | None, encoding: str | None, text_column: str | None
) -> ReadOptions:
    """What the user says about the sources. Raises UsageError for a day or an encoding that there is not."""
    import codecs

    from ..extractors.errors import UsageError
    from ..extractors.reading.documents import ReadOptions

    if encoding is not None:
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise UsageError(f"--encoding {encoding}: no such encoding; try utf-8, gb18030, big5 or utf-16") from None
    return ReadOptions(day(published, "--published"), source, encoding, text_column)


def processes(jobs: int | None) -> int:
    """The number of processes to read with: as asked for, else the cores of the machine."""
    return jobs or min(os.cpu_count() or 1, _MOST_JOBS)
