"""Options that several commands share, and where the database is."""

from __future__ import annotations

import os
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .output import Format, chosen

if TYPE_CHECKING:
    from ..extractors.reading.documents import ReadOptions


class Engine(StrEnum):
    """What does the work of a large run: this machine, or the cluster that Spark is told of."""

    local = "local"
    spark = "spark"


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
_MOST_JOBS = 8  # by default: each takes memory of its own
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", min=1, metavar="N", help="Processes that read.", show_default=f"the cores, at most {_MOST_JOBS}"
    ),
]
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


def standard_input() -> str:
    """All of standard input, which is UTF-8 whatever the locale. Raises InputError where it is not."""
    import sys

    from ..extractors.errors import InputError

    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"standard input: not UTF-8 (byte {error.start}); convert it first") from None


def processes(jobs: int | None) -> int:
    """The number of processes to read with: as asked for, else the cores of the machine."""
    return jobs or min(os.cpu_count() or 1, _MOST_JOBS)


def _set_columns(value: str | None) -> None:
    if value is not None:
        chosen.columns = tuple(part.strip() for part in value.split(",") if part.strip())


def _set_bom(value: bool) -> None:
    chosen.bom = chosen.bom or value


def _set_null(value: bool) -> None:
    chosen.null = chosen.null or value


_output = typer.Typer(rich_markup_mode=None, add_completion=False)


@_output.command()
def _shared(
    columns: Annotated[
        str | None,
        typer.Option("--columns", "-c", metavar="COLUMNS", help="Only these, in this order.", callback=_set_columns,
                     expose_value=False),
    ] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin a CSV so that Excel reads it.", callback=_set_bom, expose_value=False)
    ] = False,
    null: Annotated[
        bool,
        typer.Option("--null", "-0", help="Print the one column chosen, each value ended by NUL: for xargs -0.",
                     callback=_set_null, expose_value=False),
    ] = False,
) -> None:  # fmt: skip
    """The options that every command with rows has."""


def with_output(command: Any) -> None:
    """Give a command, and its subcommands, the options of output if they have --format."""
    for sub in getattr(command, "commands", {"": command}).values():
        if sub is not command and hasattr(sub, "commands"):
            with_output(sub)
        elif any(param.name == "fmt" for param in sub.params):
            taken = {flag for param in sub.params for flag in param.opts}
            sub.params += [
                param
                for param in typer.main.get_command(_output).params
                if param.name != "help" and not taken & set(param.opts)
            ]
