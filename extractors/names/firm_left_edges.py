"""Where a name begins that ends as names of firms do: its left edge among the words before the ending."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .firm_edges import within_name
from .firm_lexicon import cues, endings
from .firm_tokens import Token, Tokens

SURE_ENDINGS = frozenset(ending for ending, (kind, head) in endings().items() if head == "any" or ending == "公司")
"""What ends a name with any head that is not generic."""
_DOINGS = frozenset(["控制", "采购", "销售", "供应", "生产", "配套", "孵化"])
"""What firms do that their full names say last: 某某流体控制|股份有限公司."""
_NUMERALS = frozenset("一二三四五六七八九十")
# Whose full name has the place that they are of: 某市归国某某联合会.
_OF_PLACE = re.compile(r"(?:协会|联合会|商会|学会)$")


def from_left_edge(tokens: Tokens, words: Sequence[Token], ending: int, bare: bool) -> list[Token]:
    """The words of the name that ends with `words`: back to the nearest cue, function word or second place."""
    objects, closed = cues("object"), cues("edge")
    at = len(words) - 1
    depth = 0
    while at >= 0:
        token = words[at]
        depth += (token.text == ")") - (token.text == "(")
        if depth < 0 or (token.text == ")" and at and _is_number(words[at - 1])):
            break  # (2)某某, (三)某某: the number of an item
        if token.start < ending and not depth:
            joined = _is_joint(words, at, ending) or (token.end == ending and token.text in _DOINGS)
            if token.kind in ("digit", "country") or (token.kind == "mark" and token.text not in "()"):
                break
            if token.kind == "cue" and token.text not in cues("within") and not joined:
                break
            if token.text.endswith("公司") and token.kind == "ending":
                break  # 附属公司|某某有限公司
            if (token.text in objects and token.kind != "ending" and not joined) or (bare and _no_head(words, at)):
                break
            if token.kind == "function" and token.text in closed and not within_name(words, at):
                break
            if bare and _closed_before(words, at):
                break
            if not bare and _opens(words, at):
                at -= 1
                break
            glued = at and token.kind == words[at - 1].kind == "place" and not _OF_PLACE.search(words[-1].text)
            glued = glued and words[at - 1].text != "中国"
            if (
                glued
                and tokens.lies_in(token, words[at - 1])
                and (bare or len(token.text) > 2 or words[at - 1].text[-1] in "省市区县州旗")
                and not (not bare and at == 1 and len(token.text) == 2 and words[0].text[-1] == "省")
            ):
                at -= 1
                break
        at -= 1
    return _without_former(list(words[at + 1 :]))


def _is_number(word: Token) -> bool:
    """Whether a word is the number of an item: 2, 三, 十一."""
    return word.kind == "digit" or set(word.text) <= _NUMERALS


def _is_joint(words: Sequence[Token], at: int, ending: int) -> bool:
    """Whether 联合 is part of a name, as what follows it is none by itself: 某某|联合|铝业有限公司."""
    rest = [word for word in words[at + 1 :] if word.start < ending]
    return words[at].text == "联合" and at > 0 and all(word.kind in _NO_NAME for word in rest)


# Words that make no name by themselves.
_NO_NAME = frozenset(["ending", "term", "noun", "other", "cue"])


def _without_former(words: list[Token]) -> list[Token]:
    """Without 原, 系 or a city before what the name begins with: 原|某市|某某制动有限公司."""
    former = len(words) > 1 and words[0].text in ("原", "系") and words[1].kind in ("place", "firm")
    county = len(words) > 1 and words[0].kind == "place" and words[0].text[-1] in "市区县" and words[1].kind == "firm"
    return words[1:] if former or county else words


def _opens(words: Sequence[Token], at: int) -> bool:
    """Whether a full name begins with this place: a noun stands before it, or who its bearer is: 研发商|某地."""
    if words[at].kind != "place" or at < 1 or words[at + 1].text == ")":
        return False
    before = words[at - 1]
    if before.text == "商" and at > 1:
        before = words[at - 2]
    return before.kind in ("noun", "verb", "other", "term") and len(before.text) > 1


def _closed_before(words: Sequence[Token], at: int) -> bool:
    """Whether another noun for a firm or institute ends here, of which no name is made: 当地最大医院|某某医院."""
    if (
        words[at].text not in SURE_ENDINGS
        or at == len(words) - 1
        or words[at + 1].kind not in ("char", "firm", "known")
    ):
        return False
    while at and words[at].kind == "ending":
        at -= 1
    return words[at].kind in ("ending", "verb", "other", "cue", "mark", "function")


_LEVELS = frozenset("省市县区州旗")  # 省|国资运营集团
_COMMON = frozenset(["银行", "证券", "公司"])


def _no_head(words: Sequence[Token], at: int) -> bool:
    """Whether a verb or the like cannot be in the head of a name with an ending: 宣布|所有|医院, but 得力|集团."""
    if words[at].kind not in ("verb", "other") or words[at].text in cues("within"):
        return False
    if re.fullmatch("[一二两三四五六七八九十百千多数几]+[家所个]", words[at].text):
        return True
    before = words[at - 1].kind if at else "mark"
    if at > 1 and words[at].kind == "verb" and before == words[at - 2].kind == "char":
        return False
    kind = endings().get(words[-1].text, ("", ""))[0]
    common = kind == "institute" or words[-1].text in _COMMON  # what one keeps, sets up, visits
    adjacent = at == len(words) - 2 and before in ("mark", "function", "cue") and not common
    return not adjacent and before != "place" and not (at and words[at - 1].text in _LEVELS)
