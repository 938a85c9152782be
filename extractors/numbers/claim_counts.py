"""Counts of clusters and of places, held against the lists beside them and against all that was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..names.industry_names import number
from ..records import Article, Claim, District, Mention
from ..seeking import Seeker
from ..view import Span, View
from .claim_lists import Behind, listed_before, listed_behind
from .claim_verdicts import Held, held_against, over

_N = r"(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3})"
_TIER = r"(?P<tier>[一二两三四五六七八九]?[万千百十]亿|\d{1,9}亿)元?级"
CLUSTERS = Seeker(
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


def of_clusters(view: View, article: Article) -> Iterator[Claim]:
    """Clusters: a list and its count (A、B两个集群), and the total of all (涉及7个区、11个主导产业)."""
    mentions = [mention for mention in article.mentions if mention.entity == "cluster"]
    groups: list[tuple[int, int]] = []  # what each list's count says, and how many it has
    totals: list[tuple[Span, int, str | None]] = []
    for match in CLUSTERS.finditer(view.folded):
        span, claimed = Span(*match.span()), number(match["n"] or match["n2"])
        listed = listed_before(view, mentions, match.start())
        if listed is None and (behind := listed_behind(view, mentions, match.end())) is not None:
            yield _of_list_behind(view, span, claimed, behind)
        elif match["n"] and listed is not None:
            groups.append((claimed, len(listed)))
            yield held_against(view, span, "clusters", claimed, over(len(listed), listed), sure=False)
        elif _TOTAL.search(view.folded, max(0, match.start() - 40), match.start()):
            totals.append((span, claimed, match["tier"] or match["tier2"]))
    yield from _of_all(view, article, mentions, groups, totals)


def _of_list_behind(view: View, span: Span, claimed: int, behind: Behind) -> Claim:
    """A count and the list that it opens, which is complete; a 和 in it may stand within a name."""
    most = len(behind.members)
    fits = most - behind.joints <= claimed <= most
    return held_against(view, span, "clusters", claimed, over(claimed if fits else most, behind.members), sure=most > 1)


def _of_all(
    view: View,
    article: Article,
    mentions: Sequence[Mention],
    groups: Sequence[tuple[int, int]],
    totals: Sequence[tuple[Span, int, str | None]],
) -> Iterator[Claim]:
    """The totals of all clusters, or of all of a tier, against what was read.

    What was read is all there is where each group, or each tier, counts its own members rightly, and they are all.
    """
    local = _local_clusters(article)

    @cache
    def all_of(size: str | None) -> tuple[int, Held | None]:
        """How many clusters there are of a tier, and what they are held as."""
        keys = {cluster.key for cluster in article.clusters if not size or cluster.tier == f"{size}级"} & local
        first = {mention.key: mention for mention in reversed(mentions) if mention.key in keys}
        return len(keys), over(len(keys), list(first.values()))

    tiers = [(claimed, all_of(size)[0]) for _, claimed, size in totals if size]
    for span, claimed, size in totals:
        count, held = all_of(size)
        complete = size is None and (_makes_up(groups, count) or _makes_up(tiers, count))
        sure = complete and abs(claimed - count) <= max(1, claimed // 5)
        yield held_against(view, span, "clusters", claimed, held, sure)


def _makes_up(parts: Sequence[tuple[int, int]], count: int) -> bool:
    """Whether there are several parts, each of which counts what was read of it, and which are the whole together."""
    return len(parts) > 1 and all(said == read for said, read in parts) and sum(read for _, read in parts) == count


def _local_clusters(article: Article) -> set[str]:
    """The clusters of the places that the list is of: not those said only of the place that all of them lie in."""
    districts = {district.key: district for district in article.districts}
    homes = [(link.source, districts.get(link.target)) for link in article.links if link.kind == "cluster_district"]
    outer = {home.parent for _, home in homes if home is not None}
    local = {source for source, home in homes if home is not None and home.key not in outer}
    return local or {cluster.key for cluster in article.clusters}


def of_places(view: View, article: Article) -> Iterator[Claim]:
    """Places: a list and its count (A区、B县2个县区), and how many have clusters (共涉及7个区)."""
    districts = {district.key: district for district in article.districts}
    mentions = [mention for mention in article.mentions if mention.entity == "district"]
    homes = {link.target for link in article.links if link.kind == "cluster_district"}
    parents = {district.parent for district in districts.values()}
    kept = {key for key in homes if key in districts and _is_local(districts[key], parents)}
    all_kept = over(len(kept), [mention for mention in mentions if mention.key in kept])
    for match in _PLACES.finditer(view.folded):
        claimed = number(match["n"])
        listed = listed_before(view, mentions, match.start())
        if listed is not None and len(listed) > 1:
            held = over(len({mention.key for mention in listed}), listed)
            yield held_against(view, Span(*match.span()), "districts", claimed, held, False)
        elif _TOTAL.search(view.folded, max(0, match.start() - 24), match.start()) and claimed > 1:
            yield held_against(view, Span(*match.span()), "districts", claimed, all_kept, False)


def _is_local(district: District, parents: set[str | None]) -> bool:
    """Whether a home of clusters is one of the places counted: no province, and no city that other homes lie in."""
    return district.level in ("district", "zone") or (district.level == "city" and district.key not in parents)
