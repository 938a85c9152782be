"""Phrases beside a metric that name nobody it could be of: adverbs, pronouns, times, parts of clauses."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import rows

# What stands before a metric or a verb and is nobody that it could be of: adverbs, pronouns, times, halves of verbs
_NOBODY_SHAPE = (
    r"[^厂店港校村镇乡县市区城企链园行院馆路桥楼船茶酒药米稻麦鱼猪牛羊鸡果菜煤油气电]"
    r"|[省市区县镇乡村厂楼园]里|[^,。]{0,4}期内|[^,。]{0,8}(?:政府|管委会|专班|财政|指挥部|领导小组)|年(?:产|加工|处理)[^\d,。]{1,10}"
    r"|目标是?\d*|[本此这]?次(?:活动|会议|大会|签约|集中|招商)?|[^,。]{0,6}(?:先后|陆续|相继)(?:集中)?|.*连续.{0,3}年?"
    r"|[一二两三四五六七八九十几\d]+[天年月日次个家].{0,2}|一[条台座家块片项款批]|[首头][条个批家座台只款]"
    r"|.*[(][家个间套台项户人次处]{1,2}[)]|.*加起来.*|.*(?:均价)?每[^,。]{1,3}|[国省市区县镇乡]级|[^,。]{0,4}(?:回乡|回归)"
    r"|[他她它我你]|年.?|[是把让].{0,3}|被(?!困|服|征|告|装).{0,3}"
)
_CLAUSE_SHAPE = (
    r"^【[^】]*】$|[我你她他咱]|(?:把.*|被.*|.即)$|.(?:期间|之间|在内|以来|后|时|里)$"  # 增资后: when, not whose
)
# 更新, 都市, 还原, 再生: words that only begin as a clause does
_NO_ADVERB = r"(?:(?<=更)(?!新)|(?<=都)(?!市|江)|(?<=还)(?!原)|(?<=再)(?!生|造)|(?<![更都还再]))"


@cache
def nobody() -> re.Pattern[str]:
    """A whole phrase that names nobody: words of `data/nobody_words.tsv`, and shapes."""
    whole, begin, end = ("|".join(_named(label)) for label in ("whole", "begin", "end"))
    return re.compile(rf"(?:{whole})(?:集中)?|(?:{begin}).*|.*(?:{end})|{_NOBODY_SHAPE}")


@cache
def clause() -> re.Pattern[str]:
    """What shows that a phrase is part of a clause and no name."""
    begin, end = ("|".join(_named(label)) for label in ("clause_begin", "clause_end"))
    return re.compile(rf"^(?:{begin}){_NO_ADVERB}|(?:{end})$|{_CLAUSE_SHAPE}")


def _named(label: str) -> list[str]:
    """The words of a class of `data/nobody_words.tsv`."""
    return [word for word, named in rows("nobody_words.tsv") if named == label]
