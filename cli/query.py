"""`kbuild query`: rows of the database, by filter or in SQL."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from .options import DEFAULT_DB, Db, FormatOption, Limit

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="Ask for districts, clusters, firms, figures or articles, or in SQL.",
)

District = Annotated[str | None, typer.Option("--district", metavar="NAME", help="Of this district (name or code).")]
Within = Annotated[str | None, typer.Option("--in", metavar="NAME", help="Of this district and all within it.")]
Cluster = Annotated[str | None, typer.Option("--cluster", metavar="NAME", help="Of clusters of this industry.")]
Firm = Annotated[str | None, typer.Option("--firm", metavar="NAME", help="Of this firm (name, alias or part).")]
Article = Annotated[str | None, typer.Option("--article", metavar="NAME", help="Of this article: id, title or path.")]
Metric = Annotated[
    str | None, typer.Option("--metric", metavar="WORDS", help="Metrics that contain the words; =WORDS: that one.")
]
Unit = Annotated[str | None, typer.Option("--unit", metavar="UNIT", help="In this unit: 元, 家, %, …")]
Year = Annotated[int | None, typer.Option("--year", metavar="YYYY", min=1, max=9999, help="Of this year.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From YYYY, YYYY-MM or YYYY-MM-DD.")]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Up to the end of YYYY, YYYY-MM or the day.")
]
Sort = Annotated[str | None, typer.Option("--sort", metavar="COLUMN", help="By a column; -COLUMN: descending.")]


def _answer(
    kind: str, db: str, fmt: Any, year: int | None, since: str | None, until: str | None, **wanted: Any
) -> None:
    """Print the rows of a kind that the filters keep."""
    from ..store import database
    from ..store.queries import VIEWS, Filters, rows
    from .dates import first_day, last_day
    from .output import write

    if year is not None:
        since, until = since or f"{year:04}", until or f"{year:04}"
    filters = Filters(since=first_day(since, "--since"), until=last_day(until, "--until"), **wanted)
    with database.explained(db):
        write(rows(database.open_to_read(db), kind, filters), VIEWS[kind].columns, fmt, brief=VIEWS[kind].brief)


@app.command()
def districts(
    db: Db = DEFAULT_DB,
    district: District = None,
    within: Within = None,
    cluster: Cluster = None,
    firm: Firm = None,
    article: Article = None,
    year: Year = None,
    since: Since = None,
    until: Until = None,
    sort: Sort = None,
    limit: Limit = None,
    fmt: FormatOption = None,
) -> None:
    """Divisions, towns, zones and areas, with what is known of each.

    \b
    kbuild query districts --in 上海 --sort -firms
    kbuild query districts --cluster 生物医药 --format csv
    """
    _answer("districts", db, fmt, year, since, until, district=district, within=within, cluster=cluster, firm=firm,
            article=article, sort=sort, limit=limit)  # fmt: skip


@app.command()
def clusters(
    db: Db = DEFAULT_DB,
    district: District = None,
    within: Within = None,
    cluster: Cluster = None,
    firm: Firm = None,
    article: Article = None,
    year: Year = None,
    since: Since = None,
    until: Until = None,
    sort: Sort = None,
    limit: Limit = None,
    fmt: FormatOption = None,
) -> None:
    """Clusters: an industry of a place, with its tier and firms.

    \b
    kbuild query clusters --in 广东 --format md
    """
    _answer("clusters", db, fmt, year, since, until, district=district, within=within, cluster=cluster, firm=firm,
            article=article, sort=sort, limit=limit)  # fmt: skip


@app.command()
def firms(
    db: Db = DEFAULT_DB,
    district: District = None,
    within: Within = None,
    cluster: Cluster = None,
    firm: Firm = None,
    article: Article = None,
    year: Year = None,
    since: Since = None,
    until: Until = None,
    sort: Sort = None,
    limit: Limit = None,
    fmt: FormatOption = None,
) -> None:
    """Companies and institutes, with their places and clusters.

    \b
    kbuild query firms --district 嘉定
    kbuild query firms --cluster 集成电路 --format jsonl | jq -r .name
    """
    _answer("firms", db, fmt, year, since, until, district=district, within=within, cluster=cluster, firm=firm,
            article=article, sort=sort, limit=limit)  # fmt: skip


@app.command()
def figures(
    db: Db = DEFAULT_DB,
    district: District = None,
    within: Within = None,
    cluster: Cluster = None,
    firm: Firm = None,
    article: Article = None,
    metric: Metric = None,
    unit: Unit = None,
    year: Year = None,
    since: Since = None,
    until: Until = None,
    sort: Sort = None,
    limit: Limit = None,
    fmt: FormatOption = None,
) -> None:
    """Figures: how much of what, whose, where and when. --year and the like: the time a figure speaks of.

    \b
    kbuild query figures --metric 产值 --in 上海 --year 2024 --sort -value
    kbuild query figures --unit 元 --format csv > amounts.csv
    """
    _answer("figures", db, fmt, year, since, until, district=district, within=within, cluster=cluster, firm=firm,
            article=article, metric=metric, unit=unit, sort=sort, limit=limit)  # fmt: skip


@app.command()
def articles(
    db: Db = DEFAULT_DB,
    district: District = None,
    within: Within = None,
    cluster: Cluster = None,
    firm: Firm = None,
    article: Article = None,
    year: Year = None,
    since: Since = None,
    until: Until = None,
    sort: Sort = None,
    limit: Limit = None,
    fmt: FormatOption = None,
) -> None:
    """Articles, and where they came from.

    \b
    kbuild query articles --firm 商汤 --since 2024-06
    """
    _answer("articles", db, fmt, year, since, until, district=district, within=within, cluster=cluster, firm=firm,
            article=article, sort=sort, limit=limit)  # fmt: skip


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
    from .output import write

    bound = {}
    for parameter in parameters or []:
        name, equals, value = parameter.partition("=")
        if not name or not equals:
            raise UsageError(f"-p {parameter}: write it as NAME=VALUE")
        bound[name] = value
    text = sys.stdin.read() if statement == "-" else statement
    with database.explained(db):
        columns, rows = safe_sql.select(database.open_to_read(db), text, bound, timeout)
        write(rows, columns, fmt)
