"""The shapes of Chinese time expressions, as one pattern over folded text; `data/periods.tsv` holds the words."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from ..lexicon import rows
from ..seeking import Seeker
from .days import Days

_YEAR = r"(?:(?:19|20)\d\d|[一二][〇零○◯Oo0一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_NINE = "[一二三四五六七八九]"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十{_NINE}?|廿{_NINE}?|十{_NINE}?|{_NINE})"
_QUARTER = r"[一二三四1-4]"
_TO = r"\s?(?:[-—–―~～─至到]|——)\s?"
_COUNT = r"(?:\d{1,2}|[二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"

_DIGITS_OF_TIME = r"(?:(?<!\d)|(?<!\d\d)(?=\d{0,3}\s?[年月季财到至—–―~～─、和/-]))"
"""Digits that begin a time are no part of a longer number, and such a character follows them."""

PLAN_YEARS = {"六五": 1981, "七五": 1986, "八五": 1991, "九五": 1996, "十五": 2001} | {
    f"十{numeral}五": 2006 + 5 * i for i, numeral in enumerate("一二三四五六七")
}
"""The first year of each five-year plan."""


def _any(*labels: str) -> str:
    """The words of these classes, the longest first."""
    words = {word for word, label, *_ in rows("periods.tsv") if label in labels}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def time_words() -> dict[str, tuple[str, str]]:
    """Each time word to its class and value."""
    return {word: (label, value) for word, label, *rest in rows("periods.tsv") for value in [rest[0] if rest else ""]}


@cache
def holidays() -> dict[str, dict[int, Days]]:
    """The days off of each holiday, by year."""
    found: dict[str, dict[int, Days]] = {}
    for name, first, last in rows("holidays.tsv"):
        covered = Days(date.fromisoformat(first), date.fromisoformat(last))
        found.setdefault(name, {})[int(last[:4])] = covered
    return found


@cache
def pattern() -> Seeker:
    """The pattern. Which named group matched says which shape was read (`periods._SHAPES`)."""
    year_words = _any("year", "same_year", "next_year")
    year = rf"""(?P<year_any>
        (?<![\d.])(?P<year>{_YEAR})\s?财?年(?:度(?!假))?(?![代版型款]|的?(?:[春夏秋冬]季?|最新|修订|更新|[上下]半年)版)
        |民国\s?(?P<roc>\d{{2,3}})\s?年
        |(?<![以年])(?!(?<=[产成用营运投期设])后年)(?P<year_word>{year_words})度?
        )"""
    part = rf"""
        (?<![\d.])(?P<om>{_MONTH})[ ]?月[ ]?(?P<od1>{_DAY})[ ]?[日号]?{_TO}(?P<od2>{_DAY})[日号]
        |(?<![\d.])(?P<rm1>{_MONTH})月(?:(?P<rd1>{_DAY})[日号])?{_TO}
            (?:(?P<ry2>{_YEAR})年(?P<rm2a>{_MONTH})月(?:(?P<rd2a>{_DAY})[日号])?|(?P<rm2b>{_MONTH})月(?P<rd2b>{_DAY})[日号])
        |(?<![\d.])(?P<m1>{_MONTH})(?:[ ]?月份?)?{_TO}(?P<m2>{_MONTH})[ ]?月份?
        |(?<![\d.])(?P<dm>{_MONTH})\s?月\s?(?P<dd>{_DAY})\s?[日号]
        |(?<![\d.])(?P<m>{_MONTH})[ ]?月份?(?P<m_part>上旬|中旬|下旬|底|末)?
        |第?(?<!\d)(?P<q1>{_QUARTER})(?:(?:(?:季度?)?{_TO}|[、和])第?(?P<q2>{_QUARTER}))?季(?:度|(?<=第.季)(?!节))(?P<q_end>末|底)?
        |前(?P<fq>[一二两三123])个?季度?(?!节)
        |(?<![此之以])[前头首][ ]?(?P<fm>\d\d?|[一二两三四五六七八九十]{{1,2}})[ ]?个?月
        |(?P<holiday>{_any("holiday")})(?:小?长假|假期|假日|期间|黄金周)
        |(?P<part>{_any("part")})
        |(?P<that_day>当[天日](?!制|薪))
        |(?P<then>{_any("then")})
        """
    whole = rf"""
        (?<![\d.])(?P<y1>{_YEAR})年?{_TO}(?P<y2>{_YEAR})年(?!\d{{1,2}}月)
        |(?<!\d)(?P<iso_y>20\d\d)[-/](?P<iso_m>[01]?\d)[-/](?P<iso_d>[0-3]?\d)(?!\d)
        |(?P<year_so_far>{_any("year_so_far")})
        |(?P<month_word>{_any("month")})(?P<month_end>底|末)?
        |(?:{year}的?\s?)?(?:{part}|(?(year_any)(?:(?P<edge>年?[底末初终])|全年|(?P<interim>一季报|半年报|三季报))?|(?!)))
        |(?P<report>本?报告期[内]?|本期|(?<![近长短中同初早后前学任工定等价按时到展会假分周])期内(?=[,集公我本录]))(?P<report_end>末)?|(?P<term_end>期末)
        |(?P<past_year>过去的?一年|一年来)
        |(?P<pair>去今|今明|明后)(?:两|二|2)年
        |(?P<five>(?:这|过去的?)五年(?:来|间|里)?|(?<![近两三四十\d])五年来)
        |(?P<point>{_any("point")})
        |(?P<all_year>{_any("all_year")})
        |["“”「『](?P<plan>十?[一二三四五六七八九]?五)["“”」』](?P<plan_part>期间|时期|末|以来|规划|目标|收官)?
        |最?近(?P<n>(?!0){_COUNT})(?P<n_unit>年|个月)(?!历史|的?经验)
        |(?P<vague>(?!至今年)(?:{_any("vague")})|(?<![今去前本])年初(?!以)
          |(?:过去|未来|今后|往后|接下来)的?{_COUNT}(?:到{_COUNT})?(?:年|个月)
          |(?<![\d.]){_COUNT}(?:到{_COUNT})?年(?:来|内|间|时间|之内|以来))
        """
    return Seeker(re.compile(whole, re.VERBOSE), _DIGITS_OF_TIME)
