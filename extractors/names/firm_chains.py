"""The lists of a segment: what stands between 、, and where a list begins and closes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .firm_edges import from_name, left_trimmed, natural, without_county
from .firm_governors import GOVERNED
from .firm_items import Judged, judge
from .firm_lexicon import cues
from .firm_tokens import Token

_NEAR = 16
"""How many words on either side of 与 or 等 may be of a name; keeps time linear on hostile text."""


class Chain(NamedTuple):
    """A list: its members, in order."""

    members: list[Judged]
    close: int
    """Where the list ends: 等, a number, or the first word after its last member."""
    led: bool
    """Whether a noun for firms or a verb stands right before the first member."""


# What a name may be made of: no verb, preposition or number stands in it.
_NAMING = frozenset(["char", "firm", "known", "place", "ending", "term", "noun", "other", "latin"])
_LONGEST = 12


def _whole(piece: list[Token]) -> bool:
    """Whether all of a piece can be one name: it is short, and nothing in it says anything."""
    text = "".join(token.text for token in piece)
    if not text or len(text) > _LONGEST or text.count("(") != text.count(")"):
        return False
    joints, verbs = cues("conjunction"), cues("object")
    if piece[-1].kind == "noun" and piece[-1].text in cues("deed"):
        return False  # 为甲、乙|代工
    for at, token in enumerate(piece):
        if token.text in joints or token.text in "()":
            continue
        behind = piece[at - 1].kind if at else ""
        done = behind in ("ending", "firm", "known") and token.text in verbs  # 某某资本|投资
        if token.kind not in _NAMING or (at and (token.kind == "other" or token.text[0] == "之" or done)):
            return False
    return True


def chains(words: list[Token], opening: bool = False) -> Iterator[Chain]:
    """The lists of a segment: runs of members between 、 up to a close.

    `opening` says that the segment opens a line or stands behind a colon, where a first member begins with it.
    """
    pieces = _pieces(words)
    if len(pieces) == 1:
        yield from _joined(words)
        return
    members: list[Judged] = []
    led = False
    rest = pieces[0] if pieces else []
    for at, piece in enumerate(pieces):
        last = at == len(pieces) - 1
        if at == 0 or (not members and not led):
            entire = opening and at == 0 and _opens(piece)
            piece, led = (piece, False) if entire else left_trimmed(rest if at == 0 else piece)
        elif any(token.kind == "cue" and token.text not in cues("within") for token in piece[:-1]) and not last:
            trimmed, _ = left_trimmed(piece)
            if len(trimmed) < len(piece) and judge(trimmed).grade >= 0.5 and judge(piece[: -len(trimmed)]).grade < 0.5:
                members, piece, led = [], trimmed, True
        stop = _closes(piece)
        if stop is None and not last and _plain(piece):
            members += _split(piece)
            continue
        item, close = (piece[:stop], piece[stop].start) if stop is not None else _last(piece, bool(members))
        if members or len(_split(item)) > 1 or stop is not None:
            yield Chain([*members, *_split(item)], close, led)
        members, led = [], False
        if not last:
            tail, led = left_trimmed([token for token in piece if token.start >= close])
            if tail and _plain(tail):
                members = _split(tail)
    if members:
        yield Chain(members, members[-1].end, led)


def _opens(piece: list[Token]) -> bool:
    """Whether a list's first piece is a name from its first word on: a place or a name, then what names go on with."""
    short = sum(len(token.text) for token in piece) <= _LONGEST
    names = bool(piece) and piece[0].kind in ("place", "firm", "char") and short
    return names and all(
        token.kind in _NAMING or token.text in cues("end") or token.text in "前中上下新" for token in piece
    )


def _last(piece: list[Token], listed: bool) -> tuple[list[Token], int]:
    """The last member of a list and where the list ends: all of the piece where it can be one name."""
    if listed and _whole(piece):
        return piece, piece[-1].end
    return natural(piece)


