"""Frames that name the metric in a way of their own: what is spent, granted or paid, or of a thing behind.

斥资5亿元, 单个企业最高300万元, 总规模15亿元的基金.
"""

from __future__ import annotations

import re

from ..names.firm_lexicon import vocabulary
from ..view import Span
from .continuing import Continuing
from .counted import noun_end
from .phrases import Phrase
from .readings import STEPS, Reading, is_money
from .told import Reader, Told

# 花2800元买了|台车床: what the money is for
_BUYS = re.compile(
    r"(?:,(?=设立|买下)|用于)?(?:建设|新建|扩建|改扩建|兴建|建起|建成|打造|完善|改造|购买|购置|购入|买下|买|搞|设立|上马|发放?)了?(?:一?[台座条个家])?(?:[^,。;:、\d]{1,16}的)?"
    r"(?P<what>[^,。;:、的\d]{2,20})"
)
# 一吨, 每把: the price is one of a piece
_PIECE = re.compile(r"[一每][\u4e00-\u9fff]{0,2}[把台套吨斤件只个条双袋箱片块口瓶]")
# 投资3亿元|建设某某中心
_BUILD = re.compile(r"(?:用于)?(?:投资)?(?:建设|新建|兴建|扩建|改建|增建|打造|建成|建起|建)了?的?(?:一[个座条])?")
# What an investment builds
_WORKS = re.compile(r"(?:项目|工程|基地|线|厂|装置|车间|中心|园|院|站|码头|平台|实验室|厂房|总部)(?:[一二三四]期)?$")
# Verbs right before a sum that say what the money is: 投, 花了, 省下
_SPENDING = re.compile(
    r"(?:投|投入|拿出|花|花了|砸下|投放|投向|投出|出资|斥资|耗资|注资|增资|采购|购买|收购|支付|支出|花费|缴纳|上缴|发放|拨付|支持|扶持|减免|捐赠|捐款|募集|筹集|补贴|奖励|资助|派发|让利|退还|卖|卖出|售出|卖[了到过]|[赚挣亏]了?|倒贴了?|净[赚亏]|节省|节约|省下|省)(?=[了约近超达逾]*$)"
)
_SPENT_ON = re.compile(r"(?P<alone>光|单|仅)?(?P<on>[一-鿿]{2})上?(?:就|便|一?共|总共|又)?花(?:了|费|掉|去)?$")
# 以现金3.2亿元收购某某公司: what the price is paid for
_PRICE_BEFORE = re.compile(r"(?:以|用|拟以)(?:自有|自筹|募集)?(?:现金|资金|总价|对价|价格)?(?:方式)?$")
# What a price is paid for
_DEAL = re.compile(
    r"(?:的(?:价格|对价|总价|现金|代价|底价|高价|报价))?(?:现金)?(?P<deal>收购|并购|受让|竞得|摘得|拍得|拍下|拿下|购得|购买|买下|认购|入股|增资|转让|出售|控股)"
)
# 总规模50亿元,首期15亿元: a part of the sum before
_FIRST_PART = re.compile(r"首期(?:到位|规模|认缴|实缴)?$")
# 高附加值产品的|比重: words for a share that name nothing alone
_SHARE_ALONE = re.compile(r"占比|比重|比例|份额|比率|比值")
# 不超过500万元: a limit of what is granted
_CAP = re.compile(r"最高|最多|不超过|不高于|至多|上限|限额|封顶")
# What leads to sums that are granted
_GIVING = re.compile("给予|予以|发放|兑现|享受|获得?")
# 500万元和1000万元|奖励: what is granted, behind the last sum
_GRANTED = re.compile(r"(?:不等)?的?(?:一次性)?(?:资金)?(?P<what>奖励|补助|补贴|资助|奖金|贴息|奖补)")
# 按投资额的10%给予|补助: what is granted, before the cap
_GRANT_NOUN = re.compile(
    r"(?:给予|予以|的|发放|%)[^,。;]{0,10}?(?P<what>补助|补贴|奖励|资助|奖补|贴息|奖金|扶持|资金支持|返还)"
)


