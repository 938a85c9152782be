"""Whose projects and plants are: the name at the head of a project's name, and the columns of firms in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..bullets import BULLET
from ..rules import rule
from ..view import View
from .firm_chains import members
from .firm_contexts import SEGMENT_MARKS
from .firm_edges import from_name, left_trimmed
from .firm_items import judge
from .firm_lexicon import endings, vocabulary
from .firm_lists import Listed
from .firm_tokens import Token, Tokens
from .zone_forms import COMMITTEE

OWNER = rule(
    "firm.owner",
    "The name at the head of a project, plant or base is its owner's.",
    reads=("⟦科瑞恩⟧杭州生产基地总投资12亿元", "⟦科瑞恩⟧前驱体项目开工"),
    leaves=("缝纫机产业园总投资12亿元", "杭州湾家具基地开工"),
)

_FIRM_COLUMN = re.compile(
    r"(?:企业|公司|厂商|投资方|业主)(?:名称|简称)?$|(?:投资|承建|施工|实施|申报|业主|建设)(?:单位|主体)$|单位名称$|^客户$|^股东"
)
# What a column of firms holds besides firms: 市水利局, 甲镇, 待定
_OFFICIAL = re.compile(
    r"(?:[局委办厅处]|政府|委员会|管委会|指挥部|中心|[省市区县镇乡村]|街道|社区)$|^(?:待定|暂无|合计|小计|其他|无)$|\d|[,;:、—-]"
)
_PROJECT_COLUMN = re.compile(r"项目(?:名称)?$|工程名称$")
_FINANCE = re.compile(
    r"[^。!?;\n]{0,24}?(?:[\d.]+亿|[\d.]+万元|投资|开工|投产|竣工|动工|奠基|投用|达产|下线|落地|满产|达产|量产|试车|试产|投运|投料|签约|占地|[月年]?产[能量]|[月年]产)"
)
# Characters of policy talk (延链补链, 引江济淮, 提质增效), of which slogans are made and names hardly ever.
_DEEDS = re.compile("[引补强延建增扩转提降减控治保稳促推抓做办改续旧两跨济]")
_PLANT = r"(?:项目|基地|工厂|总部|产业园|科技园|产业城|科创园|研发中心|产线|生产线|扩建|二期|一期|三期)"
_PROJECT = re.compile(_PLANT)
_PARKS = frozenset(["产业园", "科技园", "产业城", "科创园"])
# How much a project is to make: 60万吨纯碱项目.
_SIZED = re.compile(r"[一-鿿](?:\d[\d.]*[万亿]?(?:吨|台|套|辆|片|件|千瓦|升|立方米|平方米|[GMK]W))")
_COMMITTEE = re.compile(f"[一-鿿]{{0,3}}{COMMITTEE}")
_DESCRIBES = re.compile("[大小高低超特全多双单新]")  # 大口径, 超薄: how a thing is, at the head of its name


# 某某化工烧碱扩建|6亿元,…: the sum is all that is said of a project
_CLAUSE = re.compile(
    r"(?<=[,。;:])(?P<name>(?:(?!产值|收入|增加值|规模|投资|利润|营收|总额|[达约超近至])[^,。;:、()\d\n]){5,20})\(?\d[\d.]*亿元\)?(?=[,。;])"
)
_ITEM = re.compile(
    rf"^[ \t]*{BULLET}[ \t]*"
    r"(?P<name>[^,。;:()\d\n]{4,24})[,(]?(?:总?投资)?\d[\d.]*(?:亿|万)元",
    re.MULTILINE,
)


def read(view: View, tokens: Tokens) -> Iterator[Listed]:
    """The owners of projects, in running text and in tables."""
    yield from _owners(view, tokens)
    yield from _items(view, tokens)
    yield from _cells(view, tokens)


def _owners(view: View, tokens: Tokens) -> Iterator[Listed]:
    """The owners of projects and plants, at the beginning of a list member or clause."""
    folded = view.folded
    done = -1
    for match in _PROJECT.finditer(folded):
        if match.start() < done:
            continue
        begin = max(view.block_at(match.start()).start, match.start() - 30)
        edge = begin
        for mark in SEGMENT_MARKS.finditer(folded, begin, match.start()):
            edge = mark.end()
        done = match.end()
        sized = _SIZED.search(folded, edge, match.start())
        if (
            match.start() - edge < 2
            or _COMMITTEE.match(folded, match.end())
            or not (sized or _FINANCE.match(folded, match.end()))
        ):
            continue
        words = tokens.split(edge, sized.start() + 1 if sized else match.start())
        if not sized and match.group() in _PARKS and words[-1].kind == "ending":
            words = words[: len(words) - (endings()[words[-1].text][1] == "soft")]  # 某某|健康产业园
        head = _head(words)
        if head is not None:
            yield head


def _items(view: View, tokens: Tokens) -> Iterator[Listed]:
    """The owners of the projects of a list that gives each its sum, a line (——某某储能产线,9亿元) or a clause."""
    items = [item.span("name") for item in _ITEM.finditer(view.folded)]
    for block in view.blocks:
        if view.folded.find("项目", block.start, block.end) >= 0:
            clauses = [found.span("name") for found in _CLAUSE.finditer(view.folded, block.start, block.end)]
            items += clauses if len(clauses) > 1 else []
    for start, end in items:
        head = _head(tokens.split(start, end))
        if head is not None and head.start == start and head.end < end:
            yield head


def _cells(view: View, tokens: Tokens) -> Iterator[Listed]:
    """The firms in the cells of tables whose header says that a column holds firms or projects."""
    for block in view.blocks:
        if len(block.rows) < 2:
            continue
        titles = [view.folded[cell.start : cell.end] for cell in block.rows[0]]
        for row in block.rows[1:]:
            for title, cell in zip(titles, row, strict=False):
                words = tokens.split(cell.start, cell.end)
                if _FIRM_COLUMN.search(title):
                    yield from _of_column(view, words)
                elif _PROJECT_COLUMN.search(title) and (head := _head(words)) is not None:
                    yield head


def _of_column(view: View, words: list[Token]) -> Iterator[Listed]:
    """The firms that the cell of a column of firms lists; a name that nothing else tells is the whole cell."""
    named = [judged for judged in members(words) if judged.grade >= 0]
    yield from (Listed(judged.start, judged.end, judged.kind, judged.grade) for judged in named)
    if named or not words:
        return
    start, end = words[0].start, words[-1].end
    if 3 <= end - start <= 12 and not _OFFICIAL.search(view.folded, start, end):
        yield Listed(start, end, "company", 0.8)


def _head_size(name: list[Token]) -> int:
    """How many words open the name of a project that may be its owner's: up to what has ended that, or is a term."""
    size, terms = 0, vocabulary()
    while size < len(name) and name[size].kind in ("char", "firm", "known", "ending", "latin", "function"):
        before = name[size - 1].kind if size else ""
        ended = (before in ("firm", "ending") and name[size].kind not in ("ending", "firm", "known")) or (
            name[size].kind == "ending" and terms.get(name[size].text) == "term"
        )
        if ended or name[size].joins:
            break
        size += 1
    return size


