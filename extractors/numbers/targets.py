"""Targets: whether a number is planned or reached.

A plan is announced by a verb or a time (力争, 计划, 将达到, 到2030年, 达产后) and governs the clauses that follow in
its sentence, until a clause speaks of what is there already (已, 目前, 截至, 去年). A heading such as
2025年目标和任务 governs its section.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from ..seeking import Seeker
from ..view import Block, View
from .days import small

_MODAL = (
    "达|超|突|追|新|增|建|投|带|实|形|提|引|有|会|进|再|继|为|于|在|从|成|完|推|打|举|培|安|落|发|支|启|开|改|持|全|分|陆|逐|累|可|给|"
    "募|斥|重|优|统|以|按|力|用|迎|接|至|逾|不|高|扩|释|创|吸|惠|覆|供|满|产|年|跨|迈|率|围|紧|努|把|争|通|聚|加|拿|自|由|主|贡|节|减|降|缩|压|补|解|配|同|每|承|布|合|联|邀|召|设|制|印|出|深|做|向|对|与|还|是|占|拥|组|首|进|让|使|令|帮|保|促|助|惠|试|攻|挂|拨|划|吸|撬|拉"
)
_CUE = Seeker(
    re.compile(
        rf"(?P<strong>力争|目标(?!任务的|的|值的|责任|企业|客户|市场|用户|人群|公司|地|价|对象|群体|岗位|货币|资产)|争取|确保|努力(?!下|的)|有望|可望|料将|预期(?=[达增为到实将超目])|"
        rf"力求|(?<![虚模草比])拟(?!每|向全体|派|分红|10股|投资|募|定|任|态|人|合|真|录)|打算|想把|想要|希望把|准备(?!金|好)|(?<!的)规划(?!面积|展|院|局|设计|"
        rf"馆|部|》|建设用地|总?用地|》|署|的)|"
        rf"计划(?!投资额|总投资额|(?<!年度计划)总?投资|单列|生育|》|”|内|外|的|书)|(?<![不需重主必简只])要(?:从|由|冲|盘|增|提|扩|升|招|翻|降|减|压|控|落|投|开|启|集|聚|改|消|创|迈|站|跨|让|使|年|拿|在|再|将|把|达|新|引|实|突|培|建|完|干|"
        rf"做|形|力|确|推|打|保|争|到|有|发|超)|"
        rf"(?:下半年|[三四]季度|接下来)(?:再|还要|将|要|拟)|届时|(?:建成|投产|达产|满产|竣工|投用|投运|完工|落成|运营|建好|达效|落地|通车|启用)(?:达产|投产|投用|投运|运营|"
        rf"达效)?后|明年|后年|未来[一二两三四五六七八九十\d]{{1,2}}(?:[到至][一二两三四五六七八九十\d]{{1,2}})?(?:年|个?月|季)|今后|下一步|"
        rf"到(?:本世纪|[“\"]?十[五六]五|“十五五”)|年内(?=扩|增|将|建|达|突|实现)|(?:年底|年末|月底)(?:前|可|能|将|有望))|"
        rf"(?P<modal>(?:建设|新建|在建|拟建)(?=年产)|(?<![即必行])将(?:{_MODAL}))|(?P<reached>已|还有|尚有|"
        rf"仍有|(?<![由从比较于是到])目前|现有(?=[^,;。:]{{0,12}}[\d一二两三四五六七八九十])|(?:优于|高于|好于|低于|快于|超出|超额完成|提前完成)[^,;。:\d目]{{0,8}}目标|截至|累计(?!将)|(?<![由从比较于是到])(?:去年|上年)|完成(?!后)|"
        rf"同比|前三季度|刚刚|当时|眼下|如今|迄今|共有|比上年|今年以来|来自|过去|曾)|"
        rf"(?P<year>(?<!\d)20\d\d(?=年))|(?P<end>。|!|\?|;|\n)"
    )
)
_AFTER = re.compile(
    r"(?:的)?(?:[“\"][^”\"]{1,8}[”\"])?(?:年度|全年|规划|发展|奋斗|任务|预期|增长|目标)?(?:产值|投资|产量)?目标(?!的|企业|客户|市场|用户|人群|公司|地|价|对象|群体|岗位|发动|发起|实施|进行|遭|被)|[^,;。\d]{0,4}(?:明年|后年)"
)
# A heading that ends in what is to come, not a headline with a verb (座谈会部署重点任务).
_PLAN_HEADING = re.compile(
    r"(?:目标|任务|重点工作|工作重点|工作要点|工作安排|工作部署|工作计划|总体要求|总体思路|总体目标|工作思路|主要措施|工作打算|打算|展望|"
    r"政策取向|安排|下步|建议|规划)(?:(?:和|与|及)[^,。]{1,14})?[::]?\s*$|下一?步|下一阶段|^今后|[、.)]今后|^未来[^,。]{0,12}$"
)
_HEADLINE = re.compile(r"召开|举行|发布|印发|学习|贯彻|圆满|会议|座谈|调研|出席|主持|公布|《|》")
# 重点抓好以下工作: what follows is planned; 主要做了以下工作 is not.
_ANNOUNCED = re.compile(
    r"(?:抓好|做好|抓实|推进|开展|实施|突出|干好)(?:以下|如下|下列|[一二三四五六七八九十两\d]{1,3}(?:个方面|方面|项|大|件))[^,。;]{0,14}(?:工作|任务|行动|实事)"
)
# 2025年的目标是:…, 今年的盘子这样定:…: the paragraph lays out a plan.
_OPENED = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<this>今年|新的一年)|明年|下一步)的?[^,。;:\d]{0,10}"
    r"(?:目标|任务|安排|打算|盘子|思路|蓝图|路线图|任务书|施工图|清单)[^,。;:\d]{0,8}[::]"
)
_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
_SUBHEADING = re.compile(r"\s*(?:\(|\d|[①-⑳]|第[一二三四五六七八九十]+[,、])")
_PAST_HEADING = re.compile(r"回顾|成就|总结|进展|情况|成效|过去|取得|完成")


# 打算加码的占28%: those who plan are counted, not what they plan.
_OF_PLANNERS = re.compile(
    r"[^,;。:]{0,12}的(?:企业|会员|人|受访者|厂商|公司|单位|家庭|居民|用户)?(?:则|也|仅|只|均|都|已|约)*(?:占|有)[^,;。\d]{0,8}"
)
# 力争7个集群总产值突破8000亿元: a sum is taken over what is there.
_SUMMED = re.compile(
    r"[^,;。:\d]{1,16}(?:合计|总计|(?<!生产)总(?:产|价|交易|销售)?[额量值]|总收入|总规模|总营收)[^,;。:\d]{0,6}\d"
)
_MEANS = re.compile(r"[^,;。:]{0,16}为(?:抓手|重点|依托|载体|支撑|突破口|基础|牵引|引领|核心|契机|纽带|龙头|主线)")
# 推动总投资52亿元的某某产业园开工: what the project costs
_OF_WORKS = re.compile(r"的[^,;。:、]{2,16}(?:项目|工程|基地|产业园|园区|工厂|生产线|产线|电站|[一二三四]期)")
# 该公司将在某园区投资8亿元: the money of a project that is announced, and no goal
_INVESTS = re.compile(
    r"将[^,。;:\d]{0,20}(?<!完成)(?<!资产)(?<!工业)(?<!民间)(?<!有效)(?<!新增)投资(?:约|超过?|近|逾)?\d"
)
_CONCERNED = re.compile(r"(?:聚焦|围绕|瞄准|针对|依托|立足|面向|根据|按照|对照)[^,;。:\d]{0,28}$")
_SITE = re.compile(
    r",(?:(?:该|本|此)[^,;。:\d]{0,8}(?:占地|位于|总投资|投资额|注册资本|成立于|建筑面积)"
    r"|[^,;。:\d]{0,8}(?<!计划)(?<!规划)(?<!完成)(?:规划总?面积|总投资|投资额|合计投资|占地|用地|总建筑面积|注册资本))[^,;。:\d]{0,6}$"
)
# 投建16GW组件项目: the size of what is built is no goal of its own.
_BUILT = re.compile(r"(?:投建|兴建|新建|建设|承建|投资建设)(?:一[个座条])?(?:[^,。;:]{1,18}[及和与])?约?$")
_WORKS = re.compile(
    r"[^,;。:\d]{0,12}(?:项目|工程|基地|生产线|产线|工厂|电站)|[^,;。:\d]{1,8}[和及与]\d[^,;。:]{1,14}项目"
)
_UNCOUNTED = re.compile(r"[个项家条座所处栋]$")
# 航空、船舶、海工三个集群: the number counts the list before it.
_LIST_COUNT = re.compile(r"(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})[大个类项条张座支](?=[^,。;:\d、]{2})")
_LIST = re.compile(r"[^,。;:\d]{3,80}$")
_COUNT_BEFORE = re.compile(
    r"(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})[大个类项条张座支][^,。;:\d、]{2,14}[和与及]$"
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
# 对首次认定的企业给予最高300万元奖励: what anybody may get, no goal and of no time.
_GIVING = re.compile("给予|予以|奖励|补助|补贴|资助|奖补|贴息|返还")
_GRANT = re.compile(rf"(?:{_GIVING.pattern})[^。;\n]{{0,24}}$")
_GRANTED = re.compile(r"[^,。;\n]{0,4}(?:给予|予以|的?(?:一次性)?(?:奖励|补助|补贴|资助|奖补))")
_CONCERNING = re.compile(r"对[^,。;\n]{0,30}$")
_CONDITION = re.compile(r"对[^。;\n]{2,60}|首次|按|单[个户家笔]|每[家户个]|符合")
_EFFORTS = frozenset(("争取", "努力", "确保"))
_PROGRAMME = re.compile(
    r"(?:实施|推进|开展|启动|完成|执行|下达|深化|升级|落实|出台|制定|编制|纳入|入选|列入|获批|完善|推出|入围|参与)[^,;。:\d]{1,20}$"
)


# Words of research reports
_ONLOOKER = re.compile(
    r"评级|目标价|我们(?:预计|预测|判断|认为)|分析师|研报|预测\d{4}|市场预期|机构预[计测]|(?<!经)测算[,，]"
)


class Targets:
    """The stretches of an article that speak of plans."""

    def __init__(self, view: View) -> None:
        """Scan the article once for cues."""
        self._view = view
        self._forecasts: dict[int, bool] = {}
        self._starts: list[int] = []
        self._planned: list[bool | None] = []  # None: the sentence does not say
        self._grants = _GIVING.search(view.folded) is not None
        self._scan()

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
                strong = strong and cue.group() in ("完成", "累计")
                if not strong and not (cue.group() in _ALSO_PLANNED and self._under_plans(at)):
                    self._mark(at, False)
            elif kind == "year":
                carried = self._year(cue, published)
                strong = carried or strong
            elif kind == "end" and (
                cue.group() != ";" or not strong or (carried and _OF_NOW.match(self._view.folded, at) is not None)
            ):
                strong = False
                self._mark(at, None)

    def _names_no_plan(self, cue: re.Match[str]) -> bool:
        """Whether 计划 is the name of a programme (实施…计划), or a section of results speaks of efforts (争取资金)."""
        word, folded = cue.group(), self._view.folded
        if word in ("计划", "规划") and _PROGRAMME.search(folded, max(0, cue.start() - 24), cue.start()):
            return True
        if word[:2] not in _EFFORTS:
            return False
        starts, planned = self._sections
        return planned[bisect_right(starts, cue.start()) - 1] is False

    def _year(self, cue: re.Match[str], published: int | None) -> bool:
        """A year ahead announces a plan, a year past ends one; whether it governs a list of goals (到2027年,…;…)."""
        if published is None:
            if self._view.folded[cue.start() - 1 : cue.start()] == "到":
                self._mark(cue.end(), True)
        elif int(cue.group()) > published:
            self._mark(cue.end(), True)
            return self._view.folded[cue.start() - 1 : cue.start()] == "到"
        elif int(cue.group()) < published and self._view.folded[cue.start() - 1 : cue.start()] not in _ORIGINS:
            self._mark(cue.end(), False)
        return False

    @cached_property
    def _sections(self) -> tuple[list[int], list[bool | None]]:
        """Where sections begin, and whether their heading speaks of plans, of results or of neither."""
        starts: list[int] = [0]
        planned: list[bool | None] = [None]
        for block in self._view.blocks:
            if block.kind == "table":
                continue
            if block.end - block.start > 40:
                if announced := _ANNOUNCED.search(self._view.folded, max(block.start, block.end - 40), block.end):
                    starts.append(announced.end())
                    planned.append(True)
                elif not planned[-1] and (opened := self._opened(block)) is not None:
                    starts += [opened, block.end]
                    planned += [True, planned[-1]]
                continue
            heading = self._view.folded[block.start : block.end]
            if "。" in heading or "," in heading or ":" in heading.rstrip(" :") or _SUBHEADING.match(heading):
                continue
            if _PAST_HEADING.search(heading):
                starts.append(block.start)
                planned.append(False)
            elif _HEADLINE.search(heading):
                continue
            elif _NUMBERED.match(heading) and planned[-1] is False and not _PLAN_HEADING.search(heading):
                starts.append(block.start)
                planned.append(None)
            elif _ANNOUNCED.search(heading) or (_PLAN_HEADING.search(heading) and block.kind != "title"):
                starts.append(block.end)
                planned.append(True)
        return starts, planned

    def _opened(self, block: Block) -> int | None:
        """Where a paragraph says that it lays out what is to come in the year of publication or later."""
        published = self._view.published
        for opened in _OPENED.finditer(self._view.folded, block.start, min(block.end, block.start + 60)):
            year = opened["year"]
            if published and (int(year) >= published.year if year else opened["this"] is None or published.month < 5):
                return opened.end()
        return None

    def _under_plans(self, offset: int) -> bool:
        """Whether `offset` lies in a section of plans."""
        starts, planned = self._sections
        return planned[bisect_right(starts, offset) - 1] is True

    def _aside(self, cue: int, start: int) -> bool:
        """Whether the number stands in brackets that were opened after the cue."""
        near = max(cue, start - 80)
        opened = self._view.folded.rfind("(", near, start)
        return opened >= 0 and self._view.folded.rfind(")", opened, start) < 0

    def _given(self, cue: int, start: int, end: int) -> bool:
        """Whether a number within a plan is only what the plan starts from: whom it concerns, what it works with."""
        folded = self._view.folded
        near = max(cue, start - 40)
        if (found := _OF_PLANNERS.match(folded, cue, start)) and found.end() == start:
            return True
        if start - cue <= 2 and _SUMMED.match(folded, end):
            return True
        if _MEANS.match(folded, end, end + 30) or (start - cue > 6 and _OF_WORKS.match(folded, end, end + 24)):
            return True
        if folded.rfind(",", near, start) >= 0 and _SITE.search(folded, near, start):
            return True  # …将投向新工厂,该厂占地76亩
        works = not _UNCOUNTED.search(folded, start, end) and _WORKS.match(folded, end, end + 30)
        if works and _BUILT.search(folded, max(0, start - 30), start):
            return True
        return _CONCERNED.search(folded, max(0, cue - 4, start - 40), start) is not None

    def is_grant(self, start: int, end: int) -> bool:
        """Whether a number is what whoever meets a condition is given."""
        folded, sentence = self._view.folded, self._view.sentence_at(start).start
        floor = max(sentence, start - 80)
        if folded.startswith("的", end) and _CONCERNING.search(folded, floor, start):
            return True  # 对投资500万元以上的项目
        if not self._grants:
            return False
        given = _GRANT.search(folded, floor, start) or _GRANTED.match(folded, end, end + 16)
        return given is not None and _CONDITION.search(folded, floor, start) is not None

    def _counts_list(self, start: int) -> bool:
        """Whether a number says how many members the list before it has, or stands beside one that does."""
        folded = self._view.folded
        if (found := _LIST_COUNT.match(folded, start)) is None:
            return False
        if (beside := _COUNT_BEFORE.search(folded, max(0, start - 20), start)) is not None:
            found, start = beside, beside.start()
        listed = _LIST.search(folded, max(0, start - 80), start)
        members = listed.group().count("、") + 1 if listed else 0
        if members > 1 and folded[start - 1] == "等":
            return True
        return members > 1 and members == small(found["count"])

    def _is_onlooker(self, start: int) -> bool:
        """Whether a sentence gives the forecast of one who only looks on: 预测2025年净利润20.1亿元,给予“买入”评级."""
        sentence = self._view.sentence_at(start)
        if sentence.start not in self._forecasts:
            said = _ONLOOKER.search(self._view.folded, sentence.start, sentence.end)
            self._forecasts[sentence.start] = said is not None
        return self._forecasts[sentence.start]

    def planned(self, start: int, end: int) -> bool:
        """Whether the number at `start`…`end`, which is no grant, is planned."""
        folded = self._view.folded
        if self._counts_list(start):
            return False
        index = bisect_right(self._starts, start) - 1
        if folded[start - 1 : start] == "了" or self._is_onlooker(start):
            return False
        said = self._planned[index] if index >= 0 else None
        if said and (self._aside(self._starts[index], start) or self._given(self._starts[index], start, end)):
            return False
        if said or _AFTER.match(folded, end):
            return True
        if said is False or not self._under_plans(start):
            return False
        near = max(0, start - 40)
        return not (_CONCERNED.search(folded, near, start) or _SITE.search(folded, near, start))
