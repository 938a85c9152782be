"""A figure that no noun before it names: it goes on with one before, or a verb or the noun behind says what it is."""

from __future__ import annotations

import re

from ..names.firm_lexicon import vocabulary
from ..view import Span
from .continuing import Continuing
from .frames import Frames
from .phrases import Phrase
from .quantities import Quantity
from .readings import Reading, is_money
from .told import Reader, Told
from .verbal_frames import VerbalFrames

# 3个|千亿级: the tier is what those counted have reached
_TIER = re.compile(r"(?:[一二三四五六七八九]?[十百千万]+|\d+)亿元?级")
# 户均增收: what each of them has
_EACH = re.compile(r"(?:户均|人均|亩均|车均|店均|件均|笔均|单笔)(?:增收|减负|分红|补贴|节约|节省|年增收)?$")
# 项目87个,|竣工63个: what was done to some of them
_DONE = re.compile(
    r"(?P<act>新?开工|复工|竣工投产|竣工|投产|建成|投用|签约|落地|办结|整改|通车|交付|开业|完工|动工|达产|停产|获批|立案)了?(?:的有|的|已有|已|有|达到?|为|近|约|超过?)*$"
)
# 按行业分,|餐饮40户: that what was counted before is told apart by kinds
_PARTED = re.compile(r"\s*(?:其中,?)?(?:按照?|分|从)[^,。;\d]{1,8}(?:[分看]|来看|划分|统计),")

_PRONOUN = re.compile(r"[他她它我你咱][们家]?|自己|大家|人家|有人|本人|谁")
# 他|卖|了520吨
_ACT = re.compile(r"[\u4e00-\u9fff](?=[了着])")


