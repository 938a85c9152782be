"""Rows back into the record that they were written from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from ..extractors.records import Article, Claim, Cluster, District, Document, Figure, Firm, Link, Mention, Unclaimed

Record = TypeVar("Record")

LINKS = {
    "cluster_district": ("cluster_districts", "cluster", "district"),
    "firm_district": ("firm_districts", "firm", "district"),
    "firm_cluster": ("firm_clusters", "firm", "cluster"),
}
"""Kind of link to its table, and the kinds of entity at its ends."""


def read_document(db: sqlite3.Connection, document_id: str) -> Document:
    """The record of a stored document, equal to the one that was stored (under the first of its paths)."""
    row = db.execute(
        "SELECT id, path, media_type, encoding, size, source, url, metadata, rules FROM documents WHERE id = ?",
        (document_id,),
    ).fetchone()
    articles = db.execute("SELECT id FROM articles WHERE document_id = ? ORDER BY position", (document_id,)).fetchall()
    *head, metadata, rules = row
    read = [read_article(db, article) for (article,) in articles]
    return _made(Document, *head, json.loads(metadata), rules, read)


def _made(kind: Callable[..., Record], *fields: Any) -> Record:
    """A record from its fields, in their order; the types are the schema's."""
    return kind(*fields)


def read_article(db: sqlite3.Connection, a: str) -> Article:
    """The record of a stored article."""
    *head, blocks = db.execute(
        "SELECT position, section, title, byline, published_on, text, blocks FROM articles WHERE id = ?", (a,)
    ).fetchone()
    article = _made(Article, *head, json.loads(blocks))

    def rows(columns: str, table: str, order: str) -> list[tuple[Any, ...]]:
        return db.execute(f"SELECT {columns} FROM {table} WHERE article_id = ? ORDER BY {order}", (a,)).fetchall()

    numbered = f"CAST(substr(id, {len(a) + 3}) AS INTEGER)"
    article.districts = [
        District(*r) for r in rows("key, name, full_name, code, level, parent", "district_evidence", "key")
    ]
    article.clusters = [Cluster(*r) for r in rows("key, industry, tier, grade", "cluster_evidence", "key")]
    aliases = rows("key, alias", "alias_evidence", "key, alias")
    article.firms = [
        Firm(key, name, kind, [alias for owner, alias in aliases if owner == key], stock_code)
        for key, name, kind, stock_code in rows("key, name, kind, stock_code", "firm_evidence", "key")
    ]
    article.mentions = [
        Mention(*r) for r in rows("entity, entity_key, start_char, end_char, text, rule", "mentions", numbered)
    ]
    article.links = _read_links(db, a)
    article.figures = [_read_figure(r) for r in rows(_FIGURE_COLUMNS, "figures", numbered)]
    article.claims = [Claim(*r) for r in rows(_CLAIM_COLUMNS, "claims", numbered)]
    article.unclaimed = [Unclaimed(*r) for r in rows("start_char, end_char, text", "unclaimed", numbered)]
    return article


_CLAIM_COLUMNS = "start_char, end_char, text, counted, claimed, found, verdict, list_start, list_end"
_FIGURE_COLUMNS = (
    "start_char, end_char, text, value, value_high, unit, bound, kind, is_target, metric, subject, "
    "district_key, cluster_key, firm_key, period_start, period_end, rule, base_id"
)


def _read_figure(row: tuple[Any, ...]) -> Figure:
    *fields, base = row
    fields[8] = bool(fields[8])
    return _made(Figure, *fields, int(base.rpartition("/f")[2]) if base is not None else None)


def _read_links(db: sqlite3.Connection, a: str) -> list[Link]:
    """The links of an article, in the order of the record."""
    found = []
    for kind, (table, source, target) in LINKS.items():
        for number, *fields in db.execute(
            f"SELECT id, {source}_key, {target}_key, start_char, end_char, rule, relation FROM {table} "
            "WHERE article_id = ?",
            (a,),
        ):
            found.append((int(number.rpartition("/l")[2]), _made(Link, kind, *fields)))
    return [link for _, link in sorted(found, key=lambda numbered: numbered[0])]
