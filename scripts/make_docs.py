"""Makes the reference pages of docs/ again: tables from schema.sql, rules from their register, commands from --help.

python scripts/make_docs.py            write them
python scripts/make_docs.py --check    exit code 1 if one is not what it would write (a test runs this)
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from kbuild.cli.app import COMMANDS, app, load
from kbuild.extractors.examples import cases, named
from kbuild.store.catalogue import tables

DOCS = Path(__file__).parent.parent / "docs"
MADE = "<!-- Made by scripts/make_docs.py. -->\n\n"
WIDTH = 100


def tables_page() -> Iterator[str]:
    """Every table and view of the database, column by column."""
    yield f"{MADE}# The tables\n"
    yield "From the comments of [schema.sql](../schema.sql). A column with a dot (•) is never empty.\n"
    for table in tables().values():
        yield f"## {table.name}\n\n{cell(table.means)}\n"
        yield "| column | type | | meaning |\n| --- | --- | --- | --- |"
        for column in table.columns:
            points = f"→ {'.'.join(column.references)}" if column.references else ""
            meaning = "; ".join(part for part in (cell(column.means), points) if part)
            yield f"| {column.name} | {column.type} | {'•' if column.required else ''} | {meaning} |"
        yield ""


def rules_page() -> Iterator[str]:
    """Every layer, rule and veto with its examples."""
    yield f"{MADE}# The rules\n"
    yield (
        "In an example ⟦⟧ mark what is read (for a veto: what is not read); ∅ stands before what is left alone.\n"
        "`kbuild rules --run` carries all of them out.\n"
    )
    for name, of in named().items():
        yield f"## {name}\n\n{cell(of.states)}\n"
        for case in cases(of):
            values = " · ".join(read.partition(" = ")[2] for read in case.expected if " = " in read)
            shown = case.written.replace("`", "'").replace("\n", "⏎")
            yield f"- {'' if case.expected else '∅ '}`{shown}`" + (f" = {cell(values)}" if values else "")
        yield ""


def commands_page() -> Iterator[str]:
    """The help of every command and subcommand."""
    yield f"{MADE}# The commands\n"
    root = typer.main.get_command(app)
    root.commands = {name: load(name) for name in COMMANDS}
    yield from command_help(root, "kbuild", None)


def command_help(command: Any, name: str, parent: Any) -> Iterator[str]:
    """The help of a command, then of what is under it."""
    widths = {"max_content_width": WIDTH, "terminal_width": WIDTH}
    context = command.context_class(command, parent, name, **widths, help_option_names=["-h", "--help"])
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context).strip()}\n```\n"
    for sub_name, sub in getattr(command, "commands", {}).items():
        yield from command_help(sub, sub_name, context)


def cell(text: str) -> str:
    """Text that stays text in a table of Markdown."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "tables.md": tables_page,
    "rules.md": rules_page,
    "commands.md": commands_page,
}


def main() -> int:
    """Write the pages, or tell which are stale."""
    stale = []
    for name, page in PAGES.items():
        written = "\n".join(page()).rstrip("\n") + "\n"
        path = DOCS / name
        if not path.is_file() or path.read_text(encoding="utf-8") != written:
            stale.append(name)
            if "--check" not in sys.argv[1:]:
                path.write_text(written, encoding="utf-8", newline="\n")
    if "--check" in sys.argv[1:] and stale:
        print(f"stale: {', '.join(stale)}; python scripts/make_docs.py makes them again", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
