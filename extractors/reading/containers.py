"""Files that hold documents: JSON Lines (one a line), CSV and TSV (one a row)."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..errors import InputError
from .parts import clean

TEXT_NAMES = tuple(
    "text full_text fulltext content body article main_text maintext article_text 正文 内容 內容 全文 文章 文本 新闻内容 正文内容 原文".split()
)
TITLE_NAMES = tuple("title headline name 标题 標題 题目 題目 新闻标题 文章标题".split())
DATE_NAMES = tuple(
    "published publish_date published_at published_on pub_date pubdate publication_date publish_time date datetime time "
    "日期 发布日期 發布日期 发布时间 發布時間 时间 時間 发表日期 出版日期 刊发日期".split()
)
SOURCE_NAMES = tuple("source publisher media site 来源 來源 媒体 媒體 报纸 出处 發布單位 发布单位".split())
URL_NAMES = tuple("url source_url link href 网址 網址 链接 連結 原文链接 来源链接".split())


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


def read_json_lines(text: str, name: str, text_column: str | None = None) -> Iterator[Entry | InputError]:
    """The documents of JSON Lines; a line that is not one comes as the error that says which."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except ValueError as error:
            reason = getattr(error, "msg", None) or str(error)
            yield InputError(f"{name}:{number}: this line is not JSON ({reason})")
            continue
        except RecursionError:
            yield InputError(f"{name}:{number}: this line is nested too deep")
            continue
        if not isinstance(fields, dict):
            yield InputError(f"{name}:{number}: this line is not a JSON object")
            continue
        values = {str(key): _as_text(value) for key, value in fields.items()}
        yield _entry(number, line.strip().encode("utf-8", "replace"), values, f"{name}:{number}", text_column)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        return ""


def read_table(text: str, name: str, delimiter: str, text_column: str | None = None) -> Iterator[Entry | InputError]:
    """The documents of a CSV or TSV file whose first row names the columns."""
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield InputError(f"{name}:{line}: this row cannot be read ({error})")
            continue
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = [cell.strip() for cell in row]
            if _column(header, TEXT_NAMES, text_column) is None:
                yield InputError(_no_text(name, header, text_column))
                return
            continue
        raw = delimiter.join(row).encode("utf-8", "replace")
        yield _entry(line, raw, dict(zip(header, row, strict=False)), f"{name}:{line}", text_column)


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
    text = _column(columns, TEXT_NAMES, text_column)
    if text is None:
        return InputError(_no_text(where, columns, text_column))
    if not values[text].strip():
        return InputError(f"{where}: the text is empty")
    taken = {text}
    known: dict[str, str | None] = {}
    for label, names in (("title", TITLE_NAMES), ("published", DATE_NAMES), ("source", SOURCE_NAMES), ("url", URL_NAMES)):
        column = _column([c for c in columns if c not in taken], names)
        known[label] = clean(values[column]).strip() or None if column else None
        taken |= {column} if column else set()
    metadata = {clean(c): clean(v) for c, v in values.items() if c not in taken and v}
    return Entry(line, raw, clean(values[text]), metadata=metadata, **known)
