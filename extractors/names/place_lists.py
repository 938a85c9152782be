"""Lists of places that decide what their members are: by a shared ending, as siblings, by what each makes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..view import View
from .gazetteer import divisions
from .industry_names import number
from .industry_words import looks_industrial
from .spotting import Mark
from .word_forms import heads_as_name, is_doubtful

LISTED = re.compile(r"[、,和与及]$|以及$|\s*、\s*$")
"""What stands between two members of a list."""
# The kind of all places of a list, behind it: 甲、乙|等区, 甲、乙|两县.
_SHARED_END = re.compile(
    r"(?:等(?:地)?)?(?:[\d一二三四五六七八九十两几多]{0,3}个?)?(?:地处)?(省份|省|地市|市县|市区|区县|县区|县市|县\(市、区\)|县\(市\)|区市|市|区|县|旗|州|盟)(?![委政人场民长级域内直属辖])"
)
_COUNTED_PLACES = re.compile(r"(?P<count>[两三四五六七八九十]|\d{1,2})地(?![方区块段理铁质])")
"""三地 behind three places, whatever their kinds."""
# With what each kind behind a list may end what is in it.
_ENDINGS = {"省": "省区市", "省份": "省区市", "市": "市", "区": "区", "县": "县旗", "旗": "旗", "州": "州", "盟": "盟"}
_MADE = re.compile(
    r"(?:[市县区旗州]?的)?(?P<name>[㐀-鿿]{1,8}?)(?:(?:产业)?(?:集群|带)?(?P<on>[、,和与及]|以及)|等|产业|集群|特色|(?=[。;…]|成为|都是|均|享誉|闻名|亮相|走[向俏出进红]|产[值量]|并称))"
)
"""What a place makes, in a list of such (安吉|竹业、…)."""
_NAMED_FOR = re.compile(r"(?:产业)?集群|产业带|产业基地")
"""What is named after its place and what is made there (甲县茶叶产业集群)."""


def lists_with_ending(view: View, marks: Sequence[Mark]) -> set[int]:
    """The starts of the marks in lists with a shared ending (福田、南山、宝安等区), narrowed to that kind."""
    found: set[int] = set()
    run: list[Mark] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        run.append(mark)
        if following is not None and LISTED.match(view.folded, mark.end, following.start):
            continue
        if len(run) > 2:
            _siblings(run)
        ends = _shared_ending(view.folded, mark.end, len(run)) if len(run) > 1 else None
        if ends:
            parents = Counter(parent for member in run for parent in {divisions()[key].parent for key in member.keys})
            for member in run:
                keys = tuple(key for key in member.keys if divisions()[key].name[-1] in ends)
                if keys and (
                    member.sort == "short"
                    or (member.sort == "word" and any(parents[divisions()[key].parent] > 1 for key in keys))
                ):
                    member.keys = keys
                    found.add(member.start)
        run = []
    return found


def _siblings(run: Sequence[Mark]) -> None:
    """Decide a list of three or more short names that all can be counties of one city, and of no other."""
    parents = [{divisions()[key].parent for key in mark.keys if divisions()[key].level == "district"} for mark in run]
    shared = set.intersection(*parents)
    if len(shared) == 1 and all(mark.key is None and mark.sort in ("short", "word") for mark in run):
        for mark in run:
            mark.key = next(key for key in mark.keys if divisions()[key].parent in shared)


def _shared_ending(folded: str, end: int, several: int) -> str | None:
    """The endings that a list of `several` places may have by what stands behind it (等区, 三地), else None."""
    counted = _COUNTED_PLACES.match(folded, end, end + 4)
    if counted and number(counted["count"]) == several:
        return "省区县市旗州盟"
    shared = _SHARED_END.match(folded, end, end + 12)
    return _ENDINGS.get(shared[1], "区县市旗") if shared else None


def with_specialities(view: View, marks: Sequence[Mark]) -> set[int]:
    """The starts of the marks in lists of places with what each makes (甲县茶叶、乙县竹木等产业): two or more alike."""
    found: set[int] = set()
    run: list[int] = []
    goes_on = -1
    for mark in marks:
        if mark.start != goes_on:
            run = []
        made = _MADE.match(view.folded, mark.end, mark.end + 14)
        if made is None or not looks_industrial(made["name"]):
            run, goes_on = [], -1
            continue
        run.append(mark.start)
        goes_on = made.end() if made["on"] else -1
        if len(run) > 1:
            found.update(run)
        named = len(made["name"]) > 1 and _NAMED_FOR.match(view.folded, made.end("name")) and not is_doubtful(mark)
        if named and (mark.sort == "short" or heads_as_name(view, mark)):
            found.add(mark.start)
    return found
