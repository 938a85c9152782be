"""Which division a form stands for: parents in the phrase, lists, one sense per section, and the places around it.

A form that several divisions share (朝阳区, 鼓楼区) is decided by what the text says, in this order: the parent glued
before it; the sense it was last given with a parent; the divisions named in its sentence, its paragraph, its section,
the article. Where nothing decides, it stays without a code and is never guessed. (One sense per discourse: Gale,
Church and Yarowsky, 1992.) Short forms need support, those that are ordinary words strong support.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from ..rules import veto
from ..view import View
from .gazetteer import divisions, lineage
from .industry_words import is_trade
from .place_company import Company
from .place_lists import LISTED, lists_with_ending, with_specialities
from .spotting import Mark
from .word_forms import common_words, heads_as_name, is_doubtful, stands_alone

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
# What may stand between a parent and what lies in it: 甲市的乙区.
_GLUE = re.compile(r"[·/]?$|的$")
# What makes a place part of the name of a public body: 甲市|税务局.
_BODY = re.compile(
    r"[省市区县州旗]?(?:(?:人民)?政府(?!工作报告|(?:办公[室厅])?(?:关于|印发))|委(?![托员派任屈婉])|人大|政协|纪委|(?:(?!的)[一-鿿]){0,8}(?:厅(?!堂)|(?<![布格时终结全大僵困破开])局(?![面势部]|(?:最新)?(?:数[据字]|显示))|委员会|办公室|(?<![区园城])管委会|法院|检察院|海关|税务|发射中心|控制中心|[商协学]会(?!了)|同学会|联合会|总会|基金会|论坛|联盟|代表团|[一-鿿]会(?=[、等]|会员|代表|主席|会长|秘书)))|港(?![区口城资股务元币独人府商式珠澳台湾])|(?:国际)?机场"
)
# What stands behind the place of a dateline: 甲市|5月8日电.
_DATELINE = re.compile(r"\s*(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*(?:电|讯|消息)|讯\(|消息[:(]")
# Before and behind a word that is only spoken of as a word: 叫“甲”, 以甲|为名.
_MENTIONED = re.compile(r"(?:叫|叫做|名为|名叫|称为|[两三四五几\d]个)[“\"「『]?$")
_AS_NAME = re.compile(r"[”\"」』]?(?:为名|之名|同名|一词|二字|这个名)")
# A preposition of place right before makes a place of a word, unless the word itself often stands there.
_AT = re.compile(r"(?:从|位于|地处|来自|落户|落地|赴|前往|走进|来到|驶[向往]|运[往至抵])$")
# What goes on behind a place that a sentence begins with, not behind a word of a longer name: 安吉|把文章做在竹子上.
_GOES_ON = re.compile("[的把将在是有也则正已从以对向还就都更依围立聚瞄突坚抢拥现共,]")
_OFTEN = 3
"""How often a section names the place that its heading is labelled with."""


def decide(view: View, marks: Sequence[Mark]) -> None:
    """Give each mark its key where the text decides it, and accept those that name a place."""
    _chain(view, marks)
    listed = with_specialities(view, marks)
    marks = _without_doubtful(view, marks, listed)
    listed |= lists_with_ending(view, marks)
    listed |= _headed(view, marks)
    company = Company(view)
    for mark in marks:
        mark.weak = bool(_BODY.match(view.folded, mark.end) or _DATELINE.match(view.folded, mark.end))
        if mark.key is None and len(mark.keys) == 1 and stands_alone(mark, mark.start in listed):
            mark.key = mark.keys[0]
        if mark.key is not None:
            mark.accepted = True
            company.add(mark.key, mark.start)
        elif mark.sort == "joined":
            mark.accepted = True
    _decide_open(view, marks, company, listed)
    _drop_weak(view, marks)


def _headed(view: View, marks: Sequence[Mark]) -> set[int]:
    """Where forms stand, named again and again, that are the label of a heading, as of a section's place: 昌邑:织染."""
    times = Counter(mark.form for mark in marks)
    labels = {
        mark.form
        for mark in marks
        if mark.key is None
        and times[mark.form] >= _OFTEN
        and mark.form not in common_words()
        and view.folded.startswith((":", "|", "——"), mark.end)
        and view.block_at(mark.start).kind == "heading"
        and view.block_at(mark.start).start == mark.start
    }
    return {mark.start for mark in marks if mark.form in labels}


def _without_doubtful(view: View, marks: Sequence[Mark], listed: set[int]) -> list[Mark]:
    """The marks but for the short forms that the words around make a chance meeting of characters."""
    kept = []
    for mark in marks:
        if mark.key is None and mark.start not in listed and is_doubtful(mark):
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
            direct = gap != "的" and right.form not in common_words()
            pairs = [(above, key) for above, key in pairs if direct or (not gap and divisions()[key].level == "city")]
        if not pairs:
            continue
        best = min(pairs, key=lambda pair: (len(lineage(pair[1])), lineage(pair[1]).index(pair[0])))
        right.key, right.chained = best[1], True
        left.key = left.key or best[0]


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
        listed
        or (mark.form not in common_words() and _AT.search(view.folded, max(0, mark.start - 3), mark.start))
        or _heads_sentence(view, mark, ranked[0][1], company)
    ):
        mark.key, mark.accepted = ranked[0][1], True
    elif not is_trade(mark.form):  # 牡丹 in 牡丹区 is the flower
        named = [key for key in mark.keys if company.names(key)]
        cities = [key for key in named if divisions()[key].level == "city"]
        if len(named) == 1 or len(cities) == 1:
            mark.key, mark.accepted = (named if len(named) == 1 else cities)[0], True


def _heads_sentence(view: View, mark: Mark, key: str, company: Company) -> bool:
    """Whether a county's name opens a sentence of an article that names the city around it: 安吉把文章做在竹子上.

    Districts of cities are hardly ever called by a word without 区.
    """
    division = divisions()[key]
    return (
        view.sentence_at(mark.start).start == mark.start
        and _GOES_ON.match(view.folded, mark.end) is not None
        and heads_as_name(view, mark)
        and division.name.endswith(("县", "市", "旗"))
        and company.names(division.parent or "")
        and not is_trade(mark.form)
    )


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
        if neighbour.key is None or not neighbour.accepted or not LISTED.match(view.folded, low, high):
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
        if following.weak and following.accepted and (glued or LISTED.match(view.folded, mark.end, following.start)):
            mark.weak = True
    strong = {mark.key for mark in marks if mark.accepted and not mark.weak}
    for mark in marks:
        if mark.accepted and mark.weak and mark.key not in strong:
            mark.accepted = False
            view.veto("district", mark.start, mark.end, PUBLIC_BODY)
