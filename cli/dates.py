"""Days as people type them: a day, a month or a year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..extractors.errors import UsageError

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def first_day(text: str | None, option: str) -> str | None:
    """The first day of a year, a month or a day, in ISO form. Raises UsageError for what is none of them.

    >>> first_day("2024-02", "--since")
    '2024-02-01'
    """
    return None if text is None else _span(text, option)[0].isoformat()


def last_day(text: str | None, option: str) -> str | None:
    """The last day of a year, a month or a day, in ISO form.

    >>> last_day("2024-02", "--until")
    '2024-02-29'
    """
    return None if text is None else _span(text, option)[1].isoformat()


def _span(text: str, option: str) -> tuple[date, date]:
    written = _WRITTEN.fullmatch(text)
    try:
        if not written:
            raise ValueError
        year, month, day = (int(part) if part else None for part in written.groups())
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        following = date(first.year + 1, 1, 1) if not month or month == 12 else date(first.year, month + 1, 1)
        return first, following - timedelta(days=1)
    except ValueError:
        raise UsageError(f"{option} {text}: write a day as 2024-09-24, 2024-09 or 2024") from None
