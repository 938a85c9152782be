"""What a stretch of words looks like: a firm, a name, a word that could be one, or a thing that is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from .firm_lexicon import cues, endings, vocabulary
from .firm_tokens import Token

Kind = Literal["company", "institute"]

LEGAL = (
    r"(?:(?:股份)?有限(?:责任)?公司|有限合伙(?:企业)?|股份公司|集团公司|总公司|分公司|子公司"
    r"|Co\.,? ?Ltd\.?|Ltd\.?|Inc\.?|Corp\.?|Corporation|GmbH|AG|S\.A\.|N\.V\.|B\.V\."
    r"|PLC|plc|LLC|L\.P\.|LP|SE|S\.p\.A\.|S\.r\.l\.|KG|AB|Oyj?|Kft\.?|Sdn\.? Bhd\.?|Pte\.? Ltd\.?|Pty\.? Ltd\.?"
    r"|A/S|K\.K\.|S\.L\.|S\.A\.S\.|PJSC|JSC)"
)
# Function words that no name holds; the others (中 上 下 同 达 …) may be a character of one.
_HARD = frozenset("的了着是在由与从把被将以让使据像跟等并也都还则这那该此各每已曾和及对")
# What goods and materials end with: a short unknown word that ends so is as likely a thing as a name.
THINGS = frozenset(
    "机器件材料管板膜剂堆极线阀泵炉车船药酒茶烟糖盐油气煤电钢铁铜铝锂镍钛硅纸布丝棉麻纱服鞋帽表灯具刀锁卡片屏盘"
    "带链箱柜椅床镜瓷砖瓦石砂珠菜果肉蛋奶鱼虾粮米面种苗花木竹术学品物体仪疗酸碱醇烃烯腈酯酮醚酚胺苯醛胶粉浆液芯核梁桩轮轴弹枪炮贝参"
)
_PLACES = frozenset("园馆桥庙寺祠墓渠坝湖港")
# Before an ending, what makes a kind of firm and no name: 涉事, 省级, 两国, 俄土, 沪深; 中 begins names (中意人寿).
_KIND_HEAD = re.compile(
    r"涉[事案诉].*|[省市县州区]{1,2}级?|(?:国家|[一二三]|高|初)级|[一两三四五六七八九十多各该邻]+国|[限规]上.*"
    r"|(?:[俄美英法德日韩印欧乌以土伊朝越巴][俄美英法德日韩印欧乌以土伊朝越巴]|[沪深京港津渝川][沪深京港津渝川])(?:两[国地市])?"
    r"|[俄美英法德日韩印]国家.*"
)
# 招大引强, 延链补链: two deeds and what is done, of which slogans are made.
_DEED = "引招培补强延建增扩转提降减控治保稳促推抓改续旧跨济育筑聚拓赋优做扫除打"
_SLOGAN = re.compile(f"[{_DEED}][一-鿿][{_DEED}][一-鿿]|[三四五六七八九十]+[大小][一-鿿]")  # or a nickname: 六小龙


_INSTITUTE = re.compile(
    r"(?:大学|学院|研究[总]?院|研究所|科学院|社科院|中科院|工程院|信通院|实验室|医院|协会|学会|商会"
    r"|联合会|交易所|[上深北港]交所|足协)$"
)
# A member that is a kind of firm (三大运营商) says what the others are.
_KIND_OF_FIRM = re.compile(r"(?:企业|公司|厂商|运营商|供应商|机构|银行|车企|央企|国企|民企|巨头|龙头)$")


KIND_OF_FIRM = -0.9
NO_NAME = -2.0
"""What is no name whatever the list that it stands in: a slogan."""
_WORDS = frozenset(("noun", "verb", "other", "term"))
_ORDINARY = _WORDS | {"cue", "place", "ending"}
_NAMES = ("firm", "known", "latin")


class Judged(NamedTuple):
    """A span and how much it looks like a firm: 1 sure, 0.8 a name, 0.5 a firm or a word, 0 a word, below 0 a thing."""

    start: int
    end: int
    grade: float
    kind: Kind = "company"
    head: int = 0
    """Where a known firm's name ends that ordinary words follow (特变电工|智慧产业园), else 0."""


