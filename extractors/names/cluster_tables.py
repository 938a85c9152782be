"""Clusters in tables: a column of clusters, and a column of the places that bear them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..view import Span, View
from .cluster_drafts import Draft
from .cluster_lists import list_before
from .homes import Home, Homes, Strength
from .tiers import TIER, tier_of

_NAMED = re.compile(r"集群|(?:主导|支柱|首位|主攻|特色|优势|重点)产业|产业链|产业名称|产业方向|^产业$")
_COUNTED = re.compile(r"数|值|率|规模|收入|营收|\(")
_SUM = re.compile(r"(?:合计|总计|小计|全市|全省|全区|全县|其他)")


def of_tables(view: View, homes: Homes, rule: str) -> Iterator[Draft]:
    """The clusters of every table that has a column of them."""
    for block in view.blocks:
        if block.kind == "table" and len(block.rows) > 1:
            yield from _of_table(view, homes, rule, block.rows)


def _of_table(view: View, homes: Homes, rule: str, rows: Sequence[Sequence[Span]]) -> Iterator[Draft]:
    header = [view.folded[cell.start : cell.end] for cell in rows[0]]
    columns = [i for i, name in enumerate(header) if _NAMED.search(name) and not _COUNTED.search(name)]
    for row in rows[1:]:
        for cell in (row[column] for column in columns if column < len(row)):
            if not _SUM.match(view.folded, cell.start, cell.end):
                yield from _of_row(view, homes, rule, row, cell)


def _of_row(view: View, homes: Homes, rule: str, row: Sequence[Span], cell: Span) -> Iterator[Draft]:
    listing = list_before(view.folded, cell.start, cell.end, [])
    if listing is None:
        return
    others = [other for other in row if other != cell]
    groups = [group for other in others for group in homes.groups_in(other.start, other.end)]
    places = tuple(place for group in groups for place in group.places)
    home = Home(places, Strength.PHRASE) if places else homes.of(cell.start, cell.end)
    sized = next((size for other in others if (size := TIER.search(view.folded, *other))), None)
    tier = listing.tier or (tier_of(sized["size"]) if sized else None)
    for member in listing.members:
        industry = view.text[member.start : member.end]
        yield Draft(member.start, member.end, industry, home, rule, tier, listing.grade)
