"""Items: numerals with their units, joined where several share a unit or make up one range.

An item is a numeral of the text that is either something else (`other` names what) or a number, perhaps with a unit.
What is said of it (bound, sign, kind) is read from its surroundings later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from . import notquantities
from .numerals import DIGITS, NUMERALS, Numeral, read
from .units import NO_UNIT, PERCENT, POINT, YUAN, Unit, first_characters, match


@dataclass(slots=True)
class Item:
    """A numeral in its place: `text[start:end]` is the numeral with its unit."""

    start: int
    end: int
    value: float
    high: float | None
    unit: Unit
    numeral: Numeral
    more: str = ""
    """The word of inexactness inside or right behind: 多, 余, 来, 几, 强, 弱, 半."""
    other: str | None = None
    negative: bool = False
    shared: bool = False


_MORE = re.compile(r"[ ]{0,2}(?:[多余来]|几(?=[十百千万亿]))?[ ]{0,2}")
_MORE_BEGINS = " 多余来几"
_TENTHS = re.compile(
    r"[ ]?成(?![为立功本果员熟都长分品交就绩效型套语绵渝华因份像人年材色名法对婚家活双群列])"
    r"([一二三四五六七八九半])?"
)
_TRAILING = re.compile(
    r"[多余强弱来](?![少为少样次种位元年式的者于力点功度来热调])|半(?![导岛径年天夜路成决程封自月小数载球])"
)


@cache
def _follow() -> frozenset[str]:
    """What may stand behind a single Chinese numeral that is a number."""
    return frozenset(first_characters() + "多余来几成 点半分年月日号时季旬级期代届层类型楼番[(")


def items(folded: str, mask: bytearray, names: bytearray) -> list[Item]:
    """The items of a text, by position. `mask` marks words that hold numerals, `names` names of firms and places."""
    found: list[Item] = []
    follow = _follow()
    done = 0
    marks = _list_marks(folded)
    for match_ in NUMERALS.finditer(folded):
        if (mark := marks.get(match_.start())) is not None:
            number = Numeral(match_.start(), mark - 1, 0.0, None, "arabic")
            found.append(Item(match_.start(), mark, 0.0, None, NO_UNIT, number, other="list"))
            match_ = NUMERALS.search(folded, mark) or match_  # a digit stands there
        start, end = match_.span()
        if start < done:
            continue
        if end - start == 1 and match_.lastgroup == "chinese" and folded[end : end + 1] not in follow:
            continue
        item = _item(folded, match_, mask, names, mark is not None)
        if item is not None:
            found.append(item)
            done = max(done, item.end)
    return join(folded, found)


# 7.15个城市 in a list whose item before begins with 6.
_MARKED = re.compile(r"^[ \t]*(\d{1,2})\.(?=\d)", re.MULTILINE)
_FURTHER = 30
"""How many lines of a list within the list are passed over."""


def _list_marks(folded: str) -> dict[int, int]:
    """Where the number of a list's item stands glued to a numeral, to where the numeral begins."""
    found = {}
    for match_ in _MARKED.finditer(folded):
        line = match_.start()
        for _ in range(_FURTHER):
            if not line:
                break
            line = folded.rfind("\n", 0, line - 1) + 1
            if folded[line : line + 1] != "(":
                break
        before = f"{int(match_[1]) - 1}."
        listed = folded.startswith(before, line) and line < match_.start()
        if listed and (line in found or not folded[line + len(before) :][:1].isdigit()):  # no column of decimals
            found[match_.start(1)] = match_.end()
    return found


