"""Claims: totals that an article states about its own lists, held against what was read from it.

A claim that agrees must never be reported as different. So `differs` is said only where the article's own parts show
that the list is complete (the parts' own counts agree with what is listed); whatever is not sure is `unchecked`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Literal, NamedTuple, TypeVar

from ..names.industry_names import number
from ..records import Article, Claim, District, Mention
from ..seeking import Seeker
from ..view import Span, View

_N = r"(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3})"
_TIER = r"(?P<tier>[一二两三四五六七八九]?[万千百十]亿|\d{1,9}亿)元?级"
_CLUSTERS = Seeker(
    re.compile(
        rf"{_N}(?:个|大|条)(?:{_TIER})?(?:国家级|省级|重点|特色|优势|区|市|先进制造业|现代|战略性新兴)*(?:产业集群|集群|主导产业|支柱产业)"
        rf"|{_TIER.replace('tier', 'tier2')}(?:产业)?集群(?P<n2>\d{{1,3}})个"
    ),
    r"(?=[\d一二两三四五六七八九十]{0,3}[个大条]|\d{0,8}亿|[万千百十]?亿)",
)
_PLACES = Seeker(
    re.compile(
        rf"{_N}个?(?P<what>区市县|县市区|市县区|区县市|区市|县区|区县|市区|县市|市县|设区市|地市|县\(市、区\)|市\(州\)|区|县|市|镇街|镇|乡镇|街道)(?![级域长内外])"
    ),
    r"(?=[\d一二两三四五六七八九十]{0,3}[个区县市设地镇乡街])",
)
_TOTAL = re.compile(r"(?:共|涉及|总计|合计|覆盖|认领|发布|公布|确定|明确|首批)[^。;]{0,24}$")
_GAP = re.compile(r"[\s、“”\"和与及,等个]*(?:(?:产业|集群)[\s、“”\"和与及]*)*")
_PART = re.compile(
    r"项目(?P<count>\d{1,3})个,(?:总|协议|计划)?投资(?:额)?(?P<sum>\d{1,12}(?:\.\d{1,9})?)(?P<unit>万亿|亿|万)元"
)
_MONEY = re.compile(r"(?P<sum>\d{1,12}(?:\.\d{1,9})?)(?P<unit>万亿|亿|万)元")
_HEADLINE = re.compile(
    r"(?P<count>\d{1,3})个(?:重点|重大|签约|产业|集中签约)*项目,?(?:协议|计划)?(?:总投资(?P<sum>\d{1,12}(?:\.\d{1,9})?)(?P<unit>万亿|亿|万)元)?"
)
_SUMMED = re.compile(r"(?:合计|总计|共计|完成|实现)[^,。;]{0,16}?(?P<sum>\d{1,12}(?:\.\d{1,9})?)(?P<unit>万亿|亿|万)元")
_REACH = 10_000
"""How far behind a sum its parts may stand: a paragraph may be as long as a book."""
_SCALE = {"万亿": 1e12, "亿": 1e8, "万": 1e4}


class _Part(NamedTuple):
    """A group of projects: how many, their sum in 元, and its span."""

    projects: int
    amount: float
    start: int
    end: int


class _Held(NamedTuple):
    """What a claim is held against: what the rows of a list add up to, and the span that they stand in."""

    found: float
    start: int
    end: int


def check(view: View, article: Article) -> list[Claim]:
    """The claims of an article, by position, with what its own rows add up to."""
    found = [*_cluster_counts(view, article), *_place_counts(view, article), *_projects(view), *_sums(view, article)]
    unique: dict[tuple[int, int], Claim] = {}
    for claim in sorted(found, key=lambda claim: (claim.start, claim.end, claim.verdict == "unchecked")):
        unique.setdefault((claim.start, claim.end), claim)
    return list(unique.values())


def _claim(view: View, span: Span, counted: str, claimed: float, held: _Held | None, sure: bool) -> Claim:
    """A claim with its verdict; one that does not agree `differs` only where the list is surely complete."""
    verdict: Literal["agrees", "differs", "unchecked"] = "unchecked"
    if held is not None and _near(claimed, held.found):
        verdict = "agrees"
    elif held is not None and sure:
        verdict = "differs"
    found, start, end = held or (None, None, None)
    return Claim(*span, view.text[slice(*span)], counted, claimed, found, verdict, start, end)


def _over(found: float, parts: Sequence[Mention | Span | _Part]) -> _Held | None:
    """What was found, in the span from the first of its parts to the last; None where there are none."""
    if not parts:
        return None
    return _Held(found, min(part.start for part in parts), max(part.end for part in parts))


def _near(one: float, other: float) -> bool:
    """Whether two sums are equal within rounding."""
    return abs(one - other) <= 1e-4 * max(abs(one), abs(other), 1.0)


def _cluster_counts(view: View, article: Article) -> Iterator[Claim]:
    """Clusters: a list and its count (A、B两个集群), and the total of all (涉及7个区、11个主导产业)."""
    mentions = [mention for mention in article.mentions if mention.entity == "cluster"]
    parts = []
    totals = []
    for match in _CLUSTERS.finditer(view.folded):
        claimed = number(match["n"] or match["n2"])
        listed = _listed(view, mentions, match.start())
        if match["n"] and listed is not None:
            parts.append((match, claimed, len(listed)))
            yield _claim(view, Span(*match.span()), "clusters", claimed, _over(len(listed), listed), sure=False)
        elif _TOTAL.search(view.folded, max(0, match.start() - 40), match.start()):
            totals.append((match, claimed))
    local = _local_clusters(article)

    @cache
    def all_of(size: str | None) -> tuple[int, _Held | None]:
        """How many clusters there are of a tier, and what they are held as."""
        keys = {cluster.key for cluster in article.clusters if not size or cluster.tier == f"{size}级"} & local
        return len(keys), _over(len(keys), [mention for mention in mentions if mention.key in keys])

    # The list is complete where each of its groups counts its own members rightly, and they are all of them.
    groups = [n for _, counted, n in parts if counted == n]
    for match, claimed in totals:
        size = match["tier"] or match["tier2"]
        count, held = all_of(size)
        complete = size is None and len(groups) == len(parts) > 1 and sum(groups) == count
        sure = complete and abs(claimed - count) <= max(1, claimed // 5)
        yield _claim(view, Span(*match.span()), "clusters", claimed, held, sure)


def _local_clusters(article: Article) -> set[str]:
    """The clusters of the places that the list is of: not those said only of the place that all of them lie in."""
    districts = {district.key: district for district in article.districts}
    homes = [(link.source, districts.get(link.target)) for link in article.links if link.kind == "cluster_district"]
    outer = {home.parent for _, home in homes if home is not None}
    local = {source for source, home in homes if home is not None and home.key not in outer}
    return local or {cluster.key for cluster in article.clusters}


def _listed(view: View, mentions: Sequence[Mention], end: int) -> list[Mention] | None:
    """The mentions of the list that ends where a count begins; None where none does, or where 等 leaves it open."""
    found: list[Mention] = []
    at = end
    for mention in reversed([one for one in _within(mentions, end - 159, end) if one.end <= end]):
        gap = view.folded[mention.end : at]
        if not _GAP.fullmatch(gap) or "。" in gap or (at < end and "," in gap):
            break
        if at == end and "等" in gap:
            return None
        found.append(mention)
        at = mention.start
    return found or None


Piece = TypeVar("Piece", Mention, Span)


def _within(pieces: Sequence[Piece], start: int, end: int) -> Sequence[Piece]:
    """Those of the pieces, in the order of the text, that begin in a stretch of it."""
    by_start = attrgetter("start")
    return pieces[bisect_left(pieces, start, key=by_start) : bisect_left(pieces, end, key=by_start)]


def _place_counts(view: View, article: Article) -> Iterator[Claim]:
    """Places: a list and its count (A区、B县2个县区), and how many have clusters (共涉及7个区)."""
    districts = {district.key: district for district in article.districts}
    mentions = [mention for mention in article.mentions if mention.entity == "district"]
    homes = {link.target for link in article.links if link.kind == "cluster_district"}
    parents = {district.parent for district in districts.values()}
    kept = {key for key in homes if key in districts and _is_local(districts[key], parents)}
    all_kept = _over(len(kept), [mention for mention in mentions if mention.key in kept])
    for match in _PLACES.finditer(view.folded):
        claimed = number(match["n"])
        listed = _listed(view, mentions, match.start())
        if listed is not None and len(listed) > 1:
            held = _over(len({mention.key for mention in listed}), listed)
            yield _claim(view, Span(*match.span()), "districts", claimed, held, False)
        elif _TOTAL.search(view.folded, max(0, match.start() - 24), match.start()) and claimed > 1:
            yield _claim(view, Span(*match.span()), "districts", claimed, all_kept, False)


def _is_local(district: District, parents: set[str | None]) -> bool:
    """Whether a home of clusters is one of the places counted: no province, and no city that other homes lie in."""
    return district.level in ("district", "zone") or (district.level == "city" and district.key not in parents)


def _amount(match: re.Match[str]) -> float:
    return float(match["sum"]) * _SCALE[match["unit"]]


def _projects(view: View) -> Iterator[Claim]:
    """Projects: a group's count and sum against the projects listed, and the total against the groups."""
    parts: list[_Part] = []
    for match in _PART.finditer(view.folded):
        part = _Part(int(match["count"]), _amount(match), match.start(), match.end())
        parts.append(part)
        listed = list(_MONEY.finditer(view.folded, *_rest(view, match.end())))
        if len(listed) == part.projects and len(listed) > 1:
            yield _claim(view, Span(part.start, part.end), "amount", part.amount, _summed(listed), True)
    if len(parts) < 2:
        return
    for match in _HEADLINE.finditer(view.folded, 0, parts[0].start):
        total = sum(part.projects for part in parts)
        end = match.start() + len(match[0].partition(",")[0])
        yield _claim(view, Span(match.start(), end), "projects", int(match["count"]), _over(total, parts), False)
        if match["sum"] and total == int(match["count"]):
            held = _over(round(sum(part.amount for part in parts), 2), parts)
            yield _claim(view, Span(match.start("sum"), match.end()), "amount", _amount(match), held, True)


