"""Text that goes out: made harmless for a terminal, a page of Markdown or a line of JSON."""

from __future__ import annotations

import json
import re
from typing import Any

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~])")


def plain(text: str) -> str:
    """Text on one line without control characters: nothing in it can move the cursor or colour the screen.

    >>> plain("a\\x1b[31mb\\nc")
    'a\ufffd[31mb c'
    """
    return _CONTROL.sub(lambda match: " " if match[0] in "\t\n\r\u2028\u2029" else "\ufffd", text)


def many(number: int, noun: str) -> str:
    """A number of things.

    >>> many(1, "document"), many(2000, "file")
    ('1 document', '2,000 files')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def holdings(documents: int, articles: int) -> str:
    """How much a database or a folder of evidence holds.

    >>> holdings(1, 3)
    '1 document (3 articles)'
    """
    return f"{many(documents, 'document')} ({many(articles, 'article')})"


def markdown(text: str) -> str:
    """Text that stays text in a page or a table of Markdown."""
    return _MARKDOWN.sub(r"\\\1", plain(text).replace("&", "&amp;"))


def to_json(value: Any) -> str:
    """JSON on one line, Chinese as it is, characters that a terminal obeys as escapes."""
    written = json.dumps(value, ensure_ascii=False, default=as_text)
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def as_text(value: Any) -> str:
    """A value as plain text: whole numbers without .0, nothing for null, true and false, a list with semicolons.

    Bytes, which only SQL of a user's own gives, in hexadecimal digits.
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.15g}"
        case bytes():
            return value.hex()
        case list():
            return ";".join(map(as_text, value))
        case _:
            return str(value)
