"""`kbuild check`: what differs, and what was left unread."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import DEFAULT_DB, Db, FormatOption, Limit

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def check(
    db: Db = DEFAULT_DB,
    unclaimed: Annotated[
        bool, typer.Option("--unclaimed", help="Numerals that no rule read, by shape, instead.")
    ] = False,
    repeated: Annotated[
        bool, typer.Option("--repeated", help="Figures that several articles give alike, instead.")
    ] = False,
    integrity: Annotated[bool, typer.Option("--integrity", help="Look for damage to the file, instead.")] = False,
    limit: Limit = None,
    fmt: FormatOption = None,
) -> None:
    """List totals that do not add up and figures that contradict others.

    Totals against the rows read from the article; growth, shares and parts against the figures they are of; the same
    figure with other values in other articles; clusters that one list of a district's has and another has not. What is
    equal within rounding does not differ. claimed: what is said; found: what the rows, or the other figure, come to.

    Exit code 1 when something does, so that it can stand in a pipeline. Numerals that no rule read are no error:
    --unclaimed lists them, by the shape of what stands around them, for choosing the next rule.

    \b
    kbuild check --db kb.db --format csv
    kbuild check --unclaimed --limit 20
    """
    from ..store import checks, database
    from .output import write

    with database.explained(db):
        base = database.open_to_read(db)
        if unclaimed:
            found, none = checks.unclaimed(base), "every numeral was read"
        elif repeated:
            found, none = checks.repeated(base), "no figure stands in two articles"
        elif integrity:
            found, none = checks.integrity(base), "the file is sound"
        else:
            found, none = checks.differences(base), "nothing differs"
    told = None if found else f"{db}: {none}"
    write(found[:limit], checks.COLUMNS, fmt, brief=checks.BRIEF, amounts=("claimed", "found"), nothing=told)
    if found and not unclaimed and not repeated:
        raise typer.Exit(1)