class Frames(Reader):
    """Reads the metric and subject of quantities in such a frame."""

    def __init__(self, told: Told, continuing: Continuing) -> None:
        super().__init__(told)
        self._continuing = continuing

    def reading(self, index: int, left: Phrase, right: Span, spent: str | None) -> Reading | None:
        """The reading of a quantity whose metric is no plain noun before it; None where no frame fits."""
        if _SHARE_ALONE.fullmatch(self._text, *left.noun) and self._text[left.noun.start - 1] == "的":
            whole = Span(left.owner.start, left.noun.end)  # 高附加值产品的比重
            return Reading(self._nouns.written(whole), None, phrase=left)
        if not is_money(self._quantities[index]):
            return None
        return (
            self._deal(index, left)
            or self._granted(index, left)
            or self._told_of(index, left, right)
            or self._spending(index, left, spent)
            or self._capped(index, left)
        )

    def _deal(self, index: int, left: Phrase) -> Reading | None:
        """以3.2亿元收购某某公司: what is done for the money says what the money is."""
        quantity = self._quantities[index]
        paid = _PRICE_BEFORE.search(self._text, max(0, quantity.head - 10), quantity.head)
        deal = _DEAL.match(self._text, quantity.tail) if paid is not None else None
        if deal is None or self._nouns.split(left.noun)[0] is not None:
            return None
        done = self._nouns.written(Span(*deal.span("deal")))
        return Reading(done, self._continuing.going_on(index), phrase=left)

    def _told_of(self, index: int, left: Phrase, right: Span) -> Reading | None:
        """总规模15亿元的种子基金, 首期15亿元."""
        quantity = self._quantities[index]
        if self._nouns.is_generic(left.noun) and self._text[quantity.tail : quantity.tail + 1] == "的":
            thing = self._nouns.written(self.without_verb(right))
            return Reading(self._nouns.written(left.noun), thing, phrase=left)
        if first := _FIRST_PART.search(self._text, max(0, quantity.head - 6), quantity.head):
            return Reading(first[0], self._continuing.going_on(index), phrase=left)
        return None

    def _spending(self, index: int, left: Phrase, spent: str | None) -> Reading | None:
        """去年挣了1900万元: the verb says what the money is."""
        if spent is None:
            return None
        if spent[0] in "投拿花砸" and (bought := self._bought(index)) is not None:
            return Reading(bought, self._nouns.first_subject(left.noun, left.owner), phrase=left)
        if spent[0] == "花" and (on := self._spent_on(index)) is not None:
            return Reading(on, self._nouns.first_subject(left.owner), phrase=left)
        if spent[0] in "投拿花砸斥" and (thing := self.built(index)) is not None:
            return Reading(spent, thing, phrase=left)
        if spent[0] in "省节":
            return Reading(spent, None, phrase=left)  # 每吨能省500元
        if left.is_empty:
            return Reading(spent, self._nouns.first_subject(left.owner), phrase=left)
        if self._nouns.split(left.noun)[0] is not None:
            return None
        if spent[0] == "卖" and _PIECE.search(self._text, *left.noun) is not None:
            return Reading(self._nouns.written(left.noun), None, phrase=left)  # 一吨次果卖300元
        of = None if self._nouns.is_demonstrative(left.noun) else self._nouns.subject(left.noun)
        return Reading(spent, of, phrase=left)  # 两家企业合计投20亿元

    def _spent_on(self, index: int) -> str | None:
        """What money went into, right before the verb: 光|研发|就花了26亿元, 扩产|花了9亿元."""
        head = self._quantities[index].head
        on = _SPENT_ON.search(self._text, max(self._view.clause_at(head).start, head - 12), head)
        if on is None or (not on["alone"] and vocabulary().get(on["on"]) != "verb"):
            return None
        return self._view.text[on.start("on") : on.end("on")]

    def _bought(self, index: int) -> str | None:
        """再投38亿元建设某产线, 花2800元买了台车床: what the money is for."""
        tail = self._quantities[index].tail
        bought = _BUYS.match(self._text, tail, tail + 40)
        if bought is None:
            return None
        start, end = bought.span("what")
        return self._nouns.written(Span(start, noun_end(self._text, start, end, lambda at: False)))

    def again(self, index: int) -> Reading | None:
        """总投资5亿元的甲园、3亿元的乙厂: the sum before the next thing of a list is of the same kind."""
        quantity = self._quantities[index]
        if not index or not is_money(quantity) or (thing := self.thing_behind(index)) is None:
            return None
        before = self._quantities[index - 1]
        gap = self._text[before.tail : quantity.head]
        listed = before.unit == quantity.unit and gap.startswith("的") and gap[-1] in "、和及与" and len(gap) < 32
        return Reading(self._readings[index - 1].metric, thing) if listed and "," not in gap else None

    def _granted(self, index: int, left: Phrase) -> Reading | None:
        """分别给予500万元和1000万元奖励: what is granted stands behind the last sum of the list."""
        quantity, last = self._quantities[index], index
        if quantity.group is None or _GIVING.search(self._text, self._floor(index), quantity.head) is None:
            return None
        for following in self._quantities[index + 1 : index + STEPS]:
            if following.group != quantity.group:
                break
            last += 1
        granted = _GRANTED.match(self._text, self._quantities[last].tail)
        if granted is None:
            return None
        what = self._nouns.written(Span(*granted.span("what")))
        return Reading(what, self._nouns.first_subject(left.owner), phrase=left)

    def _floor(self, index: int) -> int:
        """Where the sentence of a quantity begins, or its last forty characters."""
        start = self._quantities[index].start
        return max(self._view.sentence_at(start).start, start - 40)

    def _capped(self, index: int, left: Phrase) -> Reading | None:
        """按投资额的10%给予补助,单个企业不超过500万元: the cap is one of what is granted."""
        quantity = self._quantities[index]
        if not index or not is_money(quantity) or _CAP.search(self._text, quantity.head - 6, quantity.start) is None:
            return None
        start = max(self._quantities[index - 1].tail, self._view.sentence_at(quantity.start).start)
        granted = _GRANT_NOUN.search(self._text, start, left.noun.start)
        if granted is None or self._nouns.split(left.noun, True)[0] is not None:
            return None
        return Reading(
            self._nouns.written(Span(*granted.span("what"))), self._nouns.first_subject(left.noun), phrase=left
        )

    def thing_behind(self, index: int) -> str | None:
        """总投资5亿元的钢带生产线: the noun behind 的 is what the figure before it is of."""
        quantity = self._quantities[index]
        if self._text[quantity.tail : quantity.tail + 1] != "的":
            return None
        right = self.without_verb(self._phrases.right(quantity, self.ceiling(index)))
        if right.end - right.start < 2 or self._nouns.is_generic(right) or self._nouns.split(right)[0] is not None:
            return None
        return None if self._phrases.begins_with_verb(right) else self._nouns.written(right)

    def built(self, index: int) -> str | None:
        """投资3亿元建设某某中心: what is built is what the investment is of."""
        quantity = self._quantities[index]
        build = _BUILD.match(self._text, quantity.tail)
        if build is None or not is_money(quantity):
            return None
        thing = self._phrases.right(quantity, self.ceiling(index))
        if thing.end <= build.end() and index + 1 < len(self._quantities):
            following = self._quantities[index + 1]
            thing = self._phrases.right(following, self.ceiling(index + 1)) if following.head == build.end() else thing
        thing = self.without_verb(Span(build.end(), thing.end))
        return self._nouns.written(thing) if _WORKS.search(self._text, *thing) else None

    def without_verb(self, right: Span) -> Span:
        """A noun behind a number without the verb that it is the subject of: 镀锡线投产."""
        return Span(right.start, max(right.start, self._phrases.strip_right(right.start, right.end)[0]))

    def ceiling(self, index: int) -> int:
        """Where the text ends that can belong to a quantity: its sentence's end, or the next quantity."""
        end = self._view.sentence_at(self._quantities[index].start).end
        if index + 1 == len(self._quantities):
            return end
        head = self._quantities[index + 1].head
        return head if self._quantities[index].tail <= head < end else end

    def spent(self, start: int, end: int) -> str | None:
        """The verb of spending right before a number: 投, 采购, 发放."""
        found = _SPENDING.search(self._text, start, end)
        return self._view.text[found.start() : found.end()] if found else None

    def spent_too(self, index: int) -> str | None:
        """投出92个项目、3.8亿元: the verb of the count is the metric of the money behind it."""
        if not index or not is_money(self._quantities[index]) or self._kinds[index - 1] != "count":
            return None
        before, quantity = self._quantities[index - 1], self._quantities[index]
        if not self._text[before.tail : quantity.head].endswith("、") or quantity.head - before.tail > 16:
            return None
        return self.spent(max(self._view.clause_at(before.start).start, before.head - 6), before.head)