def _joined(words: list[Token]) -> Iterator[Chain]:
    """The lists of a segment without 、: A等企业, A与B联合领投."""
    for at, token in enumerate(words):
        if not 0 < at < len(words) - 1:
            continue
        if token.text in ("等", "等等"):
            item, led = left_trimmed(words[max(0, at - _NEAR) : at])
            if item and GOVERNED.match("".join(word.text for word in words[at : at + 10])):
                yield Chain(_split(item), token.start, led)
        elif token.joins:
            left, led = left_trimmed(_without_adverbs(words[max(0, at - _NEAR) : at]))
            right, close = natural(from_name(_without_owners(words[at + 1 : at + _NEAR], True)))
            if left and right and min(judge(left).grade, judge(right).grade) >= 0.2:
                yield Chain([judge(left), judge(right)], close, led)


def _without_adverbs(words: list[Token]) -> list[Token]:
    """Without what stands before 与 where it is a preposition: 甲公司|拟与乙公司."""
    while words and words[-1].text in cues("adverb"):
        words = words[:-1]
    return words


def members(words: list[Token]) -> list[Judged]:
    """The members of what is nothing but a list, as the cell of a table."""
    return [member for piece in _pieces(words) for member in _split(piece)]


def _pieces(words: list[Token]) -> list[list[Token]]:
    """The words between 、, those in brackets kept together."""
    pieces: list[list[Token]] = [[]]
    depth = 0
    for at, word in enumerate(words):
        depth = max(0, depth + (word.text == "(") - (word.text == ")"))
        if word.text == "、" and not depth:
            pieces.append([])
            continue
        if word.text == "“" and at and words[at - 1].text == "”" and not depth:
            pieces.append([])
        pieces[-1].append(word)
    return [_without_owners(piece, bool(at)) for at, piece in enumerate(pieces)]


def _without_owners(piece: list[Token], member: bool) -> list[Token]:
    """Members without the place or country that they are said to be of: 乙区的|某某科技, 永康来的|某某."""
    kept: list[Token] = []
    at = 0
    while at < len(piece):
        token = piece[at]
        begins = (member and not at) or (at > 0 and piece[at - 1].joins)
        if begins and token.kind in ("place", "country") and at + 2 < len(piece):
            of = at + 2 if piece[at + 1].text == "来" else at + 1
            if piece[of].text == "的" and of + 1 < len(piece):
                at = of + 1
                continue
        kept.append(token)
        at += 1
    return kept


def _plain(piece: list[Token]) -> bool:
    """Whether a piece between two 、 can be one member: no clause of its own."""
    size = sum(len(token.text) for token in piece)
    said = any(token.text in "均都皆为" for token in piece[2:-1])
    return size <= 24 and not said and not any(token.text in "的了是在由将已等" for token in piece)


def _closes(piece: list[Token]) -> int | None:
    """Where 等, a number of firms or 这些 ends the list."""
    depth = 0
    for at, token in enumerate(piece):
        depth += (token.text == "(") - (token.text == ")")
        if at > 1 and _ends_name(piece[at - 1]):
            return None
        if at and not depth and (token.text in ("等", "等等", "这些", "这", "那些") or _counts(piece, at)):
            return at
    return None


def _ends_name(token: Token) -> bool:
    """Whether no name goes on after this word, so that a count farther on is none of the list."""
    return (token.kind == "cue" and token.text not in cues("within")) or (
        token.kind == "function" and token.text in "则都也将已在把被从"
    )


def _counts(piece: list[Token], at: int) -> bool:
    token = piece[at]
    if token.kind == "digit":
        return any(following.text[0] in "家户余多" for following in piece[at + 1 : at + 3])
    return bool(re.fullmatch(r"[一二两三四五六七八九十百千多数几]+余?多?(?:家|户|大)", token.text)) or (
        token.text in "两三四五六七八九十数多" and any(t.text[0] in "家大" for t in piece[at + 1 : at + 2])
    )


def _split(piece: list[Token]) -> list[Judged]:
    """The members of a piece: parted at 和, 与, 及, 以及 where both sides can be names."""
    for at, token in enumerate(piece):
        if 0 < at < len(piece) - 1 and token.joins:
            left, right = judge(piece[:at]), judge(from_name(piece[at + 1 :]))
            if left.grade >= 0 and right.grade >= 0 and max(left.grade, right.grade) >= 0.5:
                return [left, right]
    return [judge(without_county(piece))] if piece else []  # 某县|某某机车
