"""Claims: totals that an article states about its own lists, held against what was read from it.

A claim that agrees must never be reported as different. So `differs` is said only where the list is surely complete:
where its parts' own counts agree with what is listed, or where a count opens it and the sentence ends with it; whatever
is not sure is `unchecked`.
"""

from __future__ import annotations

from ..records import Article, Claim
from ..view import View
from . import claim_counts, claim_sums


def check(view: View, article: Article) -> list[Claim]:
    """The claims of an article, by position, with what its own rows add up to."""
    found = [
        *claim_counts.of_clusters(view, article),
        *claim_counts.of_places(view, article),
        *claim_sums.of_projects(view),
        *claim_sums.of_clusters(view, article),
    ]
    unique: dict[tuple[int, int], Claim] = {}
    for claim in sorted(found, key=lambda claim: (claim.start, claim.end, claim.verdict == "unchecked")):
        unique.setdefault((claim.start, claim.end), claim)
    return list(unique.values())
