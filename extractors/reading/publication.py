"""The day an article was published: given, stated in its head or dateline, or inferred from day and year apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ..view import ArticleText
from . import dates

_HEAD_KINDS = ("byline", "note", "title", "subtitle")
_DATELINE = re.compile(
    r"[^。]{0,16}?(?P<m>\d{1,2})月(?P<d>\d{1,2})日[电電讯訊消]|[^。]{0,40}?[(（](?:[^()（）]{0,20}记者[^()（）]{0,20})?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日[)）]"
)
_SAYS = re.compile("[，。；,;至到起止前]")  # 有效期至2027年12月31日
_SIGNED, _SIGNATURE = 3, 24
"""How many lines at the foot may hold the date, and how long they are."""


def set_published(articles: Sequence[ArticleText], given: date | None, name: str) -> None:
    """Fill in `published` of a document's articles; `given` comes from the user or the container, `name` is its path.

    An article that states nothing takes the date of the page; where the page has none either, a month and day take
    the year that the article or its neighbours speak of.
    """
    if given is not None:
        for article in articles:
            article.published = given
        return
    named = dates.compact(name.rpartition("/")[2])
    for article in articles:
        article.published = stated(article) or signed(article)
    page = next((article.published for article in articles if article.published), None) or named
    if page is None:
        for article in articles:
            article.published = inferred(article, None)
        page = max((a.published for a in articles if a.published), default=None)
        for article in articles:
            article.published = article.published or (inferred(article, page.year) if page else None)
    for article in articles:
        article.published = article.published or page


def stated(article: ArticleText) -> date | None:
    """The first full date in the lines around the title; else a dateline's day with a year of the text."""
    for block in article.blocks[:12]:
        if block.kind in _HEAD_KINDS:
            text = article.text[block.start : min(block.end, block.start + 300)]
            found = dates.compact(text) if block.kind in ("title", "subtitle") else dates.first_date(text)
            found = found or next(dates.full_dates(text), None)
            if found:
                return found
    return None


def signed(article: ArticleText) -> date | None:
    """The full date in the last lines of a notice or a letter: 某某市人民政府⏎2025年4月20日."""
    for block in reversed(article.blocks[-_SIGNED:]):
        line = article.text[block.start : block.end]
        if (
            len(line) <= _SIGNATURE
            and _SAYS.search(line) is None
            and (found := next(dates.full_dates(line), None)) is not None
        ):
            return found
    return None


def inferred(article: ArticleText, year: int | None) -> date | None:
    """A dateline's or the opening's month and day, in the given year or the latest that the article speaks of."""
    body = [b for b in article.blocks if b.kind in ("paragraph", "caption")][:2]
    opening = "".join(article.text[b.start : min(b.end, b.start + 200)] for b in body)
    match = _DATELINE.match(opening)
    day = (int(match["m"] or match["m2"]), int(match["d"] or match["d2"])) if match else next(dates.days(opening), None)
    if day is None:
        return None
    year = year or dates.year_of_writing(article.text[:2000]) or dates.year_of_writing(article.text)
    return dates.make(year, *day) if year else None
