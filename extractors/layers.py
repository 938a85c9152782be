"""The layers of the grammar of figures, each with the fact it states and its table of examples.

A layer is no single rule but a step that every figure goes through: numeral, unit, quantity, target, time, metric,
subject, owner. Its examples are the rows of `data/examples/NAME.tsv`: a text in which ⟦⟧ enclose what the layer reads,
and the value of each of these spans; a text without ⟦⟧ must be left alone. They are tests and documentation alike,
after duckling's corpora and Recognizers-Text's specs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .fold import fold
from .lexicon import rows
from .numbers import periods, quantities
from .numbers.numerals import numerals
from .numbers.units import match, of_header
from .pipeline import read_article
from .records import Article, Figure
from .rules import marked
from .view import ArticleText, Block, BlockKind, Span, View

PUBLISHED = date(2024, 10, 25)
"""The day on which the examples are said to have been published, so that 去年 is 2023."""
_HEADS: dict[str, BlockKind] = {"= ": "title", "== ": "heading"}
_CELL = "|"


class Reading(NamedTuple):
    """What a layer reads at `text[start:end]`, in words."""

    start: int
    end: int
    value: str


class Example(NamedTuple):
    """An example as laid out: the article, and what the layer is to read from it."""

    written: str
    article: ArticleText
    expected: list[Reading]


@dataclass(frozen=True, slots=True)
class Layer:
    """One step of the reading of figures, and how to see what it makes of a text."""

    name: str
    states: str
    read: Callable[[ArticleText], list[Reading]]

    @property
    def table(self) -> str:
        """The file of its examples, below `data/`."""
        return f"examples/{self.name.removeprefix('layer.')}.tsv"

    def examples(self) -> Iterator[Example]:
        """The examples of the layer, in the order of their table."""
        for written, *values in rows(self.table):
            article, spans = laid_out(written)
            yield Example(written, article, [Reading(*span, value) for span, value in zip(spans, values, strict=True)])


def laid_out(written: str) -> tuple[ArticleText, list[tuple[int, int]]]:
    """An example as an article, and the spans between ⟦⟧: ⏎ ends a line, `= ` begins a title, `== ` a heading, | a row.

    >>> article, spans = laid_out("= 甲市简报⏎产值⟦5亿元⟧")
    >>> article.text, [block.kind for block in article.blocks], spans
    ('甲市简报\\n产值5亿元', ['title', 'paragraph'], [(7, 10)])
    """
    text, spans = "", []
    blocks: list[Block] = []
    for line in written.split("⏎"):
        mark = next((mark for mark in _HEADS if line.startswith(mark)), "")
        plain, found = marked(line.removeprefix(mark))
        if line.startswith(_CELL):
            row = _cells(plain, len(text))
            before = blocks.pop() if blocks and blocks[-1].kind == "table" else Block("table", len(text), len(text))
            blocks.append(Block("table", before.start, len(text) + len(plain), (*before.rows, row)))
        else:
            blocks.append(Block(_HEADS.get(mark, "paragraph"), len(text), len(text) + len(plain)))
        spans += [(start + len(text), end + len(text)) for start, end in found]
        text += f"{plain}\n"
    text = text[:-1]
    title = next((text[block.start : block.end] for block in blocks if block.kind == "title"), None)
    return ArticleText(0, text, blocks, title=title, published=PUBLISHED), spans


def _cells(line: str, at: int) -> tuple[Span, ...]:
    """The cells of a row |甲|5|, without the bars in front."""
    cells = []
    for cell in line.removeprefix(_CELL).split(_CELL):
        cells.append(Span(at + 1, at + 1 + len(cell)))
        at += 1 + len(cell)
    return tuple(cells)


def _number(value: float, high: float | None) -> str:
    return "..".join(f"{round(end, 10):.15g}" for end in (value, high) if end is not None)


def _numerals(article: ArticleText) -> list[Reading]:
    return [
        Reading(n.start, n.end, _number(n.value, n.high) + (" inexact" if n.inexact else ""))
        for n in numerals(article.text)
    ]


def _units(article: ArticleText) -> list[Reading]:
    folded, found = fold(article.text), []
    for numeral in numerals(article.text):
        if (unit := match(folded, numeral.end)) is not None:
            found.append(Reading(numeral.end, unit[1], f"{unit[0].name} {unit[0].kind}"))
    return found


def _header_units(article: ArticleText) -> list[Reading]:
    unit = of_header(fold(article.text))
    return [Reading(0, len(article.text), f"{unit.name} × {unit.factor:g}")] if unit else []


def _quantities(article: ArticleText) -> list[Reading]:
    return [
        Reading(q.start, q.end, f"{_number(q.value, q.value_high)} {q.unit or '-'} {q.bound} {q.kind}")
        for q in quantities.read(View(article), []).quantities
    ]


def _others(article: ArticleText) -> list[Reading]:
    return [Reading(*span, name) for span, name in quantities.read(View(article), []).others]


def _times(article: ArticleText) -> list[Reading]:
    return [Reading(p.start, p.end, f"{p.first}/{p.last} {p.role}") for p in periods.read(View(article))]


def _of_figures(show: Callable[[Figure, Article], str | None]) -> Callable[[ArticleText], list[Reading]]:
    """A reader of one attribute of the figures; figures without it are left alone."""

    def read(source: ArticleText) -> list[Reading]:
        article = read_article(source)
        shown = [(figure, show(figure, article)) for figure in article.figures]
        return [Reading(figure.start, figure.end, value) for figure, value in shown if value is not None]

    return read


def _period(figure: Figure, _: Article) -> str | None:
    return f"{figure.period_start}/{figure.period_end}" if figure.period_start else None


def _target(figure: Figure, _: Article) -> str | None:
    return _number(figure.value, figure.value_high) if figure.is_target else None


def _base(figure: Figure, article: Article) -> str | None:
    return None if figure.base is None else article.figures[figure.base].text


def _district(figure: Figure, article: Article) -> str | None:
    return next((district.name for district in article.districts if district.key == figure.district), None)


def _cluster(figure: Figure, article: Article) -> str | None:
    return next((cluster.industry for cluster in article.clusters if cluster.key == figure.cluster), None)


def _firm(figure: Figure, article: Article) -> str | None:
    return next((firm.name for firm in article.firms if firm.key == figure.firm), None)


LAYERS = {
    layer.name: layer
    for layer in (
        Layer("layer.numeral", "Where a number is written, and what it comes to; inexact ones are marked.", _numerals),
        Layer("layer.unit", "The unit behind a numeral: its name, and what kind of thing it measures.", _units),
        Layer("layer.header_unit", "The unit that a table's header gives its column, with its scale.", _header_units),
        Layer("layer.quantity", "A numeral with its unit, bound, sign and kind.", _quantities),
        Layer("layer.target", "Which quantities are goals, and not yet reached.", _of_figures(_target)),
        Layer("layer.not_quantity", "What a numeral is that is no quantity: a date, a code, a name.", _others),
        Layer("layer.time", "Words of time: the days they cover, and what they do for the figures after them.", _times),
        Layer("layer.period", "The days that a figure speaks of.", _of_figures(_period)),
        Layer("layer.metric", "The noun that says what a figure measures.", _of_figures(lambda f, _: f.metric)),
        Layer("layer.subject", "The industry, project or body a figure is of.", _of_figures(lambda f, _: f.subject)),
        Layer("layer.base", "The figure that a change or share continues.", _of_figures(_base)),
        Layer("layer.district", "The district that a figure belongs to.", _of_figures(_district)),
        Layer("layer.cluster", "The cluster that a figure belongs to.", _of_figures(_cluster)),
        Layer("layer.firm", "The firm that a figure belongs to.", _of_figures(_firm)),
    )
}
"""The layers by name, in the order in which a figure goes through them."""
