"""The `kbuild` command: subcommands loaded when they are called, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from .. import __version__
from .listing import Group
from .values import lighten

COMMANDS = {
    "ingest": "Read articles into the database.",
    "query": "Ask for districts, clusters, firms, figures, claims, articles or links, or in SQL.",
    "search": "Find entities and articles by words, in any part of the text.",
    "show": "Show one district, cluster, firm or article, and the sentences it was read from.",
    "group": "Give several places one name of your own, for --in.",
    "extract": "Print the records of articles as JSON Lines, or write those of a manifest as Parquet.",
    "plan": "Plan a run over many machines: the sources as shards of a fixed size, in a manifest.",
    "load": "Put records that `kbuild extract` printed into the database.",
    "check": "List totals that do not add up and figures that contradict others.",
    "decide": "Correct what was read: same, different, not a firm, another name or place.",
    "review": "List the doubtful cases, most useful first; on a terminal, decide them with one key each.",
    "rules": "List the rules, or show one with its examples.",
    "explain": "Show what was read where and by which rule, and what was vetoed by what.",
    "evaluate": "Measure what is read against annotated articles: precision, recall, F1, and the figures' attributes.",
    "reread": "Read all stored articles again with today's rules.",
    "diff": "Show what one database knows and another does not.",
    "report": "Write one page to read, explore and print: every mark opens the sentence it comes from.",
    "export": "Write the database in the format of another tool.",
    "stats": "Show what is in a database, by table, year, source and rule.",
    "forget": "Remove documents and all that only they supported.",
    "merge": "Join databases and evidence into a new database, or into Parquet.",
    "digest": "Print one hash over the content of the database, or of a knowledge base as Parquet.",
}
"""Subcommand to what it does, in the order of the help; `cli/NAME.py` holds it."""


READING = ("ingest", "extract", "explain", "evaluate", "reread")
"""Subcommands that read text by the rules, whose patterns are kept from run to run."""


def load(name: str) -> Any:
    """The command of a name in `COMMANDS`, with the options that all commands of its sort have."""
    from .options import with_output

    command = typer.main.get_command(import_module(f".{name}", __package__).app)
    command.name = name
    with_output(command)
    return command


OPTIONAL = ("duckdb", "networkx", "pyarrow", "pyspark", "rdflib")
"""Packages that single commands need; a plain installation goes without them."""


class LazyGroup(Group):
    """Subcommands by name and summary until one is called: `--help` and `--version` import next to nothing."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {name: TyperCommand(name, help=summary) for name, summary in COMMANDS.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Put the real command in its place before it is looked up."""
        if args and args[0] in COMMANDS:
            self.commands[args[0]] = load(args[0])
            if args[0] in READING:
                from ..extractors.compiled import patterns

                ctx.with_resource(patterns())
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a reader of our output that has seen enough is no failure."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _discard_output()
            return None
        return result


def _discard_output() -> None:
    """Let nothing more go to stdout, not even when Python flushes it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"kbuild {__version__}")
        raise typer.Exit


@app.callback()
def kbuild(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Read Chinese articles about places and their industries into a SQLite database that can say why.

    \b
    kbuild ingest articles/ --db kb.db        read a folder of articles
    kbuild query figures --metric 产值         ask what they say
    """


def run() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 something failed, 2 wrong usage, 130 interrupted."""
    sys.exit(_run())


def _run() -> int:
    from ..extractors.errors import KbuildError

    try:
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        _prepare_streams()
        lighten()
        code = typer.main.get_command(app).main(prog_name="kbuild", standalone_mode=False)
    except KbuildError as error:
        return _fail(str(error), error.exit_code)
    except typer._click.exceptions.NoArgsIsHelpError as error:
        error.show()  # the help itself
        return error.exit_code
    except typer._click.exceptions.ClickException as error:
        return _fail(_usage(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except ModuleNotFoundError as error:
        if (missing := (error.name or "").partition(".")[0]) not in OPTIONAL:
            return _fault(error)
        return _fail(f"this needs {missing}, which is not here: pip install {missing}", 1)
    except OSError as error:
        _discard_output()
        return _fail(f"{error.filename or 'output'}: {error.strerror or error}", 1)
    except Exception as error:
        return _fault(error)
    return code if isinstance(code, int) else 0


def _prepare_streams() -> None:
    """The same bytes in every locale; where the caller has closed a stream, nothing to read and nowhere to write."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115
        getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _usage(error: Any) -> str:
    """Wrong usage in one line: what typer says of it, and which help says more."""
    ctx = getattr(error, "ctx", None)
    told = error.format_message().replace("Value error, ", "").rstrip(".")
    return f"{told} (see `{ctx.command_path} --help`)" if ctx else told


def _fault(error: Exception) -> int:
    """Our own fault: a user sees one line, a developer asks for the rest."""
    if os.environ.get("KBUILD_DEBUG"):
        raise error
    from ..extractors.limits import located

    return _fail(f"a fault in kbuild itself ({located(error)}); KBUILD_DEBUG=1 says more", 1)


def _fail(message: str, code: int) -> int:
    from .text import plain

    print(f"kbuild: {plain(message)}", file=sys.stderr)
    return code
