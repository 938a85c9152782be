"""What stands between a list of industries and the head noun that it belongs to: modifiers, tiers, counts, 等."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .industry_names import Member, is_verb, last_edge, number
from .industry_words import listed_names, looks_industrial, modifiers
from .tiers import BARE, TIER, grade_of, tier_of

_COUNT = re.compile(
    r"(?:(?P<count>(?<!第)(?:\d{1,3}|[一二两三四五六七八九十]{1,3}))(?:个|大|条|类|项)|[一]批|若干|多个|多条|双)$"
)
_PLAN = re.compile(r"[“「\"]?\d{1,2}(?:\+[\dnx]{1,2}){1,4}[”」\"]?$", re.IGNORECASE)
"""The code of a plan between a list and its noun (等“8+1”重点产业链)."""
_THESE = re.compile(r"(?:这|上述|以上)(?:一|几大|几个)?$")
_DESCRIBED = re.compile(r"(?<=[㐀-鿿])等([㐀-鿿]{1,6})$")
"""Behind 等 whatever names no industry describes the noun (等临港支柱产业)."""
_RELATIVE = re.compile(
    r"(?:具有|具备|颇具|极具|独具|各具|享誉|闻名|辐射|面向|在全|特色|优势|规模|链条|结构|配套|产值|营收)[^,。;、“”「」个大等]{0,14}的$"
)
"""What a cluster is said to be, between a count and its noun (三个具有全国影响力的产业集群)."""
_MAIN = re.compile(r"为(?:主导|主体|主|特色|支柱|核心|代表|龙头|重点|引领|首位?|引擎|优势|基础|骨干)(?:产业)?的$")


@dataclass(frozen=True, slots=True)
class Listing:
    """The industries before or after a head noun, with what the gap between them says of all."""

    members: tuple[Member, ...]
    tier: str | None = None
    grade: str | None = None
    count: int | None = None
    closed: bool = False
    """Whether 等, a count, quotes or 为主 close the list, so that it is surely one."""
    open: bool = False
    """Whether 等 ends it, so that the count is of more than the list names."""

    @property
    def start(self) -> int:
        """Where the first industry begins."""
        return self.members[0].start


_GAP = 60
"""No modifiers, tier and count before a head noun are longer: the bound keeps 产业产业产业… linear."""


class _Gap:
    """A walk to the left from a head noun, over what stands between it and the industries it governs.

    Modifiers that name no industry are passed; those that may belong to a name (“right” in industry_generic.tsv) only
    count as passed once something to their left closes the list: 等, a count, a tier, a quote, 这.
    """

    def __init__(self, folded: str, floor: int, end: int) -> None:
        self.folded, self.floor, self.at, self.end = folded, max(floor, end - _GAP), end, end
        self.tier: str | None = None
        self.count: int | None = None
        self.closed = self.open = False
        self._trade = False

    def walk(self) -> None:
        """Step left as long as there is anything to pass."""
        while self.at > self.floor and (self._passes_word() or self._passes_modifier()):
            pass
        described = None if self.closed else _DESCRIBED.search(self.folded, max(self.floor, self.at - 7), self.at)
        if (
            described
            and not looks_industrial(described[1])
            and last_edge(self.folded, *described.span(1), ()) == described.start(1)
        ):
            self.open = self._close(described.start())

    def _passes_word(self) -> bool:
        """Pass 为主导的, a tier, a count, 这, 等, a quote's end or a blank."""
        folded, at = self.folded, self.at
        if main := _MAIN.search(folded, max(self.floor, at - 8), at):
            return self._close(main.start())
        relative = _RELATIVE.search(folded, max(self.floor, at - 20), at) if self.end == at else None
        if relative and _COUNT.search(folded, max(self.floor, relative.start() - 6), relative.start()):
            return self._pass(relative.start())
        if not self._trade and (sized := self._sized()):
            self.tier = self.tier or tier_of(sized["size"])
            return self._pass(sized.start() - (folded[sized.start() - 1] in "超近过"))
        if counted := _COUNT.search(folded, max(self.floor, at - 6), at):
            self.count = self.count or number(counted["count"] or "") or None
            return self._close(counted.start())
        if these := _THESE.search(folded, max(self.floor, at - 4), at):
            apart = self.count is not None and folded.startswith(",", these.start() - 1)
            return self._close(these.start() - apart)  # A、B、C,这三大主导产业
        if not self.closed and (plan := _PLAN.search(folded, max(self.floor, at - 14), at)):
            return plan.start() < self.at and self._pass(plan.start())
        if folded[at - 1] == "等" and not self.open:
            self.open = True
            return self._close(at - 1)
        if folded[at - 1] in "”」』" and not self.closed and at < self.end:
            self._close(at)
            return False
        # A、B“两大集群”, A、B两个“千亿产业集群”
        several = self.count is not None or bool(_COUNT.search(folded, max(self.floor, at - 7), at - 1))
        quote = folded[at - 1] in "“「" and several and (self.closed or self.tier is not None)
        return (quote or folded[at - 1] == " ") and self._pass(at - 1)

    def _sized(self) -> re.Match[str] | None:
        """The tier that ends here, with the word 级 or, where the list is not closed yet, without."""
        if self.folded[self.at - 1] not in "级亿元":
            return None
        low = max(self.floor, self.at - 12)
        sized = next((m for m in TIER.finditer(self.folded, low, self.at) if m.end() == self.at), None)
        return sized or (None if self.closed else BARE.search(self.folded, max(self.floor, self.at - 9), self.at))

    def _passes_modifier(self) -> bool:
        if self.closed:
            return False
        anywhere, known, longest = modifiers()
        if self.end == self.at and (size := self._modifier(anywhere, longest)):
            return self._pass(self.at - size)
        size = self._modifier(known, longest)
        self.at -= size
        self._trade = self._trade or self.folded[self.at : self.at + size] in listed_names()  # 百亿级|消费品
        return bool(size)

    def _modifier(self, known: frozenset[str], longest: int) -> int:
        """How long the modifier is that ends here; the 大 of 壮大 is none."""
        folded, end = self.folded, self.at
        size = next((n for n in range(longest, 0, -1) if end - n >= self.floor and folded[end - n : end] in known), 0)
        return 0 if size == 1 and end - 2 >= self.floor and is_verb(folded, end - 2, end) else size

    def _pass(self, at: int) -> bool:
        self.at = self.end = at
        self._trade = False
        return True

    def _close(self, at: int) -> bool:
        self.closed = True
        return self._pass(at)


def count_before(folded: str, floor: int, end: int) -> int | None:
    """The count among the modifiers before a head noun (构成两大主导产业)."""
    return gap_before(folded, floor, end)[1].count


def tier_before(folded: str, floor: int, end: int) -> str | None:
    """The tier among the modifiers before a head noun that has no list there (成为第4个千亿级农牧产业)."""
    return gap_before(folded, floor, end)[1].tier


def gap_before(folded: str, floor: int, end: int) -> tuple[int, Listing]:
    """Where the list ends that the modifiers, the tier and the count before a head noun go with, and what they say."""
    gap = _Gap(folded, floor, end)
    gap.walk()
    return gap.end, Listing((), gap.tier, grade_of(folded[gap.end : end]), gap.count, gap.closed, gap.open)
