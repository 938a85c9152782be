"""Targets: whether a number is planned or reached.

A plan is announced by a verb or a time (力争, 计划, 将达到, 到2030年, 达产后) and governs the clauses that follow in
its sentence, until a clause speaks of what is there already (已, 目前, 截至, 去年). A heading such as
2025年目标和任务 governs its section.
"""

from __future__ import annotations

import re

from ..view import View
from .days import small
from .plan_cues import PlanCues
from .plan_sections import PlanSections

# 5亿元|的目标, 5亿元,明年: what behind a number makes it a goal
_AFTER = re.compile(
    r"(?:的)?(?:[“\"][^”\"]{1,8}[”\"])?(?:年度|全年|规划|发展|奋斗|任务|预期|增长|目标)?(?:产值|投资|产量)?目标(?!的|企业|客户|市场|用户|人群|公司|地|价|对象|群体|岗位|发动|发起|实施|进行|遭|被)|[^,;。\d]{0,4}(?:明年|后年)"
)
# 打算加码的占28%: those who plan are counted, not what they plan.
_OF_PLANNERS = re.compile(
    r"[^,;。:]{0,12}的(?:企业|会员|人|受访者|厂商|公司|单位|家庭|居民|用户)?(?:则|也|仅|只|均|都|已|约)*(?:占|有)[^,;。\d]{0,8}"
)
# 力争7个集群总产值突破8000亿元: a sum is taken over what is there.
_SUMMED = re.compile(
    r"[^,;。:\d]{1,16}(?:合计|总计|(?<!生产)总(?:产|价|交易|销售)?[额量值]|总收入|总规模|总营收)[^,;。:\d]{0,6}\d"
)
# 以12个项目|为抓手: what a plan works with
_MEANS = re.compile(r"[^,;。:]{0,16}为(?:抓手|重点|依托|载体|支撑|突破口|基础|牵引|引领|核心|契机|纽带|龙头|主线)")
# 推动总投资52亿元的某某产业园开工: what the project costs
_OF_WORKS = re.compile(
    r"的[^,;。:、]{2,16}(?:项目|工程|基地|产业园|园区|工厂|生产线|产线|电站|[一二三四]期)|的(?:规划|方案|计划)已"
)
# 围绕|12条产业链: what a plan is on
_CONCERNED = re.compile(r"(?:聚焦|围绕|瞄准|针对|依托|立足|面向|根据|按照|对照)[^,;。:\d]{0,28}$")
# ,占地|76亩: what a place or a project has, whatever is planned of it
_SITE = re.compile(
    r",(?:(?:该|本|此)[^,;。:\d]{0,8}(?:占地|位于|总投资|投资额|注册资本|成立于|建筑面积)"
    r"|[^,;。:\d]{0,8}(?<!计划)(?<!规划)(?<!完成)(?:规划总?面积|总投资|投资额|合计投资|占地|用地|总建筑面积|注册资本))"
    r"(?!不低于|不少于)[^,;。:\d]{0,6}$"
)
# 投建16GW组件项目: the size of what is built is no goal of its own.
_BUILT = re.compile(r"(?:投建|兴建|新建|建设|承建|投资建设)(?:一[个座条])?(?:[^,。;:]{1,18}[及和与])?约?$")
# 16GW|组件项目
_WORKS = re.compile(
    r"[^,;。:\d]{0,12}(?:项目|工程|基地|生产线|产线|工厂|电站)|[^,;。:\d]{1,8}[和及与]\d[^,;。:]{1,14}项目"
)
# A number whose classifier counts the works themselves: 3个|项目
_UNCOUNTED = re.compile(r"[个项家条座所处栋]$")
# 航空、船舶、海工三个集群: the number counts the list before it.
_LIST_COUNT = re.compile(r"(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})[大个类项条张座支](?=[^,。;:\d、]{2})")
# 航空、船舶、海工|三个: the list that a number may count
_LIST = re.compile(r"[^,。;:\d]{3,80}$")
# 三个集群|和五条产业链: the count beside is one of the list
_COUNT_BEFORE = re.compile(
    r"(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})[大个类项条张座支][^,。;:\d、]{2,14}[和与及]$"
)
# Words of research reports
_ONLOOKER = re.compile(
    r"评级|目标价|我们(?:预计|预测|判断|认为)|分析师|研报|预测\d{4}|市场预期|机构预[计测]|(?<!经)测算[,，](?![^。;]{0,20}(?:建成|投产|达产|投用|满产))"
)


class Targets:
    """Tells the planned numbers of an article from those that are reached, or only stand within a plan."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._sections = PlanSections(view)
        self._cues = PlanCues(view, self._sections)
        self._forecasts: dict[int, bool] = {}

    def planned(self, start: int, end: int) -> bool:
        """Whether the number at `start`…`end`, which is no grant, is planned."""
        folded = self._view.folded
        if self._counts_list(start) or folded[start - 1 : start] == "了" or self._is_onlooker(start):
            return False
        since, said = self._cues.at(start)
        if said and (self._aside(since, start) or self._given(since, start, end)):
            return False
        if said or _AFTER.match(folded, end):
            return True
        if said is False or not self._sections.plans(start):
            return False
        near = max(0, start - 40)
        if _OF_WORKS.match(folded, end, end + 24):
            return False
        return not (_CONCERNED.search(folded, near, start) or _SITE.search(folded, near, start))

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
