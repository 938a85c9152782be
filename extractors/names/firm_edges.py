"""Where a name begins and ends among the words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from .firm_items import judge
from .firm_lexicon import cues, endings
from .firm_tokens import Token


def within_name(words: Sequence[Token], at: int) -> bool:
    """Whether a function character belongs to a name: 和 of 和玉 after 由, with nothing to join on its left."""
    before = words[at - 1] if at else None
    if words[at].text in "年月日家个位名项时":
        return before is None or (
            before.kind != "digit" and before.text[-1] not in "一二两三四五六七八九十百千多数几各每余这那该"
        )
    if before is None or before.kind in ("mark", "cue"):
        return words[at].text in ("和同达为上中下后前内外明如" if before is None or before.kind == "mark" else "达中上")
    if before.kind == "place":
        return words[at].text in "和同达中上"
    return words[at].text in "和同达为上中" and before.kind == "function"


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
        if boundary and token.text in cues("conjunction") and at:
            left, led = left_trimmed(piece[:at])
            if left and judge(left).grade >= 0.8:
                return [*left, *piece[at:]], led
        if boundary and at < len(piece) - 1:
            return from_name(piece[at + 1 :]), True
    return from_name(piece), False


def from_name(piece: list[Token]) -> list[Token]:
    """Without a nationality and without words that are no part of a name but stand before one."""
    while len(piece) > 1 and piece[0].kind == "country":
        piece = piece[1:]
    if judge(piece).grade >= 0.8:
        return piece
    for at in range(1, len(piece)):
        if piece[at - 1].kind not in ("verb", "cue", "noun", "other", "term", "place", "function"):
            break
        if judge(piece[at:]).grade >= 0.8:
            return piece[at:]
    return piece


def natural(piece: list[Token]) -> tuple[list[Token], int]:
    """The last member of a list without a close: up to the first word that no name goes on with."""
    for at, token in enumerate(piece):
        if at == 0:
            continue
        before = piece[at - 1]
        if token.text in "()" or before.text == "(":
            continue
        soft = token.kind == "ending" and endings()[token.text][1] == "soft"
        ended = before.kind == "ending" and (token.kind != "ending" or (soft and endings()[before.text][1] != "soft"))
        ended = ended or (before.kind == "firm" and soft)
        if before.kind in ("firm", "known") and token.kind == "char":
            follows = [word.kind for word in piece[at + 1 : at + 3]]
            ended = len(before.text) > 2 or follows[:1] not in (["char"], ["ending"])
        if ended or token.kind in (
            "function",
            "verb",
            "cue",
            "noun",
            "other",
            "term",
            "place",
            "digit",
            "mark",
            "country",
        ):
            if token.kind in ("noun", "other", "term") and [t.kind for t in piece[at + 1 : at + 3]] in (
                ["ending"],
                ["ending", "mark"],
                ["ending", "function"],
            ):
                continue
            if token.kind == "noun" and at <= 2 and all(t.kind in ("char", "function") for t in piece[:at]):
                following = piece[at + 1].kind if at + 1 < len(piece) else "mark"
                if following in ("cue", "verb", "mark", "function"):
                    continue
            if token.text in cues("conjunction") or (
                before.text in cues("conjunction") and token.kind in ("country", "place")
            ):
                continue
            return _untied(piece[:at]), token.start
    return _untied(piece), piece[-1].end if piece else 0


def _untied(piece: list[Token]) -> list[Token]:
    """Without a conjunction that joins nothing."""
    while piece and piece[-1].text in cues("conjunction"):
        piece = piece[:-1]
    return piece
