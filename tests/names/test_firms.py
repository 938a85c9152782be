"""Firms by example: what a sentence names, what it does not, and which names are one firm."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kbuild.extractors.names import firms, places
from kbuild.extractors.names.firm_aliases import families
from kbuild.extractors.view import ArticleText, Block, Span, View


def mentions(text):
    view = View(ArticleText(0, text, [Block("paragraph", 0, len(text))]))
    return firms.read(view, places.candidates(view))


def names(text):
    return [text[m.start : m.end] for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # legal names and their left edges
        (
            "签约的有深圳市鹏锐达精密电子有限公司、苏州赛尔科医药股份有限公司",
            ["深圳市鹏锐达精密电子有限公司", "苏州赛尔科医药股份有限公司"],
        ),
        ("由临远（苏州）智能装备有限公司投资建设", ["临远（苏州）智能装备有限公司"]),
        ("引进德国Hartmann Systems GmbH设厂", ["Hartmann Systems GmbH"]),
        ("由和瑞资本、同启创投领投", ["和瑞资本", "同启创投"]),
        # the place that a daughter's name begins with, and the place where a firm only has works
        ("苏州瑞岭精工投资8亿元。", ["苏州瑞岭精工"]),
        ("苏州宁德时代基地投产。", ["宁德时代"]),
        # 和 that is of a name, at its end and behind a verb
        ("由芮城控股集团和国科芮和联合领投。", ["芮城控股集团", "国科芮和"]),
        ("园区引进和芮稀土、京芮有色等企业26家。", ["和芮稀土", "京芮有色"]),
        ("园区引进和培育锐恩特、科瑞恩等企业26家。", ["锐恩特", "科瑞恩"]),
        # daughters that are called by their place in a list, and projects that are at places
        ("园区有华能电力、宁德时代宜宾、同岭轮胎等企业30家。", ["华能电力", "宁德时代宜宾", "同岭轮胎"]),
        ("加快华能电力、宁德时代宜宾、同岭轮胎等储能项目。", ["华能电力", "宁德时代", "同岭轮胎"]),
        ("芮三化工投资2.3亿元扩产。", ["芮三化工"]),
        ("2个项目合计9亿元。芮岭化工烧碱扩建4亿元，同岭集团储能电站5亿元。", ["芮岭化工", "同岭集团"]),
        # what comes before a name and is no part of it
        ("瑞岭精工拟与同启高科合资。", ["瑞岭精工", "同启高科"]),
        ("承运方瑞岭物流有限公司说。", ["瑞岭物流有限公司"]),
        ("（三）苏州瑞岭轴承有限公司", ["苏州瑞岭轴承有限公司"]),
        # what a full name says last or in its middle
        ("常州瑞岭流体控制股份有限公司扩产", ["常州瑞岭流体控制股份有限公司"]),
        ("鄂中生化股份有限公司扩产", ["鄂中生化股份有限公司"]),
        # lists that a noun governs
        ("集聚了台积电、紫光存储、创意电子等芯片企业300余家", ["台积电", "紫光存储", "创意电子"]),
        ("永康的王力、步阳、群升、星月等门业企业", ["王力", "步阳", "群升", "星月"]),
        ("小鹏汽车、广汽埃安、如祺出行等车企落户", ["小鹏汽车", "广汽埃安", "如祺出行"]),
        ("投资方包括鼎晖投资、软银中国、晨兴资本。", ["鼎晖投资", "软银中国", "晨兴资本"]),
        ("杉杉、雅戈尔、太平鸟、博洋是宁波服装的招牌", ["杉杉", "雅戈尔", "太平鸟", "博洋"]),
        # words that are firms among firms only
        ("腾讯、京东、苹果都在这里设点", ["腾讯", "京东", "苹果"]),
        ("苹果、梨和桃今年丰收", []),
        # what ends names: a bank of the country, an alloy, a car's brakes
        ("由苏州农商行授信，瑞岭合金、同启换热器投产。", ["苏州农商行", "瑞岭合金", "同启换热器"]),
        # where the firms of a list are, and the place that tells a daughter from its parent
        ("参会企业有瑞岭科技（广州）、同启股份（上海）、芮岭机械。", ["瑞岭科技", "同启股份", "芮岭机械"]),
        ("参会企业有瑞岭科技（广州）、同启股份、芮岭机械。", ["瑞岭科技（广州）", "同启股份", "芮岭机械"]),
        # owners of projects and plants
        ("科瑞恩前驱体项目总投资12亿元", ["科瑞恩"]),
        ("中建三局承建的新能源汽车产业园开工", ["中建三局"]),
        # a nationality, a place, a product are no part of a name
        ("来自德国的西门子、瑞士的ABB均设有研发中心", ["西门子", "ABB"]),
        # one or two members without 、
        ("锐恩等小家电厂逆势增长", ["锐恩"]),
        ("由青禾资本与同启创投联合领投", ["青禾资本", "同启创投"]),
        # lists of their own: in brackets, among firms
        ("国家级农业龙头2家（岭一味、锐恩茶业）", ["岭一味", "锐恩茶业"]),
        ("集聚了南湖电站辅机、科瑞恩、锐恩特等企业", ["南湖电站辅机", "科瑞恩", "锐恩特"]),
        ("以比亚迪、南江时代、科瑞恩为“链主”", ["比亚迪", "南江时代", "科瑞恩"]),
        # the county or town before a short name, branches, offices
        ("青石镇鸿瑞股份扩产", ["鸿瑞股份"]),
        ("江南银行临海分行、岭山县农商银行与市政府签约", ["江南银行临海分行", "岭山县农商银行"]),
        ("委托锐恩会计师事务所审计", ["锐恩会计师事务所"]),
        # one character is nothing to be joined
        ("由义和车桥、松源机械领衔", ["义和车桥", "松源机械"]),
        # the model of a product and the stage of a project are no part of a name
        ("比亚迪P5、科瑞恩二期、锐恩特等项目落户", ["比亚迪", "科瑞恩", "锐恩特"]),
        # the product of a year, a unit or a share is no name
        ("年产5万吨高纯砂项目总投资3亿元", []),
        ("股东持股份4200万股", []),
        ("位于新城的大口径发动机工厂总投资3亿元", []),
        ("由中国科学院青石材料研究所博士后创立", ["中国科学院青石材料研究所"]),
        ("福州市归国华侨联合会举办论坛", ["福州市归国华侨联合会"]),
    ],
)
def test_firms_named(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "新能源汽车、集成电路、生物医药等产业快速发展，龙头企业带动作用明显",
        "机器人、无人机、智能穿戴等企业加快集聚",
        "上海、江苏、浙江、安徽等地企业踊跃参展",
        "市发改委、市工信局、市财政局等部门联合印发",
        "张伟、李娜、王芳等企业家参加座谈",
        "一家大型企业集团和几家商业银行",
        "加强国有参控股企业科学治理",
        "推进零碳工厂、零碳园区建设",
        "健全失业、工伤保险制度",
        "南昌飞行大会、联合国安理会、群众和舆论监督",
        "受高通胀影响，我国新能源汽车着力拓市场",
    ],
)
def test_no_firms(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        (
            "宁波瑞岭厨具有限公司（以下简称“瑞岭”）成立于1996年，瑞岭连续入选。",
            "宁波瑞岭厨具有限公司",
            ["瑞岭"],
        ),
        ("鹏锐达电子股份有限公司扩产，鹏锐达电子增资。", "鹏锐达电子股份有限公司", ["鹏锐达电子"]),
        (
            "浙江瑞岭泵业股份有限公司（证券简称：瑞岭股份，证券代码：605999）中标。",
            "浙江瑞岭泵业股份有限公司",
            ["瑞岭股份"],
        ),
        ("浙江瑞岭泵业股份有限公司（605999.SH，瑞岭股份）中标。", "浙江瑞岭泵业股份有限公司", ["瑞岭股份"]),
        ("瑞岭股份涨停。晚间，浙江瑞岭精密泵业股份有限公司公告。", "浙江瑞岭精密泵业股份有限公司", ["瑞岭股份"]),
        # the bracket's characters are the full name's, in its order
        (
            "杭州瑞岭重型机械有限公司（瑞岭重机）开工。瑞岭重机扩产。",
            "杭州瑞岭重型机械有限公司",
            ["瑞岭重机"],
        ),
    ],
)
def test_names_of_one_firm(text, name, aliases):
    found = {id(m.firm): m.firm for m in mentions(text)}
    assert [(firm.name, firm.aliases) for firm in found.values()] == [(name, aliases)]


def test_a_stock_code_belongs_to_the_firm_before_it():
    assert [m.firm.stock_code for m in mentions("保荐机构为岭远证券（601999）")] == ["601999"]


@pytest.mark.parametrize(
    ("given_names", "same"),
    [
        (["瑞岭", "杭州瑞岭生物科技有限公司"], True),
        (["瑞岭", "瑞岭集团"], True),
        (["瑞岭集团", "杭州瑞岭生物科技有限公司"], False),
        (["瑞岭", "瑞岭木业"], True),
        (["瑞岭", "杭州瑞岭"], True),
        (["瑞岭", "瑞岭厂"], True),
        (["瑞岭", "瑞岭吸管集团"], True),
        (["瑞岭", "瑞岭银行"], False),
        (["杭州瑞岭生物科技有限公司", "杭州瑞岭微电子有限公司"], False),
    ],
)
def test_families(given_names, same):
    assert (len(set(families(given_names).values())) == 1) is same


@given(st.text(alphabet="华为、等企业集团(中国)公司的和ABC .,。\n1亿元项目京东方由科技", max_size=60))
def test_mentions_are_in_order_and_apart(text):
    found = mentions(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.start < m.end for m in found)


def test_a_daughter_is_no_name_of_a_listed_firm_and_a_listed_firm_is_called_by_its_first_two_characters():
    parent, daughter = "岭南科技", "岭南科技海缆股份有限公司"
    assert families([parent, daughter])[parent] == daughter
    assert families([parent, daughter], {parent})[parent] == parent
    assert families(["瑞岭", "瑞岭航空"], {"瑞岭"})["瑞岭"] == "瑞岭"
    names = ["瑞岭", "瑞岭锂能", "惠州瑞岭动力电池有限公司"]
    assert families(names)["瑞岭"] == names[2]
    assert families(names, {"瑞岭锂能"})["瑞岭"] == names[1]


def test_the_cells_of_a_column_of_firms_are_firms_but_for_offices():
    lines = ["项目|投资方|地点", "阀门工厂|苏泵阀门|江都区", "线束扩建|东芮线束|仪征市", "河道整治|市水利局|宝应县"]
    text, rows, at = "\n".join(lines), [], 0
    for line in lines:
        cells = []
        for cell in line.split("|"):
            cells.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        rows.append(tuple(cells))
    view = View(ArticleText(0, text, [Block("table", 0, len(text), tuple(rows))]))
    assert [text[m.start : m.end] for m in firms.read(view, places.candidates(view))] == ["苏泵阀门", "东芮线束"]
