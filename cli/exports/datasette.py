"""Metadata with which Datasette shows a database of kbuild well: https://docs.datasette.io/en/stable/metadata.html."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from .shared import shared

_LABELS = {"districts": "name", "clusters": "industry", "firms": "name", "articles": "title", "figures": "text"}
_FACETS = {
    "districts": ("level",),
    "clusters": ("tier", "grade"),
    "firms": ("kind",),
    "figures": ("kind", "unit", "is_target", "district_id", "metric"),
    "mentions": ("entity", "rule"),
    "claims": ("verdict",),
    "cluster_districts": ("rule",),
    "firm_districts": ("relation", "rule"),
    "firm_clusters": ("rule",),
}
_HIDDEN = (
    "document_paths",
    "district_evidence",
    "cluster_evidence",
    "firm_evidence",
    "alias_evidence",
    "identities",
    "short_forms",
    "search_numbers",
    "search_index",
)
# One token a character is how the index was filled, so a word is asked for as the phrase of its characters.
_SEARCH = """\
WITH RECURSIVE spelled(at, phrase) AS (
  SELECT 1, '' UNION ALL
  SELECT at + 1, phrase || replace(substr(:words, at, 1), '"', ' ') || ' ' FROM spelled WHERE at <= length(:words)
)
SELECT a.id AS article_id, a.title, a.published_on,
       substr(a.text, max(1, instr(a.text, :words) - 40), 120) AS around
FROM search_index AS s
JOIN search_numbers AS n ON n.number = s.rowid
JOIN articles AS a ON a.id = n.article_id
WHERE trim(:words) <> ''
  AND search_index MATCH (SELECT '"' || phrase || '"' FROM spelled WHERE at = length(:words) + 1)
ORDER BY s.rank
LIMIT 100"""


def write(db: sqlite3.Connection, file: Path) -> None:
    """Write the metadata for the file that `db` has open: labels of keys, facets, descriptions and a search."""
    name = Path(db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]).stem
    described: dict[str, Any] = {table: {"hidden": True} for table in _HIDDEN}
    for table in shared():
        described[table.name] = {
            "description": table.means,
            "columns": {column.name: column.means for column in table.columns if column.means},
            **({"label_column": _LABELS[table.name]} if table.name in _LABELS else {}),
            **({"facets": list(_FACETS[table.name])} if table.name in _FACETS else {}),
        }
    queries = {"search": {"title": "Search in all articles", "sql": _SEARCH, "params": ["words"]}}
    metadata = {
        "title": "kbuild",
        "description": "Districts, clusters, firms and figures read from Chinese articles, each with its evidence.",
        "databases": {name: {"tables": described, "queries": queries}},
    }
    file.write_text(json.dumps(metadata, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
