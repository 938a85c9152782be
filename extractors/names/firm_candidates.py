"""Stretches of a clause that could be a name of a firm, whatever is said of them: unknown words between clean edges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from string import ascii_letters
from typing import NamedTuple

from ..view import Span, View
from .firm_grades import ends_thing
from .firm_lexicon import characters, cues, endings, terms, vocabulary
from .firm_stems import is_stem
from .firm_tokens import Token, Tokens
from .spotting import SURNAMES

_LONGEST, _WORDS = 10, 7
_CLAUSE = 600
"""Longer clauses are no prose."""
# Function characters that stand in no name; the others (中 上 同 达 会 …) may.
_HARD = frozenset(
    "的了着是由与和及对向从把被将以给让使据像跟等于并又也都还则而即这那该此某其各每已曾再更最很只仅均亦须就但或若虽且所比较超逾约你他她它们"
    "没未别说称有拥叫用拿签赴访获受需请靠凭随往拟"
)
_WORD_KINDS = frozenset(["place", "noun", "verb", "other", "ending", "term", "cue", "firm", "known"])
_UNKNOWN = frozenset(["char", "known", "firm", "function", "latin"])
_NAMING = _WORD_KINDS | {"char", "latin"}
_NO_NAME_ALONE = frozenset(["firm", "place", "ending"])  # read elsewhere, or the trade alone: 酒庄
_OPENS = frozenset("、“「的")
ALONE = 25
"""Of a hundred occurrences, how many stand alone, for a character to be a word by itself."""


class Candidate(NamedTuple):
    """Words `first` to `last`, end exclusive, of a clause, with the clause's words around them."""

    start: int
    end: int
    words: Sequence[Token]
    first: int
    last: int

    @property
    def before(self) -> Token | None:
        """The word before it in its clause."""
        return self.words[self.first - 1] if self.first else None

    @property
    def after(self) -> Token | None:
        """The word behind it in its clause."""
        return self.words[self.last] if self.last < len(self.words) else None


_candidate = partial(tuple.__new__, Candidate)  # without the Python function that a call of the class goes through


def candidates(view: View, tokens: Tokens, known: Iterable[Span]) -> Iterator[Candidate]:
    """The candidates of the sentences that speak of firms, and of those beside them; by position, short ones first."""
    return (found for found in stretches(view, tokens, known) if not is_other(tokens, found))


def stretches(view: View, tokens: Tokens, known: Iterable[Span]) -> Iterator[Candidate]:
    """The candidates, and what looks like one but `is_other`: who can tell in less time that it is none asks first."""
    sure = (Span(anchor.start, anchor.end) for anchor in tokens.gazetteer if anchor.payload[1] == "sure")
    speaking = _speaking(view, [*known, *sure])
    for clause in view.clauses:
        if clause.end - clause.start <= _CLAUSE and view.sentence_at(clause.start).start in speaking:
            words = tokens.split(clause.start, clause.end)
            traits = [_traits(kind, text) for _, _, kind, text in words]
            for start, stop in _runs(words, traits):
                yield from _in_run(words, traits, start, stop)


def is_other(tokens: Tokens, found: Candidate) -> bool:
    """Whether a stretch is a place's name, or another one's that is no firm's."""
    return tokens.is_place(found.start, found.end) or _is_other(tokens.folded, found)


_NOUNS = ("企业", "公司", "厂", "车间", "老板", "订单", "项目", "投资", "基地", "产值")


def _speaking(view: View, known: Iterable[Span]) -> set[int]:
    """Where the sentences begin that speak of firms, and those beside them: to weigh all others costs too much.

    They are those of a block that names one; elsewhere those with a noun for one, or for what only firms have.
    """
    blocks = {view.block_at(span.start).start for span in known}
    starts = [start for start, _ in view.sentences]
    named = {
        start
        for start, end in view.sentences
        if view.block_at(start).start in blocks or any(view.folded.find(noun, start, end) >= 0 for noun in _NOUNS)
    }
    return {start for at, start in enumerate(starts) if not named.isdisjoint(starts[max(0, at - 1) : at + 2])}


