"""How much words before an ending of firms or institutes make it a name: 华岩|集团, but not 市级|医院."""

from __future__ import annotations

import re

from .firm_forms import MODEL, Kind
from .firm_lexicon import cues, endings, vocabulary
from .firm_tokens import Token

# Before an ending, what makes a kind of firm and no name: 涉事, 省级, 两国, 俄土, 沪深; 中 begins names (中意人寿).
_KIND_HEAD = re.compile(
    r"涉[事案诉].*|[省市县州区]{1,2}级?|(?:国家|[一二三]|高|初)级|[一两三四五六七八九十多各该邻]+国|[限规]上.*"
    r"|(?:[俄美英法德日韩印欧乌以土伊朝越巴][俄美英法德日韩印欧乌以土伊朝越巴]|[沪深京港津渝川][沪深京港津渝川])(?:两[国地市])?"
    r"|[俄美英法德日韩印]国家.*|(?:[ABHabh]|港|美|中概)股.*"
)
# What a place's own company is for: 某省|纺织|工业公司; 某市|半导体|公司 is any of them.
_OWNED = re.compile(r"(?:工业|实业|投资|开发|运营|发展|建设|贸易|供销|电力|石油|盐业|粮食)公司$")
_CENTRAL_BANK = re.compile(r"(?:人民|中央|储备)银行$")  # an office of the state


def with_ending(tokens: list[Token], text: str) -> tuple[float, Kind]:
    """A name that ends as names of firms do, if what stands before the ending can be a name."""
    kind_text, asked = endings()[tokens[-1].text]
    kind: Kind = "institute" if kind_text == "institute" else "company"
    head = [token for token in tokens[:-1] if token.kind != "ending"]
    if not head:
        return -0.7, kind
    if all(token.text in cues("generic") for token in head) or _CENTRAL_BANK.search(text):
        return -1.0, kind
    first = tokens[0]
    if _KIND_HEAD.fullmatch(text, 0, len(text) - len(tokens[-1].text)):
        return -1.0, kind
    if kind == "institute":
        chars = [token for token in head[:3] if token.kind != "function"]
        named = first.kind in ("firm", "place") or _letters(chars) >= 2 or first.text == "中国"
        return (1.0 if named else -1.0), kind
    letters = sum(len(t.text) for t in head if t.kind in ("char", "function", "latin"))
    if any(token.kind == "firm" for token in head[:2]) or _known_name(head, asked):
        return 1.0, kind
    if asked == "soft":
        if all(token.kind in ("known", "place") for token in head) and head[-1].kind == "known":
            return 0.5, kind
        if len(head) == letters == 2:
            return 0.7, kind
        if letters >= 2 and not any(t.kind in ("term", "verb", "cue") for t in head):
            return 0.5, kind
        return (0.2 if first.kind == "place" and len(text) >= 6 else -0.1), kind
    if letters >= 2 and _letters(head) >= 2 and letters * 2 >= sum(len(t.text) for t in head):
        return 1.0, kind
    return _with_weak_head(head, text, asked, letters), kind


def _letters(head: list[Token]) -> int:
    """How many characters that are no words stand side by side: a name's, where others are parts of phrases."""
    most = run = 0
    for token in head:
        name = token.kind in ("char", "function") or (token.kind == "latin" and not MODEL.match(token.text))
        run = run + len(token.text) if name else 0
        most = max(most, run)
    return most


def _known_name(head: list[Token], asked: str) -> bool:
    """Whether a firm's name that can be a word is meant: 长城|汽车, but not 移动|医疗, 传承|长城|文化."""
    at = 1 if head[0].kind in ("place", "char") else 0
    if [token.kind for token in head[at : at + 1]] != ["known"] or (asked == "soft" and head[at].text in vocabulary()):
        return False
    return asked != "soft" or all(token.kind in ("char", "known", "place") for token in head[at:])


def _with_weak_head(head: list[Token], text: str, asked: str, letters: int) -> float:
    """The grade of words, or of one character, before an ending."""
    if len(text) == 3 and letters == 1:
        return -0.1
    if text.endswith("公司") and len(head) > 2 and head[0].kind == head[1].kind == "char":
        return 0.9
    owned = asked == "any" or _OWNED.search(text)
    if owned and head[0].kind == "place" and len(text) >= 6:
        return 0.8
    if asked == "any" and (letters or len(head) == 1) and head[0].kind not in ("term", "country"):
        return 0.8
    if any(token.kind == "term" for token in head) or not letters:
        return -0.7 if head[-1].kind == "term" else -0.1
    return 0.3
