"""Signs that a candidate has from the firms that the article names already, in its list or in parallel clauses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..seeking import Seeker
from ..view import Span, View
from .firm_candidates import Candidate
from .firm_governors import CLASSES, NOUN
from .firm_lexicon import alternatives, cues, endings, terms, vocabulary
from .firm_signs import stuff
from .spotting import SURNAMES

_SEGMENT = re.compile(r"[^。;!?\n\t,:…]+")
_OWNER = re.compile(r"[^、,的]{1,6}?(?:来)?的")
# What a member ends with that is no firm.
_NO_FIRM = re.compile(
    r"(?:产业|行业|设备|产品|技术|材料|服务|工程|制造|[省区县市镇乡村州国]|学院|大学|医院|中学|小学|系统|领域|方向|局|委)$"
)
_THINGS = cues("end") | terms()
_BY_FIRMS = re.compile(r"等[^、,。]{0,12}" + NOUN)
_BY_SITES = re.compile(r"等[^、,。]{0,8}(?:项目|基地|工厂|总部|品牌|牌子)")
_BY_OTHERS = re.compile(
    r"(?:产业|行业|领域|方向|地区|城市|产品|学校|高校|部门|人员|设备|技术|景区|活动|品种|作物|种植|养殖|专业|学科|高铁|铁路|高速|集群|产业链|产业带|板块|赛道|王牌|名片|基地"
    r"|[两三四五]地|[三四五六七八九十]市|[两三四五六七八九十]大[^、,。企公厂龙]{2})"
)
# 等区域, 等消费新热点: what the members are, where that is no firm.
_OF_A_CLASS = re.compile(
    CLASSES + "|"
    r"等(?:[^、,。的企公厂](?!企业|公司)){0,8}?(?:[多两三四]地|(?<=等)地|治理|行为|事业|工作|方面|环节|指标|运量|内容|区域|地区|市场|场景|热点|服务业|行业|产业|领域|力量|工具|保卫战|经济|业态|线路|航线|节庆|民族|国家|城市|地市|组织|大会|举措|措施|政策|机制|任务|问题|疾病"
    r"|犯罪|活动|资源|商品|产品|品类|作物|动物|植物|鸟类|鱼类|水果|蔬菜|技术|材料|人士|领导人|政要|部门|院校|高校|景区|景点|文物|车型|作品|(?:铁路|公路|高速|高铁|水利|交通|航道|桥隧)(?:等?重[大点])?(?:项目|工程))(?!的?(?:企业|公司|龙头|厂))"
)
_SITE_NEAR = re.compile(r"[一-鿿]{0,2}(?:产业园|科技园|创新园|工厂|总部|基地|项目|研发中心)")
_PERSON = Seeker(re.compile(f"(?P<title>{alternatives(cues('honorific'))})|(?:{alternatives(cues('saying'))})"))
_NAMED_FIRMS = re.compile(NOUN)


_NEAR = 60
AROUND = 20_000
"""How far around it the text is searched for a name again: an article may be as long as a book."""


@dataclass(slots=True)
class _Listing:
    """A segment with 、: its members, which of them are known firms or no firms, and what governs it."""

    members: list[Span]
    firms: list[bool]
    others: list[bool]
    people: int
    """How many look like a person's name."""
    governed: str
    classed: bool
    """Whether 等 and a noun that is none of firms close it."""


class Surroundings:
    """What an article has around its candidates, whatever firms are known."""

    def __init__(self, view: View) -> None:
        self._folded = view.folded

    @cached_property
    def lists(self) -> tuple[list[int], list[re.Match[str]]]:
        """The segments with lists, and where they begin."""
        found = [segment for segment in _SEGMENT.finditer(self._folded) if "、" in segment[0]]
        return [segment.start() for segment in found], found

    @cached_property
    def people(self) -> frozenset[str]:
        """What two or three characters stand behind a person's title or before a verb of saying."""
        found = []
        for match in _PERSON.finditer(self._folded):
            at = match.end() if match.lastgroup == "title" else match.start()
            spans = ((at, at + 2), (at, at + 3)) if match.lastgroup == "title" else ((at - 2, at), (at - 3, at))
            found += [self._folded[begin:end] for begin, end in spans if begin >= 0]
        return frozenset(text for text in found if text[:1] in SURNAMES)


