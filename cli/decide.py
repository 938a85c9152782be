"""`kbuild decide`: people correct what was read, and the corrections last."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .listing import Group
from .options import DEFAULT_DB, Db, FormatOption, standard_input

if TYPE_CHECKING:
    import sqlite3

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    add_completion=False,
    help="""Correct what was read: same, different, not a firm, another name or place.

    Decisions are in force whatever is read, read again or merged, until they are undone. They are kept in a text file
    beside the database too (kb.decisions.tsv beside kb.db), one a line: edit it, put it under version control, and
    bring it in with --from. A new database takes in the file that lies beside it.

    \b
    kbuild decide same 恒锐动力 合肥恒锐动力科技有限公司
    kbuild decide --from kb.decisions.tsv
    """,
)

Name = Annotated[str, typer.Argument(metavar="A", help="A name, or an id where the name is not clear.")]
Other = Annotated[str, typer.Argument(metavar="B", help="The other: a name or an id.")]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, for those who come after.")]


@app.callback(invoke_without_command=True)
def bring(
    context: typer.Context,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="Bring in the decisions of a text file; - is standard input."),
    ] = None,
    db: Db = DEFAULT_DB,
) -> None:
    """Bring in the decisions of a text file."""
    if source is None:
        if context.invoked_subcommand is None:
            print(context.get_help())
            raise typer.Exit(2)
        return
    from ..extractors.errors import InputError, UsageError
    from ..store import deciding, decisions
    from .text import many, plain

    if context.invoked_subcommand is not None:
        raise UsageError(f"--from and {context.invoked_subcommand} are two commands; give them one after the other")
    if source == "-":
        read, path = decisions.from_text(standard_input(), "standard input"), None
    elif (path := Path(source)).is_file():
        read = decisions.read(path)
    else:
        raise InputError(f"{source}: there is no such file")
    with writing(db) as base:
        deciding.bring(base, db, read, path)
        found = decisions.listed(base)
    print(f"{many(len(found), 'decision')} in force", file=sys.stderr)
    for number in sorted(decisions.overruled(found)):
        print(f"kbuild: decision {number} ({plain(found[number].key)}) is overruled by others", file=sys.stderr)


@contextmanager
def writing(path: str) -> Iterator[sqlite3.Connection]:
    """The database, which must exist, open to write; the run is logged."""
    from .. import __version__
    from ..store import database, runs

    with database.explained(path):
        database.open_to_read(path).close()
        base = database.open_to_write(path)
        run = runs.start(base, "decide", __version__)
        yield base
        runs.finish(base, run, runs.Counts())
        base.close()


def decide(db: str, verdict: str, name: str, other: str = "", why: str = "") -> None:
    """Make a decision and say under which number."""
    import getpass

    from ..store import deciding, runs
    from .text import plain

    try:
        by = getpass.getuser()
    except (KeyError, OSError):  # no such user, as in some containers
        by = ""
    with writing(db) as base, deciding.recorded(base, db):
        new = deciding.decision(base, verdict, name, other, why, by, runs.now())
        number = deciding.decide(base, new)
    print(plain(f"decision {number}: {new.verdict} {new.key} {new.other}".rstrip()), file=sys.stderr)


@app.command()
def same(name: Name, other: Other, why: Why = "", db: Db = DEFAULT_DB) -> None:
    """Two firms are one, or two clusters or districts.

    \b
    kbuild decide same 恒锐动力 合肥恒锐动力科技有限公司 --why 'its own web site'
    """
    decide(db, "same", name, other, why)


@app.command()
def different(name: Name, other: Other, why: Why = "", db: Db = DEFAULT_DB) -> None:
    """Two firms, clusters or districts are not one, whatever the texts and other decisions would join.

    \b
    kbuild decide different 中车 中车四方 --why 'a subsidiary'
    """
    decide(db, "different", name, other, why)


@app.command("not-a-firm")
def not_a_firm(name: Name, why: Why = "", db: Db = DEFAULT_DB) -> None:
    """What was read as a firm is none.

    \b
    kbuild decide not-a-firm 创新中心
    """
    decide(db, "not-a-firm", name, "", why)


@app.command()
def rename(
    name: Name,
    new: Annotated[str, typer.Argument(metavar="NAME", help="What it is to be called.")],
    why: Why = "",
    db: Db = DEFAULT_DB,
) -> None:
    """A district, cluster (its industry) or firm is called otherwise.

    \b
    kbuild decide rename 中车四方 中车青岛四方机车车辆股份有限公司
    """
    decide(db, "rename", name, new, why)


@app.command()
def place(
    name: Name,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="Six digits of GB/T 2260; what it lies in, for a town or zone.")
    ],
    why: Why = "",
    db: Db = DEFAULT_DB,
) -> None:
    """A district is the division of a code, or lies in it; all that lies in the district goes with it.

    \b
    kbuild decide place 朝阳区 110105 --why 'the paper is from Beijing'
    kbuild decide place 云杉工业区 310112
    """
    decide(db, "place", name, code, why)


@app.command()
def undo(
    numbers: Annotated[list[int], typer.Argument(metavar="N", help="Numbers of decisions, as `list` shows them.")],
    db: Db = DEFAULT_DB,
) -> None:
    """Take decisions back, as if they had never been made.

    \b
    kbuild decide undo 3
    """
    from ..store import deciding, decisions

    with writing(db) as base, deciding.recorded(base, db):
        decisions.remove(base, numbers)


@app.command("list")
def list_(db: Db = DEFAULT_DB, fmt: FormatOption = None) -> None:
    """All decisions: number, what, why, by whom and when, and whether others overrule them.

    \b
    kbuild decide list --format csv
    """
    from dataclasses import asdict

    from ..store import database, decisions
    from .output import write

    with database.explained(db):
        found = decisions.listed(database.open_to_read(db))
    out = decisions.overruled(found)
    columns = ("number", "verdict", "entity", "key", "other", "why", "by", "at", "overruled")
    rows = ({"number": number, **asdict(one), "overruled": number in out} for number, one in found.items())
    write(rows, columns, fmt)
