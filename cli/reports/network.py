"""What belongs to what in a report: the network of ties, and the matrix of places and industries."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from ...store.queries import Filters, Shape, rows
from ..text import plain
from .evidence import Evidence

_COLUMNS = (
    *("kind", "firm", "cluster", "district", "relation", "article", "start", "end", "rule"),
    *("firm_id", "cluster_id", "district_id"),
)
NODES, NEIGHBOURS, ROWS, INDUSTRIES = 240, 8, 24, 16
"""Nodes of the network, those that one of them brings with it, rows and columns of the matrix, at most."""

Row = dict[str, Any]
End = tuple[str, str]
"""Kind and id of an entity."""


class Place(NamedTuple):
    """A district: name, full name with its parents, id of its parent."""

    name: str
    full_name: str
    parent: str | None


def read(db: sqlite3.Connection, filters: Filters) -> list[Row]:
    """The links that are kept; those of firms to clusters have no place of their own and go with their ends."""
    found = list(rows(db, "links", filters, Shape(columns=_COLUMNS)))
    if filters.named.get("within"):
        ends = {(end, row[end]) for row in found for end in ("firm_id", "cluster_id")}
        more = rows(db, "links", replace(filters, named={}), Shape(columns=_COLUMNS))
        found += [
            row
            for row in more
            if row["kind"] == "firm_cluster" and {(end, row[end]) for end in ("firm_id", "cluster_id")} & ends
        ]
    return [row for row in found if sum(row[f"{kind}_id"] is not None for kind in _KINDS) == 2]


_KINDS = ("firm", "cluster", "district")


def _ends(row: Row) -> tuple[End, End]:
    source, target = [(kind, row[f"{kind}_id"]) for kind in _KINDS if row[f"{kind}_id"] is not None]
    return source, target


def network(links: list[Row], places: dict[str, Place], evidence: Evidence) -> dict[str, Any]:
    """The entities with most ties, and the ties among them; a district's tie to the one it lies in has no sentence."""
    ties: dict[tuple[End, End], list[Row]] = defaultdict(list)
    names: dict[End, str] = {}
    for row in links:
        source, target = _ends(row)
        ties[source, target].append(row)
        names |= {source: row[source[0]], target: row[target[0]]}
    degrees = Counter(end for tie in ties for end in tie)
    ranked = _chosen(ties, degrees)
    number = {end: place for place, end in enumerate(ranked)}
    edges = [
        {"from": number[source], "to": number[target], "is": told[0]["relation"] or "", "n": len(told),
         "s": evidence.of(told)}
        for (source, target), told in ties.items() if source in number and target in number
    ]  # fmt: skip
    edges += _parts(number, places)
    homes: dict[End, set[str]] = defaultdict(set)
    for row in links:
        if row["kind"] == "cluster_district":
            homes["cluster", row["cluster_id"]].add(row["district"])
    nodes = [
        {"kind": end[0], "name": plain(names[end]), "at": plain("、".join(sorted(homes[end])[:2])),
         "ties": degrees[end], "s": evidence.of_entity(*end)}
        for end in ranked
    ]  # fmt: skip
    return {"nodes": nodes, "edges": edges, "of": len(degrees)}


def _chosen(ties: Iterable[tuple[End, End]], degrees: Counter[End]) -> list[End]:
    """The entities with most ties, each followed by those of its neighbours that have most: none stands alone."""
    near: dict[End, set[End]] = defaultdict(set)
    for source, target in ties:
        near[source].add(target)
        near[target].add(source)

    def by_ties(ends: Iterable[End]) -> list[End]:
        return sorted(ends, key=lambda end: (-degrees[end], end))

    chosen: dict[End, None] = {}
    for hub in by_ties(degrees):
        for end in (hub, *by_ties(near[hub])[:NEIGHBOURS]):
            chosen.setdefault(end)
        if len(chosen) >= NODES:
            break
    return list(chosen)[:NODES]


def _parts(number: dict[End, int], places: dict[str, Place]) -> Iterable[dict[str, Any]]:
    for kind, one in number:
        if kind == "district" and (above := ("district", places[one].parent or "")) in number:
            yield {"from": number[kind, one], "to": number[above], "is": "part of", "n": 0, "s": []}


def matrix(links: list[Row], places: dict[str, Place], evidence: Evidence) -> dict[str, Any]:
    """Districts down, industries across, and in each cell the links that set the industry up there."""
    cells: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in links:
        if row["kind"] == "cluster_district":
            cells[row["district_id"], row["cluster"]].append(row)
    spread = Counter(industry for _, industry in cells)
    told = Counter(row["cluster"] for found in cells.values() for row in found)
    industries = sorted(spread, key=lambda name: (-spread[name], -told[name], name))[:INDUSTRIES]
    held = Counter(district for district, industry in cells if industry in industries)
    districts = sorted(held, key=lambda one: (-held[one], one))[:ROWS]
    industries = [name for name in industries if any((one, name) in cells for one in districts)]
    lines = [
        {"name": plain(places[one].name), "full": plain(places[one].full_name),
         "cells": [_cell(cells.get((one, name), []), evidence) for name in industries]}
        for one in districts
    ]  # fmt: skip
    all_districts = len({district for district, _ in cells})
    return {"industries": list(map(plain, industries)), "rows": lines, "of": [all_districts, len(spread)]}


def _cell(told: list[Row], evidence: Evidence) -> dict[str, Any] | None:
    return {"n": len({row["article"] for row in told}), "s": evidence.of(told)} if told else None


def provinces(db: sqlite3.Connection, filters: Filters, links: list[Row], evidence: Evidence) -> list[dict[str, Any]]:
    """Each province with the articles that name it or a place in it, and the clusters and firms tied to it."""
    told: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in links:
        if row["district_id"] and row["kind"] != "firm_cluster":
            told[row["district_id"][:2], row["kind"].partition("_")[0]].append(row)
    columns = ("id", "name", "code", "level", "articles")
    found = [row for row in rows(db, "districts", filters, Shape(columns=columns)) if row["code"]]
    return [
        {"code": row["code"], "name": plain(row["name"]),
         "articles": {"n": row["articles"], "s": evidence.of_entity("district", row["id"])}}
        | {f"{kind}s": _distinct(told[row["code"][:2], kind], kind, evidence) for kind in ("cluster", "firm")}
        for row in found if row["code"].endswith("0000")
    ]  # fmt: skip


def _distinct(told: list[Row], kind: str, evidence: Evidence) -> dict[str, Any]:
    return {"n": len({row[f"{kind}_id"] for row in told}), "s": evidence.of(told)}
