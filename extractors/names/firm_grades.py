"""How much a stretch of words looks like a name: by its legal form or ending, its only word, or its letters."""

from __future__ import annotations

import re

from .firm_endings import with_ending
from .firm_forms import LEGAL_END, MODEL, THINGS, Kind
from .firm_lexicon import cues, endings, vocabulary
from .firm_tokens import Token

KIND_OF_FIRM = -0.9
NO_NAME = -2.0
"""What is no name whatever the list that it stands in: a slogan."""
NAMES = frozenset(("firm", "known"))
"""The kinds of words that are firms' names already."""

# Function words that no name holds; the others (中 上 下 同 达 …) may be a character of one.
_HARD = frozenset("的了着是在由与从把被将以让使据像跟等并也都还则这那该此各每已曾和及对")
_PLACES = frozenset("园馆桥庙寺祠墓渠坝湖港")
# 招大引强, 延链补链: two deeds and what is done, of which slogans are made.
_DEED = "引招培补强延建增扩转提降减控治保稳促推抓改续旧跨济育筑聚拓赋优做扫除打"
_SLOGAN = re.compile(f"[{_DEED}][一-鿿][{_DEED}][一-鿿]|[三四五六七八九十]+[大小][一-鿿]")  # or a nickname: 六小龙
_INSTITUTE = re.compile(
    r"(?:大学|学院|研究[总]?院|研究所|科学院|社科院|中科院|工程院|信通院|实验室|医院|协会|学会|商会"
    r"|联合会|交易所|[上深北港]交所|足协)$"
)
# A member that is a kind of firm (三大运营商) says what the others are.
_KIND_OF_FIRM = re.compile(r"(?:企业|公司|厂商|运营商|供应商|机构|银行|车企|央企|国企|民企|巨头|龙头)$")
_BRANCH = re.compile("[子分]公司$")


def _names_something(head: str) -> bool:
    """Whether what stands before a legal form is more than 一家, 该 or 大型."""
    return len(head) > 1 and head not in cues("generic") and not re.match("(?:这|那|一|两|几|多|各|某)家", head)


# The merchants of a province, after whom banks and brokers are called: 徽商|银行, 浙商|证券.
_MERCHANTS = re.compile("[京津沪渝冀豫滇辽黑湘皖徽鲁苏浙赣鄂桂甘晋蒙陕秦吉闽贵粤川蜀宁琼]商")


def _is_kind_of_firm(tokens: list[Token], text: str) -> bool:
    """Whether this is a common noun for firms (三大运营商, 头部车企) and no name."""
    if tokens[0].kind in ("firm", "known", "place") or not _KIND_OF_FIRM.search(text):
        return False
    named = sum(token.kind == "char" for token in tokens) > 1 or any(t.kind in (*NAMES, "latin") for t in tokens)
    named = named or _MERCHANTS.fullmatch(tokens[0].text) is not None
    return bool(re.match("[一二两三四五六七八九十多几各]+大", text)) or not named


def _is_no_name(tokens: list[Token], text: str) -> bool:
    """Whether this is a kind of branch (销售分公司) or a slogan."""
    known = any(token.kind in NAMES for token in tokens)
    return bool(_BRANCH.search(text) and text[:-3] in vocabulary()) or bool(_SLOGAN.fullmatch(text) and not known)


def graded(tokens: list[Token], text: str) -> tuple[float, Kind]:
    """The grade and kind of a stretch of words, `text` when joined; the grades are those of `Judged`."""
    first, last = tokens[0], tokens[-1]
    if _is_no_name(tokens, text):
        return NO_NAME, "company"
    if (legal := LEGAL_END.search(text)) and len(text) <= 40 and len(tokens) > 1:
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
        return with_ending(tokens, text)
    if last.kind != "firm" and ends_thing(last.text):
        return -1.0, "company"
    return _without_ending(tokens, text)


def _is_phrase(tokens: list[Token]) -> bool:
    """Whether function words, cues, numbers or technical terms (GWh, AI) make a phrase of this."""
    named = tokens[0].kind in NAMES
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


def ends_thing(text: str) -> bool:
    """Whether this last word makes the phrase a thing, a place or an office."""
    if len(text) == 1:
        return text in "市县区镇乡村省州局厅委部办报台业国人者"
    return text in cues("end") or text[-1] in "市县区镇乡村省州局厅委部办报台"


_SURE = re.compile(r"(?:银行|证券|集团|股份|控股|重工|药业)$")


def _single(token: Token) -> tuple[float, Kind]:
    kind: Kind = "company"
    if token.kind == "latin":
        if MODEL.fullmatch(token.text):
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
