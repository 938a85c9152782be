"""Towns, streets, development zones and parks: places without a code, under the division they lie in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ..automaton import every
from ..lexicon import rows
from ..records import District
from ..rules import rule
from ..view import View
from .around import Around, Zone, city_of, record_of
from .gazetteer import divisions, forms
from .spotting import Mark, frequent_pairs
from .towns import TOWN, greater_towns, speciality_towns, towns
from .zone_forms import contracted, merged
from .zone_names import ZONE, full_names, heads, longest, proper

BARE_ZONE = rule(
    "district.bare_zone",
    "高新区 alone is the one zone of that kind that the article has named, else that of the city or county; what is "
    "proper in the name of a zone or town that it has named is that zone or town.",
    reads=(
        "苏州高新区发布名单。⟦高新区⟧有关负责人说。",
        "昆山市巴城镇产蟹。⟦巴城⟧的蟹农忙起来了。",
        "长垣市工业提速,今年在⟦高新区⟧新建厂房。",
        "盐城市的大丰经济开发区提速。⟦开发区⟧招工。",
        "苏州高新区与常州高新区签约。苏州的老厂搬进⟦高新区⟧。",
    ),
    leaves=("各地高新区发布名单。", "全省经济增长,高新区、经开区改革加快。"),
)

AREA = rule(
    "district.area",
    "A well-known area is named without the kind of zone it is.",
    reads=("东莞市⟦松山湖⟧的工厂扩产。",),
    leaves=("中关村论坛开幕。", "松山湖大道通车。"),
)

_AREA_GOES_ON = re.compile(
    r"[㐀-鿿]{0,2}(?:论坛|银行|大学|学院|中学|小学|医院|公司|集团|股份|资本|大道|大街|路|街道|镇|站|实验室|指数|论剑|街|桥|材料|科技园|软件园)"
)
_STEMS = 40
_WATERS = "江河海"
"""What ends the names of rivers and seas, which a zone is named after (长江新区)."""
_ADMINISTERED = re.compile(r"(.+?)(?:高新区|经开区|开发区|新区|保税区|综保区|投资区|合作区|工业区|科学城)")
_TOWN_NAME = re.compile(r"(.+?)(?:镇|乡|鎮|鄉|街道)")
_LONGER_NAME = re.compile(r"[湾镇乡村路街河江湖山港站]|[㐀-鿿]{0,4}(?:公司|集团|股份|大学|学院|医院|机场|大桥)")


def zones(view: View, marks: Sequence[Mark]) -> list[Zone]:
    """The towns and zones of an article, by position; short and full forms of one zone share its record."""
    around = Around(view, marks)
    settled = [*towns(view, around), *greater_towns(view, around), *speciality_towns(view, around)]
    found = [*settled, *full_names(view, marks, around, {town.end: town.district for town in settled})]
    found += _areas(view, found)
    found.sort(key=lambda zone: (zone.start, -zone.end))
    named = _defined(view, merged(found))
    more = [*_bare(view, named, around), *_stems(view, named, [*(mark for mark in marks if mark.accepted), *named])]
    return sorted([*named, *more], key=lambda zone: (zone.start, -zone.end))


def _defined(view: View, found: list[Zone]) -> list[Zone]:
    """One record for two names of a zone where the text says that they are one: 甲高新区(全称“甲新技术开发区”)."""
    same: dict[str, District] = {}
    for one, other in pairwise(found):
        if other.start - one.end < _BRACKET and _IN_FULL.fullmatch(view.folded, one.end, other.start):
            same[one.district.key] = other.district
    for zone in found:
        zone.district = same.get(zone.district.key, zone.district)
    return found


# The bracket that gives the full name of a zone.
_IN_FULL = re.compile(r"\((?:全称|全名|正式名称)(?:为|是|:)?[“\"'‘「]?[㐀-鿿]{0,6}")
_BRACKET = 16
"""How long the words may be between a zone and the bracket that gives its full name."""

_ANY_ZONE = "开发区"
_OWN_KINDS = ("高新区", "经开区")
_IN_GENERAL = re.compile(
    r"[级化]|等|[、和与及]?(?:经开|高新|开发|各类|园区|自贸|综保)|(?:建设|改革|管理(?!委)|发展|考核|体制)"
)


@cache
def _area_names() -> dict[str, str]:
    """Each well-known area to the code of the division it lies in."""
    return {row[0]: row[1] for row in rows("areas.tsv")}


def _areas(view: View, found: Sequence[Zone]) -> Iterator[Zone]:
    """The well-known areas that the text names and no longer name holds, by position."""
    ends = sorted((zone.start, zone.end) for zone in found)
    for name, parent in _area_names().items():
        for start in every(name, view.folded):
            at, end = bisect_left(ends, (start + 1, 0)) - 1, start + len(name)
            if (at < 0 or ends[at][1] <= start) and not _AREA_GOES_ON.match(view.folded, end):
                yield Zone(start, end, record_of(view.text[start:end], "zone", parent), AREA)


def _bare(view: View, found: Sequence[Zone], around: Around) -> Iterator[Zone]:
    """高新区 alone at the head of a phrase: the one zone of that kind that is named, else that of the city in force."""
    ends = {zone.end for zone in found}
    records = {zone.district.key: zone.district for zone in found}
    names = [(contracted(record.name), record) for record in records.values()]
    known: dict[str, list[District]] = {}
    of_city: set[tuple[str, str]] = set()
    for anchor in longest(view.anchors("zone_ending")):
        if anchor.payload[0] == "weak" or anchor.end in ends or not heads(view, anchor.start):
            continue
        short = contracted(anchor.word)
        if short not in known:
            known[short] = [record for name, record in names if name.endswith(short)]
            if short == _ANY_ZONE:  # of whatever kind it is: 某某经济开发区
                known[short] = [record for record in records.values() if record.name.endswith(short)]
        if len(known[short]) == 1 and not around.is_elsewhere(anchor.start, known[short][0]):
            yield Zone(anchor.start, anchor.end, known[short][0], BARE_ZONE)
        elif len(known[short]) > 1 and (own := _own_of(known[short], around.before(anchor.start))) is not None:
            yield Zone(anchor.start, anchor.end, own, BARE_ZONE)
        elif len(known[short]) < 2 and short in _OWN_KINDS and not _IN_GENERAL.match(view.folded, anchor.end):
            near = around.before(anchor.start)
            if near is not None and view.folded[anchor.start - 1 : anchor.start] in ("、", "和", "与", "及"):
                near = city_of(near)  # 甲区、高新区: of the city, as its districts are
                of_city.add((short, near))
            elif near is not None and (short, city_of(near)) in of_city:
                near = city_of(near)
            if near in divisions() and divisions()[near].level != "province":
                record = record_of(view.text[anchor.start : anchor.end], "zone", near)
                yield Zone(anchor.start, anchor.end, record, BARE_ZONE)


def _own_of(zones_of_kind: Sequence[District], near: str | None) -> District | None:
    """Of several zones of a kind the one of the city that the text speaks of."""
    own = [zone for zone in zones_of_kind if near and zone.parent and city_of(zone.parent) == city_of(near)]
    return own[0] if len(own) == 1 else None


def _stems(view: View, found: Sequence[Zone], taken: Sequence[Mark | Zone]) -> Iterator[Zone]:
    """京唐港 alone, where the article has named 京唐港经济开发区: what is proper in a zone's name is its short form.

    The whole name, read once behind its city, names the zone wherever it stands (甲市东山新区 … 东山新区).
    """
    spans = sorted((span.start, span.end) for span in taken)
    shortened = sorted(found[:_STEMS], key=lambda zone: zone.rule == TOWN)  # 甲镇 and 甲经开区: 甲 is the town
    stems = {stem: zone.district for zone in shortened if (stem := _short_form(zone)) is not None}
    stems |= {zone.core: zone.district for zone in found[:_STEMS] if zone.rule == ZONE and _is_whole(zone.core)}
    stems |= {stem: zone.district for zone in found[:_STEMS] if (stem := _called(view, zone)) is not None}
    for stem, district in stems.items():
        for start in every(stem, view.folded):
            end = start + len(stem)
            index = bisect_left(spans, (start + 1, 0)) - 1
            inside = index + 1
            if index >= 0 and spans[index][0] == start and spans[index][1] < end:
                index -= 1  # the 东山 of 东山新区, which is a county elsewhere
            free = (index < 0 or spans[index][1] <= start) and (inside >= len(spans) or spans[inside][0] >= end)
            if free and not _LONGER_NAME.match(view.folded, end) and not _straddled(view, start, end):
                yield Zone(start, end, district, BARE_ZONE)


def _called(view: View, zone: Zone) -> str | None:
    """The name of a zone without its 区, where the text calls it so behind its city: 甲市航空港, of 甲市航空港区."""
    if zone.rule != ZONE or len(zone.core) < 4 or not zone.core.endswith(("港区", "城区", "谷区", "湾区", "岛区")):
        return None
    stem = zone.core[:-1]
    inside = view.folded[zone.start : zone.end]
    city = inside[: inside.find(stem)]
    behind = (view.folded[at + len(city) + len(stem) :][:1] for at in every(city + stem, view.folded)) if city else ()
    return stem if any(character not in ("", "区") for character in behind) else None


def _is_whole(core: str) -> bool:
    """Whether a zone's name without the places before it still tells it from others (not 旅游度假区)."""
    return len(core) > 3 and core not in _kinds()


@cache
def _kinds() -> frozenset[str]:
    """The endings of zones, contracted."""
    return frozenset(contracted(row[0]) for row in rows("lexicon/zone_ending.tsv"))


def _straddled(view: View, start: int, end: int) -> bool:
    """Whether a frequent word goes across an edge of the characters: they meet there by chance."""
    pairs = frequent_pairs()
    return view.folded[start - 1 : start + 1] in pairs or view.folded[end - 1 : end + 1] in pairs


def _short_form(zone: Zone) -> str | None:
    """What is proper in the name of a town or an administered zone, if that is no word and no other place."""
    whole = zone.rule == ZONE and zone.own == zone.end - zone.start
    match = _ADMINISTERED.fullmatch(zone.core) if whole else None
    if zone.rule == TOWN:
        match = _TOWN_NAME.fullmatch(zone.district.name)
    stem = match[1] if match else ""
    if not 2 <= len(stem) <= 4 or stem in frequent_pairs() or (len(stem) == 2 and stem[1] in _WATERS):
        return None
    whole_name = proper(stem) == stem and stem not in forms() and stem[:2] not in forms()
    return stem if zone.rule == TOWN or whole_name else None
