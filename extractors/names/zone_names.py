"""Zones by their full names: what is proper before 开发区, 高新区, 工业园 and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..records import District
from ..rules import rule
from ..scan import Anchor
from ..view import View
from .around import Around, Zone, city_of, edges, general, record_of
from .gazetteer import forms
from .gazetteer import towns as gazetteer_towns
from .industry_words import is_generic, is_trade
from .spotting import Mark, frequent_pairs, frequent_verbs
from .zone_forms import COMMITTEE, contracted

ZONE = rule(
    "district.zone",
    "A proper name before 开发区, 高新区, 工业园 or the like is a zone; general words before it are not.",
    reads=(
        "项目落户⟦松江经济技术开发区⟧。",
        "记者在九江市⟦共青城高新区⟧采访。",
        "包头市发布消息,⟦稀土高新区⟧的企业增多。",
        "苏州市推进⟦昆山—太仓产业园⟧建设。",
        "中国(广西)自由贸易试验区⟦钦州港片区⟧揭牌。",
        "松江区发布消息。⟦东岚桥商务区⟧去年新增企业。",
        "昌平区发布消息。⟦未来科学城⟧聚集了企业。",
        "宿迁市的⟦常州·宿迁家居产业园⟧产值增长。",
        "昌平区发布消息。⟦清岭智造小镇⟧管委会介绍了情况。",
        "盐城市的⟦盐城纺织工业城（开发区）⟧扩产。",
        "盐城市有盐田。⟦清泉工业园⟧入驻企业9家。",
        "盐城市有盐田。公司搬进高新区⟦云汐科技城⟧办公。",
        "云锦机械在⟦松江高新区⟧设立全资子公司。",
        "公司与盐城市⟦大丰经开区⟧管委会签约。",
        "盐城市招商。\n——⟦盐都产业园⟧:企业9家。",
    ),
    leaves=(
        "某某汽车襄阳产业园投产。",
        "松江高新区建设投资有限公司成立。",
        "松江区招商手册\n园区引进企业9家。",
        "各类开发区和高新区加快建设。",
        "全省国家级经济技术开发区达到12家。",
        "该工业园区已经建成。",
        "盐城市发布消息。周边工业园区入驻企业9家。",
    ),
)

_WINDOW = 16
_NOT_ZONE = re.compile(
    r"\d\.\d(?![\d个%‰万亿])|(?![去今前]年|新增|[已现]有?|引进|集聚|新?设立?|成立|注册|组建|创[办立]|登记|投资[设成]|[与和跟同在为内里])[^,。;、的\n]{0,6}?(?:有限公司|股份|集团|公司|控股)|[级型化式线]|建设[的和]|委员会(?=主任)|(?<=新城)区"
)
_LOCATED = re.compile(r"(?:在|位于|地处|坐落|落户|入驻|走进|来到|布局|[到至、和与于])[“\"「]?$")
_ABROAD = re.compile(r"中[新德意法日韩欧俄白马巴泰印荷瑞以英美加澳]$")
_PREDICATE = re.compile(r"[是为成]$")
_NEW_TOWN = re.compile(r"(?:科技城|科学城|高铁|[东西南北中]部|空港|临港|滨海|滨江|滨湖|城[东西南北])")
_HAN = re.compile(r"[0-9a-z㐀-鿿·()—-]*\Z")  # $ would pass over the line's end
_BRACKET = re.compile(r"\(([^()]*)\)|[()]")
# The second of two places that share a zone: 甲|—乙.
_OTHER = re.compile(r"(?:——?|-|·)[㐀-鿿]{2}")
# 甲工业城(开发区): of which kind it is, in brackets
_KIND = re.compile(
    r"\((?:国家级|省级|自治区级)?(?:经济技术|高新技术产业|经济|产业|工业)?(?:开发区|园区|工业园|集聚区|高新区|经开区|保税区)\)"
)
# 落户高新区|某某科学城: a zone that is called by its kind alone, and the name of what lies in it
_BARE_OUTER = re.compile(
    r"(?:经济技术开发|高新技术产业开发|高新技术|高新|经开|经济开发|开发|保税|综保|自贸)区(?=[一-鿿]{2})"
)
_LANDFORMS = frozenset("山峰岭岗坡坪坝原川河溪泉湖塘潭沟湾滩洲岛口渡桥路井庄屯堡寨营集铺关")
"""What the names of villages and sites end with."""
_PART = "片区"
"""The part of a free trade zone, which is named by it alone (中国(广西)自贸试验区|钦州港片区)."""
_RUN = re.compile(COMMITTEE)
_SITES = ("临港", "临空", "空港", "滨海", "滨江", "滨湖", "沿江", "沿海")
"""Sites that a zone of a city is called after, which are words before most other nouns."""
_OF_TRADES = ("高新区", "经开区", "开发区")
# 某某商务区|去年新增: what is told of a zone right behind its name
_TOLD = re.compile(
    r"[去今前][年]|[已现]|集聚|聚集|新增|入驻|引进|实现|累计|拥有|20\d\d年|[\d一]{1,2}(?:月|季度|[—-])|[上下]半年|前[一二三四五六七八九\d]"
)


def longest(anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """The endings that lie in no longer one; of a chain of them (科学城新区) the last."""
    for index, anchor in enumerate(anchors):
        rest = anchors[index + 1 : index + 6]
        before = anchors[max(0, index - 5) : index]
        if any(
            other.start <= anchor.start and other.end >= anchor.end and other != anchor for other in (*before, *rest)
        ):
            continue
        if any(other.start == anchor.end for other in rest):
            continue
        yield anchor


def full_names(view: View, marks: Sequence[Mark], around: Around, settled: dict[int, District]) -> Iterator[Zone]:
    """The zones named in full, by position; `settled` are the towns by where they end."""
    endings = view.anchors("zone_ending")
    forms_of = {mark.end for mark in marks if mark.sort == "full"}  # 浦东新区, though not spoken of
    before: dict[int, District] = {}  # the zone before: 甲市高新区乙科技园
    last: Zone | None = None
    for anchor in longest(endings):
        if _NOT_ZONE.match(view.folded, anchor.end):
            continue
        if anchor.end in forms_of or any(
            mark.end >= anchor.end for mark in around.overlapping(anchor.start, anchor.end)
        ):
            continue  # 浦东新区, 雄安新区 are divisions
        zone = _zone(view, around, anchor, {**_near(settled, anchor.start), **before})
        if zone is not None:
            if last is not None and not (anchor.word == _PART and last.end == zone.start):
                yield last
            last, before = zone, {zone.end: zone.district}
    if last is not None:
        yield last


def _near(settled: dict[int, District], offset: int) -> dict[int, District]:
    """The towns that end so near before `offset` that a zone's name may begin behind them."""
    return {end: settled[end] for end in range(offset - _WINDOW, offset + 1) if end in settled}


