"""The noun phrases beside a quantity: what stands left of its predicate, and what it counts on its right."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..fold import fold
from ..lexicon import rows
from ..scan import Anchor
from ..seeking import Seeker
from ..view import Span, View
from .counted import noun_end
from .periods import Period
from .phrase_lexicon import words
from .quantities import Quantity

REACH_LEFT, REACH_RIGHT = 80, 32
"""How far a phrase is looked for, in characters."""

_BREAKS = re.compile(r"[:;!?。\n●■◆▲·—](?:(?<!—)|—|(?=\D))")
# What follows a number and is no noun: 45亿元最大, 3家不等
_NO_NOUN = re.compile(
    r"最|居|位居|位列|分列|排名|排在|次之|不等|左右|上下|以上|以下|以内|之多|之间|有余|开外|的?(?:优异|好|佳)"
)
# 受海外订单影响同比下降3%: why, not what
_CAUSE = re.compile(
    r"(?:受|在|因|由于|得益于|随着)[^,。;]{1,24}?(?:影响|拖累|带动|推动|拉动|支撑|作用|背景|形势|基础)(?:下|上|之下)?"
)
_ATTRIBUTABLE = re.compile(r"[^,。;]{0,6}归属?于?(?:母公司|上市|挂牌|公司|本公司|股东|所有者|普通股)?")
# What an unknown measure ends with that is counted over a time: 滚装量, 认购额, but not 保有量 or 余额
_FLOW_ENDING = re.compile(r"[^存有储容总质重数能力流](?:量|人次|车次|班次|架次|吨公里)$|[^余限名差总股]额$")
LIST_MARK = re.compile(
    r"\s*(?:[((\[]\d{1,2}[))\]]|\d{1,2}[.、.](?!\d)|[((]?[一二三四五六七八九十]{1,3}[))、]|[①-⑳])\s*"
)
# 某集群已有|规上企业: what is there stands behind
_THERE = re.compile(r"(?P<of>.+?)(?:[已现共仅还尚也]|目前|累计)有(?=..)")
# 铺开了|光伏板1.2万亩: what was done, whatever its verb, is done to what stands behind
_DONE = re.compile(r".*?..了(?![解望结断如])(?=..)")
_CLOSED = frozenset(["", *",。;、!?)\n"])
_OPENING, _CLOSING = "([{<“‘「『《【", ")]}>”’」』》】"
_LOOSE_END = " ,、的了著~+/" + _OPENING
_ROUND = re.compile(r"[()]")
_BRACKET = re.compile(r"[(\[{<“‘「『《【]")
_RIGHT_END = re.compile(r"[,。;!?()\[\]{}:\n]|(?<=[^\x00-\x7f])\s|——")
# What follows a counted noun: 12家企业参加, 30家企业的总部
# Characters that end a noun alone, but not inside a word: 高等|院校, 激光雷达|芯片, 正极, 可降解, 国有
_RIGHT_CUT = Seeker(
    re.compile(
        r"(?<=.)(?:低于|高于|多于|少于|快于|慢于|优于|达到|(?<!雷)达(?!产|标)|超过|超(?!市|级|导|高[压清温强纯速性]|低[温空]|细|薄|纯|硬|短|大[型城]|算|声|微|临界|前|滤|充|材)"
        r"|突破|增长|增至|下降|占|合计|分别|(?<![主名老良])将(?!军|士)|已|均(?!衡|价|值)|(?<![首古故])都(?!市)|(?<![高中初优同平特])等(?!离子|级|温)"
        r"|和(?=\d)|(?<!参)与|及|以及|(?<!华)为|是|中有|(?<![国私自现所特专共])有(?![限色机源线轨])|中(?=[,。;]|$)|(?<![存现潜所])在(?![线建校册岗孵研营职读])|由|因(?!素|特|子)|以(?!上|太)|从(?!业)|被(?![困征告装服])"
        r"|(?<![认许宁])可(?!再生|控|视|穿戴|降解|燃冰|溶|变|循环|持续|编程|靠)|也|还(?!原|款|贷)|正(?!极|规|品|版|面)|共同|先后|相继|陆续|纷纷|联手|同时|即将|正在|跻身|上榜|入列|支撑|停产|减产|复产|投产|首次|全部|全面|悉数|竣工|签订|签署"
        r"|建成|表示|认为|年内|赴|参加|参与|参展|出席|到场|落户|入驻(?!企业)|签约|入选|获|实现|完成|贡献|带动|聚集|集聚|成为|作为|进行|开展)"
    )
)


@cache
def _trailing() -> dict[str, list[tuple[str, bool]]]:
    """By last character the words that lead from a noun to its number, longest first, and whether each is a verb."""
    verbs = words("verb")
    return _by_edge(((word, word in verbs) for word in words("link") | verbs | words("scope") if len(word) <= 6), -1)


@cache
def _leading() -> dict[str, list[tuple[str, bool]]]:
    """By first character the words in front of a noun that are no part of it, the longest first."""
    return _by_edge(((word, True) for word in words("lead") | words("scope") if len(word) <= 8), 0)


def _by_edge(found: Iterable[tuple[str, bool]], edge: int) -> dict[str, list[tuple[str, bool]]]:
    """Words with what is known of each, by the character at one edge: most characters have none."""
    table: dict[str, list[tuple[str, bool]]] = {}
    for word, known in sorted(found, key=lambda entry: (-len(entry[0]), entry[0])):
        table.setdefault(word[edge], []).append((word, known))
    return table


@cache
def natures() -> dict[str, str]:
    """Each metric word to its nature."""
    return {fold(word): nature for word, nature in rows("lexicon/metric.tsv")}


@lru_cache(4096)
def _nature(metric: str) -> str | None:
    folded, known = fold(metric), natures()
    nature = next((known[folded[at:]] for at in range(len(folded)) if folded[at:] in known), None)
    return nature or ("flow" if _FLOW_ENDING.search(folded) else None)


@cache
def _verbs() -> re.Pattern[str]:
    """A verb that has what is measured as its object, but not one inside a noun (制造业, 服务器, 产销率)."""
    by_first = _by_edge(((word, True) for word in words("verb") if len(word) > 1), 0)
    found = [f"{first}(?:{'|'.join(word[1:] for word, _ in same)})" for first, same in by_first.items()]
    return re.compile(
        rf"(?:{'|'.join(found)})(?![业者率量额值费器机型性部所局厅院价商师站线厂园区]|数(?![字据控智学码十百千万])|总[量数额]|占比|比重|比例|会(?!员|议)|人(?!才|员)|员(?!工)|队(?!员)|面(?!积)|中心|基(?!础)|皿|液|箱|规模)(?:了|出|起|到|入|着)?"
    )


# Words that only begin like a preposition or conjunction: 有色金属, 有机硅, 以太网
_BEGINS = re.compile(
    r"发展中|创新|并购|有(?:色|机(?!会)|轨|源(?=光)|线(?=电|通)|声|氧)|被(?:困|征地|服|装|告)|以太|在(?:线|校|册|岗|孵|建|研|营|手)|从业|和田|和平|对二甲苯|达州"
)


@dataclass(slots=True)
class Phrase:
    """A noun phrase beside a quantity: `noun` says what was measured or counted, `owner` stands before its verb or 的.

    `active` is whether a verb stands between noun and number or nothing but a verb was found (新增12家).
    """

    noun: Span
    owner: Span
    active: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found that says what was measured."""
        return self.noun.start >= self.noun.end


