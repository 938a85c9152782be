"""Distribution: 甲、乙、丙分别增长A、B和C gives each value to its own member of the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..view import Span, View
from .nouns import ends_as_measure
from .phrases import Phrases
from .quantities import Quantity

EACH = re.compile(r"分别|依次|各自")
"""What gives each number of a list to its own member."""
_BETWEEN = re.compile(r"\s*(?:、|和|及|与|,?以及)\s*$")
# Not within a word: 普及率, 涉及面, 参与度, 饱和度.
_JOINT = re.compile(r"、|以及|(?<![总饱温缓共])和(?![谐平睦解])|(?<![普涉惠波遍])及(?![其时格])|(?<!参)与(?!会)")
_COMMA = re.compile("、")
_OPENING = re.compile(r"[,;\s]*(?:其中|而|但)?[,:]?")
_SECTORS = {"三次产业": 3, "三产": 3, "一二三产业": 3}
_SECTOR_NAMES = ("第一产业", "第二产业", "第三产业")
_TOGETHER = re.compile(r"(?<=.)[两二三四五六七八九十]大[^、]{2,10}$")
RATE_WORDS = frozenset({"增速", "增幅", "涨幅", "降幅", "跌幅", "增长率"})
REACH = 90


@dataclass(slots=True)
class Share:
    """What a list gives to one quantity: its member, the noun all members share, or the figure it goes on from.

    `text` is a member that the text names only together with the others (城乡, 三次产业).
    """

    member: Span | None = None
    noun: Span | None = None
    base: int | None = None
    text: str | None = None


def groups(view: View, quantities: Sequence[Quantity]) -> list[range]:
    """The runs of quantities with nothing but a comma or an 和 between them, as ranges of indices."""
    found, start = [], 0
    for index in range(1, len(quantities) + 1):
        if index < len(quantities):
            before, after = quantities[index - 1], quantities[index]
            near = 0 <= after.head - before.tail <= 4
            joined = near and _BETWEEN.match(view.folded[before.tail : after.head])
            if joined and not EACH.search(view.folded, after.head, after.start):
                continue
        if index - start > 1:
            found.append(range(start, index))
        start = index
    return found


def distribute(view: View, phrases: Phrases, quantities: Sequence[Quantity]) -> dict[int, Share]:
    """The shares of all distributive lists, by the index of the quantity."""
    shares: dict[int, Share] = {}
    for group in groups(view, quantities):
        first = quantities[group.start]
        floor = view.sentence_at(first.start).start
        if group.start:
            floor = max(floor, quantities[group.start - 1].tail)
        window = max(floor, first.start - REACH)
        cue = None
        for match in EACH.finditer(view.folded, window, first.start):
            cue = match
        if cue is None:
            shares |= _parallel(view, quantities, group, shares)
            continue
        before, behind = Span(window, cue.start()), Span(cue.end(), first.head)
        given = _counted(view, phrases, quantities, group, before, behind)
        given = given or _members(view, phrases, quantities, group, before, behind)
        if given is None and _has_metric(phrases, before):
            continue  # 营业收入分别为A、B,净利润分别为C、D: each list has a metric of its own
        for index, share in zip(group, given or _before(view, quantities, group, floor), strict=False):
            shares[index] = share
    return shares


def _has_metric(phrases: Phrases, before: Span) -> bool:
    """Whether the words before the cue end with a metric."""
    end, _ = phrases.strip_right(before.start, before.end)
    found = phrases.metric_ending(end, before.start)
    return found is not None and found.word not in RATE_WORDS and not found.word.endswith(("占比", "比重", "比例"))


def _parallel(view: View, quantities: Sequence[Quantity], group: range, shares: dict[int, Share]) -> dict[int, Share]:
    """Changes that follow a distributive list of as many figures in its sentence: …,同比增长12%、8%、21%."""
    bases = range(group.start - len(group), group.start)
    kinds = {quantities[index].kind for index in group}
    same = bases.start >= 0 and all(index in shares for index in bases) and kinds <= {"change", "share"}
    if not same or quantities[bases.start].start < view.sentence_at(quantities[group.start].start).start:
        return {}
    return {index: Share(base=base) for index, base in zip(group, bases, strict=True)}


def _counted(
    view: View, phrases: Phrases, quantities: Sequence[Quantity], group: range, before: Span, behind: Span
) -> list[Share] | None:
    """The members of a list that the text itself counts: 甲、乙两大板块收入分别为A和B."""
    count = quantities[group.start - 1] if group.start else None
    if count is None or count.kind != "count" or count.value != len(group) or count.tail < before.start:
        return None
    parts = _parts(view.folded, phrases.left_of(count.start, view.clause_at(count.start).start).noun)
    if len(parts) != len(group):
        return None
    end, _ = phrases.strip_right(before.start, before.end)
    shared = phrases.metric_ending(end, before.start)
    if shared is not None and shared.payload[0] != "body":
        return [Share(member=part, noun=Span(shared.start, shared.end)) for part in parts]
    end, _ = phrases.strip_right(behind.start, behind.end)
    noun = phrases.strip_left(behind.start, end)
    return [Share(member=part, noun=noun if noun.start < noun.end else None) for part in parts]


def _members(
    view: View, phrases: Phrases, quantities: Sequence[Quantity], group: range, before: Span, behind: Span
) -> list[Share] | None:
    """The members of the list before the cue, if there are as many as quantities."""
    text = view.folded
    start = max(before.start, text.rfind(":", before.start, before.end) + 1)
    end, _ = phrases.strip_right(start, before.end)
    opening = _OPENING.match(text, start, end)
    noun = Span(opening.end() if opening else start, end)
    if noun.start >= noun.end:
        return None
    for name, count in _SECTORS.items():
        if text.startswith(name, phrases.strip_left(*noun).start) and count == len(group):
            return [Share(noun=noun, text=sector) for sector in _SECTOR_NAMES]
    parts = _parts(text, noun)
    if len(parts) > len(group) and len(whole := _parts(text, noun, _COMMA)) == len(group):
        parts = whole  # 智能终端、激光与增材制造: 与 is of a name
    both = text.find("城乡", noun.start, noun.end)
    if len(group) == 2 and len(parts) != 2 and both >= 0:
        return [Share(noun=noun, text=view.text[both + at]) for at in (0, 1)]
    if len(parts) < len(group):
        comma = text.rfind(",", noun.start, noun.end)
        return None if comma < 0 else _members(view, phrases, quantities, group, Span(comma + 1, before.end), behind)
    end, _ = phrases.strip_right(behind.start, behind.end)
    return _given(
        phrases, parts[-len(group) :], phrases.strip_left(behind.start, end), "其中" in text[start : noun.start]
    )


def _parts(text: str, noun: Span, joint: re.Pattern[str] = _JOINT) -> list[Span]:
    """The members of a list; commas and conjunctions inside brackets or quotation marks do not count."""
    parts, start = [], noun.start
    comma = text.rfind(",", noun.start, noun.end)
    if comma >= 0 and _JOINT.search(text, comma, noun.end):
        start = comma + 1
    for found in joint.finditer(text, start, noun.end):
        if found.start() > start:
            parts.append(Span(start, found.start()))
        start = found.end()
    return [*parts, Span(start, noun.end)]


def _given(phrases: Phrases, parts: list[Span], behind: Span, of_before: bool) -> list[Share]:
    """Each member with the noun that the last one carries for all, unless each has a metric of its own.

    `of_before`: they are members of what the figure before measures (其中).
    """
    if behind.start < behind.end:  # 甲、乙分别实现税收A、B
        return [Share(member=part, noun=behind) for part in parts]
    last = parts[-1]
    shared = phrases.metric_ending(last.end, last.start)
    if shared is not None and all(_measured_alike(phrases, part, shared.payload[0]) for part in parts):
        return [Share(noun=part) for part in parts]
    if not of_before and all(ends_as_measure(phrases.text, part) for part in parts):
        return [Share(noun=phrases.strip_left(*part)) for part in parts]  # 游客人次、出游总花费
    if shared is None:
        return [Share(member=part) for part in parts]
    noun = Span(shared.start, shared.end)
    if shared.word in RATE_WORDS and (of := phrases.metric_ending(shared.start, last.start)) is not None:
        noun = Span(of.start, shared.end)  # 一季度、二季度GDP增速分别为
    end = noun.start
    if (together := _TOGETHER.search(phrases.text, last.start, end)) is not None:
        end = together.start()  # 装备、食品两大板块收入
    return [Share(member=part, noun=noun) for part in [*parts[:-1], Span(last.start, end)]]


def _measured_alike(phrases: Phrases, part: Span, nature: str) -> bool:
    """Whether a member has a metric of its own: not 城镇居民 of 城镇居民、农村居民人均可支配收入."""
    own = phrases.metric_ending(part.end, part.start)
    return own is not None and (own.payload[0] != "body" or nature == "body")


def _before(view: View, quantities: Sequence[Quantity], group: range, floor: int) -> list[Share]:
    """The figures before, one for each: 面积A平方米,B平方米,分别下降C、增长D."""
    count, first = len(group), group.start - len(group)
    sentence = view.sentence_at(quantities[group.start].start).start
    if first < 0 or quantities[first].start < sentence:
        return []
    if "于" in view.folded[quantities[group.start].head - 6 : quantities[group.start].start]:
        return []  # 分别快于全国、全省1.4个和0.5个百分点
    bases = quantities[first : group.start]
    if any(quantity.kind in ("change", "share") for quantity in bases):
        return []
    return [Share(base=first + offset) for offset in range(count)]
