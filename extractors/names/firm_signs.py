"""Signs of a candidate: what it is made of, and what stands before and behind it. Each is a short text: `before:的`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat

from . import firm_stems
from .firm_candidates import Candidate, is_word
from .firm_forms import THINGS
from .firm_lexicon import characters, cues, endings, vocabulary
from .firm_tokens import Token
from .spotting import SURNAMES

_PLACES = frozenset("省市县区镇乡村街道路州盟旗岛湾河湖山江海桥站港寺庙塔城园馆校院局委部厅处办所")
_MARKS = {
    "、": "list",
    "“": "quote",
    "「": "quote",
    "”": "close",
    "」": "close",
    "(": "bracket",
    ")": "close bracket",
    ":": "colon",
    "…": "end",
    "": "end",
    "\n": "end",
    "\t": "cell",
    "。": "end",
    ";": "end",
    "!": "end",
    "?": "end",
    ",": "comma",
}
_BEFORE = {
    **dict.fromkeys("与和跟同及", "with"),
    **dict.fromkeys("由被", "by"),
    **dict.fromkeys("给为向替对从", "to"),
    **dict.fromkeys("在到于把将往", "at"),
    "叫": "called",
    "是": "is",
    "有": "has",
    "年": "year",
}
_BEHIND = {
    **dict.fromkeys("与和跟同及", "with"),
    **dict.fromkeys("在到于从向", "at"),
    **dict.fromkeys("也都还则已将就正均又却", "adverb"),
    **dict.fromkeys("把被给为", "coverb"),
    **dict.fromkeys("要能会可应", "modal"),
    "等": "etc",
}
_BULLETS = frozenset("-–—•·▪■□◆●○▍▎*")
_ADVERBS = frozenset("也都还则已将就正均又却要能会可应")
_PLAIN = frozenset(["place", "country", "firm", "known", "digit", "ending", "latin", "noun", "verb", "other", "term"])
_ROUND = re.compile("[^,。;\\n]{0,6}(?:轮|融资)")
_LATIN = re.compile(r"\([A-Z][A-Za-z][A-Za-z&.\- ]{1,30}[),;]")  # 某某(Nordal GmbH)
_TELLING = frozenset(["firm", "known", "function", "verb", "cue", "term", "place"])
_TELLING_BESIDE = _TELLING | {"noun", "other"}
_OFFICES = frozenset(["总统", "总理", "首相", "国王", "主席", "副主席", "部长", "外长", "大臣", "书记", "议长"])
_CALLED = frozenset(["名叫", "名为", "叫做", "取名", "改叫", "改名", "更名", "号称", "人称"])


def signs(folded: str, found: Candidate) -> list[str]:
    """All signs of a candidate by itself and by its neighbours."""
    return [*make(found), *before(folded, found), *behind(folded, found)]


def make(found: Candidate) -> list[str]:
    """What the candidate is made of: letters of names, words, a place before it, a trade or a noun at its end."""
    words = found.words[found.first : found.last]
    signs = []
    if len(words) > 1 and words[0].kind == "place":
        words = words[1:]
        signs.append("make:place first")
        if all(word.kind == "ending" for word in words):
            signs.append("make:place and ending")
    head, tail = _parted(words)
    text = "".join([word.text for word in head])
    kinds, alone = tuple([word.kind for word in head]), tuple([is_word(word) for word in head])
    signs += _shape_signs(kinds, alone, tail, _stuff(head, text), min(len(text), 5))
    signs += firm_stems.signs(head, text)
    signs.append(f"make:nameness {_nameness(text)}")
    if len(head) == 1 and head[0].kind == "known" and head[0].text in vocabulary():
        signs.append("make:a word")
    texts = [word.text for word in words]
    if not _OFFICES.isdisjoint(texts):
        signs.append("make:an office")
    return signs if tail.endswith("ending") else [*signs, *_whole_signs("".join(texts), words[0].kind == "known")]


def stuff(found: Candidate) -> str:
    """What sort of stuff a candidate's head is: letters, a word of one kind, or a mixture."""
    words = found.words[found.first : found.last]
    head, _ = _parted(words[1:] if len(words) > 1 and words[0].kind == "place" else words)
    return _stuff(head, "".join(word.text for word in head))


