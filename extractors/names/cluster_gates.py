"""Which lists of industries a head noun sets up, and which names can be an industry at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from ..scan import Anchor
from ..view import Span
from .cluster_gaps import Listing
from .firm_lexicon import alternatives, cues
from .industry_names import Member
from .industry_words import looks_industrial

_PLAIN_COUNT = re.compile(
    r"(?:[两二三四五六七八九十]|十[一二三四五六七八九]|\d{1,2})大(?:特色|优势|传统|重点|主导|支柱|新兴|战略性?(?:新兴)?|工业|农业|富民|传统优势|特色优势|优势特色)?(?:产业)?$"
    r"|(?:[两二三四五六七八九十]|十[一二三四五六七八九]|\d{1,2})个(?:特色|优势|传统|重点|主导|支柱|新兴|战略性新兴|特色优势|优势特色)$"
)
_MAIN_CHAIN = re.compile(r"主导|支柱|首位|标志性|重点|优势|特色")
_CLAIMED = re.compile(r"(?:认领|领建|主攻|首位|主抓)[了“ ]?$")
_LONGEST = 16


@cache
def _country() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(cues('country') - {'蒙古'})})(?![语文式])的?")


class Gate:
    """Judges names and lists in one article; `firm_spans` are the spans of its firms, sorted."""

    def __init__(self, folded: str, firm_spans: Sequence[Span]) -> None:
        self._folded = folded
        self._firm_spans = firm_spans

    def accepts(self, listing: Listing, kind: str, head: Anchor) -> bool:
        """Whether a list before a head of this kind is set up by it."""
        names = [member.name for member in listing.members]
        if len(names) == 1 < (listing.count or 1) and not listing.open:
            return False
        if not self._all_plausible(listing, kind) or self._is_abroad(listing):
            return False
        if kind == "cluster" or (kind != "chain" and kind != "base" and listing.tier is not None):
            return True
        if kind == "base":
            sure = head.word != "专业镇" or all(looks_industrial(name) for name in names)
            named = len(names) == 1 or (listing.closed and any(map(looks_industrial, names)))
            return sure and named
        if kind == "leading":
            return listing.closed or len(names) > 1 or looks_industrial(names[0])
        return listing.tier is not None or self._is_main(listing, kind, head)

    def _is_abroad(self, listing: Listing) -> bool:
        """Whether a list begins with or behind a foreign country: 德国慕尼黑汽车产业集群."""
        return _country().search(self._folded, max(0, listing.start - 4), listing.start + 4) is not None

    def _all_plausible(self, listing: Listing, kind: str) -> bool:
        """Whether every name can be an industry; of as many as the text counts, half must be sure to be."""
        fit = [self.plausible(member, kind) for member in listing.members]
        if len(fit) > 1 and listing.count == len(fit) and all(self.plausible(m, "cluster") for m in listing.members):
            return sum(fit) * 2 >= len(fit)
        return all(fit)

    def _is_main(self, listing: Listing, kind: str, head: Anchor) -> bool:
        """Whether 产业 or 产业链 sets a list up: by 认领, by 三大 before it, a chain by any count."""
        folded, names = self._folded, [member.name for member in listing.members]
        if _CLAIMED.search(folded, max(0, listing.start - 4), listing.start):
            return all(looks_industrial(name) for name in names)
        gap = folded[listing.members[-1].end : head.start]
        if kind == "chain":
            counted = listing.count is not None or bool(_MAIN_CHAIN.search(gap + head.word))
            return counted and len(names) > 1 and (listing.open or listing.count in (None, len(names)))
        said = gap + head.word.removesuffix("产业") if kind == "named" else gap
        return bool(_PLAIN_COUNT.search(said)) and len(names) > 1 and listing.count in (None, len(names))

    def plausible(self, member: Member, kind: str) -> bool:
        """Whether a name can be an industry: quoted slogans, plan codes and names of firms cannot."""
        folded = self._folded
        quoted = folded[member.start - 1 : member.start] in ("“", "「", "『", '"')
        if any(self._holds(member, span) for span in self._firms_near(member)):
            return False
        bare = folded[member.end : member.end + 2] == "集群"
        if quoted or bare or kind in ("plain", "chain", "named"):
            return looks_industrial(member.name)
        return len(member.name) <= _LONGEST or looks_industrial(member.name[-4:])

    def _holds(self, member: Member, firm: Span) -> bool:
        """Whether a firm's name overlaps the industry's, but not as what its brackets hold: 光学(镜片)."""
        bracketed = member.start < firm.start and self._folded[firm.start - 1] == "("
        return firm.start < member.end and member.start < firm.end and not bracketed

    def industrial(self, listing: Listing) -> bool:
        """Whether at least half of a list's names are surely industries."""
        fit = [self.plausible(member, "plain") and len(member.name) <= 14 for member in listing.members]
        return bool(fit) and sum(fit) * 2 >= len(fit)

    def trades(self, listing: Listing) -> bool:
        """Whether every name of a list ends in a word of industries: 汽车 does, 汽车消费 and 产业投资 do not."""
        return self.sure(listing) and all(looks_industrial(member.name[-2:]) for member in listing.members)

    def sure(self, listing: Listing) -> bool:
        """Whether every name of a list is surely an industry."""
        return all(self.plausible(member, "plain") for member in listing.members)

    def _firms_near(self, member: Member) -> Sequence[Span]:
        at = bisect_left(self._firm_spans, Span(member.start, member.start))
        return self._firm_spans[max(0, at - 1) : at + 3]
