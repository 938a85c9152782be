"""`kbuild query`: rows of the database, by filter or in SQL."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from .filters import OF_KIND, options_of, tell_namesakes
from .listing import Group
from .options import DEFAULT_DB, Db, FormatOption, Limit, standard_input

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="Ask for districts, clusters, firms, figures, claims, articles or links, or in SQL.",
)

_HELP = {
    "districts": """Divisions, towns, zones and areas, with what is known of each.

    \b
    kbuild query districts --in 上海 --sort -firms
    kbuild query districts --industry 生物医药 --format csv
    kbuild query districts --in 长三角 --group-by level
    """,
    "clusters": """Clusters: an industry of a place, with its tier and firms.

    \b
    kbuild query clusters --in 广东 --format md
    kbuild query clusters --pivot districts,tier
    """,
    "firms": """Companies and institutes, with their places and clusters.

    \b
    kbuild query firms --district 嘉定
    kbuild query firms --industry 集成电路 --columns name --null | xargs -0 -n1 kbuild show
    """,
    "figures": """Figures: how much of what, whose, where and when.

    --year, --since and --until keep a figure whose period touches theirs, --period one whose period lies within.
    Further columns for --columns, --sort, --group-by and --pivot: id, year, period, code, growth (docs/columns.md).

    \b
    kbuild query figures --metric 产值 --in 上海 --year 2024 --sort -value
    kbuild query figures --metric 营收 --min 100亿元 --period 2024H1 --achieved
    kbuild query figures --metric =地区生产总值 --pivot district,year
    """,
    "claims": """Totals that articles state of their own lists, held against the rows read from them.

    \b
    kbuild query claims --verdict differs
    """,
    "articles": """Articles, and where they came from.

    \b
    kbuild query articles --firm 商汤 --since 2024-06
    kbuild query articles --group-by year,source
    """,
    "links": """What articles tie together: firms, clusters and districts, with the words that say so.

    \b
    kbuild query links --kind firm_district --relation headquartered
    """,
}

_SHAPE: dict[str, Any] = {
    "group_by": Annotated[str | None, typer.Option("--group-by", metavar="COLUMNS", help=
                          "A row for each combination of these columns, with counts; figures: by unit and kind too.")],
    "pivot": Annotated[str | None, typer.Option("--pivot", metavar="DOWN,ACROSS", help=
                       "One column's values down, another's across: district,year.")],
    "sort": Annotated[str | None, typer.Option("--sort", metavar="COLUMNS", help=
                      "By these columns; -COLUMN: descending.")],
    "limit": Limit,
    "count": Annotated[bool, typer.Option("--count", help="Only how many rows there are.")],
    "explain": Annotated[bool, typer.Option("--explain", help="Print the SQL that would be run, and stop.")],
}  # fmt: skip
_PLOT = {"plot": Annotated[bool, typer.Option("--plot", help="Draw bars, or a line in time for each series.")]}


def _add(kind: str) -> None:
    """Make the subcommand of a kind of row from the table of filters."""

    def ask(**given: Any) -> None:
        _answer(kind, given)

    options = {"db": Db} | options_of(kind) | _SHAPE
    options |= (_PLOT if kind == "figures" else {}) | {"fmt": FormatOption}
    defaults = {"db": DEFAULT_DB, "count": False, "explain": False, "plot": False}
    parameter, keyword = inspect.Parameter, inspect.Parameter.KEYWORD_ONLY
    ask.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [parameter(name, keyword, default=defaults.get(name), annotation=what) for name, what in options.items()]
    )
    ask.__annotations__ = options
    ask.__doc__ = _HELP[kind]
    app.command(kind)(ask)


for _kind in OF_KIND:
    _add(_kind)


_AMOUNTS = ("sum", "min", "max", "claimed", "found")  # beside `value`: shown with their scale in a table


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip()) if text else ()


def _answer(kind: str, given: dict[str, Any]) -> None:
    """Print what the filters keep, laid out as asked for."""
    from ..store import database, queries
    from ..store.views import VIEWS
    from .asked import open_to_ask
    from .filters import filters
    from .output import chosen, write

    kept = filters(given)
    columns = chosen.columns
    shape = queries.Shape(columns, _split(given["group_by"]), _split(given["sort"]), given["limit"], given["count"])
    with database.explained(given["db"]):
        base = open_to_ask(given["db"])
        tell_namesakes(base, [*kept.named.get("within", ()), *kept.named.get("district", ())])
        if given["pivot"]:
            _pivot(base, kind, kept, given)
            return
        asked = queries.question(base, kind, kept, shape)
        if given["explain"]:
            _print_sql(queries.readable(asked), given["db"])
            return
        rows = queries.run(base, kind, asked, grouped=bool(shape.group_by))
        if given.get("plot"):
            from .plot import plot

            plot(list(rows))
            return
        mixed = _Mixed(given)
        brief = () if columns or shape.group_by else VIEWS[kind].brief
        write(mixed.seen(rows), asked.columns, given["fmt"], brief=brief, amounts=_AMOUNTS)
        mixed.tell()


def _print_sql(sql: str, db: str) -> None:
    """Print a question in the words of what answers it, SQLite or DuckDB."""
    from .asked import is_parquet
    from .text import plain

    if is_parquet(db):
        from ..scale.asking import translated

        sql = translated(sql)
    text = sql + ";"
    print("\n".join(map(plain, text.split("\n"))) if sys.stdout.isatty() else text)


def _pivot(base: Any, kind: str, kept: Any, given: dict[str, Any]) -> None:
    from ..extractors.errors import UsageError
    from ..store.pivot import explained, ordered, pivot
    from .output import write

    axes = _split(given["pivot"])
    if len(axes) != 2 or given["group_by"] or given["count"]:
        raise UsageError("--pivot takes two columns, DOWN,ACROSS, and goes without --group-by and --count")
    if given["explain"]:
        _print_sql(explained(base, kind, kept, (axes[0], axes[1]), _split(given["sort"]), given["limit"]), given["db"])
        return
    found = ordered(pivot(base, kind, kept, *axes), _split(given["sort"]))
    amounts = found.heads if kind == "figures" else ()
    write(found.rows[: given["limit"]], (*found.keys, *found.heads), given["fmt"], amounts=amounts)


class _Mixed:
    """Watches for rows of several units where a range was asked for without one."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._watching = bool(given.get("low") or given.get("high"))
        self._units: set[str] = set()

    def seen(self, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The rows as they are."""
        for row in rows:
            if self._watching and "unit" in row:
                self._units.add(row["unit"])
            yield row

    def tell(self) -> None:
        """Say so, where there are several."""
        if len(self._units) > 1:
            units = "、".join(sorted(self._units))
            print(f"kbuild: these are in unlike units ({units}); write one behind the number", file=sys.stderr)


@app.command()
def sql(
    statement: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT; - reads it from standard input.")],
    db: Db = DEFAULT_DB,
    parameters: Annotated[
        list[str] | None, typer.Option("-p", "--param", metavar="NAME=VALUE", help="A value for :NAME; may repeat.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.001, metavar="SECONDS", help="Give up after this long.")] = 60.0,
    fmt: FormatOption = None,
) -> None:
    """Any SELECT over the tables of schema.sql; it cannot write.

    \b
    kbuild query sql 'SELECT metric, count(*) AS n FROM figures GROUP BY 1 ORDER BY 2 DESC LIMIT 9'
    kbuild query sql 'SELECT * FROM figures WHERE unit = :unit' -p unit=元
    kbuild query sql - < report.sql
    """
    from ..extractors.errors import UsageError
    from ..store import database, safe_sql
    from .asked import is_parquet
    from .output import write

    bound = {}
    for parameter in parameters or []:
        name, equals, value = parameter.partition("=")
        if not name or not equals:
            raise UsageError(f"-p {parameter}: write it as NAME=VALUE")
        bound[name] = value
    text = standard_input() if statement == "-" else statement
    with database.explained(db):
        if is_parquet(db):
            from ..scale import asking

            columns, rows = asking.select(db, text, bound, timeout)
        else:
            columns, rows = safe_sql.select(database.open_to_read(db), text, bound, timeout)
        write(rows, columns, fmt)