def _stuff(head: Sequence[Token], text: str) -> str:
    if len(head) == 1 and head[0].kind not in ("char", "latin"):
        return f"a {head[0].kind}"
    letters = sum([len(word.text) for word in head if word.kind in ("char", "function", "latin")])
    if letters == len(text):
        return "letters"
    return "mostly letters" if letters * 2 >= len(text) else "mixed"


def _parted(words: Sequence[Token]) -> tuple[Sequence[Token], str]:
    """The head of a candidate, and what sort of word ends it."""
    size = len(words)
    while size > 1 and words[size - 1].kind == "ending":
        size -= 1
    if size < len(words):
        return words[:size], f"{endings()[words[-1].text][1]} ending"
    if size > 1 and words[-1].kind in ("noun", "term", "other", "verb"):
        what = "end" if words[-1].text in cues("end") or words[-1].text in cues("site") else words[-1].kind
        return words[:-1], f"{what} last"
    return words, ""


@lru_cache(1 << 12)  # there are few shapes
def _shape_signs(kinds: tuple[str, ...], alone: tuple[bool, ...], tail: str, stuff: str, size: int) -> tuple[str, ...]:
    """What the words of the head are, and the word behind it; `size` is how many characters the head has, at most 5."""
    signs = [f"make:{tail}"] if tail else []
    signs += [f"make:{stuff}", f"make:{stuff} + {tail}", f"make:{size} characters"]
    telling = _TELLING_BESIDE if len(kinds) > 1 else _TELLING
    signs += [f"make:has {kind}" for kind in sorted(set(kinds) & telling)]
    if kinds == ("known",):
        signs.append(f"make:known {min(size, 4)}")
    if "latin" in kinds:
        signs.append("make:latin")
    if len(kinds) > 1:
        signs.append(f"make:{min(sum(alone), 4)} words of one character")
        signs += [f"make:word {where}" for where, at in (("first", 0), ("last", -1)) if alone[at]]
    return tuple(signs)


def _whole_signs(text: str, known: bool) -> list[str]:
    """Signs of a candidate without a noun at its end: that it looks like a person's, a place's or a thing's name."""
    signs = []
    if text[0] in SURNAMES and len(text) in (2, 3):
        signs.append(f"make:surname {len(text)}")
    if text[-1] in _PLACES:
        signs.append("make:place letter")
    if text[-1] in THINGS and not known:
        signs.append("make:thing letter")
    if text[-1] in "企资商":
        signs.append("make:sort of firm")
    return signs


