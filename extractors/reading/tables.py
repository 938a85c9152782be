"""Tables in plain text: columns set apart by spaces, tabs, bars or slashes, and those that came out one cell a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

Rows = list[list[str]]
_NONE: tuple[Rows, int] = ([], 0)


class HasText(Protocol):
    """A line of a page."""

    text: str
    gap: int


_GAP = re.compile(r"\s*[|｜│┃]\s*|\t+\s*|\s{2,}|\u3000+\s*")
_RULE = re.compile(r"[\s|｜│┃+\-=─━┼┬┴├┤┌┐└┘:]+$")
_HEAD_RULE = re.compile(r"\s*\|(?:\s*:?-{3,}:?\s*\|)+\s*$")
_PROSE = re.compile(r"[。！？；]|[，,](?!\d{3})")
_NUMBER = re.compile(r"[+\-−－]?[\d０-９][\d０-９,，.．]*\s*[%％‰]?$|[…—–\-/]{1,2}$|\.{3}$")
_HEADER = re.compile(
    r"[(（]\s*[^()（）]{0,8}[%％‰家个個项項户戶人元吨噸亩畝米里辆輛台套件时時年月]\s*[)）]$|^(?:序号|序號|编号|编號|排名|名次)$"
)
# (项目/业主/地点/投资): the caption of records, and the number of a record
_CAPTION = re.compile(r"[(（【\[]?([^()（）【】\[\]]+)[)）】\]]?[:：]?$")
_SLASH = re.compile(r"\s*[/／]\s*")
_SERIAL = re.compile(r"\d{1,3}[.．、]\s*|[①-⑳]\s*|[●○◆◇▲△★☆▪•·]\s*")
_LONGEST_CELL = 40
_LONGEST_HEADER = 12
_MOST_COLUMNS = 12
_FEWEST_ROWS = 3


def tables_of(lines: Sequence[HasText]) -> dict[int, tuple[Rows, int]]:
    """The line at which each table begins, to its rows and the line after it."""
    found, at, header = {}, 0, -1
    while at < len(lines):
        rows, after = slashed_table(lines, at)
        if not rows:
            rows, after = aligned_table(lines, at)
        if not rows and after <= at:
            while header < at or (header < len(lines) and not _HEADER.search(lines[header].text)):
                header += 1
            if header < at + _MOST_COLUMNS:
                rows, after = stacked_table(lines, at)
        if rows:
            found[at] = rows, after
        at = max(after, at + 1)
    return found


def cells_of(line: str) -> list[str]:
    """The cells of a line whose columns are set apart.

    >>> cells_of("全市  9235.18  6.3")
    ['全市', '9235.18', '6.3']
    """
    return [cell for cell in _GAP.split(line.strip(" |｜│┃")) if cell]


def aligned_table(lines: Sequence[HasText], at: int) -> tuple[Rows, int]:
    """The table that begins at line `at`, and the line after it; no rows where none does.

    Without rows the line given is the first at which one may still begin. A table has two lines or more
    with the same number of short cells, most of them with a number among them or a rule of Markdown below the first.
    """
    first = _row(lines[at].text)
    if len(first) < 2:
        return _NONE
    rows, end = [first], at + 1
    while end < len(lines):
        if _RULE.match(lines[end].text):
            end += 1
            continue
        row = _barred(lines[end].text, len(first)) or _row(lines[end].text)
        if abs(len(row) - len(first)) > (1 if len(first) > 3 else 0) or len(row) < 2:
            break
        rows.append(row)
        end += 1
    numeric = sum(1 for row in rows if any(_NUMBER.match(cell) for cell in row))
    ruled = at + 1 < len(lines) and _HEAD_RULE.match(lines[at + 1].text) is not None
    if len(rows) < 2 or not (ruled or (numeric and numeric >= len(rows) // 2)):
        return [], end
    return rows, end


def slashed_table(lines: Sequence[HasText], at: int) -> tuple[Rows, int]:
    """The records from line `at`, a caption of three columns or more before them, and the line after; else no rows.

    The number or mark of a record is a cell of its own, under an empty one.
    """
    caption = _CAPTION.match(lines[at].text) if lines[at].text.count("/") + lines[at].text.count("／") > 1 else None
    head = _record(caption[1]) if caption else []
    if len(head) < 3 or any(_NUMBER.match(cell) or len(cell) > _LONGEST_HEADER for cell in head):
        return _NONE
    rows = [["", *head]]
    for line in lines[at + 1 :]:
        serial = _SERIAL.match(line.text)
        mark = serial[0] if serial else ""
        record = _record(line.text[len(mark) :])
        if len(record) != len(head):
            break
        rows.append([mark.strip(), *record])
    return (rows, at + len(rows)) if len(rows) >= _FEWEST_ROWS else _NONE


def _record(text: str) -> list[str]:
    """The cells of a line that slashes part, none empty; none for prose.

    >>> _record("甲厂扩建/某某机械/乙县/3.2亿元")
    ['甲厂扩建', '某某机械', '乙县', '3.2亿元']
    """
    cells = _SLASH.split(text.strip())
    fits = "://" not in text and not _PROSE.search(text) and all(0 < len(cell) <= _LONGEST_CELL for cell in cells)
    return cells if fits else []


def _barred(text: str, width: int) -> list[str]:
    """The cells of a line whose bars make as many as the header has, empty ones too; none where they do not.

    >>> _barred("| 合计 | | 45.3 |", 3)
    ['合计', '', '45.3']
    """
    line = text.strip()
    if not line.startswith("|"):
        return []
    cells = [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]
    fits = len(cells) == width and all(len(cell) <= _LONGEST_CELL and not _PROSE.search(cell) for cell in cells)
    return cells if fits and any(cells) else []


def _row(text: str) -> list[str]:
    if _PROSE.search(text):  # most lines: not worth parting
        return []
    cells = cells_of(text)
    return [] if len(cells) < 2 or any(len(cell) > _LONGEST_CELL for cell in cells) else cells


def stacked_table(lines: Sequence[HasText], at: int) -> tuple[Rows, int]:
    """The table that stands one cell a line from line `at`, and the line after it; no rows where none does.

    A run of short lines opens with a header (units in brackets, or 序号); its width is the number of columns for
    which each column below is either of numbers or of words.
    """
    head: list[str] = []
    for line in lines[at : at + _MOST_COLUMNS]:
        if not _is_cell(line.text) or _NUMBER.match(line.text):
            break
        head.append(line.text)
    if not any(_HEADER.search(cell) for cell in head):
        return _NONE
    sample = _run(lines, at, 3 * _MOST_COLUMNS)
    first_number = next((i for i, cell in enumerate(sample) if _NUMBER.match(cell)), len(sample))
    headed = [i for i, cell in enumerate(sample[: min(first_number, _MOST_COLUMNS)]) if _HEADER.search(cell)]
    if not headed:
        return _NONE
    for width in range(max(2, headed[-1] + 1), min(first_number, _MOST_COLUMNS) + 1):
        if _consistent_rows(sample, width) >= _FEWEST_ROWS:
            run = _run(lines, at, len(lines))
            depth = _consistent_rows(run, width)
            return [run[i * width : (i + 1) * width] for i in range(depth)], at + depth * width
    return _NONE


def _run(lines: Sequence[HasText], at: int, most: int) -> list[str]:
    """The cells that follow each other from line `at`, evenly spaced, `most` at most."""
    run: list[str] = []
    for line in lines[at : at + most]:
        if not _is_cell(line.text) or (run and line.gap != lines[at + 1].gap):
            break
        run.append(line.text)
    return run


def _is_cell(text: str) -> bool:
    return len(text) <= _LONGEST_CELL and not _PROSE.search(text)


def _consistent_rows(run: Sequence[str], width: int) -> int:
    """How many rows of `width` cells the run makes, the header counted, each column of one type."""
    types = [_NUMBER.match(cell) is not None for cell in run[width : 2 * width]]
    if len(types) < width or not any(types) or all(types):
        return 0
    depth = 1
    while (depth + 1) * width <= len(run):
        row = run[depth * width : (depth + 1) * width]
        if [_NUMBER.match(cell) is not None for cell in row] != types:
            break
        depth += 1
    return depth
