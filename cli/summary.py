"""What a run of `ingest` or `load` did, counted as it goes, shown at its end."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath
from time import monotonic
from typing import Any

from ..extractors.reading.sources import OTHER_KIND
from ..extractors.records import Document
from ..store.evidence import Outcome
from ..store.runs import Counts
from .text import many, plain, to_json

_LINK_TABLES = {
    "cluster_district": "cluster_districts",
    "firm_district": "firm_districts",
    "firm_cluster": "firm_clusters",
}


_ENTITIES = ("districts", "clusters", "firms")
_SCROLLED_AWAY = 20  # documents after which what failed is said once more at the end
_SHOWN = 20
_MOST_ENDINGS = 5
_REMEMBERED = 10_000
_MOST_ENTITIES = 300_000  # different ones; a run of more leaves them to `kbuild stats`


@dataclass(slots=True)
class Summary:
    """Counts of documents by what became of them, rows read by table, and what failed and why."""

    counts: Counts = field(default_factory=Counts)
    replaced: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, str]] = field(default_factory=list)
    """The first ones: a folder may hold any number of what cannot be read."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Files of folders that are no texts, by the endings of their names."""
    _entities: set[int] = field(default_factory=set)
    _begun: float = field(default_factory=monotonic)

    def stored(self, document: Document, outcome: Outcome) -> None:
        """Count a document that was handed to the database."""
        if outcome == "unchanged":
            self.counts.unchanged += 1
            return
        self.counts.documents += 1
        self.replaced += outcome == "replaced"
        self.counts.articles += len(document.articles)
        for article in document.articles:
            for name in ("mentions", "figures", "claims", "unclaimed"):
                self.rows[name] += len(getattr(article, name))
            self.rows.update(_LINK_TABLES[link.kind] for link in article.links)
            if len(self._entities) < _MOST_ENTITIES:
                for place, name in enumerate(_ENTITIES):
                    self._entities |= {hash((entity.key, name)) & -4 | place for entity in getattr(article, name)}

    def failed(self, message: str) -> None:
        """Count a source that could not be read, and say so on one line."""
        self.counts.failed += 1
        if len(self.failures) < _REMEMBERED:
            self.failures.append({"reason": message})
        print(f"kbuild: {plain(message)}", file=sys.stderr)

    def skipped(self, name: str, reason: str) -> None:
        """Count a file of a folder that was left out, unless it was meant to be (hidden, a link back)."""
        if reason == OTHER_KIND:
            self.left_out[PurePath(name).suffix.lower() or "no ending"] += 1

    def interrupted(self) -> None:
        """Say what is kept, and how to go on."""
        kept = many(self.counts.documents, "document")
        print(f"kbuild: interrupted; {kept} read and kept, the same command reads the rest", file=sys.stderr)

    def as_json(self) -> dict[str, Any]:
        """The summary for programs."""
        counts = self.counts
        return {
            "documents": counts.documents,
            "replaced": self.replaced,
            "unchanged": counts.unchanged,
            "failed": counts.failed,
            "left_out": dict(self.left_out),
            "articles": counts.articles,
            "rows": self._all_rows(),
            "failures": self.failures,
            "seconds": round(monotonic() - self._begun, 3),
        }

    def _all_rows(self) -> dict[str, int]:
        """Rows read by table; of entities only while there are few enough to know which are the same."""
        entities = Counter(_ENTITIES[number & 3] for number in self._entities)
        links = ("cluster_districts", "firm_districts", "firm_clusters")
        read = {name: entities[name] for name in _ENTITIES} if len(self._entities) < _MOST_ENTITIES else {}
        return read | {name: self.rows[name] for name in ("mentions", *links, "figures", "claims", "unclaimed")}

    def show(self, *, quiet: bool, as_json: bool, kept: str | None) -> None:
        """Print the summary: JSON on stdout, or for people on stderr. `kept` names the database, None for a dry run."""
        if as_json:
            print(to_json(self.as_json()))
        elif not quiet:
            print(self._sentence(kept), file=sys.stderr)
            if self.left_out:
                print(plain(self._others()), file=sys.stderr)
            if self.counts.documents:
                self._table()
            if self.counts.documents + self.counts.unchanged >= _SCROLLED_AWAY:
                for failure in self.failures[:_SHOWN]:
                    print(f"failed: {plain(failure['reason'])}", file=sys.stderr)

    def _sentence(self, kept: str | None) -> str:
        counts = self.counts
        parts = [f"{many(counts.documents, 'document')} read ({many(counts.articles, 'article')})"]
        parts += [f"{self.replaced} of them in place of an older one"] if self.replaced else []
        parts += [f"{counts.unchanged} unchanged"] if counts.unchanged else []
        parts += [f"{counts.failed} failed"] if counts.failed else []
        end = f" → {plain(kept)}" if kept else "; a dry run, nothing is kept"
        return f"{', '.join(parts)} in {monotonic() - self._begun:.1f} s{end}"

    def _others(self) -> str:
        """What was left out: the commonest endings, and which are read."""
        kinds = ", ".join(f"{number:,} {ending}" for ending, number in self.left_out.most_common(_MOST_ENDINGS))
        more = ", …" if len(self.left_out) > _MOST_ENDINGS else ""
        return f"{many(self.left_out.total(), 'file')} left out ({kinds}{more}): {OTHER_KIND}"

    def _table(self) -> None:
        """Rows by table: drawn on a terminal, one line otherwise."""
        rows = {name: number for name, number in self._all_rows().items() if number}
        if not sys.stderr.isatty():
            print(", ".join(f"{name} {number}" for name, number in rows.items()) or "nothing found", file=sys.stderr)
            return
        from rich import box
        from rich.table import Table

        from .tables import console

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column("read")
        table.add_column("rows", justify="right")
        for name, number in rows.items():
            table.add_row(name, f"{number:,}")
        console(sys.stderr).print(table)
