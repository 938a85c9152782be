"""`kbuild rules`: the rules, layers and vetoes, and what each reads and leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .options import FormatOption

if TYPE_CHECKING:
    from ..extractors.examples import Case

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def rules(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A rule, or what names begin with: figure.amount, layer.")
    ] = None,
    run: Annotated[bool, typer.Option("--run", help="Carry out the examples; exit code 1 if one is misread.")] = False,
    fmt: FormatOption = None,
) -> None:
    """List the rules, or show one with its examples.

    In an example ⟦⟧ mark what the rule reads; one without them it leaves alone. The examples are its tests. The layers
    (layer.numeral, layer.period, …) are the steps that every figure goes through; the vetoes (veto.district.word, …)
    say what looks like a name and is none.

    \b
    kbuild rules
    kbuild rules layer.
    kbuild rules layer.period
    kbuild rules --run figure.
    """
    from difflib import get_close_matches

    from ..extractors.errors import UnknownNameError
    from ..extractors.examples import cases, named
    from .output import write

    known = named()
    chosen = [known[name]] if name in known else [known[other] for other in known if other.startswith(name or "")]
    if not chosen:
        near = get_close_matches(name or "", known, 1)
        raise UnknownNameError(f"no rule {name!r}" + (f"; the nearest: {near[0]}" if near else ""))
    examples = {each.name: list(cases(each)) for each in chosen}
    if run:
        _run([case for found in examples.values() for case in found], len(chosen), fmt)
    elif name in known:
        rows = [
            {"rule": name, "states": known[name].states, "example": c.kind, "text": c.written, "reads": c.expected}
            for c in examples[name]
        ]
        write(rows, ("rule", "states", "example", "text", "reads"), fmt)
    else:
        kinds = {each.name: [case.kind for case in examples[each.name]] for each in chosen}
        listed = [
            {"rule": r.name, "states": r.states} | {kind: kinds[r.name].count(kind) for kind in ("reads", "leaves")}
            for r in chosen
        ]
        write(listed, ("rule", "states", "reads", "leaves"), fmt)


def _run(found: list[Case], number: int, fmt: FormatOption) -> None:
    """Carry out the examples and write those that are misread."""
    from .output import write

    misread = [
        {"rule": case.of.name, "text": case.written, "expected": case.expected, "read": read}
        for case in found
        if (read := case.read()) != case.expected
    ]
    if misread:
        write(misread, ("rule", "text", "expected", "read"), fmt)
    typer.echo(f"{len(found) - len(misread)} of {len(found)} examples of {number} rules hold", err=True)
    raise typer.Exit(1 if misread else 0)
