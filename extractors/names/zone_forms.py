"""Which zone names are one zone: contracted and full forms, with and without the places before them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from ..records import District
from .around import Zone
from .gazetteer import lineage

# A core that says only the kind is no name: 宁波高新区 and 镇海高新区 are two.
_KIND = re.compile(r"^(?:高新|经开|开发|工业|产业|科技|综保|保税|示范|新|软件)(?:区|园|城)$")
COMMITTEE = "(?:管委会|管理委员会)"
"""The body that runs a zone."""
_DEVELOPED = ("开发区", "经开区", "高新区")
# What ends the name of a town.
_TOWN = re.compile("(?:镇|乡|鎮|鄉|街道)$")
_COMPARED = 30


def merged(found: list[Zone]) -> list[Zone]:
    """One record for the forms of one zone, the fullest: 葛店经开区 is 鄂州葛店经济技术开发区 contracted."""
    records: list[Zone] = []
    same: list[int] = []
    alike: dict[str, list[int]] = defaultdict(list)
    for zone in found:
        near = alike[_ending(zone.district)]  # what is one zone ends alike
        at = next((at for at in near[:_COMPARED] if _is_same(records[at], zone)), len(records))
        same.append(at)
        if at == len(records):
            records.append(zone)
            near.append(at)
        elif _is_fuller(zone, records[at]):
            records[at] = zone
    districts = [zone.district for zone in records]
    for zone, at in zip(found, same, strict=True):
        zone.district = districts[at]
    return found


def _ending(district: District) -> str:
    """What the names of one place have in common: 开发区 may be short for either kind; a town needs not say its own."""
    if district.level == "town":
        return _TOWN.sub("", district.name)
    short = contracted(district.name)
    return "开发区" if short.endswith(_DEVELOPED) else short[-3:]


def _is_fuller(zone: Zone, known: Zone) -> bool:
    """Whether a form says more of the zone's own name; the places before it (常州, 武进区) are not part of that."""
    if zone.core and zone.core == known.core:
        return zone.own > known.own
    return len(zone.district.name) > len(known.district.name)


def _is_same(known: Zone, zone: Zone) -> bool:
    if known.district.level != zone.district.level:
        return False
    first, second = known.district.parent, zone.district.parent
    if zone.district.level == "town" and first == second and _is_short_form(known.district.name, zone.district.name):
        return True
    if known.district.name == zone.district.name:
        return first == second or not first or not second or known.district.level == "zone"
    short, other = contracted(known.district.name), contracted(zone.district.name)
    stems = {name[:-3] for name in (short, other) if name.endswith(_DEVELOPED)}
    if len(stems) == 1 and len(min(stems)) > 1 and any(name.endswith("开发区") for name in (short, other)):
        return True
    if len(min(short, other, key=len)) > 3 and (short.endswith(other) or other.endswith(short)):
        return True
    related = not first or not second or first in lineage(second) or second in lineage(first)
    return bool(
        related and known.core and known.core == zone.core and (first == second or not _KIND.search(known.core))
    )


def _is_short_form(one: str, other: str) -> bool:
    """Whether one name is a town's, and the other that without its kind: 东山镇, 东山."""
    return one != other and (_TOWN.sub("", one) == other or _TOWN.sub("", other) == one)


@lru_cache(maxsize=4096)
def contracted(name: str) -> str:
    """A zone's name with its kind contracted, for comparison.

    >>> contracted("葛店经济技术开发区")
    '葛店经开区'
    """
    short = re.sub(r"国家级|省级", "", name)
    short = re.sub(r"高新?技术(?:产业)?(?:开发区|园区)", "高新区", short)
    short = re.sub(r"经济(?:技术)?开发区", "经开区", short)
    short = re.sub(r"综合保税区", "综保区", short)
    return re.sub(r"园区$", "园", short)
