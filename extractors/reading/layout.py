"""Lines to parts: hard-wrapped lines joined again, headings, list items and tables kept apart.

Printed pages break lines in the middle of a sentence, of a word or of a number, sometimes with an empty line between.
A break is such a wrap when what stands before it cannot be an end (an open bracket, a comma, a sentence begun) or
what follows cannot be a beginning (a closing mark), or when the lines are as long as the column is wide; never
when what follows opens something of its own (a list item, a byline, an indented paragraph).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .lineforms import ITEM
from .parts import Part
from .tables import tables_of


@dataclass(slots=True)
class Line:
    """A line that is not empty; `gap` counts the empty lines before it, `indent` its leading white space."""

    text: str
    gap: int
    indent: int


_CANNOT_BEGIN = re.compile(
    r"[，。、；：！？）》」』】〕”’%％‰℃,;!?)\]}·]|[.:](?!\w)|(?:等[，。、；]|们|的[^确士]|了[，。])"
)
_OPENS = re.compile(
    r"[■□●○◆◇▲△★☆▪•·\-*+–—]\s*\S|——|[①-⑳⑴-⒇⒈-⒛㈠-㈩]|"
    r"[(（]?[一二三四五六七八九十百\d]{1,3}[)）、．]|\d{1,2}[.．](?!\d)|第[一二三四五六七八九十百\d]{1,4}[章节節条條部篇]|"
    r"[【\[〔](?!大|小)|(?:图|圖|表|附件|附表|注|註|注释)\s*[\d一二三四五六七八九十]*[：:\s]|"
    r"[^，。；！？、\s]{1,14}[：:](?=\S)|本报|本報|新华社|新華社|中新社|中新网|图为|圖為|来源|來源|"
    r"[(（](?:\d{4}年|\d{4}-|记者|記者|作者|责|編|编|图|圖|原载|完)|"
    r"(?:本报|本刊|本網|本网|見習|见习|特约|特約|首席)?(?:记者|記者|通讯员|通訊員)\s"
)
_ENDS = re.compile(r"(?:[。！？!?；;…：:]|\.{3})[”’」』）)】》\"']*$|[。！？][”’」』）)】》\"']+\S{0,3}$")
_MUST_GO_ON = re.compile(r"[，、,（(《〈「『“‘【〔\[—/／+~～·－-]$|[^\W\d_][‘“]$")
# Words that lead to another word; a heading or a list item hardly ends in them.
_LEADS_ON = re.compile(
    r"(?:[和与與及或在将將把被从從对對向为為以由是至到跟同比较較并並而且则則就也都还還又可能会會要使让讓给給按于於]|其中|以及|通过|通過|达到|達到|超过|超過)$"
)
# What opens a sentence with a comma after it opens no headline.
_SENTENCE_BEGUN = re.compile(
    r"(?:目前|当前|當前|近年来|近年來|近日|日前|其中|此外|另外|同时|同時|与此同时|與此同時|下一步|今年以来|今年以來|"
    r"据[^，,。]{1,12}|據[^，,。]{1,12}|截至[^，,。]{1,10}|截止[^，,。]{1,10}|(?:数据|統計|统计)[^，,。]{0,6}[显顯]示|"
    r"记者[^，,。]{0,8}(?:到|悉)|記者[^，,。]{0,8}(?:到|悉))[，,]"
)
_CREDIT = re.compile(
    r"(?:摄影报道|攝影報導|摄|攝|供图|供圖|报道|報導|报導|供稿|文/?图|编译|制图|綜合|综合)[)）]?$|[(（][^()（）]{2,30}[)）]$"
)
# A question or an exclamation can stand inside a headline; a full stop cannot.
_STOP = re.compile(r"。|[！？!?](?=.{16})")
_COMMA = re.compile(r"[，；;,](?:(?<!,)|(?!\d{3}))")  # one class before all else: sought in a table
_NUMERAL_END = re.compile(r"(?:[\d０-９][.．]?|[一二三四五六七八九十百千万亿])$")
_NUMERAL_START = re.compile(
    r"[\d０-９.．%％]|[一二三四五六七八九十百千万亿]{1,6}(?:[点个家项人元亩吨户套台辆名所座条处])|[万亿]?[元吨亩]"
)
# 索引号:… 发文时间:… 公开方式:…: what a site says of a document, which no line goes on
_LABELS = re.compile(
    r"(?:[^\s：:，。]{2,6}[：:]\s?[^\s：:]+(?:\s[\d:]+)?[\s\u3000]+)+[^\s：:，。]{2,6}[：:]\s?[^：:，。]+$"
)
_HEAD_LINES = 3
_FEWEST_LINES = 4
_OPENING, _CLOSING = "（(《「『“【〔", "）)》」』”】〕"
_BRACKETS = re.compile(f"[{re.escape(_OPENING + _CLOSING)}]")
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6—…“”‘’·～①-⑳]+"
)


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, with what their surroundings say."""
    found, gap = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            found.append(Line(stripped, gap, len(raw) - len(raw.lstrip())))
            gap = 0
        else:
            gap += 1
    return found


