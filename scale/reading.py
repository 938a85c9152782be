"""A shard read into records, one document after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..extractors.errors import InputError
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
        data = _bytes(part)
        own = replace(options, encoding=part.encoding) if part.encoding else options
        try:
            yield from pieces_of(data, part.path, part.media_type, own, part.line)
        except InputError as error:
            yield error


def _bytes(part: Part) -> bytes:
    """The bytes of a part, as they were planned."""
    try:
        with opened(part.path) as stream:
            stream.seek(part.start)
            data = stream.read(part.end - part.start)
            grown = part.line == 1 and part.encoding is None and bool(stream.read(1))
    except (InputError, OSError) as error:
        raise ChangedError(f"{part.path}: planned, but cannot be read now ({error})") from error
    if grown or hashlib.sha256(data).hexdigest() != part.sha256:
        raise ChangedError(f"{part.path}: has changed since the run was planned; plan it again")
    return data
