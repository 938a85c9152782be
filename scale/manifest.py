"""The plan of a large run: fixed shards of sources, one a line, so that a resume never depends on an engine's blocks.

A manifest is JSON Lines. Its first line says what was planned: {"manifest": 1, "shards": N, "bytes": B, "options":
{…}}. Every other line is a shard: {"shard": I, "bytes": B, "parts": [{"path", "media_type", "start", "end", "line",
"encoding", "sha256"}]}. A part is a whole file, or the lines of a large file of JSON Lines that `start` to `end`
(bytes, end exclusive) holds; `line` is the number of the first of them. Small files share a shard.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from ..extractors.errors import InputError
from ..extractors.reading.documents import ReadOptions
from ..extractors.reading.sources import Skipped
from .stores import Found, find, opened

VERSION = 1
_CHUNK = 1 << 20
_LINES = "application/jsonl"


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes `start` to `end` of a file and what they must hash to."""

    path: str
    media_type: str | None
    start: int
    end: int
    line: int
    encoding: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Shard:
    """What one task reads, and what it is to know of the sources (as `--published` and the like say)."""

    number: int
    parts: tuple[Part, ...]
    options: dict[str, str | None] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(part.end - part.start for part in self.parts)

    @property
    def digest(self) -> str:
        """SHA-256, in hex, over the parts and options: equal for equal input."""
        return hashlib.sha256(json.dumps([asdict(part) for part in self.parts] + [self.options]).encode()).hexdigest()


def plan(
    sources: list[str], shard_bytes: int, options: dict[str, str | None], told: Callable[[str, str | None], None]
) -> Iterator[Shard]:
    """The shards of all sources, each of about `shard_bytes` (a file larger than that has shards of its own).

    `told` is told the error (and None) of each source that cannot be read, and the name and reason of each file that
    is not meant to be.
    """
    held: list[Part] = []
    size = number = 0
    for found in find(sources):
        if isinstance(found, InputError):
            told(str(found), None)
            continue
        if isinstance(found, Skipped):
            told(found.name, found.reason)
            continue
        try:
            for part in _parts(found, shard_bytes):
                if held and size + part.end - part.start > shard_bytes:
                    yield Shard(number, tuple(held), options)
                    held, size, number = [], 0, number + 1
                held.append(part)
                size += part.end - part.start
        except InputError as error:
            told(str(error), None)
    if held:
        yield Shard(number, tuple(held), options)


def _parts(found: Found, limit: int) -> list[Part]:
    """A file as its parts: one, or for large JSON Lines in UTF-8 several that end at line ends."""
    whole, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    splittable = found.media_type == _LINES and found.size > limit
    cutter = _Cutter(found, limit)
    try:
        with opened(found.name) as stream:
            while chunk := stream.read(_CHUNK):
                whole.update(chunk)
                if splittable:
                    try:
                        decoder.decode(chunk)
                    except UnicodeDecodeError:
                        splittable = False
                    cutter.feed(chunk)
            size = stream.tell()
    except OSError as error:
        raise InputError(f"{found.name}: {error.strerror or error}") from error
    if splittable:
        return cutter.parts()
    return [Part(found.name, found.media_type, 0, size, 1, None, whole.hexdigest())]


class _Cutter:
    """Cuts a stream of lines into parts of at most `limit` bytes, or of one line where that is longer."""

    def __init__(self, found: Found, limit: int) -> None:
        self._found, self._limit = found, limit
        self._done: list[Part] = []
        self._start = self._end = 0
        self._line = self._next_line = 1
        self._hash = hashlib.sha256()
        self._rest: list[bytes] = []
        self._marked: bool | None = None

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        if self._marked is None:
            self._marked = chunk.startswith(codecs.BOM_UTF8)
        for piece in BytesIO(chunk).readlines():  # at \n alone, as lines of JSON are parted
            self._rest.append(piece)
            if piece.endswith(b"\n"):
                self._take(b"".join(self._rest))
                self._rest = []

    def _take(self, line: bytes) -> None:
        if self._end > self._start and self._end - self._start + len(line) > self._limit:
            self._close()
        self._hash.update(line)
        self._end += len(line)
        self._next_line += 1

    def _close(self) -> None:
        encoding = "utf-8-sig" if self._marked else "utf-8"
        self._done.append(
            Part(self._found.name, _LINES, self._start, self._end, self._line, encoding, self._hash.hexdigest())
        )
        self._start, self._line, self._hash = self._end, self._next_line, hashlib.sha256()

    def parts(self) -> list[Part]:
        """The parts of all that was fed."""
        if self._rest:
            self._take(b"".join(self._rest))
            self._rest = []
        if self._end > self._start:
            self._close()
        return self._done


def options_of(options: ReadOptions) -> dict[str, str | None]:
    """What the user said of the sources, for a manifest."""
    published = options.published.isoformat() if options.published else None
    return {
        "published": published,
        "source": options.source,
        "encoding": options.encoding,
        "text_column": options.text_column,
    }


def write(path: Path, shards: Iterable[Shard], options: dict[str, str | None]) -> tuple[int, int]:
    """Write a manifest whole or not at all; gives back how many shards and bytes there are."""
    planned = list(shards)
    size = sum(shard.size for shard in planned)
    head = {"manifest": VERSION, "shards": len(planned), "bytes": size, "options": options}
    lines = [json.dumps(head, ensure_ascii=False)]
    lines += [
        json.dumps(
            {"shard": s.number, "bytes": s.size, "parts": [asdict(part) for part in s.parts]}, ensure_ascii=False
        )
        for s in planned
    ]
    work = path.with_name(path.name + ".part")
    work.write_text("\n".join(lines) + "\n", encoding="utf-8")
    work.replace(path)
    return len(planned), size


def read(path: Path) -> list[Shard]:
    """The shards of a manifest. Raises InputError for what is none, is cut off, or is of another version."""
    try:
        head, *lines = path.read_text(encoding="utf-8").splitlines() or [""]
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {getattr(error, 'strerror', None) or 'this is not text'}") from error
    try:
        told: dict[str, Any] = json.loads(head)
        if told["manifest"] != VERSION:
            raise InputError(f"{path}: a manifest of version {told['manifest']}; this kbuild reads {VERSION}")
        shards = [_shard(json.loads(line), told["options"]) for line in lines]
        if len(shards) != told["shards"]:
            raise InputError(f"{path}: cut off: {len(shards)} of {told['shards']} shards are there")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: this is not a manifest of kbuild plan") from error
    return shards


def _shard(line: dict[str, Any], options: dict[str, str | None]) -> Shard:
    return Shard(line["shard"], tuple(Part(**part) for part in line["parts"]), options)
