"""The place that the text gives a firm at one of its mentions: where it is at home, settles, invests or has works."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..fold import fold
from ..records import District
from ..rules import rule
from ..view import Span, View
from .firm_roles import FirmRoles
from .firm_series import series
from .firms import FirmMention
from .grounds import Grounds
from .homes import Strength, clip
from .main_firm import MainFirm
from .place_groups import lies_in
from .place_roles import Group

FIRM_HOME = rule(
    "link.firm_home",
    "A firm belongs to the place that its sentence or section speaks of, unless it only invests, buys or advises.",
    reads=(
        "南康区集聚了⟦格力电器⟧等企业。",
        "⟦格力电器⟧（南康区，拟上市）：去年扩产。",
        "位于南康区的⟦格力电器⟧扩产。",
        "⟦格力电器⟧的项目总投资5亿元，选址南康区。",
    ),
    leaves=("本轮融资由高瓴创投领投。", "南康区的家具卖给宜家等客户。", "宜家等采购商看中了南康区的家具。"),
)

_SITE = re.compile(
    r"^[^,。;:、的]{0,12}?(?:工厂|超级工厂|基地|厂区|厂|项目|分公司|子公司|公司|总部|产线|生产线|园区|产业园|研发中心|中心|数据中心|工程|二期|三期|一期|电站|机组)"
)
_SEATED = re.compile(
    r"^[^,。;、]{0,28}?(?:落户|落地|入驻|进驻|落子|扎根|定居|位于|坐落于?|地处|注册于|注册在|注册地(?:为|在|是)|总部(?:位于|设在|设于|在|迁至|落户)"
    r"|选址|齐聚|云集|汇聚|布局在|设在|设于|迁至|挤满|扎堆|(?:聚集|集聚|分布|汇聚|云集)在|搬到|搬进|搬入|迁入|建在|落在|落于|总部(?:就|都|也|均)在)(?:在|于|到|至|了)?[^,。;、]{0,4}$"
)
# 甲在某地。 甲在某地累计投资…: the place of what the firm does.
_THERE = re.compile(r"(?:就|都|也|均|已|还)?在")
_DOES = re.compile(
    r"[,。;!?]|(?:累计|陆续|先后|已|新|共)?(?:投资|投建|建有|建成|建设|设有|设立|拥有|布局|生产|运营|开工|投产|落)"
)
_SETS = re.compile(r"(?:设有|设立|建有|建成|拥有|投建|兴建|布局)")
# A further seat of the subject: 另在某地设有基地.
_FURTHER = re.compile(r"(?:另|还|同时|并|又)在$")
_WORKS = re.compile(r"[^,。;]{0,14}?(?:工厂|基地|厂区|产线|生产线|总部|中心|车间|公司)")
_LOCATED = re.compile(r"(?:位于|坐落于|坐落在|地处)$")
# 以甲镇为主的集群: where a cluster's weight lies, not where each of its firms is.
# 从某地迁来, 来自某地, 运往某地, 距某地: where something comes from or goes to.
_THIS = re.compile(r"\s*(?:这家|该)[^,。;]{0,14}?(?:企业|公司|集团)")
_INVESTS = re.compile(r"[^,。;]{0,4}?(?:投建|投资|建设|新建|设立|设|兴建|布局)")
_ELIDED = re.compile(
    r"[^。;]{0,30},(?:公司|企业)?(?:总部|注册地)(?:现)?(?:位于|设在|设于|坐落于|坐落在|落在|落户|在|为)"
)
_LATER = re.compile(
    r"[^。;]{0,56},(?:将|拟|计划|已|就|现)?(?:选址|落户|落地|落子|坐落|位于|地处|入驻|进驻|布局|建在|落在|落于)(?:在|于|到)?"
)
# 的芯片公司|某某, 的“隐形冠军”企业|某某
_KIND = re.compile(
    r"的[^,。;:、的]{0,14}?(?:公司|企业|厂商|工厂|厂|制造商|服务商|供应商|研发商|品牌|平台|机构|独角兽|“小巨人”|巨头|龙头|新秀|民企|国企)[“「\"]?"
)
_LABELLED = re.compile(r"(?<=..)[(](?P<place>[^()]{2,8})[)]$")
_FAR = 40
"""How far before a firm the place that owns it can begin."""
_BRANCH = re.compile(r"(?P<stem>.{4,20})(?:分行|支行|分公司|供电公司|营业部)")
_IS = re.compile(r"(?:为代表的[^,。;、]{0,10})?[是为系]")
_MEMBER = re.compile(r"[^,。;]{0,24}(?:企业|公司|龙头|链主|纳税大户)")
_BROUGHT = re.compile(r"(?:引进|引入|引来|招引|迎来|吸引|携手|联合|对接|牵手|赴|前往|考察|走访)[^,。;]{0,6}$")
_COMPANY = re.compile(
    r"(?:公司|集团|该企业|这家企业)(?:的)?(?:总部|注册地|注册地址)?(?:现)?(?:位于|设在|设于|坐落于|坐落在|落户|注册于|注册在|地处|为|在)"
)


class Home(NamedTuple):
    """The places of a firm, in the order of the text, and how near they were said."""

    districts: tuple[District, ...]
    strength: Strength


class FirmHomes:
    """The homes of an article's firms: what is said of a firm, else what the text speaks of where it names the firm."""

    def __init__(self, view: View, firms: Sequence[FirmMention], grounds: Grounds, main: MainFirm) -> None:
        self.view, self.folded, self.firms, self.grounds = view, view.folded, firms, grounds
        self._sorted = sorted(firms, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._sorted]
        self.lists = series(view, firms)
        self._roles = FirmRoles(view, self.lists)
        self._main, self.of_company = main.key, main.placeless

    def at(self, mention: FirmMention) -> Home | None:
        """The home that the text gives the firm at this mention."""
        in_table = self._row(mention)
        if in_table is not None:
            return in_table if in_table.districts else None
        stated, told = self._stated(mention), self._told(mention)
        if stated and not (told and told.strength >= Strength.HEADING and _all_in(told.districts, stated)):
            return Home(tuple(stated), Strength.PHRASE)
        if (told is None or told.strength is Strength.ARTICLE) and (branch := self._branch(mention)):
            return Home(tuple(branch), Strength.PHRASE)
        return None if self.outside(mention) else told

    def outside(self, mention: FirmMention) -> bool:
        """Whether the text names a firm without a home only as somebody's investor, customer or adviser."""
        told = self._told(mention)
        return self._roles.outside(mention, told is not None and told.strength >= Strength.SENTENCE)

    def _told(self, mention: FirmMention) -> Home | None:
        """The places that the text speaks of where it names the firm."""
        places, since = self.grounds.at(mention.start)
        strength = self._strength(since, mention.start)
        if not places or (self.of_company and strength < Strength.SENTENCE):
            return None
        vague = self.grounds.is_scattered or (self._is_province(places) and not self.grounds.is_report)
        return None if vague and strength is Strength.ARTICLE else Home(tuple(places), strength)

    @staticmethod
    def _is_province(places: Sequence[District]) -> bool:
        """Whether a text speaks of a whole province, which says little of where a firm is; 上海市 is a city."""
        return any(district.level == "province" and not district.name.endswith("市") for district in places)

    def _strength(self, since: int, offset: int) -> Strength:
        """How near to `offset` a place was said that is in force since `since`."""
        if since >= self.view.clause_at(offset).start:
            return Strength.CLAUSE
        if since >= self.view.sentence_at(offset).start:
            return Strength.SENTENCE
        if since >= self.view.block_at(offset).start:
            return Strength.PARAGRAPH
        return Strength.HEADING if self.grounds.is_item(offset) else Strength.ARTICLE

    def sentence(self, mention: FirmMention) -> Span:
        """The sentence of a mention, as far as it is looked through."""
        return clip(self.view.sentence_at(mention.start), mention.start)

    def clause(self, mention: FirmMention) -> Span:
        """The clause of a mention, as far as it is looked through."""
        return clip(self.view.clause_at(mention.start), mention.start)

    def seats_of_company(self) -> list[Home]:
        """In the news of one firm, 公司 and its 总部 are that firm's (公司总部位于…)."""
        if not self.of_company:
            return []
        said = [
            group
            for said in _COMPANY.finditer(self.folded)
            for group in self.grounds.groups_in(said.end(), said.end() + 6)
            if group.start - said.end() <= 1
        ]
        works = [
            group
            for group in self.grounds.groups_in(0, len(self.folded))
            if self._has_works(group) and not self._others(group)
        ]
        return [Home(tuple(group.address), Strength.PHRASE) for group in said + works]

    def _has_works(self, group: Group) -> bool:
        """Whether works are told to lie at a place: 位于甲市的工厂, 在乙市设有工厂."""
        before = max(0, group.start - 3)
        if _LOCATED.search(self.folded, before, group.start) and self.folded.startswith("的", group.end):
            return _WORKS.match(self.folded, group.end + 1, group.end + 24) is not None
        return self.folded.startswith("在", group.start - 1) and _SETS.match(self.folded, group.end) is not None

    def _others(self, group: Group) -> bool:
        """Whether works are another firm's: one is named before them in their clause, or a subsidiary behind them."""
        clause = self.view.clause_at(group.start)
        low, high = bisect_left(self._starts, clause.start), bisect_left(self._starts, group.start)
        named = any(mention.firm.key != self._main for mention in self._sorted[low:high])
        return named or "子公司" in self.folded[group.end : self.view.sentence_at(group.end).end]

    def _row(self, mention: FirmMention) -> Home | None:
        """The place in the same row of a table; in a row without one, that of the heading or the article."""
        block = self.view.block_at(mention.start)
        at = bisect_right(block.rows, mention.start, key=lambda row: row[0].start if row else 0) - 1
        for row in block.rows[at : at + 1] if at >= 0 else ():
            if row and row[0].start <= mention.start < row[-1].end:
                groups = self.grounds.groups_in(row[0].start, row[-1].end)
                groups = [group for group in groups if not mention.start <= group.start < mention.end]
                if groups:
                    return Home(tuple(groups[0].address), Strength.PHRASE)
                return Home(tuple(self.grounds.around(mention.start)), Strength.HEADING)
        return None

    def _stated(self, mention: FirmMention) -> list[District]:
        """The places that the text says the firm is of: its works there, its seat, its owner."""
        return self._labelled(mention) or self._site(mention) or self._seat(mention) or self._owner(mention)

    def _labelled(self, mention: FirmMention) -> list[District]:
        """The place in brackets behind a firm, which says which firm it is: 某某股份(常州)."""
        if (name := _LABELLED.search(self.folded, mention.start, mention.end)) is not None:
            return self.grounds.called(name["place"])
        if not self.folded.startswith("(", mention.end):
            return []
        groups = self.grounds.groups_in(mention.end + 1, mention.end + 2)
        closed = groups and self.folded.startswith((")", ","), groups[0].end)
        return groups[0].address if closed else []

    def _site(self, mention: FirmMention) -> list[District]:
        """The place between a firm's name and the works it has there (某某汽车渝北工厂)."""
        end = self.lists[mention.start].end
        for group in self.grounds.groups_in(end, end + 3):
            gap = self.folded[end : group.start]
            if gap in ("", "在", "(", "·", "的") and _SITE.match(self.folded[group.end : group.end + 16]):
                return group.address
        return []

    def _seat(self, mention: FirmMention) -> list[District]:
        """The place that the firm, or the list it is a member of, is said to lie in, settle in or be registered in."""
        sentence, end = self.sentence(mention), self.lists[mention.start].end
        found: list[District] = []
        for group in self.grounds.groups_in(end, min(sentence.end, end + 60)):
            between = self.folded[end : group.start]
            if found:
                if _FURTHER.search(between) and _WORKS.match(self.folded, group.end, group.end + 24):
                    found += group.address
            elif self._is_seat(between, group):
                found += group.address
        return found or self._of_this(sentence)

    def _of_this(self, sentence: Span) -> list[District]:
        """The place where the next sentence says that this firm (这家企业) settles."""
        this = _THIS.match(self.folded, sentence.end)
        if this is None:
            return []
        after = self.view.sentence_at(this.end())
        for group in self.grounds.groups_in(this.end(), min(after.end, this.end() + 24)):
            settles = _SEATED.match(self.folded[this.end() : group.start])
            if settles or _INVESTS.match(self.folded, group.end):
                return group.address
        return []

    def _is_seat(self, between: str, group: Group) -> bool:
        """Whether the words between a firm and a place say that the firm is there."""
        if _ELIDED.fullmatch(between) or _SEATED.match(between):
            return True
        if _LATER.fullmatch(between):  # 甲的项目总投资5亿元,选址乙园
            return not self._named_between(group.start - len(between), group.start)
        if _IS.fullmatch(between):
            return _MEMBER.match(self.folded, group.end, group.end + 30) is not None
        return bool(_THERE.fullmatch(between) and _DOES.match(self.folded, group.end))

    def _described(self, mention: FirmMention) -> Group | None:
        """The place that what a firm is belongs to: 甲区的芯片公司某某."""
        before = self.grounds.groups_in(max(0, mention.start - _FAR), mention.start)
        owned = before and _KIND.fullmatch(self.folded, before[-1].end, mention.start)
        return before[-1] if owned else None

    def _branch(self, mention: FirmMention) -> list[District]:
        """The city or county that a branch is called after, where the article names it: 某某银行甲市分行."""
        name = _BRANCH.fullmatch(fold(mention.firm.name))
        return self.grounds.called(name["stem"]) if name else []

    def _named_between(self, start: int, end: int) -> bool:
        """Whether another firm is named between two offsets."""
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)

    def _owner(self, mention: FirmMention) -> list[District]:
        """The place that the firm's name is joined to (昆山的某某电子), unless the firm only comes from there."""
        group = self.grounds.glued(mention.start) or self._described(mention)
        if group is None or (group.end == mention.start and group.districts[-1].level == "province"):
            return []
        brought = _BROUGHT.search(self.folded[self.clause(mention).start : group.start])
        return [] if brought else group.address


def _all_in(inner: Sequence[District], outer: Sequence[District]) -> bool:
    """Whether each of some districts lies in one of others."""
    return all(any(lies_in(one, other) for other in outer) for one in inner)