def _head(words: list[Token]) -> Listed | None:
    """The name at the head of a project's name, up to the place or the goods after it."""
    name, _ = left_trimmed(words)
    joint = max((at for at, token in enumerate(name) if token.joins), default=-1)
    name = name[joint + 1 :]
    size = _head_size(name)
    if size + 1 < len(name) and [word.kind for word in name[:3]] == ["place", "ending", "place"]:
        return Listed(name[0].start, name[1].end, "company", 0.8)
    if not size and len(name) > 2 and name[0].kind == "place":
        rest = _head(name[1:])
        return None if rest is None else Listed(name[0].start, rest.end, rest.kind, rest.grade)
    if not size:
        return None
    judged = judge(from_name(name[:size]))
    text_size = judged.end - judged.start
    if judged.grade < 1 and _DEEDS.search("".join(token.text for token in name[:size])):
        return None
    if judged.grade < 0.9 and _DESCRIBES.match(name[0].text):
        return None
    if name[0].kind == "known" and size == 1 and text_size > 3:
        return Listed(name[0].start, name[0].end, "company", 0.8)
    sure = judged.grade >= 0.7 and (3 <= text_size <= 8 or name[0].kind == "firm")
    if sure and judged.kind == "company":
        return Listed(judged.start, judged.end, "company", judged.grade)
    return None
