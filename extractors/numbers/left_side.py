"""The phrase before a number that may say what it measures, in its clause or the one before."""

from __future__ import annotations

import re

from ..fold import fold_word
from ..view import Span
from .behind import Behind
from .counted import HEAD
from .nouns import BODY
from .phrases import Phrase
from .readings import is_money
from .rounds import ROUND
from .told import Reader, Told

# 出口|方面,: what a clause names as its topic
_TOPIC = re.compile(r"(?:方面|来看|[上中]看|(?<=..)(?:里|里头|里面|当中))$")
_LABELLED = 14
"""How far before a number its label may end, with a time in between."""


class LeftSide(Reader):
    """Finds the phrase on the left of each quantity."""

    def __init__(self, told: Told, behind: Behind) -> None:
        super().__init__(told)
        self._behind = behind

    def before(self, index: int, verb: str) -> Phrase:
        """The phrase before a verb of spending that stands right before a number."""
        at = self._text.rfind(fold_word(verb), 0, self._quantities[index].head)
        left = self._phrases.left_of(at, self._told.floor(index))
        return Phrase(left.noun, left.owner, True)

    def phrase(self, index: int) -> Phrase:
        """The phrase on the left; where the clause holds none, that of a clause without numbers just before."""
        quantity, floor = self._quantities[index], self._told.floor(index)
        left = self._phrases.left(quantity, floor)
        colon = self._text.rfind(":", max(floor, quantity.head - _LABELLED), quantity.head) if left.is_empty else -1
        if colon > floor and not (label := self._phrases.left_of(colon, floor)).is_empty:
            return label  # 模具出口:2024年14.8亿美元
        if not left.is_empty or floor != self._view.clause_at(quantity.start).start:
            return left
        if self._kinds[index] == "share" and self._text.startswith("的", quantity.tail):
            return left  # 三成的企业
        sentence = self._view.sentence_at(quantity.start)
        previous_end = self._quantities[index - 1].tail if index else 0
        if floor - 1 <= max(sentence.start, previous_end):
            return left
        before = self._view.clause_at(floor - 1)
        start, end = max(before.start, previous_end), floor - 1
        if (topic := _TOPIC.search(self._text, start, end)) is not None:
            end = topic.start()
        end, _ = self._phrases.strip_right(start, end)
        noun = self._phrases.strip_left(start, end)
        if self._phrases.metric_ending(noun.end, noun.start) is not None:
            counts = self._kinds[index] == "count" and left.active
            if counts and HEAD.search(self._text, *self._behind.noun(index)) is not None:
                return left  # 对产品进行补助,还将支持|两万户家庭
            return Phrase(noun, Span(noun.start, noun.start))
        counted = self._phrases.left_of(noun.end, noun.start)
        round_of = ROUND.fullmatch(self._text, *counted.noun) is not None
        if is_money(quantity) and (round_of or self._behind.ends_as_money(counted.noun)):
            return counted  # 获某厂订单,合计1.7亿元
        if self._kinds[index] == "count" and BODY.search(self._text, *counted.noun) is not None:
            return counted  # 做丝网的规上企业,去年有127家
        return left
