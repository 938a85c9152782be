"""The divisions of China by their codes: what a district is that a decision places, whether a text names it or not."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ..extractors.lexicon import rows
from .kinds import Row

_MUNICIPALITIES = ("11", "12", "31", "50")


@cache
def divisions() -> dict[str, tuple[str, str, str | None]]:
    """Code to name, level and the code of the parent."""
    return {code: (name, level, parent or None) for code, name, level, parent, *_ in rows("divisions.tsv")}


def is_division(key: str) -> bool:
    """Whether a key is the code of a division, or lies in one."""
    return key.partition("/")[0] in divisions()


def lineage(key: str) -> list[str]:
    """The keys of a place and of those it lies in, the nearest first.

    >>> lineage("310112/云杉工业区")
    ['310112/云杉工业区', '310112', '310000']
    """
    found = []
    at: str | None = key
    while at:
        found.append(at)
        at = divisions()[at][2] if at in divisions() else at.rpartition("/")[0]
    return found


def said(key: str) -> Row:
    """What there is to say of the place of a key: name, full name, code, level, parent."""
    names = [divisions()[one][0] if one in divisions() else one.rpartition("/")[2] for one in lineage(key)]
    _, level, parent = divisions().get(key, ("", "town", key.rpartition("/")[0] or None))
    return (names[0], "".join(reversed(names)), key if key in divisions() else None, level, parent)


def cities(codes: Iterable[str | None]) -> set[str]:
    """The cities that the codes of districts lie in, each by how its codes begin; a province alone is in none.

    >>> sorted(cities(["510000", "510100", "510104", "310112"]))
    ['31', '5101']
    """
    known = [code for code in codes if code is not None]
    in_cities = [code for code in known if code[:2] in _MUNICIPALITIES or code[2:] != "0000"]
    return {code[:2] if code[:2] in _MUNICIPALITIES else code[:4] for code in in_cities}
