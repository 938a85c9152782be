"""Which firm the text speaks of at each point: the subject of the clause, and how long it stays so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..fold import fold_word
from ..names.firms import FirmMention
from ..names.places import Place
from ..records import Firm
from ..view import Block, View
from .firm_marks import FirmMarks
from .firm_quotes import FirmQuotes
from .firm_roles import Event, FirmRoles
from .firm_sections import FirmSections

# 该厂: the works of whom the text has just named
_SITE = re.compile("该(?:基地|工厂|厂|生产线|产线)")
# 集团占股51%: who holds a share, and whom the text goes on to tell of no more
_HOLDS = re.compile("(?:公司|集团){1,2}[占持控]股")
# Words for a body that stand for the last one whose name ends so
_KINDS = ("分行", "支行", "合作社")
# Names of banks
_BANK = re.compile(r"银行|支行|分行|信用社|农信")
# 甲总经理某某说: whose people speak.
_OFFICE = re.compile(
    r"(?:的|[(][^()\n]{0,16}[)])?[^,。;、]{0,6}?(?:创始人|创办人|董事长|董秘|总经理|副总|总裁|总监|掌门人|CEO|CTO|COO|厂长|负责人|主任|经理|工程师|老板|站长|班长)"
)
_FIGURE = re.compile(r"\d(?:[多余]?[万亿个家户人吨%台辆亩套件]|个?百分点)")
_OPENING = 4
"""How far into its paragraph stands a firm that this begins with."""
_TWO = 60
"""How far before 后者 the firm stands that it is."""
_BACK = 12
"""How many mentions of firms before a paragraph are looked at for the one last told of."""


@dataclass(slots=True)
class _Course:
    """How the telling of a paragraph stands at the point up to which it has been read."""

    current: Event
    speaker: str | None = None
    """Whose people it has quoted last."""
    topic: str | None = None
    """The firm that it begins with."""
    over: Event | None = None
    """Where what is told of a firm named late in its sentence ends."""

    def turn(self, event: Event) -> Event:
        """The text speaks of another firm, or of none, from here on."""
        self.current = event
        return event


class FirmSubjects:
    """The firm in force at each point; where a text is about one firm, that one unless another is the subject."""

    def __init__(
        self,
        view: View,
        firms: Sequence[FirmMention],
        places: Sequence[Place],
        main: str | None,
        voiced: bool = False,
        passing: bool = False,
    ) -> None:
        """`passing`: the article tells of firms in passing, one sentence each, as the report of a place does."""
        self._view, self._text, self._firms, self._whole = view, view.folded, firms, main
        self._main, self._voiced, self._passing = main, voiced, passing and main is None
        self._lends = any(m.firm.key == main and _BANK.search(m.firm.name) for m in firms)
        self._named = {m.firm.key: fold_word(m.firm.name) for m in firms}
        self._last: str | None = None
        self._near: str | None = None
        self._bank: str | None = None
        self._starts = [mention.start for mention in firms]
        self._marks, self._roles = FirmMarks(view, firms, places), FirmRoles(view)
        self.sections = FirmSections(view, firms, main)
        self._quotes = FirmQuotes(view, firms, None if self._lends else main)
        self._headings = [block.start for block in view.blocks if block.kind == "heading"]
        self._events: dict[int, tuple[list[int], list[Event]]] = {}

    def at(self, offset: int) -> str | None:
        """The key of the firm that the text at `offset` is about."""
        if not self._firms:
            return None
        if (speaker := self._quotes.speaker(offset)) is not None:
            return speaker
        block = self._view.block_at(offset)
        if block.start not in self._events:
            events = sorted(self._of_block(block), key=lambda event: event.start)
            self._events[block.start] = [event.start for event in events], events
        starts, events = self._events[block.start]
        index = bisect_right(starts, offset) - 1
        return events[index].key if index >= 0 else self._whole

    def _of_block(self, block: Block) -> Iterator[Event]:
        self._main = self.sections.of(block, self._whole)
        current = Event(block.start, self._main)
        yield current
        self._recall(block)
        known = self._main or self._last or self._near or self._bank
        if not known and bisect_left(self._starts, block.start) == bisect_left(self._starts, block.end):
            return  # no word can stand for a firm here
        course = _Course(current)
        for start, word in self._marks.of(block):
            if course.over is not None and start >= course.over.start:
                course.current, course.over = course.over, None
            if isinstance(word, list):
                yield from self._turned(course, word, start - block.start <= _OPENING)
            elif word == "that":
                yield from self._stood_for(course, start)
            else:
                key = self._main if word == "turn" else self._ours(start, course.speaker)
                yield course.turn(Event(start, key))

    def _turned(self, course: _Course, named: Sequence[FirmMention], opens: bool) -> Iterator[Event]:
        """Whom the text turns to with names; a list, or a firm behind figures of others, has its sentence alone."""
        start, last = named[0].start, named[-1]
        course.speaker = last.firm.key if _OFFICE.match(self._text, last.end) else course.speaker
        found = self._roles.told(named, course.current, self._main)
        self._remember(last.firm, told=bool(found))
        if found == "":
            return
        if found is not None and course.current.key is None and self._roles.carries_out(named):
            yield Event(max(course.current.start, self._view.sentence_at(start).start), found)
        late = found is not None and (self._passing or (course.current.key is None and self._is_late(start)))
        course.topic = found if opens else course.topic
        yield course.turn(Event(start, found))
        end = self._view.sentence_at(start).end
        if late:
            course.over = Event(end, None)
            yield course.over
        back = self._main or (course.topic if len(named) > 1 else None)
        if found is None and back is not None:
            yield Event(end, back)

    def _stood_for(self, course: _Course, start: int) -> Iterator[Event]:
        """Whom the text turns to with a word that stands for a firm."""
        firm = self._meant(start)
        if firm is None:
            return
        if _HOLDS.match(self._text, start) and course.current.key is not None:  # 集团占股51%。项目…
            yield Event(self._view.clause_at(start).end, course.current.key)
            yield Event(start, firm)
        else:
            yield course.turn(Event(start, firm))

    def _is_late(self, start: int) -> bool:
        """Whether a firm is named in a sentence that has given figures of others: 产值5亿元,甲贡献了2亿元."""
        return _FIGURE.search(self._text, self._view.sentence_at(start).start, start) is not None

    def _recall(self, block: Block) -> None:
        """The firm and the bank that the blocks before spoke of last, as far back as the heading above."""
        at = bisect_right(self._headings, block.start) - 1
        low = bisect_left(self._starts, self._headings[at]) if at >= 0 else 0
        high = bisect_left(self._starts, block.start)
        self._last = self._near = self._bank = None
        for mention in self._firms[max(low, high - _BACK) : high]:
            self._remember(mention.firm)
        if not self._lends:
            self._last = self._main or self._last

    def _remember(self, firm: Firm, told: bool = True) -> None:
        """Keep a firm as the last one; one that is only named where another is told of changes nothing."""
        if firm.kind == "company" and _BANK.search(firm.name):
            self._bank = firm.key
        elif firm.kind == "company":
            self._near = firm.key
            self._last = firm.key if told or self._last is None else self._last

    def _meant(self, start: int) -> str | None:
        """The firm that 公司, 集团, 该企业 stands for: the article's, or the last told of; 该行 is the last bank.

        In the news of a bank 公司 is whom it lends to. 分行, 支行, 合作社 are the last firm of a name like that.
        """
        if self._text.startswith("者", start + 1):
            return self._of_two(start)
        if self._text.startswith("该行", start):
            return self._bank or self._last or self._main
        if kind := next((word for word in _KINDS if self._text.startswith(word, start)), None):
            return self._of_kind(kind)
        if _SITE.match(self._text, start):
            return self._near or self._main  # the works of whom the text has just named
        if self._text.startswith("集团", start) and (group := self._group_before(start)) is not None:
            return group
        bare = self._text.startswith(("公司", "集团"), start) and not self._lends
        return (self._main or self._last) if bare else (self._last or self._main)

    def _of_two(self, start: int) -> str | None:
        """The firm that 后者 is: the last one named right before, and 前者 the one before that."""
        paired = self._text.rfind("前者", max(0, start - 2 * _TWO), start)
        offset = paired if paired >= 0 else start
        before = self._view.sentence_at(offset)
        if before.start == offset:
            before = self._view.sentence_at(offset - 1)
        low = bisect_left(self._starts, max(before.start, offset - _TWO))
        named = self._firms[low : bisect_left(self._starts, offset)]
        keys = list(dict.fromkeys(m.firm.key for m in named if m.firm.kind == "company"))
        former = self._text.startswith("前", start)
        if len(keys) < 1 + (former or paired >= 0):
            return None
        return keys[-2 if former else -1]

    def _of_kind(self, word: str) -> str | None:
        """The firm last told of whose name ends with a word; that of the article, where it does not."""
        for key in (self._last, self._bank, self._main):
            if key is not None and self._named[key].endswith(word):
                return key
        return None

    def _group_before(self, start: int) -> str | None:
        """The group that 集团 is, and none of its works: the one the paragraph has named last, or the text most."""
        if self._main is not None:
            return self._main
        low, stop = bisect_left(self._starts, self._view.block_at(start).start), bisect_left(self._starts, start)
        near = (m.firm for m in reversed(self._firms[max(low, stop - _BACK) : stop]))
        return next((firm.key for firm in near if "集团" in firm.name), self._group)

    @cached_property
    def _group(self) -> str | None:
        """The group that the article names most."""
        times = Counter(mention.firm.key for mention in self._firms if "集团" in mention.firm.name)
        return max(times, key=lambda key: times[key], default=None)

    def _ours(self, start: int, speaker: str | None) -> str | None:
        """The firm that 我们 is: that of a talk, or of whose people the paragraph quotes; None for other words."""
        if not self._text.startswith("我们", start):
            return None
        return self._main if self._voiced else speaker
