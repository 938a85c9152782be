"""Days and periods as people type them: 2024, 2024-09, 2024-09-24, 2024H1, 2024Q3, 2024-01..2024-08, 2024年上半年."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..extractors.errors import UsageError
from ..extractors.fold import fold

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_PART = re.compile(r"(\d{4})-?(?:([Hh])([12])|([Qq])([1-4]))")
_TO = re.compile(r"\.\.|…|/")


def first_day(text: str | None, option: str) -> str | None:
    """The first day of a period, in ISO form. Raises UsageError for what is none.

    >>> first_day("2024-02", "--since"), first_day("2024Q3", "--since")
    ('2024-02-01', '2024-07-01')
    """
    return None if text is None else span(text, option)[0]


def last_day(text: str | None, option: str) -> str | None:
    """The last day of a period, in ISO form.

    >>> last_day("2024-02", "--until"), last_day("2024年上半年", "--until")
    ('2024-02-29', '2024-06-30')
    """
    return None if text is None else span(text, option)[1]


def span(text: str, option: str) -> tuple[str, str]:
    """First and last day of a period, in ISO form. Raises UsageError for what is none.

    >>> span("2024-01..2024-08", "--period"), span("2024H2", "--period")
    (('2024-01-01', '2024-08-31'), ('2024-07-01', '2024-12-31'))
    """
    ends = [_one(fold(end).strip()) for end in _TO.split(text, maxsplit=1)]
    first, last = ends[0], ends[-1]
    if first is None or last is None or first[0] > last[1]:
        raise UsageError(
            f"{option} {text}: write a time as 2024-09-24, 2024-09 or 2024, as 2024H1, 2024Q3 or 2024年上半年, "
            "or from one to another: 2024-01..2024-08"
        )
    return first[0].isoformat(), last[1].isoformat()


def _one(text: str) -> tuple[date, date] | None:
    """First and last day of what is written without `..`; None for what is no time."""
    if part := _PART.fullmatch(text):
        months = 6 if part[2] else 3
        last = months * int(part[3] or part[5])
        return date(int(part[1]) or 1, last - months + 1, 1), _end_of_month(int(part[1]) or 1, last)
    written = _WRITTEN.fullmatch(text)
    if not written:
        return _in_words(text)
    try:
        year, month, day = (int(part) if part else None for part in written.groups())
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return first, first if day else _end_of_month(first.year, month or 12)


def _end_of_month(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _in_words(text: str) -> tuple[date, date] | None:
    """A time in Chinese words, as the reader of articles understands it; it must be all of the text."""
    from ..extractors.numbers import periods
    from ..extractors.numbers.time_grammar import PLAN_YEARS
    from ..extractors.view import ArticleText, Block, View

    if (plan := PLAN_YEARS.get(text.strip("“”\"'"))) is not None:
        return date(plan, 1, 1), date(plan + 4, 12, 31)
    found = periods.read(View(ArticleText(0, text, [Block("paragraph", 0, len(text))])))
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)) or found[0].role == "vague":
        return None
    return found[0].first, found[0].last
