"""The quantity as a record, and the rules that produce one."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..records import Bound, Kind, Unclaimed
from ..rules import rule
from ..view import Span
from .units import Unit


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
    granted: bool = False
    """Whether it is what whoever meets a condition is given."""


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
        "产值增长逾⟦八成⟧",
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
BARE = rule(
    "figure.bare",
    "A numeral without a unit is a figure where a large scale or a bound word shows that something was counted.",
    ("用户突破⟦60万⟧",),
    ("2024",),
)

RULE_OF: dict[Kind, str] = {"amount": AMOUNT, "count": COUNT, "share": PERCENT, "change": CHANGE, "measure": MEASURE}
_KIND_OF_UNIT: dict[str, Kind] = {
    "money": "amount",
    "count": "count",
    "percent": "share",
    "point": "change",
    "times": "change",
}


def kind_of_unit(unit: Unit) -> Kind:
    """The kind of a quantity as far as its unit says."""
    return _KIND_OF_UNIT.get(unit.kind, "measure")
