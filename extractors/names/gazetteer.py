"""The divisions of China as a gazetteer: codes, names, parents, and the forms in which text names them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

from ..lexicon import rows
from ..records import District, Level

Sort = Literal["full", "short", "word", "generic", "joined"]
"""How a form names: in full, in short, by an ordinary word, by what any city may have (城区), several at once."""

_GENERIC = re.compile(r"(?:.|市中|城中|城[东西南北关郊厢]|新城|老城|中心|工业|高新|经济|海港|港口|郊|开发|生态)[区旗]")
_KINDS = "旗州县"
"""What a short form ends with that says its kind as a full name does: 达茂旗, 恭城县."""


class Division(NamedTuple):
    """A division of the gazetteer; `key` is its code, or `parent/name` for a national new area without one."""

    key: str
    name: str
    level: Level
    parent: str | None

    @property
    def code(self) -> str | None:
        """The GB/T 2260 code, if it has one of its own."""
        return None if "/" in self.key else self.key


@cache
def divisions() -> dict[str, Division]:
    """Every division by its key: provinces, cities, counties and national new areas."""
    found = {
        code: Division(code, name, cast(Level, level), parent or None)
        for code, name, level, parent, *_ in rows("divisions.tsv")
    }
    for name, parent, *_ in rows("new_areas.tsv"):
        found[f"{parent}/{name}"] = Division(f"{parent}/{name}", name, "district", parent)
    return found


def _forms() -> Iterator[tuple[str, Sort, list[str]]]:
    """Form, sort and the keys it may stand for; a form can come several times."""
    hard = {word for word, *flags in rows("place_words.tsv") if "towns" not in flags}
    for code, name, _, _, shorts in rows("divisions.tsv"):
        yield name, "generic" if _GENERIC.fullmatch(name) else "full", [code]
        for short in shorts.split():
            form = short[:-1]
            generic = _GENERIC.fullmatch(form + "区")
            own_kind = len(form) > 2 and "自治" in name and form[-1] in _KINDS
            yield form, "full" if own_kind else "word" if form in hard or generic else "short", [code]
    for name, parent, *more in rows("new_areas.tsv"):
        for form in (name, *" ".join(more).split()):
            yield form, "full" if form.endswith("区") else "short", [f"{parent}/{name}"]
    for form, codes, sort in rows("division_names.tsv"):
        if sort == "short" and len(form) > 2 and form[-1] in _KINDS:
            sort = "old"
        yield form, {"old": "full", "short": "short", "joined": "joined"}[sort], codes.split()  # type: ignore[misc]


_STRENGTH: dict[Sort, int] = {"joined": 4, "full": 3, "generic": 2, "word": 1, "short": 0}


@cache
def forms() -> dict[str, tuple[str, ...]]:
    """Each form in which text names a division to its sort and the keys it may stand for."""
    sorts: dict[str, Sort] = {}
    keys: dict[str, dict[str, None]] = defaultdict(dict)
    for form, sort, meant in _forms():
        if len(form) > 1 and (sorts.get(form) != "joined" or sort == "joined"):
            if sort == "joined":
                keys[form].clear()  # 兰西 is 兰州 and 西宁 rather than the county
            keys[form].update(dict.fromkeys(meant))
            sorts[form] = max(sorts.get(form, sort), sort, key=_STRENGTH.__getitem__)
    return {form: (sorts[form], *meant) for form, meant in keys.items()}


def surface_forms() -> Iterable[tuple[str, tuple[str, ...]]]:
    """Each form in which text names a division, with its sort and the keys it may stand for."""
    return forms().items()


@cache
def province_names() -> frozenset[str]:
    """The short names of the provinces, with which the names of firms begin: 江苏, 内蒙古."""
    return frozenset(
        form for form, (sort, *keys) in forms().items() if any(key.endswith("0000") for key in keys) and sort == "short"
    )


@cache
def towns() -> dict[str, tuple[str, ...]]:
    """The name of every town, township and street to the codes of the counties that have one of that name.

    Those of a city's development zone, which has no code of its own, are the city's.
    """
    found: dict[str, tuple[str, ...]] = {}
    known = divisions()
    for code, names in rows("towns.tsv"):
        alone = (code,) if code in known else (f"{code[:4]}00",)
        for name in names.split(" "):
            found[name] = found[name] + alone if name in found else alone
    return found


@cache
def lineage(key: str) -> tuple[str, ...]:
    """The keys of a division and of those it lies in, the nearest first; a key's parts before / count, too.

    >>> lineage("310117/车墩工业区")
    ('310117/车墩工业区', '310117', '310000')
    """
    division = divisions().get(key)
    parent = division.parent if division else key.rpartition("/")[0] or None
    return (key, *lineage(parent)) if parent else (key,)


def is_province(key: str) -> bool:
    """Whether a key is that of a province or autonomous region; 上海市 is a city."""
    division = divisions().get(key)
    return division is not None and division.level == "province" and not division.name.endswith("市")


@cache
def district_of(key: str) -> District:
    """The record of a division of the gazetteer, under its official name."""
    division = divisions()[key]
    full_name = "".join(divisions()[above].name for above in reversed(lineage(key)))
    return District(key, division.name, full_name, division.code, division.level, division.parent)


def ancestors(district: District) -> Iterable[District]:
    """The divisions that `district` lies in, the nearest first."""
    if district.parent:
        for key in lineage(district.parent):
            if key in divisions():
                yield district_of(key)
