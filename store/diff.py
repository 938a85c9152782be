"""What differs between two databases, or between two readings of one document."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..extractors.records import Document

COLUMNS = ("only_in", "table", "what", "more", "article")

_PLACE = "coalesce(district_id, cluster_id, firm_id)"
_FIGURE = (
    f"coalesce({_PLACE} || ' ', '') || coalesce(subject || ' ', '') || bound || ' ' || printf('%.15g', value) || unit "
    "|| ' ' || kind || iif(is_target, ' target', '') || coalesce(' ' || period_start || '..' || period_end, '')"
)
_SELECTS = {
    "articles": "SELECT coalesce(title, '(no title)'), published_on, id FROM {}.articles",
    "districts": "SELECT full_name, level, NULL FROM {}.districts",
    "clusters": "SELECT industry || ' @ ' || substr(id, instr(id, '@') + 1), tier, NULL FROM {}.clusters",
    "firms": "SELECT name, kind, NULL FROM {}.firms",
    "firm_aliases": "SELECT firm_id, alias, NULL FROM {}.firm_aliases",
    "cluster_districts": "SELECT cluster_id, district_id, article_id FROM {}.cluster_districts",
    "firm_districts": "SELECT firm_id, district_id, article_id FROM {}.firm_districts",
    "firm_clusters": "SELECT firm_id, cluster_id, article_id FROM {}.firm_clusters",
    "figures": f"SELECT text || ' ' || coalesce(metric, ''), {_FIGURE}, article_id FROM {{}}.figures",
    "claims": "SELECT text, counted || ' ' || claimed || ' ' || coalesce(found, '') || ' ' || verdict, article_id "
    "FROM {}.claims",
    "decisions": "SELECT verdict || ' ' || key, other, NULL FROM {}.decisions",
}
COUNTS = ("table", "only_in", "count")


def counts(one: str, other: str) -> Iterator[dict[str, Any]]:
    """How many rows of each table only one of two databases has; tables that agree are left out."""
    found = Counter((row["table"], row["only_in"]) for row in databases(one, other))
    for (table, path), count in found.items():
        yield {"table": table, "only_in": path, "count": count}


def databases(one: str, other: str) -> Iterator[dict[str, Any]]:
    """The rows that only one of two databases has, by table; `only_in` is its path."""
    db = sqlite3.connect("file::memory:", uri=True)
    for schema, path in (("a", one), ("b", other)):
        db.execute(f"ATTACH ? AS {schema}", (f"{Path(path).absolute().as_uri()}?mode=ro",))
    for table, select in _SELECTS.items():
        for path, left, right in ((one, "a", "b"), (other, "b", "a")):
            query = f"{select.format(left)} EXCEPT {select.format(right)} ORDER BY 1, 2, 3"
            for what, more, article in db.execute(query):
                yield {"only_in": path, "table": table, "what": what, "more": more, "article": article}


def readings(old: Document, new: Document) -> Iterator[dict[str, Any]]:
    """The rows that only one of two readings of a document has; `only_in` is `before` or `now`."""
    before, now = Counter(_rows(old)), Counter(_rows(new))
    for label, rows in (("before", before - now), ("now", now - before)):
        for table, what, more, position in sorted(rows.elements()):
            yield {"only_in": label, "table": table, "what": what, "more": more, "article": f"{old.path}/{position}"}


def _rows(document: Document) -> Iterator[tuple[str, str, str, int]]:
    """Table, what it is, all else about it, and position of the article, of every row of a record."""
    for article in document.articles:
        for mention in article.mentions:
            yield f"{mention.entity}s", mention.text, f"{mention.key} {mention.start} {mention.rule}", article.position
        for figure in article.figures:
            whose = [figure.metric, figure.subject, figure.district, figure.cluster, figure.firm]
            parts = [figure.start, figure.value, figure.unit, figure.bound, figure.kind, *whose, figure.period_start]
            yield "figures", figure.text, " ".join(str(part) for part in parts if part is not None), article.position
        for link in article.links:
            yield f"{link.kind}s", f"{link.source} – {link.target}", link.rule, article.position
        for claim in article.claims:
            yield "claims", claim.text, f"{claim.claimed:g} {claim.found} {claim.verdict}", article.position