def _item(folded: str, found: re.Match[str], mask: bytearray, names: bytearray, listed: bool) -> Item | None:
    start, end = found.span()
    numeral = read(found)
    if numeral is None:
        if found.lastgroup == "arabic":
            return Item(start, end, 0.0, None, NO_UNIT, Numeral(start, end, 0.0, None, "arabic"), other="code")
        return None
    item = Item(start, end, numeral.value, numeral.high, NO_UNIT, numeral)
    if names[start] or (numeral.form == "chinese" and _SIGNED_BY.search(folded, max(0, start - 12), start)):
        item.other = "name"
        return item
    if numeral.form != "fraction" and mask[start] and mask[end - 1]:
        item.other = _WORDS[mask[start]]
        return item
    if numeral.form in ("fraction", "words"):
        return _fraction(folded, item)
    if numeral.form == "arabic":
        other = _simple_fraction(folded, item) or notquantities.of_arabic(folded, numeral, listed)
        if isinstance(other, Item):
            return other
    else:
        other = notquantities.of_chinese(folded, numeral)
    if other is not None:
        item.other, item.end = other[0], max(other[1], item.end)
        return item
    return _measured(folded, item)


# （审稿：段九成）, 记者 万千里: the person who signs.
_SIGNED_BY = re.compile(
    r"(?:记者|通讯员|撰稿人?|审稿人?|供稿|作者|责编|编辑|校对|审核|签发|摄影|主编|监制|审校|"
    r"终审|初审|复审|联系人|法定代表人)[:: ]{1,2}"
    r"[^\d\s,;。:]{1,2}$"
)
_WORDS = {1: "place", 2: "name", 3: "plan", 4: "idiom"}
WORD_CODES = {name: code for code, name in _WORDS.items()}


def _fraction(folded: str, item: Item) -> Item | None:
    """三分之一, 百分之六: a fraction is read in percent."""
    item.value = _percent(item.numeral.value)
    item.high = None if item.numeral.high is None else _percent(item.numeral.high)
    item.unit = PERCENT
    return _trailing(folded, item)


def _percent(fraction: float) -> float:
    exact = round(fraction * 100, 9)
    return exact if abs(exact - round(exact, 4)) < 1e-9 else round(exact, 2)


_SLASH = re.compile(r"([1-9]\d?)/([1-9]\d?)(?![\d/.年月-])")


def _simple_fraction(folded: str, item: Item) -> Item | None:
    """1/3, 2/5: a proper fraction of small numbers."""
    if folded[item.end : item.end + 1] != "/" or folded[item.start - 1 : item.start] in ("/", "."):
        return None
    found = _SLASH.match(folded, item.start)
    if found is None or not 0 < int(found[1]) < int(found[2]) or found.start(2) != item.end + 1:
        return None
    item.value, item.end, item.unit = _percent(int(found[1]) / int(found[2])), found.end(), PERCENT
    return _trailing(folded, item)


_COLLOQUIAL = re.compile(r"[赚挣卖买租薪价钱贵]|(?<![国棉])花(?![园团])|工资|成本|收入|利润|便宜|补贴|省下?")


def _is_price(folded: str, item: Item, end: int) -> bool:
    """Whether a 块 is money (卖到30块); 一块 before a noun is the article."""
    if (
        item.numeral.form == "chinese"
        and item.value == 1
        and folded[end : end + 1] not in ("", *",。;、!?一二三四五六七八九半")
    ):
        return False
    return _COLLOQUIAL.search(folded, max(0, item.start - 12), item.start) is not None


def _spoken(folded: str, item: Item, unit: Unit, end: int) -> tuple[Unit, int]:
    """The unit as people speak of it, and where it ends: 6个人 are six 个, 四块二 is money."""
    if unit.name == "个人" and item.numeral.form == "arabic":
        return Unit("个", "count", 1.0), end - 1
    if unit.name == "块" and (tenths := _PIECES.match(folded, end)) is not None:
        item.value = round(item.value + DIGITS[tenths[1]] / 10, 6)
        return YUAN, tenths.end()
    return (YUAN, end) if unit.name == "块" and _is_price(folded, item, end) else (unit, end)


