"""What a place does in its clause: it is spoken of, something happens there, or it is named in passing."""

from __future__ import annotations

import re

from ..records import District
from ..view import View
from .addresses import Group, Role, division_of
from .gazetteer import divisions

_WINDOW = 16
_LABEL = 8
"""How long a label before a colon may be."""
# 占全市的9%, 高于全省, 与外省相比: what a number is held against, or where things come from and go to.
_HELD_AGAINST = re.compile(
    r"(?:占(?:到|了|据|比)?|高于|低于|高出|低出|高过|超出|超过|多于|少于|比|较|快于|慢于|好于|优于|领先|领跑|落后于?|居|位列|位居|列|排|排名|"
    r"相当于|贡献了?|分别[快高低慢]于)(?:了|约|同期|整个|近|超)?(?:(?:邻近|相邻|隔壁|周边)的?)?$"
)
_MOVEMENT = re.compile(
    r"(?:来自|源自|运[往到]|发往|送[往到去]|寄[往到]|开往|飞往?|出口(?:到|至)?|销往|卖到|远销|直销|抵达?|赴|前往|奔赴|距离?|离|途?经|通往|直达|驶向|延伸(?:到|至)|扩展到|辐射|毗邻|紧邻|邻近|"
    r"对接|连接|接轨|融入|转移到|外迁到?|走出|引进|引入|引来|招引|配套|[一二两三四五六七八九十几\d][趟次]|(?<![参相积])与|协同|联手|携手|联合|"
    r"[((](?:即|也即|亦即|又称|又名|原名?|简称|含|包括)|本[报刊台社网]|新华社|中新社|(?<![以交来])往|(?<!—)—|(?<!截)至|承接)(?:了)?$"
)
_SOURCE = re.compile(r"(?<![自])(?:从|自)$")
_TOLD = re.compile(r"[^,。;]{0,14}(?:获悉|了解到|传来|召开|看)")
_IN_PASSING = re.compile(
    r"所在的|级(?!以上)|籍|来的|(?:下辖|所辖|管辖|代管|下属)的|[东西南北]?站|(?:客商|商人|商会|商户|企业家|老板|游客|人士|母公司|总公司|股东|资方)|港(?!澳)|机场|铁路|高速|高铁|动车|航线|航班|班列|海关|市场|口岸|方言|话(?!题)|菜(?!篮)|时间(?!内)|至|—(?!—)|"
    r"的(?:将近|接近|大约|超过|不到|约|近|超|逾)?(?:[\d.]+%|百分之|[一二三四五六七八九十两]成|[一二三四五六七八九十百]+分之|一半|比重|份额|[\d.一二三四五六七八九十]+倍)"
)
# 在乙市举行: where people meet is not what they speak of.
_WITH = re.compile(r"以[^,。;以为]{0,24}$")
# 以丙高新区为核心的集群: what is told is told of the whole.
_EXAMPLE = re.compile(r"[^,。;以]{0,24}?为(?:核心|主|代表|载体|依托|龙头|重点|中心|支撑|引领)")
_GLOSS = re.compile(r"[((](?:即|也即|亦即|又称|又名|原|简称|下称|以下称|全称|含|包括|位于|下辖)[^()()]{0,14}$")
# (不含丙区、丁县): what a number leaves out
_LEFT_OUT = re.compile(r"(?:不含|不包括|不包含|未含|未包括|不计|剔除|扣除)[^();。\d]{0,14}$")
_ACCOUNTS = re.compile(
    r"(?:去年|今年|全年|[上下]半年|前[^,。;]{1,4}|累计|已|共|现)*(?:实现|完成|产值|营收|集聚|聚集|拥有|入驻|引进|规划面积|占地|总投资)"
)
_ACTS = re.compile(
    r"[,也则还又]|[是已现共将]|去年|今年|上半年|前[^,。;]{1,4}|实现|完成|集聚|聚集|拥有|引进|建[成起有]|推出|出台|牵头"
)
_SITED = re.compile(r"(?:选址|落户|落地|落子|落址|入驻)(?:在|于|到|:|为)?$")
# 乙市(杭州)产业推介会: a place in the name of an event.
_EVENT = re.compile(
    r"(?:(?!召开|举行|举办|发布|出台)[^,。;:、的]){0,20}?"
    r"(?:大会|论坛|博览会|推介会|洽谈会|对接会|签约仪式|启动仪式|开工仪式|发布会|年会)(?!上)"
)
_LYING = re.compile(r"(?:位于|坐落于?|地处)$")
_OWNED = re.compile(r"的(?![^,。;]{0,12}(?:小镇|新城|园区|产业园))")
_VENUE = re.compile(r"[^,。;、]{0,6}?(?:签订|签署|签约|举行|召开|举办|开幕|会见|会谈)")
# 继甲市总部、乙市基地之后的第三个
_AFTER = re.compile(r"继[^,。;继]{0,15}$")
_THEN = re.compile(r"[^,。;]{0,16}之?后")
# 早年在乙市打工: what somebody did elsewhere before.
_PAST = re.compile(r"[^,。;、]{0,6}?(?:打工|务工|求学|读书|留学|当兵|服役|闯荡|经商|做生意|跑业务|谋生|上大学|念大学)")
_LOCATIVE = re.compile(
    r"(?:(?<![存现正所实好潜内外旨])在|位于|坐落于?|座落于?|地处|落户于?|落地|落子|落址|走进|来到|进入|入驻|进驻|驻|选址于?|布局于?|注册(?:于|在|地为)|总部(?:设)?(?:于|在)|分布于|集中于|"
    r"聚集于|集聚于|开进|搬进|搬到|建于|设于)了?$"
)
# 甲镇的一家工厂, 乙园内: what the name is followed by where it only tells the place of something.
_PLACED = re.compile(
    r"的|[内里中](?!心)|一(?:家|位|座|个|间|处)|与[^,。;]{2,16}(?:共建|合建)|附近|周边|境内|深处|东侧|西侧|南侧|北侧"
)
_LEAD = re.compile(
    r"(?:[^,。;]{0,12}(?:镜头|目光|视线|话题)(?:再|又)?(?:转到|转向|拉回|回到|投向)|[^,。;:在]{1,16}所在的|(?:我们)?(?:先|再|又|接着)?(?:来)?(?:先|再)?(?:说说?|看看?|讲讲?|谈谈?)(?!到)|(?:按照?|根据|依据)|最后(?:是|说|看)|首先是|其次是|接着是|[^,。;]{0,6}就是)?"
    r"[\s●■◆▲·\"“”(【《*-]*(?:(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]|[①-⑳])\s*)?(?:(?:(?:\d{1,2}月|[初盛仲暮深]?[春夏秋冬][日天]?|清晨|傍晚|今天|今日|如今)的|其中|同时|目前|如今|眼下|当前|此外|另外|而|但|又|再看|先看|据悉|据了解|近年来|近日|今年以来|年初以来|截至[^,]{0,6}|"
    r"今年|去年|前年|明年|上年|同期|上半年|下半年|全年|全域|[前第首]?[一二三四五六七八九十两\d]{1,4}(?:个月|季度|年|月份?|日)|[\d—~至-]{1,5}月份?),?){0,4}"
)
# Parks, valleys, towns by name only: they have no statistics of their own, the division around them has.
_INSTITUTION = re.compile(
    r"(?<!工业)(?:园|谷|港|湾|小镇|基地|广场|中心|街区|大厦|厂区)$|(?:科技|物流|创业|创新|软件|生态|文创|食品|示范)园区$"
)


