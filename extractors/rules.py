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


def rule(name: str, states: str, reads: tuple[str, ...], leaves: tuple[str, ...] = ()) -> str:
    """Register a rule beside the code that carries it out, and give back its name.

    Raises ValueError for a name already taken, or an example that marks no span.
    """
    if name in RULES:
        raise ValueError(f"two rules are named {name}")
    if not reads or any(OPEN not in example for example in reads):
        raise ValueError(f"an example of {name} marks no span")
    RULES[name] = Rule(name, states, reads, leaves)
    return name


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