def _zone(view: View, around: Around, anchor: Anchor, settled: dict[int, District]) -> Zone | None:
    """The zone whose ending is `anchor`, if a proper name stands before it."""
    start = _left_edge(view, around, anchor.start)
    town = max((end for end in settled if start < end <= anchor.start), default=start)
    outer = settled.get(town)
    bare = _BARE_OUTER.search(view.folded, max(0, start - 6), anchor.start) if outer is None else None
    if bare is not None:
        town = max(start, bare.end())
    if anchor.word == _PART and not (outer and outer.name.endswith(("试验区", "試驗區", "自贸区", "自貿區"))):
        return None
    parent = outer.parent if outer else None  # a town has no row of the gazetteer to lie under
    start = town
    inside = around.overlapping(start, anchor.start)
    if _is_of_two(view.folded, inside, start, anchor.start):
        record = record_of(view.text[start : anchor.end], "zone", inside[-1].key)  # the second has it on its ground
        return Zone(start, anchor.end, record, ZONE, contracted(view.folded[start : anchor.end]), anchor.end - start)
    named = bool(inside) or parent is not None
    passed = _past_outer(view, anchor, inside, start, parent)
    if passed is None:
        return None
    inside, start, parent = passed
    if not inside and parent is None:
        start = _after_words(view.folded, start, anchor)
    stem = view.folded[start : anchor.start]
    if not _is_name(view, anchor, start, stem, bool(inside), named):
        return None
    if parent is None:
        parent = inside[-1].key if inside else _of_town(around, stem, start) or around.holding(start)
        if parent is not None and not inside and (bare is not None or _beside_county(view, around, anchor.end)):
            parent = city_of(parent)
    head = max((place.end for place in inside), default=start)
    core = contracted(view.folded[head : anchor.end])
    kind = _KIND.match(view.folded, anchor.end)
    end = kind.end() if kind is not None else anchor.end
    return Zone(start, end, record_of(view.text[start:end], "zone", parent), ZONE, core, anchor.end - head)


