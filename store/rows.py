"""The rows of an article's evidence, written."""

from __future__ import annotations

import hashlib
import json
import sqlite3

from ..extractors.fold import name_key
from ..extractors.records import Article, Figure
from . import search
from .readback import LINKS

Ids = dict[str, dict[str, str | None]]
"""Entity to key to the id of what it stands for; None for what a decision says is no firm."""


def article_id(document_id: str, position: int) -> str:
    """The id of the article at `position` (from 0) of a document."""
    return hashlib.sha256(f"{document_id}/{position}".encode()).hexdigest()[:16]


def insert_entities(db: sqlite3.Connection, document_id: str, article: Article) -> None:
    """The article itself, and what it says of entities."""
    a = article_id(document_id, article.position)
    db.execute(
        "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            a,
            document_id,
            article.position,
            article.section,
            article.title,
            article.byline,
            article.published_on,
            article.text,
            json.dumps(article.blocks, separators=(",", ":")),
        ),
    )
    search.add(db, a, article.title, article.text)
    db.executemany(
        "INSERT INTO district_evidence VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(a, d.key, d.name, d.full_name, d.code, d.level, d.parent) for d in article.districts],
    )
    db.executemany(
        "INSERT INTO cluster_evidence VALUES (?, ?, ?, ?, ?)",
        [(a, c.key, c.industry, c.tier, c.grade) for c in article.clusters],
    )
    db.executemany(
        "INSERT INTO firm_evidence VALUES (?, ?, ?, ?, ?)",
        [(a, f.key, f.name, f.kind, f.stock_code) for f in article.firms],
    )
    db.executemany(
        "INSERT OR IGNORE INTO alias_evidence VALUES (?, ?, ?, ?)",
        [(a, f.key, alias, name_key(alias)) for f in article.firms for alias in f.aliases],
    )


def insert_readings(db: sqlite3.Connection, a: str, article: Article, ids: Ids) -> None:
    """Mentions, links, figures, claims and unclaimed numerals of an article, entities by id and by key."""
    db.executemany(
        "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (f"{a}/m{n}", a, m.entity, ids[m.entity][m.key], m.key, m.start, m.end, m.text, m.rule)
            for n, m in enumerate(article.mentions)
        ],
    )
    for kind, (table, source, target) in LINKS.items():
        db.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    f"{a}/l{n}",
                    a,
                    ids[source][k.source],
                    ids[target][k.target],
                    k.source,
                    k.target,
                    k.start,
                    k.end,
                    k.relation,
                    k.rule,
                )
                for n, k in enumerate(article.links)
                if k.kind == kind
            ],
        )
    db.executemany(
        "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_figure_row(a, n, f, ids) for n, f in enumerate(article.figures)],
    )
    db.executemany(
        "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (f"{a}/c{n}", a, c.start, c.end, c.text, c.counted, c.claimed, c.found, c.verdict)
            for n, c in enumerate(article.claims)
        ],
    )
    db.executemany(
        "INSERT INTO unclaimed VALUES (?, ?, ?, ?, ?)",
        [(f"{a}/u{n}", a, u.start, u.end, u.text) for n, u in enumerate(article.unclaimed)],
    )


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