# 在甲市,|乙市|人建的大棚: people from there, who are elsewhere
_THERE = re.compile(r"在[^,。;]{2,14},$")
_PEOPLE = re.compile(r"人(?![口均民才大员数次社力事工气行保寿流类物贸业务品用标城铺,。;、\d])")
# 这座|甲省|的地级市: a place in whose name another is only said to lie.
_THIS = re.compile("这[个座片]$")
_KIND = "[一-鿿]{0,3}?(?:市|城|县|镇|城市)(?![场级])"
_OF_KIND = re.compile(f"的?{_KIND}")
# 甲省|的这座小城
_THIS_OF_IT = re.compile(f"的这[个座片]{_KIND}")
# 这家|丙市|企业来到甲市: where a firm is from.
_FIRM = re.compile("企业|公司|工厂|厂商|集团")
_LISTED = re.compile(r"(?<=[比较与])(?:[一-鿿]{2,4}、){1,3}$")
"""What else something is held against, before the last of a list: 与丙、丁、|戊齐名."""


def is_around(folded: str, start: int, end: int) -> bool:
    """Whether a place is only what another one lies in: 这座|甲省|的市, 这个|乙市|小镇, 丙县|的这座城."""
    this = _THIS.search(folded, max(0, start - 2), start) is not None and _OF_KIND.match(folded, end) is not None
    return this or _THIS_OF_IT.match(folded, end) is not None


