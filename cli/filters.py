"""The filters of `kbuild query` and what they come to: each option once, and which kind of row has which."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .complete import names

if TYPE_CHECKING:
    from ..store.queries import Filters
    from .amounts import Amount

Words = list[str] | None


def _option(*flags: str, metavar: str, text: str, of: str = "") -> Any:
    """An option; `of` says in which columns of which tables its values are found, for completion."""
    return typer.Option(*flags, metavar=metavar, help=text, autocompletion=names(*of.split()) if of else None)


OPTIONS: dict[str, Any] = {
    "within": Annotated[Words, _option("--in", metavar="NAME", of="regions districts.name", text=
                        "Of this place and all in it: a district, a code, a region (长三角) or a group of your own.")],
    "district": Annotated[Words, _option("--district", metavar="NAME", of="districts.name", text=
                          "Of this district itself (name, short form or code).")],
    "cluster": Annotated[Words, _option("--cluster", "--industry", metavar="NAME", of="clusters.industry", text=
                         "Of clusters of this industry.")],
    "firm": Annotated[Words, _option("--firm", metavar="NAME", of="firms.name", text=
                      "Of this firm (name, alias, stock code, or part).")],
    "article": Annotated[Words, _option("--article", metavar="NAME", text="Of this article: id, title or path.")],
    "metric": Annotated[Words, _option("--metric", metavar="WORDS", of="figures.metric", text=
                        "Metrics that contain the words, under any of their names; =WORDS: that one.")],
    "subject": Annotated[Words, _option("--subject", metavar="WORDS", of="figures.subject", text=
                         "Subjects that contain the words; =WORDS: that one.")],
    "unit": Annotated[Words, _option("--unit", metavar="UNIT", of="figures.unit", text="In this unit: 元, 家, %, …")],
    "low": Annotated[str | None, _option("--min", metavar="VALUE", text="At least so much: 100亿, 3.5万亿元, 15%.")],
    "high": Annotated[str | None, _option("--max", metavar="VALUE", text="At most so much.")],
    "bound": Annotated[Words, _option("--bound", metavar="WORD", text=
                       "Stated so: = > >= < <= ~, or exact, 超, 不低于, 近, 不超过, 约.")],
    "target": Annotated[bool | None, typer.Option("--target/--achieved", help="Planned, or reached.")],
    "level": Annotated[Words, _option("--level", metavar="LEVEL", text="province, city, district, town or zone.")],
    "tier": Annotated[Words, _option("--tier", metavar="TIER", of="clusters.tier", text="Of this tier: 千亿级, …")],
    "grade": Annotated[Words, _option("--grade", metavar="GRADE", of="clusters.grade", text="Of this grade: 省级, …")],
    "verdict": Annotated[Words, _option("--verdict", metavar="WORD", text="agrees, differs or unchecked.")],
    "relation": Annotated[Words, _option("--relation", metavar="WORD", text="headquartered, settled, …")],
    "year": Annotated[int | None, typer.Option("--year", metavar="YYYY", min=1, max=9999, help="Of this year.")],
    "period": Annotated[str | None, _option("--period", metavar="PERIOD", text=
                        "Within 2024H1, 2024Q3, 2024-01..2024-08, 2024年上半年; =PERIOD: just that one.")],
    "since": Annotated[str | None, _option("--since", metavar="TIME", text="From this day, month, … on.")],
    "until": Annotated[str | None, _option("--until", metavar="TIME", text="Up to the end of this day, month, …")],
}  # fmt: skip
"""Parameter to option. Names, values and times may be given as people write them; names may be given several times."""

_PLACES = ("within", "district", "cluster", "firm", "article")
_TIMES = ("year", "period", "since", "until")
OF_KIND = {
    "districts": (*_PLACES, "level", *_TIMES),
    "clusters": (*_PLACES, "tier", "grade", *_TIMES),
    "firms": (*_PLACES, "kind", *_TIMES),
    "figures": (*_PLACES, "metric", "subject", "kind", "unit", "low", "high", "bound", "target", *_TIMES),
    "claims": (*_PLACES, "verdict", *_TIMES),
    "articles": (*_PLACES, *_TIMES),
    "links": (*_PLACES, "kind", "relation", *_TIMES),
}

_KINDS = {
    "firms": "company or institute.",
    "figures": "amount, count, share, change or measure.",
    "links": "firm_district, firm_cluster or cluster_district.",
}


def options_of(kind: str) -> dict[str, Any]:
    """The filters of a kind of row, parameter to option."""
    of_kind = {"kind": Annotated[Words, _option("--kind", metavar="KIND", text=_KINDS.get(kind, ""))]}
    return {name: (OPTIONS | of_kind)[name] for name in OF_KIND[kind]}


_BOUNDS = {
    "exact": "=",
    "超": ">",
    "超过": ">",
    "多于": ">",
    "不低于": ">=",
    "以上": ">=",
    "至少": ">=",
    "近": "<",
    "不足": "<",
    "不超过": "<=",
    "以内": "<=",
    "至多": "<=",
    "约": "~",
    "左右": "~",
}


def filters(given: Mapping[str, Any]) -> Filters:
    """What the options come to. Raises UsageError for a value or a time that is none, and for unlike units."""
    from ..store.queries import NAMED, Filters
    from .amounts import amount
    from .dates import first_day, last_day, span

    since, until, period = given.get("since"), given.get("until"), given.get("period")
    if (year := given.get("year")) is not None:
        since, until = since or f"{year:04}", until or f"{year:04}"
    low, high = (
        amount(given[end], flag) if given.get(end) else None for end, flag in (("low", "--min"), ("high", "--max"))
    )
    equal = {name: given[name] for name in ("level", "tier", "grade", "kind", "verdict", "relation") if given.get(name)}
    if given.get("bound"):
        equal["bound"] = [_BOUNDS.get(word, word) for word in given["bound"]]
    if units := _units(given.get("unit"), low, high):
        equal["unit"] = units
    return Filters(
        named={name: given[name] for name in NAMED if given.get(name)},
        equal=equal,
        since=first_day(since, "--since"),
        until=last_day(until, "--until"),
        inside=span(period.removeprefix("="), "--period") if period else None,
        exactly=bool(period and period.startswith("=")),
        low=low and low.value,
        high=high and high.value,
        target=given.get("target"),
    )


def tell_namesakes(db: Any, names: Iterable[str]) -> None:
    """Say, on stderr, which districts of one name are all meant by it."""
    from ..store.lookup import namesakes
    from .text import plain

    for name in names:
        if several := namesakes(db, name):
            print(plain(f"kbuild: {name} stands for {'、'.join(several)}; a code says which"), file=sys.stderr)


def _units(given: list[str] | None, low: Amount | None, high: Amount | None) -> list[str]:
    """The units to keep: those given, without their scale (亿元: 元), and that of the ends of the range."""
    from ..extractors.errors import UsageError

    found = list(given or [])
    if any(unit[:1] in "十百千万亿" for unit in found):
        from ..extractors.numbers.units import named

        found = [read.name if (read := named(unit)) else unit for unit in found]
    ends = list(dict.fromkeys(end.unit for end in (low, high) if end and end.unit))
    if len(ends) > 1 or (ends and found and ends != found):
        raise UsageError(f"--min, --max and --unit speak of unlike units: {'、'.join([*ends, *found])}")
    return ends or found
