"""A node list and an edge list as CSV, with the column names that Gephi's spreadsheet import knows."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from .network import edges, nodes


def write(db: sqlite3.Connection, folder: Path) -> None:
    """Write `nodes.csv` and `edges.csv`; NetworkX reads the second with `read_edgelist` or through pandas."""
    _csv(
        folder / "nodes.csv",
        ("Id", "Label", "Kind", "Detail", "Articles"),
        ((n.id, n.label, n.kind, n.detail, n.articles) for n in nodes(db)),
    )
    _csv(
        folder / "edges.csv",
        ("Source", "Target", "Type", "Relation", "Articles"),
        ((e.source, e.target, "Directed", e.relation, e.articles) for e in edges(db)),
    )


def _csv(path: Path, head: Iterable[str], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
