"""Seeking the matches of a large pattern in a long text: only where its first characters stand.

A pattern of many alternatives is tried at every character, although a match begins at few of them. What a match can
begin with follows from the pattern itself; a search for these characters alone is a loop in C over a table, twenty
times as fast, and the pattern is tried where it stops. `Seeker.finditer` gives what `re.Pattern.finditer` gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from math import inf
from typing import Any

sre: Any
parser: Any
try:
    sre, parser = import_module("re._constants"), import_module("re._parser")
except ImportError:  # another Python: every character is tried
    sre = parser = None

_ANY = ""
"""The class of what may be any character."""
Head = tuple[str, ...]
"""The first consumed characters of a match, two at most, each as what stands in a character class."""
_MOST = 2000
# Categories as ranges that hold more than them, but nothing of Chinese: a class of ranges is a table to `re`, one with
# a category is gone through item by item.
_CATEGORIES = (
    {
        sre.CATEGORY_DIGIT: "0-9\u0660-\u1c59\ua620-\uabf9\uff10-\uff19\U000104a0-\U0001fbf9",
        sre.CATEGORY_SPACE: "\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u205f\u3000",
    }
    if sre
    else {}
)


class _UnknownError(Exception):
    """The pattern may begin with anything."""


_PAYS = 3000
"""How many characters a pattern is tried at before it is asked what it can begin with, which takes a millisecond."""


class Seeker:
    """A compiled pattern that matches at least one character, sought only where a match can begin.

    For the one page of a command it is tried everywhere.
    """

    def __init__(self, pattern: re.Pattern[str], also: str = "") -> None:
        """`also` is what holds behind the first character of every match besides, where much begins alike: numbers."""
        self.pattern, self._also = pattern, also
        self._openers: re.Pattern[str] | None = None
        self._left: float = _PAYS

    def learn(self) -> re.Pattern[str] | None:
        """Find what matches begin with, if that can be told."""
        openers = openers_of(self.pattern)
        self._left = inf
        self._openers = re.compile(openers + self._also) if openers else None
        return self._openers

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches in `text[start:end]`, by position, not overlapping."""
        end = len(text) if end is None else end
        openers = self._openers or self._learned(end - start)
        if openers is None:
            return self.pattern.finditer(text, start, end)
        first = openers.search(text, start, end)
        # Most short stretches hold none: they are done without a generator.
        return iter(()) if first is None else self._found(openers, text, first.start(), end)

    def _learned(self, size: int) -> re.Pattern[str] | None:
        """What matches begin with, once so much has been searched, `size` more now, that it pays to find out."""
        self._left -= size
        return self.learn() if self._left <= 0 else None

    def _found(self, openers: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        match = self.pattern.match
        for opener in openers.finditer(text, start, end):
            at = opener.start()
            if at >= start and (found := match(text, at, end)) is not None:
                yield found
                start = found.end()

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in `text[start:end]`."""
        return next(self.finditer(text, start, end), None)


def openers_of(pattern: re.Pattern[str]) -> str | None:
    """A pattern of one character that stands wherever a match of `pattern` begins; None where that may be anywhere.

    >>> openers_of(re.compile("计划|目标|[0-9]+年|。"))
    '[0-9。目计](?:(?<=[。])|(?=[0-9划年标]))'
    """
    if parser is None or pattern.flags & re.IGNORECASE:
        return None
    try:
        heads = _heads(parser.parse(pattern.pattern, pattern.flags)) - {()}
    except _UnknownError:
        return None
    if any(head[0] == _ANY for head in heads):
        return None
    alone = {head[0] for head in heads if len(head) == 1 or head[1] == _ANY}
    led = {head[0] for head in heads} - alone
    second = {head[1] for head in heads if head[0] in led}
    if not led:
        return _class(alone)
    checks = [f"(?<={_class(alone)})"] if alone else []
    return f"{_class(alone | led)}(?:{'|'.join([*checks, f'(?={_class(second)})'])})"


def _class(items: set[str]) -> str:
    return f"[{''.join(sorted(items))}]" if items else "(?!)"


def _heads(sequence: Any) -> set[Head]:
    """What a match of a parsed sequence can begin with; () for a match of nothing."""
    heads: set[Head] = {()}
    for operator, argument in sequence:
        following = _of(operator, argument)
        heads = {(*head, *more)[:2] for head in heads for more in (following if len(head) < 2 else {()})}
        if len(heads) > _MOST:
            raise _UnknownError
        if all(len(head) == 2 for head in heads):
            break
    return heads


def _of(operator: Any, argument: Any) -> set[Head]:
    """What the match of one parsed operation can begin with."""
    if operator is sre.LITERAL:
        return {(_escaped(argument),)}
    if operator is sre.IN:
        return {(_inside(argument),)}
    if operator in (sre.ANY, sre.NOT_LITERAL):
        return {(_ANY,)}
    if operator is sre.BRANCH:
        return set().union(*map(_heads, argument[1]))
    if operator is sre.SUBPATTERN:
        return _heads(argument[3])
    if operator is sre.ATOMIC_GROUP:
        return _heads(argument)
    if operator in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
        return {()}
    if operator is sre.FAILURE:
        return set()
    if operator is sre.GROUPREF_EXISTS:
        return _heads(argument[1]) | (_heads(argument[2]) if argument[2] else {()})
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _repeated(*argument)
    raise _UnknownError


def _repeated(least: int, most: int, sequence: Any) -> set[Head]:
    once = _heads(sequence)
    heads = once if least else once | {()}
    if most == 1:
        return heads
    # A second round may follow a first of one character.
    return heads | {(*head, *more)[:2] for head in once for more in once if len(head) == 1}


def _inside(items: Sequence[Any]) -> str:
    """A parsed character class as what stands between its brackets."""
    found = []
    for operator, argument in items:
        if operator is sre.LITERAL:
            found.append(_escaped(argument))
        elif operator is sre.RANGE:
            found.append(f"{_escaped(argument[0])}-{_escaped(argument[1])}")
        elif operator is sre.CATEGORY and argument in _CATEGORIES:
            found.append(_CATEGORIES[argument])
        else:  # a negated class, or a class of very many
            return _ANY
    return "".join(found)


def _escaped(code: int) -> str:
    return re.escape(chr(code))
