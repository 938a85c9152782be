"""The noun behind a number as what is counted: 12家企业, 三成的产值, 租用8600平方米厂房."""

from __future__ import annotations

import re

from ..view import Span
from .behind import Behind
from .continuing import Continuing
from .counted import HEAD
from .elision import Elision
from .phrases import Phrase
from .quantities import Quantity
from .readings import Reading, is_money
from .rounds import ROUND
from .told import Reader, Told

_FIRMS = re.compile("[^,。;、]{0,6}?(?:企业|公司)(?=[^家])")
_STAGE = re.compile("[一二三四五首]期")
_EXAMPLES = re.compile(r"[、和与及].*等[^、]{0,6}$|等(?:地|国|领域|方面)?$")
"""甲、乙等12家企业: the firms named are some of those counted, and not what they are of."""
# What one character names: 200亩|地, 六百多辆|车
_THINGS = frozenset("车地田树苗花草粮虾蟹鸭鹅蜂井房瓷布纸鞋衣书药糖盐砖瓦锁灯表琴货")
# 收购|资金
_FUND = re.compile(
    r"(?:收购|采购|建设|研发|改造|扶持|发展|周转|补偿|救助|抚恤|担保|运营|启动)(?:资金|贷款|基金|补助|补贴|经费|金)"
)
# 国家级, 千亿级: what counts of one kind of thing are told apart by
_GRADE = re.compile(r"(?:国家|世界|[省市部区县]|[百千万]*亿元?|[一二三四五六七八九]?[百千万]*亿)级(?:以上)?")
_JOINED = re.compile(r"[、,]?[和与及]?以?及?")
# What stands between the members of a list
_MEMBERS = re.compile(r"、|[和与及](?=[^、]{2})")
# 种, 款: what counts sorts, of which a list before 等 gives some
_SORTS = frozenset({"种", "款", "类", "品种"})
# 主导发展“甲、乙”两个产业: the two are what is counted
_QUOTED_LIST = re.compile(r"[“「『\"][^“”「」『』\"]*、[^“”「」『』\"]*[”」』\"]$")
# 39人|死亡、: what is told of those counted, before the next count
_TOLD_OF = re.compile(r"[^、,。;\d]{1,12}、")
# 客户|包括甲、乙等
_INCLUDES = re.compile(r"(?:包括|包含|涵盖|囊括|有)了?")


