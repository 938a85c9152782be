"""`kbuild merge`: databases and evidence made apart, joined."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .asked import is_evidence
from .options import Engine, Jobs

if TYPE_CHECKING:
    from ..store.merge import Source

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def merge(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Databases, and evidence as Parquet; they stay as they are.")
    ],
    db: Annotated[str | None, typer.Option(metavar="FILE", help="The new database.")] = None,
    out: Annotated[
        str | None, typer.Option(metavar="URI", help="The folder of a new knowledge base as Parquet.")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="What groups the evidence for --out.")] = Engine.local,
    buckets: Annotated[int, typer.Option(min=1, metavar="N", help="Into how many files --out parts a table.")] = 16,
    jobs: Jobs = None,
) -> None:
    """Join databases and evidence into a new database, or into Parquet.

    Evidence is what `kbuild extract --manifest` writes. The result is what one database would hold that had read the
    texts of all. Where they read the same document or the same path differently, the choice does not depend on their
    order. What was decided in any is decided in it.

    With --out each table becomes a folder of Parquet files, bucketed by the entity that a row is of: the same rows,
    with the same digest; decisions are for --db. --out of a name that ends in .db is short for --db.

    \b
    kbuild merge north.db south.db --db all.db
    kbuild merge evidence/ north.db --db all.db
    kbuild merge evidence/ --out knowledge/ --engine spark --buckets 512
    """
    from ..extractors.errors import UsageError
    from .options import processes

    if (db is None) == (out is None):
        raise UsageError("either --db or --out says what to make")
    name = db or out or ""
    if db is not None or name.endswith(".db"):
        _into_database(sources, name)
    else:
        _into_parquet(sources, name, engine, buckets, processes(jobs))


def _into_parquet(sources: list[str], out: str, engine: Engine, buckets: int, jobs: int) -> None:
    from ..scale import exchange, knowledge
    from ..store.identity import MOST_CLAIMANTS
    from .text import holdings, plain

    opened = [name if is_evidence(name) else _source(name) for name in sources]
    running: exchange.Exchange = exchange.Spark() if engine is Engine.spark else exchange.Local(jobs)
    try:
        made = knowledge.make(running, opened, out, buckets)
    finally:
        running.close()
    for form, count in made.generic:
        print(f"kbuild: {plain(form)}: {count:,} firms claim it, more than {MOST_CLAIMANTS}: nobody's", file=sys.stderr)
    told = holdings(made.rows["documents"], made.rows["articles"])
    print(f"{told}, {made.rows['failures']:,} unread or quarantined → {out}", file=sys.stderr)


def _into_database(sources: list[str], db: str) -> None:
    from .. import __version__
    from ..extractors.errors import StoreError, UsageError
    from ..store import database, decisions, runs
    from ..store.merge import merge as join
    from .text import holdings

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
    print(f"{holdings(counts.documents, counts.articles)} → {db}", file=sys.stderr)


def _source(name: str) -> Source:
    from ..store import database
    from ..store.merge import Database

    if is_evidence(name):
        from ..scale.source import Evidence

        return Evidence(name)
    with database.explained(name):
        return Database(database.open_to_read(name))
