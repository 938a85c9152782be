"""Towns, townships and streets, under the county they lie in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules import rule
from ..scan import Anchor
from ..seeking import Seeker
from ..view import Span, View
from .around import Around, Zone, edges, general, record_of
from .cluster_heads import outermost
from .gazetteer import divisions, forms
from .gazetteer import towns as gazetteer_towns
from .industry_names import last_edge
from .industry_words import looks_industrial
from .spotting import frequent_pairs

TOWN = rule(
    "district.town",
    "A name in 镇, 乡, 街道 or 苏木 is a town, of the county in force that has one of that name.",
    reads=(
        "走进昆山市⟦巴城镇⟧的工厂。",
        "昆山市培育⟦巴城⟧家具产业集群。",
        "昆山市扩产。⟦瑶塘镇⟧的竹编出口。",
        "莆田市⟦榕浦镇⟧的鞋厂扩产。",
    ),
    leaves=("小城镇建设加快，乡镇企业增多。", "昆山市扩产。工业强镇带动就业。", "莆田市组织乡镇培训。"),
)
GREATER = rule(
    "district.greater_town",
    "大 before the name of a town of the county in force is the area around it (大张江).",
    reads=("浦东新区在⟦大张江⟧布局芯片设计。",),
    leaves=("浦东新区在大力发展芯片设计。", "在大张江布局芯片设计。"),
)
_PIECE = re.compile(r"(?:(?<=[、,;:。和与及\s\n.)])|^)[㐀-鿿]{4,24}(?=[、,;]|$|产业|集群)")
_NEAR = 60
"""How far before a head noun the pieces of its list are looked at."""
_GREATER = Seeker(re.compile(r"(?<=[在于、,到至向])大([㐀-鿿]{2})"))
_TOWN_GOES_ON = re.compile(r"[级企村域街长政民化居办]|建设|经济|振兴|融合|规划")
# What may stand before the first word of an item.
_ITEM = re.compile(r"[\s●■◆▲·①-⑳、]{0,3}")
_NO_TOWN = ("江", "上", "里", "内", "中")
"""What goes on from 镇 to another word: 镇江, 镇上."""
_TOWN_STEM = re.compile(
    r"[㐀-鿿]{1,4}(?<![城乡小村集老新市各全该本此我每两])|[㐀-鿿]{1,2}(?<![城乡农村小各大老])集"  # 柳家集镇, but 各集镇
)


def towns(view: View, around: Around) -> Iterator[Zone]:
    """The towns that the text names, by position."""
    anchors = view.anchors("town_ending")
    known = gazetteer_towns() if anchors else {}
    last: Zone | None = None
    for anchor in anchors:
        end = anchor.end
        if _TOWN_GOES_ON.match(view.folded, end) or view.folded[end - 4 : end - 3] == "每":  # 每万城镇人口
            continue
        low = max(view.clause_at(anchor.start).start, end - 10)
        names = (view.folded[start:end] for start in range(low, anchor.start))
        name = next((name for name in names if name in known), None)
        if name is None or len(name) == len(anchor.word):
            unknown = (
                _renamed(view, around, anchor)
                or _unknown_town(view, around, anchor, last)
                or _opening_town(view, around, anchor)
            )
            if unknown is not None:
                last = unknown
                yield unknown
            continue
        start = end - len(name)
        parent = around.county(known[name], start)
        glued = around.glued(start)
        if glued is None and view.folded[start - 1 : start + 1] in frequent_pairs():
            continue  # 确保|城镇
        if parent is None and glued is not None and glued.key is not None:
            parent = glued.key
        if parent is None:
            continue
        last = Zone(start, end, record_of(view.text[start:end], "town", parent), TOWN)
        yield last


def _renamed(view: View, around: Around, anchor: Anchor) -> Zone | None:
    """A town that the gazetteer has as one of another kind, in a county of the text: 乡 become 镇, 镇 become 街道."""
    for size in (3, 2):
        start = anchor.start - size
        stem = view.folded[start : anchor.start]
        codes = [code for kind in ("镇", "街道", "乡") for code in gazetteer_towns().get(stem + kind, ())]
        county = around.county([code for code in codes if code in around.known], start) if codes else None
        if county is not None and stem not in frequent_pairs() and not general().fullmatch(stem):
            return Zone(start, anchor.end, record_of(view.text[start : anchor.end], "town", county), TOWN)
    return None


def speciality_towns(view: View, around: Around) -> Iterator[Zone]:
    """The towns that the text names without their kind, before what is made there: 古镇灯饰产业集群."""
    for head in outermost(view.anchors("cluster_head")):
        if head.payload[0] not in ("cluster", "base"):
            continue
        low = max(view.sentence_at(head.start).start, head.start - _NEAR)
        blocks = [Span(place.start, place.end) for place in around.overlapping(low, head.start)]
        for piece in _PIECE.finditer(view.folded, low, head.start):
            start = last_edge(view.folded, piece.start(), piece.end(), blocks)
            town = _named_in_short(view, around, start, piece.end())
            if town is not None:
                yield town


def _named_in_short(view: View, around: Around, start: int, end: int) -> Zone | None:
    """The town of a county of the text that a piece of a list begins with, before an industry."""
    for size in (2, 3):
        name = view.folded[start : start + size]
        rest = view.folded[start + size : end]
        whole = view.folded[start + size - 1 : start + size + 1] not in frequent_pairs()  # 新|一代
        fits = whole and 1 < len(rest) < 9 and looks_industrial(rest)
        codes = [code for kind in ("镇", "街道") for code in gazetteer_towns().get(name + kind, ()) if fits]
        county = around.county(codes, start) if codes else None
        if county and name not in frequent_pairs() and not looks_industrial(name) and name not in forms():
            return Zone(start, start + size, record_of(view.text[start : start + size], "town", county), TOWN)
    return None


def greater_towns(view: View, around: Around) -> Iterator[Zone]:
    """The areas around a town that the text names by 大, by position."""
    for match in _GREATER.finditer(view.folded):
        counties = {code for ending in ("镇", "街道") for code in gazetteer_towns().get(match[1] + ending, ())}
        counties = {code for code in counties & around.known if not code.endswith("00")}
        parent = around.county(sorted(counties), match.start()) if counties else None
        if parent is not None:
            text = view.text[match.start() : match.end()]
            yield Zone(match.start(), match.end(), record_of(text, "zone", parent), GREATER)


def _opening_town(view: View, around: Around, anchor: Anchor) -> Zone | None:
    """A town that the gazetteer lacks, where it opens a clause of a text on its county: ;南塘镇的竹编…."""
    start = anchor.start - 2
    clause = view.clause_at(anchor.start).start
    if (
        start < clause
        or not _ITEM.fullmatch(view.folded, clause, start)
        or view.folded.startswith(_NO_TOWN, anchor.end)
    ):
        return None
    stem, county = view.folded[start : anchor.start], around.before(start)
    words = stem in frequent_pairs() or edges().search(stem) or general().search(stem) or looks_industrial(stem)
    if words or not _TOWN_STEM.fullmatch(stem):
        return None
    if county not in divisions() or divisions()[county].level != "district":
        return None
    return Zone(start, anchor.end, record_of(view.text[start : anchor.end], "town", county), TOWN)


def _unknown_town(view: View, around: Around, anchor: Anchor, last: Zone | None) -> Zone | None:
    """A town that the gazetteer lacks, right behind its county or behind another town in a list."""
    low = max(0, anchor.start - 5)
    place = next((p for p in reversed(around.overlapping(low, anchor.start)) if p.end <= anchor.start), None)
    start, parent = (place.end, place.key) if place is not None else (-1, None)
    if last is not None and low < last.end + 1 < anchor.start and view.folded[last.end] in "、和与":
        start, parent = last.end + 1, last.district.parent
    stem = view.folded[start : anchor.start] if start >= low else ""
    if parent is None or not _TOWN_STEM.fullmatch(stem) or edges().search(stem) or general().fullmatch(stem):
        return None
    around_it = divisions().get(parent)
    # A city that is named in full holds its towns, too, where the county is left out: 莆田市榕浦镇.
    city = around_it is not None and around_it.level == "city" and view.folded[start - 1] == "市"
    if around_it is None or not (around_it.level == "district" or (city and anchor.word != "乡")):
        return None
    return Zone(start, anchor.end, record_of(view.text[start : anchor.end], "town", parent), TOWN)
