"""A shard read into records, one document after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import BinaryIO, NoReturn, cast

from ..extractors.errors import InputError
from ..extractors.reading import streams
from ..extractors.reading.documents import Piece, ReadOptions, pieces_of
from .manifest import Part, Shard
from .stores import opened


class ChangedError(InputError):
    """A file is not what it was when the run was planned: the shard cannot be read."""


def pieces(shard: Shard) -> Iterator[Piece | InputError]:
    """The documents of a shard in a stable order, to be laid out; a file that is no text comes as the error.

    Raises ChangedError for a file that has changed, or is gone, since the run was planned.
    """
    told = shard.options
    published = told.get("published")
    options = ReadOptions(
        date.fromisoformat(published) if published else None,
        told.get("source"),
        told.get("encoding"),
        told.get("text_column"),
    )
    for part in shard.parts:
        own = replace(options, encoding=part.encoding) if part.encoding else options
        with _planned(part) as stream:
            try:
                yield from pieces_of(cast("BinaryIO", stream), part.path, part.media_type, own, part.line)
            except ChangedError:
                raise
            except InputError as error:
                yield error
            stream.finish()


@contextmanager
def _planned(part: Part) -> Iterator[_Planned]:
    try:
        with opened(part.path) as stream:
            stream.seek(part.start)
            yield _Planned(part, stream)
    except ChangedError:
        raise
    except (InputError, OSError) as error:
        raise ChangedError(f"{part.path}: planned, but cannot be read now ({error})") from error


class _Planned:
    """The bytes of a part as a stream, which raises ChangedError at their end if they are not those planned.

    What was read before that is not lost sight of: the evidence of a shard appears when all of it was read.
    """

    def __init__(self, part: Part, stream: BinaryIO) -> None:
        self._part, self._stream = part, stream
        self._left = part.end - part.start
        self._hash = hashlib.sha256()

    def read(self, size: int) -> bytes:
        """The next bytes, `size` of them where there are so many."""
        data = self._stream.read(min(size, self._left))
        self._hash.update(data)
        self._left -= len(data)
        if self._left and not data:
            self._changed()
        if data and not self._left:
            self._check()
        return data

    def finish(self) -> None:
        """Look at what was not read, too."""
        while self.read(streams.BLOCK):
            pass

    def _check(self) -> None:
        is_whole = self._part.line == 1 and self._part.encoding is None
        if self._hash.hexdigest() != self._part.sha256 or (is_whole and self._stream.read(1)):
            self._changed()

    def _changed(self) -> NoReturn:
        raise ChangedError(f"{self._part.path}: has changed since the run was planned; plan it again")
