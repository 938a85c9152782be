"""The company of a place's name: how often divisions are named around it, and how much they speak for one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from ..view import View
from .gazetteer import divisions, lineage


class Company:
    """How often divisions are named in the article, and in each section, paragraph and sentence."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._counts: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
        self._headings = [block.start for block in view.blocks if block.kind == "heading"]

    def _scopes(self, offset: int) -> tuple[tuple[tuple[str, int], int], ...]:
        view = self._view
        return (
            (("article", 0), 1),
            (("section", bisect_right(self._headings, offset)), 3),
            (("block", view.block_at(offset).start), 9),
            (("sentence", view.sentence_at(offset).start), 27),
        )

    def add(self, key: str, offset: int) -> None:
        """Note that a division is named at `offset`."""
        named = (key, f"child of {divisions()[key].parent}")
        weight = 3 if self._view.block_at(offset).kind in ("title", "subtitle") else 1
        for scope, _ in self._scopes(offset):
            counts = self._counts[scope]
            for name in named:
                counts[name] = counts.get(name, 0) + weight

    def support(self, key: str, offset: int) -> float:
        """How much the places around `offset` speak for a division: itself, what it lies in, siblings, children."""
        division = divisions()[key]
        above = lineage(key)[1:]
        total = 0.0
        for scope, weight in self._scopes(offset):
            if scope not in self._counts:
                continue
            count = self._counts[scope].get
            near = min(6, 3 * count(key, 0) + count(f"child of {key}", 0))
            for step, parent in enumerate(above):
                near += min(6, count(parent, 0) * (3 if step == 0 else 1))
            if division.level == "district" and division.parent:
                near += min(4, count(f"child of {division.parent}", 0))
            total += weight * near
        return total

    def names(self, key: str) -> bool:
        """Whether the article names this very division elsewhere."""
        return self._counts[("article", 0)].get(key, 0) > 0
