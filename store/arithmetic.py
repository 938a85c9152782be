"""Whether figures fit each other by arithmetic: growth and the year before, shares and amounts, parts and wholes.

Figures are written rounded, so each stands for an interval: 12.5亿元 is anything from 12.45 to 12.55. Two figures
differ only where no values of their intervals fit, and only where nothing else could be meant is that said: growth of
value added is told at constant prices and is left alone, and of a share the whole must be the only one there is.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_NUMERAL = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")
_REAL = re.compile("增加值|生产总值|GDP|实际|可比|收入|指数|价格")  # growth told at constant prices, or left open
_SECTORS = ("第一产业", "第二产业", "第三产业")
_WITHIN = re.compile(
    r"[,，(（]其中[:：,，]?[^0-9。；;\n]{0,20}"
)  # no date between: a part of the amount, not of the time
_AVERAGE = re.compile("[日月年户人][平]?均|平均|每")
_SHARE_OF = re.compile(
    r"占(?:到|了|据)?(?:(?:全[国省市区县州盟旗镇]|[本该我][省市区县州盟旗镇])的?)?(?P<whole>[^,，。；;、\n占比的]{0,12}?)的?"
    r"(?:比重|比例|比)?(?:分别)?(?:[约近超达为至到]|达到|上升|提高|提升|降低|下降)*$"
)
_REVISED = 0.5  # points by which another article's year before may have been revised since


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as far as arithmetic goes; `whose` is what it is of: subject, district, cluster and firm."""

    id: str
    article: str
    start: int
    end: int
    text: str
    value: float
    unit: str
    kind: str
    metric: str
    whose: tuple[str | None, ...]
    period: tuple[str | None, str | None]
    base: str | None

    @property
    def rounding(self) -> float:
        """Half a unit of the last digit that is written; nothing where it is not written in digits."""
        written = _NUMERAL.search(self.text)
        if written is None or not float(written[0].replace(",", "")):
            return 0.05 * abs(self.value)
        scale = abs(self.value) / float(written[0].replace(",", ""))
        return float(0.5 * scale * 10 ** -len(written[1] or ""))


@dataclass(frozen=True, slots=True)
class Difference:
    """Two figures that do not fit: which check says so, what was claimed and what it comes to, and the other figure."""

    check: str
    figure: Stated
    other: Stated
    found: float


_QUERY = (
    "SELECT id, article_id, start_char, end_char, text, value, unit, kind, coalesce(metric, ''), subject, district_id, "
    "cluster_id, firm_id, period_start, period_end, base_id FROM figures "
    "WHERE is_target = 0 AND bound = '=' AND value_high IS NULL"
)


def _stated(db: sqlite3.Connection, where: str, values: Iterable[object] = ()) -> Iterator[Stated]:
    for row in db.execute(f"{_QUERY} AND {where} ORDER BY article_id, start_char, id", tuple(values)):
        fields: list[Any] = [*row[:9], row[9:13], row[13:15], row[15]]
        yield Stated(*fields)


def differences(db: sqlite3.Connection) -> Iterator[Difference]:
    """All that does not fit, article by article."""
    articles = "SELECT DISTINCT article_id FROM figures WHERE base_id IS NOT NULL OR metric LIKE '%增加值' ORDER BY 1"
    for (article,) in db.execute(articles).fetchall():
        found = list(_stated(db, "article_id = ?", (article,)))
        yield from _growth(db, found)
        text = db.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()[0]
        yield from _shares(text, found)
        yield from _parts(text, found)


def alike(db: sqlite3.Connection, same: Sequence[object]) -> list[Stated]:
    """The figures of one metric, unit, kind, period, subject, district, cluster and firm, in this order.

    The index by metric and period finds them; that of one owner would read all figures that have none.
    """
    columns = (
        "metric",
        "unit",
        "kind",
        "period_start",
        "period_end",
        "subject",
        "district_id",
        "cluster_id",
        "firm_id",
    )
    return list(_stated(db, " AND ".join(f"{column} IS ?" for column in columns), same))


