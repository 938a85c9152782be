"""Whether a record holds together: spans that are the text, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..extractors.records import Article, Claim, Document, Figure, Mention, Unclaimed


def validate(document: Document) -> None:
    """Raises ValueError, saying where, for a record that contradicts itself."""
    positions = [article.position for article in document.articles]
    if len(set(positions)) != len(positions):
        raise ValueError("two articles have one position")
    for article in document.articles:
        for fault in _faults(article):
            raise ValueError(f"article {article.position}: {fault}")


def _faults(article: Article) -> Iterable[str]:
    read: list[Mention | Figure | Claim | Unclaimed]
    read = [*article.mentions, *article.figures, *article.claims, *article.unclaimed]
    for record in read:
        if not 0 <= record.start <= record.end or article.text[record.start : record.end] != record.text:
            yield f"characters {record.start} to {record.end} are not {record.text!r}"
    keys = {
        "district": {district.key for district in article.districts},
        "cluster": {cluster.key for cluster in article.clusters},
        "firm": {firm.key for firm in article.firms},
    }
    for entity, known in keys.items():
        if len(known) != len(getattr(article, f"{entity}s")):
            yield f"two {entity}s have one key"
    for entity, key, where in _references(article):
        if key not in keys.get(entity, ()):
            yield f"{where} refers to the {entity} {key!r}, which the article does not have"
    days = {day for figure in article.figures for day in (figure.period_start, figure.period_end)}
    for day in sorted(day for day in {article.published_on, *days} if day is not None):
        if date.fromisoformat(day).isoformat() != day:
            yield f"{day} is not written as a day is, 2024-09-24"
    yield from _lists(article)
    for number, figure in enumerate(article.figures):
        if figure.base is not None and not 0 <= figure.base < len(article.figures):
            yield f"figure {number} goes with figure {figure.base}, which there is not"


def _lists(article: Article) -> Iterable[str]:
    """The claims whose list is no span of the text."""
    for claim in article.claims:
        if claim.list_start is not None and not 0 <= claim.list_start <= (claim.list_end or 0) <= len(article.text):
            yield f"the list of {claim.text!r} is not within the text"


def _references(article: Article) -> Iterable[tuple[str, str, str]]:
    """Entity, key and place of every reference within an article."""
    for district in article.districts:
        if district.parent is not None:
            yield "district", district.parent, f"district {district.key}"
    for number, mention in enumerate(article.mentions):
        yield mention.entity, mention.key, f"mention {number}"
    for number, link in enumerate(article.links):
        source, _, target = link.kind.partition("_")
        yield source, link.source, f"link {number}"
        yield target, link.target, f"link {number}"
        if not 0 <= link.start <= link.end <= len(article.text):
            raise ValueError(f"link {number} is not within the text")
    for number, figure in enumerate(article.figures):
        for entity, key in (("district", figure.district), ("cluster", figure.cluster), ("firm", figure.firm)):
            if key is not None:
                yield entity, key, f"figure {number}"
