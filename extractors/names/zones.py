"""Towns, streets, development zones and parks: places without a code, under the division they lie in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..lexicon import words
from ..records import District
from ..rules import rule
from ..scan import Anchor
from ..view import View
from .gazetteer import district_of, divisions, forms, lineage, towns
from .spotting import Mark, frequent_pairs

TOWN = rule(
    "district.town",
    "A name in 镇, 乡, 街道 or 苏木 is a town, of the county in force that has one of that name.",
    reads=("走进昆山市⟦巴城镇⟧的工厂。",),
    leaves=("小城镇建设加快，乡镇企业增多。",),
)
ZONE = rule(
    "district.zone",
    "A proper name before 开发区, 高新区, 工业园 or the like is a zone; general words before it are not.",
    reads=("项目落户⟦松江经济技术开发区⟧。", "记者在九江市⟦共青城高新区⟧采访。"),
    leaves=("各类开发区和高新区加快建设。", "全省国家级经济技术开发区达到12家。", "该工业园区已经建成。"),
)
BARE_ZONE = rule(
    "district.bare_zone",
    "高新区, 经开区 alone is the one zone of that kind that the article has named.",
    reads=("苏州高新区发布名单。⟦高新区⟧有关负责人说。",),
    leaves=("各地高新区发布名单。",),
)

_WINDOW = 16
_NOT_ZONE = re.compile(r"\d\.\d|[^,。;、]{0,6}?(?:有限公司|股份|集团|公司|控股)|[级型化式]|建设[的和]|委员会(?=主任)")
_LOCATED = re.compile(r"(?:在|位于|地处|坐落|落户|入驻|走进|来到|布局|[到至、和与于])[“\"「]?$")
# A core that says only the kind is no name: 宁波高新区 and 镇海高新区 are two.
_KIND = re.compile(r"^(?:高新|经开|开发|工业|产业|科技|综保|保税|示范|新|软件)(?:区|园|城)$")
_PREDICATE = re.compile(r"[是为成]$")
_NEW_TOWN = re.compile(r"(?:科技城|科学城|高铁|[东西南北中]部|空港|临港|滨海|滨江|滨湖|城[东西南北])")
_TAIL_WORD = re.compile(r"(?:国家级?|省级|市级|自治区级)$")
_HAN = re.compile(r"[0-9a-z㐀-鿿·()—-]*$")
_BRACKET = re.compile(r"\(([^()]*)\)|[()]")
_QUOTES = re.compile(r"[“”\"「」‘’]")
_TOWN_GOES_ON = re.compile(r"[级企村域街长政民化居办]|建设|经济|振兴|融合|规划")
_TOWN_STEM = re.compile(r"[㐀-鿿]{1,4}(?<![城乡小村集老新市各])")


_STEMS = 40
_ADMINISTERED = re.compile(r"(.+?)(?:高新区|经开区|开发区|新区|保税区|综保区|投资区|合作区|工业区|科学城)")
_LONGER_NAME = re.compile(r"[湾镇乡村路街河江湖山港站]|[㐀-鿿]{0,4}(?:公司|集团|股份|大学|学院|医院|机场|大桥)")


@dataclass(slots=True)
class Zone:
    """A mention of a town or zone."""

    start: int
    end: int
    district: District
    rule: str
    core: str = ""
    """The zone's name contracted and without the places at its head, for comparison."""
    own: int = 0
    """The length of the name without the places at its head."""


@cache
def _edges() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("zone_edges.tsv"), key=len, reverse=True)))


@cache
def _general() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(words("zone_words.tsv"), key=len, reverse=True)) + ")")