def parts_of(text: str) -> list[Part]:
    """The parts of a plain text, in order."""
    lines = lines_of(text)
    column = column_of(lines)
    indented = sum(1 for line in lines if line.indent >= 2) > len(lines) // 10
    tables = tables_of(lines)
    parts: list[Part] = []
    at = 0
    while at < len(lines):
        if at in tables:
            rows, at = tables[at]
            parts.append(Part("table", "", rows=rows))
            continue
        paragraph = _Paragraph(lines[at], is_head=at < _HEAD_LINES)
        at += 1
        while at < len(lines) and at not in tables and paragraph.goes_on(lines[at], column, indented):
            paragraph.add(lines[at])
            at += 1
        joined = paragraph.text()
        parts.append(Part("item" if ITEM.match(joined) else "text", joined))
    return parts


class _Paragraph:
    """Lines joined so far, with the evidence of whether the next one belongs to them."""

    def __init__(self, line: Line, *, is_head: bool) -> None:
        self._lines = [line]
        self._length = self._commas = self._colons = self._depth = 0
        self._stopped = False
        self._is_head = is_head
        self._note(line.text)

    def add(self, line: Line) -> None:
        """Join a line."""
        self._lines.append(line)
        self._note(line.text)

    def _note(self, text: str) -> None:
        self._length += len(text)
        self._commas += len(_COMMA.findall(text))
        self._colons += text.count("：") + text.count("、")
        self._stopped = self._stopped or _STOP.search(text, 0, max(0, len(text) - 1)) is not None
        for mark in _BRACKETS.findall(text):
            self._depth = max(0, self._depth + (1 if mark in _OPENING else -1))

    def goes_on(self, line: Line, column: Column | None, indented: bool) -> bool:
        """Whether the break before `line` is a wrap."""
        last = self._lines[-1].text
        full = column is not None and column.holds(last)
        opens = _OPENS.match(line.text) is not None
        begins = indented and line.indent >= 2
        if _ENDS.search(last[-12:]):
            if full and not opens and last[-1] in "；;":
                return True
            return full and not (line.gap or line.indent or opens or last.endswith(("：", ":")))
        if _CANNOT_BEGIN.match(line.text) or (full and not begins):
            return True
        if begins or (opens and not (self._depth and self._length < 400)):
            return False
        if _MUST_GO_ON.search(last) or (self._depth and self._length < 600):
            return self._length >= 6
        if _CREDIT.search(last[-40:]) or _LABELS.match(last) or _LABELS.match(line.text):
            return False
        if _SENTENCE_BEGUN.match(self._lines[0].text) and self._length >= 6:
            return True
        if self._stopped and self._length >= 12:
            return True
        if (
            self._length >= 8
            and self._commas + self._colons
            and (_LEADS_ON.search(last) or _cuts_number(last, line.text))
        ):
            return True
        # Headlines with a comma are shorter than this, those of a page's head excepted; a colon alone proves less.
        return self._length >= (36 if self._is_head or not self._commas else 24) and self._commas + self._colons > 0

    def text(self) -> str:
        """The lines as one, with a space only between two words of letters."""
        pieces = [self._lines[0].text]
        for line in self._lines[1:]:
            before, after = pieces[-1][-1], line.text[0]
            # A capital before a break is part of a name that was cut (A|BB) sooner than the end of a word.
            if before.isascii() and before.islower() and after.isascii() and after.isalpha():
                pieces.append(" ")
            pieces.append(line.text)
        return "".join(pieces)


def _cuts_number(before: str, after: str) -> bool:
    """Whether a break stands between two figures of a number, or between it and its unit."""
    return _NUMERAL_END.search(before) is not None and _NUMERAL_START.match(after) is not None


def display_width(text: str) -> int:
    """The columns that a text takes where a Chinese character takes two."""
    return len(text) + sum(map(len, _WIDE.findall(text)))


class Column(NamedTuple):
    """The width at which a page wraps its lines, in what `measure` counts; a full line lacks `slack` at most."""

    measure: Callable[[str], int]
    width: int
    slack: int

    def holds(self, text: str) -> bool:
        """Whether a line fills the column; one that goes beyond it was not wrapped."""
        return abs(self.measure(text) - self.width) <= self.slack


def column_of(lines: Sequence[Line]) -> Column | None:
    """The column of a page, None where lines end with their paragraphs.

    Wrapped lines crowd just below one width that few exceed (a page's head), and most of them end amid a sentence.
    Printed pages wrap by columns, some converters by characters.
    """
    if len(lines) < _FEWEST_LINES:
        return None
    columns = [
        column for measure, slack in ((display_width, 3), (len, 1)) if (column := _crowded(lines, measure, slack))
    ]
    return max(columns, key=lambda column: sum(column.holds(line.text) for line in lines), default=None)


def _crowded(lines: Sequence[Line], measure: Callable[[str], int], slack: int) -> Column | None:
    widths = sorted(measure(line.text) for line in lines)
    column = Column(measure, widths[max(0, len(widths) - 1 - len(widths) // 16)], slack)
    if not 8 <= column.width <= 160:
        return None
    full = [line for line in lines if column.holds(line.text)]
    cut = [line for line in full if not _ENDS.search(line.text[-12:])]
    return column if len(full) >= max(3, len(lines) // 4) and len(cut) >= 0.6 * len(full) else None
