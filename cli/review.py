"""`kbuild review`: the doubtful cases, listed, or decided with one key each."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from .options import DEFAULT_DB, Db, FormatOption, Limit

app = typer.Typer(rich_markup_mode=None, add_completion=False)


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
        found = [*doubts.same_firms(base), *doubts.districts(base)] if asking else doubts.doubts(base)
        base.close()
    if asking:
        _ask(db, sorted(found, key=lambda row: -row["count"])[:limit])
    else:
        write(found[:limit], doubts.COLUMNS, fmt)


def _ask(db: str, cases: list[dict[str, Any]]) -> None:
    """Ask about firms that may be one, and about districts that no text places; any other key leaves a case open."""
    from ..extractors.errors import UsageError
    from .decide import decide
    from .text import plain

    for number, case in enumerate(cases, 1):
        answers = _of_firms(case) if case["other"] is not None else _of_places(case)
        if not answers:
            continue
        name = f"{case['what']}  =  {case['other']}" if case["other"] is not None else f"{case['what']}  is where"
        print(plain(f"\n{number}/{len(cases)}  {name} ?"))
        print(plain(f"  {case['text'] or ''}"))
        options = "  ".join(f"[{key}] {said}" for key, (said, *_) in answers.items())
        print(plain(f"{options}  [q] quit  any other key: later "), end="", flush=True)
        key = typer.getchar()
        print(key if key.isprintable() else "")
        if key == "q":
            break
        if key in answers:
            _, verdict, other = answers[key]
            try:
                decide(db, verdict, case["what"], other, "review")
            except UsageError as error:
                print(plain(f"kbuild: {error}"), file=sys.stderr)
    print("The other doubts: kbuild review --list")


_Answers = dict[str, tuple[str, str, str]]
"""Key to what it says, the verdict and the other name of the decision."""


def _of_firms(case: dict[str, Any]) -> _Answers:
    other = str(case["other"])
    return {
        "s": ("same", "same", other),
        "d": ("different", "different", other),
        "n": ("not a firm (the first)", "not-a-firm", ""),
    }


def _of_places(case: dict[str, Any]) -> _Answers:
    """The divisions that are called so, at most nine; none where nothing is."""
    from ..extractors.names.gazetteer import district_of, divisions, forms

    _, *keys = forms().get(case["what"], ("",))
    coded = [key for key in keys if divisions()[key].code][:9]
    return {str(number): (district_of(key).full_name, "place", key) for number, key in enumerate(coded, 1)}