class Elision(Reader):
    """Reads what such figures measure."""

    def __init__(self, told: Told, continuing: Continuing, frames: Frames, verbal: VerbalFrames) -> None:
        super().__init__(told)
        self._continuing, self._frames, self._verbal = continuing, frames, verbal

    def reading(self, index: int, left: Phrase, right: Span) -> Reading:
        """The metric is that of the figure before, or the noun behind, or what the verb before or behind does."""
        base = self._continuing.base(index)
        if (said := self._said(index, base, left)) is not None:
            return said
        usable = right.start < right.end and not (self._nouns.is_generic(right) or self._nouns.is_nobody(right))
        acts = self._phrases.begins_with_verb(right) if usable else None
        wants_right = self._kinds[index] in ("share", "count", "measure", "amount") and left.noun.start >= left.noun.end
        if usable and acts is None and wants_right:
            metric, subject = self._nouns.split(right)
            owner = self._nouns.first_subject(left.owner) or self._continuing.going_on(index)
            return Reading(metric or self._nouns.written(right), subject or owner, phrase=left)
        if _TIER.fullmatch(self._text, right.start, right.end):
            of = self._readings[base] if base is not None else Reading(None, None)
            return Reading(of.metric, self._nouns.written(right), phrase=left)  # 3个千亿级
        if not usable and base is not None and self._does_anew(index, base, left):
            return Reading(self._verb(index, left), self._continuing.going_on(index), phrase=left)
        if base is not None and not (left.active and acts):
            return self._going_on(index, base, left)
        if usable:
            thing = self._nouns.written(Span(acts.end(), right.end)) if acts is not None else None
            owner = self._nouns.first_subject(left.owner)
            return Reading(thing or self._nouns.written(right), owner, phrase=left)
        return self._alone(index, left)

    def _said(self, index: int, base: int | None, left: Phrase) -> Reading | None:
        """What the words right before the number say, though they are no noun of a measure."""
        quantity = self._quantities[index]
        each = self.each(quantity) or self._verbal.yearly(index)
        if each is not None:
            return Reading(each, self._continuing.going_on(index), phrase=left)
        if (spent := self._frames.spent_too(index)) is not None:
            return Reading(spent, self._readings[index - 1].subject, phrase=left)
        if base is None:
            return None
        of = self._readings[base]
        if quantity.unit == "百分点" and (rate := self._continuing.rate_before(index)) is not None:
            return Reading((of.metric or "") + rate, of.subject, base, of.place, left)
        units = (self._quantities[base].unit, self._quantities[index - 1].unit, "")
        moved = {self._kinds[index], self._kinds[base]} & {"change", "share"}
        if not left.is_empty and not moved and quantity.unit not in units:
            return Reading(self._nouns.written(left.noun), self._continuing.going_on(index), phrase=left)
        return None

    def _does_anew(self, index: int, base: int, left: Phrase) -> bool:
        """单件利润19元,今年卖了460万件: what is done is counted in pieces, and is not the sum before."""
        kinds = {self._kinds[index], self._kinds[base]}
        apart = kinds <= {"amount", "count", "measure"} and self._quantities[index].unit != self._quantities[base].unit
        return apart and left.active and self._verb(index, left) is not None

    def _going_on(self, index: int, base: int, left: Phrase) -> Reading:
        """The metric of the figure before, with the word that says what part or rate of it this is."""
        of = self._readings[base]
        metric, named = of.metric, self._text[left.noun.start : left.noun.end]
        if metric is not None and self._kinds[index] == "share" and named in ("占比", "比重"):
            metric += named  # 收入7亿元,占比51%
        elif metric is not None and self._kinds[index] == "count":
            metric = (self.done_of(index) or "") + metric
        return Reading(metric, of.subject, base, of.place, left)

    def _alone(self, index: int, left: Phrase) -> Reading:
        """What is left where nothing before or behind names what is measured: a verb, or words that are no measure."""
        act = self._act(index, left)
        if _PRONOUN.fullmatch(self._text, *left.noun) is not None:
            return Reading(act or self._verb(index, left), None, phrase=left)
        if self._nouns.is_nobody(left.noun):
            if act is not None:
                return Reading(act, None, phrase=left)  # 它们投出23笔
            if (counted := self._counted(index)) is not None:
                return Reading(counted, None, phrase=left)
        named = self._nouns.written(left.noun) or self._nouns.written(left.owner) or act
        return Reading(named, None, phrase=left)

    def _counted(self, index: int) -> str | None:
        """What was last counted in this unit in the paragraph."""
        at = self._continuing.counted(index)
        return self._readings[at].metric if at is not None else None

    def parted(self, index: int, left: Phrase) -> Reading | None:
        """按行业分,餐饮40户: what was counted before, of the kind that is named, where a sentence parts it."""
        sentence = self._view.sentence_at(self._quantities[index].start).start
        if _PARTED.match(self._text, sentence) is None:
            return None
        named, counted = self._nouns.written(left.noun), self._counted(index)
        if counted is None or named is None or named[-2:] == counted[-2:]:  # 按规模分,大型企业3家
            return None
        if self._phrases.metric_ending(left.noun.end, left.noun.start) is not None:
            return None
        return Reading(counted, self._nouns.subject(left.noun), phrase=left)

    def done_of(self, index: int) -> str | None:
        """项目87个,竣工63个: what was done to those of the things counted before."""
        floor = max(self._told.floor(index), self._view.clause_at(self._quantities[index].start).start)
        done = _DONE.search(self._text, floor, self._quantities[index].head)
        return done["act"] if done is not None else None

    def each(self, quantity: Quantity) -> str | None:
        """户均11.6万元, 户均增收4800元: what each of them has is the metric."""
        ends = (quantity.start, quantity.head) if is_money(quantity) else ()
        found = (_EACH.search(self._text, max(0, end - 7), end) for end in ends)
        return next((each.group() for each in found if each is not None), None)

    def _verb(self, index: int, left: Phrase) -> str | None:
        """The verb of one or two characters before 了, 出 or 到."""
        floor = left.noun.end if not left.is_empty else self._told.floor(index)
        start = self._quantities[index].start
        said = _ACT.search(self._text, max(floor, start - 6), start)
        if said is None:
            return None
        two = self._text[said.start() - 1 : said.end()]
        return two if vocabulary().get(two) == "verb" else said[0]

    def _act(self, index: int, left: Phrase) -> str | None:
        """The verb, where nothing else says what was measured: 种植三万六千亩."""
        done = self._phrases.verb_in(Span(left.noun.end, self._quantities[index].head))
        return self._nouns.written(Span(done.start(), done.end())) if done else None
