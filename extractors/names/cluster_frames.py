"""Clusters that no noun directly behind them sets up: frames of a clause, a shared head noun, tiers said of a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..rules import rule
from ..scan import Anchor
from ..view import Span, View
from .cluster_gaps import Listing
from .cluster_gates import Gate
from .cluster_lists import list_after, list_before
from .tiers import GRADED, TIER, tier_of, tiers

LED = rule(
    "cluster.led",
    "What a place's industry has 为主导 or 为支柱, and what is 为支撑 or 为补充 beside it, are its leading industries.",
    reads=(
        "南康区形成以⟦家具⟧为主导、⟦电子信息⟧为支撑的产业格局。",
        "南康区以家具为主导产业,⟦纺织服装⟧、⟦食品⟧为补充。",
        "南康区以⟦家具⟧、⟦木材加工⟧为主导。",
        "南康区的主导产业以⟦家具⟧、⟦木材加工⟧为主。",
    ),
    leaves=(
        "南康区木作产业集群以家具、木门为主,产值9亿元。",
        "会议以家具为主题,以交流为主要形式。",
        "形成以产业投资为主导的投资结构。",
    ),
)
SHARED = rule(
    "cluster.shared",
    "Of lists side by side, each with a tier or a grade, the last one's head noun belongs to all.",
    reads=("合肥市做强⟦新型显示⟧、⟦家电⟧2个千亿级,光伏1个百亿级产业集群。",),
)
TIERED = rule(
    "cluster.tiered",
    "An industry, or a list of them, that is said to be of a tier (迈向万亿级, 按千亿级培育).",
    reads=(
        "合肥市提出3个千亿级产业集群。其中,⟦新型显示⟧、⟦家电⟧、⟦光伏⟧是千亿级。",
        "合肥市推动⟦新型显示⟧产业迈向千亿级。",
    ),
    leaves=("合肥市经济总量迈向万亿级。",),
)
AMONG = rule(
    "cluster.among",
    "Industries that a sentence on a place's main industries names one by one, with a figure each, are these.",
    reads=("南康区三大主导产业中,⟦家具⟧产业增长9%,⟦电子信息⟧产业增长8%。",),
    leaves=("南康区主导产业提速,其中企业利润增长9%,工业投资增长8%。",),
)

FIELDS = rule(
    "cluster.fields",
    "The fields in which a place has formed clusters are what these are of.",
    reads=("南康区在⟦家具⟧、⟦电子信息⟧等领域形成多个产业集群。",),
    leaves=("南康区在家具、电子信息等领域形成多项标准。",),
)

_MAINLY = re.compile(
    r"作?为(?:主导|支柱|首位|主体|龙头|引领|特色|核心|重点|骨干|优势|支撑|主|辅|补充|配套|延伸|基础|拓展)(?P<named>产业)?(?=[的,、;。和与]|$)"
)
_OF_INDUSTRY = re.compile(r"的[^,。;、]{0,8}?(?:产业|工业|制造业|经济|发展)(?:发展)?(?:体系|格局|布局|结构|集群)")
_OPENED = re.compile(r"产业(?:集群|体系|格局|布局|结构)?[”」\"]?[:,]?(?:以|是以|(?:形成|构建)了?以)")
"""产业集群:以…为主."""
_INTRODUCED = re.compile(r"(?:以|由)[“「]?$")
_LISTED_AS = re.compile(r"(?:主导|支柱|首位|特色|优势)产业[^,。;、]{0,4}?以(?P<list>[^。;]{2,60}?)为主(?!导|体)")
_EACH = re.compile(
    r",?(?:各自?|分别|均|都)(?:将|要|已|力争|着力|努力)?(?:打造|培育|形成|建设|建成|做成|发展)(?:出|为|成)?"
    r"(?:(?:一|1)个)?[^,。;、]{0,8}$"
)
_TIER_PREDICATE = re.compile(
    r"(?P<named>产业)?(?:规模|总量|产值|营收)?,?(?:均|都|同|也|则|将|要|已|正|正在|加快|加速|稳步|大步|率先|双双|先后|首次)?"
    r"(?:是|(?<!作)为|按照?|列入|列为|入列|冲刺|瞄准|迈向|迈上|跻身|达到|跨入|进入|向)"
    rf"[^,。;!?、]{{0,6}}?{TIER.pattern}"
)
_FIELDS = re.compile(
    r"(?:领域|行业|赛道|方面|方向|产业),?(?:已|已经|都|均|相继|陆续|逐步|初步)?(?:形成|打造|培育|建成|建起|涌现|崛起|构建|发展)(?:出|起|了)?"
    r"[^,。;、]{0,16}$"
)
_AMONG = re.compile("(?:中|里|当中),|[^。;]{0,40}?其中[,:]?")
_STATED = re.compile(
    r"(?P<name>[^,、。;:\d]{2,14}?)(?:产业|行业|制造业)?(?:集群)?(?:实现|完成)?"
    r"(?:增加值|总产值|产值|营业收入|主营业务收入|营收|销售收入|利税)?(?:累计|同比|分别|约)?(?:增长|下降|回落|达|为|突破|占|完成|实现)"
)
_GOES_ON = re.compile(r"[,、;和及]|以及")
_REACH = 80
"""How far behind its list a shared head noun may stand, and how far apart the parts of a frame."""


_MAIN_KINDS = ("leading", "cluster")


class Found(NamedTuple):
    """A list that a frame sets up; `home_at` is where its place is looked for, if not before the list."""

    listing: Listing
    rule: str
    home_at: int | None = None


class Frames:
    """The frames of one article; `blocks` are the spans of its places and firms."""

    def __init__(self, view: View, gate: Gate, blocks: Sequence[Span]) -> None:
        self._view, self._folded, self._gate, self._blocks = view, view.folded, gate, blocks

    def read(self, heads: Sequence[Anchor]) -> Iterator[Found]:
        """The lists of all frames but `tiered`."""
        yield from self.led()
        yield from self.each(heads)
        yield from self.shared(heads)
        yield from self.among(heads)
        yield from self.fields(heads)

    def led(self) -> Iterator[Found]:
        """以A、B为主导,C为支撑的产业体系; 主导产业以A、B为主."""
        for match in _LISTED_AS.finditer(self._folded):
            listing = list_after(self._folded, match.start("list"), match.end("list"), self._blocks)
            if listing and self._gate.industrial(listing):
                yield Found(listing, LED, match.start())
        run: list[re.Match[str]] = []
        for match in _MAINLY.finditer(self._folded):
            if run and (match.start() - run[-1].end() > _REACH or not self._same_sentence(run[-1], match)):
                yield from self._of_run(run)
                run = []
            run.append(match)
        if run:
            yield from self._of_run(run)

    def _same_sentence(self, left: re.Match[str], right: re.Match[str]) -> bool:
        return self._view.sentence_at(left.start()) == self._view.sentence_at(right.start())

    def _of_run(self, run: Sequence[re.Match[str]]) -> Iterator[Found]:
        """The lists of a frame that speaks of industry: each begins at 以, or right behind the one before."""
        floor, going = self._view.sentence_at(run[0].start()).start, False
        industry = _OF_INDUSTRY.match(self._folded, run[-1].end()) or self._is_opened(floor, run[0].start())
        named = any(match["named"] for match in run) or bool(industry)
        if not named and not run[0][0].removeprefix("作").startswith(("为主导", "为支柱")):
            return
        for match in run:
            listing = list_before(self._folded, floor, match.start(), self._blocks)
            before = self._folded[max(floor, listing.start - 3) : listing.start] if listing else ""
            going = bool(listing) and (
                bool(_INTRODUCED.search(before)) or (going and listing.start - floor <= 3)  # type: ignore[union-attr]
            )
            if listing and going and (self._gate.industrial(listing) if named else self._gate.trades(listing)):
                yield Found(listing, LED)
            floor = match.end()

    def _is_opened(self, floor: int, end: int) -> bool:
        """Whether 产业集群 or 产业体系 stands before 以…为主, and is of no industry whose parts these are."""
        opened = _OPENED.search(self._folded, floor, end)
        return opened is not None and list_before(self._folded, floor, opened.start(), self._blocks) is None

    def each(self, heads: Sequence[Anchor]) -> Iterator[Found]:
        """甲市做精A、乙市做优B,各打造一个百亿级产业集群."""
        for head in heads:
            clause = self._view.clause_at(head.start)
            match = _EACH.search(self._folded, max(clause.start - 1, head.start - 24), head.start)
            if match is None or head.payload[0] not in ("cluster", "base", "plain", "leading"):
                continue
            listing = list_before(self._folded, self._view.sentence_at(head.start).start, match.start(), self._blocks)
            if listing and len(listing.members) > 1 and self._gate.industrial(listing):
                sized = TIER.search(self._folded, match.start(), head.start)
                yield Found(replace(listing, tier=tier_of(sized["size"]) if sized else None), SHARED)

    def fields(self, heads: Sequence[Anchor]) -> Iterator[Found]:
        """在A、B等领域形成多个产业集群: what stands between names no industry of its own."""
        for head in heads:
            floor = max(self._view.sentence_at(head.start).start, head.start - 30)
            match = _FIELDS.search(self._folded, floor, head.start) if head.payload[0] == "cluster" else None
            if match is None or list_before(self._folded, match.start(), head.start, self._blocks):
                continue
            start = self._view.sentence_at(head.start).start
            listing = list_before(self._folded, start, match.start(), self._blocks)
            before = self._folded[max(start, listing.start - 4) : listing.start] if listing else ""
            if listing and listing.closed and "在" in before and self._gate.sure(listing):
                yield Found(listing, FIELDS)

    def among(self, heads: Sequence[Anchor]) -> Iterator[Found]:
        """三大主导产业中,A产业增长9%,B产业增长8%: two or more, each of which must be an industry."""
        for head in heads:
            sentence = self._view.sentence_at(head.start)
            among = _AMONG.match(self._folded, head.end, sentence.end) if head.payload[0] in _MAIN_KINDS else None
            if among is None:
                continue
            listings = []
            for clause in self._clauses(among.end(), min(sentence.end, among.end() + 4 * _REACH)):
                stated = _STATED.match(self._folded, *clause)
                listing = list_before(self._folded, clause.start, stated.end("name"), self._blocks) if stated else None
                if listing and listing.start <= clause.start + 1 and self._gate.sure(listing):
                    listings.append(listing)
            if len(listings) > 1:
                yield from (Found(listing, AMONG, head.start) for listing in listings)

    def _clauses(self, start: int, end: int) -> Iterator[Span]:
        while start < end:
            clause = self._view.clause_at(start)
            yield Span(start, min(end, clause.end))
            start = max(clause.end, start + 1)

    def shared(self, heads: Sequence[Anchor]) -> Iterator[Found]:
        """A、B 2个千亿级, C、D 2个百亿级产业集群: the first tier shares the last one's head noun."""
        ends = [head.start for head in heads if head.payload[0] in ("cluster", "leading", "plain")]
        marks = [match.end() for match in tiers(self._folded) if _GOES_ON.match(self._folded, match.end())]
        marks += [match.end() for match in GRADED.finditer(self._folded)]
        for mark in marks:
            sentence = self._view.sentence_at(mark - 1)
            at = bisect_left(ends, mark)
            if at == len(ends) or ends[at] >= min(sentence.end, mark + _REACH):
                continue
            listing = list_before(self._folded, sentence.start, mark, self._blocks)
            if listing and all(self._gate.plausible(member, "cluster") for member in listing.members):
                yield Found(listing, SHARED)

    def tiered(self, of_clusters: bool) -> Iterator[Found]:
        """Industries said to be of a tier; a list without the word 产业 only where the text is `of_clusters`."""
        for size in tiers(self._folded):
            floor = max(self._view.clause_at(size.start()).start, size.start() - 16)
            match = _TIER_PREDICATE.search(self._folded, floor, size.end())
            if match is None:
                continue
            sentence = self._view.sentence_at(match.start())
            listing = list_before(self._folded, sentence.start, match.start(), self._blocks)
            if listing is None or not self._gate.industrial(listing):
                continue
            if match["named"] or (of_clusters and len(listing.members) > 1):
                yield Found(replace(listing, tier=tier_of(match["size"]), grade=None, closed=True), TIERED)
