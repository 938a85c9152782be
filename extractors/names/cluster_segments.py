"""The pieces of a list: between its 、, outside brackets and quotes, down to the mark that ends it."""

from __future__ import annotations

import re

from ..view import Span

_OPEN, _CLOSE = '“‘「『(《【"', '”’」』)》】"'


_MARKS = re.compile("[" + re.escape(_OPEN + _CLOSE + ",。;:!?…\n\t|→—●■◆•~") + "、]|(?<=[㐀-鿿]) (?=[㐀-鿿])")
"""What parts a list, opens and closes a piece of it, or ends it."""


def segments_before(folded: str, floor: int, end: int) -> list[Span]:
    """The pieces between 、 to the left of `end`, the last first, down to the punctuation that ends the clause."""
    pieces, depth, stop, left = [], 0, end, floor
    for mark in reversed(list(_MARKS.finditer(folded, floor, end))):
        character = mark[0]
        if character in _CLOSE and not (character == '"' and depth):
            depth += 1
        elif character in _OPEN and depth:
            depth -= 1
        elif character in _OPEN or (not depth and character != "、"):
            left = mark.end()
            break
        elif not depth:
            pieces.append(Span(mark.end(), stop))
            stop = mark.start()
    pieces.append(Span(left, stop))
    return [quoted for piece in pieces for quoted in reversed(_unquoted(folded, *piece))]


def segments_after(folded: str, start: int, ceiling: int) -> list[Span]:
    """The pieces between 、 to the right of `start`, up to the punctuation that ends the list."""
    pieces, depth, left, right = [], 0, start, ceiling
    for mark in _MARKS.finditer(folded, start, ceiling):
        character = mark[0]
        if character in _OPEN and not (character == '"' and depth):
            depth += 1
        elif character in _CLOSE and depth:
            depth -= 1
        elif character in _CLOSE or (not depth and character != "、"):
            right = mark.start()
            break
        elif not depth:
            pieces.append(Span(left, mark.start()))
            left = mark.end()
    pieces.append(Span(left, right))
    return [quoted for piece in pieces for quoted in _unquoted(folded, *piece, leading=True)]


_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{1,80})[”」』\"]")


_CODE = re.compile(r"[0-9a-z]\+|\+[0-9a-z]")
"""What makes the code of a plan of a quotation (3+1+N), not a list (汽车+家电+新材料)."""


def _unquoted(folded: str, start: int, end: int, leading: bool = False) -> list[Span]:
    """The parts of the quotations that a piece ends with (or, `leading`, begins with); else the piece itself."""
    quoted = list(_QUOTED.finditer(folded, start, end))
    run: list[re.Match[str]] = []
    at = start if leading else end
    for match in quoted if leading else reversed(quoted):
        if (match.start() if leading else match.end()) != at:
            break
        run.append(match)
        at = match.end() if leading else match.start()
    inner = []
    for match in run if leading else reversed(run):
        left = match.start(1)
        mark = "+" if match[1].count("+") > 1 and not _CODE.search(match[1]) else "、"
        for part in match[1].split(mark):
            inner.append(Span(left, left + len(part)))
            left += len(part) + 1
    return inner or [Span(start, end)]