# Whose name it is: of a zone, a railway, a street, a school, an event that goes on behind the candidate.
_GOES_ON = re.compile(
    r"(?:园|新城|科学城|科技城|经开区|高新区|开发区|[新城郊矿林垦牧港]区|保税区|自贸区|综保区|工业园|工业区|石化区|街道|[镇乡村屯寨]"
    r"|[两三四五六七八九多各][地县市区镇乡村港]|街区|园区|社区|一带|商圈|景区|小镇|高铁|高速|铁路|机场|大桥|隧道|地铁|[东南西北]站"
    r"|大厦|广场|路|街|杯|奖|节|大学|学院|中学|小学|医院|法院|日报|晚报"
    r"|(?:集装箱)?码头|[会博]展中心|会议中心|博览[会城]|电影节|马拉松|流域|水库|水电站|水利枢纽)"
)
# 甲市机器人|产业园: behind a place and a trade, what is called after both.
_OF_TRADE = re.compile(
    r"(?:产业|科技|物流|创业|创新|孵化|示范|生产|智造|制造)?(?:园|基地|集群|产业带|产业城|产业链)|(?:[及和与、][一-鿿]{1,6})?产业"
)
# 甲市|门业, 乙县|鞋业: the trade of a place, where a mine's or a smelter's 某省|铜业 is a firm
_TRADE = re.compile("[^产行企实铜铝锌铅锡镍钴锰镁锂钛钨钼锑硅磷碱盐钾氟银金钢铁矿煤药]业")
# 某某|滨湖经济技术开发区: what kind of zone it is the name of
_OF_ZONE = re.compile(
    r"(?:沿海|沿江|临港|临空|经济|技术|高新|高端|装备|制造|产业|工业|综合|循环|生态|农业|科技|国家级?|省级){1,4}(?:开发区|高新区|保税区|示范区|试验区|合作区|园区|园|区)"
)
# 某某|智能|工厂: how a plant is, no end of a name.
_QUALITY = re.compile("(?:智能|数字|智慧|绿色|未来)$")
# 某某|国际|商务区: of what rank a site or a body is
_WORLDWIDE = re.compile(
    "国际(?=[一-鿿]{0,4}?(?:枢纽|中心|商务|合作区|社区|通道|航线|港(?![股交币])|赛|论坛|学校|酒店))"
)
# What one goes to see, and is no firm.
_SIGHT = re.compile(
    "(?:公路|高速|铁路|水库|灌区|电站|工坊|书院|博物馆|纪念馆|美术馆|图书馆|文化馆|文化园|公园|剧院|故居|遗址|古镇|古城)$"
)
# What such a word is said of, behind it: no end of a name either.
_THING_OF = re.compile("工厂|车间|产线|生产线|制造|仓|终端|化")
_NOUN = re.compile("(?:集团|总|母|子|分|股份|控股|上市|全资)*(?:公司|集团)")  # for any firm
# What other things end with, and names as well.
_NAMES_END = frozenset(["创新", "技术", "制造", "设计", "服务", "设备", "工程", "贸易", "供应", "研发", "开发", "应用"])
# 乙镇|竹编: a town and what is made there
_TOWN = re.compile(r"[\u4e00-\u9fff]{2}(?:镇|乡|街道)(?=.)")
_COUNTED = re.compile("另?[一两二三四五六七八九十几多数各这那该][家个名位]")
_MODEL = re.compile(r"[A-Za-z]{1,8}[-.]?\d[A-Za-z0-9.\-]*|[A-Z]{2}")  # of a product or a certificate: GLM-4, G6, TC


def _is_other(folded: str, found: Candidate) -> bool:
    """Whether it is a model's name, a person's, a noun for firms, what a firm has, or goes on as another name."""
    words, first = found.words, found.first
    if _OF_ZONE.match(folded, found.end) or _is_of_place(folded, found):
        return True
    if found.last - first == 2 and words[first + 1].kind == "place" and words[first].text in vocabulary():
        return True  # 平安|某市
    if first > 1 and words[first - 1].text == "的" and words[first - 2].kind in ("firm", "known"):
        return True
    if (town := _TOWN.match(folded, found.start, found.end)) is not None and folded[town.end()] not in "企办":
        return True
    if folded[found.start] in "全该本各" and folded[found.start + 1] in "省市县区镇乡村国":
        return True
    text = folded[found.start : found.end]
    if _NOUN.fullmatch(text) or any(
        word.kind == "char" and word.text in "镇乡" for word in words[first + 1 : found.last]
    ):
        return True  # 某某|镇|工业
    if first and found.end - found.start == 2 and words[first - 1].text in SURNAMES and words[first - 1].kind == "char":
        return True  # 连线崔|一鸣
    if text in cues("generic") or text.upper() in cues("acronym") or _MODEL.fullmatch(text):
        return True
    if text.endswith("国际") and _WORLDWIDE.match(folded, found.end - 2):
        return True
    if _SIGHT.search(text) or (_QUALITY.search(text) and _THING_OF.match(folded, found.end)):
        return True
    return (_COUNTED.match(folded, found.start) or _GOES_ON.match(folded, found.end)) is not None


