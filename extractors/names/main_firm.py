"""The one firm that an article is about, if it is about one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..records import Firm
from ..view import View
from .firms import FirmMention
from .places import Place
from .telling import Telling

_QUOTED = re.compile(r"[「“\"『]([^「」“”\"『』\n]{2,12})[」”\"』]")
_DEFINED = re.compile(
    r"[((](?:(?:以下|下)?(?:简称|称)[^()()\n]{0,24}(?:本)?公司|[^()()\n]{0,24}[“\"「](?:本)?公司[”\"」])[^()()\n]{0,12}[))]"
)
# 问:…; 答:…: the article is a talk with somebody.
_ASKED = re.compile(
    r"[\s●■◆▲◇□★*#·—-]*(?:问|[Qq]\d{0,2}|[一-鿿]{0,6}(?:记者|主持人)"
    r"|[一-鿿]{2,6}(?:网|报|社|周刊|财经|新闻))\s?[::]"
)
_OFFICE = re.compile(
    r"(?:的|[((][^()\n]{0,16}[))])?(?:[联共]同?创始人|创始人|创办人|[一-鿿]{0,2}董事长|[一-鿿]{0,2}总经理|[一-鿿]{0,2}总裁|掌门人|CEO|CTO|COO|厂长|负责人)",
    re.IGNORECASE,
)

_NEAR = 40
"""How far behind a firm stands what the text calls it."""
# What a firm stands behind that a title is about.
_OPENS = re.compile(
    r"(?:^|[｜|:：，,；;。！!？?、\s—\-“「\"『《【】()（）]|企业|公司|集团|巨头|龙头|股|独家|首发|对话|专访|探访|走进|揭秘|关于|[省市区县州])$"
)
_THIS = re.compile(r"(?:这|有|一)家[^,，。!！?？]{0,14}?(?:企业|公司|厂|巨头|龙头|冠军|独角兽|老店|车间|作坊)")
# A branch is where its name says.
_BRANCH = re.compile(r"(?:分行|支行|分公司|供电公司|营业部)$")
# News of a firm's money: 甲完成B轮融资, 甲年报.
_MONEY = re.compile(
    r"融资|[A-F]\+*轮|年报|财报|年度报告|半年报|季报|业绩|净利|营收|上市|IPO|招股|回购|并购|收购|增发|定增|分红|募资"
)


class MainFirm(NamedTuple):
    """What an article is to the one firm that it is about."""

    key: str | None
    voiced: bool
    """Whether the text is a talk with one of its people (我们)."""
    placeless: bool
    """Whether it is news of the firm wherever that is: its title tells of no place, or of the firm's money."""


def find(view: View, firms: Sequence[FirmMention], places: Sequence[Place]) -> MainFirm:
    """The firm that an article is about."""
    companies = [mention for mention in firms if mention.firm.kind == "company"]
    spoken = _interviewed(view, companies)
    key = spoken or _titled_or_most_said(view, companies)
    names = [mention.firm.name for mention in companies if mention.firm.key == key]
    branch = any(_BRANCH.search(name) for name in names[:1])
    return MainFirm(key, spoken is not None, bool(names) and not branch and _is_placeless(view, companies, places))


def _is_placeless(view: View, companies: Sequence[FirmMention], places: Sequence[Place]) -> bool:
    for block in view.blocks:
        if block.kind in ("title", "subtitle"):
            named = [place.start for place in places if block.start <= place.start < block.end]
            firms = [mention.start for mention in companies if block.start <= mention.start < block.end]
            money = _MONEY.search(view.folded, block.start, block.end) is not None
            if named and not (money and firms and firms[0] < named[0]):
                return False
    return True


def _interviewed(view: View, companies: Sequence[FirmMention]) -> str | None:
    """The firm of the person who answers questions: the office he is introduced with is one of it."""
    asked = [block for block in view.blocks if _ASKED.match(view.folded, block.start, min(block.end, block.start + 16))]
    if len(asked) < 3:
        return None
    for mention in companies:
        if mention.start >= asked[1].start:
            return None
        if _OFFICE.match(view.folded, mention.end, mention.end + 24):
            return mention.firm.key
    return None


def _titled_or_most_said(view: View, companies: Sequence[FirmMention]) -> str | None:
    """The firm that the title names alone, that is defined as 公司, or that most of the paragraphs are told of."""
    if not companies:
        return None
    telling = Telling(view, companies)
    return (
        _named_by_title(view, companies, telling)
        or _defined(view, companies)
        or (telling.first if telling.is_mostly_of_first() else None)
    )


def _named_by_title(view: View, companies: Sequence[FirmMention], telling: Telling) -> str | None:
    """The firm of the title; of several firms there the one that the text is told of more than of all others."""
    titles = [view.text[b.start : b.end] for b in view.blocks if b.kind in ("title", "subtitle")]
    firms = {mention.firm.key: mention.firm for mention in companies}
    counts = Counter(mention.firm.key for mention in companies)
    named = {key for key, firm in firms.items() if any(_titled(title, firm) for title in titles)}
    said = [key for key, count in counts.most_common() if key in named and count > 1]
    if said and (len(said) == 1 or (counts[said[0]] > counts[said[1]] and telling.leads(said[0]))):
        return said[0]
    # 这家企业… in a title is the firm that the text names most.
    key, count = counts.most_common(1)[0]
    this = any(_THIS.search(title) for title in titles)
    return key if this and count > 2 and count * 3 > len(companies) else None


def _defined(view: View, companies: Sequence[FirmMention]) -> str | None:
    """The firm that the text itself says it calls so: （以下简称“公司”）."""
    defined = _DEFINED.search(view.folded)
    before = [mention for mention in companies if defined and mention.start < defined.start()]
    near = defined is not None and bool(before) and defined.start() - before[-1].end < _NEAR
    return before[-1].firm.key if near else None


def _titled(title: str, firm: Firm) -> bool:
    """Whether a title is about a firm: it begins a part of it, or is quoted as a whole.

    前甲团队再创业 and “再造一个甲” are not about 甲; 「乙」 is 丙市乙科技有限公司.
    """
    if any(len(quoted) > 1 and quoted in firm.name for quoted in _QUOTED.findall(title)):
        return True
    found = [title.find(name) for name in (firm.name, *firm.aliases) if name in title]
    return any(_OPENS.search(title[:at]) is not None for at in found)
