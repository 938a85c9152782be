"""A progress bar on stderr, with rate and time left; drawn by rich, and only on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol


class Bar(Protocol):
    """Something that is told how far the work has come."""

    def advance(self, size: int) -> None:
        """Note that a document of `size` bytes is done."""


class _Silent:
    def advance(self, size: int) -> None:
        """Say nothing."""


class _Drawn:
    def __init__(self, progress: object, task: object) -> None:
        self._progress, self._task, self._documents = progress, task, 0

    def advance(self, size: int) -> None:
        self._documents += 1
        self._progress.update(self._task, advance=size, documents=self._documents)  # type: ignore[attr-defined]


def size_of(sources: list[str]) -> int | None:
    """The bytes of all files that the sources name; None where that cannot be known (standard input, globs)."""
    total = 0
    for source in sources:
        if not Path(source).exists():
            return None
        total += _size(source)
    return total


def _size(path: str) -> int:
    try:
        if not Path(path).is_dir():
            return Path(path).stat().st_size
        with os.scandir(path) as entries:  # one by one: there may be millions
            return sum(
                _size(entry.path) if entry.is_dir(follow_symlinks=False) else entry.stat().st_size
                for entry in entries
                if not entry.is_symlink()
            )
    except OSError:
        return 0


@contextmanager
def bar(sources: list[str], *, quiet: bool) -> Iterator[Bar]:
    """A bar over the bytes of `sources`; silent when asked to be, or when stderr is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        TextColumn("{task.fields[documents]} documents"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield _Drawn(progress, progress.add_task("reading", total=size_of(sources), documents=0))