def aside(view: View, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` name what a number is held against, or a way to or from a place."""
    text = view.folded
    floor = max(view.sentence_at(start).start, start - _WINDOW)
    before = _LISTED.sub("", text[floor:start])
    if _HELD_AGAINST.search(before) or _MOVEMENT.search(before) or _IN_PASSING.match(text, end):
        return True
    if _PEOPLE.match(text, end) and _THERE.search(before):
        return True
    if before.endswith(("这家", "那家")) and _FIRM.match(text, end):
        return True
    if _AFTER.search(before) and _THEN.match(text, end):
        return True
    if before.endswith(("在", "到", "去", "赴")) and _PAST.match(text, end):
        return True
    if before.endswith("在") and floor + len(before) > view.clause_at(start).start + 1 and _VENUE.match(text, end):
        return True
    return _SOURCE.search(before) is not None and _TOLD.match(text, end) is None


def leads(view: View, start: int) -> bool:
    """Whether a name opens its clause, save for words of time and connection: 今年前三季度,甲区…."""
    clause = view.clause_at(start)
    opening = max(clause.start, view.folded.rfind(":", clause.start + _LABEL, start) + 1)  # 选址:甲区 is a label
    return start - opening <= 2 * _WINDOW and _LEAD.fullmatch(view.folded, opening, start) is not None


def role(view: View, group: Group) -> Role:
    """What a group of places does in its clause."""
    if group.does is None:
        group.does = _role(view, group)
    return group.does


def _role(view: View, group: Group) -> Role:
    if _EVENT.match(view.folded, group.end):
        return "aside"
    if is_around(view.folded, group.start, group.end):
        return "aside"
    if aside(view, group.start, group.end) or _is_core(view, group) or _is_gloss(view, group):
        return "aside"
    if all(district.level not in ("town", "zone") for district in group.districts):
        return "topic"
    own = _is_county_like(group)
    if any(is_institution(district) for district in group.districts) and not (own and _accounts(view, group)):
        return "where"
    if own and _EXAMPLE.match(view.folded, group.end) is None:
        return "topic"
    if _sets_scene(view, group):
        return "topic"
    placed = _PLACED.match(view.folded, group.end) or not (
        leads(view, group.start) or _ACTS.match(view.folded, group.end)
    )
    floor = max(view.sentence_at(group.start).start, group.start - _WINDOW)
    return "where" if placed or _LOCATIVE.search(view.folded, floor, group.start) else "topic"


def _is_gloss(view: View, group: Group) -> bool:
    """Whether a place only explains another in brackets behind it, or is left out: 甲开发区(即乙产业园所在片区)."""
    floor = max(view.sentence_at(group.start).start, group.start - _WINDOW)
    pattern = _GLOSS.search(view.folded, floor, group.start) or _LEFT_OUT.search(view.folded, floor, group.start)
    return pattern is not None


def _is_core(view: View, group: Group) -> bool:
    """Whether a part of a city is only the core of what is told of it: 以丙高新区为核心的集群."""
    if any(district.level in ("province", "city") for district in group.districts):
        return False
    floor = max(view.sentence_at(group.start).start, group.start - 2 * _WINDOW)
    return (
        _WITH.search(view.folded, floor, group.start) is not None and _EXAMPLE.match(view.folded, group.end) is not None
    )


def _accounts(view: View, group: Group) -> bool:
    """Whether a park opens its clause and has figures of its own: 某某产业园实现产值…."""
    return leads(view, group.start) and _ACCOUNTS.match(view.folded, group.end) is not None


def is_sited(view: View, group: Group) -> bool:
    """Whether a project or firm is told to lie in a zone or town: 选址丙园, 位于丁镇的这家企业."""
    before = max(0, group.start - 6)
    if _SITED.search(view.folded, before, group.start):
        return True
    lying = _LYING.search(view.folded, before, group.start) is not None
    return lying and _OWNED.match(view.folded, group.end) is not None


# 推动丙高新区…: what a plan does with a part of its place, which stays what it is told of.
_DIRECTS = re.compile(r"\s*(?:推动|支持|加快|鼓励|引导|督促|指导|推进|做[大强优]|打造|培育|帮助|组织|安排)")


def directs(view: View, start: int) -> bool:
    """Whether a sentence begins at `start` with what is to be done, and not with what it is about."""
    return _DIRECTS.match(view.folded, start) is not None


# 在丙园区,…: what opens a sentence tells where all of it takes place.
_ENTERS = re.compile(r"(?:走进|走入|来到|步入|走访|抵达)了?(?:位于)?$")
_GOES_TO = ("到", "再到", "又到", "到了", "转到")
_SCENE = re.compile(r"(?:在|位于|走进|来到|步入|漫步)$")


def enters(view: View, start: int) -> bool:
    """Whether the text goes to a place, of which it then tells: 考察团来到丙园区."""
    clause = view.clause_at(start)
    if view.folded[clause.start : start].strip() in _GOES_TO and clause.end - start <= _WINDOW:
        return True  # 再到甲市乙镇,…
    return _ENTERS.search(view.folded, max(clause.start, start - 6), start) is not None


def _sets_scene(view: View, group: Group) -> bool:
    """Whether a zone opens its sentence and is followed by a comma: the sentence is told of it."""
    if any(district.level == "town" for district in group.districts):
        return False
    start = view.sentence_at(group.start).start
    opened = group.start - start <= 2 and _SCENE.fullmatch(view.folded[start : group.start].strip())
    return bool(opened) and view.folded.startswith(",", group.end)


def _is_county_like(group: Group) -> bool:
    """Whether a group is one zone right below a city, with no county around it that its figures could be of."""
    if len(group.districts) != 1 or group.districts[0].level != "zone":
        return False
    around = divisions().get(division_of(group.districts[0]))
    return around is not None and around.level in ("city", "province")


def is_site(view: View, group: Group) -> bool:
    """Whether a zone right below a city only says in which place of it something stands: 在高新区拿地."""
    return _is_county_like(group) and not group.chained and not leads(view, group.start)


# 乙市外贸…, 乙市今年…: how a statement about a place goes on behind its name, where a longer name does not.
_STATED = re.compile(
    r"[省市区县州](?!级)|出台|印发|[今去前明]年|[上下]半年|一?季度|全年|前[一二三四五六七八九十\d]|\d|[,:]|规上|规模以上|工业|外贸|进出口|地区生产|经济|GDP|"
    r"高新技术|实现|完成|[共已现有将]|力争|计划|累计|常住|的?(?:规划|计划|部署)|的(?:应对|做法|办法|思路|答案|目标|经验|路径|打法|解法|策略|对策|选择|招法)|财政|一般公共|固定资产|社会|城镇|居民|方面|要(?!素)|拟|规模"
    r"|[^》\n]{2,24}(?:规划|方案|计划|意见|行动|纲要|措施|办法)》"
    r"|[一-鿿]{1,8}?(?:产业|集群|行业)(?:(?:年|总|全)?产值|年?营收|(?:总|营业|销售)收入|(?:总|整体)?规模|增加值|已|将|实现|完成|达|突破|力争)"
)


# 省|属企业, 市|级…, 甲省|的: a place that only says of which kind or whose something is.
_UNSTATED = re.compile(
    r"[的级籍属等、和与及]|[^,。;]{0,12}(?:公司|集团|大学|学院|研究院|银行|协会|商会|局|厅|委(?!托)|办公室|政府|海关)"
)
# What ends the full name of a division.
_IN_FULL = ("省", "市", "州", "盟", "区", "县", "旗")


def states(view: View, group: Group) -> bool:
    """Whether a statement about a wider place than the section's begins here: 甲省前三季度外贸…, 甲市某某产业…."""
    if not leads(view, group.start):
        return False
    if _STATED.match(view.folded, group.end) is not None:
        return True
    full = view.folded.endswith(_IN_FULL, group.start, group.end)
    return full and _UNSTATED.match(view.folded, group.end) is None


def is_institution(district: District) -> bool:
    """Whether a zone is a park or a site rather than an administration with statistics of its own."""
    return district.level == "zone" and _INSTITUTION.search(district.name) is not None


# 镇, 乡; 开发区, 高新区: what has an administration of its own, unlike a street or a park.
_KEEPING = re.compile(r"[镇乡鎮鄉]$|(?:开发|经开|高新|管理|工业园|产业园)区$|新区$|開發區$")


def tells_of_itself(view: View, group: Group) -> bool:
    """Whether what a sentence places in a town or zone of a county is told of that: 在丁镇租下厂房8000平方米.

    Streets and parks leave it to the county, as does what only says in brackets where something lies.
    """
    if len(group.districts) != 1 or _KEEPING.search(group.districts[0].name) is None:
        return False
    around = divisions().get(division_of(group.districts[0]))
    if around is None or around.level != "district":
        return False
    before = max(0, group.start - 6)
    return view.folded[group.start - 1] != "(" and _LYING.search(view.folded, before, group.start) is None
