"""Counts and sums of projects, and sums over clusters, held against the amounts that the text lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from ..names.industry_names import number
from ..records import Article, Claim
from ..view import Span, View
from .claim_counts import CLUSTERS
from .claim_verdicts import Held, held_against, over, within

_PART = re.compile(
    r"项目(?P<count>\d{1,3})个,(?:总|协议|计划)?投资(?:额)?(?P<sum>\d{1,12}(?:\.\d{1,9})?)(?P<unit>万亿|亿|万)元"
)
_MONEY = re.compile(r"(?P<sum>\d{1,12}(?:\.\d{1,9})?)(?P<unit>万亿|亿|万)元")
_HEADLINE = re.compile(
    r"(?P<count>\d{1,3})个(?:重点|重大|签约|产业|集中签约)*项目,?(?:协议|计划)?(?:总投资(?P<sum>\d{1,12}(?:\.\d{1,9})?)(?P<unit>万亿|亿|万)元)?"
)
_SUMMED = re.compile(r"(?:合计|总计|共计|完成|实现)[^,。;]{0,16}?(?P<sum>\d{1,12}(?:\.\d{1,9})?)(?P<unit>万亿|亿|万)元")
_REACH = 10_000
"""How far behind a sum its parts may stand: a paragraph may be as long as a book."""
_SCALE = {"万亿": 1e12, "亿": 1e8, "万": 1e4}


class _Part(NamedTuple):
    """A group of projects: how many, their sum in 元, and its span."""

    projects: int
    amount: float
    start: int
    end: int


def _amount(match: re.Match[str]) -> float:
    return float(match["sum"]) * _SCALE[match["unit"]]


def of_projects(view: View) -> Iterator[Claim]:
    """Projects: a group's count and sum against the projects listed, and the total against the groups."""
    parts: list[_Part] = []
    for match in _PART.finditer(view.folded):
        part = _Part(int(match["count"]), _amount(match), match.start(), match.end())
        parts.append(part)
        listed = list(_MONEY.finditer(view.folded, *_rest(view, match.end())))
        if len(listed) == part.projects and len(listed) > 1:
            yield held_against(view, Span(part.start, part.end), "amount", part.amount, _summed(listed), True)
    if len(parts) < 2:
        return
    for match in _HEADLINE.finditer(view.folded, 0, parts[0].start):
        total = sum(part.projects for part in parts)
        end = match.start() + len(match[0].partition(",")[0])
        yield held_against(view, Span(match.start(), end), "projects", int(match["count"]), over(total, parts), False)
        if match["sum"] and total == int(match["count"]):
            held = over(round(sum(part.amount for part in parts), 2), parts)
            yield held_against(view, Span(match.start("sum"), match.end()), "amount", _amount(match), held, True)


def _summed(moneys: Sequence[re.Match[str]]) -> Held | None:
    """Amounts of money, added up."""
    return over(round(sum(map(_amount, moneys)), 2), [Span(*money.span()) for money in moneys])


def _rest(view: View, start: int) -> Span:
    """From `start` to the end of its paragraph or to the next group of projects."""
    end = view.block_at(start).end
    following = _PART.search(view.folded, start, end)
    return Span(start, following.start() if following else end)


def of_clusters(view: View, article: Article) -> Iterator[Claim]:
    """A sum over N clusters (三大产业集群产值合计…) against the amounts of the N that the text gives next."""
    mentions = [mention for mention in article.mentions if mention.entity == "cluster"]
    for match in _SUMMED.finditer(view.folded):
        sentence = view.sentence_at(match.start())
        counted = CLUSTERS.search(view.folded, sentence.start, match.start())
        if counted is None or not counted["n"] or "," in view.folded[counted.end() : match.start("sum")]:
            continue
        clauses = within(view.clauses, sentence.end, min(view.block_at(match.start()).end, sentence.end + _REACH))
        firsts = (_MONEY.search(view.folded, *clause) for clause in clauses if within(mentions, *clause))
        listed = list(islice(filter(None, firsts), number(counted["n"])))
        held = _summed(listed) if len(listed) == number(counted["n"]) else None
        yield held_against(view, Span(match.start("sum"), match.end()), "amount", _amount(match), held, False)
