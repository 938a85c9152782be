"""Frames that name the metric in a way of their own: what is spent, granted, produced, or of a thing behind.

斥资5亿元, 单个企业最高300万元, 年产3万吨绿氢的项目, 总规模15亿元的基金.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..names.firm_lexicon import vocabulary
from ..view import Span, View
from .continuing import Continuing
from .nouns import Nouns
from .phrases import Phrase, Phrases
from .quantities import Quantity
from .readings import STEPS, Reading, is_money

_PRODUCES = re.compile(r"[年月日](?:可|能)?(?:产|产销|加工|处理)$")
_PULLED = re.compile(
    r"(?:拉动|拉低|带动|推动)了?(?P<what>[^,。;\d]{2,18}?)(?:增速)?(?:增长|上升|提高|下降|回落)(?:了|约|近|超过?)?$"
)
_DONE_YEARLY = re.compile(
    r"(?:每年(?:可|能|预计)?|(?P<year>(?<![去今明前当全同每])[年月日]))(?P<act>[\u4e00-\u9fff]{2,3}?|产|销)(?:约|近|超过?|可?达|逾|在|至|到|为)*$"
)
# Who is counted stands behind, if the text says more than that they are people.
_BEFELL = re.compile(
    r"(?P<who>[^,。;、\d]{0,10}?)(?:不同程度|因[^,。;]{1,6})?(?P<what>死亡|遇难|受伤|失踪|失联|被困|感染|确诊|丧生|身亡|获救|流离失所|受灾|失业|罹难|伤亡|中毒|下落不明)"
)
_LENGTHS = frozenset({"公里", "千米", "米", "里"})
_DISTANT = re.compile(
    r"(?<![相差])(?P<what>距离|相距|距)(?!今)(?P<where>[^,。;\d]{0,18}?)(?:仅|只|不过|不到|不足|约|近|有|为|超过?|大约)*$"
)
_RANKS = re.compile(r"[^,。;\d]{0,8}?(?:居|位列|列第|排名|排在|蝉联|领跑|夺|摘得|登顶|名列|领先|紧随|拔得|[夺问]冠)")
_YEARLY = re.compile(r"(?<![去今明前全当同每])[年月日](?![度底末内初])[\u4e00-\u9fff]{1,12}$")
_ABLE = re.compile(r"(?P<what>[^,。;:的\d]{0,14})的(?:生产|加工|处理|制造|供应|服务|接待|保障|设计)?能力")
_BUILD = re.compile(r"(?:用于)?(?:投资)?(?:建设|新建|兴建|扩建|改建|增建|打造|建成|建起|建)了?的?(?:一[个座条])?")
_WORKS = re.compile(r"(?:项目|工程|基地|线|厂|装置|车间|中心|园|院|站|码头|平台|实验室|厂房|总部)(?:[一二三四]期)?$")
_PLANT = re.compile(r"(?:扩建|技改|扩能|一体化|生产|建设)?(?:项目|工程|基地|生产线|产线|工厂|装置|车间)$")
_SPENDING = re.compile(
    r"(?:投|投入|投放|投向|投出|出资|斥资|耗资|注资|增资|采购|购买|收购|支付|支出|花费|缴纳|上缴|发放|拨付|支持|扶持|减免|捐赠|捐款|募集|筹集|补贴|奖励|资助|派发|让利|退还|卖|卖出|售出|卖了|赚|挣|赚了|挣了|节省|节约|省下|省)(?=[了约近超达逾]*$)"
)
# 以现金3.2亿元收购某某公司: what the price is paid for
_PRICE_BEFORE = re.compile(r"(?:以|用|拟以)(?:自有|自筹|募集)?(?:现金|资金|总价|对价|价格)?(?:方式)?$")
_DEAL = re.compile(
    r"(?:的(?:价格|对价|总价|现金|代价|底价|高价|报价))?(?:现金)?(?P<deal>收购|并购|受让|竞得|摘得|拍得|拍下|拿下|购得|购买|买下|认购|入股|增资|转让|出售|控股)"
)
# Units that measure one thing alone, which need not be said: 某云专供4000P
_COMPUTING = frozenset({"P", "PFLOPS", "EFLOPS", "TFLOPS", "POPS", "EOPS", "TOPS"})
# 总规模50亿元,首期15亿元: a part of the sum before
_FIRST_PART = re.compile(r"首期$")
_SHARE_ALONE = re.compile(r"占比|比重|比例|份额|比率|比值")
_CAP = re.compile(r"最高|最多|不超过|不高于|至多|上限|限额|封顶")
_GRANT_NOUN = re.compile(
    r"(?:给予|予以|的|发放)[^,。;]{0,10}?(?P<what>补助|补贴|奖励|资助|奖补|贴息|奖金|扶持|资金支持|返还)"
)


class Frames:
    """Reads the metric and subject of quantities in such a frame; `readings` holds those read so far."""

    def __init__(
        self,
        view: View,
        phrases: Phrases,
        nouns: Nouns,
        continuing: Continuing,
        quantities: Sequence[Quantity],
        kinds: Sequence[str],
        readings: Sequence[Reading],
    ) -> None:
        self._view, self._text, self._phrases, self._nouns = view, view.folded, phrases, nouns
        self._continuing, self._quantities, self._kinds, self._readings = continuing, quantities, kinds, readings

    def reading(self, index: int, left: Phrase, right: Span, spent: str | None) -> Reading | None:
        """The reading of a quantity whose metric is no plain noun before it; None where no frame fits."""
        if _SHARE_ALONE.fullmatch(self._text, *left.noun) and self._text[left.noun.start - 1] == "的":
            whole = Span(left.owner.start, left.noun.end)  # 高附加值产品的比重
            return Reading(self._nouns.written(whole), None, phrase=left)
        if not is_money(self._quantities[index]):
            return None
        return (
            self._deal(index, left)
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

    def made(self, index: int, left: Phrase, right: Span) -> Reading | None:
        """The reading of a measure of what is produced."""
        return self._output(left, right) or self._computing(index, left, right)

    def able(self, index: int, left: Phrase) -> Reading | None:
        """形成年产3万套|轴承|的能力, 年检测5万台的能力: what is done in a year says what the ability is of."""
        tail = self._quantities[index].tail
        able = _ABLE.match(self._text, tail, tail + 24)
        head = self._quantities[index].head
        clause = self._view.clause_at(head).start
        doing = _YEARLY.search(self._text, max(clause, head - 13), head) if able else None
        if able is None or doing is None:
            return None
        product = self._nouns.written(Span(*able.span("what"))) or ""
        return Reading(
            (self._nouns.written(Span(*doing.span())) or "") + product,
            self._nouns.first_subject(left.owner),
            phrase=left,
        )

    def _told_of(self, index: int, left: Phrase, right: Span) -> Reading | None:
        """总规模15亿元的种子基金, 首期15亿元."""
        quantity = self._quantities[index]
        if self._nouns.is_generic(left.noun) and self._text[quantity.tail : quantity.tail + 1] == "的":
            thing = self._nouns.written(self.without_verb(right))
            return Reading(self._nouns.written(left.noun), thing, phrase=left)
        if first := _FIRST_PART.search(self._text, max(0, quantity.head - 4), quantity.head):
            return Reading(first[0], self._continuing.going_on(index), phrase=left)
        return None

    def _spending(self, index: int, left: Phrase, spent: str | None) -> Reading | None:
        """去年挣了1900万元: the verb says what the money is."""
        if spent is None:
            return None
        if spent[0] in "省节":
            return Reading(spent, None, phrase=left)  # 每吨能省500元
        if left.is_empty:
            return Reading(spent, self._nouns.first_subject(left.owner), phrase=left)
        if self._nouns.split(left.noun)[0] is not None:
            return None
        of = None if self._nouns.is_demonstrative(left.noun) else self._nouns.written(left.noun)
        return Reading(spent, of, phrase=left)  # 两家企业合计投20亿元

    def again(self, index: int) -> Reading | None:
        """总投资5亿元的甲园、3亿元的乙厂: the sum before the next thing of a list is of the same kind."""
        quantity = self._quantities[index]
        if not index or not is_money(quantity) or (thing := self.thing_behind(index)) is None:
            return None
        before = self._quantities[index - 1]
        gap = self._text[before.tail : quantity.head]
        listed = before.unit == quantity.unit and gap.startswith("的") and gap[-1] in "、和及与" and len(gap) < 32
        return Reading(self._readings[index - 1].metric, thing) if listed and "," not in gap else None

    def yearly(self, index: int) -> str | None:
        """年发电1.5亿千瓦时, 每年可供货5万只: what is done in a year, where nothing says to what."""
        head = self._quantities[index].head
        done = _DONE_YEARLY.search(self._text, max(self._view.clause_at(head).start, head - 12), head)
        if done is None or (len(done["act"]) > 1 and vocabulary().get(done["act"]) != "verb"):
            return None
        return (done["year"] or "") + done["act"]

    def befallen(self, index: int) -> Reading | None:
        """造成4人死亡, 致39人受伤: what befell those who are counted."""
        quantity = self._quantities[index]
        if quantity.unit not in ("人", "名", "例"):
            return None
        befell = _BEFELL.match(self._text, quantity.tail, quantity.tail + 24)
        if befell is None:
            return None
        who = self._nouns.written(Span(*befell.span("who")))
        return Reading(who or befell["what"], None)

    def distant(self, index: int) -> Reading | None:
        """距离省城约120公里."""
        quantity = self._quantities[index]
        if quantity.unit not in _LENGTHS:
            return None
        clause = self._view.clause_at(quantity.start).start
        far = _DISTANT.search(self._text, max(clause, quantity.head - 24), quantity.start)
        if far is None:
            return None
        return Reading(far["what"], self._nouns.first_subject(Span(*far.span("where"))))

    def pulled(self, index: int) -> Reading | None:
        """拉动规上工业增长3.9个百分点: what is pulled up grows by them."""
        quantity = self._quantities[index]
        if quantity.unit != "百分点":
            return None
        clause = self._view.clause_at(quantity.start).start
        pulled = _PULLED.search(self._text, max(clause, quantity.start - 28), quantity.start)
        what = self._phrases.strip_left(*pulled.span("what")) if pulled is not None else None
        return Reading(self._nouns.written(what), None) if what is not None and what.start < what.end else None

    def ranked(self, index: int) -> Reading | None:
        """营收总计980亿元,甲集团以120亿元居首: what all are ranked by."""
        quantity = self._quantities[index]
        if self._text[quantity.head - 1 : quantity.head] != "以" or not _RANKS.match(self._text, quantity.tail):
            return None
        for at in range(index - 1, max(-1, index - STEPS), -1):
            if self._quantities[at].unit == quantity.unit and self._readings[at].metric is not None:
                who = self._phrases.left_of(quantity.head - 1, self._view.clause_at(quantity.start).start)
                return Reading(self._readings[at].metric, self._nouns.first_subject(who.noun), phrase=who)
        return None

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

    def _output(self, left: Phrase, right: Span) -> Reading | None:
        """年产3万吨绿氢的制氢项目, 五万吨晶硅项目: the product (年产绿氢, 晶硅), and the plant is what it is of."""
        right = self.without_verb(right)
        produces = _PRODUCES.search(self._text, left.noun.start, left.noun.end)
        plant = _PLANT.search(self._text, right.start, right.end)
        if right.start >= right.end or not (produces or (plant and self._nouns.split(left.noun)[0] is None)):
            return None
        of = self._text.find("的", right.start, right.end)
        what = Span(right.start, of if of >= 0 else plant.start() if plant else right.end)
        product = self._nouns.written(what)
        if product is None:
            return None
        metric = (produces[0] if produces else "") + product
        if plant is None:
            return Reading(metric, self._nouns.subject(left.owner), phrase=left)
        start = of + 1 if of >= 0 else produces.start() if produces else right.start
        return Reading(metric, self._nouns.written(Span(start, right.end)), phrase=left)

    def _computing(self, index: int, left: Phrase, right: Span) -> Reading | None:
        """A power of computing that nothing names: 某云专供4000P."""
        named = right.start < right.end or self._nouns.split(left.noun)[0] is not None
        if named or self._quantities[index].unit not in _COMPUTING:
            return None
        return Reading("算力", self._nouns.first_subject(left.owner), phrase=left)

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
