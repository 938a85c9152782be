"""The rows of every table from the records of evidence, by the code that fills the database, each with its bucket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..extractors.errors import InputError
from ..extractors.records import Document
from ..store import rows
from ..store.evidence import collect, document_row
from ..store.kinds import FIRM, KINDS
from ..store.knowledge import Change
from ..store.validate import validate
from . import evidence
from .aliases import Identities
from .choosing import File, kept
from .exchange import Key, Pair, grouped
from .source import record_of
from .stores import opened
from .tables import Writer, content

_BUCKET = {
    "figures": ("firm_id", "cluster_id", "district_id", "article_id"),
    "mentions": ("entity_id", "article_id"),
    "cluster_districts": ("cluster_id",),
    "firm_districts": ("firm_id",),
    "firm_clusters": ("firm_id",),
    "district_evidence": ("key",),
    "cluster_evidence": ("key",),
    "firm_evidence": ("key",),
    "alias_evidence": ("key",),
    "identities": ("id",),
    "document_paths": ("document_id",),
    "claims": ("article_id",),
    "unclaimed": ("article_id",),
}
"""Table to the columns of which the first that holds something says the bucket; for others their key does."""
_TABLES = {kind.table: kind for kind in KINDS.values()}
_MOST_HELD = 200_000


@dataclass(slots=True)
class _Said:
    """What some articles say of an entity: rows, how many articles, and the forms of its name."""

    rows: set[tuple[Any, ...]] = field(default_factory=set)
    articles: int = 0
    forms: set[str] = field(default_factory=set)


def emit(work: str, file: File) -> Iterator[Pair]:
    """Every row that the chosen records of a file of evidence make, with its key: bucket, table, primary key."""
    with opened(identities_of(work)) as stream:
        identities = Identities.read(stream)
    keys = {name: _key_of(name) for name in content()}
    chosen = kept(work, file)
    said: dict[tuple[str, str], _Said] = {}
    for number, row in enumerate(evidence.read(file.name)):
        if row.failure is not None:
            yield (row.path, "failures", row.path), (row.path, row.failure, row.reason or "")
        elif number in chosen:
            document = record_of(file.name, row)
            document.path = min(chosen[number])
            for table, made in _rows(document, chosen[number], identities, said):
                yield keys[table](made), made
        if len(said) > _MOST_HELD:
            yield from _flushed(said)
    yield from _flushed(said)


def identities_of(work: str) -> str:
    """The name of the file that says which forms stand for another firm."""
    return f"{work}/identities.arrow"


def _key_of(name: str) -> Any:
    table = content()[name]
    columns = [column.name for column in table.columns]
    primary = [columns.index(column) for column in table.key]
    bucket = [columns.index(column) for column in _BUCKET.get(name, table.key[:1])]

    def key(row: tuple[Any, ...]) -> Key:
        first = next((row[at] for at in bucket if row[at] is not None), "")
        return (first, name, *(row[at] for at in primary))

    return key


def _rows(
    document: Document, paths: list[str], identities: Identities, said: dict[tuple[str, str], _Said]
) -> Iterator[rows.TableRow]:
    """The rows of a document; what it says of entities is added to `said`."""
    try:
        validate(document)
    except ValueError as error:
        raise InputError(f"{document.path}: not a record of kbuild extract ({error})") from error
    yield "documents", document_row(document)
    for path in paths:
        yield "document_paths", (path, document.id)
    change = Change()
    articles = [(rows.article_id(document.id, article.position), article) for article in document.articles]
    for a, article in articles:
        yield from rows.entity_rows(a, document.id, article)
        collect(change, a, article)
    ids: rows.Ids = {
        entity: {key: identities.stands_for(key) if entity == FIRM.entity else key for key in found}
        for entity, found in change.said.items()
    }
    for a, article in articles:
        yield from rows.reading_rows(a, article, ids)
    for entity, found in ids.items():
        yield from (("identities", (entity, key, one)) for key, one in found.items())
    _join(said, change, ids)


def _join(said: dict[tuple[str, str], _Said], change: Change, ids: rows.Ids) -> None:
    """Add what a document says of entities."""
    articles: dict[tuple[str, str], set[str]] = {}
    for entity, found in change.said.items():
        for key, told in found.items():
            one = (KINDS[entity].table, ids[entity][key] or "")
            joined = said.setdefault(one, _Said())
            joined.rows |= set(told)
            articles.setdefault(one, set()).update(change.articles[entity, key])
            if entity == FIRM.entity:
                joined.forms |= {row[0] for row in told}
    for key, alias, _ in change.aliases:
        said[FIRM.table, ids[FIRM.entity][key] or ""].forms.add(alias)
    for one, found_in in articles.items():
        said[one].articles += len(found_in)


def _flushed(said: dict[tuple[str, str], _Said]) -> Iterator[Pair]:
    for (table, one), told in said.items():
        joined = _TABLES[table].join(told.rows)
        yield (one, table, one), (joined, told.articles, sorted(told.forms))
    said.clear()


def write(out: str, bucket: int, pairs: Iterator[Pair]) -> dict[str, int]:
    """Write the files of a bucket; gives back how many rows each table has in it."""
    with Writer(out, bucket) as writer:
        for key, values in grouped(pairs):
            if key[1] in _TABLES:
                _write_entity(writer, key[1], key[0], values)
            else:
                writer.add(key[1], max(values) if key[1] == "failures" else next(values))
        return writer.counts


def _write_entity(writer: Writer, table: str, one: str, values: Iterator[Any]) -> None:
    """An entity as all articles together have it, and the other forms of a firm's name."""
    told, count, forms = [], 0, set[str]()
    for row, articles, others in values:
        told.append(tuple(row))
        count += articles
        forms.update(others)
    joined = _TABLES[table].join(told) or ()
    writer.add(table, (one, *joined, count))
    if table == FIRM.table:
        for form in sorted(forms - {joined[0]}):
            writer.add("firm_aliases", (one, form))