def _measured(folded: str, item: Item) -> Item:
    """The item with its unit, and the words of inexactness inside."""
    inside = _MORE.match(folded, item.end) if folded[item.end : item.end + 1] in _MORE_BEGINS else None
    position = inside.end() if inside else item.end
    if item.value <= 10 and (tenths := _TENTHS.match(folded, item.end)):
        more = {"半": 5.0}.get(tenths[1], float(DIGITS.get(tenths[1], 0))) if tenths[1] else 0.0
        item.value = round(item.value * 10 + more, 6)
        item.high = None if item.high is None else item.high * 10
        item.unit, item.end = PERCENT, tenths.end()
        return _trailing(folded, item)
    found = match(folded, position)
    if found is None and position > item.end:
        position = item.end
        found = match(folded, position)
    if found is None and numeral_code(folded, item):
        item.other = "code"
        return item
    if found is None:
        if inside and inside.group().strip():
            item.more = inside.group().strip()
            item.end = item.end + len(inside.group().rstrip())
        return _signed(folded, item)
    item.more = folded[item.end : position].strip()
    unit, end = found
    if unit.kind == "measure" and (grade := _GRADED.match(folded, end)):
        item.other, item.end = "grade", grade.end()
        return item
    unit, end = item.unit, item.end = _spoken(folded, item, unit, end)
    if item.numeral.bare and item.numeral.scale <= 10**4 and folded[item.start - 1 : item.start] == "上":
        item.start -= 1
    if unit.factor != 1:
        item.value *= unit.factor
        item.high = None if item.high is None else item.high * unit.factor
    if unit is YUAN or unit.name == "元":
        _small_change(folded, item)
    return _trailing(folded, _signed(folded, item))


_PIECES = re.compile(r"([一二三四五六七八九])(?=[,。;:、!?)”」]|$|一|的)")
# 5万吨级泊位, 兆瓦级电堆, 7纳米制程: a grade or generation, not a measured quantity.
_GRADED = re.compile(
    r"级(?!别|市|联)"
    r"|(?:(?<=千伏)|(?<=kV)|(?<=KV))(?:特高压|超高压|高压|输变电|输电|变电|换流|线路|交流|直流|母线|开关|电压)"
    r"|(?:(?<=[纳微]米)|(?<=[nμu]m))(?:工艺|制程|节点|技术节点)"
)
_CHANGE = re.compile(r"([一二两三四五六七八九]|\d)[角毛](?:([一二三四五六七八九]|\d)分)?")


def _small_change(folded: str, item: Item) -> None:
    """七元六角, 3元5角2分: the smaller coins belong to the amount."""
    found = _CHANGE.match(folded, item.end)
    if found is None or item.high is not None or item.numeral.scale > 1:
        return
    tenths, hundredths = (int(DIGITS.get(digit, digit)) if digit else 0 for digit in found.groups())
    item.value = round(item.value + tenths / 10 + hundredths / 100, 2)
    item.end = found.end()


def numeral_code(folded: str, item: Item) -> bool:
    """Whether letters that are no unit follow the digits: 5G, 4D, 3C."""
    after = folded[item.end : item.end + 1]
    return item.numeral.form == "arabic" and after.isascii() and after.isalpha()


def _signed(folded: str, item: Item) -> Item:
    """A minus sign in front, where it cannot be a dash between two numbers."""
    if item.numeral.form == "arabic" and folded[item.start - 1 : item.start] in ("-", "−", "－"):
        before = folded[item.start - 2 : item.start - 1]
        near = folded[max(0, item.start - 9) : item.start - 1]
        dash = (before.isascii() and (before.isalnum() or before in ')%"-')) or before in "”—"
        # 500万-1000万元 is a range, 净利润-3200万元 a loss.
        amount = item.unit.kind in ("percent", "money", "measure") and not any(c.isdigit() for c in near)
        # 7.3%、6.8%和-0.4%: behind a conjunction there is nothing for a dash to join
        counted = before.isalnum() and not amount and before not in "和与及"
        if item.start == 1 or not (dash or counted):
            item.negative, item.start = True, item.start - 1
            item.value = -item.value
    return item


