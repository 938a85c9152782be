"""Questions to a database: rows of names, not of ids, by the filters one reaches for first."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..extractors.errors import UsageError
from . import lookup
from .views import VIEWS, View

NAMED: dict[str, Callable[[sqlite3.Connection, str], list[str]]] = {
    "district": lookup.districts,
    "within": lookup.within,
    "cluster": lookup.clusters,
    "firm": lookup.firms,
    "article": lookup.articles,
    "metric": lookup.metrics,
    "subject": lookup.subjects,
}
"""Filter of names to what looks a name up."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; what is empty keeps all. Days are ISO 8601, a figure's those of the period it speaks of."""

    named: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Filter (a key of NAMED) to names; a row of any of them is kept."""
    equal: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Filter (a key of `View.equal`) to values; likewise."""
    since: str | None = None
    until: str | None = None
    inside: tuple[str, str] | None = None
    """First and last day between which all of it lies."""
    exactly: bool = False
    """That `inside` is all of it."""
    low: float | None = None
    high: float | None = None
    target: bool | None = None

    @staticmethod
    def of(kind: str, name: str) -> Filters:
        """Only what belongs to one district, cluster, firm or article."""
        return Filters(named={kind: [name]})


@dataclass(frozen=True, slots=True)
class Shape:
    """How the answer is laid out. `columns` empty: all; `group_by`: a row for each combination of these columns."""

    columns: tuple[str, ...] = ()
    group_by: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    """Columns; `-column` descending."""
    limit: int | None = None
    count: bool = False
    """How many rows there are, instead of the rows."""


@dataclass(frozen=True, slots=True)
class Question:
    """A SELECT, the values to bind, and the columns that come out."""

    sql: str
    values: list[Any]
    columns: tuple[str, ...]


@dataclass(slots=True)
class _Where:
    """Conditions that all hold, and the values bound in them."""

    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        self.conditions.append(condition)
        self.values += values

    def among(self, condition: str, values: Sequence[str]) -> None:
        """A condition on `{ids}`."""
        self.add(condition.replace("{ids}", _EACH), json.dumps(list(values), ensure_ascii=False))


_EACH = "SELECT value FROM json_each(?)"
GROUPED = {"count": "count(*)"}
_SUM = "CASE WHEN g.kind NOT IN ('share', 'change') THEN sum(g.value) END"  # percentages do not add up
_GROUPED_FIGURES = GROUPED | {"sum": _SUM, "min": "min(g.value)", "max": "max(g.value)"}


def question(db: sqlite3.Connection, kind: str, filters: Filters, shape: Shape | None = None) -> Question:
    """The SELECT that answers.

    Raises UnknownNameError for a filter that names nothing, UsageError for a column that there is not.
    """
    view, shape = VIEWS[kind], shape or Shape()
    where, values = conditions(db, kind, filters)
    if shape.count:
        return Question(f"SELECT count(*) AS count\nFROM {view.source}{where}", values, ("count",))
    source, order, grouping = view.source, view.order, ""
    if shape.group_by:
        keys = group_keys(kind, shape.group_by)
        wanted, source = _unrolled(view, pick(view.known, keys, "--group-by"))
        grouping = "\nGROUP BY " + ", ".join(str(number) for number in range(1, len(wanted) + 1))
        wanted |= _GROUPED_FIGURES if kind == "figures" else GROUPED
        order = ", ".join(["count(*) DESC", *(str(number) for number in range(1, len(keys) + 1))])
        wanted = pick(wanted, shape.columns, "--columns") if shape.columns else wanted
    else:
        wanted = pick(view.known, shape.columns, "--columns") if shape.columns else view.columns
    named = (sql if sql.endswith(f".{name}") else f"{sql} AS {name}" for name, sql in wanted.items())
    sort = _order(wanted, wanted if shape.group_by else view.known, shape.sort)
    text = f"SELECT {f',{chr(10)}       '.join(named)}\nFROM {source}{where}{grouping}\nORDER BY {sort}{order}"
    if shape.limit is not None:
        text, values = f"{text}\nLIMIT ?", [*values, shape.limit]
    return Question(text, values, tuple(wanted))


def group_keys(kind: str, group_by: Sequence[str]) -> tuple[str, ...]:
    """The columns to group by; of figures always unit and kind too, so that only like is added to like."""
    more = ("unit", "kind") if kind == "figures" else ()
    return (*group_by, *(column for column in more if column not in group_by))


