"""Sources to documents: files, folders, globs and standard input, each read into the records of its articles."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import BinaryIO, NamedTuple

from ..errors import InputError
from ..limits import TooLongError, limited, located
from ..view import ArticleText
from . import dates, streams
from .articles import split
from .containers import Entry, read_json_lines, read_table
from .decode import Decoded, decode
from .layout import parts_of
from .parts import Part, clean
from .publication import set_published
from .sources import CONTAINERS, Skipped, SourceFile, expand

DATE_METADATA = (
    "pubdate",
    "article:published_time",
    "publishdate",
    "publish_date",
    "date",
    "datepublished",
    "dc.date",
    "dcterms.created",
    "og:release_date",
)
SOURCE_METADATA = ("contentsource", "og:site_name", "sitename", "source")
LAYOUT_SECONDS = 120.0
"""Time that laying out one document may take."""
URL_METADATA = ("og:url", "url")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|\?xml|meta|div|p|article|table|h1)\b", re.IGNORECASE)
_WHOLE_JSON = re.compile(
    r"\ufeff?\s*(?:\[\s*\{\s*\"|\{\s*\n\s*\"[^\"\n]{1,60}\"\s*:)"
)  # an array, or an object over many lines
_MARKDOWN = re.compile(r"(?m)^#{1,6} \S|^</?[a-z]+>|\[[^\]\n]{1,80}\]\(https?://")


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


def read_documents(
    sources: Iterable[str], options: ReadOptions, skipped: Callable[[str, str], None] | None = None
) -> Iterator[RawDocument | InputError]:
    """The documents of all sources in a stable order; what cannot be read comes as the error that says why.

    `skipped` is told the name of each file in a folder that is not meant to be read, and the reason.
    """
    for source in expand(sources):
        if isinstance(source, Skipped) and skipped is not None:
            skipped(source.name, source.reason)
        if isinstance(source, InputError):
            yield source
        elif isinstance(source, SourceFile):
            try:
                with source.opened() as stream:
                    for piece in pieces_of(stream, source.name, source.media_type, options):
                        yield _laid_out(piece)
            except InputError as error:
                yield error


def _laid_out(piece: Piece) -> RawDocument | InputError:
    """A document laid out, within a time limit; what goes wrong costs that document alone."""
    try:
        with limited(LAYOUT_SECONDS):
            return piece.lay_out()
    except InputError as error:
        return error
    except TooLongError:
        return InputError(f"{piece.path}: given up, laying it out takes too long; please report the file")
    except Exception as error:  # a fault of ours, or of a parser, over one file
        return InputError(f"{piece.path}: it could not be laid out ({located(error)}); please report the file")


class Piece(NamedTuple):
    """A document that is yet to be laid out: its path, and what lays it out."""

    path: str
    lay_out: Callable[[], RawDocument | InputError]


def pieces_of(
    stream: BinaryIO, name: str, media_type: str | None, options: ReadOptions, first_line: int = 1
) -> Iterator[Piece]:
    """The documents of one file: itself, or those it contains, as they are read from its stream.

    `first_line` is the number of the first line where the stream is a later part of JSON Lines. Raises InputError for
    bytes that are no text; laying out a file without a text raises it, too.
    """
    begun = b""
    if media_type is None or media_type in CONTAINERS:
        begun = streams.beginning(stream, name)
        encoding = streams.encoding_of(begun, name, options.encoding)
        start = begun.decode(encoding, "replace")
        if first_line == 1 and media_type in (None, "application/jsonl") and _WHOLE_JSON.match(start):
            raise InputError(
                f"{name}: JSON, but not one article a line; `jq -c '.[]'` makes it so of a list, `jq -c .` of objects"
            )
        media_type = media_type or sniff(start)
    if media_type not in CONTAINERS:
        data = streams.whole(stream, name, begun)
        yield Piece(name, partial(_file, data, name, media_type, decode(data, name, options.encoding), options))
        return
    text = streams.text_of(begun, stream, encoding, name)
    del begun
    for entry in _entries(text, name, media_type, options.text_column, first_line):
        if isinstance(entry, InputError):
            yield Piece(name, partial(_same, entry))
        else:
            yield Piece(f"{name}#{entry.line}", partial(_contained, entry, name, media_type, encoding, options))


def _same(error: InputError) -> InputError:
    return error


def _file(data: bytes, name: str, media_type: str, decoded: Decoded, options: ReadOptions) -> RawDocument:
    """A document that is a file of its own."""
    text = clean(decoded.text)
    parts, head = _parts(text, media_type)
    articles = split(parts, None)
    if not articles:
        raise InputError(f"{name}: there is no text in it")
    stated = options.published or _first_date(head, DATE_METADATA)
    set_published(articles, stated, name)
    if media_type == "text/html" and len(articles) == 1 and articles[0].title is None and head.get("title"):
        articles[0].title = head["title"]
    digest = hashlib.sha256(data).hexdigest()
    origin = options.source or next((head[name] for name in SOURCE_METADATA if head.get(name)), None)
    url = next((head[name] for name in URL_METADATA if head.get(name)), None)
    return RawDocument(digest, name, media_type, decoded.encoding, len(data), articles, origin, url)


def _entries(
    text: Iterator[str], name: str, media_type: str, text_column: str | None, first_line: int
) -> Iterator[Entry | InputError]:
    if media_type == "application/jsonl":
        return read_json_lines(streams.lines_of(text, name, first_line), name, text_column, first_line)
    delimiter = "\t" if media_type == "text/tab-separated-values" else ","
    return read_table(streams.lines_of(text, name, breaks="\r\n"), name, delimiter, text_column)


def _contained(
    entry: Entry, name: str, media_type: str, encoding: str, options: ReadOptions
) -> RawDocument | InputError:
    """A document of a container, read as the markup that its text looks like."""
    path = f"{name}#{entry.line}"
    parts, _ = _parts(entry.text, sniff(entry.text))
    articles = split(parts, entry.title)
    if not articles:
        return InputError(f"{name}:{entry.line}: there is no text in it")
    published = options.published or (dates.first_date(entry.published) if entry.published else None)
    set_published(articles, published, entry.url or "")
    digest = hashlib.sha256(entry.raw).hexdigest()
    return RawDocument(
        digest, path, media_type, encoding, len(entry.raw), articles,
        options.source or entry.source, entry.url, entry.metadata,
    )  # fmt: skip


def sniff(text: str) -> str:
    """The media type of a text without a suffix that says it.

    >>> sniff("<!DOCTYPE html><p>甲</p>"), sniff("# 标题"), sniff("正文")
    ('text/html', 'text/markdown', 'text/plain')
    """
    start = text[:2000].lstrip("\ufeff \t\r\n")
    if _HTML.match(start):
        return "text/html"
    if start.startswith("{") and _is_json_object(start.partition("\n")[0], len(text) > 2000):
        return "application/jsonl"
    return "text/markdown" if _MARKDOWN.search(start) else "text/plain"


def _is_json_object(line: str, cut: bool) -> bool:
    return bool(re.match(r'\{\s*"[^"]{1,60}"\s*:', line)) and (cut or line.rstrip().endswith("}"))


def _parts(text: str, media_type: str) -> tuple[list[Part], dict[str, str]]:
    """The parts of a page and what its head says; markup is only loaded where there is some."""
    if media_type == "text/html":
        from .markup import html_parts

        return html_parts(text)
    if media_type == "text/markdown":
        from .markup import markdown_parts

        return markdown_parts(text), {}
    return parts_of(text), {}


def _first_date(head: dict[str, str], names: Iterable[str]) -> date | None:
    return next((found for name in names if name in head and (found := dates.first_date(head[name]))), None)
