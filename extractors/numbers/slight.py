"""Counts that are seldom figures: spans of time, occasions, 一个, 三个方面, and scales without a digit (万亩良田)."""

from __future__ import annotations

import re

from . import predicates
from .bounds import TAIL
from .item import Item

_SLOGAN = re.compile(
    r"(?:个|大|项|种|条)?(?:方面|层面|层次|维度|环节|阶段|意识|自信|问题|原则|坚持|关键|统筹|字|务必|确立|"
    r"维护|毫不动摇|必须|要点|着力|聚焦|突破口|目标|先行|倍增|转变|转型|结合|更加|如何|为什么|着力点|"
    r"着眼点|抓手|字诀|不变|不|统一|导向)"
)
_MEASURED_TIME = re.compile(
    r"平均|时间|时长|时限|周期|工期|寿命|压缩|缩短|提速|办结|耗时|时差|续航|小时达|日照|工时|机时|比年初|"
    r"降至|增至|减少|天数|日数|小时数|超长待机"
)
_LIFE = re.compile(r"寿命|平均年龄|年龄")
_WEAK = frozenset(
    [
        "地",
        "市",
        "县",
        "区",
        "国",
        "省",
        "省市",
        "省区",
        "县市",
        "市县",
        "县区",
        "州",
        "村",
        "镇",
        "乡",
        "校",
        "字",
        "批",
        "组",
        "类",
        "面",
        "把",
        "口",
        "团",
        "对",
        "双",
        "点",
        "头",
        "席",
        "班",
        "站",
        "样",
        "手",
        "端",
        "根",
        "档",
        "起",
        "集",
        "页",
    ]
)
# 十多道工序, 12道检测: stages of work are counted; 一道难题, 三道弯 hardly.
_PROCEDURE = re.compile(
    r"道(?:[^,;。、\d]{0,4}(?:工序|工艺|工位|程序|手续|流程|环节|关卡|关口|检测|检验|质检|防线|安检|加工|菜))"
)
_OFTEN = 50
"""From how many times on an occasion is a quantity (使用3600万次), not a story (三次赴京)."""
# 两人在校友会上相识: the persons just named.
_PERSONS = re.compile(r"[,。;!?\n\"”][两二三四五六七八九]人(?=[^以组份行口家员大,。;、和及的])")
_TAKEN_UP = re.compile(r"[都均皆][^价]|共(?!同|享|建|有)|合计")
_SCORED = re.compile(r"[得评]分|满分|平均|分数")
# 亿元以上项目: which projects are meant
_AGAIN = re.compile(r"(?=[\u4e00-\u9fff])(?!电|角|左右|上下|以[上下内]|的|至|到|多|余|近视|斜坡|高温|低温)")
_BUCKET = re.compile(r"及?以[上下](?:的)?[\u4e00-\u9fff]")
_LONG = frozenset(("年", "季度", "世纪", "周", "年头"))


def name_of(folded: str, item: Item, clause: int) -> str | None:
    """What a number with a unit is, where it is no figure; None for a figure."""
    if folded[item.start - 1 : item.start] == "每" and item.unit.kind != "percent":
        return "per"
    if item.numeral.bare and item.unit.kind == "money" and _BUCKET.match(folded, item.end):
        return "tier"
    name = _by_unit(folded, item, clause)
    if name is None and item.numeral.bare and not _bounded(folded, item, clause):
        return "word"
    return name


def _by_unit(folded: str, item: Item, clause: int) -> str | None:
    """What the unit says: a verbal classifier counts occasions, 年 a span of time that is seldom measured."""
    kind, numeral, near = item.unit.kind, item.numeral, max(clause, item.start - 20)
    if kind == "verbal":
        if item.unit.name == "次" and numeral.form == "arabic" and item.value >= _OFTEN:
            return None
        return None if _PROCEDURE.match(folded, item.end - 1) and item.value > 1 else "occasion"
    if kind == "list":
        return "ranking"
    if kind == "score":
        return None if _SCORED.search(folded, near, item.end + 6) else "occasion"
    if kind == "age":
        return None if _LIFE.search(folded, near, item.start) else "age"
    if kind == "duration":
        measured = _MEASURED_TIME.search(folded, near, item.end + 6)
        return None if measured and numeral.form == "arabic" and item.unit.name not in _LONG else "duration"
    if kind == "count" and numeral.form == "chinese":
        return _small_count(folded, item)
    if item.unit.name == "度" and numeral.form == "chinese" and _AGAIN.match(folded, item.end):
        return "occasion"  # 两度延长
    if kind == "measure" and numeral.form == "chinese" and numeral.value == item.value == 1 and numeral.high is None:
        return "indefinite"
    return None


def _bounded(folded: str, item: Item, clause: int) -> bool:
    """Whether a bound word stands beside a scale without a digit (超百亿元, 上千家): then it is a number."""
    if item.more or "上" in folded[max(0, item.start - 1) : item.start + 1] or TAIL.match(folded, item.end):
        return True
    return predicates.read(folded, item.start, clause, "none").bound is not None


def _small_count(folded: str, item: Item) -> str | None:
    """A small Chinese numeral may be an article (一个), a slogan (“两个确立”) or an abbreviation (三地)."""
    numeral, before = item.numeral, folded[item.start - 1 : item.start]
    if numeral.value == 1 and (numeral.high or 0) <= 2:
        return "indefinite"
    if numeral.value < 10 and (before in "这那该" or _TAKEN_UP.match(folded, item.end)):
        return "anaphora"
    if item.unit.name == "人" and numeral.value < 10 and _PERSONS.match(folded, item.start - 1):
        return "anaphora"
    if item.unit.name == "大":
        return "plan" if numeral.value > 10 else "slogan"  # 三大主导产业: how they are spoken of
    if item.unit.name in _WEAK and numeral.value < 20 and not item.more:
        return "word"
    if numeral.value <= 20 and item.unit.name in ("个", "大", "项", "种", "条") and _SLOGAN.match(folded, item.end):
        return "slogan"
    if before in ("“", '"', "‘") and numeral.value < 100:
        return "slogan"
    return None