class Counting(Reader):
    """Reads figures whose noun stands behind them."""

    def __init__(self, told: Told, continuing: Continuing, behind: Behind, elision: Elision) -> None:
        super().__init__(told)
        self._continuing, self._behind, self._elision = continuing, behind, elision

    def prefers(self, index: int, left: Phrase, right: Span) -> bool:
        """Whether the noun behind is measured: 12家企业, 三成的产值, 租用8600平方米厂房, but not 产值20亿元的企业."""
        if right.start >= right.end or self._nouns.is_generic(right):
            return False
        if self._phrases.begins_with_verb(right) and not (is_money(self._quantities[index]) and self._is_fund(right)):
            return False
        if self._nouns.is_nobody(right) and self._text[slice(*right)] not in _THINGS:
            return False  # 6名就够, but 200亩地
        quantity = self._quantities[index]
        if self.is_round(right) or (_STAGE.fullmatch(self._text, *left.noun) and not is_money(quantity)):
            return True  # 一期10GW|电池
        written = self._text[quantity.start : quantity.end]
        named = self._nouns.split(left.noun, is_money(quantity))[0] if not left.is_empty else None
        if self._kinds[index] == "count" and named is None and HEAD.search(self._text, *right) is not None:
            return True  # 向42户小微企业
        if self._kinds[index] == "count" and not written.endswith(("人", "人次", "户", "例")):
            return named is None or not named.endswith(("产能", "产量", "销量", "能力"))  # 年产能5万台手机
        if is_money(quantity) and "," in self._text[left.noun.end : quantity.head] and self._behind.is_money(right):
            return True  # 提供工业用地450亩,并给予1.2亿元|补贴
        if self._kinds[index] == "change" or named is not None:
            return False
        if self._kinds[index] == "measure" and (
            self._nouns.is_nobody(left.noun)
            or self._phrases.is_firm(left.noun)  # 某某科技10万吨|负极材料项目
            or self._behind.is_size(right, left.noun)
        ):
            return True  # 首条1GWh产线, 某厂4000吨生产线
        if is_money(quantity) and self._behind.is_money(right):
            return True  # 发放200万元贷款
        return left.active or self._kinds[index] == "share" or self._text[quantity.tail] == "的"

    def _is_fund(self, right: Span) -> bool:
        """Whether a noun that begins as a verb does says what a sum is for: 1.8亿元|收购资金."""
        return _FUND.fullmatch(self._text, *right) is not None

    def is_round(self, right: Span) -> bool:
        """Whether a noun is a round of financing: 3亿元|B+轮融资."""
        return ROUND.fullmatch(self._text, *right) is not None

    def reading(self, index: int, left: Phrase, right: Span) -> Reading:
        """12家企业: the noun behind is counted; what stands before says of what."""
        anchor = self._phrases.metric_ending(right.end, right.start)
        if anchor is not None and anchor.start > right.start and self._heads_next(index, right.end):
            right = Span(right.start, anchor.start)  # 4家企业产值超百亿元
            firms = _FIRMS.match(self._text, *right)
            right = Span(right.start, firms.end()) if firms is not None else right  # 4家企业|粗钢产能
        written, self._told.used = self._nouns.written(right), self._done(index, right.end)
        of_firm = self._kinds[index] == "measure" and self._phrases.is_firm(left.noun)
        self._told.counted_end = right.start if of_firm else right.end  # 某某科技10万吨|项目总投资80亿元
        if written is None or self._nouns.is_generic(right):
            return self._elision.reading(index, left, Span(right.end, right.end))
        subject = self._nouns.first_subject(*self._of_counted(left, self._quantities[index]))
        members = len(_MEMBERS.findall(subject or "")) + 1
        if members > 1 and members == self._quantities[index].value:
            subject = None  # 甲、乙、丙三家: they are what is counted
        if subject is None and self._kinds[index] == "share":
            subject = self._continuing.going_on(index)
        return Reading(written, subject, phrase=left)

    def graded(self, index: int, left: Phrase, right: Span) -> Reading | None:
        """2个国家级和5个省级重点实验室: the noun behind the last of some grades is that of all."""
        grade = right
        for after in range(index + 1, len(self._quantities)):
            if self._kinds[after] != "count" or _GRADE.fullmatch(self._text, *grade) is None:
                return None
            if _JOINED.fullmatch(self._text, grade.end, self._quantities[after].head) is None:
                return None
            noun = self._behind.noun(after)
            if (of := _GRADE.match(self._text, *noun)) is None:
                return None
            if of.end() < noun.end:
                self._told.used = self._told.counted_end = right.end
                subject = self._nouns.first_subject(*self._of_counted(left, self._quantities[index]))
                return Reading(self._text[slice(*right)] + self._text[of.end() : noun.end], subject, phrase=left)
            grade = noun
        return None

    def included(self, left: Phrase, right: Span) -> str | None:
        """客户包括甲、乙等10余家: some of the clients are named, and the clients are counted."""
        verb = _INCLUDES.fullmatch(self._text, left.owner.end, left.noun.start)
        some = "等" in self._text[left.noun.end - 1 : left.noun.end + 1]
        named = verb is not None and right.start >= right.end and some
        return self._nouns.first_subject(left.owner) if named else None

    def _done(self, index: int, end: int) -> int:
        """Where what is told of the counted ends, before the next of a list of counts: 39人|死亡、|491人受伤."""
        rest = _TOLD_OF.match(self._text, end)
        return rest.end() if rest is not None and self._heads_next(index, rest.end()) else end

    def _of_counted(self, left: Phrase, quantity: Quantity) -> list[Span]:
        """The phrases before a counting figure that may say of what it counts."""
        spans = [span for span in (left.noun, left.owner) if not _EXAMPLES.search(self._text, span.start, span.end)]
        listed = left.noun not in spans
        if left.active:  # 甲大学、乙学院共建4个平台: several do it together
            spans = [span for span in spans if not self._nouns.are_several(span)]
        if listed and quantity.unit in _SORTS and (etc := self._text.rfind("等", *left.noun)) > left.noun.start:
            return [Span(left.noun.start, etc)]  # 甲细胞等67种技术: the sorts of that
        if listed and self._text[left.noun.start - 1 : left.noun.start] == "的":
            return []  # 乙商会的代表等300人: they are some of those counted
        quoted = _QUOTED_LIST.search(self._text, max(0, quantity.head - 40), quantity.head)
        return [] if quoted is not None and quoted.start() <= left.noun.end else spans

    def _heads_next(self, index: int, offset: int) -> bool:
        """Whether the next quantity's predicate begins at `offset`."""
        return index + 1 < len(self._quantities) and self._quantities[index + 1].head == offset
