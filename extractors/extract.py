"""A document laid out, read into its record: what `kbuild extract` prints and `kbuild load` stores."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from .. import __version__
from .laid_out import as_text, bare
from .reading.documents import RawDocument
from .records import Article, Document
from .spacing import closed
from .view import ArticleText, Veto


@cache
def rules_version() -> str:
    """The version of the rules: kbuild's own and a hash over its rules and word lists, `0.1.0+1f2e3d4c5b6a`."""
    digest = hashlib.sha256()
    for folder in ("extractors", "data"):
        for name, file in _files(files("kbuild") / folder, folder):
            digest.update(f"{name}\0".encode())
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _files(folder: Traversable, path: str) -> Iterable[tuple[str, Traversable]]:
    """The rules and word lists below a folder, by path."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name not in ("__pycache__", "samples", "examples"):
            yield from _files(entry, f"{path}/{entry.name}")
        elif entry.name.endswith((".py", ".tsv")):
            yield f"{path}/{entry.name}", entry


def extract(raw: RawDocument) -> Document:
    """The record of a document: each of its articles read by the rules."""
    document = unread(raw)
    document.articles = [read_text(source) for source in raw.articles]
    document.rules = rules_version()
    return document


def unread(raw: RawDocument) -> Document:
    """The record of a document before the rules: its articles with text and layout, nothing read from them."""
    return Document(
        id=raw.id,
        path=raw.path,
        media_type=raw.media_type,
        encoding=raw.encoding,
        size=raw.size,
        source=raw.source,
        url=raw.url,
        metadata=raw.metadata,
        articles=[bare(source) for source in raw.articles],
    )


def read_text(source: ArticleText, vetoes: list[Veto] | None = None) -> Article:
    """The record of one article; what the rules looked at and did not read is added to `vetoes`."""
    from .pipeline import read_article  # all rules: what is stored already is recognized without them

    spaced = closed(source)
    if spaced is None:
        return read_article(source, vetoes)
    return spaced.open(read_article(spaced.text, vetoes), vetoes)


def raw_again(document: Document) -> RawDocument:
    """A document as it was laid out, from its record, to be read again."""
    return RawDocument(
        id=document.id,
        path=document.path,
        media_type=document.media_type,
        encoding=document.encoding,
        size=document.size,
        articles=[as_text(article) for article in document.articles],
        source=document.source,
        url=document.url,
        metadata=document.metadata,
    )
