"""What the lines of a list begin with: ——某某二期, ●某某二期, 3.某某二期, ③某某二期."""

from __future__ import annotations

BULLET = r"(?:——|[●○◆◇■▲★·•-]|\(?\d{1,2}[.、)]|[①-⑳])"
"""A regular expression, for folded text, of the mark or the number of an item."""
