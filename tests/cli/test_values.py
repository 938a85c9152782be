"""Plain values of options come out the short way as they do typer's own way, and so do the refusals."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer
from kbuild.cli import values
from typer.core import TyperArgument, TyperOption


class Colour(StrEnum):
    red = "red"
    blue = "blue"


app = typer.Typer(rich_markup_mode=None)


@app.command()
def given(
    words: Annotated[list[str] | None, typer.Argument()] = None,
    word: Annotated[str | None, typer.Option()] = None,
    many: Annotated[list[str] | None, typer.Option()] = None,
    flag: Annotated[bool, typer.Option("--flag")] = False,
    count: Annotated[int, typer.Option(min=1, max=9)] = 1,
    whole: Annotated[int | None, typer.Option()] = None,
    real: Annotated[float, typer.Option(min=0.5)] = 1.0,
    colour: Annotated[Colour | None, typer.Option()] = None,
    path: Annotated[Path | None, typer.Option()] = None,
):
    return words, word, many, flag, count, whole, real, colour, path


def outcome(arguments):
    try:
        return typer.main.get_command(app).main(arguments.split(), standalone_mode=False)
    except typer._click.exceptions.ClickException as error:
        return error.format_message()


@pytest.mark.parametrize(
    "arguments",
    [
        *("", "a", "a b", "--word x", "--word=", "--many a --many b", "--flag", "--colour red", "--path x/y"),
        *(
            "--count 9",
            "--count 0",
            "--count 10",
            "--count x",
            "--count 007",
            "--whole -3",
            "--whole 1.5",
            "--whole ３",
        ),
        *("--real 2", "--real 0.1", "--real x", "--colour green", "--colour RED", "--nonesuch", "--word"),
    ],
)
def test_the_short_way_gives_what_typer_gives(arguments, monkeypatch):
    own = outcome(arguments)
    for kind in (TyperOption, TyperArgument):
        monkeypatch.setattr(kind, "get_runtime_param", kind.get_runtime_param)  # to be put back
    values.lighten()
    assert outcome(arguments) == own
    assert repr(outcome(arguments)) == repr(own)


def test_a_release_of_typer_that_is_not_known_is_left_alone(monkeypatch):
    before = TyperOption.get_runtime_param
    monkeypatch.setattr(typer, "__version__", "99.0")
    values.lighten()
    assert TyperOption.get_runtime_param is before
