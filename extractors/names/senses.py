"""Which division a form stands for: parents in the phrase, lists, one sense per section, and the places around it.

A form that several divisions share (朝阳区, 鼓楼区) is decided by what the text says, in this order: the parent glued
before it; the sense it was last given with a parent; the divisions named in its sentence, its paragraph, its section,
the article. Where nothing decides, it stays without a code and is never guessed. (One sense per discourse: Gale,
Church and Yarowsky, 1992.) Short forms need support, those that are ordinary words strong support.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..lexicon import rows
from ..rules import veto
from ..view import View
from .gazetteer import divisions, lineage
from .industry_names import number
from .industry_words import is_trade, looks_industrial
from .spotting import Mark, frequent_pairs

STRADDLED = veto(
    "district.straddled",
    "A short form with frequent words across its edges is a chance meeting of their characters.",
    stops=("把根基筑牢，稳⟦固安⟧全防线。", "围绕⟦高密⟧度储能产业集群招商。"),
)
UNSUPPORTED = veto(
    "district.unsupported",
    "A short form that is a word, or a county's, names no place where nothing around speaks for one.",
    stops=("各方加强⟦合作⟧。",),
)
PUBLIC_BODY = veto(
    "district.public_body",
    "A place named only in the names of public bodies or in the dateline is not what the text is about.",
    stops=("⟦青岛⟧税务局发布消息。",),
)
_GLUE = re.compile(r"[·/]?$|的$")
_LISTED = re.compile(r"[、,和与及]$|以及$|\s*、\s*$")
_SHARED_END = re.compile(
    r"(?:等(?:地)?)?(?:[\d一二三四五六七八九十两几多]{0,3}个?)?(?:地处)?(省份|省|地市|市县|市区|区县|县区|县市|县\(市、区\)|县\(市\)|区市|市|区|县|旗|州|盟)(?![委政人场民长级域内直属辖])"
)
_COUNTED_PLACES = re.compile(r"(?P<count>[两三四五六七八九十]|\d{1,2})地(?![方区块段理铁质])")
"""三地 behind three places, whatever their kinds."""
_ENDINGS = {"省": "省区市", "省份": "省区市", "市": "市", "区": "区", "县": "县旗", "旗": "旗", "州": "州", "盟": "盟"}
_BODY = re.compile(
    r"[省市区县州旗]?(?:(?:人民)?政府(?!工作报告|(?:办公[室厅])?(?:关于|印发))|委(?![托员派任屈婉])|人大|政协|纪委|(?:(?!的)[一-鿿]){0,8}(?:厅(?!堂)|(?<![布格时终结全大僵困破开])局(?![面势部]|(?:最新)?(?:数[据字]|显示))|委员会|办公室|管委会|法院|检察院|海关|税务|发射中心|控制中心|[商协学]会(?!了)|同学会|联合会|总会|基金会|论坛|联盟|代表团|[一-鿿]会(?=[、等]|会员|代表|主席|会长|秘书)))|港(?![区口城资股务元币独人府商式珠澳台湾])|(?:国际)?机场"
)
_DATELINE = re.compile(r"\s*(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*(?:电|讯|消息)|讯\(|消息[:(]")
_MENTIONED = re.compile(r"(?:叫|叫做|名为|名叫|称为|[两三四五几\d]个)[“\"「『]?$")
_MADE = re.compile(
    r"(?:[市县区旗州]?的)?(?P<name>[㐀-鿿]{1,8}?)(?:(?:产业)?(?:集群|带)?(?P<on>[、,和与及]|以及)|等|产业|集群|特色|(?=[。;…]|成为|都是|均|享誉|闻名|亮相|走[向俏出进红]|产[值量]|并称))"
)
"""What a place makes, in a list of such (安吉|竹业、…)."""
_NAMED_FOR = re.compile(r"(?:产业)?集群|产业带|产业基地")
"""What is named after its place and what is made there (甲县茶叶产业集群)."""
_AS_NAME = re.compile(r"[”\"」』]?(?:为名|之名|同名|一词|二字|这个名)")


# A preposition of place right before makes a place of a word, unless the word itself often stands there.
_AT = re.compile(r"(?:从|位于|地处|来自|落户|落地|赴|前往|走进|来到|驶[向往]|运[往至抵])$")


@cache
def _common_words() -> frozenset[str]:
    """Short forms that so often are words that only the full form, or a list of divisions, makes them places."""
    return frozenset(word for word, *flag in rows("place_words.tsv") if flag)


class Company:
    """How often divisions are named in the article, and in each section, paragraph and sentence."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._counts: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
        self._headings = [block.start for block in view.blocks if block.kind == "heading"]

    def _scopes(self, offset: int) -> tuple[tuple[tuple[str, int], int], ...]:
        view = self._view
        return (
            (("article", 0), 1),
            (("section", bisect_right(self._headings, offset)), 3),
            (("block", view.block_at(offset).start), 9),
            (("sentence", view.sentence_at(offset).start), 27),
        )

    def add(self, key: str, offset: int) -> None:
        """Note that a division is named at `offset`."""
        named = (key, f"child of {divisions()[key].parent}")
        weight = 3 if self._view.block_at(offset).kind in ("title", "subtitle") else 1
        for scope, _ in self._scopes(offset):
            counts = self._counts[scope]
            for name in named:
                counts[name] = counts.get(name, 0) + weight

    def support(self, key: str, offset: int) -> float:
        """How much the places around `offset` speak for a division: itself, what it lies in, siblings, children."""
        division = divisions()[key]
        above = lineage(key)[1:]
        total = 0.0
        for scope, weight in self._scopes(offset):
            if scope not in self._counts:
                continue
            count = self._counts[scope].get
            near = min(6, 3 * count(key, 0) + count(f"child of {key}", 0))
            for step, parent in enumerate(above):
                near += min(6, count(parent, 0) * (3 if step == 0 else 1))
            if division.level == "district" and division.parent:
                near += min(4, count(f"child of {division.parent}", 0))
            total += weight * near
        return total

    def names(self, key: str) -> bool:
        """Whether the article names this very division elsewhere."""
        return self._counts[("article", 0)].get(key, 0) > 0


