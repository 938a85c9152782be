"""Which mentions are one cluster: by industry and home, with the tiers and the further mentions that come later."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from ..records import Cluster, District
from ..rules import rule
from ..view import Span, View
from .cluster_drafts import Draft
from .cluster_lists import list_before
from .homes import Home, Homes, Strength
from .industry_names import industry_key, number
from .place_groups import lies_in
from .tiers import tier_of, tiers

REPEAT = rule(
    "cluster.repeat",
    "The name of a cluster of this article, said again before 产业, 集群 or a figure of it.",
    reads=("武进区的智能电网产业集群成势。去年⟦智能电网⟧产业产值300亿元。",),
)


def settle(view: View, drafts: list[Draft]) -> list[Draft]:
    """Decide which drafts are one cluster, and give each its `Cluster`."""
    by_industry: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_industry.setdefault(_bracketless(draft.industry), []).append(draft)
    for same in by_industry.values():
        _settle_industry(view, same)
    return drafts


def _bracketless(industry: str) -> str:
    """The key by which 人工智能(大模型) and 人工智能 meet."""
    return industry_key(re.sub(r"(?<=.)[((][^()()]*[))]$", "", industry))


def _settle_industry(view: View, drafts: list[Draft]) -> None:
    """Mentions of one industry: a near home makes a cluster, a far one said later joins the cluster already there."""
    near = {draft.root_key: draft.home for draft in drafts if draft.home.strength >= Strength.CLAUSE}
    last: Home | None = None
    for draft in drafts:
        if draft.root_key in near:
            last = draft.home
        elif draft.home.strength < Strength.CLAUSE:
            draft.home = _nearest(draft.home, last, near)
    _join_coarser(view, drafts)
    names: dict[str, str] = {}
    for draft in drafts:
        names[draft.root_key] = max(names.get(draft.root_key, ""), draft.industry, key=len)
    made: dict[str, Cluster] = {}
    for draft in drafts:
        named = names[draft.root_key]
        key = f"{industry_key(named)}@{draft.root_key}"
        cluster = made.setdefault(key, Cluster(key, named))
        cluster.tier = cluster.tier or draft.tier
        cluster.grade = cluster.grade or draft.grade
        draft.cluster = cluster


def _nearest(home: Home, last: Home | None, near: Mapping[str, Home]) -> Home:
    """The home of the cluster of this industry that a mention with the far home `home` goes back to.

    `near` are the homes said near a mention, `last` the last of them before this one.
    """
    inside = [
        other
        for other in near.values()
        if any(_is_part(own.district, outer.district) for own in home.places for outer in other.places)
    ]
    if len(inside) == 1:
        return inside[0]
    if not home.places and len(near) == 1:
        return next(iter(near.values()))
    return last if last is not None and home.strength <= Strength.PARAGRAPH else home


def _is_part(inner: District, outer: District) -> bool:
    """Whether a town or zone lies in a district, whose industry is then its industry too."""
    return inner.level in ("town", "zone") and outer.level == "district" and lies_in(inner, outer)


def _join_coarser(view: View, drafts: Sequence[Draft]) -> None:
    """Within a paragraph, an industry said of a district and then of the city it lies in is the district's."""
    by_block: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.home.places:
            by_block.setdefault(view.block_at(draft.start).start, []).append(draft)
    for together in by_block.values():
        homes = list({draft.root_key: draft.home for draft in together}.values())[:_HOMES_COMPARED]
        if len(homes) < 2:
            continue
        for draft in together:
            finer = [home for home in homes if _all_in(home, draft.home)]
            draft.home = finer[0] if finer else draft.home


_HOMES_COMPARED = 20
"""How many homes of one industry in one paragraph are compared with each other."""


def _all_in(inner: Home, outer: Home) -> bool:
    return all(any(lies_in(own.district, other.district) for other in outer.places) for own in inner.places)


