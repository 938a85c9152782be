"""Firms: where the text names a company or an institute, and which names are one firm."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..automaton import occurrences
from ..fold import name_key
from ..records import Firm
from ..rules import rule, veto
from ..view import Span, View
from . import (
    firm_acts,
    firm_aliases,
    firm_contexts,
    firm_evidence,
    firm_investors,
    firm_lists,
    firm_names,
    firm_projects,
)
from .firm_forms import Kind
from .firm_tokens import Tokens
from .places import Candidate

AGAIN = rule(
    "firm.again",
    "A name that the article has established as a firm's names it everywhere in the article.",
    reads=("瑞岭完成B轮融资。工人在⟦瑞岭⟧忙碌。",),
)
ALIAS = rule(
    "firm.alias",
    "A name in brackets after a full name, after 以下简称 or in quotes, is another name of that firm.",
    reads=(
        "杭州瑞岭生物科技有限公司（以下简称“⟦瑞岭⟧”）开工",
        "杭州瑞岭生物科技股份有限公司（⟦瑞岭⟧，688999.SH / 06999.HK）展出",
    ),
)
PRODUCT = veto(
    "firm.product",
    "A Latin name behind its owner and 的, with a noun for goods after it, is a product.",
    stops=("集聚了SAP、华为等企业。瑞岭的⟦SAP⟧平台上线。",),
)


@dataclass(slots=True)
class FirmMention:
    """A mention of a firm; mentions of one firm in an article share one `Firm` object."""

    start: int
    end: int
    firm: Firm
    rule: str


@dataclass(slots=True)
class _Name:
    start: int
    end: int
    kind: Kind
    rule: str
    code: str | None = None


def read(view: View, places: Sequence[Candidate]) -> list[FirmMention]:
    """The mentions of firms, by position, not overlapping."""
    tokens = Tokens(view, places)
    names, aliases = by_rules(view, tokens)
    companies = [Span(name.start, name.end) for name in names if name.kind == "company"]
    weighed = firm_evidence.read(view, tokens, [Span(name.start, name.end) for name in names], companies)
    found = [_Name(span.start, span.end, "company", firm_evidence.EVIDENCE) for span in weighed]
    if found:
        defined = _aliases(view, found)
        aliases += defined
        others = (name for name, _ in defined)
        names = _repeated(view, [*names, *found, *others, *_bracketed(view, tokens, found)])
    return _mentions(view, _longest([*names, *_placed(view, tokens, names), *_daughters(view, tokens, names)]), aliases)


def by_rules(view: View, tokens: Tokens) -> tuple[list[_Name], list[tuple[_Name, _Name]]]:
    """The names that single rules read, and the aliases that the text defines, each with its name."""
    found = _first_reading(view, tokens)
    for name in found:
        tokens.establish(name.start, name.end)
    found += [
        _Name(listed.start, listed.end, listed.kind, firm_lists.ENUMERATION) for listed in firm_lists.read(view, tokens)
    ]
    names = _longest(found)
    names = _longest([*names, *_bracketed(view, tokens, names)])
    aliases = _aliases(view, names)
    return _repeated(view, [*names, *(name for name, _ in aliases)]), aliases


def _repeated(view: View, names: Sequence[_Name]) -> list[_Name]:
    """The names and their further occurrences, without what is a product's."""
    names = _longest(names)
    return [name for name in _longest([*names, *_again(view, names)]) if not _is_product(view, name)]


def _first_reading(view: View, tokens: Tokens) -> list[_Name]:
    found = [_Name(listed.start, listed.end, listed.kind, by) for listed, by in firm_names.read(view, tokens)]
    for listed, by, code in firm_contexts.read(view, tokens):
        found.append(_Name(listed.start, listed.end, listed.kind, by, code))
    found += [
        _Name(listed.start, listed.end, listed.kind, firm_projects.OWNER) for listed in firm_projects.read(view, tokens)
    ]
    found += [_Name(listed.start, listed.end, listed.kind, by) for listed, by in firm_acts.read(view, tokens)]
    found += [
        _Name(listed.start, listed.end, listed.kind, firm_investors.INVESTOR) for listed in firm_investors.read(view)
    ]
    found = [name for name in found if view.folded[name.end - 1] != "奖"]  # a prize, whoever it is called after
    return [*found, *_institutes(view, found), *_branches(view, found)]


