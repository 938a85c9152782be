"""The examples of rules, vetoes and layers as cases, the same for the tests and for `kbuild rules --run`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .layers import LAYERS, Layer, Reading
from .pipeline import read_article
from .rules import RULES, VETOES, Rule, marked
from .view import ArticleText, Block, Veto


@dataclass(frozen=True, slots=True)
class Case:
    """One example of a rule or layer: its text as written, with marks, and what is to be read from it."""

    of: Rule | Layer
    written: str
    article: ArticleText
    expected: list[str]
    """Each span as `START-END TEXT`, for a layer with ` = VALUE`; offsets are those of the text without marks."""

    @property
    def kind(self) -> str:
        """`reads` for an example in which something is to be read (or vetoed), `leaves` for one to be left alone."""
        return "reads" if self.expected else "leaves"

    def read(self) -> list[str]:
        """What the rule or layer reads, in the form of `expected`."""
        if isinstance(self.of, Layer):
            return _shown(self.article, self.of.read(self.article))
        vetoes: list[Veto] = []
        article, rule = read_article(self.article, vetoes), self.of.name
        spans = {(v.start, v.end) for v in vetoes if v.by == rule}
        spans |= {(m.start, m.end) for m in article.mentions if m.rule == rule}
        spans |= {(f.start, f.end) for f in article.figures if f.rule == rule}
        spans |= {(link.start, link.end) for link in article.links if link.rule == rule}
        return _shown(self.article, [Reading(*span, "") for span in spans])


def named() -> dict[str, Rule | Layer]:
    """All layers, in the order in which a figure goes through them, all rules and all vetoes by name."""
    return {**LAYERS, **dict(sorted(RULES.items())), **dict(sorted(VETOES.items()))}


def cases(of: Rule | Layer) -> Iterator[Case]:
    """The examples of a rule or layer, those that it reads first."""
    if isinstance(of, Layer):
        found = [Case(of, e.written, e.article, _shown(e.article, e.expected)) for e in of.examples()]
        yield from sorted(found, key=lambda case: not case.expected)
        return
    for written in (*of.reads, *of.leaves):
        text, spans = marked(written)
        article = ArticleText(0, text, [Block("paragraph", 0, len(text))])
        yield Case(of, written, article, _shown(article, [Reading(*span, "") for span in spans]))


def _shown(article: ArticleText, readings: Iterable[Reading]) -> list[str]:
    return [
        f"{start}-{end} {article.text[start:end]}" + (f" = {value}" if value else "")
        for start, end, value in sorted(readings)
    ]
