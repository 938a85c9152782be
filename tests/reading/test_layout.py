import pytest
from kbuild.extractors.reading.layout import parts_of


def texts(page):
    return [part.text for part in parts_of(page) if part.kind != "table"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("目前,全区已集", "聚芯联半导体、海川电机等重点企业。"),
        ("该区去年实现产值318.5亿元,同比增长6.7%,从业人员近9", "万人。"),
        ("园区共有规上企业三百一", "十二家,其中高新技术企业过半。"),
        ("全市建成了“智慧", "港口”示范区。"),
        ("市工信局介绍,产值达1200亿元", "，同比增长8.6%。"),
        ("该市主导产业包括新型显示、", "集成电路。"),
        ("据统计,截至9月底,当地集聚上下游企业超过400家,带动就业和", "税收双增长。"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_broken_in_a_sentence_is_joined(before, after, gap):
    lead = "本报讯近日,当地召开发布会。" if "," not in before and "，" not in before else ""
    page = f"{lead}{before}{gap}{after}"
    assert texts(page) == [lead + before + after]


@pytest.mark.parametrize(
    "page",
    [
        "产业发展再提速\n\n去年,全区工业产值增长8%。",
        "九大集群各归其位,一批项目落地\n\n■本报记者 张三",
        "全年产值增长8%。\n今年目标是增长9%。",
        "一、工作回顾\n过去一年,全区产值增长8%。\n二、今年安排",
        "主要特点\n● 企业数量增加,结构优化\n● 出口下降,内需上升",
        "主持人:请介绍情况。\n张三:好的,谢谢提问",
        "图为园区一角。 李 四 摄\n\n下一步,全区将加大投入。",
    ],
)
def test_lines_that_end_where_they_should_stay_apart(page):
    assert texts(page) == [line for line in page.split("\n") if line]


def test_lines_as_wide_as_the_column_are_joined_whatever_they_hold():
    wide = "本市加快培育新兴产业打造先进制造业基地推动创新发展取得明显成效全年"
    page = f"{wide}\n{wide}\n{wide}\n{wide}\n产值增长。\n"
    assert texts(page) == [wide * 4 + "产值增长。"]


def test_a_page_s_head_may_be_wider_than_its_column():
    head = [
        "06  区县新闻  2025年5月20日  星期二  丁未年四月廿三",
        "瑞岭：旧钢城里的新车间",
    ]
    body = [
        "在旧钢城北郊的瑞岭重型机械（海岭）",
        "有限公司里工人们正在组装今年的首台",
        "大型盾构机它将运往西部的隧道工地去",
    ] * 10
    assert texts("\n".join([*head, "", *body, "产值增长。"])) == [*head, "".join(body) + "产值增长。"]


@pytest.mark.parametrize(
    "page",
    [
        "地区  产值（亿元）  增长（%）\n东区  12.5  3.1\n西区  8.4  -1.2",
        "地区\t产值（亿元）\t增长（%）\n东区\t12.5\t3.1\n西区\t8.4\t-1.2",
        "| 地区 | 产值（亿元） | 增长（%） |\n|---|---|---|\n| 东区 | 12.5 | 3.1 |\n| 西区 | 8.4 | -1.2 |",
        "地区\n产值（亿元）\n增长（%）\n东区\n12.5\n3.1\n西区\n8.4\n-1.2",
    ],
)
def test_a_table_keeps_its_cells(page):
    (table,) = parts_of(page)
    assert table.rows == [["地区", "产值（亿元）", "增长（%）"], ["东区", "12.5", "3.1"], ["西区", "8.4", "-1.2"]]


def test_an_empty_cell_between_bars_keeps_its_column():
    (table,) = parts_of("| 地区 | 企业 | 产值（亿元） |\n|---|---|---|\n| 东区 | 甲厂 | 12.5 |\n| 合计 | | 12.5 |")
    assert table.rows[-1] == ["合计", "", "12.5"]


def test_records_under_a_caption_that_slashes_part_are_a_table():
    (table,) = parts_of("（项目/业主/地点/投资）\n1.阀门工厂/苏泵阀门/江都区/7亿元\n2.线束扩建/东芮线束/仪征市/3亿元")
    assert table.rows == [
        ["", "项目", "业主", "地点", "投资"],
        ["1.", "阀门工厂", "苏泵阀门", "江都区", "7亿元"],
        ["2.", "线束扩建", "东芮线束", "仪征市", "3亿元"],
    ]


def test_slashes_in_prose_part_nothing():
    page = "甲/乙/丙三方签约\n丁/戊/己三方到场。\n另有一家/两家/三家"
    assert not any(part.kind == "table" for part in parts_of(page))