def judge(tokens: Sequence[Token]) -> Judged:
    """The look of a list member or phrase."""
    tokens, bracket = _bare(_quoted(tokens))
    if not tokens:
        return Judged(0, 0, -1)
    start, end = tokens[0].start, tokens[-1].end
    text = "".join(token.text for token in tokens)
    if len(tokens) == 2 and tokens[0].kind in _NAMES[:2] and _is_thing_of(tokens[1]):
        return judge(tokens[:1])  # the product of a firm: its name and a model's
    grade, kind = _grade(tokens, text)
    if _is_office(tokens[0], text):
        grade, kind = 1.0, "company"
    head = 0
    if tokens[0].kind == "firm" and len(tokens) > 1:
        if close := _names_no_more(tokens):
            named = tokens[:close]
            return Judged(start, named[-1].end, *_grade(named, "".join(token.text for token in named)))
        head = tokens[0].end if all(token.kind in _ORDINARY for token in tokens[1:]) else 0
    if len(tokens) == 2 and tokens[0].kind == "place" and tokens[1].kind == "firm":
        return Judged(tokens[1].start, end, grade, kind)
    if head and tokens[1].kind == "place" and tokens[1].text != "中国" and not daughter(tokens, 0):
        return Judged(start, head, grade, kind)
    if _ends_in_place(tokens):
        named = tokens[:-1]
        return Judged(start, named[-1].end, *_grade(named, "".join(token.text for token in named)))
    return Judged(start, bracket if bracket and grade > 0 else end, grade, kind, head)


def _ends_in_place(tokens: Sequence[Token]) -> bool:
    """Whether a name is followed by where its project is: 华电|榆树, 天楹|辽源."""
    named = [token for token in tokens[:-1] if token.kind in ("char", "known", "firm")]
    size = sum(len(token.text) for token in named)
    return tokens[-1].kind == "place" and len(named) == len(tokens) - 1 and size > 1 and tokens[-1].text != "中国"


_HALF_OFFICE = re.compile("(?:原|前|时任)?(?:常务)?副?|[一-鿿]{1,4}(?:学系|系)")
_OFFICER = re.compile("(?:总裁|总?经理|董事长?|首席|[会社院校]长|主席|教授|创始人|负责人)$")


def _names_no_more(tokens: Sequence[Token]) -> int:
    """How many tokens a firm's name has where an officer of it or goods follow, else 0: 某某|总裁…, 某某|创新药."""
    officer = next((at for at, token in enumerate(tokens) if at and _OFFICER.match(token.text)), 0)
    if not officer and _HALF_OFFICE.fullmatch("".join(token.text for token in tokens[1:])):
        return 1  # 某某大学原副|校长
    return officer or int(len(tokens) > 1 and tokens[-1].kind == "term" and tokens[1].kind in _WORDS)


def _quoted(tokens: Sequence[Token]) -> Sequence[Token]:
    """The name in quotes behind its kind or its place (企业“某某”); nothing where a name is only called something."""
    opening = next((at for at, token in enumerate(tokens) if token.text == "“"), 0)
    if not opening:
        return tokens
    inner = tokens[opening + 1 :]
    described = all(token.kind in _ORDINARY or token.kind == "country" for token in tokens[:opening])
    return inner if described else ()


def _bare(tokens: Sequence[Token]) -> tuple[list[Token], int | None]:
    """The tokens without quotes and brackets; the end of a bracket that is part of the name (a place)."""
    kept = [token for token in tokens if token.kind != "mark" or token.text not in "“”\"'「」『』 "]
    for at, token in enumerate(kept):
        if token.kind == "mark" and token.text == "(":
            inner = [t for t in kept[at + 1 :] if t.text != ")"]
            closed = kept[-1].text == ")"
            if not closed and len(kept) > at + 3 and kept[at + 2].text == ")":
                continue
            place = closed and len(inner) == 1 and (inner[0].kind in ("place", "country") or inner[0].text in _REGIONS)
            if at and place:
                return kept[:at], kept[-1].end
            return kept[:at], None
    return kept, None


