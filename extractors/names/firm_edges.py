"""Where a name begins and ends among the words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from .firm_forms import LEGAL_END
from .firm_items import daughter, judge
from .firm_lexicon import cues, endings
from .firm_tokens import Token

_NO_PART = frozenset(["mark", "cue", "function", "place"])
"""Kinds of words that a name's first character stands behind."""
_PROVINCES = frozenset("冀豫辽湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽粤川琼滇黔陇")
"""The short names of provinces, of whose middle 中 is said."""


def within_name(words: Sequence[Token], at: int) -> bool:
    """Whether a function character belongs to a name: 和 of 和玉 after 由, with nothing to join on its left."""
    before = words[at - 1] if at else None
    following = words[at + 1] if at + 1 < len(words) else words[at]
    known = following.kind == "firm" or (following.kind == "known" and len(following.text) > 2)
    if words[at].text in "同与和" and known:
        return False
    ends = following.kind == "ending" and endings()[following.text][1] != "soft"
    single = before is not None and before.kind == "char" and len(before.text) == 1
    if single and (ends or following.kind == "ending") and (at == 1 or words[at - 2].kind in _NO_PART):
        return True  # one character alone is no name: 瑞都实业, 某市丰和家具
    if words[at].text in "年月日家个位名项时":
        return before is None or (
            before.kind != "digit" and before.text[-1] not in "一二两三四五六七八九十百千多数几各每余这那该"
        )
    if words[at].text == "中" and before and before.text in _PROVINCES:
        return True  # 鄂中, 浙中
    if words[at].text in "近之" and before and before.kind == following.kind == "char":
        return True
    if words[at].text == "如" and following.kind in ("place", "firm", "country"):
        return False
    if before is None or before.kind in ("mark", "cue"):
        return words[at].text in ("和同达为上中下后前内外明如" if before is None or before.kind == "mark" else "达中上")
    if before.kind == "place":
        return words[at].text in "和同达中上"
    return words[at].text in "和同达为上中" and before.kind == "function" and before.text not in "均都皆也则又即"


def past_space(folded: str, start: int, end: int) -> int:
    """Where a name can begin at the earliest: behind the last space that Chinese stands before."""
    apart = folded.rfind(" ", start + 1, end)
    return apart + 1 if apart > start and "一" <= folded[apart - 1] <= "鿿" else start


def left_trimmed(piece: list[Token]) -> tuple[list[Token], bool]:
    """The member after the last word that can stand before a firm; whether such a word was there."""
    objects, closed = cues("object"), cues("edge")
    for at in range(len(piece) - 1, -1, -1):
        token = piece[at]
        boundary = (token.kind in ("mark", "digit") and token.text not in "()“”") or token.text in objects
        if token.text in closed and token.kind == "function":
            boundary = not within_name(piece, at)
        if boundary and token.text == "的" and at and piece[at - 1].kind in ("firm", "known"):
            return [], False
        if boundary and token.joins and at:
            left, led = left_trimmed(piece[:at])
            if left and judge(left).grade >= 0.8:
                return [*left, *piece[at:]], led
        if boundary and at < len(piece) - 1:
            return from_name(piece[at + 1 :] if token.kind != "digit" else _behind_number(piece[at + 1 :])), True
    return from_name(piece), False


def _behind_number(piece: list[Token]) -> list[Token]:
    """The name behind a number: after the 年 of a date; what goes on from any other unit is a kind of goods."""
    if piece[0].kind not in ("char", "function"):
        return piece
    return piece[1:] if piece[0].text in "年月日" else []


ONE_OF = frozenset(["另", "另一", "另一家", "一家", "这家", "那家", "两家"])
"""What a firm is counted or pointed at with, before its name."""


def from_name(piece: list[Token]) -> list[Token]:
    """Without a nationality and without words that are no part of a name but stand before one."""
    while len(piece) > 1 and (piece[0].kind == "country" or piece[0].text in ONE_OF):
        piece = piece[1:]
    piece = without_county(piece) if piece else piece
    if judge(piece).grade >= 0.8:
        return piece
    for at in range(1, len(piece)):
        if piece[at - 1].kind not in ("verb", "cue", "noun", "other", "term", "place", "function"):
            break
        if piece[at - 1].text == "年":
            break
        if judge(piece[at:]).grade >= 0.8:
            return piece[at:]
    return piece


