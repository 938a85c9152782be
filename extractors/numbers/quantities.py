"""Quantities: numeral, unit, bound, sign, kind, and whether it is reached or planned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..records import Kind, Unclaimed
from ..view import Span, View
from . import bounds, kinds, predicates, slight, tables
from .grants import Grants
from .item import Item
from .items import WORD_CODES, items
from .predicates import Predicate
from .quantity import BARE, RULE_OF, Numbers, Quantity, kind_of_unit
from .targets import Targets
from .units import NO_UNIT, YUAN, Unit

__all__ = ["Numbers", "Quantity", "read"]


def read(view: View, names: Sequence[Span]) -> Numbers:
    """Every numeral of the article. `names` are spans of firms and places, in which a numeral is part of a name."""
    numbers = Numbers()
    found = items(view.folded, _words(view), _masked(len(view.text), names))
    if not found:
        return numbers
    cells = tables.cells(view)
    reader = _Reader(view)
    for item in found:
        cell = tables.cell_of(cells, item)
        if cell is not None and cell.unit is not None:
            numbers.quantities.append(reader.cell(item, cell, cell.unit))
            continue
        if cell is not None and item.other is None and item.unit is NO_UNIT:
            item.other = "cell"
        quantity = None if item.other else reader.quantity(item)
        if quantity is not None:
            numbers.quantities.append(quantity)
        elif item.other is not None:
            numbers.others.append((Span(item.start, item.end), item.other))
            view.veto("figure", item.start, item.end, item.other)
        else:
            numbers.unclaimed.append(Unclaimed(item.start, item.end, view.text[item.start : item.end]))
    _said_once(view, numbers)
    return numbers


# 01 | 26.3万吨: a number that stands alone on its line, as the heading of what is told of it
_CARD = re.compile(r"[\s\d|/·▲■◆●★☆.、:-]*")
_HEADLINES = frozenset(("title", "subtitle", "heading"))


def _said_once(view: View, numbers: Numbers) -> None:
    """Leave out what a headline says and the text below it says again: the same value in the same unit."""
    said = [(_is_headline(view, q), (q.value, q.value_high, q.unit)) for q in numbers.quantities]
    below: set[tuple[float, float | None, str]] = set()
    repeated: list[int] = []
    for index in range(len(said) - 1, -1, -1):
        headline, what = said[index]
        if not headline:
            below.add(what)
        elif what in below:
            repeated.append(index)
    for index in repeated:
        quantity = numbers.quantities.pop(index)
        numbers.others.append((Span(quantity.start, quantity.end), "headline"))
        view.veto("figure", quantity.start, quantity.end, "headline")


def _is_headline(view: View, quantity: Quantity) -> bool:
    """Whether a number stands in a headline, or alone on its line."""
    block = view.block_at(quantity.start)
    if block.kind in _HEADLINES:
        return True
    alone = block.end - block.start < 24 and block.kind == "paragraph"
    return (
        alone
        and _CARD.fullmatch(view.folded, block.start, quantity.start) is not None
        and not view.folded[quantity.end : block.end].strip()
    )


def _words(view: View) -> bytearray:
    """Each character of a word that holds a numeral, with the class of the word."""
    mask = bytearray(len(view.folded) + 1)
    for anchor in view.anchors("numeral_word"):
        mask[anchor.start : anchor.end] = bytes([WORD_CODES[anchor.payload[0]]]) * (anchor.end - anchor.start)
    return mask


def _masked(length: int, names: Sequence[Span]) -> bytearray:
    mask = bytearray(length + 1)
    for start, end in names:
        mask[start:end] = b"\1" * (end - start)
    return mask


_MONEY_SENSE = re.compile(
    r"投资|资金|融资|募资|产值|收入|营收|利润|利税|税收|纳税|缴税|销售额|交易额|成交额|总额|金额|额度|贷款|存款|余额|市值|估值|资产|GDP|生产总值|增加值|规模|支出|经费|财政|贸易额|"
    r"进出口|外贸|消费|零售|债券|授信|保费|补贴|奖励|奖金|捐款|工资|薪|成本|费用|价格|售价|房价|总价|[多少]赚|赚了|挣了|卖到|花了|[卖省]了(?=[^,。]{0,4}$)"
)
_CELL_OF_CHANGE = re.compile(r"[增±降]")
_ENDS = frozenset(("", *",;。、)(\n以左的和及"))
_COUNTED = re.compile(
    r"(?:注册|在校|常住|受灾)?(?:用户|员工|职工|居民|村民|群众|民众|学生|师生|观众|客户|商户|农户|家庭|学员|会员|企业|项目|门店|网点|展商|客商)"
)
"""What is counted without a classifier, behind a bound word: 超3700用户."""
# What between two numbers says that the second is no money, or of another sentence
_OTHER_THAN_MONEY = re.compile(r"[。!?\n]|[人户量次数客台辆吨粉丝]|播放|点击|曝光|面积|企业")
_NET = re.compile(r"净(?P<way>[增减])[加少]?[^,;。:、\d一二两三四五六七八九十百]{0,16}$")
_MORE_THAN_BEFORE = re.compile(
    r"(?:较|比)(?:[上去前]年|年初|[上去]年[底末]|年底|月初|上月末?|期初|同期)[^,;。:\d]{0,6}新增(?:了)?$"
)
_CUT = re.compile(r"(?:裁减|压减|精减|裁撤|核减|削减)[^,;。:、\d到至为]{1,10}$")
_RATIO_NOUN = re.compile(r"比(?:值)?(?:约)?(?:[由从]\d+\.\d+)?$")
_RATIO = Unit("倍", "none", 1.0)
"""The unit of a ratio of two amounts: 收入比为1.58."""
_GAP = re.compile(r"\s?(?:、|,|和|及|以及|与|或|至|到|;)?\s?")
_LINK = re.compile(r"(?:、|和|及|以及|与)[^,;。:、\d]{0,14}")


class _Reader:
    """Reads the items of one article in order; remembers the last quantity, which a list continues."""

    def __init__(self, view: View) -> None:
        self._view, self._folded = view, view.folded
        self._targets, self._grants = Targets(view), Grants(view)
        self._last: Quantity | None = None
        self._groups = 0
        self._spread = 0
        """The group, counted from 1, whose bound serves all its members."""

    def _clause(self, offset: int) -> int:
        return max(self._view.clause_at(offset).start, offset - predicates.WINDOW)

    def cell(self, item: Item, cell: tables.Cell, unit: Unit) -> Quantity:
        """A bare numeral in a table, in the unit of its header."""
        value, high = item.value * unit.factor, None if item.high is None else item.high * unit.factor
        kind = kind_of_unit(unit)
        if unit.kind == "percent" and (kinds.RATE_NOUN.search(cell.header) or _CELL_OF_CHANGE.search(cell.header)):
            kind = "change"
        start, end = item.start, item.end
        return Quantity(start, end, start, end, _rounded(value), high, unit.name, "=", kind, False, RULE_OF[kind])

    def quantity(self, item: Item) -> Quantity | None:
        """The quantity of an item; None, with `item.other` set where it is known to be something else."""
        clause = self._clause(item.start)
        if item.unit is NO_UNIT:
            return self._bare(item, clause)
        item.other = slight.name_of(self._folded, item, clause)
        if item.other:
            return None
        predicate = predicates.read(self._folded, item.start, clause, item.unit.kind)
        return self._made(item, item.unit, predicate, clause, kind_of_unit(item.unit))

    def _bare(self, item: Item, clause: int) -> Quantity | None:
        """A numeral without a unit: money where the sense is money, a count behind a bound word."""
        numeral = item.numeral
        predicate = predicates.read(self._folded, item.start, clause, "none")
        large = numeral.scale >= 10**4 and not numeral.bare
        said = predicate.bound is not None or predicate.level or predicate.sign != 0 or predicate.origin
        if (numeral.bare and not (numeral.scale >= 10**9 and predicate.bound)) or (
            numeral.form == "chinese" and not large and not numeral.bare and numeral.value < 100
        ):
            item.other = "word"
            return None
        decimal = numeral.form == "arabic" and numeral.value != int(numeral.value)
        counted = predicate.bound is not None and item.value >= 100 and _COUNTED.match(self._folded, item.end)
        if not (large or numeral.bare or counted or (said and decimal)) or self._folded.startswith("+", item.end):
            return None
        money = numeral.scale >= 10**4 and _MONEY_SENSE.search(self._folded, max(clause, item.start - 20), item.start)
        unit = YUAN if money or numeral.bare or (large and self._is_more_money(item)) else NO_UNIT
        if unit is NO_UNIT and decimal and _RATIO_NOUN.search(self._folded, clause, predicate.head):
            return self._made(item, _RATIO, predicate, clause, "measure")
        return self._made(item, unit, predicate, clause, "amount" if unit is YUAN else "count")

    def _is_more_money(self, item: Item) -> bool:
        """Whether a number without a unit is money as the one before it is: 去年产值21亿元,今年目标30亿."""
        last = self._last
        if (
            last is None
            or last.unit != "元"
            or item.start - last.tail > 24
            or self._folded[item.end : item.end + 1] not in _ENDS
        ):
            return False
        return _OTHER_THAN_MONEY.search(self._folded, last.tail, item.start) is None

    def _made(self, item: Item, unit: Unit, predicate: Predicate, clause: int, kind: Kind) -> Quantity:
        """The quantity of an item with what stands around it."""
        tail, after = bounds.behind(self._folded, item)
        link = self._linked(item, predicate, unit)
        kind, sign = self._kind(item, unit, predicate, clause, kind, link)
        value, high = item.value, item.high
        # 降幅收窄至3%, but 差距缩小到3个百分点
        by = unit.kind == "percent" or not (predicate.level or predicate.origin)
        if kind == "change" and sign < 0 and by and not item.negative:
            value, high = (-value, None) if high is None else (-high, -value)
        granted = self._grants.is_grant(item.start, tail)
        quantity = Quantity(
            item.start,
            item.end,
            predicate.head,
            tail,
            _rounded(value),
            None if high is None else _rounded(high),
            unit.name,
            bounds.of(self._folded, item, predicate, after, clause),
            kind,
            not (predicate.origin or granted) and self._targets.planned(item.start, tail),
            RULE_OF[kind] if unit is not NO_UNIT else BARE,
            Span(*predicate.base) if predicate.base else None,
            predicate.origin,
            predicate.comparative,
            granted=granted,
        )
        if link is not None:
            self._continue(quantity, link, item, predicate)
        self._last = quantity
        return quantity

    def _kind(
        self, item: Item, unit: Unit, predicate: Predicate, clause: int, kind: Kind, link: Quantity | None
    ) -> tuple[Kind, int]:
        """The kind of a quantity, and the sign of a change."""
        if unit.kind in ("percent", "point", "times"):
            return kinds.relative(self._folded, item, unit, predicate, clause, self._last, link is not None)
        if kind == "count" and (net := _NET.search(self._folded, max(clause, item.start - 24), item.start)):
            return "change", 1 if net["way"] == "增" else -1
        if kind == "count" and _CUT.search(self._folded, max(clause, item.start - 24), predicate.head):
            return "change", -1  # 裁减临时工约1100人
        ends = kind == "count" and self._folded[item.end : item.end + 1] in _ENDS
        if (kind == "amount" or ends) and _MORE_THAN_BEFORE.search(
            self._folded, max(clause, item.start - 24), predicate.head
        ):
            return "change", 1  # 较年初新增1712亿元
        if predicate.sign and not predicate.level and not predicate.rate:
            # 增加5000个学位 counts what is new; 增加5000个 is by how much something grew.
            new = predicate.sign > 0 and kind == "count" and self._folded[item.end : item.end + 1] not in _ENDS
            return (kind, 1) if new else ("change", predicate.sign)
        continued = link and link.kind == "change" and link.unit == unit.name and not predicate.level
        if link and continued and self._folded[link.tail] != ",":
            return "change", -1 if link.value < 0 else 1
        return kind, 1

    def _linked(self, item: Item, predicate: Predicate, unit: Unit) -> Quantity | None:
        """The last quantity, if this number continues its list without a predicate of its own."""
        last = self._last
        if last is None or item.start - last.tail > 18 or predicate.sign or predicate.share:
            return None
        if predicate.level and last.tail == predicate.head and not last.origin:
            return None  # 减少2.3个百分点至18.6%
        gap = self._folded[last.tail : predicate.head]
        if gap == "," and predicate.head < item.start:
            return None  # 上涨两成,仅一成…: a clause with words of its own
        if kinds.RATE_NOUN.search(gap) or kinds.SHARE_NOUN.search(gap):
            return None
        return last if _GAP.fullmatch(gap) or (last.unit == unit.name and _LINK.fullmatch(gap)) else None

    def _continue(self, quantity: Quantity, last: Quantity, item: Item, predicate: Predicate) -> None:
        """What a member of a list has from the one before: its group and, where one word serves all, its bound."""
        if last.unit != quantity.unit:
            return
        if last.group is None:
            self._groups += 1
            last.group = self._groups
        quantity.group = last.group
        own = predicate.bound or item.more or quantity.tail > quantity.end or quantity.bound != "="
        spread = last.bound == "~" or "分别" in self._folded[max(0, last.head - 4) : last.start]
        near = last.head < last.start and last.tail == last.end and self._folded[last.tail] != ","
        if ((spread and near) or self._spread == last.group) and not own:
            quantity.bound = last.bound
            self._spread = last.group


def _rounded(value: float) -> float:
    """The value without the dust of binary arithmetic."""
    return value if value.is_integer() and abs(value) < 1e12 else float(f"{value:.12g}")
