"""Lists in which each industry has a place of its own (甲县的茶叶、乙县的竹木), and what is said of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..rules import rule
from ..scan import Anchor
from ..view import Span, View
from .cluster_frames import Found
from .cluster_gaps import Listing
from .cluster_gates import Gate
from .cluster_lists import list_after
from .homes import Homes
from .place_groups import Group
from .tiers import BARE, TIER, tier_of

OWNED = rule(
    "cluster.owned",
    "Industries that stand in a list, each behind a place of its own, and are counted or called clusters or leading "
    "industries together.",
    reads=(
        "昆山市的⟦茶叶⟧、太仓市的⟦竹木⟧都是全省重点培育的产业集群。",
        "昆山市⟦家具⟧、太仓市⟦羽绒服装⟧,两个集群同时上榜。",
        "苏州市公布4个产业集群:昆山市“⟦家具⟧”“⟦羽绒服装⟧”,太仓市“⟦竹木⟧”,常熟市“⟦茶叶⟧”。",
    ),
    leaves=("昆山市的茶叶、太仓市的竹木走进展会。", "昆山市的茶叶、太仓市的竹木远离产业集群。"),
)

_TOGETHER = re.compile(
    r"(?:产业|行业)?(?:等地?)?,?(?:"
    r"[^,。;、不非]{0,6}?(?:是|为|成为|成了|作为|列为|列入|入选|入围|跻身|获评|并称|构成|组成|形成)[^,。;、]{0,16}?"
    r"|[^,。;、不非]{0,6}?(?:[两三四五六七八九十]|\d{1,2})(?:个|大)[^,。;、]{0,8}?|这些[^,。;、]{0,4}?|等[^,。;、]{0,4}?"
    r"|[^,。;、不非]{0,6}?,[^,。;、不非没远]{0,14}?[“\"]?|[一各][^,。;、]{1,6}的|(?:…{1,2}|—{1,2})[^,。;、]{0,10}?[“\"]?)"
)
"""What may stand between such a list and its head noun."""
# …个产业集群|如下:
_OPENS = re.compile(r"(?:名单|目录|布局|如下|分别[是为])?[:：]")
_BETWEEN = re.compile(r"(?:产业|行业)?(?:[、,;]|和|与|及|以及)")
_KINDS = ("cluster", "leading", "base", "plain", "apart", "named")
_FEWEST = 3
"""How many places a list behind a colon has at least."""
_LONGEST = 12
"""How long a name may be that is no known industry's."""
_MOST = 24
"""How many places of a sentence are looked at."""


class Owners:
    """Reads the lists of one article; `blocks` are the spans of its places and firms."""

    def __init__(self, view: View, gate: Gate, homes: Homes, blocks: Sequence[Span]) -> None:
        self._view, self._folded, self._gate, self._homes, self._blocks = view, view.folded, gate, homes, blocks

    def read(self, heads: Sequence[Anchor]) -> Iterator[Found]:
        """The lists before each head noun that gathers two or more of them."""
        for head in heads:
            if head.payload[0] not in _KINDS:
                continue
            sentence = self._view.sentence_at(head.start)
            groups = self._homes.groups_in(max(sentence.start, head.start - 300), head.start)[-_MOST:]
            yield from self._before(head, groups)
            yield from self._behind(head)

    def _before(self, head: Anchor, groups: Sequence[Group]) -> Iterator[Found]:
        for last in (len(groups) - 1, len(groups) - 2):  # 都是[某市]的支柱产业
            listing = self._item(groups[last], head.start) if last > 0 else None
            if listing is None:
                continue
            gap = Span(listing.members[-1].end, head.start)
            if not _TOGETHER.fullmatch(self._folded, *gap):
                continue
            sized = TIER.search(self._folded, *gap) or BARE.search(self._folded, *gap)
            if head.payload[0] == "plain" and sized is None:
                return
            run = [listing, *self._run(groups[: last + 1])]
            if len(run) > 1 and self._mostly_trades(run):
                tier = tier_of(sized["size"]) if sized else None
                yield from (Found(replace(one, tier=tier), OWNED) for one in run)
            return

    def _behind(self, head: Anchor) -> Iterator[Found]:
        """The list that a head noun opens with a colon: 公布4个产业集群:甲县“家具”,乙市“茶叶”“竹木”."""
        opened = _OPENS.match(self._folded, head.end)
        if opened is None or head.payload[0] == "apart":
            return
        end = self._view.sentence_at(opened.end()).end
        groups = self._homes.groups_in(opened.end(), end)[:_MOST]
        if len(groups) < _FEWEST or groups[0].start > opened.end() + 1:
            return
        ends = [*(group.start for group in groups[1:]), end]
        run = [listing for group, stop in zip(groups, ends, strict=True) if (listing := self._named(group, stop))]
        if len(run) == len(groups) and self._mostly_trades(run):
            yield from (Found(one, OWNED) for one in run)

    def _mostly_trades(self, run: Sequence[Listing]) -> bool:
        """Whether more than half of the names of a list are surely industries: the others then are, too."""
        members = [member for listing in run for member in listing.members]
        return 2 * sum(self._gate.plausible(member, "plain") for member in members) > len(members)

    def _run(self, groups: Sequence[Group]) -> Iterator[Listing]:
        """The items before the last group, as long as each runs up to the place of the next."""
        for at in range(len(groups) - 2, -1, -1):
            listing = self._item(groups[at], groups[at + 1].start)
            if listing is None:
                return
            if not _BETWEEN.fullmatch(self._folded, listing.members[-1].end, groups[at + 1].start):
                return
            yield listing

    def _item(self, group: Group, end: int) -> Listing | None:
        """What stands right behind a group of places and may be industries."""
        listing = self._named(group, end)
        plausible = listing is not None and all(self._gate.plausible(member, "cluster") for member in listing.members)
        return listing if plausible else None

    def _named(self, group: Group, end: int) -> Listing | None:
        """The names that stand right behind a group of places, in quotes or not."""
        start = group.end + self._folded.startswith("的", group.end)
        listing = list_after(self._folded, start, end, self._blocks)
        if listing is None or listing.start != start + self._folded.startswith(("“", "「", '"'), start):
            return None
        return listing if all(len(member.name) <= _LONGEST for member in listing.members) else None
