"""`kbuild digest`: one hash over the content of a database."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import DEFAULT_DB, Db

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def digest(
    db: Db = DEFAULT_DB,
    tables: Annotated[bool, typer.Option("--tables", help="One hash for each table, to see where two differ.")] = False,
) -> None:
    """Print one hash over the content of the database, or of a knowledge base as Parquet.

    Equal for equal knowledge: whatever the order of the texts, the number of runs, repeats and interruptions.

    \b
    kbuild digest --db kb.db
    diff <(kbuild digest --tables --db a.db) <(kbuild digest --tables --db b.db)
    """
    from ..store.digest import total

    found = _of_tables(db)
    if tables:
        for name, value in found.items():
            print(f"{value}  {name}")
    else:
        print(total(found))


def _of_tables(db: str) -> dict[str, str]:
    from ..store import database
    from ..store.digest import table_digests
    from .asked import is_parquet

    if is_parquet(db):
        from ..scale import asking

        return asking.table_digests(db)
    with database.explained(db):
        return table_digests(database.open_to_read(db))
