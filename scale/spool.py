"""Lines of JSON between the steps of a large merge, each file there whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

from ..extractors.errors import WriteError
from .stores import file_system, opened, renames


@contextmanager
def whole(name: str) -> Iterator[Any]:
    """A stream to write, in the store that `name` is of; the file appears when the block ends without an error.

    Under a local path and HDFS a temporary file is renamed; an object store shows an object only when its upload is
    completed, so there the file is written under its own name.

    Raises WriteError where the store is out of reach or full.
    """
    system, path = file_system(name)
    folder, _, last = path.rpartition("/")
    work = f"{folder}/.{last}.{uuid4().hex}" if renames(name) else path
    try:
        system.create_dir(folder, recursive=True)
        try:
            with system.open_output_stream(work) as stream:
                yield stream
            if work != path:
                system.move(work, path)
        except BaseException:
            with suppress(OSError):  # nothing was written, or the store is gone: a leftover begins with a dot
                system.delete_file(work)
            raise
    except OSError as error:
        raise WriteError(f"{name}: {error.strerror or str(error).splitlines()[0]}") from error


def write(name: str, rows: Iterable[Any]) -> int:
    """Write a line for each row; gives back how many there are."""
    count = 0
    with whole(name) as stream:
        for row in rows:
            count += 1
            stream.write(json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
    return count


def read(name: str) -> Iterator[Any]:
    """The rows of a file."""
    with opened(name) as stream:
        yield from map(json.loads, iter(stream.read().splitlines()))


def exists(name: str) -> bool:
    """Whether there is such a file."""
    from pyarrow.fs import FileType

    system, path = file_system(name)
    found: bool = system.get_file_info([path])[0].type == FileType.File
    return found


def remove(folder: str) -> None:
    """Remove a folder and all in it."""
    system, path = file_system(folder)
    system.delete_dir(path)
