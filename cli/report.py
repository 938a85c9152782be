"""`kbuild report`: the database as one page to read, explore and print."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .complete import names
from .options import DEFAULT_DB, Db

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Lang(StrEnum):
    """The languages of the headings."""

    zh = "zh"
    en = "en"


@app.command()
def report(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The HTML file to write, or - for standard output.")],
    db: Db = DEFAULT_DB,
    lang: Annotated[Lang, typer.Option("--lang", help="The language of the headings.")] = Lang.zh,
    within: Annotated[
        list[str] | None,
        typer.Option(
            "--in", metavar="NAME", help="Only of this place and all in it.", autocompletion=names("districts.name")
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="Only from this day, month, … on.", show_default=False)
    ] = None,
) -> None:
    """Write one page to read, explore and print: every mark opens the sentence it comes from.

    What was read, districts and industries, firms and figures ranked, time lines with growth, a network, and what
    contradicts itself. The page is one file and asks nothing of any network.

    \b
    kbuild report report.html
    kbuild report report.html --in 长三角 --since 2024 --lang en
    """
    from ..store import database
    from .filters import filters
    from .reports.data import report as data
    from .reports.page import page

    narrowed = filters({"within": within, "since": since})
    with database.explained(db):
        base = database.open_to_read(db)
        base.execute("BEGIN")  # one state of the database, whoever writes meanwhile
        found = data(base, narrowed)
    found["narrowed"] = [*(within or ()), *([f"≥ {since}"] if since else ())]
    written = page(found, Path(db).name, lang.value)
    if str(out) == "-":
        sys.stdout.write(written)
        return
    out.write_text(written, encoding="utf-8")
    print(f"{db} → {out}", file=sys.stderr)