def _is_of_place(folded: str, found: Candidate) -> bool:
    """Whether it begins with a county, or says what a place makes: 甲市|门业, 甲市|机器人|产业园."""
    words = found.words[found.first : found.last]
    if words[0].kind != "place" or len(words) < 2:
        return False
    if words[0].text[-1] in "市区县旗镇乡" or _OF_TRADE.match(folded, found.end):
        return True
    return _is_trade(words[1:]) if len(words) > 2 else _TRADE.fullmatch(words[1].text) is not None


def _is_trade(words: Sequence[Token]) -> bool:
    """Whether words behind a place only say what is made there: 某市|精细|化工, 某市|化工|新材料."""
    if words[-1].text in ("公司", "集团") or not all(word.kind in _WORD_KINDS for word in words):
        return False
    return not any(word.kind not in ("ending", "term") and is_stem(word.text[:2]) for word in words[:-1])


def is_word(word: Token) -> bool:
    """Whether a character is a word by itself more often than not part of a longer one."""
    return word.text in _alone()


@cache
def _alone() -> frozenset[str]:
    """The characters that are words by themselves more often than not."""
    return frozenset(found for found, (_, alone) in characters().items() if len(found) == 1 and alone >= ALONE)


@cache
def naming() -> frozenset[str]:
    """The characters, Latin letters among them, that are as frequent in names of firms as in text, or more so."""
    return frozenset(found for found, (score, _) in characters().items() if score >= 0) | frozenset(ascii_letters)


class _Traits(NamedTuple):
    """What a word can be in a name."""

    nameable: bool
    """Whether a name can have it in it."""
    unknown: bool
    """Whether it makes a name of the words that it stands with."""
    owned: bool
    """Whether it does so behind a place: 某市|石化."""
    edge: bool
    """Whether a name can begin behind it."""
    closes: bool
    """Whether a name can end before it: not where it is a part of a longer word."""
    thing: bool
    """Whether what ends with it is no name, but a thing, a place or an office."""
    likely: bool
    """Whether it has a character in it that is frequent in names."""


@lru_cache(1 << 15)  # few words are most of a text
def _traits(kind: str, text: str) -> _Traits:
    edge = kind in _WORD_KINDS or text in _alone()
    return _Traits(
        nameable=_nameable(kind, text),
        unknown=kind in _UNKNOWN,
        owned=kind == "ending" and _is_owned(text),
        edge=edge,
        closes=edge or kind == "function",
        thing=_ends_thing(kind, text),
        likely=not naming().isdisjoint(text),
    )


def _nameable(kind: str, text: str) -> bool:
    if kind == "function":
        return text not in _HARD
    if kind == "mark":
        return text in "—·"
    if kind == "cue":
        return len(text) == 1 or text in cues("within")
    return kind in _NAMING


def _is_owned(ending: str) -> bool:
    asked = endings()[ending][1]
    return asked == "any" or (asked == "name" and ending not in cues("trade") and ending not in terms())


def _ends_thing(kind: str, text: str) -> bool:
    if text in cues("site") or text in ("高铁", "高速", "铁路", "机场", "街区", "广场", "大厦"):
        return True
    if text in _NAMES_END:
        return False
    return kind != "ending" and text not in endings() and ends_thing(text)


def _runs(words: Sequence[Token], traits: Sequence[_Traits]) -> Iterator[tuple[int, int]]:
    """The longest stretches of words that a name can have in it, without a gap."""
    begin = end = 0
    for at, word in enumerate(words):
        if not traits[at].nameable:
            if at > begin:
                yield begin, at
            begin = at + 1
        elif at > begin and word.start != end:
            yield begin, at
            begin = at
        end = word.end
    if len(words) > begin:
        yield begin, len(words)


def _in_run(words: Sequence[Token], traits: Sequence[_Traits], start: int, stop: int) -> Iterator[Candidate]:
    opened = _opened(words, start)
    unknown = [
        traits[at].unknown or (traits[at].owned and at > start and words[at - 1].kind == "place")
        for at in range(start, stop)
    ]
    if not (opened or any(unknown)):
        return
    for first in range(start, stop):
        if first > start and not traits[first - 1].edge:
            continue
        begin = words[first].start
        named = like = False
        for last in range(first, min(stop, first + _WORDS)):
            named, like = named or unknown[last - start], like or traits[last].likely
            end = words[last].end
            if end - begin > _LONGEST:
                break
            closed = like and not traits[last].thing and (last + 1 == stop or traits[last + 1].closes)
            if not closed or end - begin < 2 or (last == first and words[last].kind in _NO_NAME_ALONE):
                continue
            if named or (first == start and last < start + 3 and opened):
                yield _candidate((begin, end, words, first, last + 1))


def _opened(words: Sequence[Token], first: int) -> bool:
    """Whether words alone stand by themselves, as in a list."""
    return not first or words[first - 1].text in _OPENS
