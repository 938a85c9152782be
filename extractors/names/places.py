"""Districts: where the text names a division, town, zone or area of China, and which one it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from ..records import District
from ..rules import rule, veto
from ..view import Span, View
from .gazetteer import Sort, district_of, divisions
from .industry_words import is_trade
from .senses import decide
from .spotting import Mark, marks
from .zone_names import ZONE
from .zones import zones

FULL_NAME = rule(
    "district.full_name",
    "The full name of a division (省, 市, 区, 县, 旗, 州) names it; a name that several share is told by its company.",
    reads=("在⟦浙江省⟧⟦义乌市⟧召开会议。", "⟦齐齐哈尔市⟧⟦铁锋区⟧的企业。"),
    leaves=("国务院召开会议。",),
)
SHORT_NAME = rule(
    "district.short_name",
    "A division's name without its kind names it, unless it is a word, a person or part of a longer name.",
    reads=("⟦广东⟧⟦佛山⟧的陶瓷卖到海外。", "记者从⟦成都⟧出发。"),
    leaves=("记者张东方说，北京时间八点开播。", "他住在南京路上。", "各方加强合作，维护和平。"),
)
JOINED = rule(
    "district.joined",
    "The abbreviations of several divisions in one word (川渝) name each of them that the text names in full, too.",
    reads=("四川、重庆往来密切。⟦川渝⟧两地签署协议。",),
    leaves=("成渝地区双城经济圈建设提速。", "工程向京津冀豫供水。"),
)
CALLED = rule(
    "district.called",
    "What the text says a place is called (叫作, 简称, 下称, 人称) names it from there on.",
    reads=(
        "人们把苏州工业园区叫作“园城”。⟦园城⟧里工厂林立，⟦园城⟧外是湖。",
        "苏州工业园区（下称“苏园”）发布报告。⟦苏园⟧产值增长。",
    ),
    leaves=("义乌市被叫作“小商品之都”。", "义乌市称“小商品”是招牌。小商品走向世界。"),
)
IN_FIRM = veto(
    "district.in_firm",
    "A place inside the name of a firm or institute is part of that name.",
    stops=("⟦深圳⟧瑞岭科技有限公司开工。",),
)
_RULES = {"full": FULL_NAME, "generic": FULL_NAME, "short": SHORT_NAME, "word": SHORT_NAME, "joined": JOINED}


@dataclass(slots=True)
class Place:
    """A mention of a district. `start` and `end` span the name with the parents glued before it left out."""

    start: int
    end: int
    district: District
    rule: str
    weak: bool = False
    """Whether it stands in the name of a public body or in the dateline, which does not make it the topic."""


@dataclass(slots=True)
class Candidate:
    """A span that may name a place, before it is known what the article speaks of. `codes` are what it may be.

    `sort` tells how: full (奉贤区), short (奉贤), word (朝阳), generic (城区), joined (川渝).
    """

    start: int
    end: int
    codes: tuple[str, ...]
    rule: str
    sort: str = "full"
    straddled: int = 0


Spanned = TypeVar("Spanned", Candidate, Place)


def candidates(view: View) -> list[Candidate]:
    """All spans that may name a place, by position, longest first where they overlap; names of firms among them."""
    return [
        Candidate(mark.start, mark.end, mark.keys, _RULES[mark.sort], mark.sort, mark.straddled) for mark in marks(view)
    ]


def resolve(view: View, found: Sequence[Candidate], firms: Sequence[Span]) -> list[Place]:
    """Decide which candidates are places and which division each is; those inside the spans of `firms` are not."""
    firms = [*firms, *_stems(view, found, firms)]
    spotted = [
        Mark(c.start, c.end, view.folded[c.start : c.end], cast(Sort, c.sort), c.codes, straddled=c.straddled)
        for c in _outside(view, found, firms)
    ]
    decide(view, spotted)
    places = [place for mark in spotted if mark.accepted for place in _places(view, mark)]
    areas = [Place(zone.start, zone.end, zone.district, zone.rule) for zone in zones(view, spotted)]
    named = _without_allusions(_unified([*places, *_outside(view, areas, firms)]))
    return _with_called(named, _called(view, named, firms))


def _without_allusions(places: Sequence[Place]) -> list[Place]:
    """The places without those that only a word of abbreviations alludes to (京津冀豫四省市): the text names none."""
    named = {place.district.key for place in places if place.rule != JOINED}
    return [place for place in places if place.district.key in named]


_CALLED = re.compile(
    r"(?:[,(]|人们|当地人|习惯)?(?:(?:以下|下)称|(?:也?被|又|以下|下)?(?:简称|叫作|叫做|称作|称为|唤作|人称))(?:为|作)?[“\"「](?P<name>[\u4e00-\u9fff]{2,6})[”\"」]"
)


_LASTS = 50_000
"""How far a name that the text gives is looked for: an article may be as long as a book."""


def _called(view: View, places: Sequence[Place], firms: Sequence[Span]) -> list[Place]:
    """The places by the names that the text gives them, where they stand again behind that."""
    taken = sorted([*(Span(place.start, place.end) for place in places), *firms])
    found: dict[int, Place] = {}
    for place in places:
        given = _CALLED.match(view.folded, place.end)
        if given is None:
            continue
        names = re.compile(re.escape(given["name"]))
        for start, end in (again.span() for again in names.finditer(view.folded, given.end(), given.end() + _LASTS)):
            near = taken[max(0, bisect_left(taken, Span(start, start)) - 1) :][:2]
            if all(span.end <= start or end <= span.start or _is_inside(span, start, end) for span in near):
                found.setdefault(start, Place(start, end, place.district, CALLED))
    return list(found.values())


def _is_inside(span: Span, start: int, end: int) -> bool:
    """Whether a span lies from `start` to `end` and is shorter than that."""
    return start <= span.start and span.end <= end and span != (start, end)


def _with_called(named: Sequence[Place], called: Sequence[Place]) -> list[Place]:
    """All places by position; those inside a name that the text has given are part of it."""
    ends = {place.start: place.end for place in called}
    kept = [place for place in named if place.end >= ends.get(place.start, 0)]
    return sorted([*kept, *called], key=lambda place: (place.start, -place.end))


def _stems(view: View, found: Sequence[Candidate], firms: Sequence[Span]) -> list[Span]:
    """Where short names of firms stand that begin with a place: 甲市宏达 beside 甲市宏达新材料有限公司."""
    ends = {candidate.start: candidate.end for candidate in found if candidate.sort in ("short", "word")}
    stems = {
        view.folded[firm.start : ends[firm.start] + 2]
        for firm in firms
        if firm.start in ends and not is_trade(view.folded[ends[firm.start] : ends[firm.start] + 2])  # 某市蔬菜
    }
    return [
        Span(candidate.start, candidate.end + 2)
        for candidate in found
        if candidate.sort in ("short", "word")
        and view.folded[candidate.start : candidate.end + 2] in stems
        and not view.folded.startswith("区", candidate.end + 2)  # 苏州高新|区, beside the firm 苏州高新金控
    ]


def _outside(view: View, found: Sequence[Spanned], firms: Sequence[Span]) -> list[Spanned]:
    """Those that do not lie in a firm's name; both by position."""
    free, at, spans = [], 0, sorted(firms)
    for candidate in found:
        while at < len(spans) and spans[at].end <= candidate.start:
            at += 1
        if at == len(spans) or spans[at].start >= candidate.end:
            free.append(candidate)
        else:
            view.veto("district", candidate.start, candidate.end, IN_FIRM)
    return free


