"""A decision as people put it, on a database: names looked up, contradictions refused, the text file kept in step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..extractors.errors import UsageError
from ..extractors.fold import name_key
from . import decisions, dossier
from .database import transaction
from .decided import decided
from .decisions import Decision
from .divisions import is_division

ENTITIES = {
    "same": ("district", "cluster", "firm"),
    "different": ("district", "cluster", "firm"),
    "not-a-firm": ("firm",),
    "rename": ("district", "cluster", "firm"),
    "place": ("district",),
}
"""Verdict to the kinds of entity that it is for."""


def keys(db: sqlite3.Connection, verdict: str, name: str) -> list[tuple[str, str]]:
    """Kind and key of what a name may stand for: the key that is called so, else the ids of what is."""
    query = "SELECT entity, key FROM identities WHERE key IN (?, ?) ORDER BY 1, 2"
    found = db.execute(query, (name, name_key(name))).fetchall() or dossier.candidates(db, name)
    wanted = [(entity, key) for entity, key in found if entity in ENTITIES[verdict]]
    if not wanted:
        raise UsageError(f"{name} is a {found[0][0]}; `{verdict}` is for a {' or a '.join(ENTITIES[verdict])}")
    return wanted


def decision(db: sqlite3.Connection, verdict: str, name: str, other: str, why: str, by: str, at: str) -> Decision:
    """The decision that people put in names. Raises UsageError where they are not clear or it makes no sense."""
    first = keys(db, verdict, name)
    if verdict in ("same", "different"):
        second = keys(db, verdict, other)
        found = [(entity, key, to) for entity, key in first for kind, to in second if entity == kind]
    else:
        second = []
        found = [(entity, key, _place(db, key, other) if verdict == "place" else other) for entity, key in first]
    if not found:
        raise UsageError(f"{name} is a {first[0][0]}, {other} a {second[0][0]}; `{verdict}` takes two of a kind")
    if len(found) != 1:
        ids = "、".join(key for _, key in [*first, *second][:6])
        raise UsageError(f"{name} is not clear{' with ' + other if second else ''}; write ids, such as {ids}")
    entity, key, to = found[0]
    try:
        return Decision(verdict, entity, key, to, why, by, at)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _place(db: sqlite3.Connection, key: str, code: str) -> str:
    """The key of a district at a code: a town or zone lies in the division of that code, any other district is it."""
    if not is_division(code):
        raise UsageError(f"{code} is no code of a division; six digits of GB/T 2260, such as 310112")
    level = db.execute(
        "SELECT d.level FROM identities AS i JOIN districts AS d ON d.id = i.id "
        "WHERE i.entity = 'district' AND ? IN (i.key, i.id)",
        (key,),
    ).fetchone()
    return f"{code}/{key.rpartition('/')[2]}" if level in (("town",), ("zone",)) and "/" not in code else code


def _is_placed(db: sqlite3.Connection, new: Decision) -> bool:
    """Whether the district that is to be placed stands where another decision placed it."""
    said = decided(db, "district")
    placed = [known for known in decisions.listed(db).values() if known.verdict == "place"]
    return new.verdict == "place" and said.head(new.key) in {said.head(known.key) for known in placed}


def decide(db: sqlite3.Connection, new: Decision) -> int:
    """Add a decision, within the transaction that is open; gives back its number.

    Raises UsageError where it contradicts others.
    """
    before = decisions.listed(db)
    after = before | {max(before, default=0) + 1: new}
    if new.id not in {known.id for known in before.values()}:
        if decisions.overruled(after) != decisions.overruled(before) or _is_placed(db, new):
            raise UsageError(
                f"{new.verdict} {new.key} {new.other}: contradicts what was decided before; see `kbuild decide list`, "
                "and take that back with `kbuild decide undo N` first"
            )
        decisions.add(db, [new])
    return next(number for number, known in decisions.listed(db).items() if known.id == new.id)


def bring(db: sqlite3.Connection, database: str, read: list[Decision], path: Path | None = None) -> None:
    """Add decisions read from a text file; the database's own file, edited, says what all of them are now."""
    own = decisions.path_beside(database)
    with transaction(db):
        if path is not None and own.is_file() and own.samefile(path):
            decisions.replace_all(db, read)
        else:
            _refuse_edited(db, own)
            decisions.add(db, read)
    decisions.write(own, decisions.listed(db).values())


@contextmanager
def recorded(db: sqlite3.Connection, database: str) -> Iterator[None]:
    """A transaction that changes decisions, and then the text file with them. Raises UsageError if that was edited."""
    own = decisions.path_beside(database)
    with transaction(db):
        _refuse_edited(db, own)
        yield
    decisions.write(own, decisions.listed(db).values())


def _refuse_edited(db: sqlite3.Connection, own: Path) -> None:
    """Lose no edit: the file must say what the database does."""
    if own.is_file() and decisions.read(own) != list(decisions.listed(db).values()):
        raise UsageError(f"{own} was edited; bring that in with `kbuild decide --from {own}` first")
