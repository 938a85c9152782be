"""The doubtful cases of a database, for people to decide, most useful first."""

from __future__ import annotations

import sqlite3
from typing import Any

from ..extractors.wording import people
from . import checks
from .decided import decided

COLUMNS = ("doubt", "what", "other", "count", "text", "article", "start")
_SHORTEST = 2  # characters of a form of a name


def doubts(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """All doubtful cases. `count` is the number of articles, or of numerals of that shape, that one answer settles."""
    found = [*same_firms(db), *districts(db), *_checked(db)]
    return sorted(found, key=lambda row: -(row["count"] or 1))


def same_firms(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Firms whose name is part of exactly one other firm's: one firm, or a parent and its subsidiary."""
    firms = dict(db.execute("SELECT id, articles FROM firms ORDER BY id"))
    holders: dict[str, set[str]] = {}
    for firm in firms:
        for start in range(len(firm)):
            for end in range(start + _SHORTEST, len(firm) + 1):
                part = firm[start:end]
                if part in firms and part != firm:
                    holders.setdefault(part, set()).add(firm)
    decisions = decided(db, "firm")
    found = []
    for part, longer in sorted(holders.items()):
        holder = min(longer)
        if len(longer) == 1 and decisions.head(holder) not in decisions.apart.get(decisions.head(part), ()):
            count = min(firms[part], firms[holder])
            found.append(_row("same firm?", part, other=holder, count=count, **_where(db, "firm", part)))
    return found


def districts(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Divisions that no article places: without a code, and without a parent."""
    query = "SELECT id, articles FROM districts WHERE code IS NULL AND parent_id IS NULL ORDER BY id"
    return [
        _row("which district?", district, count=articles, **_where(db, "district", district))
        for district, articles in db.execute(query).fetchall()
    ]


def _checked(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """What `kbuild check` finds, in the columns of doubts."""
    found = []
    for row in checks.differences(db):
        numbers = f"{people(row['claimed'])} / {people(row['found'])}" if row["found"] is not None else None
        found.append(
            _row(f"{row['check']}?", row["what"], numbers, row["count"], row["text"], row["article"], row["start"])
        )
    for row in checks.unclaimed(db):
        found.append(
            _row("unread numeral?", row["what"], None, row["count"], row["text"], row["article"], row["start"])
        )
    return found


def _where(db: sqlite3.Connection, entity: str, entity_id: str) -> dict[str, Any]:
    """A sentence that names an entity, and where it stands."""
    from .dossier import sentences

    for found in sentences(db, entity, entity_id, 1):
        text = f"{found['before'][-30:]}⟦{found['text']}⟧{found['after'][:30]}"
        return {"text": text, "article": found["article"], "start": found["start"]}
    return {}


def _row(
    doubt: str,
    what: str,
    other: str | None = None,
    count: int | None = None,
    text: str | None = None,
    article: str | None = None,
    start: int | None = None,
) -> dict[str, Any]:
    return dict(zip(COLUMNS, (doubt, what, other, count, text, article, start), strict=True))
