"""What was read, laid over the text it was read from: spans cut where they overlap, and the sentences they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .examples import named
from .numbers.notquantities import RULES as NOT_QUANTITIES
from .records import Article
from .view import Veto
from .wording import period, quantity

KINDS = ("district", "cluster", "firm", "figure", "unclaimed")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that a rule read: `kind` is one of KINDS, `says` what was made of it in a few words."""

    start: int
    end: int
    kind: str
    rule: str
    says: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text without a border of a mark inside it, and the marks that lie over it, the longest first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks(article: Article) -> list[Mark]:
    """Every mark of an article, by position."""
    names = {d.key: d.full_name for d in article.districts}
    names |= {c.key: c.industry for c in article.clusters}
    names |= {f.key: f.name for f in article.firms}
    found = [Mark(m.start, m.end, m.entity, m.rule, names.get(m.key, m.key)) for m in article.mentions]
    for figure in article.figures:
        owner = [names.get(key, key) for key in (figure.district, figure.cluster, figure.firm) if key]
        value = quantity(figure.value, figure.value_high, figure.unit, figure.bound)
        time = period(figure.period_start, figure.period_end)
        parts = [figure.subject, figure.metric, value, figure.kind, *owner, time]
        if figure.is_target:
            parts.append("target")
        found.append(Mark(figure.start, figure.end, "figure", figure.rule, " · ".join(p for p in parts if p)))
    found += [Mark(u.start, u.end, "unclaimed", "unclaimed", "no rule read this numeral") for u in article.unclaimed]
    return sorted(found, key=lambda m: (m.start, -m.end, KINDS.index(m.kind), m.says))


def links(article: Article) -> list[Mark]:
    """The links of an article as marks on the spans that state them."""
    names = {d.key: d.name for d in article.districts}
    names |= {c.key: c.industry for c in article.clusters}
    names |= {f.key: f.name for f in article.firms}
    found = []
    for link in article.links:
        says = f"{names.get(link.source, link.source)} → {names.get(link.target, link.target)}"
        found.append(
            Mark(link.start, link.end, "link", link.rule, says + (f" ({link.relation})" if link.relation else ""))
        )
    return sorted(found, key=lambda m: (m.start, m.end, m.says))


def notes(article: Article, vetoes: Sequence[Veto]) -> list[Mark]:
    """All that is to be said of an article: what was read, on what evidence, what is linked, what was not read."""
    return [*marks(article), *evidence(vetoes), *links(article), *refused(article, vetoes)]


def evidence(vetoes: Sequence[Veto]) -> list[Mark]:
    """The signs on which names were read that no single rule is sure of; kind `evidence`."""
    return [Mark(v.start, v.end, "evidence", v.by, v.says) for v in dict.fromkeys(sorted(vetoes)) if v.says]


def refused(article: Article, vetoes: Sequence[Veto]) -> list[Mark]:
    """What looked like an entity and was not read as one by any rule, each once, by position; kind `veto`."""
    read: set[tuple[str, int]] = {(m.entity, at) for m in article.mentions for at in range(m.start, m.end)}
    read |= {("figure", at) for f in article.figures for at in range(f.start, f.end)}
    found, registered = [], named()
    for start, end, entity, by, says in dict.fromkeys(sorted(vetoes)):
        if not says and read.isdisjoint([(entity, start), (entity, end - 1)]):
            why = NOT_QUANTITIES[by] if by in NOT_QUANTITIES else registered[by].states
            found.append(Mark(start, end, "veto", by, f"no {entity}: {why}"))
    return found


def segments(start: int, end: int, found: Sequence[Mark]) -> Iterator[Segment]:
    """Characters `start` to `end` in pieces, cut at every border of a mark.

    Linear in the number of marks for marks that overlap a bounded number of others, as those of an article do.
    """
    borders = {start, end}
    for mark in found:
        borders |= {border for border in (mark.start, mark.end) if start < border < end}
    cuts, waiting, over = sorted(borders), sorted(found, key=lambda m: m.start, reverse=True), []
    for left, right in pairwise(cuts):
        while waiting and waiting[-1].start <= left:
            over.append(waiting.pop())
        over = [mark for mark in over if mark.end > left]
        yield Segment(left, right, tuple(sorted(over, key=lambda m: m.start - m.end)))