_NO_OFFICE = (
    r"(?!院士|教授|博士|研究员|专家|学者|院长|所长|校长|主任|党委|团队|师生|学生|毕业|联合|合作|共建|等|组建|设立|成立|牵头|承担|参与|组织"
    r"|开展|建设|建成|依托|[一两三几这那多][个家间所])"
)
_PART = re.compile(
    _NO_OFFICE + r"(?:(?![的和与及在将已、等了共是为有])[一-鿿]){2,12}?"
    r"(?:(?:研究院|研究所|实验室|研究中心|工程中心|创新中心|分院|分会|专委会)|(?:(?<![场会])所|(?<!学)院)(?=[^一-鿿]|[和与及在的将已等也共从为]))"
)

# What a firm's institute is for; behind a place (某某|某市|研究院) it is only where the firm does research.
_OF_FIRM = re.compile(
    _NO_OFFICE + r"(?:(?![的和与及在将已等了共是为有省市县区州院所])[一-鿿]){4,10}?"
    r"(?:研究总院|研究院|研究所|设计院)(?!院士|[所院]长)"
)


def _institutes(view: View, names: Sequence[_Name]) -> list[_Name]:
    """Institutes with the part that is named (中国科学院|宁波材料所), and those of firms: 中国某某|勘探研究院."""
    found = []
    for name in names:
        pattern = _PART if name.kind == "institute" else _OF_FIRM
        if part := pattern.match(view.folded, name.end):
            found.append(_Name(name.start, part.end(), "institute", name.rule))
    return found


_HOUSE = re.compile(r"(?:银行|[工农中建交招]行|国开行|农发行|农商|保险|人寿|财险|人保|证券|信托|农信)$")
_OFFICE = re.compile(r"[一-鿿]{2,8}?(?:分行|支行|分公司|营业部)")


def _branches(view: View, names: Sequence[_Name]) -> list[_Name]:
    """Banks and insurers with the branch that is named: 甲银行|乙市分行."""
    found = []
    for name in names:
        if _HOUSE.search(view.folded, name.start, name.end) and (part := _OFFICE.match(view.folded, name.end)):
            found.append(_Name(name.start, part.end(), name.kind, name.rule))
    return found


_OF_PLACE = 5
"""The most characters of the name of a place that a firm's name begins with."""
# 某市甲|基地: where the firm has works, and no name of a daughter
_WORKS = re.compile(r"的?(?:[^,。;、\n]{0,4}(?:基地|工厂|项目|园区|产业园|总部|厂区|车间|分公司|研究院|研发中心|公司))")
_BEGINS = re.compile(r"(?:^|[\s,。;:、!?“”「」()《》的和与及由为给向对在是了等让]|以及|引进|签约|企业|公司|龙头)$")
_SUFFIXES = "省市区县州旗镇乡"


def _placed(view: View, tokens: Tokens, names: Sequence[_Name]) -> list[_Name]:
    """Firms with the place right before them, which a daughter's name begins with: 某地|某某电池.

    A division's full name begins full names alone: 某市|某某电池有限公司.
    """
    found = []
    for name in names:
        if name.kind != "company" or name.end - name.start < 3:
            continue
        floor = max(0, name.start - _OF_PLACE)
        start = next((at for at in range(floor, name.start - 1) if tokens.is_place(at, name.start)), None)
        if start is None or _WORKS.match(view.folded, name.end):
            continue
        short = view.folded[name.start - 1] not in ("县" if name.start - start == 2 else _SUFFIXES)  # 兰州, but 某县
        full = view.folded.endswith("公司", name.start, name.end) and "集团" not in view.folded[name.start : name.end]
        if (short or full) and _BEGINS.search(view.folded[max(0, start - 2) : start]):
            found.append(_Name(start, name.end, name.kind, name.rule, name.code))
    return found


_LISTED_BEFORE = re.compile(r"(?:、|[一-鿿]和|[一-鿿]与)$")
# 甲铝业、|云铝文山、…等企业, but 华电榆树等|项目, which are at those places
_LISTED_BEHIND = re.compile("(?:[、,。;)]|等|[和与及](?=[一-鿿]))(?![^,。;]{0,36}?(?:项目|工程|基地|电站|工厂))")


def _daughters(view: View, tokens: Tokens, names: Sequence[_Name]) -> list[_Name]:
    """Members of lists that are a firm's name and a place, as its daughter there is called: 甲铝业、|云铝文山、乙铝业."""
    found = []
    for name in names:
        listed = _LISTED_BEFORE.search(view.folded[max(0, name.start - 2) : name.start])
        if name.kind != "company" or listed is None:
            continue
        ends = (end for end in range(name.end + 2, name.end + _OF_PLACE) if tokens.is_place(name.end, end))
        end = next((end for end in ends if _LISTED_BEHIND.match(view.folded, end)), None)
        if end is not None:
            found.append(_Name(name.start, end, name.kind, name.rule))
    return found


