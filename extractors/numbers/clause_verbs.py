"""The verb of a clause: what stands before it bears what is told, what stands behind it is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..names.firm_lexicon import vocabulary
from ..view import Span
from .landmarks import Landmarks
from .parsed import parsed
from .phrase_lexicon import verbs

_LONGEST_NAME = 6
_FUNCTIONS = frozenset(
    [
        "研发",
        "检测",
        "交易",
        "服务",
        "孵化",
        "培训",
        "生产",
        "加工",
        "展示",
        "研究",
        "试验",
        "运营",
        "管理",
        "创新",
        "转化",
        "监测",
    ]
)
"""What platforms and staff are for, sooner than what is done with them."""
_FOR = re.compile("平台|机构|基地|体系|能力|团队|人员|设备|设施|经费|费用|活动|载体|企业|厂家|资金")


class ClauseVerbs(Landmarks):
    """Finds verbs in the clauses of one article."""

    def last_verb(self, start: int, end: int) -> re.Match[str] | None:
        """The last verb of a stretch that stands before something else, and inside no name or longer word."""
        last = None
        for match in self._verbs(start, end):
            if (
                match.end() < end
                and not (self._text[match.end()] == "、" and self._is_listed(start, match.end(), end))
                and not self.is_in_metric(match.start(), match.end(), end)
                and not self.is_in_firm(match.start())
                and not self._is_in_word(match, end)
            ):
                last = match
        return last

    def _verbs(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """The verbs of a stretch, none that lies across two words: 电|动工|具; 大|力推|进 has 推进."""
        for verb in verbs().finditer(self._text, start, end):
            begins = self._text[verb.start() - 1 : verb.start() + 1] in vocabulary()
            across = begins and self._text[verb.end() - 1 : verb.end() + 1] in vocabulary() and not self._is_word(verb)
            found = verbs().match(self._text, verb.start() + 1, end) if across else verb
            if found is not None and not (
                self.runs_into_metric(found.start(), found.end()) and not self._is_word(found)
            ):
                yield found

    def _is_listed(self, start: int, comma: int, end: int) -> bool:
        """Whether a verb before a comma ends the name of one of a list of things: 先进制造|、安全应急."""
        opens = max(start, self._text.rfind("、", start, comma) + 1)
        return comma - opens <= _LONGEST_NAME and end not in self._metric_ends

    def _is_in_word(self, verb: re.Match[str], end: int) -> bool:
        """Whether a verb begins or ends a longer noun: 提取|物, 服务|区, 公共|服务, 研发|平台."""
        known = vocabulary()
        if verb.group() in _FUNCTIONS and _FOR.match(self._text, verb.end(), end) is not None:
            return True
        if known.get(self._text[verb.start() - 2 : verb.start() + 2], "verb") in ("noun", "term"):
            return True
        sizes = (1, 2) if verb.end() - verb.start() == 2 else (1,)
        words = (self._text[verb.start() : min(end, verb.end() + size)] for size in sizes)
        return any(known.get(word, "verb") in ("noun", "term") for word in words)

    def _is_word(self, verb: re.Match[str]) -> bool:
        """Whether a verb is one of the fewest words that the text around it can be cut into: 累计|发送|货物."""
        at = max(0, verb.start() - 4)
        for word, _ in parsed(self._text[at : verb.end() + 4]):
            if at >= verb.start():
                return at == verb.start() and len(word) == verb.end() - verb.start()
            at += len(word)
        return False

    def verb_in(self, span: Span) -> re.Match[str] | None:
        """The first verb of a stretch of text."""
        return verbs().search(self._text, span.start, span.end)

    def begins_with_verb(self, span: Span) -> re.Match[str] | None:
        """Whether a phrase begins with a verb (1.5亿元建设厂房)."""
        if self.guards(span.start, span.end):
            return None
        return verbs().match(self._text, span.start, span.end)
