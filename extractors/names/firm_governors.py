"""What governs an enumeration: the noun, the count or the verb that says whether its members are firms."""

from __future__ import annotations

import re
from enum import IntEnum

from ..seeking import Seeker

NOUN = (
    r"(?:企业(?!家|界|主|文化)|公司|厂商|厂家|(?<=[整主机部件承电料泵酒药纸钢小老家作套])厂(?![区房址长])|企(?![业鹅稳图及划盼望待求愿查微管])|龙头|链主|巨头|供应商|车企|药企|房企|央企"
    r"|国企|民企|台企|外企|酒企|钢企|名企|运营商|开发商|制造商|服务商|集成商|投资方|投资人|投资机构|机构|券商|险企|独角兽"
    r"|品牌商|参?展商|经销商|代理商|贸易商|零售商|渠道商|船东|航司|船公司|租户|商户|买家|业主(?!委)|链核|友商|同行|雇主|承包商|分包商|(?:配套|参建|中标|施工|投标)(?:单位|人(?!员)|方)|联合体成员|小巨人|厂子|作坊|老字号|大厂|大牌(?!”)|玩家|选手|新贵|新秀|[新老]面孔|合作伙伴|股东|客户|领军者|集团)"
)
INTRODUCED = re.compile(NOUN + r"|资本|基金|创投|银行|银企|同行|玩家")
LEADS = r"(?:龙头|代表|引领|核心|链主|骨干|主体|首|主)"
# 以A、B为龙头: what stands between is a list.
FRAME = re.compile(
    rf"以((?=[^。!?;\n,:的]{{1,30}}、)[^。!?;\n,:的]{{2,60}}?)(?<![两三四五六七八九][省市县区镇乡村国地])(?:作?为)(?=“?{LEADS})"
)
_COUNT = r"(?:[\d一二两三四五六七八九十]{1,3})"
# A、B、C三家企业: the members themselves are counted.
_OF_TRADES = "(?!产业|行业|领域|集群|板块|赛道|主导)"  # 八大|产业链
_COUNTED = re.compile(rf"({_COUNT}|双)[家大户]?{_OF_TRADES}([^、,。;:!?\n]{{0,8}}?){NOUN}")
# A、B、C三家联手: what 家 counts without another noun is firms.
_BY_HOUSES = re.compile(
    rf"({_COUNT})家(?![^、,。;:!?\n]{{0,8}}?(?:医院|学校|高校|院校|学院|院所|单位|媒体|报|协会|商会|[馆店院所局社室园]|部门|机关|剧团|机构))"
)
# ■乙区(15家), 重点企业名单: a heading over the list.
_HEADED = re.compile(rf"(?:[(]?\d+[家户]|{NOUN}(?:名单|名录)?)[)]?[:]?\n+$")
_THESE = re.compile(rf"(?:这些|那些|这|那)[^、,。;:!?\n]{{0,10}}?{NOUN}")
_GOVERNOR = re.compile(
    r"(?:等+(?![^、,。;:!?\n]{0,6}?(?:方面|工作|问题|任务|措施|政策|机制|活动|环境|服务))[^、,。;:!?\n]{0,30}?"
    r"|(?:[\d一二两三四五六七八九十多数]+余?多?[家户大])" + _OF_TRADES + r"[^、,。;:!?\n]{0,16}?|)" + NOUN
)
# 等 and what closes a list of one: 甲等三家外资企业; no verb stands between them.
GOVERNED = re.compile(r"等+[^、,。;:!?\n的了在]{0,14}?" + NOUN)
_DEEDS = (
    r"(?:领投|跟投|出资|参投|控股|承建|承办|供货|领衔|牵头|扎堆|唱主角|打头阵|落户|入驻|进驻|落子|领跑|试产|量产|投产|(?:入选|上榜|跻身|获评)(?=[^、,。]{0,16}(?:企业|公司|工厂|冠军|小巨人))"
    r"|设厂|建厂|设点|布局|挑起?了?大梁|入列|入围|带动(?=上下游|配套|企业|产业链|全[市县区镇省])|点单|下单|持股|投资(?!成本|额|者|环境|项目|热)|扩产|深耕|合资|雇[用佣]|把[^、,。]{0,10}(?:工厂|总部|中心))"
)
_VERB = re.compile(rf"等*(?:(?!的)[一-鿿]){{0,12}}?{_DEEDS}|[^、,。]{{0,4}}(?:为|作为)“?{LEADS}")
# 龙舟、灯会等系列活动将带动…: a noun of another class stands between the list and the verb.
_CLASS = re.compile(
    r"[^、,。;:!?\n]{0,12}?(?:活动|作品|遗址|景区|景点|古镇|品种|举措|产品|技术|政策|元素|方式|形式|人士|专家|委员|干部|代表(?!企业)|名家|运动员)"
)
_HOUSES = re.compile(r"等[超近约]?[\d一二三四五六七八九十百千多数]+[余多]*家")
_INTRODUCES = re.compile(NOUN + r"[^。;!?\n]{0,14}?(?:包括|包含|涵盖|囊括|有|如|是|为|包括了|有了)$")
_BRACKET = re.compile(NOUN + r"(?:\d+[家户个]|[一二两三四五六七八九十]+[家户个])?\($")
_PROJECTS = re.compile(r"等?[^、,。;:!?\n]{0,12}?(?:项目|总部|基地|品牌|研发中心|工厂)")
# 引进甲、乙: what a place gathers are firms, where the names are no words and no other class closes the list.
_GATHERS = re.compile(r"(?:引进|引入|引来|招引|集聚|聚集|聚起|汇聚|吸引|依托|培育出|落户)(?:了|来|到|起)?$")
_RESOURCES = re.compile(
    r"[^、,。;:!?\n]{0,12}?(?:人才|专家|院士|团队|资源|要素|平台|技术|产品|品种|景区|景点|高校|院所|赛事|活动|地区|城市"
    r"|客流|游客|河|湖|山)"
)
# 甲市化工、乙市材料|2个平台: what is counted so are no firms.
CLASSES = (
    r"[\d一二两三四五六七八九十]{1,3}余?[个大类处座条种](?:[^、,。;:的企公厂](?!企业|公司)){0,6}?(?:平台|园区|产业园|景区|景点|城市|区域|领域|产业"
    r"|行业|集群|板块|赛道|品种|品类|机场|港区|口岸|乡镇|街道|社区|实验室|研究院|学科|专业)"
)
_OTHERS = re.compile(
    CLASSES + "|"
    r"[和及与]?(?:有关|相关|部分|一些|其他)|[两三四五六七八九十]+大(?:产业|行业|领域|集群|板块|赛道|主导)|[两二三四五六七八九十][省市县区镇乡村国地](?!.{0,2}企)|(?:等+|[\d一二两三四五六七八九十]+[家所个户大])[^、,。;:!?\n]{0,8}?"
    r"(?:医院|学校|高校|大学|院校|学院|部门|国家|地区|城市|媒体|报社|协会|省份|县|区|市|镇|领域|产业|行业)"
)
HINT = Seeker(
    re.compile(
        rf"(?:引进|引入|引来|招引|集聚|聚起|汇聚|吸引|依托)了?[^、]{{2,8}}、|{NOUN}[^、(]{{0,5}}\("
        rf"|(?:等|[这那]些|[家户大双])[^、]{{0,30}}?{NOUN}|{_DEEDS}|为“?{LEADS}|等[^、,]{{0,6}}家"
        rf"|{NOUN}[^、]{{0,16}}(?:包括|有|如)|[两三四五六七八九十\d]家"
    )
)
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "双": 2}


