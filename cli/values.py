"""Plain values of options, without the machinery that would be loaded for them.

Since 0.27 typer hands every value to pydantic, and importing that takes longer than most of our commands run. A word, a
flag, a whole number, one of a list of words and a list of words need none of it; whatever else is given, and whatever
is wrong, goes typer's way and is reported by it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from typer.core import TyperArgument, TyperOption


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
    if wanted is int and isinstance(value, str | int) and str(value).isdecimal():
        number = int(value)
        return number if (param.min or 0) <= number <= (number if param.max is None else param.max) else None
    if isinstance(wanted, type) and issubclass(wanted, Enum) and isinstance(value, str):
        return next((one for one in wanted if one.value == value), None)
    return None


def lighten() -> None:
    """Let typer take plain values the short way; does nothing to a typer that has no other."""
    for kind in (TyperOption, TyperArgument):
        otherwise: Callable[[Any], Any] | None = getattr(kind, "get_runtime_param", None)
        if otherwise is not None:
            plain = _PlainValue(otherwise)
            kind.get_runtime_param = lambda _, plain=plain: plain  # type: ignore[method-assign, misc]
