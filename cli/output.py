"""What goes out on stdout: rows in the format asked for.

Data is always UTF-8 with \\n, whatever the locale. A table leaves out columns that no row fills and shows values the
way people write them; the other formats have every column, in a stable order, and plain values.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TextIO

from .text import as_text, markdown, plain, to_json

Row = Mapping[str, Any]


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    md = "md"


@dataclass(slots=True)
class Chosen:
    """What the options that all commands with rows share ask for (`options.with_output`)."""

    columns: tuple[str, ...] = ()
    bom: bool = False
    null: bool = False


chosen = Chosen()


def suited(fmt: Format | None) -> Format:
    """The format asked for; without one a table on a terminal, JSON Lines in a pipe."""
    return fmt or (Format.table if sys.stdout.isatty() else Format.jsonl)


def write(
    rows: Iterable[Row],
    columns: Sequence[str],
    fmt: Format | None = None,
    title: str | None = None,
    brief: Sequence[str] = (),
    amounts: Collection[str] = (),
    nothing: str | None = None,
) -> int:
    """Write rows to stdout and give back how many there were.

    `title` stands above a table only, which has the `brief` columns where there are any, and shows `amounts` with
    their unit. Where there are no rows, `nothing` is said on stderr. Raises UsageError for a chosen column that there
    is not.
    """
    if chosen.columns:
        columns, brief = _chosen(columns), ()
    fmt = suited(fmt)
    if fmt is Format.table and not chosen.null:
        from .tables import write_table

        rows = list(rows)
        count = len(rows)
        write_table(sys.stdout, rows, brief or columns, title, amounts, folded=not chosen.columns)
        nothing = nothing or "(nothing)"
    else:
        count = _stream(rows, columns, _write_null if chosen.null else _WRITERS[fmt])
    if nothing and not count:
        print(plain(nothing), file=sys.stderr)
    return count


Writer = Callable[[TextIO, Iterable[Row], Sequence[str]], None]


def _stream(rows: Iterable[Row], columns: Sequence[str], writer: Writer) -> int:
    """Write rows as they come, and count them."""
    count = 0

    def counted() -> Iterator[Row]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    writer(sys.stdout, counted(), columns)
    return count


def _chosen(columns: Sequence[str]) -> Sequence[str]:
    for column in chosen.columns:
        if column not in columns:
            from ..extractors.errors import UsageError

            raise UsageError(f"--columns {column}: there is no such column; there are {', '.join(columns)}")
    return chosen.columns


def _write_null(out: TextIO, rows: Iterable[Row], columns: Sequence[str]) -> None:
    """The values of one column, each ended by NUL: what `xargs -0` takes; empty values are left out."""
    if len(columns) != 1:
        from ..extractors.errors import UsageError

        raise UsageError("--null writes one column; choose it with --columns")
    for row in rows:
        if value := as_text(row[columns[0]]).replace("\0", ""):
            out.write(value + "\0")


def _write_jsonl(out: TextIO, rows: Iterable[Row], columns: Sequence[str]) -> None:
    for row in rows:
        out.write(to_json({column: row[column] for column in columns}) + "\n")


def _write_json(out: TextIO, rows: Iterable[Row], columns: Sequence[str]) -> None:
    opening = "["
    for row in rows:
        out.write(opening + to_json({column: row[column] for column in columns}))
        opening = ",\n "
    out.write("[]\n" if opening == "[" else "]\n")


def _write_csv(out: TextIO, rows: Iterable[Row], columns: Sequence[str]) -> None:
    if chosen.bom:
        out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    clean = plain if out.isatty() else str
    writer.writerows([clean(as_text(row[column])) for column in columns] for row in rows)


def _write_tsv(out: TextIO, rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Tab-separated values have no quoting (IANA): what would need it becomes a space."""
    out.write("\t".join(columns) + "\n")
    for row in rows:
        out.write("\t".join(plain(as_text(row[column])) for column in columns) + "\n")


def _write_md(out: TextIO, rows: Iterable[Row], columns: Sequence[str]) -> None:
    out.write("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns) + "\n")
    for row in rows:
        cells = (markdown(as_text(row[column])) for column in columns)
        out.write("| " + " | ".join(cells) + " |\n")


_WRITERS = {
    Format.json: _write_json,
    Format.jsonl: _write_jsonl,
    Format.csv: _write_csv,
    Format.tsv: _write_tsv,
    Format.md: _write_md,
}
