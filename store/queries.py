"""Questions to a database: rows of names, not of ids, by the filters one reaches for first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..extractors.errors import UsageError
from . import lookup


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; None (empty) keeps all. `since` and `until` are days, a figure's by the period it speaks of."""

    district: str | None = None
    within: str | None = None
    cluster: str | None = None
    firm: str | None = None
    article: str | None = None
    metric: str | None = None
    unit: str | None = None
    since: str | None = None
    until: str | None = None
    sort: str | None = None
    limit: int | None = None

    def of(self, kind: str, name: str) -> Filters:
        """These, and only what belongs to one district, cluster, firm or article."""
        return replace(self, **{kind: name})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class View:
    """A kind of row: its SELECT, its columns as they come out, its order, and a condition for each filter.

    `{ids}` in a condition stands for the ids that the filter's name was resolved to.
    """

    select: str
    columns: tuple[str, ...]
    order: str
    conditions: dict[str, str]
    lists: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    """The columns of a table for people, where all would be too many."""
    since: str = ""
    until: str = ""


def _mentioned(entity: str, of: str) -> str:
    """A condition: the article's row `of` names an entity of `{ids}`."""
    return f"EXISTS (SELECT 1 FROM mentions WHERE article_id = {of} AND entity = '{entity}' AND entity_id IN ({{ids}}))"


def _named_in(entity: str, of: str, condition: str) -> str:
    """A condition: the entity's row `of` is named in an article that meets `condition`."""
    return (
        f"EXISTS (SELECT 1 FROM mentions AS m JOIN articles AS a ON a.id = m.article_id "
        f"WHERE m.entity = '{entity}' AND m.entity_id = {of} AND {condition})"
    )


def _linked(table: str, own: str, other: str, of: str) -> str:
    """A condition: the row `of` is linked, in `table`, to one of `{ids}`."""
    return f"EXISTS (SELECT 1 FROM {table} WHERE {own} = {of} AND {other} IN ({{ids}}))"


def _names(name: str, source: str) -> str:
    """A subquery: the distinct names as a JSON list, in their order."""
    return f"(SELECT json_group_array(name) FROM (SELECT DISTINCT {name} AS name FROM {source} ORDER BY 1))"


def _entity_filters(entity: str, of: str) -> dict[str, Any]:
    return {
        "since": _named_in(entity, of, "a.published_on >= ?"),
        "until": _named_in(entity, of, "a.published_on <= ?"),
    }


VIEWS = {
    "districts": View(
        "SELECT d.name, d.full_name, d.code, d.level, p.name AS parent, d.articles, "
        "(SELECT count(DISTINCT cluster_id) FROM cluster_districts WHERE district_id = d.id) AS clusters, "
        "(SELECT count(DISTINCT firm_id) FROM firm_districts WHERE district_id = d.id) AS firms, "
        "(SELECT count(*) FROM figures WHERE district_id = d.id) AS figures "
        "FROM districts AS d LEFT JOIN districts AS p ON p.id = d.parent_id",
        ("name", "full_name", "code", "level", "parent", "articles", "clusters", "firms", "figures"),
        "d.id",
        {
            "district": "d.id IN ({ids})",
            "within": "d.id IN ({ids})",
            "cluster": _linked("cluster_districts", "district_id", "cluster_id", "d.id"),
            "firm": _linked("firm_districts", "district_id", "firm_id", "d.id"),
            "article": _named_in("district", "d.id", "a.id IN ({ids})"),
        },
        **_entity_filters("district", "d.id"),
    ),
    "clusters": View(
        "SELECT c.industry, "
        + _names(
            "d.name", "cluster_districts AS l JOIN districts AS d ON d.id = l.district_id WHERE l.cluster_id = c.id"
        )
        + " AS districts, c.tier, c.grade, c.articles, "
        + _names("f.name", "firm_clusters AS l JOIN firms AS f ON f.id = l.firm_id WHERE l.cluster_id = c.id")
        + " AS firms FROM clusters AS c",
        ("industry", "districts", "tier", "grade", "articles", "firms"),
        "c.articles DESC, c.id",
        {
            "district": _linked("cluster_districts", "cluster_id", "district_id", "c.id"),
            "within": _linked("cluster_districts", "cluster_id", "district_id", "c.id"),
            "cluster": "c.id IN ({ids})",
            "firm": _linked("firm_clusters", "cluster_id", "firm_id", "c.id"),
            "article": _named_in("cluster", "c.id", "a.id IN ({ids})"),
        },
        lists=("districts", "firms"),
        **_entity_filters("cluster", "c.id"),
    ),
    "firms": View(
        "SELECT f.name, f.kind, "
        + _names("alias", "firm_aliases WHERE firm_id = f.id")
        + " AS aliases, f.stock_code, "
        + _names("d.name", "firm_districts AS l JOIN districts AS d ON d.id = l.district_id WHERE l.firm_id = f.id")
        + " AS districts, "
        + _names("c.industry", "firm_clusters AS l JOIN clusters AS c ON c.id = l.cluster_id WHERE l.firm_id = f.id")
        + " AS clusters, f.articles FROM firms AS f",
        ("name", "kind", "aliases", "stock_code", "districts", "clusters", "articles"),
        "f.articles DESC, f.id",
        {
            "district": _linked("firm_districts", "firm_id", "district_id", "f.id"),
            "within": _linked("firm_districts", "firm_id", "district_id", "f.id"),
            "cluster": _linked("firm_clusters", "firm_id", "cluster_id", "f.id"),
            "firm": "f.id IN ({ids})",
            "article": _named_in("firm", "f.id", "a.id IN ({ids})"),
        },
        lists=("aliases", "districts", "clusters"),
        **_entity_filters("firm", "f.id"),
    ),
    "figures": View(
        "SELECT d.name AS district, g.subject, g.metric, g.bound, g.value, g.value_high, g.unit, g.kind, "
        "g.is_target AS target, g.period_start, g.period_end, c.industry AS cluster, f.name AS firm, g.text, "
        "a.title, a.published_on AS published, g.article_id AS article, g.rule "
        "FROM figures AS g JOIN articles AS a ON a.id = g.article_id "
        "LEFT JOIN districts AS d ON d.id = g.district_id LEFT JOIN clusters AS c ON c.id = g.cluster_id "
        "LEFT JOIN firms AS f ON f.id = g.firm_id",
        (
            *("district", "subject", "metric", "bound", "value", "value_high", "unit", "kind", "target"),
            *("period_start", "period_end", "cluster", "firm", "text", "title", "published", "article", "rule"),
        ),
        "g.article_id, g.start_char, g.id",
        {
            "district": "g.district_id IN ({ids})",
            "within": "g.district_id IN ({ids})",
            "cluster": "g.cluster_id IN ({ids})",
            "firm": "g.firm_id IN ({ids})",
            "article": "g.article_id IN ({ids})",
            "metric": "g.metric IN ({ids})",
            "unit": "g.unit IN ({ids})",
        },
        flags=("target",),
        brief=(
            *("district", "cluster", "firm", "subject", "metric", "bound", "value", "value_high", "unit", "kind"),
            *("target", "period_start", "period_end", "article"),
        ),
        since="coalesce(g.period_end, a.published_on) >= ?",
        until="coalesce(g.period_start, a.published_on) <= ?",
    ),
    "articles": View(
        "SELECT a.id, a.published_on AS published, a.title, a.section, a.byline, length(a.text) AS characters, "
        "(SELECT count(*) FROM figures WHERE article_id = a.id) AS figures, o.source, o.path, o.url "
        "FROM articles AS a JOIN documents AS o ON o.id = a.document_id",
        ("id", "published", "title", "section", "byline", "characters", "figures", "source", "path", "url"),
        "o.path, a.position, a.id",
        {
            "district": _mentioned("district", "a.id"),
            "within": _mentioned("district", "a.id"),
            "cluster": _mentioned("cluster", "a.id"),
            "firm": _mentioned("firm", "a.id"),
            "article": "a.id IN ({ids})",
        },
        brief=("id", "published", "title", "section", "characters", "figures", "path"),
        since="a.published_on >= ?",
        until="a.published_on <= ?",
    ),
}

