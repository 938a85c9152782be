"""The sources a user names, to files in a stable order: files, folders, globs and `-` for standard input."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

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

CONTAINERS = ("application/jsonl", "text/csv", "text/tab-separated-values")
"""The media types of files that hold many documents."""
BLOCK = 8_000_000
"""Bytes of JSON Lines that are taken at once."""
LARGEST = 64_000_000
"""Bytes of the largest document: none that people write comes near, and memory is bounded."""


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

    def read(self) -> bytes:
        """The bytes; raises InputError with the reason why there are none."""
        if self.path == "-":
            return sys.stdin.buffer.read()
        try:
            if self._size() > LARGEST and self.media_type not in CONTAINERS:
                raise InputError(
                    f"{self.name}: {self._size() / 1e6:.0f} MB in one document; cut it up, or give one article a line "
                    "(JSON Lines)"
                )
            return Path(self.path).read_bytes()
        except (OSError, ValueError) as error:
            raise InputError(f"{self.name}: {_reason(error)}") from error

    def blocks(self) -> Iterator[tuple[int, bytes]]:
        """The bytes of a file of lines, cut behind lines every few megabytes, with the number of each first line.

        Raises InputError as `read`, and for a line that is larger than any document may be.
        """
        number, rest = 1, b""
        try:
            self._size()
            with Path(self.path).open("rb") as file:
                while more := file.read(BLOCK):
                    whole, end, rest = (rest + more).rpartition(b"\n")
                    if end:
                        yield number, whole + end
                        number += whole.count(b"\n") + 1
                    if len(rest) > LARGEST:
                        raise InputError(f"{self.name}:{number}: this line is longer than {LARGEST / 1e6:.0f} MB")
        except (OSError, ValueError) as error:
            raise InputError(f"{self.name}: {_reason(error)}") from error
        if rest:
            yield number, rest

    @property
    def is_long(self) -> bool:
        """Whether this is a file of lines that is better read in blocks."""
        try:
            return self.path != "-" and self.media_type == "application/jsonl" and self._size() > BLOCK
        except (OSError, ValueError, InputError):
            return False

    def _size(self) -> int:
        """The bytes of a regular file; a pipe or a device, which might never end, is none."""
        found = Path(self.path).stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError(f"{self.name}: this is neither a file nor a folder")
        return found.st_size


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a folder that is not read, and why."""

    name: str
    reason: str


def expand(sources: Iterable[str]) -> Iterator[SourceFile | Skipped | InputError]:
    """The files of all sources, each once, in the order of the sources and sorted inside each folder or glob."""
    seen: set[str] = set()
    for source in sources:
        for found in _files(source):
            if isinstance(found, SourceFile) and found.path != "-":
                real = os.path.realpath(found.path)
                if real in seen:
                    continue
                seen.add(real)
            yield found


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
        names = sorted(entry.name for entry in Path(folder).iterdir())
    except OSError as error:
        yield InputError(f"{SourceFile(folder).name}: {_reason(error)}")
        return
    for name in names:
        file = SourceFile(str(Path(folder, name)))
        if name.startswith("."):
            yield Skipped(file.name, "hidden")
        elif _is_folder(file.path):
            yield from _folder(file.path, above | {real})
        elif file.media_type is None:
            yield Skipped(file.name, f"not one of {' '.join(MEDIA_TYPES)}")
        else:
            yield file


def _reason(error: Exception) -> str:
    """What the system says, in words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return str(getattr(error, "strerror", None) or error)
