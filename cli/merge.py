"""`kbuild merge`: databases built apart, joined."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def merge(
    databases: Annotated[list[str], typer.Argument(metavar="DB", help="The databases to join; they stay as they are.")],
    out: Annotated[str, typer.Option("--db", "--out", metavar="FILE", help="The new database.")],
) -> None:
    """Join two databases into a new one.

    The result is what one database would hold that had read the texts of all. Where they read the same document or
    the same path differently, the choice does not depend on their order. What was decided in any is decided in it.

    \b
    kbuild merge north.db south.db --db all.db
    """
    from .. import __version__
    from ..extractors.errors import UsageError
    from ..store import database, decisions, runs
    from ..store.merge import merge as join

    if Path(out).exists():
        raise UsageError(f"{out}: exists already; merge makes a new database")
    sources = []
    for name in databases:
        with database.explained(name):
            sources.append(database.open_to_read(name))
    with database.explained(out):
        base = database.open_to_write(out)
        run = runs.start(base, "merge", __version__)
        counts = join(base, sources)
        runs.finish(base, run, counts)
        if decided := decisions.listed(base):
            decisions.write(decisions.path_beside(out), decided.values())
        base.close()
    print(f"{counts.documents:,} documents ({counts.articles:,} articles) → {out}", file=sys.stderr)