_LOOKUPS: dict[str, Callable[[sqlite3.Connection, str], list[str]]] = {
    "district": lookup.districts,
    "within": lookup.within,
    "cluster": lookup.clusters,
    "firm": lookup.firms,
    "article": lookup.articles,
    "metric": lookup.metrics,
    "unit": lookup.units,
}


@dataclass(slots=True)
class _Where:
    """Conditions that all hold, and the values bound in them."""

    conditions: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    def add(self, condition: str, values: Sequence[str]) -> None:
        self.conditions.append(condition.replace("{ids}", "SELECT value FROM json_each(?)"))
        self.values += [json.dumps(list(values), ensure_ascii=False)] if "{ids}" in condition else values


def statement(db: sqlite3.Connection, kind: str, filters: Filters) -> tuple[str, list[Any]]:
    """The SELECT that answers, and the values to bind.

    Raises UnknownNameError for a filter that names nothing, UsageError for a column to sort by that there is not.
    """
    view = VIEWS[kind]
    where, values = conditions(db, kind, filters)
    sql = f"{view.select}{where} ORDER BY {_order(view, filters.sort)}{view.order}"
    if filters.limit is not None:
        sql += " LIMIT ?"
        values = [*values, filters.limit]
    return sql, values


def conditions(db: sqlite3.Connection, kind: str, filters: Filters) -> tuple[str, list[Any]]:
    """The filters as ` WHERE …` (empty for none), and the values to bind."""
    view, where = VIEWS[kind], _Where()
    for name, condition in view.conditions.items():
        wanted = getattr(filters, name)
        if wanted is not None:
            where.add(condition, _LOOKUPS[name](db, wanted))
    if filters.since:
        where.add(view.since, [filters.since])
    if filters.until:
        where.add(view.until, [filters.until])
    return (" WHERE " + " AND ".join(where.conditions) if where.conditions else ""), [*where.values]


def _order(view: View, sort: str | None) -> str:
    """The beginning of ORDER BY for `column` or, descending, `-column`; empty values last."""
    if sort is None:
        return ""
    column = sort.removeprefix("-")
    if column not in view.columns:
        raise UsageError(f"--sort {sort}: there is no such column; there are {', '.join(view.columns)}")
    number = view.columns.index(column) + 1
    return f"{number}{' DESC' if sort.startswith('-') else ''} NULLS LAST, "


def rows(db: sqlite3.Connection, kind: str, filters: Filters) -> Iterator[dict[str, Any]]:
    """The rows of a kind (districts, clusters, firms, figures, articles) that the filters keep."""
    view = VIEWS[kind]
    sql, values = statement(db, kind, filters)
    for found in db.execute(sql, values):
        row: dict[str, Any] = dict(zip(view.columns, found, strict=True))
        for name in view.lists:
            row[name] = json.loads(row[name])
        for name in view.flags:
            row[name] = bool(row[name])
        yield row
