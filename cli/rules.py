"""`kbuild rules`: the rules, and what each reads and leaves alone."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import FormatOption

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def rules(
    name: Annotated[str | None, typer.Argument(help="A rule, or what names begin with: figure.amount, figure.")] = None,
    fmt: FormatOption = None,
) -> None:
    """List the rules, or show one with its examples.

    In an example ⟦⟧ mark what the rule reads; the examples are its tests.

    \b
    kbuild rules
    kbuild rules figure.
    """
    from difflib import get_close_matches

    from ..extractors import pipeline  # noqa: F401  (registers the rules)
    from ..extractors.errors import UnknownNameError
    from ..extractors.rules import RULES
    from .output import write

    if name in RULES:
        rule = RULES[name]
        examples = [("reads", text) for text in rule.reads] + [("leaves", text) for text in rule.leaves]
        rows = [{"rule": name, "states": rule.states, "example": kind, "text": text} for kind, text in examples]
        write(rows, ("rule", "states", "example", "text"), fmt)
        return
    chosen = [rule for rule in RULES.values() if rule.name.startswith(name or "")]
    if not chosen:
        near = get_close_matches(name or "", RULES, 1)
        raise UnknownNameError(f"no rule {name!r}" + (f"; the nearest: {near[0]}" if near else ""))
    listed = [
        {"rule": rule.name, "states": rule.states, "reads": len(rule.reads), "leaves": len(rule.leaves)}
        for rule in sorted(chosen, key=lambda rule: rule.name)
    ]
    write(listed, ("rule", "states", "reads", "leaves"), fmt)
