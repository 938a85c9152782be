"""Figures drawn on the terminal: a bar for each, or, where a series has several times, its line in time.

Columns are counted as the terminal shows them: a Chinese character takes two.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from ..extractors.wording import period, quantity
from .text import plain

_WHOSE = ("district", "cluster", "firm", "subject")
_EIGHTHS = " ▏▎▍▌▋▊▉"
_LONGEST_LABEL = 36


def plot(rows: Iterable[dict[str, Any]]) -> None:
    """Draw figures, a picture for each unit and kind: unlike values never share a scale."""
    from ..extractors.errors import UsageError

    found = list(rows)
    if found and not {"value", "unit", "kind", "metric"} <= found[0].keys():
        raise UsageError("--plot draws whole rows of figures; it goes without --columns, --group-by and --count")
    if not found:
        print("(nothing)", file=sys.stderr)
    pictures: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in found:
        pictures.setdefault((row["kind"], row["unit"]), []).append(row)
    blank = ""
    for alike in pictures.values():
        for title, series in _series(alike):
            print(f"{blank}{plain(title)}")
            _bars(series)
            blank = "\n"


def _series(alike: list[dict[str, Any]]) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """Title and labelled rows of each picture: series that have several times each have one, the others share one."""
    series: dict[str, list[dict[str, Any]]] = {}
    for row in alike:
        series.setdefault(_name(row, (*_WHOSE, "metric")), []).append(row)
    lines, rest = [], []
    for name, rows in series.items():
        times = {period(row["period_start"], row["period_end"]) for row in rows} - {None}
        if len(times) > 1:
            rows.sort(key=lambda row: (row["period_start"] or "", row["period_end"] or ""))
            lines.append((name, [(period(row["period_start"], row["period_end"]) or "?", row) for row in rows]))
        else:
            rest += rows
    return lines + _together(rest)


def _together(rest: list[dict[str, Any]]) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """One picture of rows that are each alone; what they all share stands above it."""
    if not rest:
        return []
    parts = (*_WHOSE, "metric")
    shared = [part for part in parts if len({row[part] for row in rest}) == 1]
    own = [part for part in parts if part not in shared]
    labelled = []
    for row in rest:
        when = period(row["period_start"], row["period_end"])
        labelled.append((" ".join(filter(None, (_name(row, own), when))) or row["text"], row))
    unit = rest[0]["unit"] or "(no unit)"
    return [(" ".join(filter(None, (_name(rest[0], shared), f"[{unit}, {rest[0]['kind']}]"))), labelled)]


def _name(row: dict[str, Any], parts: Sequence[str]) -> str:
    return " ".join(str(row[part]) for part in parts if row[part])


def _bars(series: list[tuple[str, dict[str, Any]]]) -> None:
    """A line for each row: its label, its bar, its value. A fall goes in another shade; a plan is hollow."""
    from rich.cells import cell_len, set_cell_size

    labels = [plain(label) for label, _ in series]
    values = [_value(row) for _, row in series]
    left = min(_LONGEST_LABEL, max(map(cell_len, labels)))
    room = shutil.get_terminal_size((80, 24)).columns - left - max(map(cell_len, values)) - 3
    most = max(abs(row["value"]) for _, row in series) or 1
    for label, value, (_, row) in zip(labels, values, series, strict=True):
        bar = _bar(abs(row["value"]) / most * max(room, 8), falls=row["value"] < 0, planned=bool(row.get("target")))
        print(f"{set_cell_size(label, left)} {bar} {value}")


def _value(row: dict[str, Any]) -> str:
    return plain(quantity(row["value"], None, row["unit"], row["bound"]))


def _bar(length: float, falls: bool, planned: bool) -> str:
    """A bar to an eighth of a character.

    >>> _bar(2.5, False, False), _bar(2.5, True, False), _bar(2.5, False, True)
    ('██▌', '▒▒▒', '░░░')
    """
    if falls or planned:
        return ("▒" if falls else "░") * max(1, int(length + 0.5))
    whole, part = divmod(round(length * 8), 8)
    return "█" * whole + (_EIGHTHS[part] if part else "") or _EIGHTHS[1]
