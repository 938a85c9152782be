"""The head nouns of a text: which of the anchors that overlap stands, and what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..scan import Anchor

_OTHER_NOUN = re.compile("产业(?:园|基金|大会|协会|联盟|研究|技术|投资|工人|大脑|项目|政策|基础|结构)")
"""What makes another thing of a head noun that runs into it (主导产业园); 主导产业升级 is still of the industry."""


def outermost(anchors: Sequence[Anchor]) -> list[Anchor]:
    """Anchors that lie in no other one, by position; of two that overlap, the union.

    It means what the later one does, unless that only says what is done with the first (支柱产业|产业升级).
    """
    found: list[Anchor] = []
    for anchor in sorted(anchors, key=lambda anchor: (anchor.start, -anchor.end)):
        if not found or anchor.start >= found[-1].end:
            found.append(anchor)
        elif anchor.end > found[-1].end:
            first = found[-1].payload[0]
            weaker = anchor.payload[0] == "chain" or (
                anchor.payload[0] in ("none", "named", "plain") and not _OTHER_NOUN.match(anchor.word)
            )
            weaker = weaker and not (first == "named" and anchor.payload[0] == "chain")
            if first == "cluster" or (first in ("leading", "named") and weaker):
                if anchor.payload[0] in ("none", "plain"):
                    continue
                anchor = Anchor(anchor.start, anchor.end, anchor.word, found[-1].payload)
            found[-1] = Anchor(found[-1].start, anchor.end, anchor.word, anchor.payload)
    return found
