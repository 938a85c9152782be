"""Quantities: numeral, unit, bound, sign, kind, and whether it is reached or planned."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..records import Bound, Kind, Unclaimed
from ..rules import rule
from ..view import Span, View
from . import predicates, tables
from .items import WORD_CODES, Item, items
from .predicates import Predicate
from .targets import Targets
from .units import NO_UNIT, YUAN, Unit


@dataclass(slots=True)
class Quantity:
    """A quantity as written: `text[start:end]` is the numeral with its unit, without bound words in front or behind.

    `head` is where its predicate begins (the 同 of 同比增长3.3%, the 超 of 超200家), `tail` where it ends (behind
    以上): what stands outside `head`…`tail` says what was measured. `value` is in the base unit, negative for a fall.
    `base` spans the whole that a share or comparison refers to (the 全国 of 占全国的四分之一), `origin` is set for the
    level before a change (由9.4%…), `comparative` for a distance from something else (高于全国2.6个百分点), and members
    of one list (分别为5.6%、40.9%和53.5%) have one `group`.
    """

    start: int
    end: int
    head: int
    tail: int
    value: float
    value_high: float | None
    unit: str
    bound: Bound
    kind: Kind
    is_target: bool
    rule: str
    base: Span | None = None
    origin: bool = False
    comparative: bool = False
    group: int | None = None


@dataclass(slots=True)
class Numbers:
    """What became of every numeral of an article: read as a quantity, named as something else, or left over."""

    quantities: list[Quantity] = field(default_factory=list)
    others: list[tuple[Span, str]] = field(default_factory=list)
    """Numerals that are no quantity, with the rule that says what they are (date, ordinal, code, name …)."""
    unclaimed: list[Unclaimed] = field(default_factory=list)


AMOUNT = rule(
    "figure.amount",
    "A numeral with a unit of money is an amount.",
    ("产值达⟦1768.4亿元⟧", "总投资超⟦81.7亿美元⟧", "补贴最高可达⟦1000万元⟧", "总投资⟦1.5万亿⟧"),
    ("打造千亿元级产业集群", "三元锂电池"),
)
COUNT = rule(
    "figure.count",
    "A numeral with a classifier counts something.",
    ("企业⟦4000多家⟧", "签约项目⟦64个⟧", "带动⟦三千二百余人⟧就业", "培育⟦3到5家⟧企业"),
    ("第24届博览会", "四川省", "建设5G基站", "统一个体标准"),
)
PERCENT = rule(
    "figure.share",
    "A percentage, a fraction or tenths are a share unless the words before say that something changed.",
    ("空置率为⟦4.8%⟧", "产量约占全国的⟦四分之一⟧", "入驻率超⟦九成⟧", "毛利率⟦3%—5%⟧"),
    ("百分制考核",),
)
CHANGE = rule(
    "figure.change",
    "A number behind a word of growth or decline is a change; a fall is negative.",
    (
        "同比下降⟦2.1%⟧",
        "产值增长⟦逾八成⟧".replace("⟦逾", "逾⟦"),
        "占比提高⟦0.9个百分点⟧",
        "是上年的⟦1.6倍⟧",
        "减少⟦862公顷⟧",
    ),
    ("增长极",),
)
MEASURE = rule(
    "figure.measure",
    "A numeral with a unit of length, area, mass, energy, time or data is a measure.",
    ("占地⟦1100亩⟧", "装机⟦30万千瓦⟧", "用电量⟦287.5亿千瓦时⟧"),
    ("十里长街",),
)
CELL = rule(
    "figure.cell",
    "A bare numeral in a table has the unit of its column's header, its row's header or the table's caption.",
    ("产值⟦5亿元⟧",),
)
LEVEL = rule(
    "figure.bare",
    "A numeral without a unit is a figure where a large scale or a bound word shows that something was counted.",
    ("用户突破⟦60万⟧",),
    ("2024",),
)


def read(view: View, names: Sequence[Span]) -> Numbers:
    """Every numeral of the article. `names` are spans of firms and places, in which a numeral is part of a name."""
    numbers = Numbers()
    found = items(view.folded, _words(view), _masked(len(view.text), names), view.text)
    cells = tables.cells(view)
    reader = _Reader(view, Targets(view))
    for item in found:
        cell = tables.cell_of(cells, item)
        if cell is not None and cell.unit is not None:
            numbers.quantities.append(reader.cell(item, cell))
            continue
        if cell is not None and item.other is None and item.unit is NO_UNIT:
            item.other = "cell"
        quantity = None if item.other else reader.quantity(item)
        if quantity is not None:
            numbers.quantities.append(quantity)
        elif item.other is not None:
            numbers.others.append((Span(item.start, item.end), item.other))
        else:
            numbers.unclaimed.append(Unclaimed(item.start, item.end, view.text[item.start : item.end]))
    return numbers


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


_TAIL = re.compile(
    r"[ ]?(?:人民币)?(?:\([^()]{1,12}\))?(?P<word>及?其?以上|左右|以内|之内|以下|上下|之上|之下|开外|出头|不等|许(?![可多])|内(?=[,。;、)])|大关|有余|封顶|挂零)"
)
_TAIL_BOUND: dict[str, Bound] = {
    "以上": ">=",
    "及以上": ">=",
    "之上": ">=",
    "开外": ">",
    "出头": ">",
    "有余": ">",
    "挂零": ">",
    "大关": ">",
    "左右": "~",
    "上下": "~",
    "许": "~",
    "以内": "<=",
    "之内": "<=",
    "以下": "<=",
    "之下": "<=",
    "封顶": "<=",
    "内": "<=",
}
_MORE_BOUND: dict[str, Bound] = {"多": ">", "余": ">", "几": ">", "强": ">", "来": "~", "弱": "<"}
_MONEY_SENSE = re.compile(
    r"投资|资金|融资|募资|产值|收入|营收|利润|利税|税收|纳税|缴税|销售额|交易额|成交额|总额|金额|额度|贷款|存款|余额|市值|估值|资产|GDP|生产总值|增加值|规模|支出|经费|财政|贸易额|"
    r"进出口|外贸|消费|零售|债券|授信|保费|补贴|奖励|奖金|捐款|工资|薪|成本|费用|价格|售价|房价|总价"
)
_RATE_NOUN = re.compile(r"(?P<fall>降幅|跌幅|减幅)|增速|增幅|涨幅|增长率|升幅|增长速度|同比|环比")
_RATE_BEHIND = re.compile(
    r"(?:左右|以上|上下)?的(?:年均|平均|复合|较快|同比|高|实际|预期|两位数|GDP|经济|目标)*(?:增速|增长|增幅|涨幅|速度)"
)
_BESIDE = re.compile(r"(?:高于|低于|快于|慢于|好于|超过|不及|逊于|强于)[^,;。]{1,14}的?$")
_SAME_AGAIN = re.compile(
    r"(?:(?:19|20)\d\d年|去年|上年|前年|今年|同期|上年同期|去年同期|[一二三四]季度|[上下]半年|而|其中|\d{1,2}月份?|为|则)*"
)
_SHARE_NOUN = re.compile(r"占比|比重|率(?!先|领|队)|占|比例|份额|覆盖")
_FAR_MOST = re.compile(r"(?:最高|最多|至多|不超过|上限)[^,;。:\d]{0,10}$")
_GAP = re.compile(r"\s?(?:、|,|和|及|以及|与|或|至|到|;)?\s?")
_LINK = re.compile(r"(?:、|和|及|以及|与)[^,;。:、\d]{0,14}")
_SLOGAN = re.compile(
    r"(?:个|大|项|种|条)?(?:方面|层面|层次|维度|环节|阶段|意识|自信|问题|原则|坚持|关键|统筹|字|务必|确立|维护|毫不动摇|必须|要点|着力|聚焦|突破口|目标|先行|倍增|转变|转型|结合|更加|如何|为什么|着力点|着眼点|抓手|字诀|不变|不|统一|导向)"
)
_MEASURED_TIME = re.compile(
    r"平均|时间|时长|时限|周期|工期|寿命|压缩|缩短|提速|办结|耗时|时差|续航|小时达|日照|工时|机时|比年初|降至|增至|减少|天数|日数|小时数|超长待机"
)
_LIFE = re.compile(r"寿命|平均年龄|年龄")
_WEAK = frozenset(
    "地 市 县 区 国 省 州 村 镇 乡 校 字 批 组 类 面 把 口 团 对 双 点 头 席 班 站 样 手 端 根 档 起 集 页".split()
)


class _Reader:
    """Reads the items of one article in order; remembers the last quantity, which a list continues."""

    def __init__(self, view: View, targets: Targets) -> None:
        self._view, self._folded, self._targets = view, view.folded, targets
        self._last: Quantity | None = None
        self._groups = 0
        self._clauses = view.clauses
        self._clause_starts = [clause.start for clause in view.clauses]

    def _clause(self, offset: int) -> int:
        index = bisect_right(self._clause_starts, offset) - 1
        return max(self._clause_starts[index] if index >= 0 else 0, offset - predicates.WINDOW)

    def cell(self, item: Item, cell: tables.Cell) -> Quantity:
        """A bare numeral in a table."""
        assert cell.unit is not None
        unit = cell.unit
        value, high = item.value * unit.factor, None if item.high is None else item.high * unit.factor
        kind = _kind_of_unit(unit)
        header = cell.header
        if (
            unit.kind == "percent"
            and _RATE_NOUN.search(header)
            or re.search(r"[增±降]", header)
            and unit.kind == "percent"
        ):
            kind = "change"
        return Quantity(
            item.start, item.end, item.start, item.end, _rounded(value), high, unit.name, "=", kind, False, CELL
        )

    def quantity(self, item: Item) -> Quantity | None:
        """The quantity of an item; None, with `item.other` set where it is known to be something else."""
        unit = item.unit
        clause = self._clause(item.start)
        if unit is NO_UNIT:
            return self._bare(item, clause)
        if self._slight(item, clause):
            return None
        predicate = predicates.read(self._folded, item.start, clause, unit.kind)
        return self._made(item, unit, predicate, clause, _kind_of_unit(unit))

    def _bare(self, item: Item, clause: int) -> Quantity | None:
        """A numeral without a unit: money where the sense is money, a count behind a bound word."""
        numeral = item.numeral
        predicate = predicates.read(self._folded, item.start, clause, "none")
        large = numeral.scale >= 10**4 and not numeral.bare
        said = predicate.bound is not None or predicate.level or predicate.sign != 0
        if numeral.bare and not (numeral.scale >= 10**9 and predicate.bound):
            item.other = "word"
            return None
        if numeral.form == "chinese" and not large and numeral.value < 100:
            item.other = "word"
            return None
        if not (large or numeral.bare) and not (
            said and numeral.form == "arabic" and numeral.value != int(numeral.value)
        ):
            return None
        if self._folded[item.end : item.end + 1] in "+GgKkDd" and self._folded[item.end : item.end + 1]:
            return None
        money = numeral.scale >= 10**4 and _MONEY_SENSE.search(self._folded, max(clause, item.start - 20), item.start)
        unit = YUAN if money or numeral.bare else NO_UNIT
        return self._made(item, unit, predicate, clause, "amount" if unit is YUAN else "count")

    def _slight(self, item: Item, clause: int) -> bool:
        """Name what has a unit and is no figure all the same: spans of time, occasions, 一个, 三个方面."""
        kind, numeral, folded = item.unit.kind, item.numeral, self._folded
        if folded[item.start - 1 : item.start] == "每" and kind != "percent":
            item.other = "per"
            return True
        chinese = numeral.form == "chinese"
        other = None
        if kind == "verbal":
            other = "occasion"
        elif kind == "list":
            other = "ranking"
        elif kind == "score":
            if not re.search(r"[得评]分|满分|平均|分数", folded[max(clause, item.start - 16) : item.end + 6]):
                other = "occasion"
        elif kind == "age":
            if not _LIFE.search(folded, max(clause, item.start - 20), item.start):
                other = "age"
        elif kind == "duration":
            if (
                chinese
                or item.unit.name in ("年", "季度", "世纪", "周", "年头")
                or not _MEASURED_TIME.search(folded, max(clause, item.start - 20), min(item.end + 6, len(folded)))
            ):
                other = "duration"
        elif kind == "count" and chinese:
            other = self._small_count(item)
        elif kind == "measure" and chinese and numeral.value == item.value == 1 and numeral.high is None:
            other = "indefinite"
        if numeral.bare and other is None and not self._scaled(item, clause):
            other = "word"
        item.other = other
        return other is not None

    def _scaled(self, item: Item, clause: int) -> bool:
        """Whether a scale without a digit (百亿元, 千家) is a number: a bound word stands beside it."""
        if item.more or self._folded[item.start] == "上" or _TAIL.match(self._folded, item.end):
            return True
        return predicates.read(self._folded, item.start, clause, "none").bound is not None or (
            self._folded[item.start - 1 : item.start] == "上"
        )

    def _small_count(self, item: Item) -> str | None:
        numeral, folded = item.numeral, self._folded
        before = folded[item.start - 1 : item.start]
        if numeral.value == 1 and (numeral.high or 0) <= 2:
            return "indefinite"
        if before == "每":
            return "per"
        if item.unit.name == "大" and numeral.value > 10:
            return "plan"
        if item.unit.name in _WEAK and numeral.value < 20 and not item.more:
            return "word"
        if numeral.value <= 20 and item.unit.name in ("个", "大", "项", "种", "条") and _SLOGAN.match(folded, item.end):
            return "slogan"
        if before in ("“", '"', "‘") and numeral.value < 100:
            return "slogan"
        return None

    def _made(self, item: Item, unit: Unit, predicate: Predicate, clause: int, kind: Kind) -> Quantity:
        tail, behind = self._behind(item)
        last = self._last
        link = self._linked(item, predicate, unit)
        bound = self._bound(item, predicate, behind, clause)
        sign = predicate.sign
        if unit.kind in ("percent", "point", "times"):
            kind, sign = self._relative(item, unit, predicate, clause, link)
        elif sign and not predicate.level and not predicate.rate:
            kind = "change"
        elif (
            link
            and last is not None
            and last.kind == "change"
            and last.unit == unit.name
            and not predicate.level
            and (last.tail == predicate.head or self._folded[last.tail] != ",")
        ):
            kind, sign = "change", -1 if last.value < 0 else 1
        value, high = item.value, item.high
        if kind == "change" and sign < 0 and not (predicate.level or predicate.origin) and not item.negative:
            value, high = -value, None if high is None else -high
            if high is not None:
                value, high = high, value
        quantity = Quantity(
            item.start, item.end, predicate.head, tail, _rounded(value), None if high is None else _rounded(high),
            unit.name, bound, kind,
            not predicate.origin and self._targets.planned(item.start, tail),
            _RULES[kind] if unit is not NO_UNIT else LEVEL,
            Span(*predicate.base) if predicate.base else None,
            predicate.origin, predicate.comparative,
        )  # fmt: skip
        if link and last is not None:
            self._continue(quantity, last, item, predicate)
        self._last = quantity
        return quantity

    def _linked(self, item: Item, predicate: Predicate, unit: Unit) -> bool:
        """Whether this number continues the list of the last one without a predicate of its own."""
        last = self._last
        if last is None or item.start - last.tail > 18 or predicate.sign or predicate.share:
            return False
        gap = self._folded[last.tail : predicate.head]
        if _RATE_NOUN.search(gap) or _SHARE_NOUN.search(gap):
            return False
        return bool(_GAP.fullmatch(gap)) or (last.unit == unit.name and bool(_LINK.fullmatch(gap)))

    def _continue(self, quantity: Quantity, last: Quantity, item: Item, predicate: Predicate) -> None:
        """What a member of a list has from the one before: bound, group, the whole it is a share of."""
        if last.unit != quantity.unit:
            return
        if last.group is None:
            self._groups += 1
            last.group = self._groups
        quantity.group = last.group
        gap = self._folded[last.tail : quantity.head]
        own = predicate.bound or item.more or quantity.tail > quantity.end
        spread = last.bound == "~" or "分别" in self._folded[max(0, last.head - 4) : last.start]
        if not own and quantity.bound == "=" and last.head < last.start and spread and not gap.startswith(","):
            if last.bound in ("~", "<", ">", "<=", ">=") and last.tail == last.end:
                quantity.bound = last.bound

    def _behind(self, item: Item) -> tuple[int, Bound | None]:
        """Where the bound word behind ends, and what it says."""
        found = _TAIL.match(self._folded, item.end)
        if found is None:
            return item.end, None
        word = found["word"].removeprefix("及其").removeprefix("其")
        return found.end(), _TAIL_BOUND.get(word)

    def _bound(self, item: Item, predicate: Predicate, behind: Bound | None, clause: int) -> Bound:
        if predicate.bound in (">=", "<=") or (predicate.bound and behind is None):
            return predicate.bound
        if behind is not None:
            return behind
        if item.more:
            return _MORE_BOUND.get(item.more, "=")
        if item.numeral.inexact or self._folded[item.start] == "过":
            return ">"
        before = self._folded[max(clause, item.start - 16) : predicate.head]
        if _FAR_MOST.search(before):
            return "<="
        if item.numeral.bare and "上" in (before[-1:], self._folded[item.start]):
            return ">="
        return "="

    def _relative(self, item: Item, unit: Unit, predicate: Predicate, clause: int, link: bool) -> tuple[Kind, int]:
        """Share or change of a percentage, and the sign of a change."""
        last = self._last
        sign = predicate.sign
        if item.unit.kind == "times":
            return "change", 1 if predicate.level else sign or 1
        if unit.kind == "point":
            if not sign and link and last is not None and last.unit == unit.name:
                sign = -1 if last.value < 0 else 1
            return "change", sign or 1
        if predicate.rate or (sign and not predicate.level):
            return "change", sign or 1
        if item.numeral.form == "words" and self._folded[item.start] == "翻":
            return "change", 1
        if predicate.yearly and not predicate.level:
            return "change", 1
        if predicate.share:
            return "share", 1
        if link and last is not None and last.unit == unit.name and last.kind in ("change", "share"):
            return last.kind, -1 if last.value < 0 and not item.negative else 1
        if _RATE_BEHIND.match(self._folded, item.end):
            return "change", 1
        before = self._folded[clause : predicate.head]
        if last is not None and item.start - last.tail < 20 and last.unit == unit.name and _BESIDE.search(before):
            return last.kind, 1
        if (
            last is not None
            and item.start - last.tail < 14
            and last.unit == unit.name
            and _SAME_AGAIN.fullmatch(before)
        ):
            return last.kind, -1 if last.value < 0 else 1
        if predicate.level and not before.strip(" ,") and clause > 0:
            before = self._folded[max(self._clause(clause - 1), clause - 24) : clause]
        rates = list(_RATE_NOUN.finditer(before))
        if rates and not _SHARE_NOUN.search(before, rates[-1].end()):
            return "change", -1 if rates[-1]["fall"] and not predicate.level else 1
        if unit.name == "%" and predicate.level and last is not None and last.kind == "change" and last.origin:
            return "change", 1
        if item.negative:
            return "change", 1
        return "share", 1


def _kind_of_unit(unit: Unit) -> Kind:
    kinds: dict[str, Kind] = {
        "money": "amount",
        "count": "count",
        "percent": "share",
        "point": "change",
        "times": "change",
    }
    return kinds.get(unit.kind, "measure")


def _rounded(value: float) -> float:
    """The value without the dust of binary arithmetic."""
    return float(f"{value:.12g}")


_RULES: dict[Kind, str] = {"amount": AMOUNT, "count": COUNT, "share": PERCENT, "change": CHANGE, "measure": MEASURE}
