"""The words and times that announce a plan (力争, 将达到, 到2030年) or end one (已, 截至, 去年), clause by clause."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..seeking import Seeker
from ..view import View
from .plan_sections import PlanSections
from .plan_words import RUNS_TO

_MODAL = (
    "达|超|突|追|新|增|建|投|带|实|形|提|引|有|会|进|再|继|为|于|在|从|成|完|推|打|举|培|安|落|发|支|启|开|改|持|全|分|陆|逐|累|可|给|"
    "募|斥|重|优|统|以|按|力|用|迎|接|至|逾|不|高|扩|释|创|吸|惠|覆|供|满|产|年|跨|迈|率|围|紧|努|把|争|通|聚|加|拿|自|由|主|贡|节|减|降|缩|压|补|解|配|同|每|承|布|合|联|邀|召|设|制|印|出|深|做|向|对|与|还|是|占|拥|组|首|进|让|使|令|帮|保|促|助|惠|试|攻|挂|拨|划|吸|撬|拉"
)
"""First characters of what is to come behind 将."""
# What announces a plan, strongly or by 将, what ends one, years, and ends of sentences
_CUE = Seeker(
    re.compile(
        rf"(?P<strong>力争|目标(?!任务的|的|值的|责任|企业|客户|市场|用户|人群|公司|地|价|对象|群体|岗位|货币|资产)|争取|确保|努力(?!下|的)|有望|可望|料将|预期(?=[达增为到实将超目])|"
        rf"力求|(?:必须|务必|不得(?=低于|少于|小于))(?!具|备|品|是|有)|(?<![虚模草比])拟(?!每|向全体|派|分红|10股|投资|募|定|任|态|人|合|真|录)|打算|想把|想要|希望把|准备(?!金|好)|(?<!的)规划(?!面积|展|院|局|设计|"
        rf"馆|部|》|建设用地|总?用地|》|署|的)|"
        rf"计划(?!投资额|总投资额|(?<!年度计划)总?投资|单列|生育|》|”|内|外|的|书)|(?<![不需重主必简只])要(?:从|由|冲|盘|增|提|扩|升|招|翻|降|减|压|控|落|投|开|启|集|聚|改|消|创|迈|站|跨|让|使|年|拿|在|再|将|把|达|新|引|实|突|培|建|完|干|"
        rf"做|形|力|确|推|打|保|争|到|有|发|超)|"
        rf"(?:下半年|[三四]季度|接下来)(?:再|还要|将|要|拟)|届时|(?:建成|投产|达产|满产|竣工|投用|投运|完工|落成|运营|建好|达效|落地|通车|启用)(?:达产|投产|投用|投运|运营|"
        rf"达效)?[以之]?后|明年|后年|未来[一二两三四五六七八九十\d]{{1,2}}(?:[到至][一二两三四五六七八九十\d]{{1,2}})?(?:年|个?月|季)|今后|下一步|"
        rf"到(?:本世纪|[“\"]?十[五六]五|“十五五”)|年内(?=扩|增|将|建|达|突|实现|再|力争)|(?:年底|年末|月底)(?:前|可|能|将|有望))|"
        rf"(?P<modal>(?:建设|新建|在建|拟建)(?=年产)|(?<![即必行])将(?:{_MODAL}))|(?P<reached>已|还有|尚有|"
        rf"仍有|(?<![由从比较于是到])目前|现有(?=[^,;。:]{{0,12}}[\d一二两三四五六七八九十])|(?:优于|高于|好于|低于|快于|超出|超额完成|提前完成)[^,;。:\d目]{{0,8}}目标|截至|累计(?!将)|(?<![由从比较于是到])(?:去年|上年)|完成(?!后)|"
        rf"同比|前三季度|刚刚|当时|眼下|如今|迄今|共有|比上年|今年以来|来自|过去|曾)|"
        rf"(?P<year>(?<!\d)20\d\d(?=年))|(?P<end>。|!|\?|;|\n)"
    )
)
# 该公司将在某园区投资8亿元: the money of a project that is announced, and no goal
_INVESTS = re.compile(
    r"将[^,。;:\d]{0,20}(?<!完成)(?<!资产)(?<!工业)(?<!民间)(?<!有效)(?<!新增)投资(?:约|超过?|近|逾)?\d"
)
# 到2026年产值达5亿元;而今年产值…: the goals end
_OF_NOW = re.compile(
    r"[^。;\n]{0,28}?(?:今年|上半年|前[\d一二三四五六七八九十]+个?月|[一二三]季度|目前|去年|现有|截至)"
)
_CARRIED = frozenset(("力争", "目标", "争取", "确保", "预期", "努力"))
"""Cues that govern a list of goals past a semicolon."""
_ALSO_PLANNED = frozenset(("完成", "累计", "同比", "来自", "共有"))
"""Words of what is reached that a section of plans uses too: 完成营造林200万亩."""
_ORIGINS = frozenset("较比由从自")
"""Words before a year past that end no plan: 较2024年下降10%."""
_EFFORTS = frozenset(("争取", "努力", "确保"))
"""Words that tell of results as often as of plans: 争取上级资金5亿元."""
# 实施|…计划: the name of a programme is no plan
_PROGRAMME = re.compile(
    r"(?:实施|推进|开展|启动|完成|执行|下达|深化|升级|落实|出台|制定|编制|纳入|入选|列入|获批|完善|推出|入围|参与)[^,;。:\d]{1,20}$"
)

# 超额完成年度|目标: a goal that something is measured by
_MEASURED_BY = re.compile(
    r"(?:完成|达成|达到|超过|高于|低于|好于|快于|优于|慢于|对照|对标|相当于|距离?|离|占)[^,;。:\n]{0,12}$"
)
_CARRIED_OUT = re.compile("(?:建设|设计|布局|新建|打造|实施|建成|设立)?了")


class PlanCues:
    """The stretches of an article that its words say are planned or reached."""

    def __init__(self, view: View, sections: PlanSections) -> None:
        """Scan the article once for cues."""
        self._view, self._sections = view, sections
        self._starts: list[int] = []
        self._planned: list[bool | None] = []  # None: the sentence does not say
        self._scan()

    def at(self, offset: int) -> tuple[int, bool | None]:
        """Behind which cue `offset` lies, and whether that announces a plan; None where nothing says so."""
        index = bisect_right(self._starts, offset) - 1
        return (self._starts[index], self._planned[index]) if index >= 0 else (0, None)

    def _mark(self, start: int, planned: bool | None) -> None:
        if not self._planned or self._planned[-1] != planned:
            self._starts.append(start)
            self._planned.append(planned)

    def _scan(self) -> None:
        published = self._view.published.year if self._view.published else None
        strong = carried = False
        for cue in _CUE.finditer(self._view.folded):
            kind, at = cue.lastgroup, cue.end()
            if kind == "strong" and self._names_no_plan(cue):
                continue
            if kind == "strong":
                strong = cue.group()[:2] in _CARRIED or cue.group()[0] == "要"
                self._mark(at, True)
            elif kind == "modal":
                if _INVESTS.match(self._view.folded, cue.start()) is None:
                    self._mark(at, True)
            elif kind == "reached":
                strong = strong and self._goes_on(cue)
                if not strong and not (cue.group() in _ALSO_PLANNED and self._sections.plans(at)):
                    self._mark(at, False)
            elif kind == "year":
                carried = self._year(cue, published)
                strong = carried or strong
            elif kind == "end" and (
                cue.group() != ";" or not strong or (carried and _OF_NOW.match(self._view.folded, at) is not None)
            ):
                strong = False
                self._mark(at, None)

    def _goes_on(self, cue: re.Match[str]) -> bool:
        """Whether a list of goals goes on with a word of what is reached: 确保产值突破2000亿元,同比增长8%."""
        return cue.group() in ("完成", "累计") or (
            cue.group() == "同比" and self._view.folded[cue.start() - 1 : cue.start()] in (",", "、")
        )

    def _names_no_plan(self, cue: re.Match[str]) -> bool:
        """Whether a cue is no plan: a programme's name (实施…计划), a goal reached, an effort told as a result."""
        word, folded = cue.group(), self._view.folded
        if word in ("计划", "规划") and _CARRIED_OUT.match(folded, cue.end()) is not None:
            return True  # 规划建设了园区
        if word in ("计划", "规划") and _PROGRAMME.search(folded, max(0, cue.start() - 24), cue.start()):
            return True
        if word == "目标" and _MEASURED_BY.search(folded, max(0, cue.start() - 16), cue.start()):
            return True
        if word[:2] not in _EFFORTS:
            return False
        return self._sections.plans(cue.start()) is False

    def _year(self, cue: re.Match[str], published: int | None) -> bool:
        """A year ahead announces a plan, a year past ends one; whether it governs a list of goals (到2027年,…;…)."""
        if RUNS_TO.search(self._view.folded, max(0, cue.start() - 5), cue.start()) is not None:
            return False
        if published is None:
            if self._view.folded[cue.start() - 1 : cue.start()] == "到":
                self._mark(cue.end(), True)
        elif int(cue.group()) > published:
            self._mark(cue.end(), True)
            return self._view.folded[cue.start() - 1 : cue.start()] == "到"
        elif int(cue.group()) < published and self._view.folded[cue.start() - 1 : cue.start()] not in _ORIGINS:
            self._mark(cue.end(), False)
        return False