def decide(view: View, marks: Sequence[Mark]) -> None:
    """Give each mark its key where the text decides it, and accept those that name a place."""
    _chain(view, marks)
    listed = _with_specialities(view, marks)
    marks = _without_doubtful(view, marks, listed)
    listed |= _lists(view, marks)
    company = Company(view)
    for mark in marks:
        mark.weak = bool(_BODY.match(view.folded, mark.end) or _DATELINE.match(view.folded, mark.end))
        if mark.key is None and len(mark.keys) == 1 and _stands_alone(mark, mark.start in listed):
            mark.key = mark.keys[0]
        if mark.key is not None:
            mark.accepted = True
            company.add(mark.key, mark.start)
        elif mark.sort == "joined":
            mark.accepted = True
    _decide_open(view, marks, company, listed)
    _drop_weak(view, marks)


def _without_doubtful(view: View, marks: Sequence[Mark], listed: set[int]) -> list[Mark]:
    """The marks but for the short forms that the words around make a chance meeting of characters."""
    kept = []
    for mark in marks:
        if mark.key is None and mark.start not in listed and _is_doubtful(mark):
            view.veto("district", mark.start, mark.end, STRADDLED)
        else:
            kept.append(mark)
    return kept


def _decide_open(view: View, marks: Sequence[Mark], company: Company, listed: set[int]) -> None:
    """Decide the marks that are still open by the senses given before, the company and the neighbours."""
    senses: dict[str, dict[str, None]] = defaultdict(dict)
    for mark in marks:
        if mark.chained and mark.key:
            senses[mark.form].setdefault(mark.key)
    last: dict[str, str] = {}
    for index, mark in enumerate(marks):
        if mark.key is not None:
            last[mark.form] = mark.key
        elif not mark.accepted:
            _by_company(view, mark, company, last.get(mark.form), senses.get(mark.form, {}), mark.start in listed)
            if not mark.accepted and mark.sort == "word":
                _by_neighbours(view, marks, index)
            if mark.key is not None:
                company.add(mark.key, mark.start)
            elif not mark.accepted:
                view.veto("district", mark.start, mark.end, UNSUPPORTED)


def _is_doubtful(mark: Mark) -> bool:
    """Whether frequent words across the edges of a short form speak against it: across both, or one for a county."""
    if mark.sort not in ("short", "word") or not mark.straddled:
        return False
    return mark.straddled > 1 or all(divisions()[key].level == "district" for key in mark.keys)


def _stands_alone(mark: Mark, listed: bool) -> bool:
    """Whether a form with one meaning needs no company: full names, provinces, cities and county-level cities."""
    division = divisions()[mark.keys[0]]
    if mark.sort == "full" or (listed and mark.sort != "generic"):
        return True
    return mark.sort == "short" and (
        division.level in ("province", "city") or division.name.endswith("市") or division.code is None
    )


def _chain(view: View, marks: Sequence[Mark]) -> None:
    """Parents glued before a name decide both: 吉林省|吉林市, 西宁市|城东区."""
    for left, right in pairwise(marks):
        if right.start - left.end > 1 or "joined" in (left.sort, right.sort):
            continue
        gap = view.folded[left.end : right.start]
        if not _GLUE.match(gap):
            continue
        lefts = (left.key,) if left.key else left.keys
        pairs = [(above, key) for key in right.keys for above in lineage(key)[1:] if above in lefts]
        if right.sort == "word":  # 甘肃白银, 但 辽宁振兴, 本溪明山发展
            direct = gap != "的" and right.form not in _common_words()
            pairs = [(above, key) for above, key in pairs if direct or (not gap and divisions()[key].level == "city")]
        if not pairs:
            continue
        best = min(pairs, key=lambda pair: (len(lineage(pair[1])), lineage(pair[1]).index(pair[0])))
        right.key, right.chained = best[1], True
        left.key = left.key or best[0]


