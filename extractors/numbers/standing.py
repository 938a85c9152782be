"""How a figure stands in time: counted over it (产值), as it is at a moment (人口), or a fact of a thing (总投资)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..fold import fold_word
from ..view import View
from .days import Days
from .natures import nature
from .period import Period
from .quantities import Quantity
from .readings import Reading

# Something came about within the time: 新签约项目42个, 培训工人3万人次
_FLOW = re.compile(
    r"新增|净增|新签|签约|签下|签订|新建|建起|建了|上了|添置|购置|新开|新设|新注册|新引进|引进|引入|引来|招引|培训|投出|关停|关闭|淘汰|整治|举办|举行|开展|完成|发放|开工|竣工|投产"
    r"|改造|惠及|受理|办理|查处|授权|申请|销售|生产|出口|接待|招聘|招收|下线|交付|转化|达成|成交|发射|获批|新晋|提出|出台|建成|减少|增加|落地|处理|缴纳|发行|下降|增长|开行|发送|运送|派发|停产|倒闭|退出|创汇|播出|出栏|检修|抢修|办结"
)
_STATE = re.compile(r"累计|已有|现有|共有|总数|目前|已集聚|拥有|集聚|聚集|已备案|列入|纳入|[还仅尚]有")
# A count that the time brought to where it stands: 企业总数增至413家
_REACHED = re.compile(r"增至|增加到|升至|总数|总量|共有|户数|突破|年末|期末|有效期内")
# 年产值, 年处理废旧电池: what comes about every year, of no year in particular
_HABITUAL = re.compile(r"^(?:年|月|日|每年|年均)(?!末|底|度|初|轻|内|前)")
_HABITUAL_BEFORE = re.compile(
    r"(?:^|[^\d今去前明上本全当同两三半近末多后每历])年(?:可|预计|均|平均)?(?:新增|产|处理|回收|销售|纳税|营收|产值|加工|生产)"
)
# Money that was moved within the time: 完成投资12亿元, 创汇300万美元
_SPENT = re.compile(r"(?<!计划)(?<!预计)完成|到位|兑现|派发|发放|拨付|减免|创汇|结汇|实收|实缴")
# 已引进项目143个: what has been done so far, but 已占, 已达
_BY_NOW = re.compile(r"(?<![而早])已(?![占达超])经?[^,。;\d]{1,12}$")
_ONCE = re.compile(r"(?:[投达满]产|建成|竣工|投用|投运|完工|落成|运营|交付|落地|通车|启用)后")
_SIZE_UNITS = frozenset({"公里", "米", "平方米", "平方公里", "亩", "公顷", "层", "千米", "岁", "年"})
_SHARE_OF = re.compile(r"(?<=..)的?(?:占比|比重|比例)$")
_MOVED = re.compile(
    r"[^,;。\d]{0,10}(?:中,?有?|里,?有?)\d{1,5}[个户家类种条][^,;。\d]{0,8}(?:增长|下降|上涨|下跌|回升|回落|盈利|亏损|正增长)"
    r"|[^,;。\d]{0,8}(?:实现|保持|出现)[^,;。\d]{0,4}(?:增长|下降|上涨|盈利)|[^,;。\d]{0,6}同比(?:增长|下降)"
)
# 新增养老床位200张: though beds stand, these came about within the time
_ADDED = re.compile(
    r"(?:新增|净增|新建|新开|新认定|新培育|新引进|新登记|新设|新获批)[^,。;\d]{0,16}(?:约|近|超过?|逾|达到?)?(?=\d)"
)
_NEW = re.compile(r"新增|新建|新开工|竣工|销售|完成|建成|改造|新改扩建|出让|成交|收储")


class Standing:
    """Tells flows from stocks among the figures of one article, by their metric and the words around them."""

    def __init__(self, view: View, quantities: Sequence[Quantity], readings: Sequence[Reading]) -> None:
        self._view, self._text = view, view.folded
        self._quantities, self._readings = quantities, readings

    def nature(self, index: int) -> str | None:
        """The nature of the figure's metric (see `natures`)."""
        metric = self._readings[index].metric
        return nature(metric) if metric else None

    def _is_share_of_flow(self, index: int) -> bool:
        """Whether a share is one of something that is counted over a time: 税收占比."""
        of = _SHARE_OF.search(fold_word(self._readings[index].metric or ""))
        return of is not None and nature(of.string[: of.start()]) == "flow"

    def is_stock(self, index: int) -> bool:
        """Whether a figure says how things stand, and not what a time brought."""
        quantity, nature = self._quantities[index], self.nature(index)
        if quantity.kind == "change" or nature == "flow" or self._is_share_of_flow(index):
            return False
        around = self.around(quantity)
        if quantity.kind == "count" and _MOVED.match(self._text, quantity.tail):
            return False  # 40个行业中有33个实现增长
        if quantity.unit in _SIZE_UNITS or nature == "fact":
            return _NEW.search(around) is None
        if _ADDED.search(around) is not None:
            return False  # 新增养老床位200张
        if quantity.kind == "count" and nature in (None, "body", "weak"):
            return _FLOW.search(around) is None or _STATE.search(around) is not None
        return (nature == "stock" and _SPENT.search(around) is None) or "已占" in around

    def is_flow(self, index: int) -> bool:
        """Whether a figure can only be one over a time, so that it keeps to that of the text before."""
        quantity, metric = self._quantities[index], self._readings[index].metric or ""
        if _HABITUAL.match(metric) or self.is_habitual(quantity):
            return False
        if quantity.kind == "change" or self.nature(index) == "flow":
            return True
        if quantity.kind == "amount":
            return _SPENT.search(self.around(quantity)) is not None
        return quantity.kind in ("count", "measure") and not self.is_stock(index)

    def reached(self, quantity: Quantity, period: Period) -> Days | None:
        """The last day of the time, for a count that is said to have come to its present size."""
        stands = quantity.kind == "count" and self.has_grown(quantity)
        return period.days.end() if stands else None

    def has_grown(self, quantity: Quantity) -> bool:
        """Whether a figure is said to have come to where it stands (增至, 总数达)."""
        return _REACHED.search(self.around(quantity)) is not None

    def is_habitual(self, quantity: Quantity) -> bool:
        """Whether a figure comes about every year (年处理)."""
        return _HABITUAL_BEFORE.search(self.around(quantity)) is not None

    def is_conditional(self, quantity: Quantity) -> bool:
        """Whether a figure is one of a time after something that has yet to come about (达产后年税收5亿元)."""
        return _ONCE.search(self.around(quantity)) is not None

    def is_settled(self, quantity: Quantity) -> bool:
        """Whether words around a figure say how things stand (累计, 现有)."""
        return _STATE.search(self.around(quantity)) is not None

    def is_so_far(self, quantity: Quantity) -> bool:
        """Whether 已 stands before what was done to those counted: 已引进项目143个."""
        clause = self._view.clause_at(quantity.start).start
        return _BY_NOW.search(self._text, max(clause, quantity.start - 16), quantity.start) is not None

    def around(self, quantity: Quantity) -> str:
        """The clause up to the figure, folded, at most forty characters before it."""
        clause = self._view.clause_at(quantity.start)
        return self._text[max(clause.start, quantity.start - 40) : quantity.end]