def _summed(moneys: Sequence[re.Match[str]]) -> _Held | None:
    """Amounts of money, added up."""
    return _over(round(sum(map(_amount, moneys)), 2), [Span(*money.span()) for money in moneys])


def _rest(view: View, start: int) -> Span:
    """From `start` to the end of its paragraph or to the next group of projects."""
    end = view.block_at(start).end
    following = _PART.search(view.folded, start, end)
    return Span(start, following.start() if following else end)


def _sums(view: View, article: Article) -> Iterator[Claim]:
    """A sum over N clusters (三大产业集群产值合计…) against the amounts of the N that the text gives next."""
    mentions = [mention for mention in article.mentions if mention.entity == "cluster"]
    for match in _SUMMED.finditer(view.folded):
        sentence = view.sentence_at(match.start())
        counted = _CLUSTERS.search(view.folded, sentence.start, match.start())
        if counted is None or not counted["n"] or "," in view.folded[counted.end() : match.start("sum")]:
            continue
        clauses = _within(view.clauses, sentence.end, min(view.block_at(match.start()).end, sentence.end + _REACH))
        firsts = (_MONEY.search(view.folded, *clause) for clause in clauses if _within(mentions, *clause))
        listed = list(islice(filter(None, firsts), number(counted["n"])))
        held = _summed(listed) if len(listed) == number(counted["n"]) else None
        yield _claim(view, Span(match.start("sum"), match.end()), "amount", _amount(match), held, False)
