"""What a report says, as plain data for the page: every mark with the numbers of its sentences."""

from __future__ import annotations

import sqlite3
from typing import Any

from ...store.queries import Filters, Shape, rows
from ..text import plain
from . import figures, network
from .differences import differences
from .evidence import Evidence

FIRMS, MONTHS = 24, 96
"""Bars of firms, and of months, at most."""


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
        "contradictions": differences(db, articles, evidence),
    }
    return found | {"sentences": evidence.sentences, "articles": evidence.articles}


def _read(db: sqlite3.Connection, filters: Filters, evidence: Evidence) -> dict[str, Any]:
    """How many of each there are, and the articles month by month, each month with the beginnings of some."""
    counts = {
        kind: next(rows(db, kind, filters, Shape(count=True)))["count"]
        for kind in ("articles", "districts", "clusters", "firms", "figures")
    }
    days = [
        (row["published"], {"article": row["id"], "start": 0, "end": 0, "rule": ""})
        for row in rows(db, "articles", filters, Shape(columns=("id", "published")))
        if row["published"]
    ]
    first, last = min((day for day, _ in days), default=None), max((day for day, _ in days), default=None)
    told: dict[str, list[dict[str, Any]]] = {time: [] for time in _times(first, last)} if first and last else {}
    for day, beginning in days:
        told[day[: len(next(iter(told)))]].append(beginning)
    shown = [{"when": time, "n": len(found), "s": evidence.of(found)} for time, found in told.items()]
    return {"counts": counts, "first": first, "last": last, "times": shown}


def _times(first: str, last: str) -> list[str]:
    """The months from one day to another, or the years where the months are too many to draw.

    >>> _times("2023-11-05", "2024-02-01"), _times("1990-01-01", "2024-02-01")[:2]
    (['2023-11', '2023-12', '2024-01', '2024-02'], ['1990', '1991'])
    """
    begin, end = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, last))
    if end - begin < MONTHS:
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1)]
    return [f"{year:04}" for year in range(begin // 12, end // 12 + 1)]


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