def later_tiers(view: View, drafts: Sequence[Draft]) -> None:
    """Tiers said of known clusters later: A、B按千亿级培育,其余6个按百亿级; 把A做到百亿级."""
    by_industry: dict[str, list[Cluster]] = {}
    for draft in drafts:
        if draft.cluster is not None:
            by_industry.setdefault(industry_key(draft.industry), []).append(draft.cluster)
    if not by_industry:
        return
    names: re.Pattern[str] | None = None
    for match in tiers(view.folded):
        clause = view.clause_at(match.start())
        before = view.folded[max(clause.start, match.start() - 120) : match.start()]
        tier = tier_of(match["size"])
        rest = re.search(r"(?:其余|其他|余下|剩余|另外)(?:的)?([\d一二两三四五六七八九十]{1,3})个", before)
        if rest:
            _rest(drafts, number(rest[1]), tier)
        elif re.search(r"按|做到|达到|打造成|培育成|培育为|冲刺|迈向|跻身|列入|列为|是|为$", before):
            names = names or re.compile("|".join(map(re.escape, sorted(by_industry, key=len, reverse=True))))
            for named in names.finditer(before):
                clusters = {cluster.key: cluster for cluster in by_industry[named[0]]}
                for cluster in clusters.values() if len(clusters) == 1 else ():
                    cluster.tier = cluster.tier or tier


def _rest(drafts: Sequence[Draft], count: int, tier: str) -> None:
    """Give `tier` to the clusters that have none yet, if they are as many as the text says."""
    untiered = {draft.cluster.key: draft.cluster for draft in drafts if draft.cluster and draft.cluster.tier is None}
    if len(untiered) == count:
        for cluster in untiered.values():
            cluster.tier = tier


def repeats(
    view: View, drafts: Sequence[Draft], homes: Homes, blocks: Sequence[Span], firm_spans: Sequence[Span]
) -> list[Draft]:
    """Further mentions of the clusters found, before a head noun or a figure of them."""
    known: dict[str, list[Draft]] = {}
    for draft in drafts:
        known.setdefault(view.folded[draft.start : draft.end], []).append(draft)
    taken = sorted(Span(draft.start, draft.end) for draft in drafts)
    blocked = sorted({*taken, *firm_spans})
    names = re.compile(
        f"(?:{'|'.join(re.escape(name) for name in sorted(known, key=len, reverse=True))})"
        r"(?=(?P<head>[”\"]?(?:全?产业|集群|主导|赛道|领域|企业|相关|[重特]点|规模|产值|板块|行业))|[”\"]?[上、,。;和与及的])"
    )
    found = []
    for match in names.finditer(view.folded):
        at = bisect_left(blocked, Span(match.start(), match.start()))
        if any(span.start < match.end() and match.start() < span.end for span in blocked[max(0, at - 1) : at + 1]):
            continue
        alone = list_before(view.folded, view.sentence_at(match.start()).start, match.end(), blocks)
        if alone is None or alone.members[-1].start != match.start():
            continue
        same = known[match[0]]
        options = {draft.cluster.key: draft for draft in same if draft.cluster is not None}
        home = homes.of(match.start(), match.end())
        chosen = _chosen(options, home, strict=match["head"] is None)
        if chosen is not None:
            found.append(
                Draft(match.start(), match.end(), chosen.industry, chosen.home, REPEAT, cluster=chosen.cluster)
            )
    return found


def _chosen(options: Mapping[str, Draft], home: Home, strict: bool) -> Draft | None:
    """The cluster of this name that is at `home`; the only one of this name wherever it is, unless `strict`."""
    keys = {place.district.key for place in home.places}
    fit = [
        draft
        for draft in options.values()
        if keys & {place.district.key for place in draft.home.places} or (_all_in(home, draft.home) and home.places)
    ]
    if not fit and not strict and len(options) == 1:
        return next(iter(options.values()))
    return fit[0] if len(fit) == 1 else None