def _nameness(text: str) -> int:
    """How much its characters are those of names of firms, from -3 to 3."""
    known = _scores()
    total = sum(map(known.get, text, repeat(20)))
    return max(-3, min(3, total // (7 * len(text))))


@cache
def _scores() -> dict[str, int]:
    """Each character to how much it is one of names."""
    return {character: score for character, (score, _) in characters().items()}


def before(folded: str, found: Candidate) -> list[str]:
    """What stands before the candidate."""
    word = found.before
    if word is None:
        mark = folded[found.start - 1 : found.start]
        return ["before:" + {"": "line", "\n": "line", "\t": "cell", ",": "comma", ":": "colon"}.get(mark, "sentence")]
    further = found.words[found.first - 2] if found.first > 1 else None
    if word.kind == "mark":
        name = "line" if found.first == 1 and word.text in _BULLETS else _MARKS.get(word.text, "mark")
        return [f"before:{name}", *([f"before:{_role(further)} + quote"] if name == "quote" and further else [])]
    if word.text == "的" and further is not None:
        return ["before:的", f"before:{_role(further)}的", *(["before:maker的"] if _by_making(found) else [])]
    if word.text in "了过" and further is not None:
        return ["before:done", f"before:{_role(further)} done"]
    glued = ["glue:before"] if word.kind != "function" else []
    return [f"before:{_role(word)}", *glued]


_CLAUSE = 9
"""How many words before its name say what a firm makes."""


def _by_making(found: Candidate) -> bool:
    """Whether the clause before the candidate and 的 says what its bearer makes, or where it came from."""
    making = cues("making")
    for word in reversed(found.words[max(0, found.first - _CLAUSE) : found.first - 1]):
        if word.text in making:
            return True
        if word.kind == "mark" or word.text == "的":
            return False
    return False


def _role(word: Token) -> str:
    """What a word says about a name behind it."""
    if word.kind == "mark":
        return "mark"
    if word.text in _CALLED:
        return "called"
    if word.kind == "function":
        return _BEFORE.get(word.text, "function")
    if word.text in cues("honorific"):
        return "honorific"
    if word.text in cues("firm_noun"):
        return "firm noun"
    if word.text in ("一家", "两家"):
        return "house"
    if word.kind in ("place", "country", "firm", "known"):
        return word.kind
    if word.text in cues("object"):
        return "object verb"
    if word.kind == "char":
        return "word" if is_word(word) else "letter"
    return word.kind


def behind(folded: str, found: Candidate) -> list[str]:
    """What stands behind the candidate."""
    word, end = found.after, found.end
    if word is not None and word.text == ":" and _ROUND.match(folded, end + 1):
        return ["behind:firm verb"]
    if word is not None and word.text == "(" and _LATIN.match(folded, end):
        return ["behind:latin bracket"]
    if word is not None and word.text == ":":
        return ["behind:colon", *(["behind:told of"] if _is_told_of(folded, end + 1) else [])]
    if word is None or word.kind == "mark":
        return [f"behind:{_MARKS.get(folded[end : end + 1], 'mark')}"]
    if word.text == "的":
        own = next((label for label in ("title", "site", "own") if _begins(label, folded, word.end, 3)), "other")
        return [f"behind:的{own}"]
    for label, beginning in _glued().get(folded[end], ()):
        if folded.startswith(beginning, end):
            return [f"behind:{label}", "glue:behind"]
    if word.kind == "function":
        return [f"behind:{_BEHIND.get(word.text, 'function')}", *(["behind:deed further"] if _does(found) else [])]
    if word.text in cues("subject"):
        return ["behind:firm verb", "glue:behind"]
    if word.text in ("企业", "公司", "集团", "厂") or folded.startswith("一家", end):
        return ["behind:firm noun", "glue:behind"]
    further = ["behind:site further"] if _site_further(found) else []
    further += ["behind:deed further"] if _does(found) else []
    if word.kind in _PLAIN or word.kind == "cue":
        return [f"behind:{word.kind}", "glue:behind", *further]
    return ["behind:word" if is_word(word) else "behind:letter", "glue:behind", *further]


_DONE = frozenset("了过下出起到上")
"""What stands behind a verb that is done: 建|了, 包|下."""


def _does(found: Candidate) -> bool:
    """Whether what firms do stands a few words behind, in the candidate's own clause: 某某|去年|收购."""
    deeds, words = cues("deed"), found.words
    for at in range(found.last, min(len(words), found.last + 6)):
        word = words[at]
        if word.text in deeds:
            return True
        if word.kind == "mark" or word.text == "的":
            return False
        done = at > found.last and word.text in _DONE and words[at - 1].kind in ("char", "function")
        if done and words[at - 1].text not in _ADVERBS:
            return True
    return False


_TOLD = 8
"""How far behind the colon what a firm does is looked for."""


def _is_told_of(folded: str, at: int) -> bool:
    """Whether what firms do stands behind the colon: 某某:中标…."""
    return _begins("deed", folded, at, _TOLD)


@cache
def _glued() -> dict[str, list[tuple[str, str]]]:
    """By first character the words that tell of a firm right before them, each behind its label."""
    found: dict[str, list[tuple[str, str]]] = {}
    for label in ("title", "honorific", "site", "saying"):
        for word in cues(label):
            found.setdefault(word[0], []).append((label, word))
    return found


def _site_further(found: Candidate) -> bool:
    """Whether a place or goods and a plant or project go on behind: 某某|某县|风电|项目."""
    for word in found.words[found.last + 1 : found.last + 5]:
        if word.text in cues("site") or word.text[-1] in "厂站园":
            return True
        if word.kind in ("mark", "function", "cue"):
            return False
    return False


def _begins(label: str, text: str, at: int, slack: int) -> bool:
    """Whether a word of a list begins at `at`, or up to `slack` characters behind it."""
    words, sizes, firsts = _sized(label)
    for begin in range(at, at + slack + 1):
        if text[begin : begin + 1] in firsts and any(text[begin : begin + size] in words for size in sizes):
            return True
    return False


@cache
def _sized(label: str) -> tuple[frozenset[str], tuple[int, ...], frozenset[str]]:
    """The words of a list, their lengths and their first characters."""
    words = cues(label)
    return words, tuple(sorted({len(word) for word in words})), frozenset(word[0] for word in words)
