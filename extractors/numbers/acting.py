"""A number behind a verb that no list has: what is done is no noun, and a metric only where nothing else is.

今年就干了2.1亿元 goes on with what was told before; 某县在开发区划出800亩 says what is done; 某厂把能耗压低了5% tells
of what it is done to.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..names.firm_lexicon import vocabulary
from ..view import Span
from .counting import Counting
from .elision import Elision
from .naming import Naming
from .parsed import parsed
from .phrases import Phrase
from .readings import Reading, is_money
from .told import Reader, Told

# What only stands behind verbs: 养|了, 躺|着, 装|下
_PARTICLE = re.compile(
    r"(?:[了着]|出(?!现)去?|下(?![降滑跌调行])来?|进(?!一步)去?|走(?![高低强弱])|掉|回(?![升落暖调])来?|起(?!步)来?|成(?![长为]))+"
)
# What ends a verb in its clause: 卖|到了每只
_END = re.compile(r"[了着到].*")
# Adverbs and auxiliaries that go before a verb, never before a noun
_ADVERB = re.compile(
    r"(?:就|还|再|又|才|都|只|能|可|要|应|会|得|想|敢|刚|已|正|最[多高少]|至少)+(?P<verb>[\u4e00-\u9fff]{1,2})$"
)
# 他, 自己, 我们: whoever that is, the metric stands elsewhere
_PRONOUN = re.compile(r"(?:[他她它我你咱][们家]?|自己|大家|人家|有人|本人|谁|刚刚|才|.*那天)$")
# Verbs of one character that things are done with which are counted
_SINGLE = frozenset(
    "干交种吃掏借领装添加补圈划发融备做开放压刷打收送拉跑涨掉建养产销签招拿给花搬运用省缴投订抓摘捞栽喂烧耗租修织绣酿榨炼铺架挖拆埋"
    "跌降升增减躺存堆囤攒付欠贴退赔捐募筹住去走进出挂拍贷批"
)
# 把|加氢站|由八座增加到十二座: what something is done to
_OBJECT = frozenset("把将让使令")
# 在园区|划出, 对客户|交付: where, to whom
_ASIDE = frozenset("在给为对向从")
# 在研新药, 在建项目: no place
_IN_STATE = frozenset("研建孵校岗营役册编手线产途库")


class Acting(Reader):
    """Reads figures whose predicate is a verb that no list of the words before a number has."""

    def __init__(self, told: Told, counting: Counting, elision: Elision, naming: Naming) -> None:
        super().__init__(told)
        self._counting, self._elision, self._naming = counting, elision, naming

    def reading(self, index: int, left: Phrase, right: Span) -> Reading | None:
        """The reading of a figure behind such a verb; None where a noun stands before it."""
        noun, head = left.noun, self._quantities[index].start
        if self._phrases.metric_ending(noun.end, noun.start) is not None:
            return None
        if (at := self._preposition(noun, head, _OBJECT)) is not None:
            return self._done_to(index, left, at)
        verb = self._verb(noun, head)
        done = Span(noun.end, head) if verb is None else Span(verb, noun.end)
        at = self._preposition(noun, head, _ASIDE)
        at = verb if at is None else at
        return self._done(index, left, right, at, done) if at is not None else None

    def _done_to(self, index: int, left: Phrase, at: int) -> Reading | None:
        """某厂把能耗压低了5%: the metric is what it is done to."""
        noun = left.noun
        verb = self._verb(noun, self._quantities[index].start)
        end, _ = self._phrases.strip_right(at + 1, noun.end if verb is None else verb)
        thing = self._phrases.strip_left(at + 1, end)
        if thing.end - thing.start < 2:
            return None
        return self._naming.reading(index, Phrase(thing, self._agent(Span(noun.start, at)), True))

    def _done(self, index: int, left: Phrase, right: Span, at: int, verb: Span) -> Reading | None:
        """What is counted stands behind, or was told before; else the verb says what is done."""
        agent = self._agent(Span(left.noun.start, at))
        phrase = Phrase(agent, left.owner, True)
        if self._nouns.split(agent, is_money(self._quantities[index]))[0] is not None:
            return self._naming.reading(index, phrase)
        if self._counting.prefers(index, phrase, right):
            return self._counting.reading(index, phrase, right)
        act = self._nouns.written(self._act(verb))
        if self._text.endswith("亩地", self._quantities[index].start, self._quantities[index].end):
            act = "地"
        if agent.start >= agent.end and act != "地":
            alone = self._elision.reading(index, phrase, right)
            return alone if alone.metric is not None else Reading(act, alone.subject, phrase=left)
        return Reading(act, self._nouns.subject(agent), phrase=phrase) if act is not None else None

    def _act(self, verb: Span) -> Span:
        """A verb without the adverbs before it and the particles behind it."""
        adverb = _ADVERB.search(self._text, *verb)
        start = adverb.start("verb") if adverb is not None else verb.start
        end = _END.search(self._text, start + 1, verb.end)
        return Span(start, end.start() if end is not None else verb.end)

    def _agent(self, span: Span) -> Span:
        """Who does it, without adverbs; empty for a pronoun."""
        end, _ = self._phrases.strip_right(*span)
        agent = self._phrases.strip_left(span.start, end)
        empty = agent.start >= agent.end or _PRONOUN.fullmatch(self._text, *agent) or self._nouns.is_nobody(agent)
        return Span(span.end, span.end) if empty else agent

    def _preposition(self, noun: Span, head: int, wanted: frozenset[str]) -> int | None:
        """Where a preposition stands in a phrase, outside of other words and of the names of firms."""
        text = self._text[slice(*noun)]
        if wanted.isdisjoint(text) or (wanted is _ASIDE and not self._is_done(noun, head)):
            return None
        at, words = noun.start, parsed(text)
        for (word, _), (behind, kind) in pairwise(words):
            will = word == "将" and kind in ("verb", "other")  # 增速将低于5%
            named = will or behind in _IN_STATE or self._phrases.is_in_firm(at)
            if word in wanted and not named:
                return at if noun.end - at > 2 else None
            at += len(word)
        return None

    def _is_done(self, noun: Span, head: int) -> bool:
        """Whether a verb and its particle stand between a phrase and the number: 划出了, 给了."""
        return _PARTICLE.search(self._text, noun.end, head) is not None

    def _verb(self, noun: Span, head: int) -> int | None:
        """Where the verb begins that the phrase ends with."""
        if self._phrases.is_in_firm(noun.end - 1):
            return None
        if _PARTICLE.match(self._text, noun.end, head) is not None:
            return self._last_word(noun)
        adverb = _ADVERB.search(self._text, noun.start, noun.end)
        if adverb is None:
            return None
        start, end = adverb.span("verb")
        before = self._text[max(noun.start, adverb.start() - 1) : adverb.start() + 1]
        if len(before) > 1 and before in vocabulary():
            return None  # 产能|翻, 不可|控
        word = self._text[start:end]
        verb = vocabulary().get(word) == "verb" or (len(word) == 1 and word in _SINGLE)
        return adverb.start() if verb else None

    def _last_word(self, noun: Span) -> int | None:
        """Where the last word begins, which 了 or 着 shows to be a verb."""
        if noun.end - noun.start > 1 and vocabulary().get(self._text[noun.end - 2 : noun.end]) == "verb":
            return noun.end - 2
        return noun.end - 1 if self._text[noun.end - 1] in _SINGLE else None
