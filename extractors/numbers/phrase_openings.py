"""Where a phrase begins that stands behind the mark of an item, a bracket or a quotation mark."""

from __future__ import annotations

import re

from ..view import View

# (6), 5., 三、: the mark of an item of a list
_LIST_MARK = re.compile(
    r"\s*(?:[((\[]\d{1,2}[))\]]|\d{1,2}[.、.](?!\d)|[((]?[一二三四五六七八九十]{1,3}[))、]|[①-⑳])\s*"
)
OPENING, _CLOSING = "([{<“‘「『《【", ")]}>”’」』》】"
_ROUND = re.compile(r"[()]")
_BRACKET = re.compile(r"[(\[{<“‘「『《【]")


def after_mark(view: View, start: int, end: int) -> int:
    """Behind the number of an item of a list, where a phrase opens the item: (6)|某省经济总量, 5.|春运40天."""
    mark = _LIST_MARK.match(view.folded, start, end)
    opens = mark is not None and view.sentence_at(start).start == start
    return mark.end() if mark is not None and opens else start


def after_closing(text: str, start: int, end: int) -> int:
    """Behind the last closing bracket whose opening one lies before `start`: (下称甲酒业)|库里."""
    depth = 0
    for bracket in _ROUND.finditer(text, start, end):
        if bracket[0] == "(":
            depth += 1
        elif depth:
            depth -= 1
        else:
            start = bracket.end()
    return start


def after_opening(text: str, start: int, end: int) -> int:
    """Behind the last bracket or quotation mark that is still open at `end`."""
    if not _BRACKET.search(text, start, end):
        return start
    depth = 0
    for at in range(end - 1, start - 1, -1):
        if text[at] in _CLOSING:
            depth += 1
        elif text[at] in OPENING:
            if depth == 0:
                return at + 1
            depth -= 1
    return start
