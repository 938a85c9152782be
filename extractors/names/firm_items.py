"""What a stretch of words looks like: a firm, a name, a word that could be one, or a thing that is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .firm_forms import LEGAL_END, MODEL, OF_STATE, Kind
from .firm_grades import NAMES, graded
from .firm_lexicon import cues, endings
from .firm_tokens import Token

_WORDS = frozenset(("noun", "verb", "other", "term"))
_ORDINARY = _WORDS | {"cue", "place", "ending"}


class Judged(NamedTuple):
    """A span and how much it looks like a firm: 1 sure, 0.8 a name, 0.5 a firm or a word, 0 a word, below 0 a thing."""

    start: int
    end: int
    grade: float
    kind: Kind = "company"
    head: int = 0
    """Where a known firm's name ends that ordinary words follow (特变电工|智慧产业园), else 0."""


def judge(tokens: Sequence[Token]) -> Judged:
    """The look of a list member or phrase."""
    if len(tokens) == 1 and tokens[0].kind != "mark":
        word = tokens[0]
        return Judged(word.start, word.end, *_word(word.kind, word.text))
    return _stretch(tuple(tokens))


@lru_cache(1 << 9)  # several rules ask about the same stretches of a sentence
def _stretch(words: tuple[Token, ...]) -> Judged:
    tokens, bracket = _bare(_quoted(words))
    if not tokens:
        return Judged(0, 0, -1)
    if tokens[0].kind == "country" and len(tokens) > 1 and tokens[0].text != "中国":
        abroad = judge(tokens[1:])  # 法国|某某集团: where it is from
        if abroad.grade >= 0.8:
            return abroad
    start, end = tokens[0].start, tokens[-1].end
    text = "".join(token.text for token in tokens)
    if len(tokens) == 2 and tokens[0].kind in NAMES and _is_thing_of(tokens[1]):
        return judge(tokens[:1])  # the product of a firm: its name and a model's
    grade, kind = graded(tokens, text)
    if _is_office(tokens[0], text):
        grade, kind = 1.0, "company"
    head = 0
    if tokens[0].kind == "firm" and len(tokens) > 1:
        if close := _names_no_more(tokens):
            named = tokens[:close]
            return Judged(start, named[-1].end, *graded(named, "".join(token.text for token in named)))
        letters = sum(token.kind not in _ORDINARY for token in tokens[1:])
        head = tokens[0].end if tokens[1].kind in _ORDINARY and letters <= (2 if len(tokens) > 3 else 0) else 0
    if len(tokens) == 2 and tokens[0].kind == "place" and tokens[1].kind == "firm":
        return Judged(tokens[1].start, end, grade, kind)
    if head and tokens[1].kind == "place" and tokens[1].text != "中国" and not daughter(tokens, 0):
        # 中电科|芜湖|某某飞机制造有限公司 is one name
        return Judged(start, end if LEGAL_END.search(text) else head, grade, kind)
    if _ends_in_place(tokens):
        named = tokens[:-1]
        return Judged(start, named[-1].end, *graded(named, "".join(token.text for token in named)))
    return Judged(start, bracket if bracket and grade > 0 else end, grade, kind, head)


@lru_cache(1 << 13)  # many a piece is a single word, and the same words come back
def _word(kind: str, text: str) -> tuple[float, Kind]:
    """The grade and kind of a word by itself."""
    word = Token(0, len(text), kind, text)
    if _is_office(word, text):
        return 1.0, "company"
    return graded([word], text)


def _ends_in_place(tokens: Sequence[Token]) -> bool:
    """Whether a name is followed by where its project is: 华电|榆树, 天楹|辽源."""
    named = [token for token in tokens[:-1] if token.kind in ("char", "known", "firm")]
    size = sum(len(token.text) for token in named)
    return tokens[-1].kind == "place" and len(named) == len(tokens) - 1 and size > 1 and tokens[-1].text != "中国"


_HALF_OFFICE = re.compile("(?:原|前|时任)?(?:常务)?副?|[一-鿿]{1,4}(?:学系|系)")
_OFFICER = re.compile("(?:行政|总裁|总?经理|董事长?|首席|[会社院校]长|主席|教授|创始人|负责人)$")


def _names_no_more(tokens: Sequence[Token]) -> int:
    """How many tokens a firm's name has where an officer of it or goods follow, else 0: 某某|总裁…, 某某|创新药."""
    officer = next((at for at, token in enumerate(tokens) if at and _OFFICER.match(token.text)), 0)
    if not officer and _HALF_OFFICE.fullmatch("".join(token.text for token in tokens[1:])):
        return 1  # 某某大学原副|校长
    return officer or int(len(tokens) > 1 and tokens[-1].kind == "term" and tokens[1].kind in _WORDS)


def _quoted(tokens: Sequence[Token]) -> Sequence[Token]:
    """The name in quotes behind its kind or its place (企业“某某”); nothing where a name is only called something."""
    opening = next((at for at, token in enumerate(tokens) if token.text == "“"), 0)
    if not opening:
        return tokens
    inner = tokens[opening + 1 :]
    described = all(token.kind in _ORDINARY or token.kind == "country" for token in tokens[:opening])
    return inner if described else ()


def _bare(tokens: Sequence[Token]) -> tuple[list[Token], int | None]:
    """The tokens without quotes and brackets; the end of a bracket that is part of the name (a place)."""
    kept = [token for token in tokens if token.kind != "mark" or token.text not in "“”\"'「」『』 "]
    for at, token in enumerate(kept):
        if token.kind == "mark" and token.text == "(":
            inner = [t for t in kept[at + 1 :] if t.text != ")"]
            closed = kept[-1].text == ")"
            if not closed and any(t.text == ")" for t in kept[at + 2 :]):
                continue  # 某某(某省某地)国际|饲料
            place = closed and len(inner) == 1 and (inner[0].kind in ("place", "country") or inner[0].text in _REGIONS)
            if at and (place or (closed and "".join(token.text for token in inner) in _PARTNERSHIPS)):
                return kept[:at], kept[-1].end
            return kept[:at], None
    return kept, None


# Brackets that are part of a legal form.
_PARTNERSHIPS = frozenset(["有限合伙", "普通合伙", "特殊普通合伙"])
_REGIONS = frozenset(
    ["中国", "华东", "华南", "华北", "华中", "西南", "西北", "东北", "亚太", "亚洲", "大中华", "国际", "集团", "控股"]
)


# 农行|某县|支行: the offices of banks.
_BANK_OFFICE = re.compile(
    r"[一-鿿]{0,8}(?:银行|[工农中建交招]行|农商行?|国开行|农发行)[一-鿿]{2,8}(?:支行|分行|营业部)"
)


def _is_office(first: Token, text: str) -> bool:
    return bool(_BANK_OFFICE.fullmatch(text) or (first.kind == "place" and OF_STATE.fullmatch(text, len(first.text))))


def daughter(tokens: Sequence[Token], at: int) -> bool:
    """Whether a place and a trade behind a firm's name make the name of a daughter firm: 中车|株洲|电机."""
    following = tokens[at + 1 : at + 3]
    if [token.kind for token in following] != ["place", "ending"] or tokens[at].kind not in NAMES:
        return False
    if tokens[-1].text.endswith("公司"):
        return True
    return endings()[following[1].text][1] in ("any", "name")


def _is_thing_of(token: Token) -> bool:
    """Whether a Latin word is a model's or a technology's."""
    latin = token.kind == "latin"
    return latin and (MODEL.fullmatch(token.text) is not None or token.text.upper() in cues("acronym"))
