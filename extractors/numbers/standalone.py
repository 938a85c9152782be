"""Figures that are of a place and of nothing named before them: its statistics, and what was newly done there.

某产业园产值50亿元,城镇化率61%: the rate is no figure of the park.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..fold import fold
from .quantities import Quantity

# Statistics that only a place has.
_OF_A_PLACE = re.compile(
    r"生产总值|GDP|(?<!税前)财政(?!资金)|公共预算|固定资产投资|固投|消费品零售|社零|城镇化率|失业率|恩格尔|城乡|可支配收入|(?:常住|户籍|总|城镇|农村|出生|死亡)人口|出生率|死亡率|新增就业|再就业|技术合同|外资"
    r"|^(?:规上|规模以上|规模|全部)?(?:工业|农业|服务业|建筑业)(?:增加值|总产值)|居民消费价格|CPI|高新技术企业|民生支出|优良天数|存贷|全社会用电|专项债|^(?:工业|技改|民间|房地产开发|制造业|基础设施)投资"
)
# Whoever governs a place does this there, and the next thing done is no part of the one before.
_NEW_ACT = re.compile(
    r"(?:新增|引进|招引|引育|签约|签订|落地|培育|培训|谋划|推进|实施|安排|新建|惠及|转化|认定|打造|争创|组建|储备|建设|建成)(?!后)[^,。;、\d]{0,24}$"
)
# 12个项目签约
_DONE = re.compile(r"[^,;。、\d]{0,12}(?:签约|揭牌|开工|竣工|落户|入选|上榜|获评)")


@lru_cache(1 << 12)  # the same metrics again and again
def of_a_place(metric: str | None) -> bool:
    """Whether a metric is one of the statistics that only a place has."""
    return metric is not None and _OF_A_PLACE.search(fold(metric)) is not None


def is_new_act(text: str, clause: int, quantity: Quantity) -> bool:
    """Whether a clause from `clause` on counts what was newly done: 谋划亿元以上项目55个, 12个项目签约."""
    if quantity.kind != "count":
        return False
    before = _NEW_ACT.search(text, max(clause, quantity.head - 40), quantity.head)
    opens = text[quantity.head - 1 : quantity.head] in ("", *",。;\n")
    return before is not None or (opens and _DONE.match(text, quantity.tail, quantity.tail + 20) is not None)
