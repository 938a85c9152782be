"""`kbuild export`: the database in the formats of other tools."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .options import DEFAULT_DB, Db

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class As(StrEnum):
    """The formats, as `exports.FORMATS` has them."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    gephi = "gephi"
    markdown = "markdown"
    graphml = "graphml"
    rdf = "rdf"
    datasette = "datasette"


@app.command()
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder or file to write.")],
    db: Db = DEFAULT_DB,
    form: Annotated[
        As | None, typer.Option("--as", help="The format; by default what the ending of OUT says, a folder is csv.")
    ] = None,
    datasette: Annotated[bool, typer.Option("--datasette", help="Short for --as datasette.")] = False,
    where: Annotated[
        str | None,
        typer.Option(metavar="SQL", help="For OUT.db: the documents with an article that meets this condition."),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write OUT anew if it is there already.")] = False,
) -> None:
    """Write the database in the format of another tool.

    Folders: csv (with a Frictionless data package), jsonl, parquet, gephi (a node and an edge list), markdown (notes
    with wikilinks). Files: graphml, rdf (.ttl .nt .rdf .jsonld: schema.org and W3C ORG terms), datasette (metadata).

    OUT.db: a slice of a knowledge base as Parquet (`kbuild merge --out`) as a database of its own; the condition is on
    the columns of `articles`, in the SQL of DuckDB.

    \b
    kbuild export tables/                       CSV with datapackage.json
    kbuild export notes/ --as markdown
    kbuild export network.graphml
    kbuild export slice.db --db knowledge/ --where "published_on >= '2024-01-01'"
    kbuild export metadata.json --datasette && datasette kb.db -m metadata.json
    """
    from ..store import database
    from .exports import export as write
    from .exports import format_of

    if out.suffix == ".db" or where is not None:
        _cut(out, db, where, replace)
        return
    name = format_of(out, "datasette" if datasette else form and form.value)
    with database.explained(db):
        write(database.open_to_read(db), out, name, replace)
    print(f"{db} → {out} ({name})", file=sys.stderr)


def _cut(out: Path, parquet: str, where: str | None, replace: bool) -> None:
    """Write a slice of a knowledge base as Parquet into a new database."""
    from .. import __version__
    from ..extractors.errors import UsageError
    from ..store import database, runs
    from .asked import is_parquet
    from .text import holdings

    if out.suffix != ".db" or not is_parquet(parquet):
        raise UsageError("--where cuts a slice of a knowledge base as Parquet into OUT.db")
    if out.exists() and not replace:
        raise UsageError(f"{out}: exists already; --replace writes it anew")
    from ..scale.slicing import cut

    made = out.with_name(f".{out.name}.new")
    try:
        with database.explained(str(out)):
            base = database.open_to_write(str(made))
            run = runs.start(base, "export", __version__)
            counts = cut(parquet, where or "true", base, out.absolute().parent)
            runs.finish(base, run, counts)
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            base.close()
        for ending in ("", "-wal", "-shm"):
            out.with_name(out.name + ending).unlink(missing_ok=True)
        made.replace(out)
    finally:
        for ending in ("", "-wal", "-shm"):
            made.with_name(made.name + ending).unlink(missing_ok=True)
    print(f"{holdings(counts.documents, counts.articles)} → {out}", file=sys.stderr)
