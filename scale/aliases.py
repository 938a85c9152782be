"""What every form of a firm's name stands for, from the claims of all evidence, in memory as columns of Arrow.

The rule is that of the database, `store.identity.stands_for`. 10⁸ claims take a few GB here, where a dictionary of
Python strings would take ten times as much.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import pyarrow as pa

from ..store.decided import Decided
from ..store.identity import stands_for
from ..store.kinds import longest

Claims = Iterable[tuple[str, list[str], list[str]]]
"""A form, the keys that claim it and are longer than it, and those that it may be short for; each form once."""

_CHUNK = 100_000


class Identities:
    """The forms that stand for another firm than themselves; looked up by bisection, for millions of them in arrays."""

    def __init__(self, keys: Any, ids: Any) -> None:
        self._keys, self._ids = keys, ids
        self._known: dict[str, str] = {}

    def stands_for(self, key: str) -> str:
        """The id of the firm that a key stands for."""
        if key not in self._known:
            if len(self._known) >= _CHUNK:
                self._known.clear()
            at = bisect_left(_Column(self._keys), key)
            there = at < len(self._keys) and self._keys[at].as_py() == key
            self._known[key] = self._ids[at].as_py() if there else key
        return self._known[key]

    @staticmethod
    def read(stream: Any) -> Identities:
        """Those that `write` wrote."""
        table = pa.ipc.open_file(stream).read_all().combine_chunks()
        return Identities(_one(table["key"]), _one(table["id"]))


class _Column:
    """An Arrow array as bisection sees a list."""

    def __init__(self, array: Any) -> None:
        self._array = array

    def __len__(self) -> int:
        return len(self._array)

    def __getitem__(self, at: int) -> str:
        value: str = self._array[at].as_py()
        return value


def _one(column: Any) -> Any:
    return column.chunk(0) if column.num_chunks else pa.array([], pa.large_string())


def resolved(claims: Claims) -> Iterator[tuple[str, str]]:
    """The forms that stand for another firm, with its id, the longest first."""
    forms, claimants, namesakes = _columns(claims)
    order = sorted(range(len(forms)), key=lambda at: longest(forms[at].as_py()), reverse=True)
    found: dict[str, str] = {}
    for at in order:  # what claims a form is longer than it, and was worked out before
        form: str = forms[at].as_py()
        said, likely = partial(_listed, claimants, at), partial(_listed, namesakes, at)
        stands = stands_for(form, Decided(), said, likely, partial(_stands, found))
        if stands is not None and stands != form:
            found[form] = stands
            yield form, stands


def _listed(claimants: Any, at: int, _form: str) -> list[str]:
    keys: list[str] = claimants[at].as_py()
    return keys


def _stands(found: dict[str, str], key: str) -> str:
    return found.get(key, key)


def _columns(claims: Claims) -> tuple[Any, Any, Any]:
    """The claims as three arrays, of the forms, of the lists of what claims them and of what they are short for."""
    parts: list[tuple[Any, Any, Any]] = []
    held: list[tuple[str, list[str], list[str]]] = []
    for claim in claims:
        held.append(claim)
        if len(held) == _CHUNK:
            parts.append(_arrays(held))
            held = []
    parts.append(_arrays(held))
    forms, claimants, namesakes = (
        pa.chunked_array(list(column)).combine_chunks() for column in zip(*parts, strict=True)
    )
    return forms, claimants, namesakes


def _arrays(held: list[tuple[str, list[str], list[str]]]) -> tuple[Any, Any, Any]:
    return (
        pa.array([form for form, _, _ in held], pa.large_string()),
        pa.array([keys for _, keys, _ in held], pa.large_list(pa.large_string())),
        pa.array([keys for _, _, keys in held], pa.large_list(pa.large_string())),
    )


def write(stream: Any, pairs: Iterable[tuple[str, str]]) -> int:
    """Write forms and ids in the order of the forms by code point; gives back how many there are."""
    found = sorted(pairs)
    columns = zip(*found, strict=True) if found else ((), ())
    table = pa.table([pa.array(list(column), pa.large_string()) for column in columns], ["key", "id"])
    with pa.ipc.new_file(stream, table.schema) as writer:
        writer.write_table(table)
    return len(found)
