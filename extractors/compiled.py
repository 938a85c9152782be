"""Compiled patterns from the last run: compiling nine hundred of them anew takes longer than reading ten pages.

What the compiler of `re` makes of a pattern is a list of numbers. They are kept in the user's own cache folder, under
the version of Python, and given to the matching engine again, which checks them as it checks its compiler's. Only
processes of our own do so, the command line's and its fork server's. Where anything is amiss (another Python, a file
that is somebody else's or damaged, no folder to write to), patterns are compiled as ever. `KBUILD_CACHE` names
another folder; empty, none.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import re
import stat
import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, cast

Kept = dict[tuple[str, int], tuple[Any, ...]]
"""Pattern and flags to what the engine is given."""
_HEAD = 32  # bytes of the SHA-256 before what it is of
_MOST = 2500  # patterns kept: twice what all commands have, as those of earlier versions are among them


def folder() -> Path | None:
    """The user's folder for what can be made again; None where there is to be none."""
    named = os.environ.get("KBUILD_CACHE")
    if named is not None:
        return Path(named) if named else None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return Path(base) / "kbuild" if os.path.isabs(base) else None  # noqa: PTH117


def read(path: Path) -> Kept:
    """What a cache file holds; nothing where it is not ours alone to write, or not whole."""
    try:
        if not (_is_ours(os.lstat(path.parent)) and stat.S_ISDIR(os.lstat(path.parent).st_mode)):
            return {}
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(number, "rb") as stream:
            state = os.fstat(number)
            data = stream.read() if stat.S_ISREG(state.st_mode) and _is_ours(state) else b""
        if hashlib.sha256(data[_HEAD:]).digest() != data[:_HEAD]:
            return {}
        return cast(Kept, marshal.loads(data[_HEAD:]))
    except (OSError, ValueError, EOFError, TypeError):
        return {}


def _is_ours(state: os.stat_result) -> bool:
    """Whether nobody but this user can write what has this state."""
    return not hasattr(os, "geteuid") or (state.st_uid == os.geteuid() and not state.st_mode & 0o022)


def write(path: Path, kept: Kept) -> None:
    """Put a cache file in the place of the one before, whole or not at all; not being able to is no failure."""
    import tempfile

    data = marshal.dumps(kept)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(number, "wb") as stream:
                stream.write(hashlib.sha256(data).digest() + data)
            os.replace(name, path)  # noqa: PTH105
        except OSError:
            os.unlink(name)  # noqa: PTH108
            raise


@contextmanager
def patterns() -> Iterator[None]:
    """While this lasts, patterns that were compiled in an earlier run are not compiled again."""
    place = folder()
    try:
        compiler: Any = import_module("re._compiler")
        engine: Any = import_module("_sre")
        version = f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}-{engine.MAGIC}"
        compile_anew = compiler.compile
    except (ImportError, AttributeError):
        place = None
    if place is None:
        yield
        return
    path = place / f"{version}.bin"
    before = read(path)
    used: Kept = {}
    compiler.compile = _Compiler(compile_anew, compiler, engine, before, used)
    try:
        yield
    finally:
        compiler.compile = compile_anew
        if used.keys() - before.keys():
            write(path, before | used if len(before) < _MOST else used)


class _Compiler:
    """The compiler of `re`, with a memory."""

    def __init__(
        self, compile_anew: Callable[..., re.Pattern[str]], compiler: Any, engine: Any, before: Kept, used: Kept
    ) -> None:
        self._compile_anew, self._compiler, self._engine = compile_anew, compiler, engine
        self._before, self._used = before, used

    def __call__(self, pattern: Any, flags: int = 0) -> re.Pattern[str]:
        key = (pattern, int(flags))
        if type(pattern) is not str:
            return self._compile_anew(pattern, flags)
        if (known := self._before.get(key)) is not None:
            with suppress(Exception):  # the engine refuses what it did not make
                self._used[key] = known
                full_flags, code, *groups = known
                found = self._engine.compile(pattern, full_flags, array("I", code).tolist(), *groups)
                return cast("re.Pattern[str]", found)
        self._compiler._sre = _Engine(self._engine, self._used, key)
        try:
            return self._compile_anew(pattern, flags)
        finally:
            self._compiler._sre = self._engine


class _Engine:
    """The matching engine, which notes what it is given."""

    def __init__(self, engine: Any, used: Kept, key: tuple[str, int]) -> None:
        self._engine, self._used, self._key = engine, used, key

    def compile(self, pattern: str, flags: int, code: list[int], *groups: Any) -> re.Pattern[str]:
        """The compiled pattern."""
        self._used[self._key] = (int(flags), array("I", code).tobytes(), *groups)
        return cast("re.Pattern[str]", self._engine.compile(pattern, flags, code, *groups))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)