class Phrases:
    """Reads the phrases beside the quantities of one article."""

    def __init__(
        self, view: View, periods: Sequence[Period], places: Sequence[Span], firms: Sequence[Span] = ()
    ) -> None:
        self._view, self._text = view, view.folded
        # No word inside the name of a firm leads to or from a number: 某某制造有限公司.
        self._firms = {firm.start: firm.end for firm in firms}
        self._firm_starts, self._firm_ends = sorted(self._firms), set(self._firms.values())
        self._times = {period.end: period.start for period in periods}
        self._times_from = {period.start: period.end for period in periods}
        # 去年营收 holds no 年营收.
        self._in_times = {at for period in periods for at in range(period.start + 1, period.end)}
        # Where a time or a place begins, to where the longer of them ends.
        self._begun = {place.start: place.end for place in places}
        for start, end in self._times_from.items():
            self._begun[start] = max(end, self._begun.get(start, 0))
        self._metrics = view.anchors("metric")
        self._metric_ends: dict[int, Anchor] = {}
        for anchor in self._metrics:  # sorted by start, so that the first of an end is the longest
            self._metric_ends.setdefault(anchor.end, anchor)
        self._metric_starts = [anchor.start for anchor in self._metrics]

    @property
    def text(self) -> str:
        """The folded text."""
        return self._text

    def is_in_time(self, offset: int) -> bool:
        """Whether the character at `offset` continues a time expression."""
        return offset in self._in_times

    def before_time(self, end: int) -> int:
        """Where the time expression begins that ends at `end`; `end` itself where none does."""
        return self._times.get(end, end)

    def time_inside(self, span: Span) -> int:
        """Where the first time expression inside a phrase begins; its end where it holds none."""
        return next((at for at in range(span.start + 2, span.end) if at in self._times_from), span.end)

    def metric_ending(self, end: int, start: int) -> Anchor | None:
        """The longest metric word of the lexicon that ends at `end` and does not begin before `start`."""
        anchor = self._metric_ends.get(end)
        if anchor is not None and self._text[anchor.start - 1 : anchor.start + 1] == "半年":
            start = max(start, anchor.start + 1)  # 半年产值 is a 产值 of half a year
        if anchor is None or (anchor.start >= start and anchor.start not in self._in_times):
            return anchor
        inside = self._inside(start, end)
        return next((a for a in inside if a.end == end and a.start not in self._in_times), None)

    def _inside(self, start: int, end: int) -> list[Anchor]:
        first = bisect_right(self._metric_starts, start - 1)
        last = bisect_left(self._metric_starts, end)
        return [anchor for anchor in self._metrics[first:last] if anchor.end <= end]

    def left(self, quantity: Quantity, floor: int) -> Phrase:
        """The phrase between `floor` and the quantity's predicate."""
        phrase = self.left_of(quantity.head, floor)
        if self._text[quantity.tail : quantity.tail + 1] not in _CLOSED:
            return phrase  # 击沉了乙的四艘|无人艇
        done = _DONE.match(self._text, phrase.noun.start, phrase.noun.end)
        return Phrase(Span(done.end(), phrase.noun.end), phrase.owner, True) if done is not None else phrase

    def left_of(self, head: int, floor: int) -> Phrase:
        """The phrase that ends before `head` and begins behind `floor`."""
        start = max(floor, head - REACH_LEFT)
        for found in _BREAKS.finditer(self._text, start, head):
            start = found.end()
        start = self._after_opening(self._after_closing(self._after_mark(start, head), head), head)
        end, active = self.strip_right(start, head)
        if (cause := _CAUSE.search(self._text, start, head)) is not None and cause.end() >= end:
            end, active = self.strip_right(start, cause.start())
        noun_start, owner_start, owner_end = start, start, start
        if (verb := self._last_verb(start, end)) is not None:
            noun_start, owner_end, active = verb.end(), verb.start(), True
        elif (there := _THERE.match(self._text, start, end)) is not None:
            noun_start, owner_end, active = there.end(), there.end("of"), True
        noun = self.strip_left(noun_start, end)
        if (of := self._text.rfind("的", noun.start, noun.end - 1)) >= 0 and self._text[of : of + 2] != "的士":
            if owner_start >= owner_end:
                owner_start, owner_end = noun.start, of
            noun = self.strip_left(of + 1, noun.end)
        if owner_start >= owner_end or _ATTRIBUTABLE.match(self._text, owner_start, owner_end):
            return Phrase(noun, Span(owner_start, owner_start), active)  # 归属于上市公司股东的净利润
        owner_end, _ = self.strip_right(owner_start, owner_end)
        return Phrase(noun, self.strip_left(owner_start, owner_end), active)

    def _after_mark(self, start: int, end: int) -> int:
        """Behind the number of an item of a list, where a phrase opens the item: (6)|某省经济总量, 5.|春运40天."""
        mark = LIST_MARK.match(self._text, start, end)
        opens = mark is not None and self._view.sentence_at(start).start == start
        return mark.end() if mark is not None and opens else start

    def _after_closing(self, start: int, end: int) -> int:
        """Behind the last closing bracket whose opening one lies before `start`: (下称甲酒业)|库里."""
        depth = 0
        for bracket in _ROUND.finditer(self._text, start, end):
            if bracket[0] == "(":
                depth += 1
            elif depth:
                depth -= 1
            else:
                start = bracket.end()
        return start

    def _after_opening(self, start: int, end: int) -> int:
        """Behind the last bracket or quotation mark that is still open at `end`."""
        if not _BRACKET.search(self._text, start, end):
            return start
        depth = 0
        for at in range(end - 1, start - 1, -1):
            if self._text[at] in _CLOSING:
                depth += 1
            elif self._text[at] in _OPENING:
                if depth == 0:
                    return at + 1
                depth -= 1
        return start

    def _last_verb(self, start: int, end: int) -> re.Match[str] | None:
        last = None
        for match in _verbs().finditer(self._text, start, end):
            if (
                match.end() < end
                and not self._in_metric(match.start(), match.end(), end)
                and not self._in_firm(match.start())
            ):
                last = match
        return last

    def _in_firm(self, offset: int) -> bool:
        """Whether a character stands in the name of a firm."""
        at = bisect_right(self._firm_starts, offset) - 1
        return at >= 0 and offset < self._firms[self._firm_starts[at]]

    def _in_metric(self, start: int, end: int, limit: int) -> bool:
        """Whether a verb is part of a metric noun, as 出口 of 出口交货值 is."""
        first, last = bisect_right(self._metric_starts, start - 8), bisect_right(self._metric_starts, start)
        return any(end <= anchor.end <= limit for anchor in self._metrics[first:last])

    def strip_right(self, start: int, end: int) -> tuple[int, bool]:
        """The end of a phrase without the words that lead to the number; and whether one was a verb."""
        active, limit = False, end
        trailing, text, times = _trailing(), self._text, self._times
        while end > start:
            if (end in self._metric_ends and self._metric_ends[end].start >= start) or end in self._firm_ends:
                break
            last = text[end - 1]
            if last in "一二两三四五六七八九十" and text[end : end + 1] in ("年", "月", "天"):
                end -= 1  # 投入|两年翻一番
                continue
            if last == ")" and (bracket := text.rfind("(", start, end)) in self._metric_ends:
                end = bracket  # 投资(不含农户)
                continue
            time = times.get(end)
            if time is None and last in "前后内起间中":
                time = times.get(end - 1)
            if time is not None and time >= start:
                end = time
                continue
            for word, verb in trailing.get(last, ()):
                if text.endswith(word, start, end):
                    inside = self._metric_inside(end - len(word), end)
                    active = active or verb
                    end = inside if inside > start else end - len(word)
                    break
            else:
                if last == "、" and active and end < limit:
                    return start, active  # 拿到许可、2028年实现50架交付: what is before the comma is done apart
                if last not in _LOOSE_END:
                    break
                end -= 1
        return end, active

    def _metric_inside(self, start: int, end: int) -> int:
        """Where a metric ends that a word at the end of a phrase cuts into: 营收|到, not 收到; 0 where none does."""
        for at in range(start + 1, end):
            anchor = self._metric_ends.get(at)
            if anchor is not None and anchor.start < start:
                return at
        return 0

    def strip_left(self, start: int, end: int) -> Span:
        """A phrase without conjunctions, prepositions, times and places in front of it."""
        leading, text, begun = _leading(), self._text, self._begun
        while start < end:
            if start in self._firms:
                break
            at = begun.get(start, 0)
            if start < at <= end:
                start = at
                continue
            first = text[start]
            if first in " ,、的了~)”’」』》】·":
                start += 1
                continue
            if first == "【" and start < (label := text.find("】", start, min(end, start + 16))):
                start = label + 1
                continue
            for word, _ in leading.get(first, ()):
                if text.startswith(word, start, end) and not self._guards(start, end):
                    start += len(word)
                    break
            else:
                break
        return Span(start, end)

    def _guards(self, start: int, end: int) -> bool:
        """Whether a metric word begins here, so that its first characters are no conjunction (对外贸易额)."""
        if _BEGINS.match(self._text, start, end) is not None:
            return True
        first = bisect_right(self._metric_starts, start - 1)
        return first < len(self._metrics) and self._metrics[first].start == start and self._metrics[first].end <= end

    def right(self, quantity: Quantity, ceiling: int) -> Span:
        """The noun right behind the quantity, empty where punctuation follows."""
        start, end = quantity.tail, min(ceiling, quantity.tail + REACH_RIGHT)
        limit = end
        if (stop := _RIGHT_END.search(self._text, start, end)) is not None:
            end = stop.start()
        opens = self._text[start : start + 1]
        listed = opens in ("和", "与", "及") and stop is None and ceiling <= start + REACH_RIGHT
        listed = listed and ceiling < self._view.sentence_at(quantity.start).end
        if opens in ("、", "/") or start in self._times_from or (listed and not _BEGINS.match(self._text, start)):
            return Span(start, start)
        if self._text[start:end].startswith("的"):
            start += 1
        if _NO_NOUN.match(self._text, start, end):
            return Span(start, start)
        comma = self._text.find("、", start, end)
        if comma >= 0 and end == ceiling:  # 12家企业、30个项目: the next number has its own noun
            end = comma
        for cut in _RIGHT_CUT.finditer(self._text, start, end) if start < end else ():
            if not self._in_metric(cut.start(), cut.end(), end):
                end = cut.start()
                break
        while start < end and self._text[start] == " ":
            start += 1
        end = next((at for at in range(start + 1, end) if at in self._times_from), end)  # 5省区|今年
        end = noun_end(self._text, start, end, lambda at: self._in_metric(at, at + 2, limit))
        while end > start and self._text[end - 1] in " ,的了和及与、":
            end -= 1
        return Span(start, end)

    def nature(self, metric: str) -> str | None:
        """How a metric stands in time (flow, stock, fact, weak), by the longest known word that it ends with."""
        return _nature(metric)

    def verb_in(self, span: Span) -> re.Match[str] | None:
        """The first verb of a stretch of text."""
        return _verbs().search(self._text, span.start, span.end)

    def begins_with_verb(self, span: Span) -> re.Match[str] | None:
        """Whether a phrase begins with a verb (1.5亿元建设厂房)."""
        if self._guards(span.start, span.end):
            return None
        return _verbs().match(self._text, span.start, span.end)
