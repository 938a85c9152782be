"""The sources a user names, to files in a stable order: files, folders, globs and `-` for standard input."""

from __future__ import annotations

import glob
import heapq
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
"""The suffixes read, with the media type each stands for."""

OTHER_KIND = f"not one of {' '.join(MEDIA_TYPES)}"
"""Why a file of a folder is left out whose suffix is none of those."""

CONTAINERS = ("application/jsonl", "text/csv", "text/tab-separated-values")
"""The media types of files that hold many documents."""
_AT_ONCE = 100_000  # names of a folder that are put in order at once


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read; `path` is `-` for standard input."""

    path: str

    @property
    def name(self) -> str:
        """The path as it may be shown and stored: bytes that are no UTF-8 become U+FFFD."""
        return os.fsencode(self.path).decode("utf-8", "replace") if self.path != "-" else "-"

    @property
    def media_type(self) -> str | None:
        """The media type that the suffix stands for, None if it stands for none."""
        return MEDIA_TYPES.get(Path(self.path).suffix.lower())

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The bytes as a stream; raises InputError with the reason why there are none."""
        if self.path == "-":
            yield sys.stdin.buffer
            return
        try:
            if not stat.S_ISREG(Path(self.path).stat().st_mode):  # a pipe or a device might never end
                raise InputError(f"{self.name}: this is neither a file nor a folder")
            with Path(self.path).open("rb") as stream:
                yield stream
        except (OSError, ValueError) as error:
            raise InputError(f"{self.name}: {_reason(error)}") from error


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that is not read, and why."""

    name: str
    reason: str


def expand(sources: Iterable[str]) -> Iterator[SourceFile | Skipped | InputError]:
    """The files of all sources, each once, in the order of the sources and sorted inside each folder or glob.

    A file that a link in a folder leads to, and that lies in it too, is read under its own name. Only what lies
    outside the folders is remembered, for these may hold millions of files.
    """
    walked: list[str] = []
    elsewhere: set[str] = set()
    for source in sources:
        root = os.path.realpath(source) if _is_folder(source) else None
        for found in _files(source):
            if isinstance(found, SourceFile) and found.path != "-":
                real = os.path.realpath(found.path)
                is_own = root is not None and real == str(Path(root, os.path.relpath(found.path, source)))
                folders = walked if root is None or is_own else [*walked, root]
                if real in elsewhere or any(_is_read_in(folder, real) for folder in folders):
                    continue
                if not is_own:
                    elsewhere.add(real)
            yield found
        if root is not None:
            walked.append(root)


def _is_read_in(folder: str, real: str) -> bool:
    """Whether reading a folder reads the file at a real path."""
    if not real.startswith(folder.rstrip(os.sep) + os.sep):
        return False
    is_hidden = any(part.startswith(".") for part in Path(real).relative_to(folder).parts)
    return not is_hidden and SourceFile(real).media_type is not None


def _files(source: str) -> Iterator[SourceFile | Skipped | InputError]:
    if source == "-":
        yield SourceFile("-")
    elif "\0" in source:
        yield InputError(f"{source!r}: a file name cannot hold a zero byte")
    elif _is_folder(source):
        yield from _folder(source, frozenset())
    elif os.path.lexists(source) or not glob.has_magic(source):
        yield SourceFile(source)
    else:
        matches = sorted(glob.glob(source, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
        if not matches:
            yield InputError(f"{SourceFile(source).name}: nothing matches this pattern")
        for match in matches:
            yield from _folder(match, frozenset()) if _is_folder(match) else [SourceFile(match)]


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _folder(folder: str, above: frozenset[str]) -> Iterator[SourceFile | Skipped | InputError]:
    """The files below a folder; `above` holds the real paths of the folders it lies in, so that a loop ends."""
    real = os.path.realpath(folder)
    if real in above:
        yield Skipped(SourceFile(folder).name, "a link back to a folder that it lies in")
        return
    try:
        for name in _names(folder):
            yield from _in_folder(str(Path(folder, name)), above | {real})
    except OSError as error:
        yield InputError(f"{SourceFile(folder).name}: {_reason(error)}")


def _in_folder(path: str, above: frozenset[str]) -> Iterator[SourceFile | Skipped | InputError]:
    file = SourceFile(path)
    if Path(path).name.startswith("."):
        yield Skipped(file.name, "hidden")
    elif _is_folder(path):
        yield from _folder(path, above)
    elif file.media_type is None:
        yield Skipped(file.name, OTHER_KIND)
    else:
        yield file


def _names(folder: str) -> Iterator[str]:
    """The names in a folder in their order; of a very large one the folder is looked through again and again."""
    last = ""
    while True:
        with os.scandir(folder) as entries:
            names = heapq.nsmallest(_AT_ONCE, (entry.name for entry in entries if entry.name > last))
        yield from names
        if len(names) < _AT_ONCE:
            return
        last = names[-1]


def _reason(error: Exception) -> str:
    """What the system says, in words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return str(getattr(error, "strerror", None) or error)
