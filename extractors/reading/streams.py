"""Files of documents as text, a block at a time: memory holds a block or a line of them, never the file."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO

from ..errors import InputError, UndecodableError
from .decode import decode, named

BLOCK = 2_000_000
"""Bytes that are taken at once."""
LARGEST = 16_000_000
"""Bytes of the largest document: none that people write comes near, and memory is bounded."""
TOO_LONG = f"longer than {LARGEST // 1_000_000} MB"
UNDECODABLE = "\udcff"
"""What stands in a line for bytes that are not in the encoding of the file."""


def _mark(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return UNDECODABLE, error.end
    raise error


codecs.register_error("kbuild.mark", _mark)


def whole(stream: BinaryIO, name: str, begun: bytes = b"") -> bytes:
    """What was read already and all that follows, as one document. Raises InputError where that is too large."""
    data = begun + stream.read(LARGEST + 1 - len(begun))
    if len(data) > LARGEST:
        raise InputError(
            f"{name}: {TOO_LONG} in one document; cut it up, or give one article a line (JSON Lines, with that suffix)"
        )
    return data


def beginning(stream: BinaryIO, name: str) -> bytes:
    """The first lines of a stream, about a block of them, and where the last one was cut what there is of it."""
    found = b""
    while more := stream.read(BLOCK):
        found += more
        if b"\n" in more and not found.isspace():
            break
        if len(found) > LARGEST:
            raise InputError(f"{name}: its first line is {TOO_LONG}; give one article a line")
    return found


def encoding_of(begun: bytes, name: str, told: str | None) -> str:
    """The encoding of a file of documents that begins so. Raises InputError as `decode` does.

    Where most of its lines are in the encoding told, or in UTF-8, so is the file: one that is not is its own error.
    """
    sample = begun[: begun.rfind(b"\n") + 1 or None] if len(begun) >= BLOCK else begun
    if b"\0" in sample:
        sample = sample[: len(sample) // 4 * 4]  # lines of UTF-16 and UTF-32 do not end at a byte
    try:
        return decode(sample, name, told).encoding
    except UndecodableError:
        likely = named(told or "utf-8", name)
        if _is_mostly(sample, likely):
            return likely
        raise


def _is_mostly(sample: bytes, encoding: str) -> bool:
    """Whether more lines beyond ASCII are in an encoding than are not."""
    good = bad = 0
    for line in sample.split(b"\n"):
        if not line.isascii():
            try:
                line.decode(encoding)
                good += 1
            except UnicodeError:
                bad += 1
    return good > bad


def text_of(begun: bytes, stream: BinaryIO, encoding: str, name: str) -> Iterator[str]:
    """All of a stream, decoded as it comes; bytes that are not in the encoding come as UNDECODABLE."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)("kbuild.mark")
        for block in chain([begun], iter(partial(stream.read, BLOCK), b"")):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)
    except (UnicodeError, LookupError) as error:
        raise UndecodableError(f"{name}: it cannot be read as {encoding}; choose another with --encoding") from error


def lines_of(blocks: Iterable[str], name: str, first: int = 1, breaks: str = "\n") -> Iterator[str | InputError]:
    """The lines of a text with their ends; one that no document may be as long as comes as the error that says so.

    They end at the characters of `breaks`: JSON Lines at a newline alone, rows of a table at carriage returns too.
    """
    number, rest, is_lost = first, "", False
    for block in blocks:
        rest += block
        end = max(rest.rfind(one, 0, None if one == "\n" else -1) for one in breaks) + 1
        for line in io.StringIO(rest[:end], newline="\n" if breaks == "\n" else ""):
            number += 1
            if not is_lost:
                yield line
            is_lost = False
        rest = rest[end:]
        if is_lost or len(rest) > LARGEST:
            if not is_lost:
                yield InputError(f"{name}:{number}: this line is {TOO_LONG}")
            rest, is_lost = "", True
    if rest and not is_lost:
        yield rest
