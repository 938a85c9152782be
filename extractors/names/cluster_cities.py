"""Cities' one-character names joined before an industry: 成德高端能源装备 is of 成都 and 德阳."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..fold import fold_word
from .gazetteer import forms
from .homes import Home, Strength
from .industry_names import Member
from .industry_words import looks_industrial
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
        name = fold_word(place.district.name)
        municipal = name.startswith(tuple(_MUNICIPALITIES.values()))
        if (place.district.level == "city" or municipal) and place.district.key not in seen:
            seen.add(place.district.key)
            short = "".join(character for character, city in _SHORT.items() if name.startswith(city))
            for character in name.rstrip("市")[:4] + short:
                found.setdefault(character, []).append(place)
    return found


def joint_cities(
    folded: str, member: Member, own: Home | None, by_character: Mapping[str, list[Place]]
) -> tuple[Member, Home | None]:
    """A name without the cities' one-character names glued before it (成德高端能源装备), and these cities.

    `own` is the home already found before the name: some of the characters may have been read as places (广深 of
    广深佛莞), the others stand on either side of them.
    """
    read = own.places if own and own.places[-1].end == member.start and _is_joined(own.places[-1]) else ()
    after, size = _after(member, read, by_character)
    size = size or (0 if read else _alluded(member.name))
    name = member.name[size + (2 if member.name[size:].startswith("地区") else 0) :]
    if (not read and not size) or not looks_industrial(name):
        return member, None
    if not (read or after):
        return Member(member.end - len(name), member.end, name), None
    before = _before(folded, (*read, *after), read[0].start, by_character) if read else ()
    cut = Member(member.end - len(name), member.end, name) if member.end - member.start == len(member.name) else member
    return cut, Home((*before, *read, *after), Strength.PHRASE)


def _alluded(name: str) -> int:
    """How many characters at the head of a name are the abbreviation of several cities that the text names nowhere."""
    return next((size for size in (4, 3, 2) if forms().get(name[:size], ("",))[0] == "joined"), 0)


def _is_joined(place: Place) -> bool:
    """Whether a place was read from an abbreviation: of one character, or of one for each place of a word."""
    return place.end - place.start == 1 or place.rule == "district.joined"


def _after(member: Member, read: Sequence[Place], by_character: Mapping[str, list[Place]]) -> tuple[list[Place], int]:
    """The cities of the characters that a name begins with, and how many characters these are."""
    chosen: list[Place] = []
    for character in member.name[: min(6, len(member.name) - 2)]:
        city = _city(character, (*read, *chosen), by_character)
        if city is None:
            break
        chosen.append(city)
    return (chosen, len(chosen)) if read or len(chosen) > 1 else ([], 0)


def _before(
    folded: str, taken: Sequence[Place], start: int, by_character: Mapping[str, list[Place]]
) -> tuple[Place, ...]:
    """The cities of the characters before those already read, up to four."""
    chosen: list[Place] = []
    for at in range(start - 1, max(-1, start - 5), -1):
        city = _city(folded[at], (*taken, *chosen), by_character)
        if city is None:
            break
        chosen.insert(0, city)
    return tuple(chosen)


def _city(character: str, taken: Sequence[Place], by_character: Mapping[str, list[Place]]) -> Place | None:
    """The city that a character stands for, not one of those `taken`; one whose name begins with it first."""
    keys = {place.district.key for place in taken}
    options = [place for place in by_character.get(character, ()) if place.district.key not in keys]
    return next(
        (p for p in options if fold_word(p.district.name).startswith(character)), options[0] if options else None
    )
