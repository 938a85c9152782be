"""The project that a heading or a label names, for the figures below it: 乙材料二期项目⏎总投资12亿元,占地85亩."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..view import Block, View
from .quantities import Quantity
from .readings import Reading

_ORDER = r"[一二三四五六七八九十\d]{1,3}"
_MARK = rf"[^\w“”\"「『《(]*[①-⑳]?(?:{_ORDER}[、.)]\s*|\({_ORDER}\)\s*)?(?:项目{_ORDER}[:、]\s*)?"
_THING = r"(?:项目|工程|基地|生产线|产线|工厂|产业园|科技园|母基金|基金)(?:[一二三四]期)?"
_HEADING = re.compile(rf"{_MARK}(?P<name>[^,。;:!?、\s]{{3,40}}{_THING})\s*$")
_LABEL = re.compile(
    rf"{_MARK}(?:(?:投资|建设|签约|合作)?(?:项目|标的|工程)(?:的)?名称|名称)\s?[::]\s?(?P<name>[^,。;:!?\n]{{3,40}}?{_THING})\s*[。;]?\s*$"
)
# ①稀土电机产业园。选址:…; 某某扩产项目:总投资10亿元: the paragraph begins with the name of what it tells of
_LEAD = re.compile(
    rf"{_MARK}(?P<name>[^,。;:!?、\s]{{3,40}}?(?:{_THING}|产业集群|集群|产业链|中试线|中心|电站|码头|枢纽|专线))"
    r"(?:\([^()\n]{1,16}\))?[。::](?=.)"
)
# (3)某厂技改。总投资…: an item on a project begins with its name, whatever that ends with
_ITEM = re.compile(
    rf"[^\w“”\"「『《(\s]*(?:[●■◆▲▶★①-⑳]|\({_ORDER}\)|{_ORDER}[、.])\s*(?P<name>[^,。;:!?、\s\d]{{3,24}})(?:\([^()\n]{{1,16}}\))?。(?=(?:预计|计划)?总?投资|选址|建设地点|建设内容|占地|用地)"
)
# 重点项目, 三、合作项目: a heading of many, and the name of none.
_GENERAL = re.compile(
    r"(?:(?:重大|重点|在建|续建|新建|签约|拟建|储备|产业|招商|合作|投资|建设|工业|农业|民生|部分|主要|推进|一批|各|这些|哪些|更多|其他|加快|推动|实施|推介|典型|[一二三四五六七八九十百\d]+[个大项])|[的了吗])+"
)
# 甲市计划开工160项重大项目 tells something, and names nothing.
_TELLS = re.compile(
    r"\d+[个项批]|[一二两三四五六七八九十百]+[批个项]|是|成为|位于|地处|属于|拥有|计划|开工|设立|启动|公布|发布|新增|签约|落户|投产|竣工"
    r"|[了则着把将]|壮大|做[强优大]|打造|加快|推动|培育|聚焦|押注|坚[持定]|持续|[全着大]力|深化|提升|优化|突出|强化|建成"
)
# What a paragraph on an industry tells of all of it: 某某产业集群。2023年产值15亿元,新增企业3家
_INDUSTRY = re.compile(r"(?:产业|集群|产业链)$")
_ITS_RESULT = re.compile(
    r"产值|营收|营业收入|主营业务收入|销售收入|利润|规模|增加值|税收|配套率|出口交货值|产量|份额|从业人员|就业|^企业$|规上企业|配套企业"
)
_ABOUT = re.compile(r"项目|工程|标的|建设内容|投资")


class Headed:
    """Names the project of the section that a figure stands in."""

    def __init__(self, view: View) -> None:
        self._view, self._text = view, view.folded
        self._starts: list[int] = []
        self._names: list[str | None] = []
        label: str | None = None
        for block in view.blocks:
            if block.kind == "heading":
                named = self._name(_HEADING, block)
                # A section on the project: 二、项目基本情况
                about = label if _ABOUT.search(self._text, block.start, block.end) else None
                self._add(block.start, named or about)
            elif block.kind in ("paragraph", "item") and (
                named := self._name(_LEAD, block) or self._name(_ITEM, block)
            ):
                around = self._names[-1] if self._names else None
                self._add(block.start, named)
                self._add(block.end, around)
            elif block.end - block.start < 80 and (named := self._name(_LABEL, block)) is not None:
                label = named if label in (None, named) else None
                self._add(block.start, named)

    def of(self, quantity: Quantity, reading: Reading) -> str | None:
        """The project of the section around a figure that counts no projects; None where its heading names none."""
        index = bisect_right(self._starts, quantity.start) - 1
        name = self._names[index] if index >= 0 else None
        if name is None or (reading.metric is not None and reading.metric.endswith("项目")):
            return None
        if _INDUSTRY.search(name) and _ITS_RESULT.search(reading.metric or "") is None:
            return None
        return name

    def _add(self, start: int, name: str | None) -> None:
        self._starts.append(start)
        self._names.append(name)

    def _name(self, pattern: re.Pattern[str], block: Block) -> str | None:
        """The name in a heading or label, as written."""
        found = pattern.match(self._text, block.start, block.end)
        if found is None:
            return None
        start, end = found.span("name")
        bare = re.sub(rf"{_THING}$", "", self._text[start:end])
        return None if _GENERAL.fullmatch(bare) or _TELLS.search(bare) else self._view.text[start:end].replace("\n", "")