_REGIONS = frozenset(
    ["中国", "华东", "华南", "华北", "华中", "西南", "西北", "东北", "亚太", "亚洲", "大中华", "国际", "集团", "控股"]
)


_CENTRAL_BANK = re.compile(r"(?:人民|中央|储备)银行$")  # an office of the state
_BRANCH = re.compile("[子分]公司$")
_LEGAL_END = re.compile(LEGAL + "$")


# 农行|某县|支行; 某省|国投: the offices of banks, and what places own under their own name.
_BANK_OFFICE = re.compile(
    r"[一-鿿]{0,8}(?:银行|[工农中建交招]行|农商行?|国开行|农发行)[一-鿿]{2,8}(?:支行|分行|营业部)"
)
OF_STATE = re.compile(
    r"(?:高新|经开|科创)?(?:国|城|建|交|产|水|农|文旅|旅|工|科|电|能|金|粮)投(?:公司|集团)?|[国金城产交]控(?:公司|集团)?|创新投"
)


def _is_office(first: Token, text: str) -> bool:
    return bool(_BANK_OFFICE.fullmatch(text) or (first.kind == "place" and OF_STATE.fullmatch(text, len(first.text))))


def _names_something(head: str) -> bool:
    """Whether what stands before a legal form is more than 一家, 该 or 大型."""
    return len(head) > 1 and head not in cues("generic") and not re.match("(?:这|那|一|两|几|多|各|某)家", head)


# The merchants of a province, after whom banks and brokers are called: 徽商|银行, 浙商|证券.
_MERCHANTS = re.compile("[京津沪渝冀豫滇辽黑湘皖徽鲁苏浙赣鄂桂甘晋蒙陕秦吉闽贵粤川蜀宁琼]商")


def _is_kind_of_firm(tokens: list[Token], text: str) -> bool:
    """Whether this is a common noun for firms (三大运营商, 头部车企) and no name."""
    if tokens[0].kind in ("firm", "known", "place") or not _KIND_OF_FIRM.search(text):
        return False
    named = sum(token.kind == "char" for token in tokens) > 1 or any(t.kind in _NAMES for t in tokens)
    named = named or _MERCHANTS.fullmatch(tokens[0].text) is not None
    return bool(re.match("[一二两三四五六七八九十多几各]+大", text)) or not named


def _is_no_name(tokens: list[Token], text: str) -> bool:
    """Whether this is a kind of branch (销售分公司) or a slogan."""
    known = any(token.kind in _NAMES[:2] for token in tokens)
    return bool(_BRANCH.search(text) and text[:-3] in vocabulary()) or bool(_SLOGAN.fullmatch(text) and not known)


def _grade(tokens: list[Token], text: str) -> tuple[float, Kind]:
    first, last = tokens[0], tokens[-1]
    if _is_no_name(tokens, text):
        return NO_NAME, "company"
    if (legal := _LEGAL_END.search(text)) and len(text) <= 40 and len(tokens) > 1:
        return (1.0 if _names_something(text[: legal.start()]) else -1.0), "company"
    if _is_kind_of_firm(tokens, text):
        return KIND_OF_FIRM, "company"
    if len(tokens) == 1 and first.kind == "firm":
        return _single(first)
    if len(text) < 2 or len(text) > 20 or text in cues("generic"):
        return -1.0, "company"
    if len(tokens) == 1:
        return _single(first)
    if all(token.kind == "latin" for token in tokens):
        return (0.8 if len(tokens) <= 6 and text[0].isupper() else -0.7), "company"
    if _is_phrase(tokens):
        return -1.0, "company"
    if first.kind == "firm" and tokens[1].kind == "place":
        return 1.0, "company"
    if last.kind == "ending" or last.text in endings():
        return _with_ending(tokens, text)
    if last.kind != "firm" and ends_thing(last):
        return -1.0, "company"
    return _without_ending(tokens, text)


