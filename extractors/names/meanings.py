"""What a place, or a word that stands for places, means where the text names it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set

from ..records import District
from ..seeking import Seeker
from ..view import View
from .addresses import Group, division_of, finest
from .contexts import Contexts
from .firm_lexicon import alternatives, cues
from .gazetteer import district_of, divisions, lineage
from .place_roles import aside, is_institution, is_sited, leads, role, states, tells_of_itself

Mark = Group | re.Match[str]
"""A group of places, or a word that stands for places."""

# 全球某某市场规模: what is sold everywhere; 在泰国: 越南某某基地: whatever is there is in no place of China.
_EVERYWHERE = (
    r"(?P<market>(?:国内|我国|全国|全球|全世界|世界)(?!市场占)[^,。;占\d]{0,16}?"
    r"(?:市场(?:总?规模|需求量?|总?容量|均价)|需求[总量]+|消费量|均价))"
)
_ABROAD = (
    rf"(?P<abroad>(?:在|位于|地处)(?:{alternatives(cues('country'))})"
    r"(?![^,。;]{0,8}(?:市场|销|售|卖|订单|客户|份额|上市))"
    rf"|(?<![一-鿿—·-])(?:{alternatives(cues('country'))})[^,。;、\d]{{0,6}}(?:基地|工厂|园区|产线|生产线|分厂))"
)
STANDING_WORDS = Seeker(
    re.compile(
        rf"{_EVERYWHERE}|{_ABROAD}|"
        r"(?P<near>[该本此](?P<kind>[省市区县州盟旗镇乡])(?!级))|(?P<own>[全我](?P<own_kind>[省市区县州盟旗镇乡])(?!级)|(?<![一-鿿])(?P<in_kind>[省市区县州镇乡])里(?!面))"
        r"|这[个座片](?:[^,。;:在和与是]{0,14}的|[一-鿿]{0,4}?)(?P<this>地级市|县级市|[^,。;:的]?城市|[小县古山]城|[大小强]县|农业大?县|[小古重]镇|大省)"
        r"|(?P<zone>(?:(?<![一-鿿“])|该|本)园区(?=[内的里已有现共目新去今又,累引签集聚]))|(?P<country>我国|(?:全国|全球|全世界)(?!首[个家笔批条座次台套创]|唯一|最|第[一二三\d]|市占|[^,。;]{0,6}(?:占有率|份额|占比|布局)|领先|排名|前[列\d一二三四五十]))|(?P<pair>前者|后者)|(?P<several>[两三四五六七八九多]个?[省市区县州地镇](?![场值价]))"
    )
)
"""Words that stand for places: 该区, 全市, 园区, 全国, 后者, 三地, and what is told of no place."""

_THINGS = re.compile(
    r"(?:集群|产业|公司|企业|集团|项目|产品|行业|基金|工厂)(?:和|与|、|及|以及)[^,。;]{2,16}(?:集群|产业|公司|企业|集团|项目|产品|行业|基金|工厂)"
)


def _levels(kind: str) -> tuple[str, ...]:
    """The levels of the places that such a word stands for, whatever their names end with."""
    if kind in ("县级市", "县城"):
        return ("district",)
    if kind == "地级市":
        return ("city",)
    if kind.endswith(("城", "城市")):
        return ("district", "city")
    if kind.endswith(("镇", "乡")):
        return ("town",)
    return ("district",) if kind.endswith(("县", "旗")) else ("province",) if kind == "省" else ()


def is_above(above: Sequence[District], districts: Sequence[District]) -> bool:
    """Whether the one district of `above` holds all of `districts`, none of which is itself."""
    return (
        len(above) == 1 and bool(districts) and all(above[0].key in lineage(district.key)[1:] for district in districts)
    )


class Meanings:
    """What the marks of a text mean. `topic` is what the text speaks of there, `base` what its section is about."""

    def __init__(
        self, view: View, groups: Sequence[Group], known: dict[str, District], firms: Set[int], contexts: Contexts
    ) -> None:
        self._view = view
        self._groups = groups
        self._starts = [group.start for group in groups]
        self._known = known
        self._firms = firms
        self._contexts = contexts
        self._times = Counter(district.key for group in groups for district in group.districts)

    def districts(self, mark: Mark, topic: list[District], base: list[District]) -> list[District] | None:
        """The districts that a mark brings into force; None where it changes nothing."""
        if isinstance(mark, Group):
            return self._of_group(mark, topic, base)
        if mark["market"] or mark["abroad"]:
            return None if self._holds_place(mark) else []  # 德国某某安徽基地
        if mark["country"]:
            return [] if leads(self._view, mark.start()) else None  # 全国铁路, too, is of the whole country
        if aside(self._view, mark.start(), mark.end()):
            return None
        if mark["zone"]:
            return self._park(mark.start())
        if mark["several"]:
            return self._joint(mark.start(), topic if len(topic) == 1 else base)
        if mark["pair"]:
            peers = self._pair(mark.start()) if not self._pairs_things(mark.start()) else []
            return [peers[0 if mark["pair"] == "前者" else -1]] if peers else None
        found = self._standing_for(mark, topic, base)
        if found is None or (is_above([found], base) and not leads(self._view, mark.start())):
            return None
        return [found]

    def _holds_place(self, mark: re.Match[str]) -> bool:
        """Whether a place of China is named within a word."""
        return bisect_left(self._starts, mark.end()) > bisect_left(self._starts, mark.start())

    def spots(self, mark: Mark, topic: Sequence[District], base: Sequence[District]) -> list[District]:
        """The places of a group where things are told to be; empty where it is named in passing, or no group."""
        if not isinstance(mark, Group) or role(self._view, mark) == "aside" or self._is_origin(mark, base and topic):
            return []
        wide = is_above(mark.districts, base) and not states(self._view, mark)
        if wide or (is_above(mark.districts, topic) and not self._leads(mark)):
            return []
        if self._view.folded.startswith("方面", mark.end):
            return []
        return mark.address

    def is_within(self, group: Group, topic: Sequence[District], meant: Sequence[District], told: bool) -> bool:
        """Whether a sentence only goes to a spot of the place that the text speaks of: 乙镇的工业园里."""
        spot = told or not group.chained
        return spot and role(self._view, group) == "where" and is_above(topic, meant)

    def _park(self, offset: int) -> list[District] | None:
        """The zone that 园区 stands for: the one named last before it, where that has figures of its own."""
        last = bisect_left(self._starts, offset)
        for group in reversed(self._groups[max(0, last - 6) : last]):
            zones = [district for district in group.districts if district.level == "zone"]
            if zones:
                told = len(zones) == 1 and not is_institution(zones[0])
                return zones if told and self._times[zones[0].key] > 1 else None
        return None

    def _of_group(self, group: Group, topic: list[District], base: list[District]) -> list[District] | None:
        does = role(self._view, group)
        if does == "aside":
            return None
        section = self._contexts.section(group.start)
        if self._is_origin(group, base and topic):
            return None
        in_county = len(topic) == 1 and topic[0].level == "district" and all(map(is_institution, group.districts))
        if does == "where" and is_sited(self._view, group):
            return finest(group.address)
        if does == "where" and (self._is_part_told(group) or tells_of_itself(self._view, group)):
            return group.districts
        if does == "where" or in_county:  # a park has no figures of its own in a text on its county
            return None if is_above(section, group.districts) else self._around(group, topic)
        if len(group.districts) > 1 and (shared := self._chained_under(group)) is not None:
            return [shared]
        if len(group.districts) > 1:
            held = (around for around in (topic, base) if is_above(around, group.districts))
            whole = next(held, base if base and base[0] in group.districts else group.districts)
            return (
                group.districts if whole[0].level == "province" else whole
            )  # what several cities do is not told of it
        if self._view.folded.startswith("方面", group.end):
            return [self._nearest_in(group)]
        if is_above(group.districts, base) and not states(self._view, group):
            return None
        if is_above(group.districts, topic) and not self._leads(group):
            return None
        return group.districts

    def _is_part_told(self, group: Group) -> bool:
        """Whether a text on a county turns to one of its towns or zones, which opens its clause: 丁镇的招牌是竹编."""
        main = self._contexts.main
        if main is None or main.level != "district" or len(group.districts) != 1 or not leads(self._view, group.start):
            return False
        return main.key in lineage(group.districts[0].key)[1:] and not is_institution(group.districts[0])

    def _is_origin(self, group: Group, base: Sequence[District]) -> bool:
        """Whether a place far from the one the text is about only says where a firm comes from: 乙市的某某科技."""
        owned = group.end + self._view.folded.startswith("的", group.end)
        if len(base) != 1 or owned not in self._firms:
            return False
        own = lineage(base[0].key)
        if any(district.key in own for district in group.districts):
            return False
        near = own if len(own) == 2 and base[0].level != "city" else own[:-1] or own  # what lies in one city is near
        return not any(key in near for district in group.districts for key in lineage(district.key))

    def _leads(self, group: Group) -> bool:
        """Whether a wider place opens its clause, and does not only say where the firm behind it comes from."""
        return group.end not in self._firms and leads(self._view, group.start)

    def _chained_under(self, group: Group) -> District | None:
        """The city that the text names right before two of its counties: 甲市乙县、丙区."""
        above = {lineage(district.key)[1] if len(lineage(district.key)) > 1 else "" for district in group.districts}
        key = next(iter(above))
        inside = group.chained and len(above) == 1 and key in divisions() and divisions()[key].level == "city"
        return self._known.get(key) if inside else None

    def _nearest_in(self, group: Group) -> District:
        """The district last named that lies in a place: 乙市方面 speaks for the one of its districts at hand."""
        last = bisect_left(self._starts, group.start)
        for before in reversed(self._groups[max(0, last - 12) : last]):
            for district in before.districts:
                if group.districts[0].key in lineage(district.key)[1:]:
                    return district
        return group.districts[0]

    def _around(self, group: Group, topic: list[District]) -> list[District] | None:
        """The division that a park or town stands in; the topic where that is finer, or no other is known."""
        found = {division_of(district) for district in group.districts}
        key = next(iter(found))
        held = any(key in lineage(district.key) for district in topic)
        if len(found) != 1 or key not in divisions() or (held and len(topic) == 1):
            return None
        if all(map(is_institution, group.districts)):
            return None if topic and divisions()[key].level != "district" else [district_of(key)]
        return [district_of(key)] if topic or group.chained else group.districts

    def _joint(self, start: int, base: list[District]) -> list[District]:
        """What 三地 speaks of behind their list: the section's district if they all lie in it."""
        index = bisect_left(self._starts, start) - 1
        peers = self._groups[index].districts if index >= 0 and start - self._groups[index].end < 8 else []
        return base if peers and is_above(base, peers) else []

    def _pairs_things(self, offset: int) -> bool:
        """Whether 前者 and 后者 stand for two industries or bodies: 甲集群和乙集群都在这里,前者…."""
        start = max(self._view.block_at(offset).start, offset - 60)
        return _THINGS.search(self._view.folded, start, offset) is not None

    def _pair(self, offset: int) -> list[District]:
        """The two districts last named together before `offset`."""
        last = bisect_left(self._starts, offset)
        told = [group for group in self._groups[max(0, last - 6) : last] if role(self._view, group) != "aside"]
        for group in reversed(told):
            if len(group.districts) == 2 and offset - group.end < 160:
                return group.districts
        singles = [group.districts[0] for group in told[-2:] if len(group.districts) == 1]
        return singles if len(singles) == 2 else []

    def _standing_for(self, word: re.Match[str], topic: list[District], base: list[District]) -> District | None:
        """What 该区, 全市 stand for: the nearest, or the section's own, district of that kind."""
        kind = word["kind"] or word["own_kind"] or word["in_kind"] or word["this"]
        last = bisect_left(self._starts, word.start())
        near = [d for group in reversed(self._groups[max(0, last - 12) : last]) for d in group.districts]
        main = [self._contexts.main] if self._contexts.main else []
        order = [*topic, *near] if word["near"] or word["this"] else [*topic, *base, *main, *near]
        return next((found for district in order if (found := self._of_kind(district, kind))), None)

    def _of_kind(self, district: District, kind: str) -> District | None:
        """The district itself or what it lies in, of the kind that a word like 全市 asks for."""
        for key in lineage(district.key):
            known = self._known.get(key) or (district_of(key) if key in divisions() else None)
            if known is None:
                continue
            name = divisions()[key].name if key in divisions() else known.name
            if name.endswith(kind) or known.level in _levels(kind):
                return known
        return None
