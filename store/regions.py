"""Regions: names for several divisions. Well-known ones are data; a user's own groups lie in a text file.

The file is called kb.groups.tsv and lies beside kb.db: a line for each group, its name and its members parted by tabs,
each member whatever `--in` understands. A group comes before a region of the same name.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path

from ..extractors.errors import InputError
from ..extractors.fold import fold
from ..extractors.lexicon import rows


@cache
def shipped() -> dict[str, tuple[str, ...]]:
    """Folded name of each region (长三角, 江浙沪, 沪) to the codes of its divisions; -code is left out of it."""
    found: dict[str, tuple[str, ...]] = {}
    for file in ("regions.tsv", "division_names.tsv"):  # the first that knows a name
        for name, codes, *_ in rows(file):
            found.setdefault(fold(name), tuple(codes.split()))
    return found


def prefix(code: str) -> str:
    """What the codes of a division and of all in it begin with.

    >>> prefix("310000"), prefix("440100"), prefix("331000"), prefix("310112")
    ('31', '4401', '3310', '310112')
    """
    digits = code.rstrip("0")
    return digits + "0" * (len(digits) % 2)


def ids(db: sqlite3.Connection, codes: tuple[str, ...]) -> list[str]:
    """Ids of the districts that have these codes or lie in them, without those of a `-code`."""
    query = "SELECT id FROM districts WHERE id >= ?1 AND id < ?1 || ':'"  # ':' follows '9'
    found: dict[str, None] = {}
    for code in codes:
        for (one,) in db.execute(query, (prefix(code.removeprefix("-")),)):
            if code.startswith("-"):
                found.pop(one, None)
            else:
                found[one] = None
    return list(found)


def beside(database: str) -> Path:
    """The text file of a database's groups: kb.groups.tsv beside kb.db."""
    return Path(database).with_suffix(".groups.tsv")


def read(path: Path) -> dict[str, list[str]]:
    """The groups of a text file, none if there is no file. Raises InputError for what is no such file."""
    if not path.is_file():
        return {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8; save it so") from None
    found = {}
    for number, line in enumerate(lines, 1):
        name, *members = (part.strip() for part in line.split("\t"))
        if not line.strip() or line.startswith("#"):
            continue
        if not name or not any(members):
            raise InputError(f"{path} line {number}: write a name and its members, parted by tabs")
        found[name] = [member for member in members if member]
    return found


def write(path: Path, groups: dict[str, list[str]]) -> None:
    """Write a text file of groups, whole or not at all."""
    half = path.with_name(path.name + ".new")
    lines = ("\t".join((name, *members)) for name, members in sorted(groups.items()))
    half.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")
    half.replace(path)


def groups(db: sqlite3.Connection) -> dict[str, list[str]]:
    """The groups beside an open database."""
    path = db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    return read(beside(path)) if path else {}
