"""Whether the attributes of a figure that was found are those of its annotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .likeness import Reading, Row, bounds, plain, same_district, same_industry
from .records import Figure

_OWN_PLACE = re.compile(r"(全|我|该|本|當|当)(国|國|省|市|区|區|县|縣|镇|鎮|地)")


def _within(a: str | None, b: str | None) -> bool:
    short, long = plain(a), plain(b)
    return bool(short) and bool(long) and (short in long or long in short)


def _is_place(subject: str, places: Sequence[Row]) -> bool:
    """Whether a subject only repeats the figure's place (全县, 我市), which `district` holds already."""
    short = plain(subject)
    names = {plain(name) for row in places for name in (row["name"], *row.get("aliases", []))}
    return bool(_OWN_PLACE.fullmatch(short)) or any(
        short in name or (name in short and len(short) - len(name) <= 2) for name in names
    )


def judge(row: Row, figure: Figure, places: Sequence[Row], read: Reading) -> Iterable[tuple[str, bool]]:
    """Each attribute that the annotation speaks of, and whether it was read right."""
    yield "sign", (bounds(row)[0] < 0) == (figure.value < 0)
    yield "bound", row.get("bound", "=") == figure.bound
    yield "kind", row.get("kind") == figure.kind or {row.get("kind"), figure.kind} == {"count", "measure"}
    yield "target", bool(row.get("target")) == figure.is_target
    if row.get("metric"):
        yield "metric", _within(row["metric"], figure.metric)
    subject = row.get("subject")
    if subject and not _is_place(subject, places):
        yield (
            "subject",
            _within(subject, figure.subject) or _within(subject, (figure.subject or "") + (figure.metric or "")),
        )
    elif "subject" in row and not subject:
        yield "no subject", figure.subject is None or _is_place(figure.subject, places)
    if row.get("district"):
        wanted = next((p for p in places if p["name"] == row["district"]), {"name": row["district"]})
        have = read.all_districts.get(figure.district or "")
        yield "district", have is not None and same_district(wanted, have)
    elif "district" in row:
        yield "no district", figure.district is None
    if row.get("firm"):
        firm = read.firms.get(figure.firm or "")
        yield "firm", firm is not None and plain(row["firm"]) in {plain(firm.name), *map(plain, firm.aliases)}
    elif "firm" in row:
        yield "no firm", figure.firm is None
    if row.get("cluster"):
        cluster = read.clusters.get(figure.cluster or "")
        yield "cluster", cluster is not None and same_industry({"industry": row["cluster"]}, cluster)
    elif "cluster" in row:
        yield "no cluster", figure.cluster is None
    if row.get("period"):
        yield "period", [figure.period_start, figure.period_end] == row["period"]
    elif "period" in row:
        yield "no period", figure.period_start is None
