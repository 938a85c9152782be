"""`kbuild show`: one entity, what is linked to it, and the sentences it was read from."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from .complete import names
from .options import DEFAULT_DB, Db, FormatOption

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_SECTIONS = {
    "members": ("name", "level", "code", "articles"),
    "districts": ("name", "level", "parent"),
    "clusters": ("industry", "districts", "tier", "grade"),
    "firms": ("name", "kind", "districts"),
    "figures": (
        *("subject", "metric", "bound", "value", "value_high", "unit", "period_start", "period_end", "target"),
        *("district", "cluster", "firm"),
    ),
    "series": ("metric", "subject", "whose", "period", "value", "unit", "bound", "target", "growth", "stated"),
    "contradictions": ("metric", "subject", "period", "values", "articles"),
    "decisions": ("number", "verdict", "key", "other", "why", "by", "at"),
}


@app.command()
def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME_OR_ID",
            help="A district, cluster, firm or article.",
            autocompletion=names("districts.name", "firms.name", "clusters.industry"),
        ),
    ],
    db: Db = DEFAULT_DB,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, metavar="N", help="Sentences and figures at most.")
    ] = 20,
    fmt: FormatOption = None,
) -> None:
    """Show one district, cluster, firm or article, and the sentences it was read from.

    Its names and codes, what belongs to it, its figures over time with their growth, contradictions and decisions.
    A name that stands for several lists them; its id then says which is meant. --columns chooses the parts.

    \b
    kbuild show 嘉定区
    kbuild show 310114 --format json | jq '.[0].sentences[].text'
    """
    from ..extractors.errors import UsageError
    from ..store import database
    from ..store.dossier import CANDIDATE, about_one, candidates, dossier
    from ..store.queries import pick
    from .output import chosen, write
    from .text import plain

    if not name.strip():
        raise UsageError("no name to look for")
    with database.explained(db):
        base = database.open_to_read(db)
        found = candidates(base, name)
        if len(found) > 1:
            print(f"kbuild: {plain(name)} stands for {len(found)}; show one of them by its id:", file=sys.stderr)
            write([about_one(base, *one) for one in found[:limit]], CANDIDATE, fmt)
            raise typer.Exit(1)
        kind, entity_id = found[0]
        about = dossier(base, kind, entity_id, limit)
    if chosen.columns:
        about, chosen.columns = pick(about, chosen.columns, "--columns"), ()
    _print(about, fmt)


def _print(about: dict[str, Any], fmt: Any) -> None:
    """A dossier as JSON or, for people, as sections."""
    from ..extractors.errors import UsageError
    from .output import Format, suited
    from .text import to_json

    fmt = suited(fmt)
    if fmt in (Format.csv, Format.tsv):
        raise UsageError("a dossier is no table; use --format table, md, json or jsonl")
    if fmt is Format.json:
        print(f"[{to_json(about)}]")
    elif fmt is Format.jsonl:
        print(to_json(about))
    else:
        _write(about, fmt)


def _write(about: dict[str, Any], fmt: Any) -> None:
    """A dossier for people: its own attributes, a table for each kind of thing linked, and the sentences."""
    from .output import Format, write
    from .text import plain

    own = {name: value for name, value in about.items() if name not in (*_SECTIONS, "sentences", "text")}
    write(
        [{"what": name, "is": value} for name, value in own.items() if value not in (None, [], "")], ("what", "is"), fmt
    )
    for section, columns in _SECTIONS.items():
        rows = _over_time(about) if section == "series" else about.get(section)
        if rows and isinstance(rows[0], dict):
            if fmt is Format.md:
                print(f"\n## {section}\n")
            write(rows, columns, fmt, title=f"{section} ({len(rows)})")
        elif rows:
            print(f"{section}: {'、'.join(map(plain, rows))}")
    for found in about.get("sentences", ()):
        _sentence(found, fmt)


_MOST_SERIES = 12


def _over_time(about: dict[str, Any]) -> list[dict[str, Any]]:
    """The first series of an entity, a line for each point."""
    others = [part for part in ("district", "cluster", "firm") if part != about.get("entity")]
    rows = []
    for line in about.get("series", ())[:_MOST_SERIES]:
        whose = " ".join(str(line[part]) for part in others if line[part])
        for point in line["points"]:
            growth = {name: _percent(point[name]) for name in ("growth", "stated")}
            rows.append(line | point | growth | {"whose": whose})
    return rows


def _percent(value: float | None) -> str | None:
    return None if value is None else f"{value:+g}%"


def _sentence(found: dict[str, Any], fmt: Any) -> None:
    """A sentence with its span marked: bold on a terminal, in ⟦⟧ elsewhere."""
    from .output import Format
    from .tables import console
    from .text import plain

    before, text, after = (plain(found[part]) for part in ("before", "text", "after"))
    where = f"{plain(found['title'] or found['article'])} [{found['article']}:{found['start']}] {found['rule']}"
    if fmt is Format.md or not sys.stdout.isatty():
        print(f"\n{'> ' if fmt is Format.md else ''}{before}⟦{text}⟧{after}\n  {where}")
        return
    from rich.text import Text

    out = console(sys.stdout)
    out.print(Text.assemble("\n", before, (text, "bold reverse"), after))
    out.print(Text(f"  {where}", style="dim"))
