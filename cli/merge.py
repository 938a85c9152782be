"""`kbuild merge`: databases and evidence made apart, joined."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..store.merge import Source

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def merge(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Databases, and evidence as Parquet; they stay as they are.")
    ],
    db: Annotated[str, typer.Option("--db", "--out", metavar="FILE", help="The new database.")],
) -> None:
    """Join databases, and the evidence of `kbuild extract --manifest`, into a new database.

    The result is what one database would hold that had read the texts of all. Where they read the same document or
    the same path differently, the choice does not depend on their order. What was decided in any is decided in it.

    \\b
    kbuild merge north.db south.db --db all.db
    kbuild merge evidence/ north.db --db all.db
    """
    from .. import __version__
    from ..extractors.errors import StoreError, UsageError
    from ..store import database, decisions, runs
    from ..store.merge import merge as join

    if Path(db).exists():
        raise UsageError(f"{db}: exists already; merge makes a new database")
    opened = [_source(name) for name in sources]
    with database.explained(db):
        base = database.open_to_write(db)
        run = runs.start(base, "merge", __version__)
        try:
            counts = join(base, opened)
        except BaseException as error:
            base.close()
            for ending in ("", "-wal", "-shm"):
                Path(db + ending).unlink(missing_ok=True)
            if isinstance(error, ValueError):
                raise StoreError(f"not a record of kbuild extract: {error}") from error
            raise
        runs.finish(base, run, counts)
        if decided := decisions.listed(base):
            decisions.write(decisions.path_beside(db), decided.values())
        base.close()
    print(f"{counts.documents:,} documents ({counts.articles:,} articles) → {db}", file=sys.stderr)


def _source(name: str) -> Source:
    """A database, or evidence: what is Parquet, a folder or a URI."""
    from ..store import database
    from ..store.merge import Database

    if name.endswith(".parquet") or "://" in name or Path(name).is_dir():
        from ..scale.source import Evidence

        return Evidence(name)
    with database.explained(name):
        return Database(database.open_to_read(name))