def _trailing(folded: str, item: Item) -> Item:
    """多 and 强 behind the unit (3倍多, 四分之一强), and a half unit (一公里半)."""
    if item.unit.kind not in ("percent", "times", "duration", "measure", "money", "age"):
        return item
    if found := _TRAILING.match(folded, item.end):
        if found.group() == "半":
            if item.unit.kind in ("times", "duration", "measure"):
                item.value, item.end = item.value + 0.5 * (1 if item.value >= 0 else -1), found.end()
        elif not (found.group() in "强弱" and item.unit.kind != "percent") and found.group() != "来":
            item.more, item.end = found.group(), found.end()
    return item


_RANGE = re.compile(r"[ ]?(?:-{1,2}|—{1,2}|–|―|~|∼|至|到)[ ]?")
_LIST = re.compile(r"[ ]?(?:、|和|及|以及|与|或|或者)[ ]?")
_TIMES = re.compile(r"[ ]?[×xX*][ ]?")


def join(folded: str, found: list[Item]) -> list[Item]:
    """Neighbours that make a range, a product or a list with one unit, from right to left."""
    joined: list[Item] = []
    for item in reversed(found):
        if joined and 0 < joined[-1].start - item.end <= 4:
            following = joined[-1]
            gap = folded[item.end : following.start]
            if _RANGE.fullmatch(gap) or (following.negative and gap == ""):
                if _range(folded, item, following):
                    joined[-1] = item
                    continue
            elif _TIMES.fullmatch(gap) and following.other is None and item.other is None and item.unit is NO_UNIT:
                item.value, item.unit, item.end = item.value * following.value, following.unit, following.end
                joined[-1] = item
                continue
            elif _LIST.fullmatch(gap):
                _share(item, following)
        joined.append(item)
    joined.reverse()
    return joined


_MOVING = re.compile(r"(?:由|从|自(?![有身主动然贸治营筹家我愿费产给来建用行]))[^,;。由从]{0,12}$")
# 从180元到260元不等 is a range, 从180元到260元 a rise
_SPREAD = re.compile(r"(?:/[^,;。]{1,4})?(?:不等|之间|的区间|区间)")


def _range(folded: str, low: Item, high: Item) -> bool:
    """Join two ends into one range, in `low`; a dash before a date makes a date."""
    if (
        low.other is None
        and low.unit is NO_UNIT
        and high.other in ("date", "clock", "grade", "ordinal", "tier", "code")
    ):
        low.other = high.other
        return False
    if low.other is not None and high.other is None and high.unit is NO_UNIT and low.other in ("code", "date"):
        high.other = low.other
        return False
    if low.other or high.other or low.high is not None or high.high is not None:
        return False
    if low.unit is NO_UNIT:
        scale = high.numeral.scale
        if low.numeral.scale == 1 and scale > 1 and low.value * scale < high.value:
            low.value *= scale
        if high.unit.kind != "none" and high.unit.factor != 1:
            low.value *= high.unit.factor
    elif low.unit.name != high.unit.name or (
        _MOVING.search(folded, max(0, low.start - 14), low.start) and not _SPREAD.match(folded, high.end)
    ):
        return False
    if low.value >= high.value or (high.unit is NO_UNIT and high.numeral.scale == 1):
        return False
    low.high, low.unit, low.end, low.more = high.value, high.unit, high.end, low.more or high.more
    return True


def _share(item: Item, following: Item) -> None:
    """Give a number in a list the unit that stands behind the last."""
    if item.other or following.other in ("date", "clock", "ordinal", "grade"):
        if item.other is None and item.unit is NO_UNIT and item.numeral.scale == 1:
            item.other = following.other
        return
    if following.other or following.unit is NO_UNIT:
        return
    if item.unit is NO_UNIT:
        item.unit, item.shared = following.unit, True
        if following.unit.factor != 1:
            item.value *= following.unit.factor
    elif item.unit.name == "个" and following.unit is not item.unit and following.unit.kind == "point":
        item.unit, item.shared = POINT, True