# A bracket in a name that more of the name follows or not: 某某(苏州), 某某(集团).
_BRACKET = re.compile(r"[(]([一-鿿]{2,4})[)](?!:|[一-鿿]{0,8}?(?:产业|工业|科技)园)")
_PARTS = frozenset(["集团", "控股", "中国"])


def _bracketed(view: View, tokens: Tokens, names: Sequence[_Name]) -> list[_Name]:
    """Firms with the place that tells a daughter from its parent: 某某化工(某市); before a park it is the park's.

    Behind a legal form it is where the firm is, as legal names hold their brackets before it.
    """
    found = []
    for name in names:
        open_ended = name.kind == "company" and name.end - name.start > 3 and name.rule != firm_names.LEGAL_NAME
        bracket = _BRACKET.match(view.folded, name.end) if open_ended else None
        if bracket and (bracket[1] in _PARTS or tokens.is_place(*bracket.span(1))):
            found.append(_Name(name.start, bracket.end(), name.kind, name.rule))
    return found


def _longest(names: Iterable[_Name]) -> list[_Name]:
    """The names that do not lie in a longer one, by position; of two that overlap the longer."""
    kept: list[_Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end, n.code is None)):
        if kept and name.start < kept[-1].end:
            if name.end - name.start > kept[-1].end - kept[-1].start:
                kept[-1] = name
            elif (name.start, name.end) == (kept[-1].start, kept[-1].end):
                kept[-1].code = kept[-1].code or name.code
            continue
        kept.append(name)
    return kept


# The Latin name of a product behind its owner: 的Nova-7大模型.
_PRODUCT = re.compile(r"[A-Za-z0-9.\- —]{0,16}(?:大?模型|系列|芯片|平台|操作系统)")


def _is_product(view: View, name: _Name) -> bool:
    """Whether this Latin name is one of a product: its owner and 的 stand before it, a noun for goods behind it."""
    text = view.folded
    owned = text[name.start - 1 : name.start] == "的" and text[name.start].isascii()
    product = owned and _PRODUCT.match(text, name.end) is not None
    if product:
        view.veto("firm", name.start, name.end, PRODUCT)
    return product


def _aliases(view: View, names: Sequence[_Name]) -> list[tuple[_Name, _Name]]:
    """The names that brackets define, each with the name that it stands for."""
    return [
        (_Name(start, end, name.kind, ALIAS), name)
        for name in names
        for start, end in firm_aliases.defined(view, name.start, name.end)
    ]


def _again(view: View, names: Sequence[_Name]) -> list[_Name]:
    """Every further occurrence of the names."""
    kinds = {text: name.kind for name in names if len(text := view.folded[name.start : name.end]) >= 2}
    if not kinds:
        return []
    texts = list(kinds)
    return [
        _Name(start, end, kinds[texts[index]], AGAIN)
        for index, start, end in occurrences(texts, view.folded)
        if not _cut(view.folded, start, end)
    ]


_INSIDE = re.compile(r"[A-Za-z0-9]")


def _cut(text: str, start: int, end: int) -> bool:
    """Whether a Latin name begins or ends within a longer word."""
    if not (text[start].isascii() or text[end - 1].isascii()):
        return False
    left = start > 0 and _INSIDE.match(text, start) and _INSIDE.match(text, start - 1)
    right = end < len(text) and _INSIDE.match(text, end - 1) and _INSIDE.match(text, end)
    return bool(left or right)


def _mentions(view: View, names: Sequence[_Name], aliases: Sequence[tuple[_Name, _Name]]) -> list[FirmMention]:
    """The mentions, one `Firm` for all names of one firm."""
    listed = {anchor.word for label in ("firm_known", "firm_listed") for anchor in view.anchors(label)}
    of_another = [
        view.folded[owner.start : owner.end]
        for alias, owner in aliases
        if firm_aliases.is_legal(view.folded[alias.start : alias.end])
    ]
    family = firm_aliases.families((view.folded[name.start : name.end] for name in names), listed, of_another)
    for alias, owner in aliases:
        short = view.folded[alias.start : alias.end]
        fuller = view.folded[owner.start : owner.end]
        if short in family:
            family[short] = family.get(fuller, fuller)
    firms: dict[str, Firm] = {}
    mentions = []
    for found in names:
        folded, text = view.folded[found.start : found.end], view.text[found.start : found.end]
        full = family[folded]
        firm = firms.get(full)
        if firm is None:
            firm = firms[full] = Firm(name_key(full), full, found.kind)
        if folded == full:
            firm.name = text
        elif text not in firm.aliases:
            insort(firm.aliases, text)
        firm.stock_code = firm.stock_code or found.code
        mentions.append(FirmMention(found.start, found.end, firm, found.rule))
    return mentions
