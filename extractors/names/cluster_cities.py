"""Cities' one-character names joined before an industry: 成德高端能源装备 is of 成都 and 德阳."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..fold import fold
from .homes import Home, Strength
from .industry_names import Member, looks_industrial
from .places import Place

_MUNICIPALITIES = {"京": "北京", "津": "天津", "沪": "上海", "渝": "重庆"}
_SHORT = _MUNICIPALITIES | {
    "穗": "广州",
    "蓉": "成都",
    "甬": "宁波",
    "榕": "福州",
    "邕": "南宁",
    "筑": "贵阳",
    "鹭": "厦门",
}
"""The one-character names of cities that are no part of their full names."""


def city_characters(places: Sequence[Place]) -> dict[str, list[Place]]:
    """The characters of the names of the cities in the article, each with the cities it may stand for."""
    found: dict[str, list[Place]] = {}
    seen: set[str] = set()
    for place in places:
        name = fold(place.district.full_name or place.district.name)
        municipal = name.startswith(tuple(_MUNICIPALITIES.values()))
        if (place.district.level == "city" or municipal) and place.district.key not in seen:
            seen.add(place.district.key)
            short = "".join(character for character, city in _SHORT.items() if name.startswith(city))
            for character in name.rstrip("市")[:4] + short:
                found.setdefault(character, []).append(place)
    return found


def joint_cities(member: Member, by_character: Mapping[str, list[Place]]) -> tuple[Member, Home | None]:
    """A name without the cities' one-character names glued before it (成德高端能源装备), and these cities."""
    for size in range(min(6, len(member.name) - 2), 1, -1):
        cities = _cities(member.name[:size], by_character)
        if cities:
            skip = size + (2 if member.name[size:].startswith("地区") else 0)
            if looks_industrial(member.name[skip:]):
                return Member(member.start + skip, member.end, member.name[skip:]), Home(cities, Strength.PHRASE)
    return member, None


def _cities(joined: str, by_character: Mapping[str, list[Place]]) -> tuple[Place, ...]:
    """The cities that the characters of `joined` stand for, one each; none where one stands for no city."""
    chosen: list[Place] = []
    for character in joined:
        taken = {place.district.key for place in chosen}
        options = [place for place in by_character.get(character, ()) if place.district.key not in taken]
        if not options:
            return ()
        chosen.append(next((p for p in options if fold(p.district.name).startswith(character)), options[0]))
    return tuple(chosen)
