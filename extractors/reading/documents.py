"""Sources to documents: files, folders, globs and standard input, each read into the records of its articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from ..errors import InputError
from ..view import ArticleText


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about the sources; None means: find out."""

    published: date | None = None
    source: str | None = None
    encoding: str | None = None
    text_column: str | None = None


@dataclass(slots=True)
class RawDocument:
    """One document before extraction: where its bytes came from, and the articles laid out in it.

    `id` is the SHA-256 of the document's bytes in hex: of the file, or of the one line or row of a container
    (JSON Lines, CSV), whose `path` then ends in `#LINE`.
    """

    id: str
    path: str
    media_type: str
    encoding: str
    size: int
    articles: list[ArticleText]
    source: str | None = None
    url: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)


def read_documents(sources: Iterable[str], options: ReadOptions) -> Iterator[RawDocument | InputError]:
    """The documents of all sources in a stable order; what cannot be read comes as the error that says why."""
    yield from ()
