"""What a firm does in its clause: the subject that the text turns to, or one that another is told of with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..names.firms import FirmMention
from ..names.place_roles import leads
from ..view import View

# 与甲合作, 采用甲的芯片, 客户包括甲: a firm that the clause is not about.
_OBJECT = re.compile(
    r"(?:(?<![参相积])与|同|和|及|跟|向|为|给|对|被|采用|使用|选用|搭载|包括|包含|服务于?|供应|供给|配套|供货|出身于?|毕业于|曾任|曾在|就职于|任职于|"
    r"来自|源自|孵化自|孵化于|由|据|从|比|新增了?|引进|引入|签约|牵手|携手|联手|联合|客户|竞品|依托|围绕|以|走访|考察|参观|调研|例如|比如|譬如|如|像|类似于?|诸如|如同|如果说|若说|除|得益于|离不开|(?:老|大|新|控股|第[一二三]大)股东|源于|获得?)(?:了|过|着)?$"
)
# 如甲租下…: a firm given as an example
_SUCH_AS = re.compile(r"(?:例|比|譬)?如$")
# 甲等客户
_CUSTOMER = re.compile(r"等[^,。;、]{0,8}?(?:客户|用户|买家|采购商)")
# 向甲发放贷款: the loan is told of who gets it.
_LENT = re.compile(r"[^,。;]{0,8}?(?:发放|授信|投放|放款|提供)[^,。;]{0,10}?(?:贷款|授信|资金|融资|\d)")
# 由甲|投资: who does it
_AGENT = re.compile(
    r"[^,。;]{0,8}(?:投资|投建|建设|承建|实施|运营|打造|出资|开发|联手|承接|牵头)|[^。;]{0,16}(?:摘得|摘牌|竞得|拍得|拿下|接手)"
)
# 总投资5亿元的|项目|,由甲投建: what the figures before an agent are of
_WORK = re.compile(r"项目|工程|基地|工厂|厂房|产线|生产线|产业园|[地宗]块|连片地|用地|船|电站|基金")
# 乙县与|甲|签约: the one that comes is told of.
_HOST = re.compile(r"(?:政府|管委会|[省市区县旗州镇]里?|当地)[与和同跟]$")
_SIGNS = re.compile(r"[^,。;]{0,8}?(?:签|达成|订立)")
# 由甲|与乙共建: one of those who do it
_PARTNER = re.compile(r"[^,。;]{0,8}(?:共建|合资|合作|签)")
_WITH = ("与", "同")
# 甲与乙|合作, 甲与某大学|共建的实验室
_PARTNERED = re.compile(r"[^,。;、]{0,6}?(?:合作|共建|共同研发|联合|合资|共研)")
# 甲|统计, 甲|领投: who counts, judges or pays, and is not told of
_VOICE = re.compile(
    r"[^,。;:]{0,6}(?:教授|研究员|分析师|首席|团队|合伙人|投资总监|研报)|(?:统计|发布|研究|观察|认为|预计|调查|测算|数据)|[^,。;:]{0,24}?(?:领投|跟投|跟了|参投|加码|加注)|[^,。;:]{0,4}(?:担任|参股|入股|注资|(?:入主|出资|接手|接盘|收购)(?=[,。;]))"
)
# 甲证券研报认为,…: what is told is of the market.
_OPINION = re.compile(
    r"[^,。;:]{0,10}(?:分析师|研究员|合伙人|研报|首席[^,。;]{0,4}(?:师|家))|[^,。;:]{0,6}(?:认为|预计|测算|数据显示)"
)
# 甲旗下|乙: the second is told of
SUBSIDIARY = re.compile(r"(?:的)?(?:旗下|下属|所属|全资|控股|参股|姊妹)[^,。;、]{0,8}$|的合资公司[—-]*$")
# 引进甲某某项目,投资5亿元; 与甲签约,建设…; 最大的一个来自甲,拟投资…: whose project it is.
_INVESTS = re.compile(
    r"[^,。;、]{0,18}?,(?:由其|拟|计划|将|预计|其中|一期|首期|合计|项目)*(?:投资|总投资|投入|投建|建设|占地|用地|年产|租用)"
)
# 甲|产业园: a park that is called so
_PARK = re.compile(r"(?:产业|工业|科技|创新|物流)(?:园|城)")
# 甲的基地|所在的开发区: the place is told of
_SEATED = re.compile(r"[^,。;]{0,8}?所在的")
# What a clause stands before when it turns to a firm: 其中增长最快的甲, 主角是甲, 本地厂商甲, 法国甲.
_HANDED = re.compile(
    r"(?:支持|帮助|助力|推动|帮|[的是为由和与、:“「\"(—-]|企业|厂商|公司|集团|巨头|龙头|品牌|[厂商国资企]|股东|机构|方|[省市区县]|日本|香港|台湾|全称)$"
)
# 营收5亿元、甲…: the comma stands between what is told, and not between firms
_NUMBER = re.compile(r"[\d亿万元%吨家个辆亩成倍人台套]$")

# 甲|是我们最大的客户, 甲|每采购10支,就有1支来自这里: who buys from whom the text is told of
_OUR_CUSTOMER = re.compile(
    r"(?:也|都|还|就|已|已经)?(?:是|成了|成为)(?:我们|咱们?)[^,。;]{0,10}(?:客户|伙伴|供应商|股东|买家)|每(?:采购|购买|订购|卖出|生产|销售)"
)
_BEFORE = 80
"""How far before an agent its works are looked for."""


class Event(NamedTuple):
    """From `start` on, the text speaks of the firm `key`, or of none."""

    start: int
    key: str | None


class FirmRoles:
    """Tells subjects from partners, customers, banks and experts among the firms of one article."""

    def __init__(self, view: View) -> None:
        self._view, self._text = view, view.folded

    def told(self, named: Sequence[FirmMention], current: Event, main: str | None) -> str | None:
        """The firm that the text turns to with some mentions; None for no firm, empty where it goes on as before.

        `current` is whom it has told of so far, `main` the firm that the article is about.
        """
        end = named[-1].end
        lent = _LENT.match(self._text, end) is not None
        found = "" if not lent and self._is_object(named[0], current) else self._subject(named, main)
        invests = found == "" and current.key is None and _INVESTS.match(self._text, end) is not None
        return named[-1].firm.key if invests else found

    def carries_out(self, named: Sequence[FirmMention]) -> bool:
        """Whether a sentence names behind its figures by whom the works that they are of are built or bought."""
        start, sentence = named[0].start, self._view.sentence_at(named[0].start)
        end = named[-1].end
        passive = self._text.startswith(("由", "被"), start - 1) and not self._text.startswith(("与", "和"), end)
        if not passive or not _AGENT.match(self._text, end):
            return False
        return _WORK.search(self._text, max(sentence.start, start - _BEFORE), start) is not None

    def _is_object(self, first: FirmMention, current: Event) -> bool:
        """Whether a firm stands inside a clause of a sentence that is already told of another firm."""
        sentence, clause = self._view.sentence_at(first.start), self._view.clause_at(first.start)
        if current.key is None or current.start < sentence.start:
            return False
        before = self._text[clause.start : first.start]
        return len(before) > 1 and _HANDED.search(before) is None and not leads(self._view, first.start)

    def _subject(self, named: Sequence[FirmMention], main: str | None) -> str | None:
        """The firm that mentions make the subject; None where they are several, empty where they are no subject."""
        first, last = named[0], named[-1]
        if _OPINION.match(self._text, last.end) and leads(self._view, first.start):
            return None
        if (
            _OUR_CUSTOMER.match(self._text, last.end)
            or _CUSTOMER.match(self._text, last.end)
            or _VOICE.match(self._text, last.end)
        ):
            return ""
        keys = list(dict.fromkeys(mention.firm.key for mention in named))
        floor = max(self._view.sentence_at(first.start).start, first.start - 8)
        behind = self._text[last.end : last.end + 3]
        if len(keys) > 1 and self._is_partnered(first, named):
            return first.firm.key
        if len(keys) > 1 and not SUBSIDIARY.search(self._text, named[-2].end, last.start):
            return None if leads(self._view, first.start) or main is None else ""
        if last.firm.kind == "institute":
            return None if leads(self._view, first.start) else ""
        if _PARK.match(self._text, last.end) or _SEATED.match(self._text, last.end):
            return None
        listed = self._text[first.start - 1 : first.start] == "、" and _NUMBER.search(
            self._text, max(0, first.start - 4), first.start - 1
        )
        if self._text[first.start - 1 : first.start] == "、" and not listed:
            return None if main is None else ""
        if behind.startswith(("等", "、", "为代表")):
            return None if main is None else ""
        before = self._text[floor : first.start]
        return "" if _OBJECT.search(before) and not self._is_told_of(before, last.end) else last.firm.key

    def _is_told_of(self, before: str, end: int) -> bool:
        """Whether a firm that somebody deals with is still whom the text goes on to tell of."""
        if _LENT.match(self._text, end) or self._is_example(before, end):
            return True
        if _HOST.search(before) and _SIGNS.match(self._text, end):
            return True
        agent = before.endswith("由") and _AGENT.match(self._text, end)
        return bool(agent) and _PARTNER.match(self._text, end) is None

    def _is_partnered(self, first: FirmMention, named: Sequence[FirmMention]) -> bool:
        """Whether a clause opens with a firm and those that it works with: 甲与某大学合作,…."""
        joint = self._text[first.end : named[1].start] in _WITH
        alone = _PARTNERED.match(self._text, named[-1].end) is not None
        return joint and alone and first.firm.kind == "company" and leads(self._view, first.start)

    def _is_example(self, before: str, end: int) -> bool:
        """Whether the text goes on to tell of a firm that it gives as an example: 以甲为例, 如甲租下…."""
        if before.endswith("以"):
            return self._text.startswith("为例", end)
        return _SUCH_AS.search(before) is not None and self._text[end : end + 1] not in "、,。;)和与等的"
