"""What a report says, as plain data for the page: every mark with the numbers of its sentences."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any

from ...store.queries import Filters, Shape, rows
from ..output import plain
from . import figures, network
from .differences import differences
from .evidence import Evidence

FIRMS = 24
"""Bars of firms, at most."""


def report(db: sqlite3.Connection, filters: Filters) -> dict[str, Any]:
    """All sections. Days and names narrow what is drawn, not the sentences of an entity."""
    evidence = Evidence(db)
    links = network.read(db, filters)
    known = figures.read(db, filters)
    places = {
        row["id"]: network.Place(row["name"], row["full_name"], parent)
        for row, (parent,) in zip(
            rows(db, "districts", shape=Shape(columns=("id", "name", "full_name"))),
            db.execute("SELECT parent_id FROM districts ORDER BY id"),
            strict=True,
        )
    }
    articles = {row["id"] for row in rows(db, "articles", filters, Shape(columns=("id",)))}
    found = {
        "read": _read(db, filters, evidence),
        "map": network.provinces(db, filters, links, evidence),
        "matrix": network.matrix(links, places, evidence),
        "firms": _firms(db, filters, evidence),
        "rankings": figures.rankings(known, evidence),
        "lines": figures.lines(known, evidence),
        "network": network.network(links, places, evidence),
        "contradictions": differences(db, articles, {one: place.name for one, place in places.items()}, evidence),
    }
    return found | {"sentences": evidence.sentences, "articles": evidence.articles}


def _read(db: sqlite3.Connection, filters: Filters, evidence: Evidence) -> dict[str, Any]:
    """How many of each there are, and the articles month by month, each month with the beginnings of some."""
    counts = {
        kind: next(rows(db, kind, filters, Shape(count=True)))["count"]
        for kind in ("articles", "districts", "clusters", "firms", "figures")
    }
    months: dict[str, list[dict[str, Any]]] = defaultdict(list)
    days = []
    for row in rows(db, "articles", filters, Shape(columns=("id", "published", "month"))):
        if row["published"]:
            days.append(row["published"])
            months[row["month"]].append({"article": row["id"], "start": 0, "end": 0, "rule": ""})
    shown = [{"when": month, "n": len(found), "s": evidence.of(found)} for month, found in sorted(months.items())]
    return {"counts": counts, "first": min(days, default=None), "last": max(days, default=None), "months": shown}


def _firms(db: sqlite3.Connection, filters: Filters, evidence: Evidence) -> dict[str, Any]:
    wanted = Shape(columns=("id", "name", "kind", "districts", "clusters", "articles"), limit=FIRMS)
    bars = [
        {
            "name": plain(row["name"]),
            "kind": row["kind"],
            "value": row["articles"],
            "about": plain("、".join([*row["districts"], *row["clusters"]])),
            "n": row["articles"],
            "s": evidence.of_entity("firm", row["id"]),
        }
        for row in rows(db, "firms", filters, wanted)
    ]
    return {"shown": bars, "of": next(rows(db, "firms", filters, Shape(count=True)))["count"]}
