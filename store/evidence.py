"""Evidence: a document's record into rows and back, one transaction a document."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Literal

from ..extractors.errors import UnknownNameError
from ..extractors.fold import name_key
from ..extractors.records import Article, Document, fingerprint, record_hash
from . import search
from .database import transaction
from .identity import identify
from .knowledge import Change, admit, retract
from .readback import read_article
from .rows import TableRow, article_id, entity_rows, insert, reading_rows
from .validate import validate

Outcome = Literal["added", "replaced", "unchanged"]


def reading(document: Document) -> str:
    """A hash of a document before extraction: its articles' text and layout, and all but its path."""
    bare = [
        replace(a, districts=[], clusters=[], firms=[], mentions=[], links=[], figures=[], claims=[], unclaimed=[])
        for a in document.articles
    ]
    return fingerprint(replace(document, path="", rules="", articles=bare))


def is_read(db: sqlite3.Connection, document: Document) -> bool:
    """Whether `document`, laid out but not read by the rules yet, is stored already under its path, as it is."""
    row = db.execute(
        "SELECT d.path, d.reading FROM documents AS d JOIN document_paths AS p ON p.document_id = d.id "
        "WHERE d.id = ? AND p.path = ?",
        (document.id, document.path),
    ).fetchone()
    return row is not None and (row[1] == reading(document) or row[0] != document.path)


def store(db: sqlite3.Connection, document: Document) -> Outcome:
    """Store the record of a document in one transaction: all of it or nothing.

    The same record again changes nothing. Another document under the same path replaces the one before, unless the
    path is standard input. Raises ValueError for a record that contradicts itself.
    """
    validate(document)
    try:
        with transaction(db):
            return _store(db, document)
    except sqlite3.IntegrityError as error:
        raise ValueError(str(error)) from error


def store_all(db: sqlite3.Connection, documents: Sequence[Document]) -> list[Outcome | ValueError]:
    """Store several records in one transaction: what came of each, or why it was not stored.

    The content is as if they had been stored one by one; a commit and the derivation of what they share are paid once.
    Where a record is wrong, each is stored alone.
    """
    try:
        for document in documents:
            validate(document)
        with transaction(db):
            return _store_together(db, documents)
    except (ValueError, sqlite3.IntegrityError):
        return [_outcome(db, document) for document in documents]


def _outcome(db: sqlite3.Connection, document: Document) -> Outcome | ValueError:
    try:
        return store(db, document)
    except ValueError as error:
        return error


def _store_together(db: sqlite3.Connection, documents: Sequence[Document]) -> list[Outcome | ValueError]:
    outcomes: list[Outcome | ValueError] = []
    fresh: list[Document] = []
    taken: set[str] = set()
    for document in documents:
        if not {document.id, document.path} & taken and _is_new(db, document):
            fresh.append(document)
            taken |= {document.id, document.path}
            outcomes.append("added")
        else:
            _insert(db, fresh)
            fresh, taken = [], set()
            outcomes.append(_store(db, document))
    _insert(db, fresh)
    return outcomes


def _is_new(db: sqlite3.Connection, document: Document) -> bool:
    """Whether neither the document nor another under its path is stored."""
    known = "SELECT 1 FROM documents WHERE id = ?1 UNION ALL SELECT 1 FROM document_paths WHERE path = ?2 LIMIT 1"
    return db.execute(known, (document.id, document.path)).fetchone() is None


def _store(db: sqlite3.Connection, document: Document) -> Outcome:
    replaced = _leave_path(db, document)
    known = db.execute("SELECT path, record FROM documents WHERE id = ?", (document.id,)).fetchone()
    if known is None:
        _insert(db, [document])
    elif document.path <= known[0] and record_hash(document) != known[1]:
        paths = db.execute("SELECT path FROM document_paths WHERE document_id = ?", (document.id,)).fetchall()
        _delete(db, document.id)
        _insert(db, [document])
        add_paths(db, document.id, (path for (path,) in paths))
        return "replaced"
    else:
        add_paths(db, document.id, [document.path])
    if known is not None:
        return "unchanged"
    return "replaced" if replaced else "added"


def is_input(path: str) -> bool:
    """Whether a path stands for standard input, of which every reading is another source."""
    return path == "-" or path.startswith("-#")


def _leave_path(db: sqlite3.Connection, document: Document) -> bool:
    """Take its path from the other document that held it; one left without a path is forgotten."""
    if is_input(document.path):
        return False
    others = db.execute(
        "SELECT document_id FROM document_paths WHERE path = ? AND document_id <> ?", (document.path, document.id)
    ).fetchall()
    for (other,) in others:
        drop_path(db, other, document.path)
    return bool(others)


def drop_path(db: sqlite3.Connection, document_id: str, path: str) -> None:
    """Take a path from a document, within the transaction that is open; without any path it is forgotten."""
    db.execute("DELETE FROM document_paths WHERE path = ? AND document_id = ?", (path, document_id))
    first = db.execute("SELECT min(path) FROM document_paths WHERE document_id = ?", (document_id,)).fetchone()[0]
    if first is None:
        _delete(db, document_id)
    else:
        db.execute("UPDATE documents SET path = ? WHERE id = ?", (first, document_id))


