"""The sections of an article that lay out plans or look back: 2025年目标和任务 governs what stands below it."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..view import Block, View

# A heading that ends in what is to come, not a headline with a verb (座谈会部署重点任务).
_PLAN_HEADING = re.compile(
    r"(?:目标|任务|重点工作|工作重点|工作要点|工作安排|工作部署|工作计划|总体要求|总体思路|总体目标|工作思路|主要措施|工作打算|打算|展望|"
    r"政策取向|安排|下步|建议|规划)(?:(?:和|与|及)[^,。]{1,14})?[::]?\s*$|下一?步|下一阶段|^今后|[、.)]今后|^未来[^,。]{0,12}$"
)
# A headline with a verb, which heads no section
_HEADLINE = re.compile(r"召开|举行|发布|印发|学习|贯彻|圆满|会议|座谈|调研|出席|主持|公布|《|》")
# 重点抓好以下工作: what follows is planned; 主要做了以下工作 is not.
_ANNOUNCED = re.compile(
    r"(?:抓好|做好|抓实|推进|开展|实施|突出|干好)(?:以下|如下|下列|[一二三四五六七八九十两\d]{1,3}(?:个方面|方面|项|大|件))[^,。;]{0,14}(?:工作|任务|行动|实事)"
)
# 2025年的目标是:…, 今年的盘子这样定:…: the paragraph lays out a plan.
_OPENED = re.compile(
    r"(?:(?P<year>20\d\d)年|(?P<this>今年|新的一年)|明年|下一步)的?[^,。;:\d]{0,10},?[^,。;:\d]{0,4}"
    r"(?:目标|任务|安排|打算|盘子|思路|蓝图|路线图|任务书|施工图|清单)[^,。;:\d]{0,8}[::]"
)
# 要在“补链”上下功夫: the paragraph exhorts
_EXHORTS = re.compile(r"(?:我们)?(?:必须|务必|要(?=[在把以从抓强做坚聚加突扩推持大全敢瞄紧]))")
# 二、: the next of the main sections
_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
# (一), 1.: a part of the section that it stands in
_SUBHEADING = re.compile(r"\s*(?:\(|\d|[①-⑳]|第[一二三四五六七八九十]+[,、])")
# A heading that looks back
_PAST_HEADING = re.compile(r"回顾|成就|总结|进展|情况|成效|过去|取得|完成")
_SHORT = 40
"""A block of no more characters is a heading, though nothing marks it as one."""


class PlanSections:
    """Where sections begin, and whether their heading speaks of plans, of results or of neither."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._starts: list[int] = [0]
        self._planned: list[bool | None] = [None]
        self._read()

    def plans(self, offset: int) -> bool | None:
        """Whether `offset` lies in a section of plans; False in one of results, None in any other."""
        return self._planned[bisect_right(self._starts, offset) - 1]

    def _read(self) -> None:
        starts, planned = self._starts, self._planned
        for block in self._view.blocks:
            if block.kind == "table":
                continue
            if block.end - block.start > _SHORT:
                if announced := _ANNOUNCED.search(self._view.folded, max(block.start, block.end - _SHORT), block.end):
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

    def _opened(self, block: Block) -> int | None:
        """Where a paragraph says that it lays out what is to come in the year of publication or later, or exhorts."""
        if (exhorts := _EXHORTS.match(self._view.folded, block.start)) is not None:
            return exhorts.end()
        published = self._view.published
        for opened in _OPENED.finditer(self._view.folded, block.start, min(block.end, block.start + 60)):
            year = opened["year"]
            if published and (int(year) >= published.year if year else opened["this"] is None or published.month < 5):
                return opened.end()
        return None
