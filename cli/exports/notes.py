"""A folder of Markdown notes linked with [[wikilinks]], one page an entity, for Obsidian, Logseq and their like."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...extractors.wording import period, quantity
from ...store.dossier import sentences
from ..text import markdown
from .network import Edge, Node, edges, nodes

_NO_FILE_NAME = re.compile(
    r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff<>:"/\\|?*#^\[\]]'
)
_LONGEST = 60  # characters: in UTF-8 below the 255 bytes that file systems allow
_SENTENCES = 10
_FIGURES = (
    "SELECT f.period_start, f.period_end, f.subject, f.metric, f.bound, f.value, f.value_high, f.unit, "
    "coalesce(a.title, a.id) FROM figures AS f JOIN articles AS a ON a.id = f.article_id WHERE f.{}_id = ? "
    "ORDER BY f.period_end, f.metric, f.id"
)


def write(db: sqlite3.Connection, folder: Path) -> None:
    """Write a page for each entity, named after it; of several with one name the later ones have a number."""
    entities = {node.id: node for node in nodes(db)}
    files = _file_names(entities)
    near: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for edge in edges(db):
        near[edge.source].append((edge.relation, edge.target))
        near[edge.target].append((_reverse(edge), edge.source))
    for node in entities.values():
        page = "\n".join(_page(db, node, near[node.id], entities, files))
        (folder / f"{files[node.id]}.md").write_text(page + "\n", encoding="utf-8")


def _file_names(entities: Mapping[str, Node]) -> dict[str, str]:
    """A name that every file system takes for each id; letters of either case are one name on some of them."""
    taken: dict[str, int] = {}
    names = {}
    for key, node in entities.items():
        name = _NO_FILE_NAME.sub(" ", node.label).strip(" .")[:_LONGEST] or node.kind
        taken[name.lower()] = number = taken.get(name.lower(), 0) + 1
        names[key] = name if number == 1 else f"{name} ({number})"
    return names


def _reverse(edge: Edge) -> str:
    return {"cluster in": "clusters", "member of": "members", "part of": "parts"}.get(edge.relation, "firms")


def _page(
    db: sqlite3.Connection,
    node: Node,
    near: Sequence[tuple[str, str]],
    entities: Mapping[str, Node],
    files: Mapping[str, str],
) -> Iterator[str]:
    kind, key = node.id.split(":", 1)
    yield "---"
    yield from (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in _head(db, node, kind, key))
    yield f"---\n\n# {markdown(node.label)}"
    relations: dict[str, list[str]] = defaultdict(list)
    for relation, other in sorted(near):
        relations[relation].append(f"[[{files[other]}|{_wiki(entities[other].label)}]]")
    for relation, links in relations.items():
        yield f"\n## {relation}\n"
        yield from (f"- {link}" for link in links)
    figures = db.execute(_FIGURES.format(kind), (key,)).fetchall()
    if figures:
        yield "\n## figures\n\n| period | subject | metric | value | article |\n| --- | --- | --- | --- | --- |"
        yield from (_figure(row) for row in figures)
    told = sentences(db, kind, key, _SENTENCES)
    if told:
        yield "\n## sentences\n"
        yield from (
            f"- {markdown(s['before'])}**{markdown(s['text'])}**{markdown(s['after'])}"
            f" — {markdown(s['title'] or s['article'])}"
            for s in told
        )


def _head(db: sqlite3.Connection, node: Node, kind: str, key: str) -> Iterator[tuple[str, Any]]:
    """The front matter: YAML, of which JSON values are a part."""
    yield "id", key
    yield "kind", kind
    if node.detail:
        yield {"district": "level", "cluster": "tier", "firm": "form"}[kind], node.detail
    if kind == "firm":
        yield "aliases", [alias for (alias,) in db.execute("SELECT alias FROM firm_aliases WHERE firm_id = ?", (key,))]
    if kind == "district":
        full_name, code = db.execute("SELECT full_name, code FROM districts WHERE id = ?", (key,)).fetchone()
        yield "aliases", [full_name]
        yield "code", code
    yield "articles", node.articles


def _figure(row: tuple[Any, ...]) -> str:
    start, end, subject, metric, bound, value, high, unit, title = row
    cells = (period(start, end), subject, metric, quantity(value, high, unit, bound), title)
    return "| " + " | ".join(markdown(cell or "") for cell in cells) + " |"


def _wiki(label: str) -> str:
    """A label inside [[ ]], where it can hold neither brackets nor bars."""
    return _NO_FILE_NAME.sub(" ", label)
