"""The time that a title or heading sets for the text below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..view import Block, View
from .days import small, year
from .period import Period
from .reports import names_report

# 目标：2027年突破300亿元 is a line of its own, whose time is none of the text below
_LINE = re.compile(r":[^\n]{0,40}?\d\s?[多余]?(?:[万亿]|千?[家个人元吨亩户]|%|平方|公里|公顷)")
_YEARBOOK = re.compile(r"(?<!半)年鉴")
_NUMBERED = re.compile(r"(?:19|20)\d\d|[一二][〇零○◯一二三四五六七八九]{3}")
# 统计区间:6月30日—7月6日: a report says itself which days it covers.
_SPAN = re.compile(r"[\s●■◆▲·*-]*(?:(?:统计|数据|监测|报告|周报)(?:区间|时间|时段|周期|期间)|报告期|统计期)\s?[::]\s?")
# 2025年度重点企业名单: the year of the list, and of none of the figures in it
_ROLL = re.compile(r"(?:名单|公示|认定|评选|拟入选|入围|申报)(?:的?(?:通知|公告|公示|结果))?\s*$")
# 展望|2025, but 2025—2027, K2025, 2025车展
_BARE_YEAR = re.compile(r"(?<![\dA-Za-z.—–~-])20[0-4]\d(?=\s*$|[,:!?·|])")
# 公布了|上半年|主要经济指标: what the whole text reports on, where its title does not say
_LEAD = re.compile(
    r"[^,。;:\d]{0,10}(?:经济(?:社会)?(?:发展)?运行|经济形势|经济发展|主要(?:经济)?指标|统计数据|经济数据|运行情况)"
)
_LEADS = 3
"""How many paragraphs at the head of a text may say so."""
_REVIEW = re.compile(r"工作回顾|(?:过去一年|上年度?|一年来).{0,6}(?:工作|情况|成绩|发展)|年工作总结")


def headings(view: View, frames: Sequence[Period]) -> list[tuple[int, Period]]:
    """The time that each heading and the title set, with where they stand; a subtitle only where no title does.

    `frames` are the times of the article that frame figures, by position.
    """
    found: list[tuple[int, Period]] = []
    titled, paragraphs = False, 0
    for block in view.blocks:
        lead = block.kind == "paragraph" and not titled and paragraphs < _LEADS
        paragraphs += block.kind == "paragraph"
        covered = _covered(view, block, frames) or (_reported(view, block, frames) if lead else None)
        if covered is not None:
            found.append((block.start, covered))
            titled = True
            continue
        if block.kind not in ("title", "subtitle", "heading") or (titled and block.kind != "heading"):
            continue
        if block.kind == "heading" and _LINE.search(view.folded, block.start, block.end):
            continue
        first = bisect_left(frames, block.start, key=lambda period: period.start)
        inside = [period for period in frames[first : first + 1] if period.start < block.end]
        if block.kind != "heading" and _ROLL.search(view.folded, block.start, block.end):
            inside = []
        elif block.kind != "heading" and names_report(view, block):
            inside = []  # a work report of a year speaks of the year before, and of its own plans
        elif _YEARBOOK.search(view.folded, block.start, block.end):
            inside = _year_before(view, block)
        elif not inside and (told := _review(view, block) or _bare_year(view, block)) is not None:
            inside = [told]
        if block.kind != "heading":
            inside = [_so_far(period, frames[first + 1 : first + 3]) for period in inside]
        found += [(block.start, period) for period in inside]
        titled = titled or (bool(inside) and block.kind == "title")
    return found


def _covered(view: View, block: Block, frames: Sequence[Period]) -> Period | None:
    """The days that a report says it covers, at the head of one of its paragraphs."""
    label = _SPAN.match(view.folded, block.start, min(block.end, block.start + 24))
    if label is None:
        return None
    at = bisect_left(frames, label.end(), key=lambda period: period.start)
    return frames[at] if at < len(frames) and frames[at].start <= label.end() + 2 else None


def _reported(view: View, block: Block, frames: Sequence[Period]) -> Period | None:
    """The time that a paragraph says the text reports on: 市统计局公布上半年主要经济指标."""
    first = bisect_left(frames, block.start, key=lambda period: period.start)
    inside = (period for period in frames[first : first + _LEADS] if period.start < block.end)
    return next((period for period in inside if _LEAD.match(view.folded, period.end, block.end)), None)


def _so_far(period: Period, following: Sequence[Period]) -> Period:
    """The months since January where a report on one month tells of them first: 月报(2024年8月)⏎1—8月,…."""
    monthly = period.first.month == period.last.month and period.first.month > 1 and not period.is_point
    for later in following if monthly else ():
        if later.last == period.last and later.first == date(period.last.year, 1, 1):
            return replace(later, start=period.start, end=period.end)
    return period


def _year_before(view: View, block: Block) -> list[Period]:
    """The year that a yearbook tells of: the one before that in its name."""
    found = _NUMBERED.search(view.folded, block.start, block.end)
    if found is None:
        return []
    covered = year(small(found[0]) - 1)
    return [Period(block.start, block.end, covered.first, covered.last, "time.review")]


def _bare_year(view: View, block: Block) -> Period | None:
    """The year of a heading that says it without 年: 再看2025."""
    named = _BARE_YEAR.findall(view.folded[block.start : block.end]) if block.kind == "heading" else []
    if len(named) != 1 or view.published is None or abs(int(named[0]) - view.published.year) > 1:
        return None
    covered = year(int(named[0]))
    return Period(block.start, block.end, covered.first, covered.last, "time.year")


def _review(view: View, block: Block) -> Period | None:
    """The year that a heading like 过去一年工作回顾 looks back on."""
    if view.published is None or _REVIEW.search(view.folded, block.start, block.end) is None:
        return None
    covered = year(view.published.year - (view.published.month <= 6))
    return Period(block.start, block.end, covered.first, covered.last, "time.review")
