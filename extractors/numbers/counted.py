"""Where the noun that a count counts ends: before the verb that says what the counted do, or what is done to them."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..names.firm_lexicon import vocabulary
from ..view import Span
from .phrase_lexicon import words

# What acts or is acted upon: a verb right behind such a noun is told of it.
HEAD = re.compile(
    r"(?:企业|公司|集团|单位|机构|部门|卫生[室院所]|委员会|协会|医院|学校|高校|院校|院所|银行|商家|商户|门店|车企|船企|药企|浙企|项目|工程|基地|工厂|园区|园|中心|平台|实验室|枢纽|口岸|车站|机场"
    r"|团队|队伍|[灯宣救]?队|小组|代表团|人员|人士|观众|游客|旅客|专家|学者|代表|委员|议员|嘉宾|党员|干部|职工|员工|工人|民众|群众|村民|农户|居民|市民|用户|患者|学生|师生|教师|教授"
    r"|家庭|医生|医师|老人|儿童|妇女|选手|运动员|航天员|士兵|官兵|战士|志愿者|采购商|展商|客商|投资者|消费者|脱贫户|网民|国人|人民"
    r"|产品|品牌|影片|作品|政策|措施|举措|制度|标准|指标|成果|任务|产业|集群|场馆|景区|景点|线路|航线|铁路|公路|高速|道路|桥梁|隧道|河流|水库|湿地|灌区|雪道|储罐|机组|设备|车辆"
    r"|客机|飞机|航班|列车|船舶|无人机|收割机|大模型|机器人|岗位|城市|城市群|省份|省区市|县市区|县区|区县|盟市|市县|地区|国家|国家和地区|乡镇|村庄|村|县|目标|分会场|房屋|住宅|名单|清单|方案|意见|办法|报告|车|船只|舰船|设施)(?:建设|改造|治理|改革)?$"
)
_PREPOSITION = "给向让把对使令沿"
_UNDERGOES = ("因", "恐", "遭", "被")
_DONE = frozenset(("实施", "进行", "开展", "发起", "予以"))
# 农户|分到了钱, 企业|挤进: what is done, whatever the verb
_ACTED = re.compile(r"[\u4e00-\u9fff]{1,2}[了过](?![\u4e00-\u9fff]?[程去])|靠[它他她这此着]")
_REST = 3
"""How many characters behind a verb may make one noun with it: 企业|研发|中心."""


_BEARERS = frozenset("家名户位条座所艘架辆台只块副粒支")
"""Units that count bodies and things that have something; 6种不同功能的芯片 are counted by what they are like."""
_QUALITY = re.compile(
    r"(?:水平|规模|功能|特色|影响力?|竞争力|意义|价值|质量|优势|潜力|实力|能力|背景|资质|特点|风格|级别?|[性型式化])$"
)
# What begins a clause, unless a noun begins so: 不愿具名的, 刚下树的, 做配套的, but 无人机
_OPENS = frozenset("不刚曾已正给把由被将做叫有无没会能可让使")
# What ends a description that begins with no noun: 紧挨着的, 芝麻大的
_CLOSES = frozenset("着过了大小高低长短多少好新旧远近重轻强弱快慢")
_BODIES = frozenset("厂企线船车机区县镇院店站港楼桥")
_SHORT = 3
"""How many characters a description has whose first word may be a noun."""


def of_counted(text: str, unit: str, noun: Span) -> Span:
    """The part of a noun behind a count that is counted: 30家|企业|的总部, 2个返乡的|工程师."""
    of = text.find("的", noun.start + 2, noun.end)
    if of < 0 or of + 2 > noun.end:
        return noun
    if _is_clause(text, noun.start, of):
        return Span(of + 1, noun.end)
    headed = HEAD.search(text, noun.start, of) is not None
    named = headed or vocabulary().get(text[of - 2 : of]) == "noun" or text[of - 1] in _BODIES
    if unit not in _BEARERS:
        named = unit in ("个", "") and (headed or (named and HEAD.search(text, of, noun.end) is None))
    return Span(noun.start, of) if named and not _QUALITY.search(text, noun.start, of) else noun


def _is_clause(text: str, start: int, end: int) -> bool:
    """Whether the words before a 的 tell something, and name nothing."""
    kinds = vocabulary()
    first, last = text[start : start + 2], text[end - 2 : end]
    if text[start] in _OPENS and first not in kinds and text[start : start + 3] not in kinds:
        return True
    if _is_verb(first) and first not in words("nominal"):
        return end - start > len(first) or HEAD.search(text, start, end) is None
    if HEAD.search(text, start, end) is not None or kinds.get(last) in ("noun", "term"):
        return False
    tells = text[end - 1] in _CLOSES or (_is_verb(last) and last not in words("nominal"))
    return tells and (end - start <= _SHORT or kinds.get(first) != "noun")


def _is_verb(word: str) -> bool:
    return len(word) == 2 and vocabulary().get(word) == "verb"


def noun_end(text: str, start: int, end: int, within: Callable[[int], bool]) -> int:
    """Where the noun phrase that begins at `start` ends before a verb; `end` where none follows.

    `within` tells whether a word at an offset belongs to a longer name (生产 of 生产总值).
    """
    if text[start : start + 1] in _UNDERGOES:
        return end
    told, manner, kinds = words("told"), words("manner"), vocabulary()
    for at in range(start + 2, end - 1):
        word = text[at : at + 2]
        acts = kinds.get(word) == "verb" and not _is_modifier(text, at, end)
        to = word[0] in _PREPOSITION and word not in kinds  # 高校|向公众, but 企业|对外
        ends = (
            word in told
            or (_ACTED.match(text, at) is not None and HEAD.search(text, start, at) is not None)
            or ((acts or to or word in manner) and HEAD.search(text, start, at) is not None)
        )
        if ends and not within(at):
            return _bare(text, start, at)
    return end


def _is_modifier(text: str, start: int, end: int) -> bool:
    """Whether a verb and the words behind it are one noun's: 项目|审批|窗口, 城市|更新|示范项目."""
    rest = text[start + 2 : end]
    if not rest or _is_verb(rest) or rest[0] in "了着过":
        return False
    if text[start : start + 2] in words("nominal") or text[start : start + 3] in vocabulary():
        return True  # 项目|审批|窗口, 企业|负责人
    if len(rest) == _REST and rest not in vocabulary() and HEAD.search(rest) is None:
        return False  # 游客|乘坐|观光车
    return len(rest) <= _REST or (len(rest) <= 2 * _REST and HEAD.search(rest) is not None)


def _bare(text: str, start: int, end: int) -> int:
    """The end of a noun without how it is done: 航天员|集体|亮相."""
    manner = words("manner")
    while end - start > _REST and (text[end - 2 : end] in manner or text[end - 2 : end] in _DONE):
        end -= 2
    return end
