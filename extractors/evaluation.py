"""Precision, recall and F1 of what was read against annotated articles, and the accuracy of the figures' attributes.

An annotation is a JSON file with `districts`, `clusters`, `firms` and `figures`, one row per distinct entity of the
article; `docs/evaluation.md` describes its keys. A row marked `optional` is no error when missing. One annotated row
takes one found row, so a duplicate counts as wrong. Attributes are judged on the figures found, by the annotated
rows that are not optional. (Precision, recall and F1 after van Rijsbergen, Information Retrieval, 1979.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .judging import judge
from .likeness import Reading, Row, label, pair_figures, same_cluster, same_district, same_firm, same_industry
from .records import Article, Cluster, Figure


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
        read = Reading(articles)
        places = gold.get("districts", [])
        self.tables["districts"].match(name, places, read.districts.values(), same_district)
        clusters, firms = gold.get("clusters", []), gold.get("firms", [])
        found_clusters = self.tables["clusters"].match(
            name, clusters, read.clusters.values(), lambda g, c: same_cluster(g, c, places, read)
        )
        found_firms = self.tables["firms"].match(name, firms, read.firms.values(), same_firm)
        for table, rows, hits, targets in (
            ("cluster_districts", clusters, found_clusters, places),
            ("firm_districts", firms, found_firms, places),
            ("firm_clusters", firms, found_firms, clusters),
        ):
            self._links(table, name, rows, hits, targets, read)
        figures = gold.get("figures", [])
        pairs = pair_figures(figures, read.figures)
        hits = self.tables["figures"].match(name, figures, read.figures, lambda g, f: pairs.get(id(g)) is f)
        for row, figure in zip(figures, hits, strict=True):
            if figure is not None and not row.get("optional"):
                self._attributes(name, row, figure, places, read)

    def _links(
        self, table: str, name: str, rows: Sequence[Row], hits: Sequence[Any], targets: Sequence[Row], read: Reading
    ) -> None:
        to_cluster = table == "firm_clusters"
        known: dict[str, Any] = dict(read.clusters) if to_cluster else dict(read.districts)
        same = same_industry if to_cluster else same_district
        for row, hit in zip(rows, hits, strict=True):
            if hit is None or row.get("optional"):
                continue
            named = row.get("clusters" if to_cluster else "districts", [])
            wanted = {label(t): t for t in targets if t["industry" if to_cluster else "name"] in named}
            linked = [known[key] for key in sorted(read.links[table][hit.key]) if key in known]
            have = {label(target): target for target in linked}
            self.tables[table].match(f"{name} {_brief(row)}", list(wanted.values()), have.values(), same)

    def _attributes(self, name: str, row: Row, figure: Figure, places: Sequence[Row], read: Reading) -> None:
        judged = dict(judge(row, figure, places, read))
        for attribute, right in judged.items():
            self.attributes[attribute][right] += 1
            if not right:
                wanted = row.get(attribute.removeprefix("no "))
                self.attribute_errors.append(
                    f"{name}: {attribute} of {row['text']}: wanted {wanted}, read {_shown(figure, attribute)}"
                )


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
