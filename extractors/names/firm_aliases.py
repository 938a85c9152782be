"""Which names are one firm: names that the text defines, and names contained in a fuller one."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from ..view import View
from .firm_forms import LEGAL, LEGAL_END
from .firm_lexicon import cues, endings, vocabulary
from .firm_stems import is_stem
from .gazetteer import forms, province_names

_CODE = r"(?:[036489]\d{5}|\d{4,5}(?=[.]HK))(?:[.][A-Z]{2})?"
_DEFINED = re.compile(
    r"[(](?:(?:[^()\n]{0,24}?[,;])?(?P<label>以下(?:统一)?[简统]称|[下简]称|(?:证券|股票|公司|中文|英文|[ABH]股)简称|[又也惯习]称|(?:江湖|业内|当地)?人称|俗称|昵称|又名|英文名|[一-鿿]{0,6}?(?<!不)(?:叫|喊|唤)[它作做]?)"
    rf"|(?P<code>(?:(?:证券|股票)代码:?)?{_CODE}[,;:])|[^()\n]{{0,16}}?[,;])?[:为是]?"
    r"[“\"「]?(?!\d{5})(?P<name>[A-Za-z0-9一-鿿&.\- ]{2,14})[”\"」]?"
    rf"(?:(?P<coded>[,;]{_CODE}[^()\n]{{0,16}})|[,;、/或和][^()\n]{{0,32}})?[)]"
)
_LATIN_FIRST = re.compile(r"[(]([A-Z][A-Za-z&.\-]{1,13})[,;](?:以下)?[简又也下]?称")  # (NAME,简称“某某”)
_BARE = re.compile("[(][一-鿿]{3,8}[)]")
_QUOTED = re.compile('[“"「]')
_PLACE = 4
"""The most characters of a place before a firm's own name."""
_FORM = re.compile(r"(?:\([^()]*\))?(?:集团)?(?:" + LEGAL + r")$|集团$|股份$|控股$")


def defined(view: View, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of other names that a bracket right after a full name gives: (以下简称“X”), (证券简称:X,证券代码:…).

    A bracket with nothing but characters of a legal name, in their order, gives its short form.
    """
    match = _DEFINED.match(view.folded, end)
    if match is None:
        return []
    if _BARE.fullmatch(match.group()) and view.folded.endswith("公司", start, end):
        full = iter(view.folded[start:end])
        return [match.span("name")] if all(character in full for character in match["name"]) else []
    text = match["name"]
    latin = bool(re.fullmatch(r"[A-Za-z][A-Za-z&.\- ]{1,13}", text)) and not re.fullmatch(r"[A-Z]{2}", text)
    named = match["label"] or match["code"] or match["coded"] or latin or _QUOTED.search(match.group())
    if text in ("公司", "本公司", "集团") or not named:
        return []
    latin_too = _LATIN_FIRST.match(view.folded, end) if match["label"] else None
    return [match.span("name"), *([latin_too.span(1)] if latin_too else [])]


def is_legal(name: str) -> bool:
    """Whether a name has a legal form."""
    return LEGAL_END.search(name) is not None


def same(short: str, full: str) -> bool:
    """Whether `short` names the firm `full`: what is left of the full name besides is a place and a form or trade.

    A parent and its subsidiary differ in more than that, or have a different legal name each.
    """
    if short == full:
        return True
    at = full.find(short)
    if LEGAL_END.search(short):
        return False
    if at < 0:
        return _abbreviates(short, full)
    before, after = full[:at], full[at + len(short) :]
    legal = bool(LEGAL_END.search(full))
    tail = re.sub(r"\([^()]*\)", "", after)
    tail = _FORM.sub("", tail)
    if legal:
        return len(before) <= _PLACE and (not tail or len(tail) <= 8)
    if not before and tail in cues("trade"):
        return True
    if before == "中国" and not after:
        return True
    owned = before in province_names() and not short.endswith("投")  # 某省国投 is another than 国投
    return (not before or owned) and tail in ("", "集团", "股份", "公司", "控股")


def _abbreviates(short: str, full: str) -> bool:
    """Whether a firm of this legal name would be listed as `short`: its own name, and a form or trade it has later on.

    >>> _abbreviates("甲乙股份", "江苏甲乙精密传动股份有限公司"), _abbreviates("甲乙集团", "江苏甲乙精密传动有限公司")
    (True, False)
    """
    own, form = short[:-2], short[-2:]
    legal = LEGAL_END.search(full)
    if not legal or len(own) < 2 or form not in endings() or own in province_names():
        return False
    at = full.find(own)
    return 0 <= at <= _PLACE and form in full[at + len(own) : legal.start() + len("股份")]


# What ends the name that a listed firm is known by.
_TRADED = re.compile("(?:科技|股份|电子|电气|重工|集团|能源|材料|生物|医药)$")
# What a full name has more than the name that a firm is known by: 某某精密|工业股份有限公司.
_WIDER = re.compile(
    "(?:工业|科技|技术|实业|发展|产业|国际|制造|装备|设备|系统|电子|材料|工程|建设|服务|投资|控股|集团|股份|生物|医药|智能|新)*"
)


def _is_daughter(short: str, full: str, listed: Container[str]) -> bool:
    """Whether a full name tells more of its trade than a firm listed under the short one: 某某科技, 某某科技海缆."""
    tail = _FORM.sub("", full[full.find(short) + len(short) :])
    return short in listed and _TRADED.search(short) is not None and _WIDER.fullmatch(tail) is None


def _shortens(short: str, full: str, listed: Container[str]) -> bool:
    """Whether a listed firm of four characters is called by its first two: 某某 of 某某锂能."""
    return full in listed and len(short) == 2 and len(full) == 4 and full.startswith(short)


_TRADE = 4
"""The most characters of what a firm makes, behind its own name."""


def _is_own(short: str, full: str, listed: Container[str]) -> bool:
    """Whether a full name is a firm's own, which no gazetteer holds, with a place before or a trade behind it."""
    before, _, tail = full.partition(short)
    if short in listed or short in endings() or (before and before not in forms()):
        return False
    tail = _FORM.sub("", tail)
    if tail and (tail in endings() or len(tail) == 1 or not is_stem(tail[:2]) or vocabulary().get(tail) == "noun"):
        of_company = endings().get(tail, ("company",))[0] == "company"
        return len(tail) <= _TRADE and of_company and not tail.endswith(tuple(cues("daughter")))
    return not tail  # what is called by two names is a daughter: 某某|佳成


def families(names: Iterable[str], listed: Container[str] = (), of_another: Container[str] = ()) -> dict[str, str]:
    """Each folded name to the fullest name of its firm; a short name that fits two full ones stays alone.

    `listed` are the names that gazetteers hold: a daughter is not one firm with them, nor with those `of_another` legal
    name that the text gives.
    """
    ordered: Sequence[str] = sorted(set(names), key=lambda name: (-len(name), name))
    found: dict[str, str] = {}
    fullest: list[str] = []
    for short in ordered:
        within = [full for full in fullest if short[:2] in full and len(full) > len(short)]
        if short in of_another:
            within = [full for full in within if not is_legal(full)]
        fits = [full for full in within if _shortens(short, full, listed)]
        fits = fits or [full for full in within if same(short, full) and not _is_daughter(short, full, listed)]
        fits = fits or [full for full in within if short in full and _is_own(short, full, listed)]
        nearest = [full for full in fits if full.startswith(short)] or fits
        found[short] = nearest[0] if len(nearest) == 1 else short
        if found[short] == short:
            fullest.append(short)
    return found
