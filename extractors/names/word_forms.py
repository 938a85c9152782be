"""What a form of a division's name says by itself: whether it may as well be a word, and needs no company."""

from __future__ import annotations

from functools import cache

from ..lexicon import rows
from ..view import View
from .gazetteer import divisions
from .spotting import Mark, frequent_pairs


@cache
def common_words() -> frozenset[str]:
    """Short forms that so often are words that only the full form, or a list of divisions, makes them places."""
    return _flagged("common")


@cache
def _flagged(flag: str) -> frozenset[str]:
    return frozenset(word for word, *flags in rows("place_words.tsv") if flag in flags)


def is_doubtful(mark: Mark) -> bool:
    """Whether frequent words across the edges of a short form speak against it: across both, or one for a county."""
    if mark.sort not in ("short", "word") or not mark.straddled:
        return False
    return mark.straddled > 1 or all(divisions()[key].level == "district" for key in mark.keys)


def stands_alone(mark: Mark, listed: bool) -> bool:
    """Whether a form with one meaning needs no company: full names, provinces, cities and county-level cities."""
    division = divisions()[mark.keys[0]]
    if mark.sort == "full" or (listed and mark.sort != "generic"):
        return True
    return (
        mark.sort == "short"
        and mark.form not in _flagged("towns")
        and (division.level in ("province", "city") or division.name.endswith("市") or division.code is None)
    )


def heads_as_name(view: View, mark: Mark) -> bool:
    """Whether a form that may be a word opens its clause, and is no frequent word."""
    opens = view.clause_at(mark.start).start == mark.start or view.folded[mark.start - 1] in "、,。;:\n"
    return opens and mark.sort == "word" and mark.form not in frequent_pairs() and mark.form not in common_words()
