"""`kbuild search`: full text."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import DEFAULT_DB, Db, FormatOption

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All must occur; a phrase stands in quotes.")],
    db: Db = DEFAULT_DB,
    within: Annotated[str | None, typer.Option("--in", metavar="NAME", help="Articles on this district.")] = None,
    firm: Annotated[str | None, typer.Option("--firm", metavar="NAME", help="Articles that name this firm.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Published from then on.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Published up to then.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="At most N of a kind.")] = 20,
    fmt: FormatOption = None,
) -> None:
    """Find entities and articles by words, in any part of the text.

    Traditional characters are found by simplified ones, full-width by half-width, and the other way round.

    \b
    kbuild search 氢能
    kbuild search 产值 '"规上 工业"' --in 上海 --since 2024
    """
    from ..store import database
    from ..store.queries import Filters
    from ..store.search import COLUMNS
    from ..store.search import search as find
    from .dates import first_day, last_day
    from .output import write

    filters = Filters(
        within=within,
        firm=firm,
        since=first_day(since, "--since"),
        until=last_day(until, "--until"),
        limit=limit,
    )
    with database.explained(db):
        write(find(database.open_to_read(db), " ".join(words), filters), COLUMNS, fmt)
