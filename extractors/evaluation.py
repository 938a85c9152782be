"""Precision, recall and F1 of what was read against annotated articles, and the accuracy of the figures' attributes.

An annotation is a JSON file with `districts`, `clusters`, `firms` and `figures`, one row per distinct entity of the
article; `docs/evaluation.md` describes its keys. A row marked `optional` is no error when missing. One annotated row
takes one found row, so a duplicate counts as wrong. Attributes are judged on the figures found, by the annotated
rows that are not optional. (Precision, recall and F1 after van Rijsbergen, Information Retrieval, 1979.)
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .records import Article, Cluster, District, Figure, Firm, Link

Row = dict[str, Any]

_PUNCTUATION = re.compile(r"[\s\"'“”‘’「」『』《》〈〉()（）\[\]【】〔〕·•,，、.。:：;；\-—–_/]+")
_GENERIC = re.compile(r"((先进制造业|战略性新兴产业|特色产业|创新型产业|产业)?集群|产业带|产业基地|产业)$")
_OWN_PLACE = re.compile(r"(全|我|该|本|當|当)(国|國|省|市|区|區|县|縣|镇|鎮|地)")
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


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed rows of one table."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of the found rows that are right; 1.0 where none was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the annotated rows that were found; 1.0 where there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def match(
        self, label: str, gold: Sequence[Row], found: Iterable[Any], same: Callable[[Row, Any], bool]
    ) -> list[Any]:
        """Count `found` against `gold`; gives, for each annotated row, what was found for it or None."""
        left = list(found)
        hits: list[Any] = [None] * len(gold)
        for i in sorted(range(len(gold)), key=lambda i: bool(gold[i].get("optional"))):
            optional = gold[i].get("optional")
            hit = next((row for row in left if same(gold[i], row)), None)
            if hit is not None:
                left = [row for row in left if row is not hit]
                hits[i] = hit
                self.right += not optional
            elif not optional:
                self.missed += 1
                self.errors.append(f"{label}: missed {_brief(gold[i])}")
        self.wrong += len(left)
        self.errors += [f"{label}: wrong {_brief(row)}" for row in left]
        return hits


@dataclass(slots=True)
class Evaluation:
    """The tallies of all tables and attributes over any number of articles."""

    tables: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    attributes: dict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    attribute_errors: list[str] = field(default_factory=list)

    def add(self, name: str, gold: Row, articles: Sequence[Article]) -> None:
        """Count the records of one annotated text, which may have been read as several articles."""
        read = _Read(articles)
        places = gold.get("districts", [])
        self.tables["districts"].match(name, places, read.districts.values(), _same_district)
        clusters, firms = gold.get("clusters", []), gold.get("firms", [])
        found_clusters = self.tables["clusters"].match(
            name, clusters, read.clusters.values(), lambda g, c: _same_cluster(g, c, places, read)
        )
        found_firms = self.tables["firms"].match(name, firms, read.firms.values(), _same_firm)
        for table, rows, hits, targets in (
            ("cluster_districts", clusters, found_clusters, places),
            ("firm_districts", firms, found_firms, places),
            ("firm_clusters", firms, found_firms, clusters),
        ):
            self._links(table, name, rows, hits, targets, read)
        figures = gold.get("figures", [])
        pairs = _pair_figures(figures, read.figures)
        hits = self.tables["figures"].match(name, figures, read.figures, lambda g, f: pairs.get(id(g)) is f)
        for row, figure in zip(figures, hits, strict=True):
            if figure is not None and not row.get("optional"):
                self._attributes(name, row, figure, places, read)

    def _links(
        self, table: str, name: str, rows: Sequence[Row], hits: Sequence[Any], targets: Sequence[Row], read: _Read
    ) -> None:
        to_cluster = table == "firm_clusters"
        known: dict[str, Any] = dict(read.clusters) if to_cluster else dict(read.districts)
        same = _same_industry if to_cluster else _same_district
        for row, hit in zip(rows, hits, strict=True):
            if hit is None or row.get("optional"):
                continue
            named = row.get("clusters" if to_cluster else "districts", [])
            wanted = {_label(t): t for t in targets if t["industry" if to_cluster else "name"] in named}
            linked = [known[key] for key in sorted(read.links[table][hit.key]) if key in known]
            have = {_label(target): target for target in linked}
            self.tables[table].match(f"{name} {_brief(row)}", list(wanted.values()), have.values(), same)

    def _attributes(self, name: str, row: Row, figure: Figure, places: Sequence[Row], read: _Read) -> None:
        judged = dict(_judge(row, figure, places, read))
        for attribute, right in judged.items():
            self.attributes[attribute][right] += 1
            if not right:
                wanted = row.get(attribute.removeprefix("no "))
                self.attribute_errors.append(
                    f"{name}: {attribute} of {row['text']}: wanted {wanted}, read {_shown(figure, attribute)}"
                )


class _Read:
    """What was read from one text, by key, over its articles."""

    def __init__(self, articles: Sequence[Article]) -> None:
        named = {(m.entity, m.key) for a in articles for m in a.mentions}
        rows: dict[str, dict[str, Any]] = {"district": {}, "cluster": {}, "firm": {}}
        aliases: dict[str, set[str]] = defaultdict(set)
        for article in articles:
            for entity, entities in (
                ("district", article.districts),
                ("cluster", article.clusters),
                ("firm", article.firms),
            ):
                rows[entity] |= {row.key: row for row in entities if (entity, row.key) in named}
            for firm in article.firms:
                aliases[firm.key] |= {plain(firm.name), *map(plain, firm.aliases)}
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


def _brief(row: Any) -> str:
    if isinstance(row, dict):
        return str(row.get("name") or row.get("industry") or f"{row.get('text')} {row.get('value')} {row.get('unit')}")
    if isinstance(row, Figure):
        return f"{row.text} {row.value:g} {row.unit}"
    return row.industry if isinstance(row, Cluster) else str(row.name)


def _shown(figure: Figure, attribute: str) -> str:
    if "period" in attribute:
        return f"{figure.period_start}..{figure.period_end}"
    names = {"target": "is_target", "sign": "value"}
    return str(getattr(figure, names.get(attribute, attribute.removeprefix("no "))))


def _label(row: Any) -> str:
    if isinstance(row, dict):
        return industry(row["industry"]) if "industry" in row else row.get("code") or row["name"]
    return industry(row.industry) if isinstance(row, Cluster) else row.code or row.name


def _same_district(gold: Row, found: District) -> bool:
    if gold.get("code") and found.code:
        return bool(gold["code"] == found.code)
    a, b = plain(gold["name"]), plain(found.name)
    return a == b or (a.endswith(b) and len(b) > 2) or (b.endswith(a) and len(a) > 2)


def _same_industry(gold: Row, found: Cluster) -> bool:
    return industry(gold["industry"]) == industry(found.industry)


def _same_cluster(gold: Row, found: Cluster, places: Sequence[Row], read: _Read) -> bool:
    if not _same_industry(gold, found):
        return False
    wanted = [row for row in places if row["name"] in gold.get("districts", [])]
    homes = [read.all_districts[key] for key in read.links["cluster_districts"][found.key] if key in read.all_districts]
    return not wanted or not homes or any(_same_district(row, home) for row in wanted for home in homes)


def _same_firm(gold: Row, found: Firm) -> bool:
    names = {plain(gold["name"]), *map(plain, gold.get("aliases", []))}
    return not names.isdisjoint({plain(found.name), *map(plain, found.aliases)})


def _close(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def _bounds(row: Row) -> tuple[float, float | None]:
    value = row["value"]
    return (value[0], value[1]) if isinstance(value, list) else (value, None)


def _same_value(gold: Row, figure: Figure) -> bool:
    low, high = _bounds(gold)
    if not _close(abs(low), abs(figure.value)) or plain(gold["unit"]) != plain(figure.unit):
        return False
    return high is None or _close(high, figure.value_high)


def _pair_figures(gold: Sequence[Row], found: Sequence[Figure]) -> dict[int, Figure]:
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


def _within(a: str | None, b: str | None) -> bool:
    short, long = plain(a), plain(b)
    return bool(short) and bool(long) and (short in long or long in short)


def _is_place(subject: str, places: Sequence[Row]) -> bool:
    """Whether a subject only repeats the figure's place (全县, 我市), which `district` holds already."""
    short = plain(subject)
    names = {plain(name) for row in places for name in (row["name"], *row.get("aliases", []))}
    return bool(_OWN_PLACE.fullmatch(short)) or any(
        short in name or (name in short and len(short) - len(name) <= 2) for name in names
    )


