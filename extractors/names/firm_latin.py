"""Names of firms in Latin letters that show by their form: a legal one, or a trade of several words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..seeking import Seeker
from ..view import View
from .firm_forms import LEGAL
from .firm_lists import Listed

_WORD = r"[A-Za-z0-9&.\-']{0,24}"
# A name up to its legal form: Hart & Lenz GmbH.
_LEGAL = Seeker(
    re.compile(
        rf"[A-Z]{_WORD} (?:[A-Z&]{_WORD} ){{0,5}}(?:[A-Z]{_WORD}, (?=Inc|LLC|Ltd|Co|L\.?P))?"
        r"(?:\([A-Z][A-Za-z]{1,20}\) )?" + LEGAL + r"(?![A-Za-z])"
    )
)
# A name up to its trade: Northway Maritime.
_TRADE = Seeker(
    re.compile(
        rf"[A-Z]{_WORD} (?:[A-Z&]{_WORD} ){{0,3}}"
        r"(?:Capital|Ventures?|Partners|Holdings?|Group|Technolog(?:y|ies)|Systems|Semiconductors?|Labs|Industries|Motors?|Energy"
        r"|Maritime|Shipping|Pharma|Pharmaceuticals?|Therapeutics|Biotech|Biosciences?|Bank|Securities|Investments?|Growth"
        r"|Solutions?|Electric|Electronics|Robotics|Medical|Chemicals?|Materials|Aerospace|Airlines|Airways|Steel|Automotive|Foods)(?![A-Za-z])"
    )
)


def legal(view: View) -> Iterator[Listed]:
    """Latin names with a legal form."""
    for match in _LEGAL.finditer(view.folded):
        yield Listed(match.start(), match.end(), "company", 1.0)


def traded(view: View) -> Iterator[Listed]:
    """Latin names that a trade ends: Northway Maritime."""
    for match in _TRADE.finditer(view.folded):
        yield Listed(match.start(), match.end(), "company", 1.0)
