"""Figures: quantities with what was measured, of what, whose, and when."""

from __future__ import annotations

from collections.abc import Sequence

from ..names.spoken import Spoken
from ..records import Figure
from ..view import Span, View
from .figure_clusters import FigureClusters
from .governing import govern
from .headed import Headed
from .metrics import Metrics
from .owners import Owners
from .period import Period
from .phrases import Phrases
from .quantities import Quantity
from .subjects import Subjects


def read(
    view: View,
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
    spoken: Spoken,
) -> list[Figure]:
    """The figures of an article, by position."""
    named = [Span(place.start, place.end) for place in spoken.places]
    firms = [Span(firm.start, firm.end) for firm in spoken.firms]
    phrases = Phrases(view, periods, named, firms)
    readings = Metrics(view, phrases, quantities, named).readings
    spans = govern(view, quantities, readings, periods)
    subjects = Subjects(view, phrases, quantities, readings, named)
    headed = Headed(view)
    told: list[str | None] = []
    owners, clusters = Owners(view, spoken, quantities, readings), FigureClusters(view, spoken)
    figures = []
    for index, (quantity, reading, days) in enumerate(zip(quantities, readings, spans, strict=True)):
        owner = owners.of(index)
        subject = reading.subject
        if reading.base is not None and subject in (None, readings[reading.base].subject):
            subject = told[reading.base]
        subject = subjects.of(index) or subject or headed.of(quantity, reading) or owners.named(owner, quantity.start)
        if subject is not None and subject == reading.metric:
            subject = None
        told.append(subject)
        figures.append(
            Figure(
                start=quantity.start,
                end=quantity.end,
                text=view.text[quantity.start : quantity.end].replace("\n", ""),
                value=quantity.value,
                value_high=quantity.value_high,
                unit=quantity.unit,
                bound=quantity.bound,
                kind=quantity.kind,
                is_target=quantity.is_target,
                metric=reading.metric,
                subject=subject,
                district=owner.district,
                cluster=clusters.of(quantity, subject, owner),
                firm=owner.firm,
                period_start=days.first.isoformat() if days else None,
                period_end=days.last.isoformat() if days else None,
                rule=quantity.rule,
                base=reading.base if quantity.kind in ("change", "share") else None,
            )
        )
    return figures
