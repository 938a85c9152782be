"""`kbuild search`: full text."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .complete import names
from .filters import tell_namesakes
from .options import DEFAULT_DB, Db, FormatOption

if TYPE_CHECKING:
    from ..store.search import Ranked

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All must occur; a phrase stands in quotes.")],
    db: Db = DEFAULT_DB,
    within: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="NAME",
            help="What names this place, or lies in it.",
            autocompletion=names("regions", "districts.name"),
        ),
    ] = None,
    firm: Annotated[
        str | None,
        typer.Option("--firm", metavar="NAME", help="What names this firm.", autocompletion=names("firms.name")),
    ] = None,
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
    from .asked import open_to_ask
    from .dates import first_day, last_day
    from .output import Format, suited, write

    named = {"within": within, "firm": firm}
    filters = Filters(
        named={name: [given] for name, given in named.items() if given},
        since=first_day(since, "--since"),
        until=last_day(until, "--until"),
    )
    with database.explained(db):
        base = open_to_ask(db)
        tell_namesakes(base, filters.named.get("within", ()))
        found = find(base, " ".join(words), filters, limit, _ranked(db))
        if suited(fmt) is Format.table:
            _show(found, " ".join(words))
        else:
            write(found, COLUMNS, fmt)


def _ranked(db: str) -> Ranked:
    """By the index of a database; Parquet has none."""
    from .asked import is_parquet

    if is_parquet(db):
        from ..scale.asking import by_scan

        return by_scan
    from ..store.search import by_index

    return by_index


def _show(found: Iterable[dict[str, Any]], words: str) -> None:
    """Hits for people: entities a line each, articles with their snippet, what was searched for marked in it."""
    from rich.text import Text

    from ..store.search import hits
    from .tables import console
    from .text import plain

    out = console(sys.stdout)
    nothing = True
    for row in found:
        nothing = False
        head = plain(" ".join(filter(None, (row["published"], row["name"] or row["id"]))))
        out.print(Text.assemble((head, "bold"), (f"  {row['found']} {plain(row['id'])}", "dim")))
        if row["found"] == "article":
            snippet = plain(f"{row['before'][-_BEFORE:]}{row['text']}{row['after'][:_AFTER]}")
            text = Text(f"  {snippet}")
            for start, end in hits(snippet, words):
                text.stylize("bold reverse", start + 2, end + 2)
            out.print(text)
    if nothing:
        print("(nothing)", file=sys.stderr)


_BEFORE, _AFTER = 40, 80  # characters of a snippet around the hit
