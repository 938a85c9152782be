"""What can be asked for: each kind of row with its columns, its order, and what each filter means for it.

A condition has `{ids}` where the ids stand that the filter's name was resolved to, or `?` for a value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from .labels import END, GROWTH, PERIOD, START, YEAR


class Times(NamedTuple):
    """Conditions on time: from a day on, up to a day, between two days, and just from the one to the other."""

    since: str
    until: str
    inside: str
    exactly: str


@dataclass(frozen=True, slots=True)
class View:
    """A kind of row: where it comes from, its columns as they come out, and a condition for each filter."""

    source: str
    """What stands behind FROM."""
    columns: dict[str, str]
    """Name to SQL, in the order of the output. Names and order are promised to users."""
    order: str
    conditions: dict[str, str]
    """Filter of names (district, within, …) to condition."""
    times: Times
    equal: dict[str, str] = field(default_factory=dict)
    """Filter of a value (level, unit, …) to the column it is compared with."""
    more: dict[str, str] = field(default_factory=dict)
    """Columns that come out only when asked for."""
    lists: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    """The columns of a table for people, where all would be too many."""

    @property
    def known(self) -> dict[str, str]:
        """All columns, those that come out only when asked for too."""
        return self.columns | self.more


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


def _times_of_entity(entity: str, of: str) -> Times:
    """An entity is of a time when an article of that time names it."""
    between = _named_in(entity, of, "a.published_on BETWEEN ? AND ?")
    since, until = (_named_in(entity, of, f"a.published_on {sign} ?") for sign in (">=", "<="))
    return Times(since, until, between, between)


_BETWEEN = "a.published_on BETWEEN ? AND ?"
_BY_PUBLICATION = Times("a.published_on >= ?", "a.published_on <= ?", _BETWEEN, _BETWEEN)
_OF_ARTICLE = {
    "district": _mentioned("district", "a.id"),
    "within": _mentioned("district", "a.id"),
    "cluster": _mentioned("cluster", "a.id"),
    "firm": _mentioned("firm", "a.id"),
    "article": "a.id IN ({ids})",
}

_DISTRICTS = View(
    source="districts AS d LEFT JOIN districts AS p ON p.id = d.parent_id",
    columns={
        "name": "d.name",
        "full_name": "d.full_name",
        "code": "d.code",
        "level": "d.level",
        "parent": "p.name",
        "articles": "d.articles",
        "clusters": "(SELECT count(DISTINCT cluster_id) FROM cluster_districts WHERE district_id = d.id)",
        "firms": "(SELECT count(DISTINCT firm_id) FROM firm_districts WHERE district_id = d.id)",
        "figures": "(SELECT count(*) FROM figures WHERE district_id = d.id)",
    },
    more={"id": "d.id"},
    order="d.id",
    conditions={
        "district": "d.id IN ({ids})",
        "within": "d.id IN ({ids})",
        "cluster": _linked("cluster_districts", "district_id", "cluster_id", "d.id"),
        "firm": _linked("firm_districts", "district_id", "firm_id", "d.id"),
        "article": _named_in("district", "d.id", "a.id IN ({ids})"),
    },
    equal={"level": "d.level"},
    brief=("name", "code", "level", "parent", "articles", "clusters", "firms", "figures"),
    times=_times_of_entity("district", "d.id"),
)

_CLUSTERS = View(
    source="clusters AS c",
    columns={
        "industry": "c.industry",
        "districts": _names(
            "d.name", "cluster_districts AS l JOIN districts AS d ON d.id = l.district_id WHERE l.cluster_id = c.id"
        ),
        "tier": "c.tier",
        "grade": "c.grade",
        "articles": "c.articles",
        "firms": _names("f.name", "firm_clusters AS l JOIN firms AS f ON f.id = l.firm_id WHERE l.cluster_id = c.id"),
    },
    more={"id": "c.id"},
    order="c.articles DESC, c.id",
    conditions={
        "district": _linked("cluster_districts", "cluster_id", "district_id", "c.id"),
        "within": _linked("cluster_districts", "cluster_id", "district_id", "c.id"),
        "cluster": "c.id IN ({ids})",
        "firm": _linked("firm_clusters", "cluster_id", "firm_id", "c.id"),
        "article": _named_in("cluster", "c.id", "a.id IN ({ids})"),
    },
    equal={"tier": "c.tier", "grade": "c.grade"},
    lists=("districts", "firms"),
    times=_times_of_entity("cluster", "c.id"),
)

_FIRMS = View(
    source="firms AS f",
    columns={
        "name": "f.name",
        "kind": "f.kind",
        "aliases": _names("alias", "firm_aliases WHERE firm_id = f.id"),
        "stock_code": "f.stock_code",
        "districts": _names(
            "d.name", "firm_districts AS l JOIN districts AS d ON d.id = l.district_id WHERE l.firm_id = f.id"
        ),
        "clusters": _names(
            "c.industry", "firm_clusters AS l JOIN clusters AS c ON c.id = l.cluster_id WHERE l.firm_id = f.id"
        ),
        "articles": "f.articles",
    },
    more={"id": "f.id"},
    order="f.articles DESC, f.id",
    conditions={
        "district": _linked("firm_districts", "firm_id", "district_id", "f.id"),
        "within": _linked("firm_districts", "firm_id", "district_id", "f.id"),
        "cluster": _linked("firm_clusters", "firm_id", "cluster_id", "f.id"),
        "firm": "f.id IN ({ids})",
        "article": _named_in("firm", "f.id", "a.id IN ({ids})"),
    },
    equal={"kind": "f.kind"},
    lists=("aliases", "districts", "clusters"),
    times=_times_of_entity("firm", "f.id"),
)

_FIGURES = View(
    source=(
        "figures AS g LEFT JOIN articles AS a ON a.id = g.article_id LEFT JOIN districts AS d ON d.id = g.district_id "
        "LEFT JOIN clusters AS c ON c.id = g.cluster_id LEFT JOIN firms AS f ON f.id = g.firm_id"
    ),
    columns={
        "district": "d.name",
        "subject": "g.subject",
        "metric": "g.metric",
        "bound": "g.bound",
        "value": "g.value",
        "value_high": "g.value_high",
        "unit": "g.unit",
        "kind": "g.kind",
        "target": "g.is_target",
        "period_start": "g.period_start",
        "period_end": "g.period_end",
        "cluster": "c.industry",
        "firm": "f.name",
        "text": "g.text",
        "title": "a.title",
        "published": "a.published_on",
        "article": "g.article_id",
        "rule": "g.rule",
    },
    more={
        "id": "g.id",
        "start": "g.start_char",
        "end": "g.end_char",
        "year": YEAR,
        "period": PERIOD,
        "code": "d.code",
        "growth": GROWTH,
        "district_id": "g.district_id",
        "cluster_id": "g.cluster_id",
        "firm_id": "g.firm_id",
    },
    order="g.article_id, g.start_char, g.id",
    conditions={
        "district": "g.district_id IN ({ids})",
        "within": "g.district_id IN ({ids})",
        "cluster": "g.cluster_id IN ({ids})",
        "firm": "g.firm_id IN ({ids})",
        "article": "g.article_id IN ({ids})",
        "metric": "g.metric IN ({ids})",
        "subject": "g.subject IN ({ids})",
    },
    equal={"unit": "g.unit", "kind": "g.kind", "bound": "g.bound"},
    flags=("target",),
    brief=(
        *("district", "cluster", "firm", "subject", "metric", "bound", "value", "value_high", "unit", "kind"),
        *("target", "period_start", "period_end", "article"),
    ),
    times=Times(
        since=f"coalesce({END}, a.published_on) >= ?",
        until=f"coalesce({START}, a.published_on) <= ?",
        inside=f"{START} >= ? AND {END} <= ?",
        exactly=f"{START} = ? AND {END} = ?",
    ),
)

_CLAIMS = View(
    source="claims AS k LEFT JOIN articles AS a ON a.id = k.article_id",
    columns={
        "counted": "k.counted",
        "claimed": "k.claimed",
        "found": "k.found",
        "verdict": "k.verdict",
        "text": "k.text",
        "title": "a.title",
        "published": "a.published_on",
        "article": "k.article_id",
        "start": "k.start_char",
    },
    more={"id": "k.id", "end": "k.end_char", "list_start": "k.list_start", "list_end": "k.list_end"},
    order="k.article_id, k.start_char, k.id",
    conditions=_OF_ARTICLE,
    equal={"verdict": "k.verdict"},
    brief=("counted", "claimed", "found", "verdict", "text", "title", "published", "article"),
    times=_BY_PUBLICATION,
)

_ARTICLES = View(
    source="articles AS a LEFT JOIN documents AS o ON o.id = a.document_id",
    columns={
        "id": "a.id",
        "published": "a.published_on",
        "title": "a.title",
        "section": "a.section",
        "byline": "a.byline",
        "characters": "length(a.text)",
        "figures": "(SELECT count(*) FROM figures WHERE article_id = a.id)",
        "source": "o.source",
        "path": "o.path",
        "url": "o.url",
    },
    more={"year": "substr(a.published_on, 1, 4)", "month": "substr(a.published_on, 1, 7)", "text": "a.text"},
    order="o.path, a.position, a.id",
    conditions=_OF_ARTICLE,
    brief=("id", "published", "title", "section", "characters", "figures", "path"),
    times=_BY_PUBLICATION,
)

_EACH_LINK = (
    "(SELECT 'cluster_district' AS kind, NULL AS firm_id, cluster_id, district_id, id, article_id, start_char, "
    "end_char, relation, rule FROM cluster_districts UNION ALL SELECT 'firm_district', firm_id, NULL, district_id, id, "
    "article_id, start_char, end_char, relation, rule FROM firm_districts UNION ALL SELECT 'firm_cluster', firm_id, "
    "cluster_id, NULL, id, article_id, start_char, end_char, relation, rule FROM firm_clusters)"
)
_LINKS = View(
    source=(
        f"{_EACH_LINK} AS l LEFT JOIN articles AS a ON a.id = l.article_id "
        "LEFT JOIN districts AS d ON d.id = l.district_id LEFT JOIN clusters AS c ON c.id = l.cluster_id "
        "LEFT JOIN firms AS f ON f.id = l.firm_id"
    ),
    columns={
        "kind": "l.kind",
        "firm": "f.name",
        "cluster": "c.industry",
        "district": "d.name",
        "relation": "l.relation",
        "text": "substr(a.text, l.start_char + 1, l.end_char - l.start_char)",
        "title": "a.title",
        "published": "a.published_on",
        "article": "l.article_id",
        "start": "l.start_char",
        "rule": "l.rule",
    },
    more={
        "id": "l.id",
        "end": "l.end_char",
        "district_id": "l.district_id",
        "cluster_id": "l.cluster_id",
        "firm_id": "l.firm_id",
    },
    order="l.article_id, l.start_char, l.id",
    conditions={
        "district": "l.district_id IN ({ids})",
        "within": "l.district_id IN ({ids})",
        "cluster": "l.cluster_id IN ({ids})",
        "firm": "l.firm_id IN ({ids})",
        "article": "l.article_id IN ({ids})",
    },
    equal={"kind": "l.kind", "relation": "l.relation"},
    brief=("kind", "firm", "cluster", "district", "relation", "text", "published", "article"),
    times=_BY_PUBLICATION,
)

VIEWS = {
    "districts": _DISTRICTS,
    "clusters": _CLUSTERS,
    "firms": _FIRMS,
    "figures": _FIGURES,
    "claims": _CLAIMS,
    "articles": _ARTICLES,
    "links": _LINKS,
}
"""Kind of row to view, in the order of the help."""
