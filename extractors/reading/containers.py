"""Files that hold documents: JSON Lines (one a line), CSV and TSV (one a row)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from ..errors import InputError
from ..lexicon import rows
from .parts import clean
from .streams import LARGEST, UNDECODABLE


@cache
def names_of(field_name: str) -> tuple[str, ...]:
    """The names that a column may have which holds the text, title, published, source or url."""
    return tuple(name for label, name in rows("columns.tsv") if label == field_name)


@dataclass(slots=True)
class Entry:
    """One document of a container; `line` counts from 1, `raw` are its bytes as UTF-8, from which its id comes."""

    line: int
    raw: bytes
    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)


def read_json_lines(
    lines: Iterable[str | InputError], name: str, text_column: str | None = None, first_line: int = 1
) -> Iterator[Entry | InputError]:
    """The documents of JSON Lines; a line that is not one comes as the error that says which."""
    for number, line in enumerate(lines, start=first_line):
        if isinstance(line, InputError):
            yield line
        elif UNDECODABLE in line:
            yield _undecodable(f"{name}:{number}")
        elif line.strip():
            yield _of_json(line.strip(), f"{name}:{number}", number, text_column)


def _of_json(line: str, where: str, number: int, text_column: str | None) -> Entry | InputError:
    try:
        fields = json.loads(line)
    except ValueError as error:
        return InputError(f"{where}: this line is not JSON ({getattr(error, 'msg', None) or error})")
    except RecursionError:
        return InputError(f"{where}: this line is nested too deep")
    if not isinstance(fields, dict):
        return InputError(f"{where}: this line is not a JSON object")
    values = {str(key): _as_text(value) for key, value in fields.items()}
    return _entry(number, line.encode("utf-8", "replace"), values, where, text_column)


def _undecodable(where: str) -> InputError:
    return InputError(f"{where}: not in the encoding of the other lines; --encoding names one")


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        return ""


def read_table(
    lines: Iterable[str | InputError], name: str, delimiter: str, text_column: str | None = None
) -> Iterator[Entry | InputError]:
    """The documents of a CSV or TSV file whose first row names the columns; none where there is no other row."""
    csv.field_size_limit(LARGEST)
    failed: list[InputError] = []
    reader = csv.reader(_without(lines, failed), delimiter=delimiter)
    header: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield InputError(f"{name}:{line}: this row cannot be read ({error})")
            continue
        yield from failed
        failed.clear()
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        raw = delimiter.join(row)
        if UNDECODABLE in raw:
            yield _undecodable(f"{name}:{line}")
        elif header is None:
            header = [cell.strip() for cell in row]
        elif _column(header, names_of("text"), text_column) is None:
            yield InputError(_no_text(name, header, text_column))
            return
        else:
            values = dict(zip(header, row, strict=False))
            yield _entry(line, raw.encode("utf-8", "replace"), values, f"{name}:{line}", text_column)


def _without(lines: Iterable[str | InputError], failed: list[InputError]) -> Iterator[str]:
    """The lines alone, a blank one in place of each error, which `failed` gets."""
    for line in lines:
        if isinstance(line, InputError):
            failed.append(line)
        yield line if isinstance(line, str) else "\n"


def _column(columns: Sequence[str], names: Sequence[str], chosen: str | None = None) -> str | None:
    """The column to take: the chosen one, else the first of the known names that is there."""
    if chosen is not None:
        return chosen if chosen in columns else None
    lowered = {column.strip().lower().replace(" ", "_"): column for column in reversed(columns)}
    return next((lowered[name] for name in names if name in lowered), None)


def _no_text(where: str, columns: Sequence[str], chosen: str | None) -> str:
    there = ", ".join(columns[:20])[:300]
    if chosen is not None:
        return f"{where}: there is no column {chosen!r} (there are: {there})"
    return f"{where}: no column is named like a text (there are: {there}); choose one with --text-column"


def _entry(line: int, raw: bytes, values: dict[str, str], where: str, text_column: str | None) -> Entry | InputError:
    columns = list(values)
    text = _column(columns, names_of("text"), text_column)
    if text is None:
        return InputError(_no_text(where, columns, text_column))
    if not values[text].strip():
        return InputError(f"{where}: the text is empty")
    taken = {text}
    known: dict[str, str | None] = {}
    for label in ("title", "published", "source", "url"):
        column = _column([c for c in columns if c not in taken], names_of(label))
        known[label] = clean(values[column]).strip() or None if column else None
        taken |= {column} if column else set()
    metadata = {clean(c): clean(v) for c, v in values.items() if c not in taken and v}
    return Entry(line, raw, clean(values[text]), metadata=metadata, **known)
