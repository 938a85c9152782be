"""The rows of a document's evidence."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator

from ..extractors.fold import name_key
from ..extractors.records import Article, Figure
from .readback import LINKS

TableRow = tuple[str, tuple[object, ...]]
"""A table and a row of it, in the order of its columns."""

Ids = dict[str, dict[str, str | None]]
"""Entity to key to the id of what it stands for; None for what a decision says is no firm."""


def article_id(document_id: str, position: int) -> str:
    """The id of the article at `position` (from 0) of a document."""
    return hashlib.sha256(f"{document_id}/{position}".encode()).hexdigest()[:16]


def entity_rows(a: str, document_id: str, article: Article) -> Iterator[TableRow]:
    """Article `a` itself, and what it says of entities, each with the table it goes into."""
    head = (article.position, article.section, article.title, article.byline, article.published_on, article.text)
    yield "articles", (a, document_id, *head, json.dumps(article.blocks, separators=(",", ":")))
    for d in article.districts:
        yield "district_evidence", (a, d.key, d.name, d.full_name, d.code, d.level, d.parent)
    for c in article.clusters:
        yield "cluster_evidence", (a, c.key, c.industry, c.tier, c.grade)
    for f in article.firms:
        yield "firm_evidence", (a, f.key, f.name, f.kind, f.stock_code)
    for row in dict.fromkeys((a, f.key, alias, name_key(alias)) for f in article.firms for alias in f.aliases):
        yield "alias_evidence", row


def reading_rows(a: str, article: Article, ids: Ids) -> Iterator[TableRow]:
    """Mentions, links, figures, claims and unclaimed numerals of article `a`, entities by id and by key."""
    for n, m in enumerate(article.mentions):
        yield "mentions", (f"{a}/m{n}", a, m.entity, ids[m.entity][m.key], m.key, m.start, m.end, m.text, m.rule)
    for n, k in enumerate(article.links):
        table, source, target = LINKS[k.kind]
        pair = (ids[source][k.source], ids[target][k.target], k.source, k.target)
        yield table, (f"{a}/l{n}", a, *pair, k.start, k.end, k.relation, k.rule)
    for n, f in enumerate(article.figures):
        yield "figures", _figure_row(a, n, f, ids)
    for n, c in enumerate(article.claims):
        against = (c.claimed, c.found, c.verdict, c.list_start, c.list_end)
        yield "claims", (f"{a}/c{n}", a, c.start, c.end, c.text, c.counted, *against)
    for n, u in enumerate(article.unclaimed):
        yield "unclaimed", (f"{a}/u{n}", a, u.start, u.end, u.text)


def insert(db: sqlite3.Connection, rows: Iterable[TableRow]) -> None:
    """Write rows, those of each table together."""
    tables: dict[str, list[tuple[object, ...]]] = {}
    for table, row in rows:
        tables.setdefault(table, []).append(row)
    for table, held in tables.items():
        marks = ", ".join("?" * len(held[0]))
        db.executemany(f"INSERT INTO {table} VALUES ({marks})", held)


def _figure_row(a: str, n: int, f: Figure, ids: Ids) -> tuple[object, ...]:
    """The row of the figure at position `n` of article `a`."""
    return (
        f"{a}/f{n}",
        a,
        f.start,
        f.end,
        f.text,
        f.value,
        f.value_high,
        f.unit,
        f.bound,
        f.kind,
        int(f.is_target),
        f.metric,
        f.subject,
        ids["district"][f.district] if f.district is not None else None,
        ids["cluster"][f.cluster] if f.cluster is not None else None,
        ids["firm"][f.firm] if f.firm is not None else None,
        f.district,
        f.cluster,
        f.firm,
        f.period_start,
        f.period_end,
        f"{a}/f{f.base}" if f.base is not None else None,
        f.rule,
    )
