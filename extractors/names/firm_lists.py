"""Enumerations: whose members are firms, because a noun says so or because most of them are known as such."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from ..rules import rule, veto
from ..view import Span, View
from .firm_chains import Chain, chains
from .firm_forms import Kind
from .firm_governors import FRAME, HINT, INTRODUCED, Sway, sway
from .firm_grades import KIND_OF_FIRM, NO_NAME
from .firm_lexicon import alternatives, endings, vocabulary
from .firm_tokens import Tokens
from .spotting import SURNAMES

ENUMERATION = rule(
    "firm.enumeration",
    "The members of a list are firms where a noun for firms governs it, or where most of them are known firms.",
    reads=(
        "园区集聚了⟦科瑞恩⟧、⟦迈芯微⟧、华为等企业",
        "园区集聚了⟦锐恩特⟧、⟦鹏锐达⟧和⟦科瑞恩⟧等企业",
        "腾讯、京东、⟦苹果⟧都在这里设点",
        "以⟦锐恩特⟧、诺力股份为龙头",
        "平台由⟦青鸟⟧、⟦远望⟧、⟦锐恩特⟧三家供应商供货",
        "下游客户包括⟦科瑞恩⟧、⟦迈芯微⟧等10余家",
        "⟦科瑞恩⟧、⟦锐恩特⟧、⟦迈芯微⟧在这里试产",
        "依托⟦科瑞恩⟧、⟦锐恩特⟧、⟦迈芯微⟧，打造整机基地",
        "推动⟦瑞岭木业⟧、⟦科岭家具⟧、⟦鹏锐木业⟧由板材转向定制",
    ),
    leaves=(
        "集聚了机器人、新能源、生物医药等企业",
        "在杭州、宁波、温州等地设点",
        "发展了氢能、光伏、储能等产业",
        "舞龙、赏灯等系列活动带动消费",
        "大会以“鑫岭、锐思远”为主题，来自各地的企业参会",
        "依托水运、铁路，发展物流",
        "推动特色木业、实木家具、高端门窗由粗放转向精品",
    ),
)
THING = veto(
    "firm.thing",
    "A member of a list of firms that looks like a thing, a place, an office or a kind of firm is none.",
    stops=("园区集聚了科瑞恩、迈芯微、锐恩特、⟦新材料⟧等企业", "园区集聚了科瑞恩、迈芯微、锐恩特、⟦招优引强⟧等企业"),
)

_JOINS = re.compile("[和与及等]")
_SEGMENT = re.compile(r"[^。;!?\n\t,:]+")
# A list of its own in brackets: 龙头2家(甲、乙).
_BRACKET = re.compile(r"\(([^()、]{2,16}(?:、[^()、]{2,16}){1,12})\)")
_OWN = {ending: row for ending, row in endings().items() if row[0] == "company" and row[1] != "never"}
_NAMED = re.compile(f"(?:{alternatives(_OWN)})(?=[、等])")


# What a member that is a word or a place must be made of, where the list counts its members as firms.
_NAME = re.compile(r"[一-鿿A-Za-z][一-鿿A-Za-z0-9&·]{1,11}")


# Members that a list of firms may have besides.
_OTHER = re.compile(
    r"[的了和与及等在是]|(?:企业|公司|厂商|机构|高校|院校|院所|学校|政府|部门|单位|项目|产业|行业|领域|产品|业务|基地|园区|中心|书房|中学|小学|学院"
    r"|[省市县区镇乡村局委厅部办国们人者家馆园])$"
)
# The stage of a firm's project: 某某二期.
_STAGE = re.compile(r"(?<=[一-鿿]{2})(?:迁建|扩建|新建|技改)?(?:[一二三四五六七八九十]+期|[一二三四]线)$")
# Holders of an office, who are listed by it: 科学院院士, 联合会主席李某某.
_TITLE = re.compile(r"院士|委员|主席|院长|所长|主任|会长|秘书长|书记|理事长|校长|部长|学家")


# What text speaks of where it speaks of firms.
_BUSINESS = re.compile(
    r"企业|公司|厂(?!房|址)|展位|展商|展区|展馆|馆里|品牌|代工|供货|客户|老板|合资|同行|上市|量产|工装"
)
_DEED = re.compile("[提增降减治保稳促打]")  # 提档升级, 降本增效: what policy is made of, and names hardly ever
# Lists of other names: of people, places, dishes, works and teams.
_WORKS_OF = re.compile(
    r"[^、,。;:!?\n]{0,10}?(?:[人名位]|先生|女士|同志|委员|代表(?!企业)|[省市县区镇乡村州国]|地区|方向|多地|各地|等地|赛事|保卫战|活动|队|选手|演员|作品|歌|剧|菜|小吃|景|湖|山|江|河|语|族)"
)


class Listed(NamedTuple):
    """A member taken as a firm."""

    start: int
    end: int
    kind: Kind
    grade: float


def read(view: View, tokens: Tokens) -> Iterator[Listed]:
    """The members of all lists that are firms, by position."""
    folded = view.folded
    hints = sorted({anchor.start for anchor in tokens.gazetteer})
    for segment in _SEGMENT.finditer(folded):
        start, end = segment.span()
        text = segment.group()
        listed = "、" in text or "”“" in text
        if not listed and not _JOINS.search(text):
            continue
        if HINT.search(text) if not listed else _may_be_firms(view, start, end, hints):
            begin = start
            for frame in FRAME.finditer(text):
                inner, stop = start + frame.start(1), start + frame.end(1)
                yield from _all(view, tokens, Span(begin, inner - 1), end)
                yield from _all(view, tokens, Span(inner, stop), end)
                begin = stop
            yield from _all(view, tokens, Span(begin, min(end, begin + 400)), end)
            for bracket in _BRACKET.finditer(text):
                inner, stop = start + bracket.start(1), start + bracket.end(1)
                yield from _all(view, tokens, Span(inner, stop), stop)


def _may_be_firms(view: View, start: int, end: int, hints: list[int]) -> bool:
    """Whether anything says that the list of a segment is one of firms; what takes longest is asked last."""
    folded = view.folded
    return bool(
        _between(hints, start, end)
        or (folded[start - 1 : start] == ":" and INTRODUCED.search(folded, max(0, start - 12), start))
        or (folded.count("、", start, end) > 1 and _in_business(view, start, end))
        or _NAMED.search(folded[start:end])
        or HINT.search(folded[start:end])
    )


def _all(view: View, tokens: Tokens, part: Span, end: int) -> Iterator[Listed]:
    """The firms of all lists in a part of a segment that ends at `end`."""
    opening = view.folded[part.start - 1 : part.start] in ("", "\n", ":", "\t")
    for chain in chains(tokens.split(part.start, part.end), opening):
        yield from _accepted(view, chain, part.start, end)


def _between(hints: list[int], start: int, end: int) -> list[int]:
    return hints[bisect_left(hints, start) : bisect_left(hints, end)]


def _taken(by: Sway, grades: list[float], strong: float) -> tuple[bool, float]:
    """Whether the members of a list are firms, and how much each must look like one."""
    total = sum(max(grade, -0.7) for grade in grades)
    mean = total / len(grades)
    if by is Sway.COUNTED or (by is Sway.THESE and mean >= -0.1):
        return True, -1.0 if by is Sway.COUNTED and max(grades) >= 0 else -0.1
    if by is Sway.FIRMS:
        return mean >= 0.3 or total >= 1.5, -0.1 if mean >= 0.3 else 0.0
    if by is Sway.PROJECTS:
        return mean >= 0.5, 0.2
    return mean >= 0.6 and strong >= 0.9 and len(grades) > 1, 0.2


def _among_firms(view: View, chain: Chain, grades: list[float]) -> bool:
    """Whether three or more names, of no persons, have trades or stand where the text speaks of companies, orders."""
    first, folded = chain.members[0].start, view.folded
    if len(grades) < 3 or min(grades) < -0.2 or sum(grade >= 0.5 for grade in grades) * 3 < len(grades) * 2:
        return False
    persons = sum(
        folded[member.start] in SURNAMES and member.end - member.start <= 4 and member.grade < 0.9
        for member in chain.members
    )
    shared = set.intersection(*(_own(folded[member.start : member.end]) for member in chain.members))
    deeds = any(m.grade < 0.9 and _DEED.search(folded, m.start, m.end) for m in chain.members)
    if (
        shared
        or deeds
        or folded[first - 1 : first] in ("在", "于")
        or persons * 2 >= len(grades)
        or _WORKS_OF.match(folded, chain.close)
    ):
        return False
    return _in_business(view, first, chain.close) or all(
        member.grade >= 0.7 and _trade(folded[member.start : member.end]) for member in chain.members
    )


def _trade(name: str) -> int:
    """How many characters of a name are the trade that ends it."""
    return next((size for size in (4, 3, 2) if name[-size:] in endings()), 0)


def _own(name: str) -> set[str]:
    """The characters of a name without its trade, which all firms of a list may have: 甲木业、乙木业."""
    return set(name[: len(name) - _trade(name)])


def _in_business(view: View, start: int, end: int) -> bool:
    """Whether the paragraph speaks of firms around a list."""
    block = view.block_at(start)
    return _BUSINESS.search(view.folded, max(block.start, start - 80), min(block.end, end + 60)) is not None


def _is_word(text: str) -> bool:
    """Whether a member is a word of the language, or ends as what is no firm does."""
    return text in vocabulary() or text in endings() or _OTHER.search(text) is not None


def _is_quotation(folded: str, start: int, end: int) -> bool:
    """Whether one pair of quotes encloses the whole list: the motto of a meeting, a title."""
    return folded[start - 1 : start] == "“" and folded[end : end + 1] == "”" and "“" not in folded[start:end]


def _accepted(view: View, chain: Chain, start: int, end: int) -> Iterator[Listed]:
    """The members that are firms."""
    folded = view.folded
    grades = [member.grade for member in chain.members if member.grade != KIND_OF_FIRM]
    companies = [m for m in chain.members if m.kind == "company"]
    if not companies or not grades or len(companies) * 2 < len(grades):
        return
    first = chain.members[0].start
    by = sway(folded, first, chain.close, end, len(chain.members))
    if by is Sway.OTHER or _is_quotation(folded, first, chain.close):
        return
    sound = sum(member.grade >= 0.8 for member in companies)
    known = sum(member.grade >= 0.9 for member in companies)
    alike = (
        sound > 1 and sound * 2 >= len(grades) and (by >= Sway.FIRMS or (known > 2 and sound * 5 >= len(grades) * 4))
    )
    if by is Sway.NONE and _among_firms(view, chain, grades):
        by = Sway.PROJECTS
    taken, least = _taken(by, grades, max(member.grade for member in companies))
    taken = taken or alike
    for at, member in enumerate(chain.members):
        quoted = by < Sway.FIRMS and folded[member.start - 1 : member.start] == "“"  # a project's or a work's name
        if quoted or _TITLE.search(folded, member.start, member.end):
            continue
        if member.head and (by is Sway.PROJECTS or (by < Sway.COUNTED and member.end - member.head >= 4)):
            member = member._replace(end=member.head)
        sure = member.grade >= 0.9 or (taken and member.grade >= max(least, -0.7))
        named = taken and least == -1.0 and bool(at or chain.led or first == start)
        if not sure and (named or alike) and member.grade not in (KIND_OF_FIRM, NO_NAME):
            sure = _NAME.fullmatch(folded, member.start, member.end) is not None and (
                named or not _is_word(folded[member.start : member.end])
            )
        if sure:
            stage = _STAGE.search(folded, member.start, member.end)
            yield Listed(member.start, stage.start() if stage else member.end, member.kind, member.grade)
        elif taken:
            view.veto("firm", member.start, member.end, THING)
