"""How metrics stand in time: counted over it, as they are at a moment, or facts of a thing."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..fold import fold
from ..lexicon import rows

# What an unknown measure ends with that is counted over a time: 滚装量, 认购额, but not 保有量 or 余额
_FLOW_ENDING = re.compile(r"[^存有储容总质重数能力流](?:量|人次|车次|班次|架次|吨公里)$|[^余限名差总股]额$")


@cache
def _natures() -> dict[str, str]:
    """Each metric word to its nature."""
    return {fold(word): nature for word, nature in rows("lexicon/metric.tsv")}


@lru_cache(4096)
def nature(metric: str) -> str | None:
    """How a metric stands in time (flow, stock, fact, weak), by the longest known word that it ends with."""
    folded, known = fold(metric), _natures()
    found = next((known[folded[at:]] for at in range(len(folded)) if folded[at:] in known), None)
    return found or ("flow" if _FLOW_ENDING.search(folded) else None)