def _places(view: View, mark: Mark) -> Iterator[Place]:
    written = view.text[mark.start : mark.end]
    keys = mark.keys if mark.sort == "joined" else (mark.key,)
    for key in keys:
        if key is None:
            record = District(mark.form, written, mark.form, None, divisions()[mark.keys[0]].level, None)
        else:
            record = replace(district_of(key), name=written if mark.sort != "joined" else district_of(key).name)
        yield Place(mark.start, mark.end, record, _RULES[mark.sort], mark.weak)


def _is_named_too(place: Place) -> bool:
    """Whether a place at the head of a zone's name is named by it: cities are, counties by their full name."""
    return place.rule == FULL_NAME or (place.rule == SHORT_NAME and place.district.level in ("province", "city"))


def _unified(places: list[Place]) -> list[Place]:
    """One record for each district, under the fullest form that the article has for it."""
    places.sort(key=lambda place: (place.start, -place.end))
    kept: list[Place] = []
    for place in places:
        last = kept[-1] if kept else None
        if last is None or place.start >= last.end or (place.start, place.end) == (last.start, last.end):
            kept.append(place)
        elif place.start == last.start and last.rule == ZONE and _is_named_too(place):
            kept.append(place)
            kept[-2:] = [place, last]
    fullest: dict[str, District] = {}
    for place in kept:
        known = fullest.get(place.district.key)
        joined = place.rule == JOINED
        if known is None or (len(place.district.name) > len(known.name) and not joined):
            fullest[place.district.key] = place.district
    for place in kept:
        place.district = fullest[place.district.key]
    return kept
