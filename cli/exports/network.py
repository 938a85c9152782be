"""Districts, clusters and firms as a network: nodes, and edges that say what belongs to what."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple


class Node(NamedTuple):
    """An entity. `id` is unique among all kinds; `detail` is a district's level, a cluster's tier, a firm's kind."""

    id: str
    kind: str
    label: str
    detail: str
    articles: int


class Edge(NamedTuple):
    """A tie of `source` to `target`; `articles` state it (0: it follows from the division of the country)."""

    source: str
    target: str
    relation: str
    articles: int


_NODES = (
    "SELECT 'district:' || id, 'district', name, level, articles FROM districts UNION ALL "
    "SELECT 'cluster:' || id, 'cluster', industry, coalesce(tier, ''), articles FROM clusters UNION ALL "
    "SELECT 'firm:' || id, 'firm', name, kind, articles FROM firms ORDER BY 1"
)
_EDGES = (
    "SELECT 'cluster:' || cluster_id, 'district:' || district_id, 'cluster in', count(DISTINCT article_id) "
    "FROM cluster_districts GROUP BY 1, 2 UNION ALL "
    "SELECT 'firm:' || firm_id, 'district:' || district_id, coalesce(min(relation), 'firm in'), "
    "count(DISTINCT article_id) FROM firm_districts WHERE firm_id IS NOT NULL GROUP BY 1, 2 UNION ALL "
    "SELECT 'firm:' || firm_id, 'cluster:' || cluster_id, 'member of', count(DISTINCT article_id) "
    "FROM firm_clusters WHERE firm_id IS NOT NULL GROUP BY 1, 2 UNION ALL "
    "SELECT 'district:' || id, 'district:' || parent_id, 'part of', 0 FROM districts WHERE parent_id IS NOT NULL "
    "ORDER BY 1, 2, 3"
)


def nodes(db: sqlite3.Connection) -> Iterator[Node]:
    """Every entity, by id."""
    return (Node(*row) for row in db.execute(_NODES))


def edges(db: sqlite3.Connection) -> Iterator[Edge]:
    """Every tie once, by its ends."""
    return (Edge(*row) for row in db.execute(_EDGES))
