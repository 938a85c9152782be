"""The place that the text gives a firm at one of its mentions: where it is at home, settles, invests or has works."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from ..rules import rule
from ..view import Span, View
from .firm_acts import PARTNER
from .firms import FirmMention
from .homes import Group, Home, Homes, Strength, clip, finest, lies_in, without_parts
from .places import Place

FIRM_HOME = rule(
    "link.firm_home",
    "A firm belongs to the place that its sentence or section speaks of, unless it only invests, buys or advises.",
    reads=("南康区集聚了⟦格力电器⟧等企业。",),
    leaves=("本轮融资由高瓴创投领投。",),
)

_FINANCING = re.compile(
    r"领投|跟投|融资(?!成本|租赁|担保|平台|难|需求|渠道|环境|服务|贵)|轮投资|认购|战略投资|增资|入股|[A-F]\+*轮|投资方|基石投资"
    r"|拿[了过到][^,。;]{0,16}?(?:[亿万]美?元|的钱|轮)"
)
_OUTSIDE = re.compile(
    r"客户(?!中心|端)|供应商(?:包括|为|有)|股东|导入|供货|定点|(?<!产业链)供应链|保荐|承销|财务顾问|法律顾问|律师|会计师|评级|研报|分析师|竞争对手|对标|同行|持股|控股方|收购方"
    r"|下了?订单|下单|采购商|目标企业|锁定了?|瞄准了?|洽谈"
)
_EXPERT = re.compile(r"^[^,。;、]{0,14}(?:教授|研究员|分析师|所长|院长|院士|专家|首席|秘书长|会长)[^,。;、]{0,5}")
_SITE = re.compile(
    r"^[^,。;:、的]{0,12}?(?:工厂|超级工厂|基地|厂区|厂|项目|分公司|子公司|公司|总部|产线|生产线|园区|产业园|研发中心|中心|数据中心|工程|二期|三期|一期|电站|机组)"
)
_SEATED = re.compile(
    r"^[^,。;、]{0,16}?(?:落户|落地|入驻|进驻|落子|扎根|定居|位于|坐落于?|地处|注册于|注册在|注册地(?:为|在|是)|总部(?:位于|设在|设于|在|迁至|落户)"
    r"|选址|布局在|设在|设于|迁至|挤满|扎堆|(?:聚集|集聚|分布|汇聚|云集)在|搬到|搬进|搬入|迁入|建在|落在|落于|总部(?:就|都|也|均)在)(?:在|于|到|至|了)?[^,。;、]{0,4}$"
)
# 甲在某地。 甲在某地累计投资…: the place of what the firm does.
_THERE = re.compile(r"(?:就|都|也|均|已|还)?在")
_DOES = re.compile(
    r"[,。;!?]|(?:累计|陆续|先后|已|新|共)?(?:投资|投建|建有|建成|建设|设有|设立|拥有|布局|生产|运营|开工|投产|落)"
)
# A further seat of the subject: 另在某地设有基地.
_FURTHER = re.compile(r"(?:另|还|同时|并|又)在$")
_WORKS = re.compile(r"[^,。;]{0,14}?(?:工厂|基地|厂区|产线|生产线|总部|中心|车间|公司)")
_LOCATED = re.compile(r"(?:位于|坐落于|坐落在|地处)$")
# 以甲镇为主的集群: where a cluster's weight lies, not where each of its firms is.
_WEIGHT = re.compile(r"以[^,。;]{0,20}$")
_WEIGHING = re.compile(r"等?[^,。;以]{0,4}为(?:主|核心|中心|重点|龙头|引领|依托|载体)")
# 从某地迁来, 来自某地, 运往某地, 距某地: where something comes from or goes to.
_AWAY = re.compile(
    r"(?:从|来自|源自|运往|发往|开往|出口到|出口至|销往|卖到|远销|抵达|赴|前往|奔赴|距|距离|毗邻|紧邻|邻近|对口)$"
)
_THIS = re.compile(r"\s*(?:这家|该)[^,。;]{0,14}?(?:企业|公司|集团)")
_INVESTS = re.compile(r"[^,。;]{0,4}?(?:投建|投资|建设|新建|设立|设|兴建|布局)")
_PEER = re.compile(r"(?:[、和与及]|以及)")
_ELIDED = re.compile(
    r"[^。;]{0,30},(?:公司|企业)?(?:总部|注册地)(?:现)?(?:位于|设在|设于|坐落于|坐落在|落在|落户|在|为)"
)
_IS = re.compile(r"(?:为代表的[^,。;、]{0,10})?[是为系]")
_MEMBER = re.compile(r"[^,。;]{0,24}(?:企业|公司|龙头|链主|纳税大户)")
_BROUGHT = re.compile(r"(?:引进|引入|引来|招引|迎来|吸引|携手|联合|对接|牵手|来自|赴|前往|考察|走访)[^,。;]{0,6}$")
_COMPANY = re.compile(
    r"(?:公司|集团|该企业|这家企业)(?:的)?(?:总部|注册地|注册地址)?(?:现)?(?:位于|设在|设于|坐落于|坐落在|落户|注册于|注册在|地处|为|在)"
)
_EVENT = re.compile(
    r"融资|[A-F]\+*轮|年报|财报|年度报告|半年报|季报|业绩|净利|营收|上市|IPO|招股|回购|并购|收购|增发|定增|分红|募资"
)

# At a fair firms come from everywhere; a digest of news tells of one place after the other.
_FAIR = re.compile("博会|展览会|交易会|展会|广交会|订货会")
_DIGEST = re.compile(r"快报|简讯|周报|要闻|速览|早报|盘点|一周|VOL|第\d+[期版]")
_LIST = 20
"""How many members of a list of firms are passed over."""


class FirmHomes:
    """The homes of an article's firms."""

    def __init__(self, view: View, places: Sequence[Place], firms: Sequence[FirmMention]) -> None:
        self.view, self.folded, self.firms = view, view.folded, firms
        ends = {mention.end for mention in firms}
        self.addresses = Homes(view, places, whole=True)
        self.ends = {mention.start: mention.end for mention in firms}
        outer = [place for place in places if place.start not in ends and not self.passing(place)]
        standing = [place for place in places if not self.passing(place)]
        self.all_homes = Homes(view, standing, owners=("district", "city"))
        self.homes = Homes(view, without_parts(view, outer), owners=("district", "city"))
        self.of_company = self._of_company()
        self._scattered = self._is_scattered()

    def _of_company(self) -> bool:
        """Whether the article is the news of one firm: its title names one and no place, or it begins with it."""
        for block in self.view.blocks:
            firms = [mention for mention in self.firms if block.start <= mention.start < block.end]
            places = self.homes.groups_in(block.start, block.end)
            if block.kind == "title":
                if firms or places:
                    event = _EVENT.search(self.folded, block.start, block.end)
                    return bool(firms) and (not places or (event is not None and firms[0].start < places[0].start))
            elif block.kind == "paragraph":
                if not firms or (places and places[0].start < firms[0].start):
                    return False
                named = sum(mention.firm.key == firms[0].firm.key for mention in self.firms)
                return named > 2 and named * 3 > len(self.firms)
        return False

    def _is_scattered(self) -> bool:
        """Whether the firms of the article have no place in common: it tells of a fair, or is a digest."""
        opening = next(iter(self.view.blocks), None)
        titles = [block for block in self.view.blocks if block.kind == "title"]
        fair = any(_FAIR.search(self.folded, block.start, block.end) for block in titles[:1])
        if fair or opening is None or self.all_homes.groups_in(opening.start, opening.end):
            return fair
        return _DIGEST.search(self.folded, opening.start, opening.end) is not None

    def sentence(self, mention: FirmMention) -> Span:
        """The sentence of a mention, as far as it is looked through."""
        return clip(self.view.sentence_at(mention.start), mention.start)

    def clause(self, mention: FirmMention) -> Span:
        """The clause of a mention, as far as it is looked through."""
        return clip(self.view.clause_at(mention.start), mention.start)

    def _daughter(self, group: Group) -> bool:
        """Whether the sentence goes on to a subsidiary, whose the works may be."""
        return "子公司" in self.folded[group.end : self.view.sentence_at(group.end).end]

    def passing(self, place: Place) -> bool:
        """Whether a place tells where another firm or a cluster's weight lies, or what comes from there."""
        start, end = place.start, place.end
        if _WEIGHT.search(self.folded, max(0, start - 24), start) and _WEIGHING.match(self.folded, end, end + 30):
            return True
        return _AWAY.search(self.folded, max(0, start - 6), start) is not None

    @cached_property
    def _lists(self) -> dict[int, tuple[int, int, int]]:
        """For each mention by its start: its place in its list of firms, how many that has, and where it ends."""
        found: dict[int, tuple[int, int, int]] = {}
        for mention in sorted(self.firms, key=lambda mention: mention.start):
            if mention.start in found:
                continue
            starts, end = [mention.start], mention.end
            while len(starts) < _LIST and (peer := _PEER.match(self.folded, end, end + 3)):
                following = (peer.end() + size for size in (0, 2, 3))  # 江苏|某某科技
                start = next((start for start in following if start in self.ends), None)
                if start is None:
                    break
                starts.append(start)
                end = self.ends[start]
            found |= {start: (at, len(starts), end) for at, start in enumerate(starts)}
        return found

    def list_of(self, mention: FirmMention) -> tuple[int, int, int]:
        """A firm's place in the list of firms that it is a member of, how many that has, and where it ends."""
        return self._lists[mention.start]

    def list_end(self, mention: FirmMention) -> int:
        """Where the list of firms ends that a mention is a member of."""
        return self._lists[mention.start][2]

    def seats_of_company(self) -> list[Home]:
        """In the news of one firm, 公司 and its 总部 are that firm's (公司总部位于…)."""
        if not self.of_company:
            return []
        said = [
            Home(group.places, Strength.PHRASE)
            for said in _COMPANY.finditer(self.folded)
            for group in self.addresses.groups_in(said.end(), said.end() + 6)
            if group.start - said.end() <= 1
        ]
        works = [
            Home(group.places, Strength.PHRASE)
            for group in self.addresses.groups
            if _LOCATED.search(self.folded, max(0, group.start - 3), group.start)
            and self.folded.startswith("的", group.end)
            and _WORKS.match(self.folded, group.end + 1, group.end + 24)
            and not self._daughter(group)
        ]
        return said + works

    def only_named(self, mention: FirmMention) -> bool:
        """Whether the firm stands there as an investor, customer, adviser or source, not as one of the place's."""
        if mention.rule == PARTNER:
            return True
        sentence = self.sentence(mention)
        clause = self.clause(mention)
        opening = clip(self.view.clause_at(sentence.start), sentence.start)
        outside = (_OUTSIDE.search(self.folded, *span) for span in (clause, opening))
        if any(found and not self._supplies(mention, found.start()) for found in outside):
            return True
        if _EXPERT.match(self.folded[mention.end : mention.end + 24]) and mention.firm.kind == "institute":
            return True
        if not _FINANCING.search(self.folded, sentence.start, sentence.end):
            return False
        return not self._places_between(sentence.start, mention.start)

    def _supplies(self, mention: FirmMention, offset: int) -> bool:
        """Whether it is this firm that supplies others (甲、乙均为丙供货), not one that is supplied."""
        return self.folded.startswith("供货", offset) and "为" in self.folded[mention.end : offset]

    def _places_between(self, start: int, end: int) -> bool:
        return bool(self.homes.groups_in(start, end))

    def at(self, mention: FirmMention) -> Home | None:
        """The home that the text gives the firm at this mention."""
        sentence, clause = self.sentence(mention), self.clause(mention)
        row = self._row(mention)
        if row is not None:
            return row if row.places else None
        fine = self.all_homes.before(mention.start)
        home = finest(self.homes.before(mention.start), fine)
        if self._elsewhere(fine, home):
            home = fine
        own = self._site(mention) or self._seat(mention, sentence) or self._owner(mention, clause)
        inside = (
            home.strength >= Strength.HEADING
            and own is not None
            and all(any(lies_in(inner.district, outer.district) for outer in own.places) for inner in home.places)
        )
        if own is not None and not inside:
            return own
        if self.of_company and home.strength < Strength.CLAUSE:
            return None
        if self._scattered and home.strength is Strength.ARTICLE:
            return None
        if home.strength < Strength.CLAUSE:
            home = self.homes.only_part(home, mention.start)
        if home.strength is Strength.ARTICLE and any(place.district.level == "province" for place in home.places):
            return None
        return self._finer(home, mention.start) if home.places else None

    @staticmethod
    def _elsewhere(fine: Home, home: Home) -> bool:
        """Whether the text last spoke of a park or town that lies in no place of the wider home."""
        return (
            home.strength <= Strength.ARTICLE
            and fine.strength >= Strength.PARAGRAPH
            and not any(lies_in(inner.district, outer.district) for inner in fine.places for outer in home.places)
        )

    def _finer(self, home: Home, offset: int) -> Home:
        """The place that the paragraph or section is about, where the sentence only names what that lies in."""
        around = self.homes.around(offset)
        finer = around.places and all(
            any(lies_in(inner.district, outer.district) for outer in home.places) for inner in around.places
        )
        return around if finer and around.strength >= Strength.HEADING else home

    def _row(self, mention: FirmMention) -> Home | None:
        """The place in the same row of a table; in a row without one, that of the heading or the article."""
        block = self.view.block_at(mention.start)
        at = bisect_right(block.rows, mention.start, key=lambda row: row[0].start if row else 0) - 1
        for row in block.rows[at : at + 1] if at >= 0 else ():
            if row and row[0].start <= mention.start < row[-1].end:
                for homes in (self.homes, self.all_homes):
                    groups = homes.groups_in(row[0].start, row[-1].end)
                    groups = [group for group in groups if not mention.start <= group.start < mention.end]
                    if groups:
                        return Home(groups[0].places, Strength.PHRASE)
                return self.homes.heading(mention.start) or self.homes.article
        return None

    def _site(self, mention: FirmMention) -> Home | None:
        """The place between a firm's name and the works it has there (某某汽车渝北工厂)."""
        end = self.list_end(mention)
        for group in self.all_homes.groups_in(end, end + 3):
            gap = self.folded[end : group.start]
            if gap in ("", "在", "(", "·", "的") and _SITE.match(self.folded[group.end : group.end + 16]):
                return Home(group.places, Strength.PHRASE)
        return None

    def _seat(self, mention: FirmMention, sentence: Span) -> Home | None:
        """The place that the firm, or the list it is a member of, is said to lie in, settle in or be registered in."""
        end = self.list_end(mention)
        found: list[Place] = []
        for group in self.addresses.groups_in(end, min(sentence.end, end + 60)):
            between = self.folded[end : group.start]
            if found:
                if _FURTHER.search(between) and _WORKS.match(self.folded, group.end, group.end + 24):
                    found += group.places
            elif self._is_seat(between, group):
                found += group.places
        if not found and (settled := self._of_this(sentence)) is not None:
            found += settled.places
        return Home(tuple(found), Strength.PHRASE) if found else None

    def _of_this(self, sentence: Span) -> Group | None:
        """The place where the next sentence says that this firm (这家企业) settles."""
        this = _THIS.match(self.folded, sentence.end)
        if this is None:
            return None
        after = self.view.sentence_at(this.end())
        for group in self.addresses.groups_in(this.end(), min(after.end, this.end() + 24)):
            settles = _SEATED.match(self.folded[this.end() : group.start])
            if settles or _INVESTS.match(self.folded, group.end):
                return group
        return None

    def _is_seat(self, between: str, group: Group) -> bool:
        """Whether the words between a firm and a place say that the firm is there."""
        if _ELIDED.fullmatch(between) or _SEATED.match(between):
            return True
        if _IS.fullmatch(between):
            return _MEMBER.match(self.folded, group.end, group.end + 30) is not None
        return bool(_THERE.fullmatch(between) and _DOES.match(self.folded, group.end))

    def _owner(self, mention: FirmMention, clause: Span) -> Home | None:
        """The place that the firm's name is joined to (昆山的某某电子), unless the firm only comes from there."""
        home = self.homes.glued(mention.start)
        if home is None or _BROUGHT.search(self.folded[clause.start : home.places[0].start]):
            return None
        return home
