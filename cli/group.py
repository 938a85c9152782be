"""`kbuild group`: a user's own names for several places, for `--in`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .complete import names
from .listing import Group
from .options import DEFAULT_DB, Db, FormatOption

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="""Give several places one name of your own, for --in.

    Groups are kept in a text file beside the database (kb.groups.tsv beside kb.db), one a line, which may be edited by
    hand. Well-known regions (长三角, 京津冀, 成渝, 珠三角 …) need no definition; a group of the same name comes first.

    \b
    kbuild group set 沿江三市 南京 镇江 常州
    kbuild query figures --in 沿江三市 --metric 产值
    """,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="What the group is called.")]


@app.command("set")
def set_(
    name: Name,
    members: Annotated[
        list[str],
        typer.Argument(
            metavar="PLACE", help="A district, code, region or group.", autocompletion=names("districts.name")
        ),
    ],
    db: Db = DEFAULT_DB,
) -> None:
    """Define a group, or define it anew.

    \b
    kbuild group set 沿江三市 南京 镇江 常州
    """
    from ..extractors.errors import UsageError
    from ..store import lookup, regions
    from .text import plain

    if not name.strip() or any(mark in part for part in (name, *members) for mark in "\t\r\n") or name.startswith("#"):
        raise UsageError(f"{name!r}: a name of a group has no tabs and line ends, and does not begin with #")
    if name in members:
        raise UsageError(f"{name}: a group is no member of itself")
    path = regions.beside(db)
    found = regions.read(path) | {name: members}
    for member in members:
        if not lookup.is_place(db, member, found):
            print(f"kbuild: {plain(member)} is no place known so far; it is kept all the same", file=sys.stderr)
    regions.write(path, found)
    print(plain(f"group {name}: {'、'.join(members)} → {path}"), file=sys.stderr)


@app.command()
def remove(name: Name, db: Db = DEFAULT_DB) -> None:
    """Remove a group.

    \b
    kbuild group remove 沿江三市
    """
    from ..extractors.errors import UnknownNameError
    from ..store import lookup, regions

    path = regions.beside(db)
    found = regions.read(path)
    if name not in found:
        near = lookup.nearest(name, found)
        raise UnknownNameError(f"no group {name!r} in {path}" + (f"; the nearest: {'、'.join(near)}" if near else ""))
    del found[name]
    regions.write(path, found)


@app.command("list")
def list_(
    regions_too: Annotated[bool, typer.Option("--regions", help="The well-known regions instead.")] = False,
    db: Db = DEFAULT_DB,
    fmt: FormatOption = None,
) -> None:
    """The groups and their members.

    \b
    kbuild group list --format csv
    kbuild group list --regions
    """
    from ..store import regions
    from .output import write

    found = regions.shipped() if regions_too else regions.read(Path(regions.beside(db)))
    write(({"name": name, "members": list(members)} for name, members in found.items()), ("name", "members"), fmt)