def drop_stale(db: sqlite3.Connection, container: str, is_seen: Callable[[str], bool]) -> None:
    """Forget the documents of a container (JSON Lines, CSV) that it no longer holds: those under paths not seen."""
    if is_input(container + "#"):
        return
    query = "SELECT path, document_id FROM document_paths WHERE path > ? AND path < ? || '$' ORDER BY path LIMIT 10000"
    last = container + "#"
    while rows := db.execute(query, (last, container)).fetchall():
        last = rows[-1][0]
        if stale := [row for row in rows if not is_seen(row[0])]:
            with transaction(db):
                for path, document_id in stale:
                    drop_path(db, document_id, path)


def add_paths(db: sqlite3.Connection, document_id: str, paths: Iterable[str]) -> None:
    """Note paths under which a document was found, within the transaction that is open."""
    for path in paths:
        db.execute("INSERT OR IGNORE INTO document_paths VALUES (?, ?)", (path, document_id))
        db.execute("UPDATE documents SET path = min(path, ?) WHERE id = ?", (path, document_id))


def documents(db: sqlite3.Connection, read_by_others_than: str | None) -> list[str]:
    """Ids of the documents, of all or of those that other rules have read, by path."""
    query = "SELECT id FROM documents WHERE ?1 IS NULL OR rules <> ?1 ORDER BY path, id"
    return [document_id for (document_id,) in db.execute(query, (read_by_others_than,))]


def find(db: sqlite3.Connection, name: str) -> list[tuple[str, str]]:
    """Id and path of the documents that `name` stands for: a path, that of a container, an id or where one begins.

    Raises UnknownNameError where there is none, or several ids begin so.
    """
    found = db.execute(
        "SELECT DISTINCT d.id, d.path FROM document_paths AS p JOIN documents AS d ON d.id = p.document_id "
        "WHERE p.path = ?1 OR (p.path > ?1 || '#' AND p.path < ?1 || '$') ORDER BY 2",
        (name,),
    ).fetchall()
    if not found and re.fullmatch("[0-9a-f]{6,64}", name):
        found = db.execute("SELECT id, path FROM documents WHERE id >= ? AND id < ?", (name, name + "g")).fetchall()
        if len(found) > 1:
            raise UnknownNameError(f"{name}: {len(found)} documents have ids that begin so; write more of it")
    if not found:
        paths = [path for (path,) in db.execute("SELECT path FROM document_paths")]
        near = get_close_matches(name, paths, 1)
        raise UnknownNameError(f"{name}: no such document" + (f"; the nearest is {near[0]}" if near else ""))
    return found


def forget(db: sqlite3.Connection, document_id: str) -> None:
    """Remove a document and all that only it supported, in one transaction."""
    with transaction(db):
        _delete(db, document_id)


def _delete(db: sqlite3.Connection, document_id: str) -> None:
    change = Change()
    for (article,) in db.execute("SELECT id FROM articles WHERE document_id = ?", (document_id,)).fetchall():
        found = read_article(db, article)
        collect(change, article, found)
        search.remove(db, article, found.title, found.text)
    db.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    retract(db, change)


def collect(change: Change, a: str, article: Article) -> None:
    """Add what article `a` says of entities to a change."""
    for d in article.districts:
        change.add(a, "district", d.key, (d.name, d.full_name, d.code, d.level, d.parent))
    for c in article.clusters:
        change.add(a, "cluster", c.key, (c.industry, c.tier, c.grade))
    for f in article.firms:
        change.add(a, "firm", f.key, (f.name, f.kind, f.stock_code))
        change.aliases |= {(f.key, alias, name_key(alias)) for alias in f.aliases}


def document_rows(document: Document) -> Iterable[TableRow]:
    """The rows of a document itself: in `documents`, and in `document_paths`."""
    yield "documents", document_row(document)
    yield "document_paths", (document.path, document.id)


def document_row(document: Document) -> tuple[object, ...]:
    """The row of a document in `documents`."""
    head = (document.id, document.path, document.media_type, document.encoding, document.size)
    metadata = json.dumps(document.metadata, ensure_ascii=False, sort_keys=True)
    read = (document.rules, reading(document), record_hash(document))
    return (*head, document.source, document.url, metadata, *read)


def _insert(db: sqlite3.Connection, documents: Sequence[Document]) -> None:
    """Write the rows of documents that are not there, and bring knowledge up to date."""
    change = Change()
    articles = [(article_id(d.id, article.position), d.id, article) for d in documents for article in d.articles]
    insert(db, (row for document in documents for row in document_rows(document)))
    insert(db, (row for a, document_id, article in articles for row in entity_rows(a, document_id, article)))
    for a, _, article in articles:
        search.add(db, a, article.title, article.text)
        collect(change, a, article)
    admit(db, change)
    ids = {entity: identify(db, entity, keys) for entity, keys in change.said.items()}
    insert(db, (row for a, _, article in articles for row in reading_rows(a, article, ids)))
