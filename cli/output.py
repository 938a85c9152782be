"""What goes out on stdout: rows in the format asked for, and text made harmless for a terminal.

Data is always UTF-8 with \\n, whatever the locale. A table leaves out columns that no row fills and shows values the
way people write them; the other formats have every column, in a stable order, and plain values.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TextIO

Row = Mapping[str, Any]

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~])")
_SCALES = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    md = "md"


def plain(text: str) -> str:
    """Text on one line without control characters: nothing in it can move the cursor or colour the screen.

    >>> plain("a\\x1b[31mb\\nc")
    'a\ufffd[31mb c'
    """
    return _CONTROL.sub(lambda match: " " if match[0] in "\t\n\r\u2028\u2029" else "\ufffd", text)


def markdown(text: str) -> str:
    """Text that stays text in a page or a table of Markdown."""
    return _MARKDOWN.sub(r"\\\1", plain(text).replace("&", "&amp;"))


def people(value: float, unit: str | None = None) -> str:
    """A number the way people write it, with the Chinese scales.

    >>> people(176840000000.0, "元"), people(4000, "家"), people(-3.5, "%"), people(12500, "平方米")
    ('1768.4亿元', '4000家', '-3.5%', '1.25万平方米')
    >>> people(10061977123456.7, "元"), people(1234567, "人")
    ('10.062万亿元', '1234567人')
    """
    for size, scale in _SCALES:
        if abs(value) >= size:
            scaled = f"{value / size:.10g}"
            if len(scaled) <= 8:
                return f"{scaled}{scale}{unit or ''}"
    for size, scale in _SCALES:  # a sum: no text writes so many digits
        if abs(value) >= size and (abs(value) >= 1e12 or value != int(value)):
            return f"{value / size:.6g}{scale}{unit or ''}"
    return f"{value:.12g}{unit or ''}"


def period(first: str | None, last: str | None) -> str | None:
    """A stretch of days the short way, as `--period` takes it.

    >>> period("2024-01-01", "2024-12-31"), period("2024-01-01", "2024-08-31"), period("2024-06-30", "2024-06-30")
    ('2024', '2024-01..2024-08', '2024-06-30')
    >>> period("2024-07-01", "2024-09-30"), period("2024-01-01", "2024-06-30"), period("2021-01-01", "2025-12-31")
    ('2024Q3', '2024H1', '2021..2025')
    """
    if not first or not last or first == last:
        return first or last
    (year, month, day), (last_year, last_month, last_day) = first.split("-"), last.split("-")
    if day != "01" or int(last_day) != monthrange(int(last_year), int(last_month))[1]:
        return f"{first}..{last}"
    if month == "01" and last_month == "12":
        return year if year == last_year else f"{year}..{last_year}"
    if year == last_year and (part := _PARTS.get((month, last_month))):
        return f"{year}{part}"
    return first[:7] if first[:7] == last[:7] else f"{first[:7]}..{last[:7]}"


_PARTS = {
    ("01", "06"): "H1",
    ("07", "12"): "H2",
    ("01", "03"): "Q1",
    ("04", "06"): "Q2",
    ("07", "09"): "Q3",
    ("10", "12"): "Q4",
}


def to_json(value: Any) -> str:
    """JSON on one line, Chinese as it is, characters that a terminal obeys as escapes."""
    written = json.dumps(value, ensure_ascii=False, default=_text)
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


@dataclass(slots=True)
class Chosen:
    """What the options that all commands with rows share ask for (`options.with_output`)."""

    columns: tuple[str, ...] = ()
    bom: bool = False
    null: bool = False


chosen = Chosen()


def write(
    rows: Iterable[Row],
    columns: Sequence[str],
    fmt: Format | None = None,
    title: str | None = None,
    brief: Sequence[str] = (),
    amounts: Collection[str] = (),
) -> int:
    """Write rows to stdout and give back how many there were.

    Without a format: a table on a terminal, JSON Lines in a pipe. `title` stands above a table only, which has the
    `brief` columns where there are any, and shows `amounts` with their unit. Raises UsageError for a chosen column
    that there is not.
    """
    out = sys.stdout
    if chosen.columns:
        columns, brief = _chosen(columns), ()
    if fmt is None:
        fmt = Format.table if out.isatty() else Format.jsonl
    if fmt is Format.table and not chosen.null:
        return _write_table(out, list(rows), brief or columns, title, amounts)
    count = 0

    def counted() -> Iterable[Row]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    (_write_null if chosen.null else _WRITERS[fmt])(out, counted(), columns)
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
        if value := _text(row[columns[0]]).replace("\0", ""):
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
    writer.writerows([clean(_text(row[column])) for column in columns] for row in rows)


def _write_tsv(out: TextIO, rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Tab-separated values have no quoting (IANA): what would need it becomes a space."""
    out.write("\t".join(columns) + "\n")
    for row in rows:
        out.write("\t".join(plain(_text(row[column])) for column in columns) + "\n")


