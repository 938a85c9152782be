"""Quantities: text, value, unit, bound, kind, target; and what is none."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kbuild.extractors.numbers import quantities
from kbuild.extractors.numbers.quantities import Numbers
from kbuild.extractors.view import ArticleText, Block, Span, View


def read(text: str, names: tuple[Span, ...] = ()) -> Numbers:
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    return quantities.read(View(ArticleText(0, text, blocks, published=date(2025, 3, 1))), names)


# text, figure, value, upper end, unit, bound, kind
READS = [
    ("产值达1768.4亿元", "1768.4亿元", 1768.4e8, None, "元", "=", "amount"),
    ("总投资1.5万亿", "1.5万亿", 1.5e12, None, "元", "=", "amount"),
    ("出口額6.8億美元", "6.8億美元", 6.8e8, None, "美元", "=", "amount"),
    ("投资80 亿元", "80 亿元", 8e9, None, "元", "=", "amount"),
    ("集聚企业4000多家", "4000多家", 4000, None, "家", ">", "count"),
    ("企业已超200家", "200家", 200, None, "家", ">", "count"),
    ("签约64个项目", "64个", 64, None, "个", "=", "count"),
    ("聚集上千家企业", "上千家", 1000, None, "家", ">=", "count"),
    ("企业近700家", "700家", 700, None, "家", "<", "count"),
    ("用工约260人", "260人", 260, None, "人", "~", "count"),
    ("培育20家以上企业", "20家", 20, None, "家", ">=", "count"),
    ("新增企业三百家左右", "三百家", 300, None, "家", "~", "count"),
    ("二十来台机器人", "二十来台", 20, None, "台", "~", "count"),
    ("诞生3到5家企业", "3到5家", 3, 5, "家", "=", "count"),
    ("补贴最高可达1000万元", "1000万元", 1e7, None, "元", "<=", "amount"),
    ("给予最高300万元奖励", "300万元", 3e6, None, "元", "<=", "amount"),
    ("投入不超过90亿元", "90亿元", 9e9, None, "元", "<=", "amount"),
    ("纳税不少于1.2亿元", "1.2亿元", 1.2e8, None, "元", ">=", "amount"),
    ("总量迈上5万亿元大关", "5万亿元", 5e12, None, "元", ">", "amount"),
    ("总投资10亿元至15亿元", "10亿元至15亿元", 1e9, 1.5e9, "元", "=", "amount"),
    ("投资500万-1000万元", "500万-1000万元", 5e6, 1e7, "元", "=", "amount"),
    ("毛利在3%—5%之间", "3%—5%", 3, 5, "%", "=", "share"),
    ("同比增长3.3%", "3.3%", 3.3, None, "%", "=", "change"),
    ("同比下降2.1%", "2.1%", -2.1, None, "%", "=", "change"),
    ("营收年減1.2%", "1.2%", -1.2, None, "%", "=", "change"),
    ("增速回落至6.1%", "6.1%", 6.1, None, "%", "=", "change"),
    ("失业率控制在3%以内", "3%", 3, None, "%", "<=", "share"),
    ("降幅收窄2.4个百分点", "2.4个百分点", -2.4, None, "百分点", "=", "change"),
    ("高于全国2.6个百分点", "2.6个百分点", 2.6, None, "百分点", "=", "change"),
    ("下滑超一成", "一成", -10, None, "%", ">", "change"),
    ("降幅约两成半", "两成半", -25, None, "%", "~", "change"),
    ("入驻率七成五", "七成五", 75, None, "%", "=", "share"),
    ("约占全国的四分之一", "四分之一", 25, None, "%", "~", "share"),
    ("占全国的四分之一强", "四分之一强", 25, None, "%", ">", "share"),
    ("不足周边的四成", "四成", 40, None, "%", "<", "share"),
    ("占全国的1/3", "1/3", 33.33, None, "%", "=", "share"),
    ("死亡率9.11‰", "9.11‰", 9.11, None, "‰", "=", "share"),
    ("利润率百分之三点一", "百分之三点一", 3.1, None, "%", "=", "share"),
    ("产能占全国过半", "过半", 50, None, "%", ">", "share"),
    ("成交额是上年的1.6倍", "1.6倍", 1.6, None, "倍", "=", "change"),
    ("营收是前年的3倍多", "3倍多", 3, None, "倍", ">", "change"),
    ("减少四百一十二家", "四百一十二家", -412, None, "家", "=", "change"),
    ("净增86家", "86家", 86, None, "家", "=", "change"),
    ("占地1100亩", "1100亩", 1100, None, "亩", "=", "measure"),
    ("生产总值迈上5万亿台阶", "5万亿", 5e12, None, "元", "=", "amount"),
    ("生产总值迈上3万亿元新台阶", "3万亿元", 3e12, None, "元", "=", "amount"),
    ("均价每公斤七元六角", "七元六角", 7.6, None, "元", "=", "amount"),
    ("电费3元5角2分", "3元5角2分", 3.52, None, "元", "=", "amount"),
    ("服务企业96家次", "96家次", 96, None, "家次", "=", "count"),
    ("均价每吨跌去46美元", "46美元", -46, None, "美元", "=", "change"),
    ("价格一年跌去近四成", "四成", -40, None, "%", "<", "change"),
    ("物流费因此省下12%", "12%", -12, None, "%", "=", "change"),
    ("节约成本3000万元", "3000万元", 3e7, None, "元", "=", "amount"),
    ("节约标准煤15万吨", "15万吨", 150000, None, "吨", "=", "measure"),
    ("储量约占全省三成", "三成", 30, None, "%", "~", "share"),
    ("恢复至2019年同期的96%", "96%", 96, None, "%", "=", "share"),
    ("经过十多道工序", "十多道", 10, None, "道", ">", "measure"),
    ("日均使用3600万次", "3600万次", 3.6e7, None, "次", "=", "measure"),
    ("近80万重症患者", "80万", 8e5, None, "", "<", "count"),
    ("超330起诉讼", "330起", 330, None, "起", ">", "count"),
    ("年飞机起降30万架次", "30万架次", 3e5, None, "架次", "=", "count"),
    ("压缩审批时限60%", "60%", -60, None, "%", "=", "change"),
    ("提高效率三成", "三成", 30, None, "%", "=", "change"),
    ("提高劳动生产率，森林覆盖率60%", "60%", 60, None, "%", "=", "share"),
    ("下调存款准备金率0.5个百分点", "0.5个百分点", -0.5, None, "百分点", "=", "change"),
    ("超3700用户停电", "3700", 3700, None, "", ">", "count"),
    ("净增规上企业167家", "167家", 167, None, "家", "=", "change"),
    ("企业净减少12家", "12家", -12, None, "家", "=", "change"),
    ("约为去年的2.4倍", "2.4倍", 2.4, None, "倍", "~", "change"),
    ("收入比为2.14", "2.14", 2.14, None, "倍", "=", "measure"),
    ("面积14.2万平米", "14.2万平米", 142000, None, "平米", "=", "measure"),
    ("建成2×350兆瓦机组", "2×350兆瓦", 700, None, "兆瓦", "=", "measure"),
    ("全长一公里半", "一公里半", 1.5, None, "公里", "=", "measure"),
    ("用户突破60万", "60万", 600000, None, "", ">", "count"),
]


@pytest.mark.parametrize(("text", "figure", "value", "high", "unit", "bound", "kind"), READS)
def test_reads(text: str, figure: str, value: float, high: float | None, unit: str, bound: str, kind: str) -> None:
    found = read(text).quantities
    assert [(text[q.start : q.end], q.value, q.value_high, q.unit, q.bound, q.kind) for q in found] == [
        (figure, pytest.approx(value), high, unit, bound, kind)
    ]


# text, the rule that says what its numeral is
NO_QUANTITY = [
    ("2024年9月", "date"),
    ("二〇二三年", "date"),
    ("2024-09-24", "date"),
    ("会议10:30开始", "clock"),
    ("清晨七点半", "clock"),
    ("第24届博览会", "ordinal"),
    ("项目二期", "ordinal"),
    ("8号线", "ordinal"),
    ("打造万亿级产业", "tier"),
    ("证券代码(600741.SH)", "code"),
    ("电话0595-22380000", "code"),
    ("建设5G基站", "code"),
    ("达到L4级", "code"),
    ("构建“20+8”体系", "plan"),
    ("“十四五”时期", "plan"),
    ("三元锂电池", "idiom"),
    ("地处三台县", "place"),
    ("三一重工", "name"),
    ("一家企业", "indefinite"),
    ("世界500强企业", "ranking"),
    ("过去三年", "duration"),
    ("比分3:1", "ratio"),
    ("抓好三个方面工作", "slogan"),
    ("注释[1]见下", "list"),
    ("停靠5万吨级泊位", "grade"),
    ("采用7纳米制程", "grade"),
    ("（审稿：段九成）", "name"),
    ("合伙人是同学，两人在校友会上相识", "anaphora"),
    ("三次赴京", "occasion"),
    ("2030国家科技专项", "year"),
    ("二十国集团", "name"),
]


@pytest.mark.parametrize(("text", "rule"), NO_QUANTITY)
def test_names_what_is_no_quantity(text: str, rule: str) -> None:
    numbers = read(text)
    assert numbers.quantities == []
    assert rule in {name for _, name in numbers.others}


@pytest.mark.parametrize(
    ("text", "figure", "is_target"),
    [
        ("到2030年，企业将超过2500家", "2500家", True),
        ("力争产值突破1万亿元", "1万亿元", True),
        ("达产后可实现年销售收入60亿元", "60亿元", True),
        ("提前完成全年80万辆的目标", "80万辆", True),
        ("完成全年目标的91.3%", "91.3%", False),
        ("2024年产值达300亿元", "300亿元", False),
        ("产能将从20万颗提高至60万颗", "20万颗", False),
        ("产能将从20万颗提高至60万颗", "60万颗", True),
        ("规划服务器100万台，目前已上架40万台", "40万台", False),
        ("虚拟现实企业126家", "126家", False),
        ("投产后每年可少从外地调钢材7万余吨", "7万余吨", True),
        ("开工率可望自78%回升到85%左右", "85%", True),
        ("月产能将自6万片拉升至9万片", "9万片", True),
        ("月产能将自6万片拉升至9万片", "6万片", False),
        ("降幅将近五成", "五成", False),
        ("打算扩产的则占28%", "28%", False),
        ("将聚焦家电、轮胎等12个集群，推动发展", "12个", False),
        ("将以15项工程为抓手推动发展", "15项", False),
        ("力争7个集群总产值突破8000亿元", "7个", False),
        ("力争7个集群总产值突破8000亿元", "8000亿元", True),
        ("锁定9家目标企业", "9家", False),
        ("签约项目14个，计划投资额37.8亿元", "37.8亿元", False),
        ("年度计划投资215亿元", "215亿元", True),
        ("公司拟每10股派现1.8元", "1.8元", False),
        ("4月举行座谈会，拟签约项目25个", "25个", True),
        ("资金将投向新工厂，该厂占地76亩", "76亩", False),
        ("水质优于国家考核目标14个百分点", "14个百分点", False),
        ("实施人才倍增计划，引进博士197名", "197名", False),
        ("三、2026年工作安排\n完成营造林260万亩。", "260万亩", True),
        ("二、主要目标\n产值达到840亿元、同比增长7%左右。", "7%", True),
        ("重点抓好以下工作：\n新建学校10所。", "10所", True),
        ("一年来，主要做了以下工作：\n新建学校10所。", "10所", False),
        ("一、工作回顾\n争取资金超900亿元。", "900亿元", False),
        ("座谈会部署重点任务\n新增病例749例。", "749例", False),
    ],
)
def test_targets(text: str, figure: str, is_target: bool) -> None:
    assert {text[q.start : q.end]: q.is_target for q in read(text).quantities}[figure] is is_target


@pytest.mark.parametrize(
    ("text", "head", "tail"),
    [
        ("产值同比增长3.3%", "同比增长", ""),
        ("企业已超200家", "已超", ""),
        ("约占全国的四分之一", "约占全国的", ""),
        ("收入比上年增长8.0%", "比上年增长", ""),
        ("增速高于全国2.6个百分点", "高于全国", ""),
        ("企业50家以上", "", "以上"),
        ("增速由上年的9.4%回落", "由上年的", ""),
    ],
)
def test_head_and_tail_enclose_the_predicate(text: str, head: str, tail: str) -> None:
    (quantity,) = read(text).quantities
    assert (text[quantity.head : quantity.start], text[quantity.end : quantity.tail]) == (head, tail)


def test_a_list_shares_unit_sign_and_bound() -> None:
    found = read("分别快于全国、全省1.4个和0.5个百分点；销量分别下降2.4%、1.5%；约占本省的三成、本市的40%").quantities
    assert [(q.value, q.unit, q.bound) for q in found] == [
        (1.4, "百分点", "="),
        (0.5, "百分点", "="),
        (-2.4, "%", "="),
        (-1.5, "%", "="),
        (30.0, "%", "~"),
        (40.0, "%", "~"),
    ]


def test_a_table_gives_its_cells_their_unit() -> None:
    text = "地区\t产值（亿元）\t增速（%）\n甲\t52.3\t-1.2"
    cells = tuple(
        tuple(Span(start, start + len(cell)) for cell, start in row)
        for row in ([("地区", 0), ("产值（亿元）", 3), ("增速（%）", 10)], [("甲", 16), ("52.3", 18), ("-1.2", 23)])
    )
    block = Block("table", 0, len(text), cells)
    found = quantities.read(View(ArticleText(0, text, [block])), []).quantities
    assert [(text[q.start : q.end], q.value, q.unit, q.kind) for q in found] == [
        ("52.3", 52.3e8, "元", "amount"),
        ("-1.2", -1.2, "%", "change"),
    ]


def table(text: str) -> list[tuple[str, float, str]]:
    """What is read from a table whose cells are parted by bars, without a unit in running text."""
    rows, start = [], 0
    for line in text.split("\n"):
        cells, at = [], start
        for cell in line.split("|"):
            cells.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        rows.append(tuple(cells))
        start += len(line) + 1
    found = quantities.read(View(ArticleText(0, text, [Block("table", 0, len(text), tuple(rows))])), [])
    return [(text[q.start : q.end], q.value, q.unit) for q in found.quantities]


def test_a_column_gives_each_row_its_unit() -> None:
    found = table("产品|计量单位|产量|增长（%）\n水泥|万吨|148.6|-9.8\n发电量|亿千瓦时|9.63|16.2")
    assert found == [
        ("148.6", 1486000, "吨"),
        ("-9.8", -9.8, "%"),
        ("9.63", 9.63e8, "千瓦时"),
        ("16.2", 16.2, "%"),
    ]


def test_two_rows_may_head_a_table() -> None:
    found = table("地区|工业产值||企业\n|绝对值（亿元）|增速（%）|数量（家）\n甲|52.3|6.1|18\n乙|20.5|-3|7")
    assert found == [
        ("52.3", 52.3e8, "元"),
        ("6.1", 6.1, "%"),
        ("18", 18, "家"),
        ("20.5", 20.5e8, "元"),
        ("-3", -3, "%"),
        ("7", 7, "家"),
    ]


def test_a_headline_leaves_its_figure_to_the_text() -> None:
    text = "园区产值破200亿元\n全年产值达200亿元，增长5%。"
    blocks = [Block("title", 0, 10), Block("paragraph", 11, len(text))]
    found = quantities.read(View(ArticleText(0, text, blocks)), [])
    assert [(q.start > 10, q.unit) for q in found.quantities] == [(True, "元"), (True, "%")]
    assert "headline" in {name for _, name in found.others}


def test_a_headline_keeps_what_the_text_does_not_say() -> None:
    text = "园区产值破200亿元\n全年产值达206亿元。"
    blocks = [Block("title", 0, 10), Block("paragraph", 11, len(text))]
    found = quantities.read(View(ArticleText(0, text, blocks)), [])
    assert [q.value for q in found.quantities] == [200e8, 206e8]


def test_a_numeral_in_a_name_is_no_quantity() -> None:
    numbers = read("红星三百家居商场", (Span(0, 8),))
    assert numbers.quantities == []
    assert [name for _, name in numbers.others] == ["name"]


ALPHABET = "一三十百万亿0159,.、-—%()（）“”增长下降约占的比由到年月个家元成倍分之点超力争将，。；\n "


@settings(max_examples=60)
@given(st.text(alphabet=ALPHABET, max_size=80))
def test_each_numeral_has_one_place(text: str) -> None:
    numbers = read(text)
    spans = [(q.start, q.end) for q in numbers.quantities] + [(u.start, u.end) for u in numbers.unclaimed]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
    assert len(spans) == len(set(spans))
    for quantity in numbers.quantities:
        assert quantity.head <= quantity.start < quantity.end <= quantity.tail
        assert quantity.value_high is None or quantity.value <= quantity.value_high


@pytest.mark.parametrize("unit", ["1", "亿", "(", "、", "3%-", "一分之", "由1", "占1%", "1、", "将达", "“1", "1:"])
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    started = time.process_time()
    read((unit * 40_000)[:40_000])
    assert time.process_time() - started < 5


def test_a_minus_sign_behind_a_conjunction_is_no_dash() -> None:
    text = "三县工业增加值分别增长7.3%、6.8%和-0.4%。"
    found = quantities.read(View(ArticleText(0, text, [Block("paragraph", 0, len(text))])), [])
    assert [q.value for q in found.quantities] == [7.3, 6.8, -0.4]