def _lists(view: View, marks: Sequence[Mark]) -> set[int]:
    """The starts of the marks in lists with a shared ending (福田、南山、宝安等区), narrowed to that kind."""
    found: set[int] = set()
    run: list[Mark] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        run.append(mark)
        if following is not None and _LISTED.match(view.folded, mark.end, following.start):
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


def _with_specialities(view: View, marks: Sequence[Mark]) -> set[int]:
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
        named = len(made["name"]) > 1 and _NAMED_FOR.match(view.folded, made.end("name")) and not _is_doubtful(mark)
        if named and (mark.sort == "short" or _heads_as_name(view, mark)):
            found.add(mark.start)
    return found


def _heads_as_name(view: View, mark: Mark) -> bool:
    """Whether a form that may be a word opens its clause, and is no frequent word."""
    opens = view.clause_at(mark.start).start == mark.start or view.folded[mark.start - 1] in "、,。;:\n"
    return opens and mark.sort == "word" and mark.form not in frequent_pairs() and mark.form not in _common_words()


def _by_company(
    view: View, mark: Mark, company: Company, last: str | None, senses: dict[str, None], listed: bool
) -> None:
    """Decide by the sense given before, else by the places around; a short form needs some support."""
    if _MENTIONED.search(view.folded, max(0, mark.start - 5), mark.start) or _AS_NAME.match(view.folded, mark.end):
        return
    if len(senses) == 1 and mark.sort != "generic":
        mark.key, mark.accepted = next(iter(senses)), True
        return
    ranked = sorted(((company.support(key, mark.start), key) for key in mark.keys), reverse=True)
    clear = ranked[0][0] > 0 and (len(ranked) == 1 or ranked[0][0] > ranked[1][0])
    if len(senses) > 1 and not clear:
        mark.key, mark.accepted = last, last is not None
        return
    if mark.sort == "full":
        mark.key, mark.accepted = (ranked[0][1] if clear else None), True
    elif mark.sort == "generic":
        parent = divisions()[ranked[0][1]].parent or ""
        if clear and len(mark.form) > 2 and company.names(parent):
            mark.key, mark.accepted = ranked[0][1], True
    elif mark.sort == "short":
        _short(mark, clear, ranked)
    elif clear and (
        listed or (mark.form not in _common_words() and _AT.search(view.folded, max(0, mark.start - 3), mark.start))
    ):
        mark.key, mark.accepted = ranked[0][1], True
    elif not is_trade(mark.form):  # 牡丹 in 牡丹区 is the flower
        named = [key for key in mark.keys if company.names(key)]
        cities = [key for key in named if divisions()[key].level == "city"]
        if len(named) == 1 or len(cities) == 1:
            mark.key, mark.accepted = (named if len(named) == 1 else cities)[0], True


def _short(mark: Mark, clear: bool, ranked: Sequence[tuple[float, str]]) -> None:
    """吉林 is the province and 长沙 the city, whatever counties share the name; a county's needs support."""
    levels = {key: divisions()[key].level for key in mark.keys}
    best, top = ranked[0], {key: score for score, key in ranked}
    foreign = levels[best[1]] == "city" and divisions()[best[1]].parent not in mark.keys
    if clear and foreign and any(best[0] > 4 * top[key] for key in mark.keys if levels[key] == "province"):
        mark.key, mark.accepted = best[1], True  # 海南 in an article about 青海
        return
    for level in ("province", "city"):
        larger = [key for key in mark.keys if levels[key] == level]
        if len(larger) == 1:
            mark.key, mark.accepted = larger[0], True
            return
    if clear:
        mark.key, mark.accepted = ranked[0][1], True


def _by_neighbours(view: View, marks: Sequence[Mark], index: int) -> None:
    """A word is a place between places of its kind in a list: 丽水、衢州、金华."""
    mark = marks[index]
    for other in (index - 1, index + 1):
        if not 0 <= other < len(marks):
            continue
        neighbour = marks[other]
        low, high = min(mark.end, neighbour.end), max(mark.start, neighbour.start)
        if neighbour.key is None or not neighbour.accepted or not _LISTED.match(view.folded, low, high):
            continue
        beside = divisions()[neighbour.key]
        alike = [
            key
            for key in mark.keys
            if divisions()[key].level == beside.level
            and (beside.level != "district" or divisions()[key].parent == beside.parent)
        ]
        if len(alike) == 1:
            mark.key, mark.accepted = alike[0], True
            return


def _drop_weak(view: View, marks: Sequence[Mark]) -> None:
    """A place named only in the names of public bodies or in the dateline is not what the text is about."""
    for mark, following in reversed(list(pairwise(marks))):  # 天津、河北商会
        glued = mark.end == following.start and not following.chained  # 宁波舟山港
        if following.weak and following.accepted and (glued or _LISTED.match(view.folded, mark.end, following.start)):
            mark.weak = True
    strong = {mark.key for mark in marks if mark.accepted and not mark.weak}
    for mark in marks:
        if mark.accepted and mark.weak and mark.key not in strong:
            mark.accepted = False
            view.veto("district", mark.start, mark.end, PUBLIC_BODY)
