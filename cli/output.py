"""What goes out: rows in the format asked for, and text made harmless for a terminal."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: str) -> str:
    """Text on one line without control characters: nothing in it can move the cursor or colour the screen."""
    return _CONTROL.sub(lambda match: " " if match[0] in "\t\n\r" else "\ufffd", text)
