"""What the projects of a list cost, where only its head says that it is of investments (某某产线,9亿元)."""

from __future__ import annotations

import re

from ..bullets import BULLET
from ..view import Span
from .phrases import Phrase
from .readings import Reading, is_money
from .told import Reader

_INVESTMENT = re.compile("(?:计划|协议|意向|签约|概算|完成)?(?:总|合计)?投资额?$")
# 7个项目,合计|31亿元
_TOGETHER = re.compile(r"项目[^,。;]{0,6},?(?:合计|总计|共计|累计|共|总额)(?:约|近|超)?$")
_LINE = re.compile(rf"\s*{BULLET}\s*(?P<name>[^,。;:()\d]{{4,24}})[,(]")
_CLOSED = re.compile(r"[,。;、)\n]|$")
_GRANTS = re.compile("[奖补贴]")
_NEAR = 60
"""How many figures before it the head of a list may stand."""
_SENTENCE = 400
"""How far from the beginning of the head's sentence it says that it is of projects."""
_NAME = 4
"""How long the name of a project is at least."""
_LEAST = 1e6
"""Less than this no project costs, but a grant or a price."""
# What the names of projects end with
_PROJECT = re.compile(
    r"(?:项目|基地|工厂|[产一二三四]线|产业园|科技园|中心|平台|工程|枢纽|扩[产建能]|技改|改造|总部|电站|码头|[一二三四五六七八九十]期|园区?)$"
)


class ProjectSums(Reader):
    """Reads amounts of money that stand right behind the names of projects."""

    def reading(self, index: int, left: Phrase) -> Reading | None:
        """The investment in a project that a list names with nothing but a sum; None for any other figure."""
        quantity = self._quantities[index]
        if (
            not is_money(quantity)
            or left.active
            or quantity.granted
            or quantity.bound == "<="
            or _CLOSED.match(self._text, quantity.tail) is None
        ):
            return None
        clause = self._view.clause_at(quantity.start).start
        if self._phrases.metric_ending(left.noun.end, left.noun.start) or _GRANTS.search(
            self._text, clause, quantity.start
        ):
            return None
        start = self._view.sentence_at(quantity.start).start
        together = _TOGETHER.search(self._text, max(start, quantity.head - 24), quantity.start) is not None
        name = left.noun if left.noun.end > left.noun.start else self._of_line(quantity.head)
        if not together and name.end - name.start < _NAME:
            return None
        total = self._total(index)
        if total is None:
            return None
        metric, of = total
        beside = self._view.block_at(self._quantities[of].start) == self._view.block_at(quantity.start)
        named = name != left.noun or _PROJECT.search(self._text, *name) is not None
        part = _LEAST < quantity.value < self._quantities[of].value
        if not part or not (
            together or named or (beside and self._quantities[of].unit == quantity.unit and of + 4 > index)
        ):
            return None
        return Reading(metric, None if together else self._nouns.subject(name), phrase=left)

    def _of_line(self, head: int) -> Span:
        """The name that the line of a list opens with, a comma between it and its sum: ——某某二期,9亿元."""
        block = self._view.block_at(head)
        found = _LINE.fullmatch(self._text, block.start, head)
        return Span(*found.span("name")) if found is not None else Span(head, head)

    def _total(self, index: int) -> tuple[str, int] | None:
        """The metric and the index of the last sum that projects are said to take: 7个项目总投资31亿元."""
        for at in range(index - 1, max(-1, index - _NEAR), -1):
            metric = self._readings[at].metric or ""
            if is_money(self._quantities[at]) and (found := _INVESTMENT.search(metric)) is not None:
                sentence = self._view.sentence_at(self._quantities[at].start)
                if self._text.find("项目", sentence.start, min(sentence.end, sentence.start + _SENTENCE)) >= 0:
                    return found[0], at
        return None
