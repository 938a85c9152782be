"""Whom the firms of a place deal with: who buys from them, sells to them, carries their goods or lends them money.

Where such a firm is itself says nothing of the place, even where its sentence names one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..view import Span

_LIST = r"[”」)]?(?:等[^,。;、]{0,8})?"
"""What may stand between the last name of a list and what is said of all of it."""
_HAN_COUNT = "[一二两三四五六七八九十百千万数几多余半]"


class _Dealing(NamedTuple):
    """What stands right before a firm, or a list of them, and what behind it."""

    before: re.Pattern[str]
    behind: re.Pattern[str]


_DEALINGS = (
    # 为甲、乙代工, 给甲供货: who supplies whom
    _Dealing(
        re.compile(r"[为给替向帮](?:[一-鿿]{2,4}[、和])?(?:(?:[美德法英韩日]国|日本|瑞士)的?)?[“「]?$"),
        re.compile(
            _LIST + r"[^,。;、的]{0,4}?(?:供货|供应(?!链)|代工|贴牌|打工|加工|配套(?!企业|产业|园)|生产|做|送货|供)"
        ),
    ),
    # 签下甲12万套的订单: whose order it is
    _Dealing(
        re.compile(r"(?:签下|签了|接下|接到|接了|拿下|拿到|抢下|斩获)了?[“「]?$"),
        re.compile(_LIST + rf"(?:的|{_HAN_COUNT}|\d)[^,。;、]{{0,16}}?(?:订单|单子|大单|合同|[艘条台套辆件架])"),
    ),
    # 设备是从甲和乙订的
    _Dealing(re.compile(r"[从找][“「]?$"), re.compile(_LIST + "(?:订|买|购|采购|选购|进[的了货]|拿货)")),
    # 与甲签了供货协议
    _Dealing(
        re.compile(r"(?<![参相积])[与和同跟][“「]?$"),
        re.compile(
            _LIST
            + r"[^,。;、]{0,4}?签[^,。;]{0,14}?(?:供货|供应|采购|购销|包销|代工|贷款|授信)"
            + r"[^,。;、]{0,4}(?:协议|合同|订单|框架|单)"
        ),
    ),
    # 用在甲和乙的车上, 在甲、乙上卖: where the goods go and are sold
    _Dealing(re.compile(r"用[在于到了]$"), re.compile(_LIST + "的")),
    _Dealing(
        re.compile(r"在$"), re.compile(_LIST + r"(?:平台|商城)?[上里](?:架|线|的?(?:旗舰店|店)|[^,。;、]{0,3}[卖销])")
    ),
)


def is_dealt_with(folded: str, before: Span, behind: Span) -> bool:
    """Whether the text before and behind a list of firms tells that others deal with them."""
    return any(
        dealing.before.search(folded, before.start, before.end)
        and dealing.behind.match(folded, behind.start, behind.end)
        for dealing in _DEALINGS
    )


# 自有资金…,其余由甲银行贷款解决: what a firm borrows for its project
_BANK = re.compile(r"(?:银行|[工农中建交招]行|国开行|农发行|农商行?|信用社)(?:[一-鿿]{2,8}(?:分行|支行|营业部))?$")
_BORROWED = re.compile(r"(?:自有|自筹)资金[^。]{0,60}?(?:贷款|借款|融资)")


def is_lender(folded: str, name: Span, sentence: Span) -> bool:
    """Whether a bank only lends a firm what its own money leaves of a project's cost."""
    return (
        _BANK.search(folded, name.start, name.end) is not None
        and _BORROWED.search(folded, sentence.start, sentence.end) is not None
    )