_TOWNS = re.compile("[两三四五六七八九][省市县区镇乡村国地]$")  # 甲、乙、丙|三镇


class Sway(IntEnum):
    """How surely what governs a list says that its members are firms."""

    OTHER = -1
    NONE = 0
    PROJECTS = 1
    FIRMS = 2
    """Members that can be names are firms."""
    THESE = 3
    """Members that can be words, too, are firms."""
    COUNTED = 4
    """As many firms as the list has members."""


def sway(text: str, first: int, close: int, end: int, count: int) -> Sway:
    """What governs the list of `count` members that begins at `first` and is closed at `close`."""
    counted = _COUNTED.match(text, close, end) or _BY_HOUSES.match(text, close, end)
    if counted is not None and count > 1:
        number = counted[1]
        if _DIGITS.get(number, int(number) if number.isdecimal() and number.isascii() else 0) == count:
            return Sway.COUNTED
    if count > 1 and _THESE.match(text, close, end):
        return Sway.THESE
    if _GOVERNOR.match(text, close, end):
        return Sway.FIRMS
    if _OTHERS.match(text, close, end) or _TOWNS.search(text, first, close):
        return Sway.OTHER
    introduced = text[first - 1 : first] == ":" and INTRODUCED.search(text, max(0, first - 12), first)
    line = text.rfind("\n", max(0, first - 9), first) + 1  # 甲区的 may stand before a list's first member
    if line and (line == first or text[first - 1] == "的"):
        introduced = introduced or _HEADED.search(text, max(0, line - 14), line)
    introduced = introduced or (text[first - 1 : first] == "(" and _BRACKET.search(text, max(0, first - 12), first))
    told = _INTRODUCES.search(text, max(0, first - 36), first)
    deed = _VERB.match(text, close, end) and not _CLASS.match(text, close, end)
    if introduced or told or deed or _HOUSES.match(text, close, end):
        return Sway.FIRMS
    led = count > 1 and _GATHERS.search(text, max(0, first - 6), first) and not _RESOURCES.match(text, close, end)
    return Sway.PROJECTS if led or _PROJECTS.match(text, close, end) else Sway.NONE