def _is_phrase(tokens: list[Token]) -> bool:
    """Whether function words, cues, numbers or technical terms (GWh, AI) make a phrase of this."""
    named = tokens[0].kind in _NAMES[:2]
    if tokens[0].text == "年":
        return True
    for at, (_, _, kind, text) in enumerate(tokens):
        if kind == "digit" or (kind == "cue" and text not in cues("within")):
            return True
        if kind == "latin" and not named and text.upper() in cues("acronym"):
            return True
        if text in _HARD:
            # One character alone is nothing to be joined: 义和.
            alone = text in "和与及同都为" and (not at or (at == 1 and tokens[0].kind == "char"))
            last = text == "为" and at > 1 and at == len(tokens) - 1 and tokens[at - 1].kind == "char"
            if not (alone or last):
                return True
    return False


def ends_thing(last: Token) -> bool:
    """Whether this last word makes the phrase a thing, a place or an office."""
    if len(last.text) == 1:
        return last.text in "市县区镇乡村省州局厅委部办报台业国人者"
    return last.text in cues("end") or last.text[-1] in "市县区镇乡村省州局厅委部办报台"


def daughter(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place and a trade behind a firm's name make the name of a daughter firm: 中车|株洲|电机."""
    following = tokens[at + 1 : at + 3]
    if [token.kind for token in following] != ["place", "ending"] or tokens[at].kind not in _NAMES[:2]:
        return False
    return endings()[following[1].text][1] in ("any", "name")


def _is_thing_of(token: Token) -> bool:
    """Whether a Latin word is a model's or a technology's."""
    latin = token.kind == "latin"
    return latin and (_MODEL.fullmatch(token.text) is not None or token.text.upper() in cues("acronym"))


_MODEL = re.compile(r"[A-Z]{1,2}\d{1,3}[A-Z]?")  # of a product: P5, G6


_SURE = re.compile(r"(?:银行|证券|集团|股份|控股|重工|药业)$")


def _single(token: Token) -> tuple[float, Kind]:
    kind: Kind = "company"
    if token.kind == "latin":
        if _MODEL.fullmatch(token.text):
            return -0.7, kind
        return (-0.7 if token.text.upper() in cues("acronym") else 0.6), kind
    if _INSTITUTE.search(token.text):
        kind = "institute"
    if token.kind == "known" and len(token.text) > 3 and _SURE.search(token.text):
        return 0.9, kind
    grades = {
        "firm": 1.0,
        "known": 0.5,
        "verb": 0.0,
        "cue": -0.2,
        "noun": 0.0,
        "other": 0.0,
        "ending": -0.7,
        "term": -0.7,
    }
    if token.kind not in ("firm", "known") and (token.text in cues("end") or token.text[-1] in "元率额量值性化度家"):
        return -1.0, kind
    return grades.get(token.kind, -1.0), kind


def _with_ending(tokens: list[Token], text: str) -> tuple[float, Kind]:
    """A name that ends as names of firms do, if what stands before the ending can be a name."""
    kind_text, asked = endings()[tokens[-1].text]
    kind: Kind = "institute" if kind_text == "institute" else "company"
    head = [token for token in tokens[:-1] if token.kind != "ending"]
    if not head:
        return -0.7, kind
    if all(token.text in cues("generic") for token in head) or _CENTRAL_BANK.search(text):
        return -1.0, kind
    first = tokens[0]
    if _KIND_HEAD.fullmatch(text, 0, len(text) - len(tokens[-1].text)):
        return -1.0, kind
    if kind == "institute":
        chars = [token for token in head[:3] if token.kind != "function"]
        named = first.kind in ("firm", "place") or _letters(chars) >= 2 or first.text == "中国"
        return (1.0 if named else -1.0), kind
    letters = sum(len(t.text) for t in head if t.kind in ("char", "function", "latin"))
    if any(token.kind == "firm" for token in head[:2]) or _known_name(head, asked):
        return 1.0, kind
    if asked == "soft":
        if all(token.kind in ("known", "place") for token in head) and head[-1].kind == "known":
            return 0.5, kind
        if len(head) == letters == 2:
            return 0.7, kind
        if letters >= 2 and not any(t.kind in ("term", "verb", "cue") for t in head):
            return 0.5, kind
        return (0.2 if first.kind == "place" and len(text) >= 6 else -0.1), kind
    if letters >= 2 and _letters(head) >= 2 and letters * 2 >= sum(len(t.text) for t in head):
        return 1.0, kind
    return _with_weak_head(head, text, asked, letters), kind


def _letters(head: list[Token]) -> int:
    """How many characters that are no words stand side by side: a name's, where others are parts of phrases."""
    most = run = 0
    for token in head:
        name = token.kind in ("char", "function") or (token.kind == "latin" and not _MODEL.match(token.text))
        run = run + len(token.text) if name else 0
        most = max(most, run)
    return most


def _known_name(head: list[Token], asked: str) -> bool:
    """Whether a firm's name that can be a word is meant: 长城|汽车, but not 移动|医疗, 传承|长城|文化."""
    at = 1 if head[0].kind in ("place", "char") else 0
    if [token.kind for token in head[at : at + 1]] != ["known"] or (asked == "soft" and head[at].text in vocabulary()):
        return False
    return asked != "soft" or all(token.kind in ("char", "known", "place") for token in head[at:])


def _with_weak_head(head: list[Token], text: str, asked: str, letters: int) -> float:
    """The grade of words, or of one character, before an ending."""
    if len(text) == 3 and letters == 1:
        return -0.1
    if text.endswith("公司") and len(head) > 2 and head[0].kind == head[1].kind == "char":
        return 0.9
    if asked == "any" and head[0].kind == "place" and len(text) >= 6:
        return 0.8
    if asked == "any" and (letters or len(head) == 1) and head[0].kind not in ("term", "country"):
        return 0.8
    if any(token.kind == "term" for token in head) or not letters:
        return -0.7 if head[-1].kind == "term" else -0.1
    return 0.3


def _without_ending(tokens: list[Token], text: str) -> tuple[float, Kind]:
    body = tokens[1:] if tokens[0].kind in ("place", "country") else tokens
    if body[0].kind == "firm" and len(text) - len(body[0].text) <= 6:
        return 0.9, "company"
    letters = sum(len(token.text) for token in body if token.kind in ("char", "function", "latin"))
    if sum(token.kind in ("firm", "known") for token in body) > 1 and len(text) <= 8:
        return 0.9, "company"
    size = sum(len(token.text) for token in body)
    if letters == 0:
        if body[-1].kind == "firm" and size <= 8:
            return 0.6, "company"
        if body[0].kind == "known" and len(body) == 2 and size <= 6:
            return 0.4, "company"
        if body[0].kind in ("firm", "known") and size <= 8 and all(t.kind in ("ending", "term") for t in body[1:]):
            return (0.8 if body[0].kind == "firm" else 0.5), "company"
        if any(token.kind == "term" for token in tokens):
            if [token.kind for token in tokens] == ["place", "term"] and len(text) == 4:
                return -0.1, "company"
            return -0.7, "company"
        return (0.0 if size <= 6 and len(tokens) <= 3 and body is tokens else -0.5), "company"
    place = text[-1] in _PLACES and tokens[-1].kind == "char"
    if any(token.kind == "term" for token in tokens) or text[-1] in THINGS or place:
        return -0.1, "company"
    if size <= 8 and letters * 2 >= size:
        return 0.8, "company"
    return (0.4 if body[0].kind == "known" or size <= 6 else -0.2), "company"