def _unrolled(view: View, wanted: dict[str, str]) -> tuple[dict[str, str], str]:
    """The columns, and the source, with a row for each item of the lists among them."""
    source = view.source
    for name in [name for name in wanted if name in view.lists]:
        source += f" LEFT JOIN json_each({wanted[name]}) AS each_{name}"
        wanted = wanted | {name: f"each_{name}.value"}
    return wanted, source


def conditions(db: sqlite3.Connection, kind: str, filters: Filters) -> tuple[str, list[Any]]:
    """The filters as ` WHERE …` (empty for none), and the values to bind. Filters that a kind has not are passed by."""
    view, where = VIEWS[kind], _Where()
    for name, condition in view.conditions.items():
        if wanted := filters.named.get(name):
            where.among(condition, list(dict.fromkeys(found for one in wanted for found in NAMED[name](db, one))))
    for name, column in view.equal.items():
        if wanted := filters.equal.get(name):
            where.among(f"{column} IN ({{ids}})", [lookup.value(db, name, column, view.source, one) for one in wanted])
    if filters.since:
        where.add(view.times.since, filters.since)
    if filters.until:
        where.add(view.times.until, filters.until)
    if filters.inside:
        where.add(view.times.exactly if filters.exactly else view.times.inside, *filters.inside)
    if kind == "figures":
        _of_figures(where, filters)
    return ("\nWHERE " + "\n  AND ".join(where.conditions) if where.conditions else ""), where.values


def _of_figures(where: _Where, filters: Filters) -> None:
    """What only figures have: how much, and whether it is reached or planned. A range lies wholly between the ends."""
    if filters.low is not None:
        where.add("g.value >= ?", filters.low)
    if filters.high is not None:
        where.add("coalesce(g.value_high, g.value) <= ?", filters.high)
    if filters.target is not None:
        where.add("g.is_target = ?", int(filters.target))


def pick(known: Mapping[str, str], names: Sequence[str], option: str) -> dict[str, str]:
    """The named columns, in that order. Raises UsageError for one that there is not."""
    for name in names:
        if name not in known:
            near = "".join(f" (did you mean {other}?)" for other in lookup.nearest(name, known)[:1])
            raise UsageError(f"{option} {name}: there is no such column{near}; there are {', '.join(known)}")
    return {name: known[name] for name in names}


def _order(wanted: Mapping[str, str], known: Mapping[str, str], sort: Sequence[str]) -> str:
    """The beginning of ORDER BY, by number where the column comes out; empty values last."""
    names = [column.removeprefix("-") for column in sort]
    found = pick(known, names, "--sort")
    numbers = {name: str(number) for number, name in enumerate(wanted, 1)}
    return "".join(
        f"{numbers.get(name, found[name])}{' DESC' if column.startswith('-') else ''} NULLS LAST, "
        for name, column in zip(names, sort, strict=True)
    )


def rows(
    db: sqlite3.Connection, kind: str, filters: Filters | None = None, shape: Shape | None = None
) -> Iterator[dict[str, Any]]:
    """The rows of a kind (a key of VIEWS) that the filters keep."""
    return run(db, kind, question(db, kind, filters or Filters(), shape), grouped=bool(shape and shape.group_by))


def run(db: sqlite3.Connection, kind: str, asked: Question, grouped: bool = False) -> Iterator[dict[str, Any]]:
    """The answer to a question; lists and flags as such."""
    view = VIEWS[kind]
    lists = () if grouped else tuple(name for name in view.lists if name in asked.columns)
    flags = tuple(name for name in view.flags if name in asked.columns)
    for found in db.execute(asked.sql, asked.values):
        row: dict[str, Any] = dict(zip(asked.columns, found, strict=True))
        for name in lists:
            row[name] = json.loads(row[name])
        for name in flags:
            row[name] = bool(row[name])
        yield row


def literal(value: Any) -> str:
    """A text or number as SQL has it."""
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else f"{value:.15g}"


_BOUND = re.compile(rf"{re.escape(_EACH)}|\?")


def readable(asked: Question) -> str:
    """The SELECT with its values in place, for people to learn from and go on with.

    >>> readable(Question("SELECT 1 WHERE x IN (SELECT value FROM json_each(?)) LIMIT ?", ['["a", "b\\'c"]', 3], ()))
    "SELECT 1 WHERE x IN ('a', 'b''c') LIMIT 3"
    """
    values = iter(asked.values)

    def put(match: re.Match[str]) -> str:
        value = next(values)
        return literal(value) if match[0] == "?" else ", ".join(map(literal, json.loads(value)))

    return _BOUND.sub(put, asked.sql)
