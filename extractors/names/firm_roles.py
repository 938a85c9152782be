"""What a firm is to the text at a mention: one of those it tells of, or somebody's investor, customer, adviser."""

from __future__ import annotations

import re

from ..view import Span, View
from .firm_acts import PARTNER
from .firm_dealings import is_dealt_with, is_lender
from .firm_series import Series
from .firms import FirmMention
from .reach import clip

_REACH = 30
"""How far before and behind a list of firms what they are is looked for."""
# 客户包括甲, 由甲领投, 核心成员来自甲, 对标甲
_BEFORE = re.compile(
    r"(?:(?:客户|(?<!一家)供应商|股东|合作方|合作伙伴|买家|采购方|采购商|收货方|竞争对手|对手|同行|友商|竞品|保荐(?:机构|人)|主承销商|承销商|财务顾问|会计师|甲方|伙伴)"
    r"(?:[^,。;、]{0,14}?(?:包括|包含|涵盖|覆盖|囊括|遍及|为|是|有|如|即|含|还有|有着|名单里有))?(?:了|:|“)?"
    r"|(?:(?<!一个)(?<!一笔)来自|出身于?|毕业于|曾任|曾任职于|曾在|就职于|任职于|供职于|离开|对标|媲美|对比|锁定了?|瞄准了?|洽谈|收购了?|并购了?"
    r"|(?:卖[给到进]了?|[发运送销]往|供货[给到]?|供给|供到了?|供着|用到了?|供应给?|交付给?|送到|发给|出售给|转让给|导入|打入|打进)(?:(?:[一-鿿]{2,4}、)?[一-鿿]{2,4}的)?))(?:(?:[美德法英韩日]国|日本|瑞士)的?)?[“「]?$"
)
# 甲担任财务顾问, 甲下了订单
_BEHIND = re.compile(
    r"[”」)]?(?:等[^,。;、]{0,8})?[^,。;、]{0,4}?"
    r"(?:(?:后来|如今|现在)?[也都]在?用[了上]|[也都]是[^,。;]{0,6}签的|独家投资|独投|领投|跟投|参投|担任[^,。;]{0,6}(?:顾问|保荐|承销)|下了?[^,。;]{0,6}订单|下单|(?:一家)?(?:就)?(?:订了|订购|采购了)|持股|研报|分析师|的同类|的竞品|的对手|的[一二三]级供应商|客户(?!中心|端)"
    r"|采购商|买家|主机厂|整车厂)"
)
# 进入甲、乙供应链, 接到甲的订单: a chain of supply or an order is of who buys.
_INTO = re.compile(
    r"(?:进[入了]|打入|打进|跻身|纳入|成为|挤进|切入|接到|拿到|获得?|拿下|收到)(?:了)?[^,。;、]{0,6}?[“「]?$"
)
_CHAIN = re.compile(
    r"[”」)]?(?:[、和][^,。;、]{2,14}?)?(?:等[^,。;、]{0,8})?[^,。;、]{0,6}?"
    r"(?:供应链|供应商|配套|采购|名录|体系|订单|定点|认证)"
)
# 记者从甲获悉, 据甲统计: who only tells it.
_FROM = re.compile(r"(?:从|据|由)$")
# 六台甲机械臂: what is counted so is its product.
_COUNTED = re.compile(r"[\d一二两三四五六七八九十百千几多](?:台|套|架|辆|部|条|款)$")
_TELLS = re.compile(r"[”」)]?[^,。;、]{0,6}?(?:获悉|了解到|统计|数据|介绍|测算|消息|发布|披露|预测|估算|报告)")
# 与甲合作, 为甲供货, 给甲用: the other side of what somebody else does.
_WITH = re.compile(r"(?:(?<![参相积])与|同|跟|为|给|向|替|被|帮)(?:(?:[美德法英韩日]国|日本|瑞士)的?)?[“「]?$")
_DONE = re.compile(
    r"[”」)]?(?:等[^,。;、]{0,8})?[^,。;、]{0,6}?(?:合作|合资|共建|共同|联合|搭上|签[约订署下了]|供货|供应|供|配套|提供|代工|服务|定制|生产|做|用的?|采购|收购|选中|认证)"
)
# 与甲、乙等40家本地企业合作: the other side is at home where the text is.
_LOCAL = re.compile(r"等[^,。;、]{0,6}(?:本地|本土|当地)[^,。;、]{0,6}(?:企业|公司|厂)")
_FINANCING = re.compile(
    r"领投|跟投|本轮|融资(?!成本|租赁|担保|平台|难|需求|渠道|环境|服务|贵)|轮投资|战略投资|[A-F]\+*轮|投资方|基石投资"
    r"|拿[了过到][^,。;]{0,16}?(?:[亿万]美?元|的钱|轮)"
)
# Who raises the money, of all that are named in a round.
_RAISES = re.compile(
    r"[”」)]?(?:[(][^()]{0,40}[)])?[^,。;、]{0,10}?(?:完成|获|宣布|官宣|拿[到下了过]|融资|今日|近日|日前)"
)
_EXPERT = re.compile(r"^[^,。;、]{0,14}(?:教授|研究员|分析师|所长|院长|院士|专家|首席|秘书长|会长)[^,。;、]{0,5}")


class FirmRoles:
    """Tells the firms of a place from those that the text only mentions beside them."""

    def __init__(self, view: View, lists: dict[int, Series]) -> None:
        self._view, self._folded, self._lists = view, view.folded, lists

    def outside(self, mention: FirmMention, placed: bool) -> bool:
        """Whether a firm is only somebody's investor, customer or adviser; `placed` if its sentence names a place."""
        if mention.rule == PARTNER:
            return True
        folded, start, end = self._folded, *self._lists[mention.start][2:]
        sentence = clip(self._view.sentence_at(mention.start), mention.start)
        floor, ceiling = max(sentence.start, start - _REACH), min(sentence.end, end + _REACH)
        if _BEFORE.search(folded, floor, start) or _BEHIND.match(folded, end, ceiling):
            return True
        if _INTO.search(folded, floor, start) and _CHAIN.match(folded, end, ceiling):
            return True
        if _FROM.search(folded, floor, start) and _TELLS.match(folded, end, ceiling):
            return True
        own = mention.start if folded[mention.start - 1] in "与同跟" else start  # 甲|与乙签: a list by its look
        if _COUNTED.search(folded, floor, start) or is_dealt_with(folded, Span(floor, own), Span(end, ceiling)):
            return True
        if is_lender(folded, Span(mention.start, mention.end), sentence):
            return True
        if _LOCAL.match(folded, end, ceiling):
            return False
        if not placed and _WITH.search(folded, floor, start) and _DONE.match(folded, end, ceiling):
            return True
        if mention.firm.kind == "institute" and _EXPERT.match(folded[mention.end : mention.end + 24]):
            return True
        financing = _FINANCING.search(folded, sentence.start, sentence.end) is not None
        return financing and not _RAISES.match(folded, end, ceiling)
