"""What a rule is, and the register of all rules.

A rule states one general fact about Chinese text. Its name is what `mentions.rule`, `figures.rule` and the link
tables hold; its examples are its tests and its documentation, after duckling's corpora. In an example the span that
the rule reads stands in ⟦⟧ (several are allowed); a text under `leaves` holds nothing for this rule.
"""

from __future__ import annotations

from dataclasses import dataclass

OPEN, CLOSE = "⟦", "⟧"


@dataclass(frozen=True, slots=True)
class Rule:
    """One fact about Chinese text, with what it reads and what it must leave alone."""

    name: str
    states: str
    reads: tuple[str, ...]
    leaves: tuple[str, ...] = ()


RULES: dict[str, Rule] = {}
"""Every rule by its name; filled as the modules of `extractors` are imported."""

VETOES: dict[str, Rule] = {}
"""Every veto by its name: what keeps a span that looks like a name from being read as one."""


def rule(name: str, states: str, reads: tuple[str, ...], leaves: tuple[str, ...] = ()) -> str:
    """Register a rule beside the code that carries it out, and give back its name.

    Raises ValueError for a name already taken, or an example that marks no span.
    """
    return _register(RULES, Rule(name, states, reads, leaves))


def veto(name: str, states: str, stops: tuple[str, ...]) -> str:
    """Register a veto beside the code that carries it out, and give back its name.

    In the examples of `stops` the span that is not read stands in ⟦⟧. Raises ValueError as `rule` does.
    """
    return _register(VETOES, Rule(f"veto.{name}", states, stops))


def _register(register: dict[str, Rule], new: Rule) -> str:
    if new.name in register:
        raise ValueError(f"two rules are named {new.name}")
    if not new.reads or any(OPEN not in example for example in new.reads):
        raise ValueError(f"an example of {new.name} marks no span")
    register[new.name] = new
    return new.name


def marked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of an example without its marks, and the spans they enclosed.

    >>> marked("在⟦闵行区⟧举行")
    ('在闵行区举行', [(1, 4)])
    """
    text, spans, start = "", [], 0
    for character in example:
        if character == OPEN:
            start = len(text)
        elif character == CLOSE:
            spans.append((start, len(text)))
        else:
            text += character
    return text, spans
