"""Where files are: local paths, and whatever pyarrow's file systems reach by URI (HDFS, S3, GCS, Azure)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from ..extractors.errors import InputError, StoreError
from ..extractors.reading.sources import MEDIA_TYPES, OTHER_KIND, Skipped, SourceFile, expand


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its name as documents will have it, its size in bytes, and its media type where known."""

    name: str
    size: int
    media_type: str | None


def is_remote(name: str) -> bool:
    """Whether a name is a URI and not a path."""
    return "://" in name


def renames(name: str) -> bool:
    """Whether a file of this store can be renamed; an object of an object store shows only when it is all there."""
    return not is_remote(name) or name.startswith(("file:", "hdfs:", "viewfs:"))


def file_system(uri: str) -> tuple[Any, str]:
    """The file system (of pyarrow) that a URI or path names, and the path in it.

    Raises StoreError where the store cannot be reached.
    """
    from pyarrow import ArrowInvalid
    from pyarrow.fs import FileSystem, LocalFileSystem

    if not is_remote(uri):
        return LocalFileSystem(), os.path.abspath(uri)  # noqa: PTH100 (no link is to be resolved)
    try:
        return cast("tuple[Any, str]", FileSystem.from_uri(uri))
    except (OSError, ArrowInvalid) as error:
        raise StoreError(f"{uri}: cannot be reached ({_first_line(error)})") from error


def find(sources: list[str]) -> Iterator[Found | Skipped | InputError]:
    """The files of all sources in a stable order: local ones as `ingest` finds them, those below a URI by name."""
    local = [source for source in sources if not is_remote(source)]
    for file in expand(local):
        if isinstance(file, SourceFile) and file.path == "-":
            yield InputError("-: standard input cannot be planned; save it as a file")
        elif isinstance(file, SourceFile):
            try:
                yield Found(file.name, os.stat(file.path).st_size, file.media_type)  # noqa: PTH116
            except OSError as error:
                yield InputError(f"{file.name}: {error.strerror}")
        else:
            yield file
    for source in sources:
        if is_remote(source):
            yield from _remote(source)


def _remote(uri: str) -> Iterator[Found | Skipped | InputError]:
    from pyarrow.fs import FileSelector, FileType

    system, path = file_system(uri)
    scheme = uri.removesuffix(path.lstrip("/")) if uri.endswith(path.lstrip("/")) else uri.partition("://")[0] + "://"
    try:
        (info,) = system.get_file_info([path])
        if info.type == FileType.NotFound:
            yield InputError(f"{uri}: there is no such file")
            return
        infos = [info] if info.type == FileType.File else system.get_file_info(FileSelector(path, recursive=True))
    except OSError as error:
        yield InputError(f"{uri}: cannot be reached ({_first_line(error)})")
        return
    for info in sorted((info for info in infos if info.type == FileType.File), key=lambda info: info.path):
        name = scheme + info.path.lstrip("/")
        media_type = MEDIA_TYPES.get(PurePosixPath(info.path).suffix.lower())
        if media_type is None and len(infos) > 1:
            yield Skipped(name, OTHER_KIND)
        else:
            yield Found(name, info.size, media_type)


def opened(name: str) -> BinaryIO:
    """The bytes of a file as a stream that can seek. Raises InputError with the reason why there are none."""
    try:
        if not is_remote(name):
            return open(name, "rb")  # noqa: PTH123
        system, path = file_system(name)
        return cast("BinaryIO", system.open_input_file(path))
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or _first_line(error)}") from error


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