_COUNTY = frozenset("市区县旗镇乡")


def without_county(piece: list[Token]) -> list[Token]:
    """Without the county or town before a name of its own: firms are called after a place without its 县 or 镇."""
    size = 0
    county = piece[0].text
    if piece[0].kind == "place" and county[-1] in _COUNTY and (len(county) > 2 or county[-1] == "县"):
        size = 1
    else:
        for at in range(1, min(3, len(piece))):
            if piece[at].text in ("镇", "乡", "街道") and sum(len(token.text) for token in piece[:at]) in (2, 3):
                size = at + 1
    rest = piece[size:]
    if not size or len(rest) < 2 or rest[0].kind not in ("char", "firm", "known", "function"):
        return piece
    text = "".join(token.text for token in rest)
    own, municipal = judge(rest).grade, text.startswith(tuple(cues("municipal")))
    if municipal or LEGAL_END.search(text) or (own < 0.8 and own < judge(piece).grade):
        return piece
    return rest


_CLOSING = frozenset(["function", "verb", "cue", "noun", "other", "term", "place", "digit", "mark", "country"])
"""Kinds of words that no name goes on with, but for `_joins`."""


def natural(piece: list[Token]) -> tuple[list[Token], int]:
    """The last member of a list without a close: up to the first word that no name goes on with."""
    for at in range(1, len(piece)):
        if not _is_within(piece, at) and (_is_ended(piece, at) or piece[at].kind in _CLOSING) and not _joins(piece, at):
            return _cut(piece, at)
    return _untied(piece), piece[-1].end if piece else 0


def _is_within(piece: list[Token], at: int) -> bool:
    """Whether the name cannot end before a word: beside brackets, before a daughter's place, behind one character."""
    before, token = piece[at - 1], piece[at]
    if token.text in "()" or before.text == "(" or daughter(piece, at - 1):
        return True
    return at == 1 and before.kind == "char" and token.kind in ("noun", "other", "place")


def _is_ended(piece: list[Token], at: int) -> bool:
    """Whether what stands before a word has ended the name: its ending, or a known name before goods or letters."""
    before, token = piece[at - 1], piece[at]
    if before.kind in ("firm", "known") and token.kind == "char":
        follows = [word.kind for word in piece[at + 1 : at + 3]]
        return len(before.text) > 2 or follows[:1] not in (["char"], ["ending"])
    soft = token.kind == "ending" and endings()[token.text][1] == "soft"
    if before.kind == "ending":
        return token.kind != "ending" or (soft and endings()[before.text][1] != "soft")
    return before.kind == "firm" and soft


def _joins(piece: list[Token], at: int) -> bool:
    """Whether a word goes on with the name all the same: before its ending, as its second word, as a conjunction."""
    before, token = piece[at - 1], piece[at]
    behind = [word.kind for word in piece[at + 1 : at + 3]]
    if token.kind in ("noun", "other", "term") and behind in (["ending"], ["ending", "mark"], ["ending", "function"]):
        return True
    closed = not behind or behind[0] in ("cue", "verb", "mark", "function")
    if token.kind == "noun" and at <= 2 and closed and all(word.kind in ("char", "function") for word in piece[:at]):
        return True
    joint = before.joins and token.kind in ("country", "place")
    return joint or token.joins


def _cut(piece: list[Token], at: int) -> tuple[list[Token], int]:
    """The words before `at`, and where they end; what 着 or 了 goes with is a verb: 某某|隔着."""
    if at > 2 and piece[at].text in "着了过" and piece[at - 1].kind == "char":
        at -= 1
    return _untied(piece[:at]), piece[at].start


def _untied(piece: list[Token]) -> list[Token]:
    """Without a conjunction that joins nothing."""
    while piece and piece[-1].joins:
        piece = piece[:-1]
    return piece
