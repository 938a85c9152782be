"""Whether a gazetteer's name stands for itself where it is found, and is no piece of another word or name."""

from __future__ import annotations

import re

from .firm_lexicon import cues, endings, vocabulary

# Characters that foreign names are written with: 林德 is a firm, 林德迈尔 somebody.
_SOUNDS = frozenset(
    "阿埃艾奥巴贝比彼宾波博布查达戴德登迪蒂杜多厄恩尔法菲费夫弗福盖甘冈戈格古哈海汉赫洪霍基吉加贾杰卡凯坎康考科克肯库拉莱兰朗劳勒雷里利莉列林琳隆卢鲁路伦罗洛吕马玛迈麦曼梅门蒙米"
    "明莫墨默姆穆纳娜奈南内尼涅努诺帕派佩彭皮珀普奇齐恰切琼曲让热瑞若萨塞桑沙莎山舍史什施斯司苏索塔泰坦特滕提图托瓦万旺威维韦魏温沃伍乌武西希锡夏香谢辛欣休许逊雅亚延扬耶叶伊易因英尤约泽扎詹珍朱兹"
)
_LONGEST = 6
# What a person's name is followed by; a firm's behind another's is followed by its trade: 甲集团乙|工业互联网.
_AS_PERSONS = re.compile(r"$|[、,。;:()\d—]|表示|[称说在对向将的和与]|总统|总理|外长|先生|女士|教授|当选|访问")
_RUN = 2
"""How many such characters beside a name make it a part of a longer one."""
_OFFICE = re.compile(r"(?:总统|总理|首相|国王|王储|外长|防长|财长|议长|大使|发言人|首都|首府)$")
# 多家|美国银行, 美国银行|业: banks of a country and their trade; 中国某某|与采购联合会
_OF_COUNTRY = re.compile(r"[一-鿿]国(?:银行|航空|石油|电信)$")
_SEVERAL = re.compile(r"[一两三四五六七八九十多几数各]家$")
_TRADE = re.compile(r"业(?!务)|[与和及][一-鿿]{2,6}(?:联合会|协会|学会)")


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether the name stands for itself: no part of a longer word (Latin, or of two characters), or of 贝恩·德."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if "·" in (before, after) or _is_cut(text, start, end) or _is_piece(text, start, end):
        return False
    if _OFFICE.search(text, max(0, start - 3), start) or _is_foreign(text, start, end):
        return False
    if end - start == 2 and text[start] in "和与及" and "一" <= before <= "鿿":
        return False  # 甲乙丙和|科某某: it joins two names
    return not (_TRADE.match(text, end) or (_OF_COUNTRY.search(text, start, end) and _SEVERAL.search(text, 0, start)))


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether a Latin name begins or ends within a word."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    left = text[start].isascii() and before.isascii() and (before.isalnum() or (before in ".-" and before != ""))
    return left or (text[end - 1].isascii() and after.isascii() and after.isalnum())


def _is_piece(text: str, start: int, end: int) -> bool:
    """Whether a word begins before the name and ends in it: 叙|利亚德 of 叙利亚, or the two characters of one."""
    words = vocabulary()
    if end - start == 2:
        return any(text[max(0, start - size) : start + 1] in words for size in (1, 2, 3))
    if start and text[start - 1] in cues("function"):
        return False
    if end - start > 2 and text[end - 2 : end + 1] in endings():
        return True  # 某某新材|料
    straddling = (text[max(0, start - size) : start + inside] for size in (1, 2) for inside in (1, 2))
    return any(words.get(word) in ("place", "country") for word in straddling)


def _is_foreign(text: str, start: int, end: int) -> bool:
    """Whether the name is a piece of a person's or a place's that is written by its sound."""
    if not _SOUNDS.issuperset(text[start:end]):
        return False
    begin, close = start, end
    while begin > max(0, start - _LONGEST) and text[begin - 1] in _SOUNDS:
        begin -= 1
    while close < min(len(text), end + _LONGEST) and text[close] in _SOUNDS:
        close += 1
    glued = start - begin >= _RUN or close - end >= _RUN
    return glued and _AS_PERSONS.match(text, close) is not None
