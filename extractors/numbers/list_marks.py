"""The numbers of a list's items, where they stand glued to a numeral: 7.15个城市 behind an item 6."""

from __future__ import annotations

import re

# 7.15个城市 in a list whose item before begins with 6.
_MARKED = re.compile(r"^[ \t]*(\d{1,2})\.(?=\d)", re.MULTILINE)
_FURTHER = 30
"""How many lines of a list within the list are passed over."""


def list_marks(folded: str) -> dict[int, int]:
    """Where the number of a list's item stands glued to a numeral, to where the numeral begins."""
    found = {}
    for match_ in _MARKED.finditer(folded):
        line = match_.start()
        for _ in range(_FURTHER):
            if not line:
                break
            line = folded.rfind("\n", 0, line - 1) + 1
            if folded[line : line + 1] != "(":
                break
        before = f"{int(match_[1]) - 1}."
        listed = folded.startswith(before, line) and line < match_.start()
        if listed and (line in found or not folded[line + len(before) :][:1].isdigit()):  # no column of decimals
            found[match_.start(1)] = match_.end()
    return found
