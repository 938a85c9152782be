"""Places as the text names them together: glued to one address (甲省乙市丙区), or listed as peers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..records import District
from ..view import View
from .gazetteer import divisions, lineage
from .places import Place

Role = Literal["topic", "where", "aside"]
"""`topic`: the clause is about it; `where`: only where something stands, so that the division around it is meant;
`aside`: it is named in passing."""


@dataclass(slots=True)
class Group:
    """Places glued together (浙江省义乌市) or listed as peers; `districts` are the finest of them."""

    start: int
    end: int
    districts: list[District]
    chained: bool = False
    """Whether a division is glued before the last place: 甲市乙镇."""
    address: list[District] = field(default_factory=list)
    """All of them below the province, those too that others lie in: 甲市 and 乙区 of 甲市乙区."""
    does: Role | None = None
    """Its role, once that was asked for: it is asked for again and again."""


_BESIDE = re.compile(
    r"(?:仅|只)?(?:一[河江水墙路街桥山][之相]隔|毗邻|相邻|相连|为邻|接壤|交界|相接|齐名|并称|相比|隔[江河海]相望|共建|协同|联手|合作|携手)"
)
"""What says of a place that it lies, stands or acts beside another."""
# What stands between places of a list, and between those glued to one address.
_PEERS = re.compile(r"\s*(?:[、,和与及]|以及)\s*")
_GLUE = re.compile(r"[ 　·]{0,2}")


def groups(view: View, places: Sequence[Place]) -> Iterator[Group]:
    """The places of an article as groups, in the order of the text."""
    chains: list[list[Place]] = []
    for place in places:
        if chains:
            last = max(chains[-1], key=lambda place: place.end)  # not the 甲市 of 甲市高新区
            gap = view.folded[last.end : place.start] if place.start - last.end < 4 else "…"
            within = gap == "的" and last.district.key in lineage(place.district.key)[1:]  # 甲市的乙区
            if place.start < last.end or within or _GLUE.fullmatch(gap):
                # 甲市台湾事务办公室: what is glued on but lies elsewhere is part of another name.
                if gap or place.start < last.end or _related(last.district.key, place.district.key):
                    chains[-1].append(place)
                continue
            # 落户甲区,乙市…: but for 甲市,乙镇, a comma goes on from one place to another of its level alone.
            apart = gap == "," and last.district.level != place.district.level
            if (apart and last.district.key not in lineage(place.district.key)) or not _PEERS.fullmatch(gap):
                yield from _beside(view, chains)
                chains = []
        chains.append([place])
    if chains:
        yield from _beside(view, chains)


def _beside(view: View, chains: Sequence[Sequence[Place]]) -> Iterator[Group]:
    """One group; two where 与 sets some places beside what the text is about: 甲县与乙市一河之隔, 甲区与乙市共建."""
    end = max(place.end for place in chains[-1])
    if len(chains) > 1 and _BESIDE.match(view.folded, end):
        for at in range(1, len(chains)):
            if "与" in view.folded[max(place.end for place in chains[at - 1]) : chains[at][0].start]:
                yield _group(chains[:at])
                yield _group(chains[at:])
                return
    yield _group(chains)


def _group(chains: Sequence[Sequence[Place]]) -> Group:
    """One group; a peer that lies in another (甲区与甲区经开区) adds nothing to it."""
    named = {d.key: d for chain in chains for d in finest([place.district for place in chain])}
    outer = [d for key, d in named.items() if not any(above in named for above in lineage(key)[1:])]
    end = max(place.end for chain in chains for place in chain)
    return Group(chains[0][0].start, end, outer, len(chains[0]) > 1, [d for chain in chains for d in _address(chain)])


def _address(chain: Sequence[Place]) -> list[District]:
    """The places of a chain below the province, without the 苏州 of 苏州工业园区, and a city only with its county."""
    size = max(place.end - place.start for place in chain)
    longest = next(place for place in chain if place.end - place.start == size)
    whole = [p for p in chain if p is longest or p.end <= longest.start or p.start >= longest.end]
    last = whole[-1].district
    above = [p.district for p in whole[:-1] if p.district.level != "province" and p.district.key in lineage(last.key)]
    own = last.level == "zone" and any(last.name.startswith(district.name.rstrip("市")) for district in above)
    if own or any(district.level == "district" for district in above):
        above = [district for district in above if district.level != "city"]
    return [*above, last]


def _related(one: str, other: str) -> bool:
    return one in lineage(other) or other in lineage(one)


def finest(named: Sequence[District]) -> list[District]:
    """The districts without those that another of them lies in."""
    districts = {district.key: district for district in named}
    above = {key for district in districts for key in lineage(district)[1:]}
    return [district for key, district in districts.items() if key not in above]


def division_of(district: District) -> str:
    """The key of the nearest division that a district is or lies in."""
    return next((key for key in lineage(district.key) if key in divisions()), district.key)
