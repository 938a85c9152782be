"""What a line of a page is by its form: furniture of the site, byline, date line, heading, section head, end mark."""

from __future__ import annotations

import re

from .dates import YEAR

_NAME = r"[\u4e00-\u9fff·]{1,4}(?:[ \u3000][\u4e00-\u9fff]{1,2})?"
FURNITURE = re.compile(
    r"(?:您?(?:当前|現在|现在|所在)的?位置\s*[:：]|(?:网站|網站|本站)?首[页頁]\s*[>＞»›]|[^\s>＞»›，。\d]{2,16}(?:\s*(?:>{1,2}|[＞»›])\s*[^>＞»›，。\d]{2,24}){2,5}$|打印本?页?(?:\s|$)|列印$|关闭窗口|關閉視窗|下载(?:\s|$)|全屏$|收藏(?:本页)?$|"
    r"【?字号\s*[:：\]】]?|(?:加大|还原|减小|[大中小\s])*[】\]]?(?:\s*打印)?$|分享到?\s*[:：]?\s*$|(?:分享至|扫一扫|掃一掃|微信扫)[^。]{0,24}$|"
    r"[上下]一[篇页条頁條]\s*(?:[:：]|$)|返回(?:顶部|首页|列表)$|回到顶部$|"
    r"相关(?:报道|新闻|文章|阅读|推荐)\s*[:：]?$|相關(?:報導|新聞)\s*[:：]?$|"
    r"(?:(?:主办|主管|承办)(?:单位)?\s*[:：]|版权所有|版權所有|网站标识码|备案号|Copyright|©).{0,200}$|.{0,80}(?:ICP备|ICP證|公网安备)|"
    r"\[?(?:查看|阅读|閱讀|点击|點擊)(?:原文|全文|更多)[^。]{0,80}$|[(（]更新时间戳|(?:点击|浏览|阅读)(?:次数|量)\s*[:：]?\s*\d*$|-{3,}$|={3,}$|\*{3,}$|_{3,}$)",
    re.IGNORECASE,
)
_PERSON = r"(?:[\u4e00-\u9fff]\s[\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{2,3})"
_MEDIUM = r"(?:[\u4e00-\u9fff《》·（）() ]{0,14}[报報网網社刊台媒体體视視讯訊》])?"
_RANK = r"(?:\s?(?:首席|特约|特約|见习|見習|实习|實習|全媒体|融媒体?|驻[\u4e00-\u9fff]{1,6}|财经|高级|资深)){0,3}\s?"
_DESK = _MEDIUM + _RANK
_ROLE = r"(?:记者|記者|通讯员|通訊員|评论员|評論員|特派员|撰稿人?|撰文|作者|实习生|采写|採寫)"
BYLINE = re.compile(
    rf"[■□▲●◆◎☆★]\s*(?!.{{1,12}}[市区區县縣旗镇鎮]$)(?:{_DESK}{_ROLE}[\s:：/／]*[^，。；！？,;!?]{{1,40}}|{_PERSON}(?:[\s、]+{_PERSON}){{0,3}})$|"
    rf"{_DESK}{_ROLE}[\s:：/／]\s*[^，。；！？,;!?：]{{1,60}}$|{_DESK}{_ROLE}\s*{_NAME}(?:[\s、]+[^，。；！？：]{{1,40}})?$|"
    rf"[【(（\[]\s*{_DESK}{_ROLE}[^】)）\]]{{1,40}}[】)）\]].{{0,24}}$|"
    r"(?:文|图|圖|文[/／]?图|文[/／]?摄|作者|来源|來源|编辑|編輯|责编|責編|责任编辑|校对|审核|制图|製圖|美编|撰稿|供稿|签发)\s*[:：/／|].{1,80}$|"
    r"[\u4e00-\u9fff]{0,12}?(?:代?[市县區区省州镇乡]长|主席|主任|州长|盟长|旗长|专员|院长|检察长)\s+[\u4e00-\u9fff·]{1,4}(?:\s[\u4e00-\u9fff]{1,2})?$"
)
_PART = r"[\d一二三四五六七八九十]{1,3}"
_DATE = rf"{YEAR}\s*[年\-/.]\s*{_PART}\s*[月\-/.]\s*{_PART}\s*[日号]?"
DATE_LINE = re.compile(
    rf"[(（\[【]?\s*(?:发布时间|發布時間|发布日期|發佈日期|时间|時間|日期|更新时间|更新時間)?\s*[:：]?\s*{_DATE}[^，。；！？]{{0,60}}$|"
    rf"(?:索引号|文号|发文字号|发文机关|发布机构|信息来源|主题分类|公开方式|名称)\s*[:：][^，。；！？]{{0,80}}?(?:时间|日期)\s*[:：]\s*{_DATE}.{{0,80}}$|"
    rf"(?:发布时间|發布時間|发布日期|發佈日期|时间|時間|日期)\s*[:：].{{0,120}}$|(?:第?[A-Z]?\d{{1,2}}版?\s+)?[^，。；！？：]{{0,20}}\s{_DATE}\s.{{0,80}}$"
)
LABELLED = re.compile(
    r"(?:时间|時間|地点|地點|主持人?|发布人|發布人|嘉宾|出席|主讲人|来源|來源)\s*[:：][^。！？]{1,150}$"
)
NOTE = re.compile(
    r"(?:注|註|注释|註釋|说明|說明|备注|備註|免责声明|免責聲明|声明|编者按|編者按|数据来源|資料來源|资料来源|附注)\s*[\d一二三四五六七八九十]*\s*[:：]"
)
DATELINE = re.compile(
    r"(?:本报|本報|本刊|本网|本網|央视网|新华网|人民网|中新网|"
    r"[\u4e00-\u9fff]{2,8}[报報网網])?(?:讯|訊|消息)\s*[(（:：\s　]|"
    r"(?:本报|本報|新华社|新華社|中新社|人民网|新华网|中新网)[\u4e00-\u9fff]{0,12}\d{1,2}月\d{1,2}日[电電讯訊]|"
    r"据[\u4e00-\u9fff]{2,10}(?:报道|消息|网讯)|[【\[][\u4e00-\u9fff]{2,10}(?:讯|訊|消息|[/／／][^】\]]{1,12}(?:报道|報導))[】\]]"
)
SECTION = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:短讯|简讯|快讯|快报|短波|城讯|简报|速递|速遞|短新闻|微新闻|一句话新闻)|[\u4e00-\u9fff]{1,2}[讯訊]|图片新闻|圖片新聞|"
    r"(?:新闻|相关|背景|资料|知识)?(?:链接|鏈接|連結)|延伸阅读|延伸閱讀|名词解释|背景资料|新闻背景|新闻集装箱)$"
)
SECTION_OPENING = re.compile(
    r"[【\[〔■◆]\s*((?:新闻|相关|背景|资料|知识|延伸)?(?:链接|鏈接|連結|阅读|閱讀|背景|资料))\s*[】\]〕:：]?\s*"
)
COLUMN = re.compile(r"[【\[]([^】\]]{2,20})[】\]]\s*(?=\S)")
_FINAL = re.compile(r"[。；;，,、：:…]$|[。！？!?][”’」』）)】》]+$")
_CREDIT_END = re.compile(
    r"[(（]\s*[^()（）。，]{0,30}(?:供稿|记者|記者|通讯员|通訊員|作者|编辑|編輯|责编|責編|"
    r"校对|校對|插图|来源|來源|编译|综合|完)[^()（）]{0,40}[)）]\s*$"
)
_PHOTO_END = re.compile(
    r"(?:[。！？”\s]|^)[(（]?[\u4e00-\u9fff /／]{2,14}(?:摄|攝|供图|供圖)(?:影报道|影報導)?[)）]?"
    r"(?:\s*[(（/／][^()（）]{2,12}[)）]?)?\s*$|"
    r"[。！？”](?:[(（]?(?:新华社|中新社|人民图片|新華社)[发發]?[)）]?)$"
)
_SIGNED = re.compile(
    r"[。！？”][(（]\s*([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{2,3}"
    r"(?:[、 ][\u4e00-\u9fff]{2,3}){1,3})\s*[)）]\s*$"
)
_ASIDES = frozenset(
    [
        "掌声",
        "鼓掌",
        "笑",
        "笑声",
        "下同",
        "见图",
        "如图",
        "上图",
        "下图",
        "右图",
        "左图",
        "待续",
        "略",
        "节选",
        "摘要",
        "全文完",
        "附后",
        "热烈鼓掌",
        "鼓掌声",
    ]
)
CREDIT = re.compile(
    r"(?:(?:人民|新华|中新|视觉中国|[\u4e00-\u9fff]{2,6})(?:图片|圖片)|(?:新华社|中新社|新華社)发|"
    r"[\u4e00-\u9fff]{2,4}\s*(?:摄|攝)|[\u4e00-\u9fff]{1,2} [\u4e00-\u9fff]{1,2}\s*(?:摄|攝))$"
)
CAPTION = re.compile(r"[(（]?(?:(?:[上下左右题題]?[图圖])(?:为|為|①|②|[:：])|[图圖]片?(?:说明|說明)?[:：])")
PHOTO_NEWS = re.compile(r"(?:[（(]?\d{4}年)?\d{1,2}月\d{1,2}日[，,]")
# A question with a comma or a speaker before it is part of the text, not a headline over it.
_SPOKEN = re.compile(r"[，,：:]")
_SPEAKER = re.compile(r"[“\"「]|[^，。：:]{0,12}(?:记者|記者|主持人|网友|网民|观众|问|問|答|Q\d*|A\d*)\s*[:：]")
_LONGEST_QUESTION = 40
INLINE_FURNITURE = re.compile(
    r"\s*(?:(?:浏览|点击|阅读)(?:次数|量)\s*[:：]\s*\d*|【?字[号體体]\s*[:：]?\s*[\[【(（]?\s*大\s*中\s*小\s*[\]】)）]?|打印本页|关闭窗口|分享到\s*[:：]?)"
)
MARKED = re.compile(r"[◆◇■□▲★☆●○🔹▶►①-⑳]\s*\S")
ITEM = re.compile(r"[●○◆◇▲△★☆▪•·*+–-]\s*\S|[①-⑳⑴-⒇㈠-㈩]|[(（]?\d{1,3}[)）、．]|\d{1,2}[.．](?!\d)")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十\d]{1,3}[章节節部篇])"
)
_LONGEST_TITLE = 60