def _write_md(out: TextIO, rows: Iterable[Row], columns: Sequence[str]) -> None:
    out.write("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns) + "\n")
    for row in rows:
        cells = (markdown(_text(row[column])) for column in columns)
        out.write("| " + " | ".join(cells) + " |\n")


_WRITERS = {
    Format.json: _write_json,
    Format.jsonl: _write_jsonl,
    Format.csv: _write_csv,
    Format.tsv: _write_tsv,
    Format.md: _write_md,
}


def _text(value: Any) -> str:
    """A value as plain text: whole numbers without .0, nothing for null, true and false, a list with semicolons.

    Bytes, which only SQL of a user's own gives, in hexadecimal digits.
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.15g}"
        case bytes():
            return value.hex()
        case list():
            return ";".join(map(_text, value))
        case _:
            return str(value)


def _shown(row: Row, column: str, amounts: Collection[str]) -> str:
    """A value in a table: figures with their scale and bound, lists with commas."""
    value = row[column]
    if column == "value" and isinstance(value, int | float):
        return _quantity(row, value)
    if column in amounts and isinstance(value, int | float):
        return plain(people(value, row.get("unit")))
    if isinstance(value, list):
        return plain("、".join(map(str, value)))
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, str) and column in ("id", "article") and _ARTICLE_ID.fullmatch(value):
        return value[:8]
    return plain(_text(value))


_ARTICLE_ID = re.compile("[0-9a-f]{16}")  # its beginning names it too, for people
_WHOLE = ("code", "level", "kind", "period", "published", "article", "tier", "verdict")
"""Columns of short words: names and texts make room for them."""


def _quantity(row: Row, value: float) -> str:
    unit = row.get("unit") if isinstance(row.get("unit"), str) else None
    bound = row.get("bound") or "="
    high = row.get("value_high")
    shown = people(value, unit) if high is None else f"{people(value)}–{people(high, unit)}"
    return plain(shown if bound == "=" else f"{bound} {shown}")


_FOLDED_INTO_VALUE = ("unit", "bound", "value_high")


def _write_table(
    out: TextIO, rows: list[Row], columns: Sequence[str], title: str | None, amounts: Collection[str]
) -> int:
    """A table drawn by rich, as wide as the terminal; in a pipe as wide as it needs to be."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = [column for column in columns if any(row[column] not in (None, "", [], False) for row in rows)]
    amounts = [column for column in shown if column in amounts or column == "value"]
    if amounts and not chosen.columns:
        shown = [column for column in shown if column not in _FOLDED_INTO_VALUE]
    if "period_start" in shown and "period_end" in columns:
        rows = [{**row, "period": period(row["period_start"], row["period_end"])} for row in rows]
        shown = ["period" if column == "period_start" else column for column in shown if column != "period_end"]
    if not rows:
        print("(nothing)", file=sys.stderr)
        return 0
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", padding=(0, 1, 0, 0), pad_edge=False)
    for column in shown:
        numeric = column in amounts or all(isinstance(row[column], int | float | None) for row in rows)
        whole = numeric or column in _WHOLE
        table.add_column(column, justify="right" if numeric else "left", overflow="fold", no_wrap=whole)
    for row in rows:
        table.add_row(*(Text(_shown(row, column, amounts)) for column in shown))
    console(out).print(table)
    return len(rows)


def console(out: TextIO) -> Any:
    """A rich console on `out`: colour only on a terminal, NO_COLOR honoured, no wrapping in a pipe."""
    from rich.console import Console

    class Quiet(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to `app`: rich would end the process with 1."""
            raise BrokenPipeError

    width = None if out.isatty() else 10_000
    return Quiet(file=out, width=width, highlight=False, markup=False, emoji=False, soft_wrap=not out.isatty())
