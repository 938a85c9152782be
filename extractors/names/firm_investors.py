"""Who leads or joins a round of financing, or advises it: firms, whatever words they are called by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules import rule
from ..seeking import Seeker
from ..view import View
from .firm_lexicon import cues
from .firm_lists import Listed

INVESTOR = rule(
    "firm.investor",
    "Who leads, joins or advises a round of financing is a firm, even where its name is made of words.",
    reads=(
        "由⟦光明未来⟧领投，⟦光明资本⟧、⟦安元创新⟧跟投",
        "⟦朝阳资本⟧担任独家财务顾问",
        "领投方是⟦光明产业基金⟧，⟦海泉创业⟧、德国⟦Nordal Blau⟧参投",
    ),
    leaves=("老股东继续跟投", "多家机构联合领投", "现有投资人追加投资并跟投"),
)

# Words in Latin letters, or up to fourteen characters.
_NAME = r"(?:[A-Z][A-Za-z0-9&.]*(?: [A-Z][A-Za-z0-9&.]*){1,3}|[一-鿿A-Za-z0-9]{2,14})"
# What an investor or adviser does, behind its name.
_FINANCE = Seeker(
    re.compile(
        r"(?:领投|跟投|参投)(?!方|人|机构|的?基金)|担任(?:本[轮次])?(?:融资)?的?(?:独家|联席|联合|长期)?(?:融资|财务)顾问"
    )
)
# 领投方是|甲、乙: their names behind what they are.
_LED = re.compile(rf"(?:领投方|跟投方|投资方)(?:分别)?[是为:](?P<names>{_NAME}(?:、{_NAME}){{0,6}})(?=[,。;])")
_WHOLE = re.compile(_NAME)
# What no list of investors goes across.
_MARK = re.compile(r"[,。;:!?\n()「」“”《》【】]")
# What stands between an investor and its verb, and before the first of a list.
_ADVERB = re.compile(
    r"(?:超额|独家|联合|共同|继续|持续|战略|再次|连续|追加|重仓|等|首次|参与|[一二三四五两多数]家){1,3}$"
)
_BEFORE = re.compile(
    r".*(?:由|获得?|来自|包括|引入|引进|[老新]股东|旗下|[领跟参]投|拿[到下了]|其中|轮|融资|以及|还有|的|是|为)"
)
# What stands between two of them.
_JOINT = re.compile(r"、|以及|旗下|(?<=[一-鿿A-Za-z]{2})[和与及](?=[一-鿿A-Za-z]{2})")
# Who invests without a name.
_NO_NAME = re.compile(
    r"股东|机构|投资[方人者]|团队|创始|战投|产业方|多家|数家|知名|头部|国资|[的了在于被将已]|我们|基金等|本轮|此次"
)
_REACH = 60
"""How far before its verb a list of investors may begin."""


def read(view: View) -> Iterator[Listed]:
    """The investors and advisers of rounds of financing."""
    text = view.folded
    for match in _FINANCE.finditer(text):
        start = max(view.block_at(match.start()).start, match.start() - _REACH)
        for mark in _MARK.finditer(text, start, match.start()):
            start = mark.end()
        adverb = _ADVERB.search(text, start, match.start())
        end = adverb.start() if adverb else match.start()
        led = _BEFORE.match(text, start, end)
        yield from _named(text, led.end() if led else start, end)
    for match in _LED.finditer(text):
        yield from _named(text, *match.span("names"))


def _named(text: str, start: int, end: int) -> Iterator[Listed]:
    """The members of a list of investors that are names."""
    begin = start
    for joint in [*_JOINT.finditer(text, start, end), None]:
        stop = joint.start() if joint else end
        country = text[begin : begin + 2] in cues("country") and text[begin + 2 : begin + 3].isascii()
        begin += 2 * country  # 德国|Nordal Blau
        if _WHOLE.fullmatch(text, begin, stop) and not _NO_NAME.search(text, begin, stop):
            yield Listed(begin, stop, "company", 1.0)
        begin = joint.end() if joint else end