class Fellows:
    """The firms that an article names so far, as company of a candidate."""

    def __init__(self, view: View, known: Iterable[Span], around: Surroundings | None = None) -> None:
        self.folded, self.view = view.folded, view
        self._around = around or Surroundings(view)
        self._listings: dict[int, _Listing] = {}
        self.ends = {span.start: span.end for span in known}
        self._sorted = sorted(self.ends)
        self.starts = {end: start for start, end in self.ends.items()}
        names = {self.folded[start:end] for start, end in self.ends.items()}
        self.heads = {name[:size] for name in names for size in range(2, len(name))}
        density = len(names) / (len(self.folded) / 1000 + 0.3)
        self.density = sum(density >= step for step in (1, 4, 10))

    def signs(self, found: Candidate) -> list[str]:
        """All signs that a candidate has from the firms around it."""
        return self.among(found, self.listed(found))

    def is_head(self, found: Candidate) -> bool:
        """Whether a firm's longer name begins with the candidate."""
        return self.folded[found.start : found.end] in self.heads

    def among(self, found: Candidate, listed: list[str]) -> list[str]:
        """All signs of a candidate, `listed` those that it has from its list among them."""
        start, end = found.start, found.end
        signs = [*listed, *self._parallel(start), f"article:{self.density} dense"]
        text = self.folded[start:end]
        if self.folded[start - 1 : start] == "(" and self.folded[end : end + 1] == ")" and not self._renames(start - 1):
            signs.append("before:bracket of none")
        if _SITE_NEAR.match(self.folded, end):
            signs.append("behind:near a site")
        if listed:
            signs.append(f"{listed[0]} of {stuff(found)}")
        if text in self._around.people:
            signs.append("article:a person")
        if text in self.heads:
            signs.append("article:head of a name")
        times = self.folded.count(text, max(0, start - AROUND), end + AROUND)
        signs.append(f"article:{min(times, 3)} times")
        block = self.view.block_at(start)
        at = bisect_left(self._sorted, max(block.start, start - _NEAR))
        if at < len(self._sorted) and self._sorted[at] < min(block.end, end + _NEAR):
            signs.append("article:firms near")
        elif "list:no firms" in listed:
            signs.append("list:no firms near")
        return [*signs, f"block:{block.kind}"]

    def _renames(self, opening: int) -> bool:
        """Whether a bracket stands behind a firm's name, or a noun for firms."""
        begin = max(self.view.block_at(opening).start, opening - 6)
        return opening in self.starts or _NAMED_FIRMS.search(self.folded, begin, opening) is not None

    def _listing(self, index: int, segment: re.Match[str]) -> _Listing:
        """The list of a segment, kept for its further members."""
        members, begin = [], segment.start()
        for piece in segment.group().split("、"):
            members.append(Span(begin, begin + len(piece)))
            begin += len(piece) + 1
        last = len(members) - 1
        firms = [self._is_firm(member, at == 0) for at, member in enumerate(members)]
        others = [0 < at < last and self._is_other(member) for at, member in enumerate(members)]
        people = sum(self._is_person(member, at == last) for at, member in enumerate(members))
        classed = _OF_A_CLASS.search(self.folded, members[-1].start, members[-1].end) is not None
        listing = _Listing(members, firms, others, people, self._governed(members), classed)
        self._listings[index] = listing
        return listing

    def _is_firm(self, member: Span, first: bool) -> bool:
        """Whether a known firm begins a member (ends the first one), behind quotes and its owner's place."""
        start = self._unquoted(member.start)
        return (
            start in self.ends
            or self._behind_owner(member) in self.ends
            or (first and (member.end in self.starts or member.end - 1 in self.starts))
        )

    def _is_person(self, member: Span, last: bool) -> bool:
        return self.folded[member.start : member.end][:1] in SURNAMES and (member.end - member.start in (2, 3) or last)

    def _is_other(self, member: Span) -> bool:
        text = self.folded[member.start : member.end]
        return text in vocabulary() or text[-2:] in _THINGS or _NO_FIRM.search(text) is not None

    def _governed(self, members: Sequence[Span]) -> str:
        """What sort of noun closes the list, or introduces it."""
        last = members[-1]
        of = self.folded.find("的", last.start + 1, last.end)
        last = Span(last.start, of) if of > 0 else last
        for name, pattern in (("firms", _BY_FIRMS), ("sites", _BY_SITES), ("others", _BY_OTHERS)):
            if pattern.search(self.folded, last.start, last.end):
                return name
        first = members[0]
        begin = max(self.view.block_at(first.start).start, first.start - 12)
        return "introduced" if _NAMED_FIRMS.search(self.folded, begin, max(begin, first.end - 2)) else ""

    def _unquoted(self, at: int) -> int:
        return at + (self.folded[at : at + 1] in ("“", "「"))

    def listed(self, found: Candidate) -> list[str]:
        """Signs from the list that a candidate is a member of, or from a firm that 与 or 和 joins it to."""
        start, end = found.start, found.end
        starts, segments = self._around.lists
        at = bisect_right(starts, start) - 1
        if at >= 0 and end <= segments[at].end():
            listing = self._listings.get(at) or self._listing(at, segments[at])
            place = self._place(listing, start, end)
            if place is not None:
                return self._by_list(listing, *place, end)
        return self._joined(start, end)

    def _joined(self, start: int, end: int) -> list[str]:
        text = self.folded
        left = text[start - 1 : start] in ("与", "和", "跟", "及") and start - 1 in self.starts
        right = text[end : end + 1] in ("与", "和", "跟", "及") and end + 1 in self.ends
        return ["list:joined to a firm"] if left or right else []

    def _place(self, listing: _Listing, start: int, end: int) -> tuple[int, str] | None:
        """Which member a candidate is of a list, and whether it is all of it, its head or the owner of a thing."""
        at = next(at for at, member in enumerate(listing.members) if start <= member.end)
        member, last = listing.members[at], len(listing.members) - 1
        closed = end >= member.end - (self.folded[member.end - 1] in "”」") or self.folded.startswith("(", end)
        opened = start in (self._unquoted(member.start), self._behind_owner(member))
        opened = opened or self.folded[start - 1 : start] in ("和", "与", "及")
        if at == 0:
            if closed:
                return at, "member"
            return (at, "owner") if self.folded.startswith("的", end) else None
        if not opened:
            return None
        if closed or at == last:
            return at, "member"
        return at, "owner" if self.folded.startswith("的", end) else "head"

    def _behind_owner(self, member: Span) -> int:
        """Where a member begins behind the place that it is said to be of; what a firm has is a product or a person."""
        start = self._unquoted(member.start)
        owner = _OWNER.match(self.folded, start, member.end)
        return self._unquoted(owner.end()) if owner and start not in self.ends else -1

    def _by_list(self, listing: _Listing, at: int, role: str, end: int) -> list[str]:
        firms = sum(listing.firms) - listing.firms[at]
        others = sum(listing.others) - listing.others[at]
        size = len(listing.members)
        signs = [f"list:{role} by {min(firms, 2)}", f"list:{role}", f"list:{min(size, 6)} members"]
        if firms:
            signs += [f"list:{role} by firms", f"list:{min(firms, 3)} firms"]
            if firms * 2 >= size - 1:
                signs.append("list:mostly firms")
        else:
            signs.append("list:no firms")
        if firms * 3 < size and listing.governed != "firms" and listing.people * 6 >= size * (3 if size > 5 else 4):
            signs.append("list:people")
        if listing.classed or self._shares_noun(listing, end):
            signs.append("list:of a class")
        if others:
            signs.append("list:others outweigh" if others >= firms else "list:others")
        return [*signs, f"list:governed by {listing.governed}"] if listing.governed else signs

    def _shares_noun(self, listing: _Listing, end: int) -> bool:
        """Whether a noun that is no trade of firms alone ends other members, too: 甲文化、乙文化、丙文化."""
        noun = self.folded[end - 2 : end]
        alike = sum(noun in self.folded[other.start : other.end] for other in listing.members)
        return alike > 2 and listing.governed != "firms" and endings().get(noun, ("", "soft"))[1] == "soft"

    def _parallel(self, start: int) -> list[str]:
        """Whether the clauses beside one that begins with the candidate begin with firms, too."""
        clauses = self.view.clauses
        at = bisect_right(self._clause_starts, start) - 1
        if at < 0 or start != self._unquoted(clauses[at].start):
            return []
        signs = []
        for name, beside in (("before", at - 1), ("behind", at + 1)):
            if 0 <= beside < len(clauses) and self._unquoted(clauses[beside].start) in self.ends:
                signs.append(f"parallel:{name}")
        return signs

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [clause.start for clause in self.view.clauses]
