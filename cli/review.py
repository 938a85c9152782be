"""`kbuild review`: the doubtful cases, listed, or decided with one key each."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from .options import DEFAULT_DB, Db, FormatOption, Limit

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_ANSWERS = {"s": "same", "d": "different", "n": "not-a-firm"}


@app.command()
def review(
    db: Db = DEFAULT_DB,
    listing: Annotated[bool, typer.Option("--list", help="List them on a terminal too, and ask nothing.")] = False,
    limit: Limit = None,
    fmt: FormatOption = None,
) -> None:
    """List the doubtful cases, most useful first; on a terminal, decide them with one key each.

    Firms that may be one, districts that no text places, totals and figures that differ, numerals that no rule read, by
    shape. `count`: how many articles or numerals an answer settles. An answer is a `kbuild decide` like any other.

    \b
    kbuild review
    kbuild review --list --limit 20
    """
    from ..store import database, doubts
    from .output import write

    with database.explained(db):
        base = database.open_to_read(db)
        asking = not listing and fmt is None and sys.stdin.isatty() and sys.stdout.isatty()
        found = doubts.same_firms(base) if asking else doubts.doubts(base)
        base.close()
    if asking:
        _ask(db, sorted(found, key=lambda row: -row["count"])[:limit])
    else:
        write(found[:limit], doubts.COLUMNS, fmt)


def _ask(db: str, cases: list[dict[str, Any]]) -> None:
    """Ask about firms that may be one; any other key leaves a case open."""
    from ..extractors.errors import UsageError
    from .decide import decide
    from .output import plain

    for number, case in enumerate(cases, 1):
        print(plain(f"\n{number}/{len(cases)}  {case['what']}  =  {case['other']} ?"))
        print(plain(f"  {case['text'] or ''}"))
        print("[s]ame  [d]ifferent  [n]ot a firm (the first)  [q]uit  any other key: later ", end="", flush=True)
        key = typer.getchar()
        print(key if key.isprintable() else "")
        if key == "q":
            break
        if key in _ANSWERS:
            verdict = _ANSWERS[key]
            try:
                decide(db, verdict, case["what"], "" if verdict == "not-a-firm" else case["other"], "review")
            except UsageError as error:
                print(plain(f"kbuild: {error}"), file=sys.stderr)
    print("The other doubts: kbuild review --list")
