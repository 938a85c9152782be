"""Values and times in the words that people write."""

from __future__ import annotations

from calendar import monthrange

_LONGEST = 10  # characters of a number with a scale; a longer one is clearer without
_SCALES = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))


def people(value: float, unit: str | None = None) -> str:
    """A number the way people write it, with the Chinese scales.

    >>> people(176840000000.0, "元"), people(4000, "家"), people(-3.5, "%"), people(12500, "平方米")
    ('1768.4亿元', '4000家', '-3.5%', '1.25万平方米')
    >>> people(10061977123456.7, "元"), people(1411778724, "人")
    ('10.062万亿元', '1411778724人')
    """
    for size, scale in _SCALES:
        if abs(value) >= size:
            scaled = f"{value / size:.12g}"
            if len(scaled) <= _LONGEST:
                return f"{scaled}{scale}{unit or ''}"
    for size, scale in _SCALES:  # a sum: no text writes so many digits
        if abs(value) >= size and (abs(value) >= 1e12 or value != int(value)):
            return f"{value / size:.6g}{scale}{unit or ''}"
    return f"{value:.12g}{unit or ''}"


def quantity(value: float, high: float | None, unit: str | None, bound: str | None) -> str:
    """A value, or the range up to `high`, with its unit and with the bound where it is not exact.

    >>> quantity(2e10, None, "元", ">"), quantity(3.0, 5.0, "%", "=")
    ('> 200亿元', '3–5%')
    """
    shown = people(value, unit) if high is None else f"{people(value)}–{people(high, unit)}"
    return shown if (bound or "=") == "=" else f"{bound} {shown}"


def period(first: str | None, last: str | None) -> str | None:
    """A stretch of days the short way, as `--period` takes it.

    >>> period("2024-01-01", "2024-12-31"), period("2024-01-01", "2024-08-31"), period("2024-06-30", "2024-06-30")
    ('2024', '2024-01..2024-08', '2024-06-30')
    >>> period("2024-07-01", "2024-09-30"), period("2024-01-01", "2024-06-30"), period("2021-01-01", "2025-12-31")
    ('2024Q3', '2024H1', '2021..2025')
    """
    if not first or not last or first == last:
        return first or last
    (year, month, day), (last_year, last_month, last_day) = first.split("-"), last.split("-")
    if day != "01" or int(last_day) != monthrange(int(last_year), int(last_month))[1]:
        return f"{first}..{last}"
    if month == "01" and last_month == "12":
        return year if year == last_year else f"{year}..{last_year}"
    if year == last_year and (part := _PARTS.get((month, last_month))):
        return f"{year}{part}"
    return first[:7] if first[:7] == last[:7] else f"{first[:7]}..{last[:7]}"


_PARTS = {
    ("01", "06"): "H1",
    ("07", "12"): "H2",
    ("01", "03"): "Q1",
    ("04", "06"): "Q2",
    ("07", "09"): "Q3",
    ("10", "12"): "Q4",
}