class Around:
    """The decided places of an article, ready to be asked what lies before an offset."""

    def __init__(self, view: View, marks: Sequence[Mark]) -> None:
        self._view = view
        self.places = [mark for mark in marks if mark.accepted and mark.key]
        self._starts = [mark.start for mark in self.places]
        self._ends = [mark.end for mark in self.places]
        self.known = {key for mark in self.places for key in lineage(mark.key or "")}

    def overlapping(self, start: int, end: int) -> list[Mark]:
        """The places that lie at least partly between `start` and `end`."""
        return self.places[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def glued(self, offset: int) -> Mark | None:
        """The place whose name ends at `offset`."""
        at = bisect_right(self._ends, offset) - 1
        return self.places[at] if at >= 0 and self.places[at].end == offset else None

    def before(self, offset: int) -> str | None:
        """The key in force at `offset`: the nearest place before in its paragraph, the heading, the article's first."""
        at = bisect_right(self._ends, offset) - 1
        if at < 0:
            return self.places[0].key if self.places else None
        block = self._view.block_at(offset).start
        if self.places[at].start >= block:
            return self.places[at].key
        for mark in reversed(self.places[max(0, at - 30) : at + 1]):
            if self._view.block_at(mark.start).kind == "heading":
                return mark.key
        return self.places[at].key

    def county(self, codes: Sequence[str], offset: int) -> str | None:
        """Of the counties that have a town of this name, the one the text is about; None if that is not clear."""
        near = self.before(offset)
        nearby = set(lineage(near)) if near else set()
        for known in (nearby, self.known):
            for step in (0, 1, 2):
                fitting = [c for c in codes if c in divisions() and known.intersection(lineage(c)[step : step + 1])]
                if len(fitting) == 1:
                    return fitting[0]
                if fitting:
                    break
        return None


def zones(view: View, marks: Sequence[Mark]) -> list[Zone]:
    """The towns and zones of an article, by position; short and full forms of one zone share its record."""
    around = Around(view, marks)
    settled = list(_towns(view, around))
    found = [*settled, *_zones(view, around, {town.end: town.district for town in settled})]
    found.sort(key=lambda zone: (zone.start, -zone.end))
    merged = _merged(found)
    more = [*_bare(view, merged), *_stems(view, merged, [*marks, *merged])]
    return sorted([*merged, *more], key=lambda zone: (zone.start, -zone.end))


def _record(name: str, level: str, parent: str | None) -> District:
    """The record of a place without a code, under the division `parent`."""
    full_name = (district_of(parent).full_name if parent else "") + name
    key = f"{parent}/{name}" if parent else name
    return District(key, name, full_name, None, "town" if level == "town" else "zone", parent)


def _towns(view: View, around: Around) -> Iterator[Zone]:
    anchors = view.anchors("town_ending")
    known = towns() if anchors else {}
    last: Zone | None = None
    for anchor in anchors:
        end = anchor.end
        if _TOWN_GOES_ON.match(view.folded, end):
            continue
        low = max(view.clause_at(anchor.start).start, end - 10)
        names = (view.folded[start:end] for start in range(low, anchor.start))
        name = next((name for name in names if name in known), None)
        if name is None or len(name) == len(anchor.word):
            unknown = _unknown_town(view, around, anchor, last)
            if unknown is not None:
                last = unknown
                yield unknown
            continue
        start = end - len(name)
        parent = around.county(known[name], start)
        glued = around.glued(start)
        if parent is None and glued is not None and glued.key is not None:
            parent = glued.key
        if parent is None:
            continue
        last = Zone(start, end, _record(view.text[start:end], "town", parent), TOWN)
        yield last


def _unknown_town(view: View, around: Around, anchor: Anchor, last: Zone | None) -> Zone | None:
    """A town that the gazetteer lacks, right behind its county or behind another town in a list."""
    low = max(0, anchor.start - 5)
    place = next((p for p in reversed(around.overlapping(low, anchor.start)) if p.end <= anchor.start), None)
    start, parent = (place.end, place.key) if place is not None else (-1, None)
    if last is not None and low < last.end + 1 < anchor.start and view.folded[last.end] in "、和与":
        start, parent = last.end + 1, last.district.parent
    stem = view.folded[start : anchor.start] if start >= low else ""
    if parent is None or not _TOWN_STEM.fullmatch(stem) or _edges().search(stem) or _general().fullmatch(stem):
        return None
    county = parent in divisions() and divisions()[parent].level == "district"
    if not county and divisions()[parent].name not in ("东莞市", "中山市", "儋州市", "嘉峪关市"):
        return None
    return Zone(start, anchor.end, _record(view.text[start : anchor.end], "town", parent), TOWN)


def _longest(anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """The endings that lie in no longer one; of a chain of them (科技城新区) the last."""
    for index, anchor in enumerate(anchors):
        rest = anchors[index + 1 : index + 6]
        before = anchors[max(0, index - 5) : index]
        if any(
            other.start <= anchor.start and other.end >= anchor.end and other is not anchor
            for other in (*before, *rest)
        ):
            if any(
                other.end - other.start > anchor.end - anchor.start
                for other in (*before, *rest)
                if other.start <= anchor.start and other.end >= anchor.end
            ):
                continue
        if any(other.start == anchor.end for other in rest):
            continue
        yield anchor


def _zones(view: View, around: Around, settled: dict[int, District]) -> Iterator[Zone]:
    endings = view.anchors("zone_ending")
    for anchor in _longest(endings):
        if _NOT_ZONE.match(view.folded, anchor.end):
            continue
        if any(mark.end >= anchor.end for mark in around.overlapping(anchor.start, anchor.end)):
            continue  # 浦东新区, 雄安新区 are divisions
        zone = _zone(view, around, anchor, settled)
        if zone is not None:
            yield zone


def _zone(view: View, around: Around, anchor: Anchor, settled: dict[int, District]) -> Zone | None:
    """The zone whose ending is `anchor`, if a proper name stands before it."""
    start = _left_edge(view, around, anchor.start)
    town = max((end for end in settled if start < end <= anchor.start), default=start)
    parent = settled[town].key if town != start else None
    start = town
    inside = around.overlapping(start, anchor.start)
    named = bool(inside)
    while inside:  # 河北省唐山市|海港经济开发区, but 唐山|高新区 as one
        place = inside[0]
        rest = _proper(view.folded[place.end : anchor.start])
        if place.start > start:
            break
        bare = len(rest) < 2
        if bare and len(inside) == 1:
            break
        parent, start = place.key, place.end
        inside = inside[1:]
        if not bare and place.sort in ("short", "word") and not inside and not view.folded[start : anchor.start]:
            break
    stem = view.folded[start : anchor.start]
    proper = _proper(stem)
    if not stem or len(stem) > 14 or (len(proper) < 2 and not inside and not _is_new_town(stem, anchor.word)):
        return None
    if "—" in stem or stem.endswith("跨境电商"):
        return None
    if not inside and _PREDICATE.search(view.folded, max(0, start - 2), start):
        return None
    if anchor.payload[0] == "weak" and not inside and not _is_new_town(stem, anchor.word):
        located = _LOCATED.search(view.folded, max(0, start - 4), start)
        if len(proper) < 2 or not (named or (located and proper == stem and len(stem) <= 6)):
            return None
    if parent is None:
        parent = inside[-1].key if inside else around.before(start)
    head = max((place.end for place in inside), default=start)
    core = contracted(view.folded[head : anchor.end])
    return Zone(
        start, anchor.end, _record(view.text[start : anchor.end], "zone", parent), ZONE, core, anchor.end - head
    )


def _proper(stem: str) -> str:
    """What is left of a zone's stem without the words that only describe."""
    return _general().sub("", stem)


def _is_new_town(stem: str, ending: str) -> bool:
    """东部新区, 高铁新城: what describes a new town by its site is its name."""
    return ending in ("新区", "新城") and bool(_NEW_TOWN.fullmatch(stem))


def _left_edge(view: View, around: Around, end: int) -> int:
    """Where the name of a zone begins that has its ending at `end`: behind a mark, or a word that names never hold."""
    low = max(view.clause_at(end - 1).start, end - _WINDOW)
    han = _HAN.search(view.folded, low, end)
    start = han.start() if han else end
    places = around.overlapping(start, end)
    for edge in _edges().finditer(view.folded, start, end):
        if not any(place.start <= edge.start() < place.end for place in places):
            start = edge.end()
    for bracket in _BRACKET.finditer(view.folded, start, end):  # 中德(沈阳)产业园, but not (二)园区
        if not bracket[1] or bracket[1] not in forms():
            start = bracket.end()
    first = next((place for place in places if place.end > start), None)
    if first is not None and first.start < start:
        start = first.start
    if first is not None and first.start > start and _general().sub("", view.folded[start : first.start]) == "":
        start = first.start
    return start


def _merged(found: list[Zone]) -> list[Zone]:
    """One record for the forms of one zone, the fullest: 葛店经开区 is 鄂州葛店经济技术开发区 contracted."""
    records: list[Zone] = []
    same: list[int] = []
    for zone in found:
        at = next((at for at, known in enumerate(records) if _is_same(known, zone)), len(records))
        same.append(at)
        if at == len(records):
            records.append(zone)
        elif _is_fuller(zone, records[at]):
            records[at] = zone
    districts = [zone.district for zone in records]
    for zone, at in zip(found, same, strict=True):
        zone.district = districts[at]
    return found


def _is_fuller(zone: Zone, known: Zone) -> bool:
    """Whether a form says more of the zone's own name; the places before it (杭州, 钱塘区) are not part of that."""
    if zone.core and zone.core == known.core:
        return zone.own > known.own
    return len(zone.district.name) > len(known.district.name)


def _is_same(known: Zone, zone: Zone) -> bool:
    if known.district.level != zone.district.level:
        return False
    first, second = known.district.parent, zone.district.parent
    if known.district.name == zone.district.name:
        return first == second or not first or not second or known.district.level == "zone"
    short, other = contracted(known.district.name), contracted(zone.district.name)
    if len(min(short, other, key=len)) > 3 and (short.endswith(other) or other.endswith(short)):
        return True
    related = not first or not second or first in lineage(second) or second in lineage(first)
    return bool(
        related and known.core and known.core == zone.core and (first == second or not _KIND.search(known.core))
    )


def contracted(name: str) -> str:
    """A zone's name with its kind contracted, for comparison.

    >>> contracted("葛店经济技术开发区")
    '葛店经开区'
    """
    short = re.sub(r"国家级|省级", "", name)
    short = re.sub(r"高新?技术(?:产业)?(?:开发区|园区)", "高新区", short)
    short = re.sub(r"经济(?:技术)?开发区", "经开区", short)
    return re.sub(r"园区$", "园", short)


def _bare(view: View, found: Sequence[Zone]) -> Iterator[Zone]:
    """高新区 alone, where the article has named one zone of that kind and it stands at the head of a phrase."""
    taken = [(zone.start, zone.end) for zone in found]
    for anchor in _longest(view.anchors("zone_ending")):
        if anchor.payload[0] == "weak" or any(start < anchor.end and anchor.start < end for start, end in taken):
            continue
        short = contracted(anchor.word)
        kinds = {zone.district.key: zone.district for zone in found if contracted(zone.district.name).endswith(short)}
        if len(kinds) != 1 or not _heads(view, anchor.start):
            continue
        yield Zone(anchor.start, anchor.end, next(iter(kinds.values())), BARE_ZONE)


def _stems(view: View, found: Sequence[Zone], taken: Sequence[Mark | Zone]) -> Iterator[Zone]:
    """洋浦 alone, where the article has named 洋浦经济开发区: what is proper in a zone's name is its short form."""
    spans = sorted((span.start, span.end) for span in taken)
    stems = {stem: zone.district for zone in found[:_STEMS] if (stem := _short_form(zone)) is not None}
    for stem, district in stems.items():
        for match in re.finditer(re.escape(stem), view.folded):
            start, end = match.span()
            index = bisect_left(spans, (start + 1, 0)) - 1
            free = (index < 0 or spans[index][1] <= start) and (index + 1 >= len(spans) or spans[index + 1][0] >= end)
            if free and not _LONGER_NAME.match(view.folded, end):
                yield Zone(start, end, district, BARE_ZONE)


def _short_form(zone: Zone) -> str | None:
    """What is proper in the name of an administered zone, if that is no word and no other place."""
    whole = zone.rule == ZONE and zone.own == zone.end - zone.start
    match = _ADMINISTERED.fullmatch(zone.core) if whole else None
    stem = match[1] if match else ""
    is_name = 2 <= len(stem) <= 4 and _proper(stem) == stem and stem not in frequent_pairs()
    return stem if is_name and stem not in forms() and stem[:2] not in forms() else None


def _heads(view: View, offset: int) -> bool:
    """Whether a phrase begins at `offset`: behind a mark or a preposition, not behind a word that describes it."""
    return offset == 0 or bool(re.match(r"[\s,、。:;(“\"'‘和与及在到由从以将把向为据]", view.folded[offset - 1]))