def _growth(db: sqlite3.Connection, figures: list[Stated]) -> Iterator[Difference]:
    """A change in per cent against the same thing a year before, in whatever article."""
    by_id = {figure.id: figure for figure in figures}
    for change in figures:
        now = by_id.get(change.base or "")
        if (
            change.kind != "change"
            or change.unit != "%"
            or now is None
            or now.kind not in ("amount", "count", "measure")
        ):
            continue
        if not now.metric or _REAL.search(now.metric) or not all(now.period) or change.period != now.period:
            continue
        before = _year_before(db, now)
        lows = [(now.value + sign * now.rounding) for sign in (-1, 1)]
        for then in before:
            if then.value <= then.rounding:
                continue
            ends = [100 * (low / (then.value + sign * then.rounding) - 1) for low in lows for sign in (-1, 1)]
            slack = change.rounding + (_REVISED if then.article != now.article else 0)
            if not min(ends) - slack <= change.value <= max(ends) + slack:
                yield Difference("growth", change, then, round(100 * (now.value / then.value - 1), 2))


def _year_before(db: sqlite3.Connection, now: Stated) -> list[Stated]:
    """The same thing in the same span of the year before."""
    days = [f"{int(day[:4]) - 1:04}{day[4:]}" for day in now.period if day]
    return alike(db, (now.metric, now.unit, now.kind, *days, *now.whose))


def _shares(text: str, figures: list[Stated]) -> Iterator[Difference]:
    """A share in per cent of the only whole that the article gives for the part it stands with."""
    by_id = {figure.id: figure for figure in figures}
    wholes: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for figure in figures:
        if figure.whose[0] is None and figure.kind in ("amount", "count"):
            wholes[figure.metric, figure.unit, figure.period, *figure.whose[1:]].append(figure)
    for share in figures:
        part = by_id.get(share.base or "")
        if share.kind != "share" or part is None or part.kind not in ("amount", "count") or part.whose[0] is None:
            continue
        whole = wholes.get((part.metric, part.unit, part.period, *part.whose[1:]), [])
        if len(whole) == 1 and share.value > 0 and share.metric == part.metric and all(part.period):
            ends = [100 * (part.value + a * part.rounding) / (whole[0].value + b * whole[0].rounding)
                    for a in (-1, 1) for b in (-1, 1) if whole[0].value > whole[0].rounding]  # fmt: skip
            fits = not ends or min(ends) - share.rounding <= share.value <= max(ends) + share.rounding
            if not fits and part.value <= whole[0].value and _is_of_all(text[part.end : share.start], part.metric):
                yield Difference("share", share, whole[0], round(100 * part.value / whole[0].value, 2))


def _is_of_all(between: str, metric: str) -> bool:
    """Whether a share behind its part is said to be one of the place's whole metric, and of nothing narrower.

    >>> [_is_of_all(said, "产值") for said in (",占全市的比重为", ",占全市规上工业的", ",恢复到上年的")]
    [True, False, False]
    """
    said = _SHARE_OF.search(between)
    return said is not None and said["whole"].removeprefix("总") in ("", metric)


def _parts(text: str, figures: list[Stated]) -> Iterator[Difference]:
    """A part behind 其中 that is more than its whole; the three sectors against what they add up to."""
    amounts = [figure for figure in figures if figure.kind in ("amount", "count")]
    for whole, part in pairwise(amounts):
        alike = (part.unit, part.metric, part.kind, part.period) == (whole.unit, whole.metric, whole.kind, whole.period)
        if alike and part.value - part.rounding > whole.value + whole.rounding:
            before = text[max(0, whole.start - 16) : whole.start]
            if _WITHIN.fullmatch(text[whole.end : part.start]) and not _AVERAGE.search(before):
                yield Difference("part", part, whole, whole.value)
    yield from _sectors(amounts)


def _sectors(amounts: list[Stated]) -> Iterator[Difference]:
    """The added values of the three sectors, told one after the other, against the product of their place."""
    told: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for figure in amounts:
        told[figure.unit, figure.period, figure.whose[1]].append(figure)
    for figures in told.values():
        parts = [[f for f in figures if f.whose[0] == sector and "增加值" in f.metric] for sector in _SECTORS]
        wholes = [f for f in figures if f.metric.endswith("生产总值") and "人均" not in f.metric and f.whose[0] is None]
        if len(wholes) == 1 and all(len(found) == 1 for found in parts):
            summed = sum(found[0].value for found in parts)
            slack = sum(found[0].rounding for found in parts) + wholes[0].rounding
            if abs(summed - wholes[0].value) > slack:
                yield Difference("part", wholes[0], parts[0][0], summed)
