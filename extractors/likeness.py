"""When an annotated row and a row that was read are the same."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from .records import Article, Cluster, District, Figure, Firm, Link

Row = dict[str, Any]

_PUNCTUATION = re.compile(r"[\s\"'“”‘’「」『』《》〈〉()（）\[\]【】〔〕·•,，、.。:：;；\-—–_/]+")
_GENERIC = re.compile(r"((先进制造业|战略性新兴产业|特色产业|创新型产业|产业)?集群|产业带|产业基地|产业)$")
_LINKS = ("cluster_districts", "firm_districts", "firm_clusters")


def plain(name: str | None) -> str:
    """A name without differences of width, case, spacing and punctuation."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", name or "")).lower()


def industry(name: str) -> str:
    """A cluster's industry without its generic head nouns.

    >>> industry("新型显示产业集群")
    '新型显示'
    """
    short = plain(name)
    while (shorter := _GENERIC.sub("", short)) not in (short, ""):
        short = shorter
    return short


class Reading:
    """What was read from one text, by key, over its articles."""

    def __init__(self, articles: Sequence[Article]) -> None:
        named = {(m.entity, m.key) for a in articles for m in a.mentions}
        rows: dict[str, dict[str, Any]] = {"district": {}, "cluster": {}, "firm": {}}
        for article in articles:
            for entity, entities in (
                ("district", article.districts),
                ("cluster", article.clusters),
                ("firm", article.firms),
            ):
                rows[entity] |= {row.key: row for row in entities if (entity, row.key) in named}
        self.districts: dict[str, District] = rows["district"]
        self.clusters: dict[str, Cluster] = rows["cluster"]
        self.firms: dict[str, Firm] = rows["firm"]
        self.figures = [figure for article in articles for figure in article.figures]
        self.links: dict[str, dict[str, set[str]]] = {table: defaultdict(set) for table in _LINKS}
        for link in (link for article in articles for link in article.links):
            self.links[_table(link)][link.source].add(link.target)
        self.all_districts = {d.key: d for a in articles for d in a.districts}


def _table(link: Link) -> str:
    return f"{link.kind}s"


def label(row: Any) -> str:
    """What tells a row from the others of its table: an industry, a code or a name."""
    if isinstance(row, dict):
        return industry(row["industry"]) if "industry" in row else row.get("code") or row["name"]
    return industry(row.industry) if isinstance(row, Cluster) else row.code or row.name


def same_district(gold: Row, found: District) -> bool:
    """Whether both have one code, or one name but for what stands before it."""
    if gold.get("code") and found.code:
        return bool(gold["code"] == found.code)
    a, b = plain(gold["name"]), plain(found.name)
    return a == b or (a.endswith(b) and len(b) > 2) or (b.endswith(a) and len(a) > 2)


def same_industry(gold: Row, found: Cluster) -> bool:
    """Whether both are of one industry."""
    return industry(gold["industry"]) == industry(found.industry)


def same_cluster(gold: Row, found: Cluster, places: Sequence[Row], read: Reading) -> bool:
    """Whether both are of one industry and share a home, where both have homes."""
    if not same_industry(gold, found):
        return False
    wanted = [row for row in places if row["name"] in gold.get("districts", [])]
    homes = [read.all_districts[key] for key in read.links["cluster_districts"][found.key] if key in read.all_districts]
    return not wanted or not homes or any(same_district(row, home) for row in wanted for home in homes)


def same_firm(gold: Row, found: Firm) -> bool:
    """Whether they share a name."""
    names = {plain(gold["name"]), *map(plain, gold.get("aliases", []))}
    return not names.isdisjoint({plain(found.name), *map(plain, found.aliases)})


def _close(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def bounds(row: Row) -> tuple[float, float | None]:
    """The value of an annotated figure, and the upper end of a range."""
    value = row["value"]
    return (value[0], value[1]) if isinstance(value, list) else (value, None)


def _same_value(gold: Row, figure: Figure) -> bool:
    low, high = bounds(gold)
    if not _close(abs(low), abs(figure.value)) or plain(gold["unit"]) != plain(figure.unit):
        return False
    return high is None or _close(high, figure.value_high)


def pair_figures(gold: Sequence[Row], found: Sequence[Figure]) -> dict[int, Figure]:
    """Annotated figures to found ones by value and unit; those written alike first, so that equals keep their own."""
    left, pairs = sorted(found, key=lambda f: f.start), {}
    for alike in (True, False):
        for row in gold:
            if id(row) in pairs:
                continue
            hit = next(
                (f for f in left if _same_value(row, f) and (not alike or plain(row["text"]) == plain(f.text))), None
            )
            if hit is not None:
                pairs[id(row)] = hit
                left = [f for f in left if f is not hit]
    return pairs