def is_heading(text: str) -> bool:
    """Whether a line stands like a title or a section heading: short, with no mark of an ending sentence."""
    if len(text) > _LONGEST_TITLE or _FINAL.search(text) or "。" in text[:-1]:
        return False
    if text[-1] in "?？!！" and _SPOKEN.search(text):
        return False
    if text.count("，") + text.count(",") + text.count("；") > 2:
        return False
    return (
        not CREDIT.match(text)
        and not _CREDIT_END.search(text)
        and not _PHOTO_END.search(text)
        and any(c.isalpha() for c in text)
    )


def is_question(text: str) -> bool:
    """Whether a short line asks or exclaims, and is no speaker's words (问：进展如何？)."""
    return text[-1] in "?？!！" and 6 <= len(text) <= _LONGEST_QUESTION and _SPEAKER.match(text) is None


def is_numbered(text: str) -> bool:
    """Whether a heading carries a number of the kind that parts one text (一、 （二） 第三章)."""
    return _NUMBERED.match(text) is not None


def is_photo(text: str) -> bool:
    """Whether a paragraph closes with the name of who took the picture that it is about."""
    return _PHOTO_END.search(text[-60:]) is not None


def ends_article(text: str) -> bool:
    """Whether a paragraph closes with the name of who wrote or supplied it."""
    tail = text[-80:]
    if _CREDIT_END.search(tail):
        return True
    signed = _SIGNED.search(tail)
    return signed is not None and signed[1] not in _ASIDES


def is_credit(text: str) -> bool:
    """Whether a whole line names who wrote, took, supplied or edited."""
    return CREDIT.match(text) is not None or (
        text[0] in "(（" and (_CREDIT_END.match(text) is not None or _PHOTO_END.match(text) is not None)
    )


def is_section(text: str) -> bool:
    """Whether a line is the head of a column of short items."""
    return (
        len(text) <= 10 and SECTION.match(text.strip("【】[]■◆▲● ").replace(" ", "").replace("\u3000", "")) is not None
    )
