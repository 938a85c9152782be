"""The noun phrases beside a quantity: what stands left of its predicate, and what it counts on its right."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..names.firm_lexicon import vocabulary
from ..names.spotting import frequent_verbs
from ..seeking import Seeker
from ..view import Span
from .clause_verbs import ClauseVerbs
from .counted import noun_end, of_counted
from .phrase_lexicon import BEGINS, leading, trailing
from .phrase_openings import OPENING, after_closing, after_mark, after_opening
from .quantities import Quantity

_REACH_LEFT, _REACH_RIGHT = 80, 32
"""How far a phrase is looked for, in characters."""
_BREAKS = re.compile(r"[:;!?。\n●■◆▲·—](?:(?<!—)|—|(?=\D))")
# What follows a number and is no noun: 45亿元最大, 3家不等
_NO_NOUN = re.compile(
    r"最|居(?!民|住|家)|位居|位列|分列|排名|排在|次之|不等|左右|上下|以上|以下|以内|之多|之间|有余|开外|的?(?:优异|好|佳)"
    r"|[增减涨跌升降](?:近|约|超|逾|了|[\d一二两三四五六七八九十])"
)
# 受海外订单影响同比下降3%: why, not what
_CAUSE = re.compile(
    r"(?:受|在|因|由于|得益于|随着)[^,。;]{1,24}?(?:影响|拖累|带动|推动|拉动|支撑|作用|背景|形势|基础)(?:下|上|之下)?"
)
_ATTRIBUTABLE = re.compile(r"[^,。;]{0,6}归属?于?(?:母公司|上市|挂牌|公司|本公司|股东|所有者|普通股)?")
# 某集群已有|规上企业: what is there stands behind
_THERE = re.compile(r"(?P<of>.+?)(?:[已现共仅还尚也正]|(?<=[^,。;、][^,。;、])[内里上](?=有)|目前|累计)有(?=..)")
# 铺开了|光伏板1.2万亩: what was done, whatever its verb, is done to what stands behind
_DONE = re.compile(r".*?..了(?![解望结断如])(?=..)")
# 连续四年|占比: for how long, not what
_RUNNING = re.compile(r"连续(?:多|数|[\d一二两三四五六七八九十]{1,2})(?:年|个?月|个?季度?)(?=.)")
_CALLED = re.compile(r"[(][^()]{2,40}[)](?=..)")
# 出厂价|三年里, 第一天|: for how long, not what
_DURATION = re.compile(
    r"(?:连续|历时|仅用?|时隔)?(?<![\d〇零一二三四五六七八九十百])(?:[一二两三四五六七八九十几数半]{1,3}|\d{1,2})个?(?:年|月|天|周|季度?)(?:多|来)?[里内间]?$|第[一二三四五]天$"
)
_LASTING = frozenset("年月天周季度里内间多来")
# 一吨|能, 县里|就: what stands before a verb, where it is no part of a word (产能, 成就)
_AUXILIARY = "能就只应"
_CLOSED = frozenset(["", *",。;、!?)\n"])
_WITHIN = frozenset(["区内", "县内", "市内", "省内"])
_LOOSE_END = " ,、的了著~+/" + OPENING
_RIGHT_END = re.compile(r"[,。;!?()\[\]{}:\n]|(?<=[^\x00-\x7f])\s|——")
# What follows a counted noun: 12家企业参加, 30家企业的总部
# Characters that end a noun alone, but not inside a word: 高等|院校, 激光雷达|芯片, 正极, 可降解, 国有
_RIGHT_CUT = Seeker(
    re.compile(
        r"(?<=.)(?:低于|高于|多于|少于|快于|慢于|优于|达到|(?<!雷)达(?!产|标)|超过|超(?!市|级|导|高[压清温强纯速性]|低[温空]|细|薄|纯|硬|短|大[型城]|算|声|微|临界|前|滤|充|材)"
        r"|突破|增长|增至|下降|占|合计|分别|(?<![主名老良])将(?!军|士)|已|均(?!衡|价|值)|(?<![首古故])都(?!市)|(?<![高中初优同平特])等(?!离子|级|温)"
        r"|和(?=\d)|(?<!参)与|及|以及|(?<!华)为|是|中有|(?<![国私自现所特专共])有(?![限色机源线轨])|中(?=[,。;]|$)|(?<![存现潜所])在(?![线建校册岗孵研营职读])|由|因(?!素|特|子)|以(?!上|太)|从(?!业)|被(?![困征告装服])"
        r"|(?<![认许宁])可(?!再生|控|视|穿戴|降解|燃冰|溶|变|循环|持续|编程|靠)|也|还(?!原|款|贷)|正(?!极|规|品|版|面)|共同|先后|相继|陆续|纷纷|联手|同时|即将|正在|跻身|上榜|入列|支撑|停产|减产|复产|投产|首次|全部|全面|悉数|竣工|签订|签署"
        r"|(?<![部成积评得百学高十满])分(?=[\d一二两三四五六七八九]|$)|(?<=[地面线岸路山田库台海])上(?=[一-鿿]着|[有分散])|未(?![来名])|(?:全球|全国|国内|亚洲|世界|全省|全市)(?:最|第[一二三]|首)|计划(?=[\d一二三四明今年内于在])|就(?![业地医诊近读学餐职座绪])|一次(?!性)|(?<!前)一[天年](?!期|生|级)|能(?:够|把|让|供|容|生产|满足|达|产|装|做|停|放|住|吃|下线|干|跑|赶上|同时|进行)"
        r"|[来产出源]自|[销运发]往|流向|属于|建成|表示|认为|年内|赴|参加|参与|参展|出席|到场|落户|入驻(?!企业)|签约|入选|获|实现|完成|贡献|带动|聚集|集聚|成为|作为|进行|开展)"
    )
)
_PARKS = ("工业", "产业", "科技", "物流", "化工", "创业", "农业")
"""What a kind of park is called by: 工业园区|用地."""


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


class Phrases(ClauseVerbs):
    """Reads the phrases beside the quantities of one article."""

    def left(self, quantity: Quantity, floor: int) -> Phrase:
        """The phrase between `floor` and the quantity's predicate."""
        phrase = self.left_of(quantity.head, floor)
        if self._text[quantity.tail : quantity.tail + 1] not in _CLOSED:
            return phrase  # 击沉了乙的四艘|无人艇
        done = _DONE.match(self._text, phrase.noun.start, phrase.noun.end)
        return Phrase(Span(done.end(), phrase.noun.end), phrase.owner, True) if done is not None else phrase

    def left_of(self, head: int, floor: int) -> Phrase:
        """The phrase that ends before `head` and begins behind `floor`."""
        start = max(floor, head - _REACH_LEFT)
        for found in _BREAKS.finditer(self._text, start, head):
            start = found.end()
        start = after_mark(self._view, start, head)
        start = after_opening(self._text, after_closing(self._text, start, head), head)
        end, active = self.strip_right(start, head)
        if (cause := _CAUSE.search(self._text, start, head)) is not None and cause.end() >= end:
            end, active = self.strip_right(start, cause.start())
        noun_start, owner_start, owner_end = start, start, start
        if (verb := self.last_verb(start, end)) is not None:
            noun_start, owner_end, active = verb.end(), verb.start(), True
        elif (there := _THERE.match(self._text, start, end)) is not None:
            noun_start, owner_end, active = there.end(), there.end("of"), True
        elif (since := self._told_since(start, end)) is not None:
            noun_start, owner_end = since.end, since.start
        noun = self.strip_left(noun_start, end)
        if (of := self._text.rfind("的", noun.start, noun.end - 1)) >= 0 and self._text[of : of + 2] != "的士":
            if owner_start >= owner_end:
                owner_start, owner_end = noun.start, of
            noun = self.strip_left(of + 1, noun.end)
        if owner_start >= owner_end or _ATTRIBUTABLE.match(self._text, owner_start, owner_end):
            return Phrase(noun, Span(owner_start, owner_start), active)  # 归属于上市公司股东的净利润
        owner_end, _ = self.strip_right(owner_start, owner_end)
        return Phrase(noun, self.strip_left(owner_start, owner_end), active)

    def _told_since(self, start: int, end: int) -> Span | None:
        """From where its bearer ends to where what is told begins, behind a time or the name of a firm and a verb.

        海芮机械|去年产出|电机, 海芮机械|屠宰|生猪.
        """
        time = next((at for at in range(end - 2, start + 1, -1) if at in self._times_from), None)
        bearer = time or self._firms.get(start)
        if bearer is None or bearer >= end:
            return None
        if time is None and (called := _CALLED.match(self._text, bearer, end)) is not None:
            return Span(bearer, called.end())  # 某某公司(以下简称“某某”)|海外收入
        told = bearer if time is None else self._times_from[time]
        verb = self._text[told : told + 2] in frequent_verbs()
        if verb and self._is_object(told + 2, end):
            return Span(bearer, told + 2)
        return Span(bearer, told) if time is not None and end > told + 2 * verb else None

    def _is_object(self, start: int, end: int) -> bool:
        """Whether a noun behind a verb stands by itself, and is no metric that the verb is a part of: 出口|总额."""
        return end - start > 1 and end not in self._metric_ends and not self.is_in_metric(start - 2, start + 1, end)

    def strip_right(self, start: int, end: int) -> tuple[int, bool]:
        """The end of a phrase without the words that lead to the number; and whether one was a verb."""
        active, limit = False, end
        table, text = trailing(), self._text
        while end > start:
            if (end in self._metric_ends and self._metric_ends[end].start >= start) or end in self._firm_ends:
                break
            if text[end - 1] == "着" and end - start > 3:
                end, active = end - 2, True  # 车间里|跑着326台小车
                continue
            if (aside := self._before_aside(start, end)) < end:
                end = aside
                continue
            for word, verb in table.get(text[end - 1], ()):
                if text.endswith(word, start, end) and (word != "园区" or text[end - 4 : end - 2] not in _PARKS):
                    if word in _WITHIN and text[end - 3] not in _LOOSE_END and end - 3 >= start:
                        word = "内"  # 高新区|内: the rest is of a name
                    inside = self._metric_inside(end - len(word), end)
                    active = active or verb
                    end = inside if inside > start else end - len(word)
                    break
            else:
                if text[end - 1] == "、" and active and end < limit:
                    return start, active  # 拿到许可、2028年实现50架交付: what is before the comma is done apart
                if text[end - 1] not in _LOOSE_END:
                    break
                end -= 1
        return end, active

    def _before_aside(self, start: int, end: int) -> int:
        """Where a phrase ends before a time, a bracket, an auxiliary or how long something lasts; `end` without one."""
        text, last = self._text, self._text[end - 1]
        if last in "一二两三四五六七八九十" and text[end : end + 1] in ("年", "月", "天"):
            return end - 1  # 投入|两年翻一番
        if last == ")" and (bracket := text.rfind("(", start, end)) in self._metric_ends:
            return bracket  # 投资(不含农户)
        time = self._times.get(end)
        if time is None and last in "前后内起间中":
            time = self._times.get(end - 1)
        if time is not None and time >= start:
            return time
        if last in _AUXILIARY and end - start > 2 and self._is_auxiliary(end):
            return end - 1
        if last in _LASTING and (lasting := _DURATION.search(text, max(start + 1, end - 8), end)):
            return lasting.start()
        return end

    def _is_auxiliary(self, end: int) -> bool:
        """Whether the character before `end` is no part of a word: 一吨|能, but 太阳能, 用能."""
        known = vocabulary()
        word = any(self._text[end - size : end] in known for size in (2, 3))
        return not word and self._text[end - 2] not in "用产耗"

    def strip_left(self, start: int, end: int) -> Span:
        """A phrase without conjunctions, prepositions, times and places in front of it."""
        table, text, begun = leading(), self._text, self._begun
        while start < end:
            if start in self._firms:
                break
            at = begun.get(start, 0)
            if start < at <= end:
                start = at + (text[at : at + 1] == "内" and text[at : at + 2] not in vocabulary())  # 甲区|内企业
                continue
            first = text[start]
            if first in " ,、的了~)”’」』》】·":
                start += 1
                continue
            if first == "连" and (running := _RUNNING.match(text, start, end)) is not None:
                start = running.end()
                continue
            if first == "【" and start < (label := text.find("】", start, min(end, start + 48))):
                start = label + 1
                continue
            for word, _ in table.get(first, ()):
                if not text.startswith(word, start, end) or self.guards(start, end):
                    continue
                behind = text[start + len(word) : start + len(word) + 1]
                within = len(word) == 1 and word not in "该此其这那" and self._begins_word(start)
                if not within and (word[-1] != "内" or behind != "外"):  # 国内|外游客
                    start += len(word)
                    break
            else:
                break
        return Span(start, end)

    def _begins_word(self, start: int) -> bool:
        """Whether a character is the first of a noun, or of a verb before one, and no word itself: 本土, 共享|灌装."""
        known, text = vocabulary(), self._text
        kind = known.get(text[start : start + 2])
        longer = known.get(text[start : start + 3]) in ("noun", "term")  # 起动机
        if longer or kind in ("noun", "term") or kind is None or text[start + 1] == "有":
            return longer or kind in ("noun", "term")
        return text[start + 2 : start + 4] in known and text[start + 1 : start + 3] not in known

    def right(self, quantity: Quantity, ceiling: int) -> Span:
        """The noun right behind the quantity, empty where punctuation follows."""
        start, end = quantity.tail, min(ceiling, quantity.tail + _REACH_RIGHT)
        limit = end
        if (stop := _RIGHT_END.search(self._text, start, end)) is not None:
            end = stop.start()
        opens = self._text[start : start + 1]
        listed = opens in ("和", "与", "及") and stop is None and ceiling <= start + _REACH_RIGHT
        listed = listed and ceiling < self._view.sentence_at(quantity.start).end
        if opens in ("、", "/") or start in self._times_from or (listed and not BEGINS.match(self._text, start)):
            return Span(start, start)
        if self._text[start:end].startswith("的"):
            start += 1
        if _NO_NOUN.match(self._text, start, end):
            return Span(start, start)
        comma = self._text.find("、", start, end)
        if comma >= 0 and end == ceiling:  # 12家企业、30个项目: the next number has its own noun
            end = comma
        for cut in _RIGHT_CUT.finditer(self._text, start, end) if start < end else ():
            if not self.is_in_metric(cut.start(), cut.end(), end):
                end = cut.start()
                break
        while start < end and self._text[start] == " ":
            start += 1
        end = next((at for at in range(start + 1, end) if at in self._times_from), end)  # 5省区|今年
        end = noun_end(self._text, start, end, lambda at: self.is_in_metric(at, at + 2, limit))
        if quantity.kind == "count" and quantity.unit != "人次":
            start, end = of_counted(self._text, quantity.unit, Span(start, end))
        while end > start and self._text[end - 1] in " ,的了和及与、":
            end -= 1
        return Span(start, end)
