"""What a time expression does for the figures after it: frame, reference, event, or vague (see `periods.Period`)."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["frame", "reference", "event", "vague"]

# 比上年, 较去年同期, 与2019年相比 hold a figure against another time.
_REFERENCE = re.compile(
    r"(?:比|较|高于|低于|多于|少于|快于|慢于|好于|优于|不及|超越|对比|比照|相对|相较于?|相比|较之)(?:于|同)?\s*$"
)
_REFERENCE_WITH = re.compile(r"(?:与|和|同|跟)\s*$")
_REFERENCE_WITH_AFTER = re.compile(r"[^,。;]{0,8}?(?:相比|持平|相当|一致|对比|比较|基本一样)")
# 是上年的1.6倍, 占去年全年的八成
_REFERENCE_TIMES = re.compile(
    r"(?:恢复[至到]?|回升[至到]|是|为|相当于|约为|约占|占|达|达到|超|超过|近|已完成|完成|仅为|只有|约)\s*$"
)
_REFERENCE_TIMES_AFTER = re.compile(
    r"(?:全年|同期|末|底)?(?:水平|总量|总额|总数|产量|产值)?的?\s*(?:近|约|超|逾)?[\d.一二两三四五六七八九十百零〇点]{1,8}(?:多|余)?(?:倍|%|成|分之)"
)
# 已超去年全年,营收…: what is held against a time that the clause ends with
_REFERENCE_LEVEL = re.compile(r"(?:超|超过|超越|接近|逼近|追平|不及|赶上)(?:了)?\s*$")
_REFERENCE_LEVEL_AFTER = re.compile(r"(?:全年|同期|整年)?(?:的)?(?:水平|总量|总额|总和|总数)?[,。;)]")
_FOUNDED = (
    "成立|创办|创立|创建|组建|注册|设立|始建|建厂|建校|建市|建县|建制|起步|诞生|出生(?!人口|率|数|缺陷|婴|登记|性别)"
)
_DONE = (
    "上市|投产|投用|投运|开工|竣工|开业|开园|开通|动工|启用|交付|封顶|通车|落户|入驻|建成|落成|达产|验收|挂牌|签约"
    "|点火|试产|试车|投料|试运行|试运营|封关|奠基"
)
_BY_SOMEONE = re.compile(rf"\s*[由被][^,。;]{{1,30}}?(?:{_FOUNDED}|收购|发起)")
_AT = re.compile(r"(?:已|曾|便|就)于\s*$")
_AT_AFTER = re.compile(r"[^,。;\d]{1,14}[,。;]")
_EVENT_BEFORE = re.compile(
    rf"(?:{_FOUNDED}|{_DONE}|建|始|生|毕业|入选|获批|举行|召开|起源|定)于\s*$|(?:早在|自|自从|始自)\s*$"
)
# 从2003年第一家厂落户算起,…: since when, and no time of what has come about
_SINCE = re.compile(r"[^,。;]{0,32}?(?:算起|说起|数起)")
# 今年是某某元年: the year itself is spoken of
_NAMED_YEAR = re.compile(r"\s*(?:也|正|既)?(?:是|被)[^,。;\d]{2,24}(?:元年|之年|周年|[局官坚胜键]年)")
CLOSES = re.compile(r",?[^,。;\d]{0,14}(?:收报|报收|收盘|收市|收于|收涨|收跌)")
"""What a share's price did that day: 8月23日某股收报19.36元."""
_EVENT_AFTER = re.compile(
    rf"\s*(?:度)?(?:就|便|才|正式|全面|全部|陆续|顺利|建成|首次|被)?(?:(?:{_DONE})(?:[^\u4e00-\u9fff\d]|的|后|以来|于|至今|$)"
    rf"|(?:收购|并购|登陆|迁入|迁来|搬来|落子|入股)[^,。;\d]{{0,10}}的|{_FOUNDED}|获评|入选|获批|荣获|评为|授予|认定为|(?:开始|以来|起|至今)(?!步))"
)


def role_of(text: str, match: re.Match[str], shape: str, until: bool) -> Role:
    """What an expression of this shape does in `text`; `until` says whether 截至 stands before it."""
    start = match.start()
    end = match.end() - match[0].endswith("的")
    before = (max(0, start - 8), start)
    if until:
        return "frame"
    if match[0] == "年度" and text[start - 1 : start] in tuple("(对按以"):
        return "event"  # 对年度研发投入1000万元以上的企业: any year's
    if shape == "that_day" and not _stands_alone(text, start, end):
        return "event"  # 某公司当天签下某项目
    if _is_held_against(text, before, end):
        return "reference"
    if shape == "vague" or (match[0].endswith("以来") and text.startswith("年均", end)):
        return "vague"
    if _BY_SOMEONE.match(text, end, end + 40) or (_AT.search(text, *before) and _AT_AFTER.match(text, end, end + 16)):
        return "event"
    if (text[start - 1 : start] in ("从", "自") and _SINCE.match(text, end, end + 36)) or _NAMED_YEAR.match(text, end):
        return "event"
    if shape in ("day", "iso_day") and CLOSES.match(text, end, end + 20):
        return "frame"
    if shape in ("day", "iso_day") or _EVENT_BEFORE.search(text, *before) or _EVENT_AFTER.match(text, end, end + 16):
        return "event"
    return "frame"


def _is_held_against(text: str, before: tuple[int, int], end: int) -> bool:
    """Whether figures are held against a time: 比上年, 与2019年相比, 是上年的1.6倍, 已超去年全年."""
    return (
        _REFERENCE.search(text, *before) is not None
        or (_REFERENCE_WITH.search(text, *before) and _REFERENCE_WITH_AFTER.match(text, end, end + 16)) is not None
        or (_REFERENCE_TIMES.search(text, *before) and _REFERENCE_TIMES_AFTER.match(text, end, end + 24)) is not None
        or (_REFERENCE_LEVEL.search(text, *before) and _REFERENCE_LEVEL_AFTER.match(text, end, end + 8)) is not None
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a time is a clause by itself: ,当天,."""
    return text[start - 1 : start] in tuple(",。;\n") and text[end : end + 1] == ","
