"""The district in force at a point of an article."""

from __future__ import annotations

import pytest
from kbuild.extractors.names import places
from kbuild.extractors.names.grounds import Grounds
from kbuild.extractors.view import ArticleText, Block, View


def topic(text: str) -> str | None:
    """The name of the district in force at ^; lines are paragraphs; # heading, = title, - item, ~ byline."""
    offset = text.index("^")
    text = text.replace("^", "")
    blocks, start = [], 0
    for line in text.split("\n"):
        kind = {"#": "heading", "=": "title", "-": "item", "~": "byline"}.get(line[:1], "paragraph")
        blocks.append(Block(kind, start, start + len(line)))  # type: ignore[arg-type]
        start += len(line) + 1
    view = View(ArticleText(0, text, blocks))
    found = Grounds(view, places.resolve(view, places.candidates(view), [])).district(offset)
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("洛阳市产值^500亿元。", "洛阳市"),
        ("洛阳市加快转型，产值^500亿元。", "洛阳市"),
        ("洛阳市加快转型。产值^500亿元。", "洛阳市"),
        ("= 一条江\n~ 江风 2025-04-02 08:15 湖北\n在湖北宜昌市，人们爱吃鱼。\n老周家有^5个伙计。", "宜昌市"),
        ("= 宜昌市发布公报\n产值^500亿元。", "宜昌市"),
        ("# 洛龙区：聚链成群\n产值^500亿元。", "洛龙区"),
        ("南通市、泰州市共建，产值^500亿元。", None),
        ("南通市产值占全省的三成，达^500亿元。", "南通市"),
        ("南通市增速高于江苏省，达^5%。", "南通市"),
        ("江苏省南通市海门区产值^500亿元。", "海门区"),
        ("海门区依托南通市的港口。该区产值^500亿元。", "海门区"),
        ("= 南通市工作报告\n海门区、如东县忙碌。全市产值^500亿元。", "南通市"),
        ("全国产值^500亿元。", None),
        ("洛阳市热闹起来。全国铁路发送旅客^500万人次。", None),
        ("洛阳至南阳铁路全长^140公里。", None),
        ("洛阳市做轴承。有机构预计，全球风电轴承市场规模将达^500亿元。", None),
        ("洛阳市的轴承厂在泰国罗勇府建厂，年产^5万套。", None),
        ("洛阳市的轴承厂在泰国市场卖出^5万套。", "洛阳市"),
        ("洛阳市的周师傅早年在东莞打工，攒下^5万元。", "洛阳市"),
        ("洛阳市做轴承。\n一路向南，到平顶山市叶县。井盐产值^5亿元。", "叶县"),
        ("- 1.我国出口回升；\n- 2.三家工厂投产^5条产线；\n- 3.洛阳市举行车展；", None),
        ("# 出口回升\n前5月出口^9亿元。\n# 洛阳市举行车展\n共有3家车企参展。", None),
        ("# 车展开幕\n洛阳市迎来车展。\n共有^3家车企参展。\n# 出口回升\n前5月出口9亿元。", "洛阳市"),
        (
            "今年以来，消费持续回暖，市场活力不断增强。\n各地推出的活动带动了客流，商场里人来人往。\n"
            "在洛阳市的一家商场里，前来选购的人排起了长队。\n来自商务部门的数据显示，一季度零售额达^9亿元。",
            None,
        ),
        ("= 宜昌市发布公报\n一家工厂在枝江市开工。项目总投资^9亿元。", "枝江市"),
        ("= 宜昌市发布公报\n一家工厂在枝江市开工。全市总投资^9亿元。", "宜昌市"),
        ("= 昆山市发布公报\n巴城镇的主角是螃蟹，养殖面积^3万亩。", "巴城镇"),
        ("= 苏州市发布公报\n巴城镇的主角是螃蟹，养殖面积^3万亩。", "巴城镇"),
        ("全市加快转型。\n海门区、如东县忙碌。\n启东市招工。\n海安市、如皋市建厂。\n产值^500亿元。", "南通市"),
        ("~ 江苏晚报\n昆山市临湖。\n昆山市的蟹农^3千户。\n昆山市养蟹。\n人人忙。", "昆山市"),
        ("= 一只蟹，一个镇\n江苏省昆山市巴城镇临湖。\n镇上人人养蟹。\n巴城的蟹农^3千户，巴城人爱湖。", "巴城镇"),
        ("= 一只蟹，一个镇\n江苏省昆山市巴城镇临湖，镇里养蟹。\n全镇忙碌，巴城人爱湖。\n蟹农^3千户。", "巴城镇"),
        (
            "走进嘉善县，大云镇花海如潮。\n大云镇的巧克力工厂招工。\n在大云镇开了民宿。\n全县企业增多，县里忙招商。\n产值^9亿元。",
            "嘉善县",
        ),
        (
            "浙江的嘉善县今年不一样，全县都在招商。\n县委开会，邻近的湖州市和绍兴市也在招商。\n全县人人忙碌。\n产值^9亿元。",
            "嘉善县",
        ),
        (
            "= 江苏省公布名单\n# （一）岚图机械（南通市启东市）\n# （二）云帆电子（泰州市泰兴市）\n"
            "上述2家企业营收^9亿元。",
            "江苏省",
        ),
        ("= 泰兴市扩产\n这是继常州总部、惠州工厂之后的第三个基地，有机床^42台。", "泰兴市"),
        ("= 苏州市扩产\n昆山市比邻近的太仓市多^4家企业。", "昆山市"),
        ("扬州市和镇江市比邻而居，前者产值^500亿元。", "扬州市"),
        ("扬州市和镇江市比邻而居，后者产值^500亿元。", "镇江市"),
    ],
)
def test_the_district_in_force(text: str, expected: str | None) -> None:
    assert topic(text) == expected
