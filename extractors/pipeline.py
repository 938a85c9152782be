"""The one way through the house: an article's text in, its records out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from .laid_out import bare
from .names import clusters, firms, places
from .names.clusters import ClusterMention
from .names.firms import FirmMention
from .names.gazetteer import ancestors
from .names.places import Place
from .names.spoken import Spoken
from .numbers import claims, figures, periods, quantities
from .numbers.quantities import Quantity
from .records import Article, Cluster, District, Entity, Figure, Firm, Mention
from .view import ArticleText, Span, Veto, View

Named = TypeVar("Named", District, Cluster, Firm)


def read_article(source: ArticleText, vetoes: list[Veto] | None = None) -> Article:
    """All that the rules read from one article; what they looked at and did not read goes to `vetoes`."""
    view = View(source, vetoes)
    candidates = places.candidates(view)
    firm_mentions = firms.read(view, candidates)
    place_mentions = places.resolve(view, candidates, [Span(m.start, m.end) for m in firm_mentions])
    cluster_mentions = clusters.read(view, place_mentions, firm_mentions)
    spoken = Spoken(view, place_mentions, cluster_mentions, firm_mentions)
    names = sorted([*(Span(m.start, m.end) for m in place_mentions), *(Span(m.start, m.end) for m in firm_mentions)])
    numbers = quantities.read(view, names)
    article = bare(source)
    article.districts = _districts(place_mentions)
    article.clusters = _unique(m.cluster for m in cluster_mentions)
    article.firms = _unique(m.firm for m in firm_mentions)
    article.mentions = _mentions(view, place_mentions, cluster_mentions, firm_mentions)
    article.links = spoken.links
    article.figures = _figures(view, numbers.quantities, spoken)
    article.unclaimed = numbers.unclaimed
    article.claims = claims.check(view, article)
    return article


def _figures(view: View, found: Sequence[Quantity], spoken: Spoken) -> list[Figure]:
    """The figures; an article without quantities is not asked for times and owners."""
    return figures.read(view, found, periods.read(view), spoken) if found else []


def _unique(named: Iterable[Named]) -> list[Named]:
    """Each entity once, by key."""
    return sorted({entity.key: entity for entity in named}.values(), key=lambda entity: entity.key)


def _districts(mentions: Sequence[Place]) -> list[District]:
    """The districts mentioned, and their parents, so that every parent key has its row."""
    found = {m.district.key: m.district for m in mentions}
    for district in list(found.values()):
        for parent in ancestors(district):
            found.setdefault(parent.key, parent)
    return _unique(found.values())


def _mentions(
    view: View,
    place_mentions: Sequence[Place],
    cluster_mentions: Sequence[ClusterMention],
    firm_mentions: Sequence[FirmMention],
) -> list[Mention]:
    named: list[tuple[Entity, str, Place | ClusterMention | FirmMention]]
    named = [("district", m.district.key, m) for m in place_mentions]
    named += [("cluster", m.cluster.key, m) for m in cluster_mentions]
    named += [("firm", m.firm.key, m) for m in firm_mentions]
    found = [Mention(entity, key, m.start, m.end, view.text[m.start : m.end], m.rule) for entity, key, m in named]
    return sorted(found, key=lambda m: (m.start, m.end, m.entity, m.key))
