"""GraphML, for Gephi, Cytoscape, yEd and igraph, written by NetworkX: http://graphml.graphdrawing.org."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import networkx

from .network import edges, nodes

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graph(db: sqlite3.Connection) -> networkx.DiGraph:
    """The network as a NetworkX graph; attributes are those of Node and Edge."""
    made = networkx.DiGraph()
    for node in nodes(db):
        made.add_node(_xml(node.id), kind=node.kind, label=_xml(node.label), detail=node.detail, articles=node.articles)
    for edge in edges(db):
        made.add_edge(_xml(edge.source), _xml(edge.target), relation=edge.relation, articles=edge.articles)
    return made


def write(db: sqlite3.Connection, file: Path) -> None:
    """Write the network to `file`."""
    networkx.write_graphml(graph(db), file, encoding="utf-8")


def _xml(text: str) -> str:
    """Text without the characters that XML 1.0 has no way to write."""
    return _NO_XML.sub("\ufffd", text)