def _beside_county(view: View, around: Around, end: int) -> bool:
    """Whether a county is listed right behind a zone, so that the zone lies in no other: 某某开发区、乙县."""
    return view.folded[end : end + 1] in ("、", "和", "与", "及") and any(
        place.start == end + 1 for place in around.overlapping(end + 1, end + 2)
    )


def _of_town(around: Around, stem: str, start: int) -> str | None:
    """The county, named in the article, of the town that a zone is called after: 瑶塘|工业区."""
    if not 2 <= len(stem) <= 3:
        return None
    codes = {code for kind in ("镇", "街道", "乡") for code in gazetteer_towns().get(stem + kind, ())}
    return around.county(sorted(codes & around.known), start)


def _past_outer(
    view: View, anchor: Anchor, inside: list[Mark], start: int, parent: str | None
) -> tuple[list[Mark], int, str | None] | None:
    """The places in a zone's name, where it begins behind those it lies in, and the last of these; None for a firm's.

    江苏省盐城市|大丰经济开发区, but 盐城|高新区 as one.
    """
    while inside:
        place = inside[0]
        if place.start > start:
            break
        if anchor.payload[0] == "weak" and place.end == anchor.start and not heads(view, start):
            return None  # 某汽车襄阳产业园
        if len(inside) == 1 and len(proper(view.folded[place.end : anchor.start])) < 2:
            break
        parent, start = place.key, place.end
        inside = inside[1:]
    return inside, start, parent


def _is_of_two(folded: str, inside: Sequence[Mark], start: int, end: int) -> bool:
    """Whether a zone is named after two places that share it, the other known or not: 甲—乙产业园, 甲市·丙产业园."""
    if not inside or inside[0].start != start:
        return False
    last = inside[0] if len(inside) < 2 or inside[1].start > inside[0].end else inside[1]
    return _OTHER.match(folded, last.end, end) is not None


def _after_words(folded: str, start: int, anchor: Anchor) -> int:
    """Where a name can begin: behind verbs (制定|自贸试验区), and behind other words unless they are all there is."""
    while not _is_new_town(folded[start : anchor.start], anchor.word):
        word = folded[start : min(start + 2, anchor.start)]
        if word not in frequent_verbs() and (word not in frequent_pairs() or anchor.start - start <= 3):
            break  # 石门|口 is one name
        start += 2
    return start


_EPITHETS = ("中国", "世界", "全球", "亚洲", "东方", "北方", "南方", "西部")
"""What the quoted epithets of places begin with."""


