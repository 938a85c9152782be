"""Which of the places that lie in each other a text is about: the one that it calls its own (全县, 镇上, 园区)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from ..records import District
from ..view import View
from .addresses import Group, division_of
from .gazetteer import district_of, divisions, lineage
from .place_roles import role

# How a text on a town or a park speaks of it without its name.
_TOWN = re.compile(r"[全我本这该]镇|镇(?:上|里(?!程)|政府|党委)|小镇")
_PARK = re.compile(r"(?<![一-鿿“])(?:园区|[全本我该]区)|[在对从到向为](?:园区|全区)|管委会")
_SAID_OFTEN = 3
"""How often a text says 全县 that is on a county."""
_OFTEN = 4
"""How often at most a text says 园区 that is not on a park."""
_DISTRICT = re.compile(r"[全我本](?P<kind>[区县旗])(?![域级])")
# How it speaks of its county; what is held against 全县 need not be told of the county.
_COUNTY = re.compile(
    r"(?<![占居比为])[全我](?P<whole>[市区县旗])(?![域级场])"
    r"|(?<![园社小景校厂片库新])(?P<body>[市区县旗])(?:委(?!托)|政府|里(?!程))"
)


def refined(view: View, groups: Sequence[Group], main: District | None) -> District | None:
    """The part of a place that the text speaks of as its own (全区, 镇上), and hardly of another such part."""
    if main is None or main.level == "province":
        return main
    if len(_PARK.findall(view.folded)) > _OFTEN:
        return _part(groups, main, lambda d: d.key if d.level == "zone" else None, 3) or main
    if main.level not in ("city", "district"):
        return main
    if main.level == "city" and _DISTRICT.search(view.folded):
        main = _part(groups, main, division_of, 2) or main
    if len(_TOWN.findall(view.folded)) > 1:
        return _part(groups, main, lambda d: d.key if d.level == "town" else None, 3) or main
    return main


def own_county(view: View, groups: Sequence[Group]) -> District | None:
    """The only county or banner that a text names where it speaks of one as its own again and again (全县, 县委)."""
    kinds = Counter(own["whole"] or own["body"] for own in _COUNTY.finditer(view.folded))
    kind, said = max(kinds.items(), key=lambda item: item[1], default=("", 0))
    if kind not in ("县", "旗") or said < _SAID_OFTEN:
        return None
    told = {d.key: d for g in groups if role(view, g) != "aside" for d in g.districts}
    own = [key for key, d in told.items() if d.level == "district" and divisions()[key].name.endswith(kind)]
    return told[own[0]] if len(own) == 1 else None


def widened(view: View, most: District | None) -> District | None:
    """The county around the town or zone most named, where the text calls that its own (全县, 县委)."""
    if most is None or most.level not in ("town", "zone"):
        return most
    around = divisions().get(division_of(most))
    if around is None or around.level != "district":
        return most
    county = [own for own in _COUNTY.finditer(view.folded) if (own["whole"] or own["body"]) == around.name[-1]]
    fine = (_PARK if most.level == "zone" else _TOWN).findall(view.folded)
    return district_of(around.key) if len(county) > max(1, len(fine)) else most


def _part(
    groups: Sequence[Group], main: District, part: Callable[[District], str | None], least: int
) -> District | None:
    """The part of a place that is named at least so often, and twice as often as the others together."""
    inside: Counter[str] = Counter()
    known: dict[str, District] = {}
    for group in groups:
        for district in group.districts:
            key = part(district)
            if key is not None and division_of(main) in lineage(key)[1:]:
                inside[key] += 1
                known[key] = district_of(key) if key in divisions() else district
    if not inside:
        return None
    key, count = inside.most_common(1)[0]
    return known[key] if count >= least and count * 3 >= inside.total() * 2 else None
