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
    firm_extents,
    firm_investors,
    firm_lists,
    firm_names,
    firm_projects,
)
from .firm_extents import Name
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


def read(view: View, places: Sequence[Candidate]) -> list[FirmMention]:
    """The mentions of firms, by position, not overlapping."""
    tokens = Tokens(view, places)
    names, aliases = by_rules(view, tokens)
    companies = [Span(name.start, name.end) for name in names if name.kind == "company"]
    weighed = firm_evidence.read(view, tokens, [Span(name.start, name.end) for name in names], companies)
    found = [Name(span.start, span.end, "company", firm_evidence.EVIDENCE) for span in weighed]
    if found:
        defined = _aliases(view, found)
        aliases += defined
        others = (name for name, _ in defined)
        names = _repeated(view, [*names, *found, *others, *firm_extents.bracketed(view, tokens, found)])
    extents = [*firm_extents.placed(view, tokens, names), *firm_extents.daughters(view, tokens, names)]
    return _mentions(view, firm_extents.seated(view, tokens, _longest([*names, *extents])), aliases)


def by_rules(view: View, tokens: Tokens) -> tuple[list[Name], list[tuple[Name, Name]]]:
    """The names that single rules read, and the aliases that the text defines, each with its name."""
    found = _first_reading(view, tokens)
    for name in found:
        tokens.establish(name.start, name.end)
    found += [
        Name(listed.start, listed.end, listed.kind, firm_lists.ENUMERATION) for listed in firm_lists.read(view, tokens)
    ]
    names = _longest(found)
    names = _longest([*names, *firm_extents.bracketed(view, tokens, names)])
    aliases = _aliases(view, names)
    return _repeated(view, [*names, *(name for name, _ in aliases)]), aliases


def _repeated(view: View, names: Sequence[Name]) -> list[Name]:
    """The names and their further occurrences, without what is a product's."""
    names = _longest(names)
    return [name for name in _longest([*names, *_again(view, names)]) if not _is_product(view, name)]


def _first_reading(view: View, tokens: Tokens) -> list[Name]:
    found = [Name(listed.start, listed.end, listed.kind, by) for listed, by in firm_names.read(view, tokens)]
    for listed, by, code in firm_contexts.read(view, tokens):
        found.append(Name(listed.start, listed.end, listed.kind, by, code))
    found += [
        Name(listed.start, listed.end, listed.kind, firm_projects.OWNER) for listed in firm_projects.read(view, tokens)
    ]
    found += [Name(listed.start, listed.end, listed.kind, by) for listed, by in firm_acts.read(view, tokens)]
    found += [
        Name(listed.start, listed.end, listed.kind, firm_investors.INVESTOR) for listed in firm_investors.read(view)
    ]
    found = [name for name in found if view.folded[name.end - 1] != "奖"]  # a prize, whoever it is called after
    return [*found, *firm_extents.institutes(view, found), *firm_extents.branches(view, found)]


def _longest(names: Iterable[Name]) -> list[Name]:
    """The names that do not lie in a longer one, by position; of two that overlap the longer."""
    kept: list[Name] = []
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


def _is_product(view: View, name: Name) -> bool:
    """Whether this Latin name is one of a product: its owner and 的 stand before it, a noun for goods behind it."""
    text = view.folded
    owned = text[name.start - 1 : name.start] == "的" and text[name.start].isascii()
    product = owned and _PRODUCT.match(text, name.end) is not None
    if product:
        view.veto("firm", name.start, name.end, PRODUCT)
    return product


def _aliases(view: View, names: Sequence[Name]) -> list[tuple[Name, Name]]:
    """The names that brackets define, each with the name that it stands for."""
    return [
        (Name(start, end, name.kind, ALIAS), name)
        for name in names
        for start, end in firm_aliases.defined(view, name.start, name.end)
    ]


def _again(view: View, names: Sequence[Name]) -> list[Name]:
    """Every further occurrence of the names."""
    kinds = {text: name.kind for name in names if len(text := view.folded[name.start : name.end]) >= 2}
    if not kinds:
        return []
    texts = list(kinds)
    return [
        Name(start, end, kinds[texts[index]], AGAIN)
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


def _mentions(view: View, names: Sequence[Name], aliases: Sequence[tuple[Name, Name]]) -> list[FirmMention]:
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