def _is_name(view: View, anchor: Anchor, start: int, stem: str, holds_place: bool, named: bool) -> bool:
    """Whether a stem makes the name of a zone: a place in it or right before it, or something that is no common word.

    The weaker endings (产业园, 小镇) need a place, a word that says where, or the body that runs a zone behind them.
    """
    if (stem + anchor.word).startswith(("未来科技城", "未来科学城")) and heads(view, start):
        return True  # what several cities have
    if view.folded[start - 1 : start] in ("“", "「") and stem.startswith(_EPITHETS):
        return False  # “中国童车之都”甲市
    if not stem or len(stem) > 14 or stem.endswith("跨境电商") or ("—" in stem and not holds_place):
        return False
    if holds_place or _is_new_town(stem, anchor.word) or _ABROAD.fullmatch(stem):
        return True
    if anchor.word in _OF_TRADES and heads(view, start) and is_trade(stem) and not is_generic(stem):
        return True  # 稀土高新区
    if stem in _SITES and anchor.word.endswith("开发区") and heads(view, start):
        return True
    own = proper(stem)
    if anchor.payload[0] == "strong" and len(stem) == 2 and stem[1] in _LANDFORMS and heads(view, start):
        return not general().fullmatch(stem)  # 清泉工业园: a word, but a place's
    if len(own) < 2 or _PREDICATE.search(view.folded, max(0, start - 2), start):
        return False
    if anchor.word in ("新城", "新区") and heads(view, start) and own == stem and stem not in frequent_pairs():
        return 2 <= len(stem) <= 3  # 滨河新城, 柳东新区
    located = _LOCATED.search(view.folded, max(0, start - 4), start)
    told = len(anchor.word) > 2 and heads(view, start) and _TOLD.match(view.folded, anchor.end)
    if anchor.payload[0] != "weak" or named or _RUN.match(view.folded, anchor.end):
        return True
    return bool(len(stem) <= 6 and (told or (located and own == stem)))


def proper(stem: str) -> str:
    """What is left of a zone's stem without the words that only describe; 大 and 新 begin names of two characters."""
    left = general().sub("", stem)
    return stem if len(stem) == 2 and len(left) == 1 and stem not in frequent_pairs() else left


def _is_new_town(stem: str, ending: str) -> bool:
    """东部新区, 高铁新城: what describes a new town by its site is its name."""
    return ending in ("新区", "新城") and bool(_NEW_TOWN.fullmatch(stem))


def _left_edge(view: View, around: Around, end: int) -> int:
    """Where the name of a zone begins that has its ending at `end`: behind a mark, or a word that names never hold."""
    low = max(view.clause_at(end - 1).start, end - _WINDOW)
    han = _HAN.search(view.folded, low, end)
    start = han.start() if han else end
    places = around.overlapping(start, end)
    for edge in edges().finditer(view.folded, start, end):
        if not any(place.start <= edge.start() < place.end for place in places):
            start = edge.end()
    for bracket in _BRACKET.finditer(view.folded, start, end):  # 中德(沈阳)产业园, but not (二)园区
        if not bracket[1] or bracket[1] not in forms():
            start = bracket.end()
    first = next((place for place in places if place.end > start), None)
    if first is not None and first.start < start:
        start = first.start
    if first is None or first.start <= start:
        return start
    # 制定|合肥滨湖科学城, but 中新天津生态城, 紫云山(包河)产业园
    kept = _ABROAD.match(view.folded, start, first.start) or view.folded[first.start - 1] == "("
    return start if kept else first.start


# 搬进|高新区: what is done with a place.
_MOVED = re.compile(r"(?:搬[进到入]|迁[进到入至]|落户|入驻|进驻|走进|来到|扎根|布局)$")


def heads(view: View, offset: int) -> bool:
    """Whether a phrase begins at `offset`: behind a mark or a preposition, not behind a word that describes it."""
    before = view.folded[max(0, offset - 3) : offset]
    return (
        not before
        or before == "所在的"
        or _MOVED.search(before) is not None
        or bool(re.search(r"[\s,、。:;!?(【“”\"'‘—●◆■▲▍★·和与及在到由从以将把向为据]$", before))
    )
