"""Plain values of options, without the machinery that would be loaded for them.

Typer 0.29 hands every value to pydantic, and importing that takes a third of the time of a short command (0.1 s of
0.3). A word, a flag, a whole number, one of a list of words and a list of words need none of it; whatever else is
given, and whatever is wrong, goes typer's way and is reported by it.

This replaces a method of typer that is not promised to stay, so it is done for the releases it was made for and no
other: with those that follow commands only start more slowly. `tests/cli/test_values.py` holds both ways to the same
values; a release that passes it with its number in `KNOWN` may stay there.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

import typer
from typer.core import TyperArgument, TyperOption

KNOWN = ("0.29.",)
"""Beginnings of the versions of typer whose `get_runtime_param` is the one replaced here."""


class _PlainValue:
    """What typer asks to turn the text of an option into its value (its `RuntimeParam`)."""

    def __init__(self, otherwise: Callable[[Any], Any]) -> None:
        self._otherwise = otherwise

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value; typer's own way for all but the plain cases."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        plain = _plain(value, param)
        return self._otherwise(param).coerce(value, param=param, ctx=ctx) if plain is None else plain


def _plain(value: Any, param: Any) -> Any:
    """The value where it is plain, else None."""
    wanted = param.type_descriptor.annotation
    if wanted in (str, bool, float):
        return value if isinstance(value, wanted) else None
    if wanted == list[str] and isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return list(value)
    if wanted is int and isinstance(value, str | int) and (written := str(value)).isascii() and written.isdecimal():
        number = int(written)
        return number if (param.min or 0) <= number <= (number if param.max is None else param.max) else None
    if isinstance(wanted, type) and issubclass(wanted, Enum) and isinstance(value, str):
        return next((one for one in wanted if one.value == value), None)
    return None


def lighten() -> None:
    """Let typer take plain values the short way, if it is one of the `KNOWN` releases."""
    if not typer.__version__.startswith(KNOWN):
        return
    for kind in (TyperOption, TyperArgument):
        plain = _PlainValue(kind.get_runtime_param)
        kind.get_runtime_param = lambda _, plain=plain: plain  # type: ignore[method-assign, misc]
