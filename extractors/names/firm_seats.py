"""The place that the text states a firm to be of: its works there, its seat, where it settles, who owns its name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ..fold import fold_word
from ..records import District
from ..view import Span, View
from .addresses import Group
from .firm_series import Series
from .firm_vehicles import vehicle
from .firms import FirmMention
from .grounds import Grounds
from .reach import clip
from .zone_forms import COMMITTEE

# What a place behind a firm tells from its other works: 某某汽车乙区|工厂; behind 在, with an epithet, too.
_WORKS_OF = (
    r"[^,。;:、的]{0,12}?(?:工厂|超级工厂|基地|厂区|厂|项目|分公司|子公司|公司|总部|产线|生产线|车间|园区|产业园|研发中心|中心|数据中心|工程|二期|三期|一期"
    r"|电站|机组)"
)
_SITE = re.compile(_WORKS_OF)
_SITE_THERE = re.compile(r"(?:[^,。;:、的]{0,8}的)?" + _WORKS_OF)
# 甲|落户|乙区: the firm is there.
_SEATED = re.compile(
    r"^[^,。;、]{0,28}?(?:落户|落地|入驻|进驻|落子|扎根|定居|位于|坐落于?|地处|注册于|注册在|注册地(?:为|在|是)|总部(?:位于|设在|设于|在|迁至|落户)"
    r"|选址|齐聚|云集|汇聚|布局在|设在|设于|迁至|挤满|扎堆|(?:聚集|集聚|分布|汇聚|云集)在|搬到|搬进|搬入|迁入|建在|落在|落于|[建落放设搬开]到|放在|总部[就都也均亦仍便现设]+在)(?:在|于|到|至|了)?[^,。;、]{0,4}$"
)
# 甲在乙市|召开发布会: what a firm does anywhere, where it is not at home.
_EVENT = re.compile(
    r"[,。;、]|[^,。;]{0,10}?(?:召开|举行|举办|发布|签约|签署|签订|上市|亮相|参展|展出|路演|考察|调研|宣布|公告|披露|挂牌|敲钟|销|卖|市场|占|份额|客户|的)"
)
_WHERE = ("所在的", "所处的", "所在地", "所在")
"""Between a firm and its place: 甲所在的乙区."""
# 甲|成立于|乙区: where it comes from it is still.
_FOUNDED = re.compile(r"[^。;]{0,24}?(?<!资)(?:成立|创立|创办|诞生|创建|起家|注册|发源)[于在]$")
# 甲在某地。 甲拟出资5亿元,在某地建厂: the place of what the firm does.
_IN = re.compile(r"(?:[^。;:“”]{0,39}[^。;:“”现存潜实内外旨所好])?在$")
# 甲在乙区|建设…: what makes a place a firm's that does it there.
_DOES = re.compile(
    r"[^,。;:、的]{0,6}?(?:投资(?!者|人|推介|环境|促进|合作|机会)|投建|建设|建成|建有|建起|兴建|新建|扩建|建(?=[^议])|设有|设立|设了|成立(?!以来)|注册|拥有|布局|布点|落地|落成|落户"
    r"|开工|动工|奠基|投产|量产|点火|试产|试车|揭牌|挂牌|竣工|封顶|运营|投运|开业|租[下用赁了]|拿[下了]?地|买下|生产|扩产|安家|扎根|[还也]?有[一两二三四五六七八九十\d])"
)
# 甲在乙区|的工厂: so does what it has there.
_THEIRS = re.compile(r"的(?=[^,。;:、的]{0,8}?(?:工厂|基地|厂区|车间|生产线|产线|总部))")
# 甲就在|乙区。
_THERE = re.compile(r"[^,。;、]{0,20}(?:就|都|也|均|已|还)在|在")
# A further seat of the subject: 另在某地设有基地.
_FURTHER = re.compile(r"(?:另|还|同时|并|又)在$")
WORKS = re.compile(r"[^,。;]{0,14}?(?:工厂|厂房|新厂|基地|厂区|产线|生产线|总部|中心|车间|公司)")
"""What a firm sets up in a place, right behind the verb or the place."""
# 甲选择|乙区.
_CHOSEN = re.compile(r"[^。;]{0,40}(?:选择|看中|看上|相中|选中|选定)了?$")
# What one comes to a place for; its goods one only buys.
_FOR = re.compile(r"(?!的)|的[^,。;]{0,8}?(?:产业|配套|区位|环境|基础|优势|政策|资源|前景|潜力)")
# 甲与某地管委会签约: who signs with a place's administration comes there.
_WITH = re.compile(r"[^。;]{0,24}(?<![参相积])[与同和跟](?:[一-鿿]{2,3})?$")
# What such a place does, behind its name.
_SIGNS = re.compile(rf"[^,。;、]{{0,6}}?(?:{COMMITTEE}|政府)[^。;]{{0,12}}?(?:签|达成|订立|合作|携手|共建)")
# 这家公司, 公司: the firm that the sentence before began with.
_THIS = re.compile(
    r"\s*(?:(?:[去今明]年|目前|近日|日前|此外|同时|随后|如今|\d{4}年)(?:底|初|以来)?,?)?(?:(?:这家|该|这个)[^,。;]{0,14}?(?:企业|公司|集团|厂|项目|基地)|公司(?=[^们])|项目(?=[^,。;]{0,12}(?:投资|占地|用地|位于|选址|落户|一期)))"
)
# 拟出资5亿元,在乙区|建厂: what it does there.
_INVESTS = re.compile(r"[^,。;]{0,4}?(?:投建|投资|建设|新建|设立|设|兴建|布局)")
_FOLLOWING = 3
"""How many sentences behind that of a firm may go on to speak of it as 公司."""
# 甲成立于…,总部位于|乙区: a further clause that is of the firm.
_ELIDED = re.compile(
    r"[^。;]{0,30},(?:公司|企业)?(?:总部|注册地|(?:生产|制造)?基地|工厂|厂区|厂房|产线)(?:现|则|就|都)?(?:位于|设在|设于|坐落于|坐落在|落在|落户|在|为)"
)
# 甲签约,项目将落户|乙区: the same of what it is going to do.
_LATER = re.compile(
    r"[^。;]{0,56},(?:(?:公司|企业|集团|其|项目)(?:的)?)?(?:将|拟|计划|已|就|现)?(?:选址|落户|落地|落子|坐落|位于|地处|入驻|进驻|布局|建在|落在|落于)(?:在|于|到)?"
)
# 的芯片公司|某某, 的“隐形冠军”企业|某某
_KIND = re.compile(
    r"来的|的[^,。;:、的]{0,14}?(?:公司|企业|厂商|工厂|厂|制造商|服务商|供应商|研发商|品牌|平台|机构|独角兽|“小巨人”|巨头|龙头|新秀|民企|国企)[“「\"]?"
)
# 某某股份(|甲市|): the place in the bracket of a name.
_LABELLED = re.compile(r"(?<=..)[(](?P<place>[^()]{2,8})[)](?:$|[^()]{0,12}(?:公司|集团|厂)$)")
# 某某公司(|甲市|), 某某公司(位于|甲市|,下称某某)
_LIES = re.compile(r"(?:现|总部|注册地|厂区|工厂){0,2}(?:(?:位于|坐落于|坐落在|地处|设在|落户|在)于?)?")
# 在|甲集团|带动下,乙县…: what stands before and behind a firm that leads a place.
_LED = re.compile(r"(?:在|以|依托|围绕|凭借|靠着?|得益于)$")
_LEADING = re.compile(
    r"(?:等[^,。;、]{0,8})?[^,。;、]{0,6}?(?:(?:带动|引领|牵引|拉动|支撑|推动|示范|辐射)之?下|为(?:龙头|引领|核心|代表|链主|支撑|依托))?,"
)
# 甲拟投建|乙市基地: the works there are to be the firm's.
_BUILDS = re.compile(r"[^,。;、“”]{0,24}(?:投建|兴建|新建|筹建|开建)")
# What may stand before the firm that an item of news begins with.
_MARKED = re.compile(r"[^一-鿿A-Za-z]{0,6}")
_FAR = 40
"""How far before a firm the place that owns it can begin."""
# What is called after the place that it serves.
_BRANCH = re.compile(r"(?P<stem>.{4,20})(?:分行|支行|分公司|供电公司|营业部)")
# 甲是|乙区|的龙头企业: between them, and what it has to be there.
_IS = re.compile(r"(?:为代表的[^,。;、]{0,10})?[是为系]")
_MEMBER = re.compile(r"[^,。;]{0,24}(?:企业|公司|龙头|链主|纳税大户)")
# 乙市的甲在此设厂: that is elsewhere.
_HERE = re.compile(r"(?:等[^,。;、]{0,8})?[^,。;、]{0,6}?(?:在此|在这里|在当地|落户这里)")
# Who is brought to a place, or only visited, by whom the clause is about.
_BROUGHT = re.compile(
    r"(?:引进|引入|引来|招引|迎来|吸引|携手|联合|对接|牵手|卖[到进给]了?|销往|供应给|发往|送[到进往]|赴|前往|考察|走访)"
    r"[^,。;]{0,6}$"
)
# 与甲洽谈,引进丙项目落户|乙区: it is somebody else who comes.
_BRINGS = re.compile("引进|引入|招引|引来|迎来|引育")
# 总部在乙市的|甲|拿下甲市的地: so does who comes from its seat.
_SEAT = re.compile("总部(?:远)?(?:在|位于|设在)$")
_COMES = re.compile("[^,。;]{0,8}?(?:拿下|拿地|租下|买下|落户|落地|入驻|投资|投建|建[起成设]|来到|扩产)")
# The bracket behind a firm that holds its code or its short name.
_ASIDE = re.compile(r"[(][^()\n]{0,36}[)][」”]?")


class FirmSeats:
    """What the text states of where a firm is, in the words at one of its mentions."""

    def __init__(self, view: View, firms: Sequence[FirmMention], grounds: Grounds, lists: Mapping[int, Series]) -> None:
        self._view, self._folded, self._grounds, self._lists = view, view.folded, grounds, lists
        self._starts = sorted(mention.start for mention in firms)

    def stated(self, mention: FirmMention) -> list[District]:
        """The places that the text says the firm is of: where it settles or has its seat, what owns it."""
        return (
            self._seat(mention)
            or self._led(mention)
            or self._owner(mention)
            or vehicle(self._view, self._grounds, mention)
        )

    def named(self, mention: FirmMention) -> list[District]:
        """The place that tells a firm or its works from others: 某某股份(甲市), 某某汽车乙区工厂."""
        return self.labelled(mention) or self.site(mention)

    def labelled(self, mention: FirmMention) -> list[District]:
        """The place in brackets behind a firm or in its name, which says which it is: 某某股份(常州)."""
        behind = self._folded.startswith("(", mention.end)
        for group in self._grounds.groups_in(mention.end + 1, mention.end + 10)[:1] if behind else ():
            seat = _LIES.fullmatch(self._folded, mention.end + 1, group.start)
            if seat is not None and (seat.end() > seat.start() or self._folded.startswith((")", ","), group.end)):
                return group.address
        name = _LABELLED.search(self._folded, mention.start, mention.end)
        return self._grounds.called(name["place"]) if name is not None else []

    def called_after(self, mention: FirmMention) -> list[District]:
        """The city or county that the article names and a company's name begins with: 甲市某某公司."""
        name = fold_word(mention.firm.name)
        if not name.endswith("公司"):
            return []
        return next((found for size in (4, 3, 2) if (found := self._grounds.called(name[:size]))), [])

    def branch(self, mention: FirmMention) -> list[District]:
        """The city or county that a branch is called after, where the article names it: 某某银行甲市分行."""
        name = _BRANCH.fullmatch(fold_word(mention.firm.name))
        return self._grounds.called(name["stem"]) if name else []

    def site(self, mention: FirmMention) -> list[District]:
        """The place between a firm's name and the works it has there (某某汽车渝北工厂)."""
        end = self._end(mention)
        for group in self._grounds.groups_in(end, end + 3):
            gap = self._folded[end : group.start]
            works = _SITE_THERE if gap == "在" else _SITE
            alone = mention.end == self._lists[mention.start].end
            if gap in (("", "在", "(", "·", "的") if alone else ("在", "的")) and works.match(
                self._folded[group.end : group.end + 24]
            ):
                return group.address
        return []

    def _end(self, mention: FirmMention) -> int:
        """Where the list of a mention ends, with the bracket behind it that tells nothing of where it is.

        What a bracket tells is told of the last of a list alone.
        """
        end = self._lists[mention.start].end
        bracket = _ASIDE.match(self._folded, end, end + 40)
        own = bracket is not None and mention.end == end and self._grounds.groups_in(end, bracket.end())
        end = bracket.end() if bracket and not own else end
        return end + 1 if self._folded.startswith(":", end) and self._opens(mention) else end

    def _opens(self, mention: FirmMention) -> bool:
        """Whether a firm begins its paragraph, so that what stands behind its colon is said of it: 甲:拟在乙市建厂."""
        start = self._view.block_at(mention.start).start
        return _MARKED.fullmatch(self._folded, start, mention.start) is not None

    def _seat(self, mention: FirmMention) -> list[District]:
        """The place that the firm, or the list it is a member of, is said to lie in, settle in or be registered in."""
        sentence, end = clip(self._view.sentence_at(mention.start), mention.start), self._end(mention)
        found: list[District] = []
        for group in self._grounds.groups_in(end, min(sentence.end, end + 60)):
            between = self._folded[end : group.start]
            if found:
                if _FURTHER.search(between) and WORKS.match(self._folded, group.end, group.end + 24):
                    found += group.address
            elif self._is_seat(between, group):
                found += self._respective(mention, between, group)
        return found or self._of_this(mention, sentence)

    def _respective(self, mention: FirmMention, between: str, group: Group) -> list[District]:
        """The place of a firm in a list, of as many places as there are firms: 甲、乙分别在丙市、丁市设厂."""
        at, size, *_ = self._lists[mention.start]
        paired = "分别" in between and size > 1 and len(group.districts) == size
        return [group.districts[at]] if paired else group.address

    def _is_seat(self, between: str, group: Group) -> bool:
        """Whether the words between a firm and a place say that the firm is there."""
        if _BRINGS.search(between):
            return False
        if between in _WHERE or _ELIDED.fullmatch(between):
            return True
        if _SEATED.match(between):
            return not self._named_between(group.start - len(between), group.start)
        if _IS.fullmatch(between):
            return _MEMBER.match(self._folded, group.end, group.end + 30) is not None
        if _THERE.fullmatch(between) and self._folded[group.end : group.end + 1] in ",。;!?":
            return True
        return self._goes_to(between, group) and not self._named_between(group.start - len(between), group.start)

    def _goes_to(self, between: str, group: Group) -> bool:
        """Whether somebody settles, builds or signs in a place, or chooses it: 甲的项目总投资5亿元,选址乙园."""
        if _LATER.fullmatch(between) or _FOUNDED.fullmatch(between):
            return True
        if _CHOSEN.fullmatch(between):
            return _FOR.match(self._folded, group.end, group.end + 12) is not None
        bracket = _ASIDE.match(self._folded, group.end, group.end + 30)  # 在甲开发区(下称甲区)开工
        at = bracket.end() if bracket else group.end
        if between == "在" and not _EVENT.match(self._folded, at, at + 16):
            return True
        if _IN.fullmatch(between) and (
            _DOES.match(self._folded, at, at + 12) or _THEIRS.match(self._folded, at, at + 20)
        ):
            return True
        if _BUILDS.fullmatch(between) and _SITE.match(self._folded, group.end, group.end + 24):
            return True
        wide = any(district.level == "province" for district in group.districts)
        return not wide and bool(_WITH.fullmatch(between) and _SIGNS.match(self._folded, group.end, group.end + 30))

    def _of_this(self, mention: FirmMention, sentence: Span) -> list[District]:
        """The place where one of the next sentences says that this firm (这家企业, 公司) settles."""
        if self._named_between(sentence.start, mention.start):
            return []
        for this in self._going_on(sentence):
            after = self._view.sentence_at(this.start)
            for group in self._grounds.groups_in(this.start, min(after.end, this.end + 40)):
                if group.start < this.end:
                    continue
                between = self._folded[this.end : group.start]
                near = group.start <= this.end + 24
                if self._is_seat(between, group) or (near and _INVESTS.match(self._folded, group.end)):
                    return group.address
        return []

    def _going_on(self, sentence: Span) -> Iterator[Span]:
        """The words 公司 or 这家企业 that the next sentences of a paragraph begin with, until one begins otherwise."""
        end = self._view.block_at(sentence.start).end
        at = sentence.end
        for _ in range(_FOLLOWING):
            this = _THIS.match(self._folded, at, end) if at < end else None
            if this is None:
                return
            yield Span(this.start(), this.end())
            at = self._view.sentence_at(this.end() - 1).end

    def _led(self, mention: FirmMention) -> list[District]:
        """The place that a firm leads something in: 在甲集团带动下,|乙县…; 以甲为龙头,|乙县…."""
        _, _, start, end = self._lists[mention.start]
        if not _LED.search(self._folded, max(0, start - 4), start):
            return []
        leading = _LEADING.match(self._folded, end, end + 24)
        groups = self._grounds.groups_in(leading.end(), leading.end() + 1) if leading else []
        return groups[0].address if groups else []

    def _described(self, mention: FirmMention) -> Group | None:
        """The place that what a firm is belongs to: 甲区的芯片公司某某."""
        start = self._lists[mention.start].start
        before = self._grounds.groups_in(max(0, start - _FAR), start)
        owned = before and _KIND.fullmatch(self._folded, before[-1].end, start)
        return before[-1] if owned else None

    def _named_between(self, start: int, end: int) -> bool:
        """Whether another firm is named between two offsets."""
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)

    def _owner(self, mention: FirmMention) -> list[District]:
        """The place that the firm's name is joined to (昆山的某某电子), unless the firm only comes from there."""
        group = self._grounds.glued(mention.start) or self._described(mention)
        if group is None or (group.end == mention.start and group.districts[-1].level == "province"):
            return []
        clause, end = clip(self._view.clause_at(mention.start), mention.start), self._lists[mention.start].end
        before = self._folded[clause.start : group.start]
        brought = _BROUGHT.search(before) or (_SEAT.search(before) and _COMES.match(self._folded, end, end + 20))
        return [] if brought or _HERE.match(self._folded, end, end + 20) else group.address
