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
    replace: Annotated[bool, typer.Option("--replace", help="Write OUT anew if it is there already.")] = False,
) -> None:
    """Write the database in the format of another tool.

    Folders: csv (with a Frictionless data package), jsonl, parquet, gephi (a node and an edge list), markdown (notes
    with wikilinks). Files: graphml, rdf (.ttl .nt .rdf .jsonld: schema.org and W3C ORG terms), datasette (metadata).

    \b
    kbuild export tables/                       CSV with datapackage.json
    kbuild export notes/ --as markdown
    kbuild export network.graphml
    kbuild export metadata.json --datasette && datasette kb.db -m metadata.json
    """
    from ..store import database
    from .exports import export as write
    from .exports import format_of

    name = format_of(out, "datasette" if datasette else form and form.value)
    with database.explained(db):
        write(database.open_to_read(db), out, name, replace)
    print(f"{db} → {out} ({name})", file=sys.stderr)