def _judge(row: Row, figure: Figure, places: Sequence[Row], read: _Read) -> Iterable[tuple[str, bool]]:
    """Each attribute that the annotation speaks of, and whether it was read right."""
    yield "sign", (_bounds(row)[0] < 0) == (figure.value < 0)
    yield "bound", row.get("bound", "=") == figure.bound
    yield "kind", row.get("kind") == figure.kind or {row.get("kind"), figure.kind} == {"count", "measure"}
    yield "target", bool(row.get("target")) == figure.is_target
    if row.get("metric"):
        yield "metric", _within(row["metric"], figure.metric)
    subject = row.get("subject")
    if subject and not _is_place(subject, places):
        yield (
            "subject",
            _within(subject, figure.subject) or _within(subject, (figure.subject or "") + (figure.metric or "")),
        )
    elif "subject" in row and not subject:
        yield "no subject", figure.subject is None or _is_place(figure.subject, places)
    if row.get("district"):
        wanted = next((p for p in places if p["name"] == row["district"]), {"name": row["district"]})
        have = read.all_districts.get(figure.district or "")
        yield "district", have is not None and _same_district(wanted, have)
    elif "district" in row:
        yield "no district", figure.district is None
    if row.get("firm"):
        firm = read.firms.get(figure.firm or "")
        yield "firm", firm is not None and plain(row["firm"]) in {plain(firm.name), *map(plain, firm.aliases)}
    elif "firm" in row:
        yield "no firm", figure.firm is None
    if row.get("period"):
        yield "period", [figure.period_start, figure.period_end] == row["period"]
    elif "period" in row:
        yield "no period", figure.period_start is None
