"""The short forms that a firm's full name leads one to expect: without its place, its trade words and its legal form.

北京甲乙干细胞科技有限公司 is called 甲乙干细胞 elsewhere, or 北京甲乙. Which forms a name has follows from the name and
from word lists alone; whether one names that firm is for `identity` to say, which knows all firms of the database.
What is left must be a name: no place, no words that any firm may have (阳光电源, 建设投资), no firm of the word lists,
for what is named after a well-known firm is mostly its subsidiary.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from ..extractors.fold import name_key
from ..extractors.lexicon import labels, listings, rows, words

_COMPANY = re.compile(r"(集团)?(?:(?:股份)?有限(?:责任)?公司|股份公司|(?<=集团)公司)$")
_BRANCH = re.compile(r"[分子总]公司$")
_LEAST = 3
"""Characters of a form that the name does not begin with; of one that it begins with, one fewer."""
_LONGEST_WORD = 6
_MOST_PLACES = 3


def is_full(key: str) -> bool:
    """Whether the key of a firm is a full name, with the legal form of a company."""
    return _COMPANY.search(key) is not None


@lru_cache(10_000)
def short_forms(key: str) -> frozenset[str]:
    """The forms that may stand for the firm of a key; of a name without a legal form those without its trade words.

    >>> sorted(short_forms("北京甲乙丙光电科技有限公司"))
    ['北京甲乙丙', '北京甲乙丙光电', '北京甲乙丙光电科技', '甲乙丙', '甲乙丙光电', '甲乙丙光电科技']
    >>> sorted(short_forms("甲乙苏州光电有限公司"))  # a subsidiary of 甲乙
    []
    """
    form = _COMPANY.search(key)
    body = key[: form.start()] if form else key.removesuffix("集团")
    if _BRANCH.search(key):
        return frozenset()
    places, name = _placed(body)
    stems = _stems(name)
    if not stems or (_is_known(stems[-1]) and len(stems) > 1):
        return frozenset()
    found = {places + stem for stem in stems}
    if not places or len(stems[-1]) >= _LEAST:
        found |= set(stems)
    if form and form[1]:
        found |= {one + form[1] for one in found}
    return frozenset(one for one in found if one != key and not is_full(one) and not (places and _is_known(one)))


def is_sure(form: str, key: str) -> bool:
    """Whether a short form of a name is one by itself: it keeps a trade or the place, or has lost neither.

    Without both it may be the parent's, who is called so: 成都甲乙丙光电科技有限公司 may be a daughter of 甲乙丙.

    >>> is_sure("甲乙丙光电", "成都甲乙丙光电科技有限公司"), is_sure("甲乙丙", "成都甲乙丙光电科技有限公司")
    (True, False)
    """
    company = _COMPANY.search(key)
    places, name = _placed(key[: company.start()] if company else key)
    stems = _stems(name)
    is_bare = stems[-1:] == [form] and (bool(places) or len(stems) > 1)
    return not is_bare or bool(company and company[1])


def told_apart(keys: Collection[str]) -> set[tuple[str, str]]:
    """Of the keys of one article those that are short for another of them, which makes them two firms; with the other.

    >>> told_apart({"甲乙丙", "北京甲乙丙光电科技有限公司", "丁戊"})
    {('甲乙丙', '北京甲乙丙光电科技有限公司')}
    """
    if len(keys) < 2:
        return set()
    return {(form, key) for key in keys for form in short_forms(key) if form in keys}


def _placed(body: str) -> tuple[str, str]:
    """The places that a name begins with, and the rest."""
    at = 0
    for _ in range(_MOST_PLACES):
        length = next((n for n in range(_LONGEST_WORD, 1, -1) if body[at : at + n] in _places()), 0)
        at += length
    return body[:at], body[at:]


def _stems(name: str) -> list[str]:
    """A name, and what is left of it after each of its last trade words; none where that is no name."""
    found = []
    while len(name) >= _LEAST - 1 and not _is_wordy(name):
        found.append(name)
        length = next((n for n in range(_LONGEST_WORD, 1, -1) if name[-n:] in _trades()), 0)
        if not length or len(name) - length < _LEAST - 1:
            break
        name = name[:-length]
    ends_in_place = any(found and found[-1][-n:] in _places() for n in range(2, _LONGEST_WORD))
    return [] if ends_in_place else found


def _is_wordy(name: str) -> bool:
    """Whether a name is made of ordinary words and places throughout, so that it may be anybody's."""
    reached, ordinary, trades, places = {0}, labels("firms/vocabulary.tsv"), _trades(), _places()
    for end in range(2, len(name) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            word = name[start:end]
            if start in reached and (word in ordinary or word in trades or word in places):
                reached.add(end)
                break
    return len(name) in reached


def _is_known(name: str) -> bool:
    return name in _known()


@cache
def _places() -> frozenset[str]:
    """Names of divisions, and the short ones that mean no other word."""
    found = set()
    for _, name, level, _, short in rows("divisions.tsv"):
        found.add(name)
        found |= {one[:-1] for one in short.split() if one[-1] == "+" or level != "district"}
    return frozenset(name for name in found if len(name) > 1)


@cache
def _trades() -> frozenset[str]:
    """What stands between the name of a firm and its legal form: its trade, and the industry and goods it is in."""
    companies = {ending for ending, kind, head in rows("firms/endings.tsv") if kind == "company" and head != "never"}
    terms = {word for line in words("firms/terms.tsv") for word in line.split(" ")}
    trades = listings("firms/cues.tsv")["trade"]
    return frozenset(word for word in companies | terms | set(trades.split(" ")) if len(word) > 1 and word != "集团")


@cache
def _known() -> frozenset[str]:
    """The keys of well-known and of listed firms."""
    return frozenset(name_key(name) for file in ("known", "listed") for name in words(f"lexicon/firm_{file}.tsv"))
