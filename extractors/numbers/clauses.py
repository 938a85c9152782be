"""Phrases that are clauses: whoever does something in them is what the figures behind are of.

某公司在开发区|的项目 is of 某公司, 石化产业是当地的支柱 of 石化产业, and 缩短了运距 of nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..view import Span
from .parsed import parsed

_SIGNS = frozenset("在给从把将让为向是了着")
"""The characters that may show a phrase to be a clause, where they are no part of a word."""
# 某银行向园区企业|发放: whom it is done to is told of
_TO = frozenset("向为")
_PARTICLES = frozenset("了着")
# 反倒|是甲厂, 大头|是甲项目: who is told of stands behind
_LEADS = re.compile(
    r"(?:分别|反倒|倒|则|就|便|尤其|特别|主要|首先|其次|最大的?|大头|其中|都|也|还|或者?|要|若|但|而|正|仍|[一二三四五六七八九十]{1,3})+$"
)
_DURATION = re.compile(r"[一二两三四五六七八九十几数半\d]+个?(?:年|月|天|周|季度?)(?:里|内|间)?")
_IN_STATE = frozenset("研建孵校岗营役册编手线产途库")


def bearer(text: str, span: Span, is_name: Callable[[int], bool]) -> Span | None:
    """The part of a phrase that names who or what is told of: all of it, who does something in it, or nobody.

    `is_name` tells whether a character belongs to a firm's name.
    """
    phrase = text[span.start : span.end]
    if _SIGNS.isdisjoint(phrase):
        return span
    at, words = span.start, parsed(phrase)
    for index, (word, _) in enumerate(words):
        behind = words[index + 1][0] if index + 1 < len(words) else ""
        sign = word in _SIGNS and behind not in _IN_STATE and not is_name(at)
        if sign and (index or word in _PARTICLES):
            return _told(text, span, at, words[:index])
        at += len(word)
    return span


def _told(text: str, span: Span, at: int, before: tuple[tuple[str, str], ...]) -> Span | None:
    """The part that is told of, where the character at `at` shows a phrase to be a clause."""
    sign, rest = text[at], Span(at + 1, span.end)
    if sign in _PARTICLES:
        doer = Span(span.start, at - len(before[-1][0] if before else ""))
        return _some(doer) or (_some(rest) if sign == "着" else None)
    if sign != "是" and (of := text.rfind("的", at, span.end - 2)) > 0:
        return Span(of + 1, span.end)  # 以甲厂为龙头的|配套企业
    led = _LEADS.fullmatch(text, span.start, at) is not None
    if sign == "是":
        return _some(rest if led else Span(span.start, at))
    if led:
        return None  # 就向某厂
    if sign == "为" and (text.startswith("的", span.end) or before[-1][1] == "verb"):
        return None if text.startswith("的", span.end) else Span(span.start, at)  # 以甲厂为龙头|的
    lasting = _DURATION.fullmatch(text, span.start, at) is not None
    return _some(rest if lasting or sign in _TO else Span(span.start, at))


def _some(span: Span) -> Span | None:
    return span if span.end - span.start > 1 else None
