"""Where the text holds a form of a division: the anchors of the scan that no other word claims."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from ..lexicon import rows, words
from ..rules import veto
from ..scan import Anchor
from ..view import View
from .gazetteer import Sort, forms

WORD = veto(
    "district.word",
    "Characters that belong to another word name no place.",
    stops=("他住在⟦南京⟧路上。", "以⟦和平⟧方式解决。"),
)
LONGER_NAME = veto(
    "district.longer_name",
    "A bare place at the head of the name of a street, school, paper, contest or water is part of that name.",
    stops=("他住在⟦丽水⟧大道。", "⟦丽水⟧晚报报道。"),
)
PERSON = veto(
    "district.person",
    "A bare place behind a surname, or with a kinship term behind it, is a person's name.",
    stops=("记者张⟦东方⟧说，设备到了。",),
)
# 上海市场, 太原市民: the 市 belongs to the next word; 宝山区域, 德化县域 alike.
_NEXT_WORD = {
    "市": re.compile(r"[场民值况面容价井花郊]|区(?!别|间)|辖|内(?!瓦)"),
    "区": re.compile(r"[域间块划位]"),
    "县": re.compile(r"[域城]|级市"),
    "省": re.compile(r"[心却力事略]"),
}
# What makes a bare place the beginning of another name: streets, schools, media, dishes, contests, stations.
_OTHER_NAME = re.compile(
    r"门?[东西南北中大]?[一二三四五六七八九]?(?:路(?![线径网由段演桥])|街(?![道区头上])|大道|大街|大桥|立交|站|道(?=[—、,。和与及至到\d]))"
    r"|(?:(?!的)[一-鿿]){0,4}(?:大学(?![生城])|学院(?!派)|中学|一中|附中)|师大|师范|理工|医科|工大|交大|财大|农大"
    r"|日报|晚报|晨报|时报|早报|商报|都市报|电视台|卫视|广播|时间|共识|话剧|菜|[一-鿿]{0,2}杯(?!子)|队(?!伍)|交易所|证券交易所|股票"
    r"|银行|农商|证券|海峡|湾(?![区仔])|[一-鿿]{0,5}报(?![道告名到价备关纸送])|海关|铁路局|卫戍|军区|舰|号[a-z0-9]|方言|话[,。]|人艺|歌舞|交响|爱乐|国安|国际马拉松"
)
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁余叶蒋杜苏魏程吕丁沈姚卢傅钟姜崔谭廖范汪陆石戴贾韦夏邱侯邹熊孟秦阎薛"
    "尹段雷黎史陶贺顾毛郝龚邵钱严覃莫孔汤庞倪殷俞翁樊阮洪单章葛柳庄温颜聂齐尤欧方任苗岳梅童翟鲍左康伍穆祝解耿柯房裴凌霍"
)
_BEFORE_PERSON = re.compile(
    r"(?:^|[\s,、。:;(\"“”'》】-]|[者长员理席授师任人记叫友士家工叔姨哥姐兵监管裁官导匠户民手])$"
)
_AFTER_PERSON = re.compile(
    r"$|[\s,、。:;)\"“”'(]|报道|摄|同志|先生|女士|担任|出席|一行|说|表示|介绍|认为|告诉|坦言|指出|强调|透露|回忆|笑|等|和|与|在|是|就|带|的|从|把|向|看|来|也|还"
)
_CALLED = re.compile(r"叫$|名叫.?$|名为$|取名.?$|起名.?$")
_PERSON_BEFORE = re.compile(
    r"(?:孩|伙|娘|孩子|[甥侄孙舅婿]|[老青年]人|员|者|师|生|儿子|女儿|名字|[哥姐弟妹叔姨爷婶])[^,。]{0,2}(?:叫|名叫|取名|起名).?$"
)
_PERSON_NOUN = re.compile(r"的?(?:女孩|男孩|小伙|姑娘|孩子|老人|青年|人)")
_KINSHIP = re.compile(
    r"的?(?:[老大小二]?(?:舅|爸|妈|爷|奶|叔|姑|姨|哥|弟|姐|妹|伯|嫂|媳妇)[舅爸妈爷奶叔姑姨哥弟姐妹伯子]|父亲|母亲|儿子|女儿|妻子|丈夫)"
)
# 三大|港区, 14个|旧系统: a numeral goes with 大 and 个.
_COUNTED = re.compile(r"[一二三四五六七八九十两几\d]$")
_WATERS = re.compile(r"河(?![南北])|江(?![西苏东北南])|山(?![东西区市县城乡村])|水库|水电站|干流|流域")
# 示|范县: a county of one character before 县 begins a phrase.
_PHRASE_START = re.compile(r"(?:^|[^㐀-鿿]|[在和与及由从到对于了的为是赴省市州])$")
_PROVINCES = frozenset("京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤川宁琼滇黔")
_TITLE = re.compile(r"《$")
_MEDIUM = re.compile(r"记者|杂志|报道|栏目|节目|频道|周刊|主持人|特约")


@cache
def frequent_pairs() -> frozenset[str]:
    """The frequent words of two characters."""
    return frozenset(words("frequent_pairs.tsv"))


@cache
def frequent_verbs() -> frozenset[str]:
    """The frequent verbs of two characters."""
    return frozenset(word for word, *verb in rows("frequent_pairs.tsv") if verb)


@dataclass(slots=True)
class Mark:
    """A form of a division in the text; `keys` are what it may stand for, `key` what was decided."""

    start: int
    end: int
    form: str
    sort: Sort
    keys: tuple[str, ...]
    key: str | None = None
    accepted: bool = False
    chained: bool = False
    """Whether a parent glued before it says which one it is."""
    straddled: int = 0
    """At how many of its edges a frequent word goes across (固|安全): signs that it is none."""
    weak: bool = False
    """Whether it stands in the name of a public body, which alone does not make the text speak of the place."""


def marks(view: View) -> Iterator[Mark]:
    """The forms of divisions in the text, leftmost longest, none inside another word or a longer name."""
    folded = view.folded
    # 沙县小吃|产业 is the industry of a place
    vetoes = [veto for veto in view.anchors("place_veto") if not folded.startswith(("产业", "集群"), veto.end)]
    veto_starts = [veto.start for veto in vetoes]
    anchors = view.anchors("place")
    end = -1
    for index, anchor in enumerate(anchors):
        if anchor.start < end or _yields(folded, anchors, index, glued=anchor.start == end):
            continue
        if _is_claimed(vetoes, veto_starts, anchor.start, anchor.end, after=end):
            view.veto("district", anchor.start, anchor.end, WORD)
            continue
        mark = _trimmed(
            view, Mark(anchor.start, anchor.end, anchor.word, cast(Sort, anchor.payload[0]), anchor.payload[1:])
        )
        if mark is None:
            continue
        bare = mark.sort in ("short", "word")
        if mark.start != end and not _stands_free(folded, mark):
            continue
        other = WORD if _is_counted(folded, mark.start) else bare and _other_name(folded, mark.start, mark.end)
        if other == LONGER_NAME and _before_full_name(anchors, index):
            other = None  # 西藏|山南市
        if other:
            view.veto("district", mark.start, mark.end, other)
            end = mark.end
            continue
        if bare and mark.start != end:
            mark.straddled = _straddled(folded, mark)
        yield mark
        end = mark.end


def _is_claimed(vetoes: Sequence[Anchor], starts: Sequence[int], start: int, end: int, after: int) -> bool:
    """Whether another word begins before the form and reaches into it, or holds it whole."""
    at = bisect_left(starts, end)
    for index in range(at - 1, max(-1, at - 6), -1):
        veto = vetoes[index]
        veto_start, veto_end = veto.start, veto.end
        if veto_end <= start or veto_start < after:
            continue
        if veto_start < start or (veto_start == start and veto_end >= end):
            return True
    return False


def _trimmed(view: View, mark: Mark) -> Mark | None:
    """Without the last character where that begins the next word; None if what is left is no form."""
    follows = _NEXT_WORD.get(mark.form[-1])
    if follows is None or mark.sort not in ("full", "generic") or not follows.match(view.folded, mark.end):
        return mark
    shorter = forms().get(mark.form[:-1])
    if shorter is None:
        return None
    keys = tuple(key for key in shorter[1:] if key in mark.keys) or shorter[1:]
    return Mark(mark.start, mark.end - 1, mark.form[:-1], cast(Sort, shorter[0]), keys)


def _yields(folded: str, anchors: Sequence[Anchor], index: int, glued: bool) -> bool:
    """美|丽江|苏: the short form of a city or county gives way to a province that begins inside it."""
    anchor = anchors[index]
    if anchor.payload[0] not in ("short", "word") or anchor.payload[1].endswith("0000"):
        return False
    inside = [other for other in anchors[index + 1 : index + 5] if anchor.start < other.start < anchor.end < other.end]
    if anchor.payload[0] == "word" and any(other.payload[0] == "full" and len(other.word) > 2 for other in inside):
        return True  # 和|平凉市
    if glued:
        return False
    if anchor.payload[1].endswith("00") and folded[max(0, anchor.start - 1) : anchor.start + 1] not in frequent_pairs():
        return False  # 鞍山|西柳
    return any(other.payload[1].endswith("0000") and "/" not in other.payload[1] for other in inside)


def _stands_free(folded: str, mark: Mark) -> bool:
    """Whether the characters around leave a very short form, or a word of abbreviations, whole."""
    if mark.sort == "joined":
        around = folded[mark.start - 1 : mark.start] + folded[mark.end : mark.end + 1]
        return not any(character in _PROVINCES or character in SURNAMES for character in around)
    if mark.sort == "full" and mark.form.endswith(("城市", "都市")):  # 适应|城市
        return folded[max(0, mark.start - 1) : mark.start + 1] not in frequent_pairs()
    if mark.sort == "full" and len(mark.form) == 2:
        return bool(_PHRASE_START.search(folded, max(0, mark.start - 1), mark.start))
    return not (_TITLE.search(folded, max(0, mark.start - 1), mark.start) and folded.startswith("》", mark.end))


def _straddled(folded: str, mark: Mark) -> int:
    pairs = frequent_pairs()
    left = mark.start > 0 and folded[mark.start - 1 : mark.start + 1] in pairs
    return int(left) + int(folded[mark.end - 1 : mark.end + 1] in pairs)


def _is_counted(folded: str, start: int) -> bool:
    return folded[start] in "大个" and bool(_COUNTED.search(folded, max(0, start - 1), start))


def _before_full_name(anchors: Sequence[Anchor], index: int) -> bool:
    """Whether the full name of another division begins right behind a form."""
    following = anchors[index + 1 : index + 3]
    return any(next_.start == anchors[index].end and next_.payload[0] == "full" for next_ in following)


def _other_name(folded: str, start: int, end: int) -> str | None:
    """The veto of a bare place that begins or makes up another name."""
    if _OTHER_NAME.match(folded, end) or _WATERS.match(folded, end):
        return LONGER_NAME
    if _is_medium(folded, start, end):
        return LONGER_NAME
    return PERSON if _is_person(folded, start, end) else None


def _is_medium(folded: str, start: int, end: int) -> bool:
    """Whether a bare place stands in the title of a paper or a programme: 《甲省经济观察》记者."""
    closing = folded.find("》", end, end + 12)
    opened = folded.rfind("《", max(0, start - 6), start) >= 0
    return opened and closing > 0 and _MEDIUM.match(folded, closing + 1) is not None


def _is_person(folded: str, start: int, end: int) -> bool:
    if _KINSHIP.match(folded, end):
        return True
    if _CALLED.search(folded, max(0, start - 4), start) and (
        _PERSON_NOUN.match(folded, end) or _PERSON_BEFORE.search(folded, max(0, start - 10), start)
    ):
        return True
    if end - start != 2 or start == 0 or folded[start - 1] not in SURNAMES:
        return False
    return bool(_BEFORE_PERSON.search(folded, max(0, start - 2), start - 1) and _AFTER_PERSON.match(folded, end))
