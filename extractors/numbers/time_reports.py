"""Whether the text reports on a time as a whole, so that rates and counts are that time's, too."""

from __future__ import annotations

import re

from .dating import Dater
from .period import Period
from .quantities import Quantity

# What a text that reports on a time as a whole is called
_YEARLY_TEXT = re.compile(
    r"公报|工作报告|工作回顾|年(?:的)?主要工作|年报|年度报告|半年报|季报|月报|运行情况|工作总结|情况的报告|执行情况|通报|简报|快报|统计|家底|成绩单|[((][^()()]{0,4}年[^()()]{0,8}[))]\s*$"
)
# In a heading, what is still wrong
_PROBLEMS = re.compile(r"问题|不足|短板|困难|差距|挑战")
# In a paragraph the words are common: 解决突出问题
_PROBLEMS_TOLD = re.compile(
    r"清醒地?(?:看到|认识到)|(?:还|仍|也|依然|但)(?:存在|面临)[^,。;]{0,8}(?:问题|不足|困难|短板|挑战)|存在的?(?:主要)?(?:问题|不足|短板)"
)
_NEARLY_A_YEAR = 300
"""Days; a report on fewer says nothing of what comes about every year."""


class TimeReports(Dater):
    """Tells the headings of reports from those that only name a time."""

    def covers(self, index: int, heading: Period | None) -> bool:
        """Whether the text under a heading's time reports on it as a whole, and the figure is one of the report."""
        if heading is None:
            return False
        blocks = [self._view.block_at(period.start) for period in self._line.like(heading)]
        if not any(_YEARLY_TEXT.search(self._text, block.start, block.end) for block in blocks):
            return False
        quantity = self._quantities[index]
        if self._tells_of_problems(quantity):
            return False
        within_year = (heading.last - heading.first).days < _NEARLY_A_YEAR
        lasting = self._standing.is_settled(quantity) or (within_year and self._standing.is_habitual(quantity))
        return self._standing.nature(index) != "fact" and not lasting

    def _tells_of_problems(self, quantity: Quantity) -> bool:
        """Whether a section, or the paragraph so far, is on what is still wrong: how things stand, at no time."""
        section, block = self._line.section(quantity.start), self._view.block_at(quantity.start)
        headed = section is not None and _PROBLEMS.search(self._text, section.start, section.end) is not None
        return headed or _PROBLEMS_TOLD.search(self._text, block.start, quantity.start) is not None
