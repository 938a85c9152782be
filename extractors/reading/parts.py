"""What a page is made of before its articles are known: parts in reading order, each with its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

PartKind = Literal["text", "heading", "item", "table"]


@dataclass(slots=True)
class Part:
    """A piece of a page; `level` is a heading's depth (1 the highest, 0 unknown), `rows` a table's cells as text.

    `linked` tells of a link to the full text right after the part, as digests of news have.
    """

    kind: PartKind
    text: str
    level: int = 0
    rows: list[list[str]] = field(default_factory=list)
    linked: bool = False


_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control and format characters say nothing to a reader; lone surrogates and non-characters cannot be stored.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_UNSTORABLE = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with every line break as a newline, invisible characters gone, unstorable ones as U+FFFD.

    >>> clean("甲\\r\\n乙\\x00")
    '甲\\n乙'
    """
    return _UNSTORABLE.sub("\ufffd", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))


def one_line(text: str) -> str:
    """The text with each run of white space as one space, none at its ends."""
    return " ".join(text.split())
