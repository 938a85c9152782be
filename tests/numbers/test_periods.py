"""Time expressions: what they cover, and what they do for the figures after them."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kbuild.extractors.numbers import periods
from kbuild.extractors.numbers.days import Days, months, small, trailing
from kbuild.extractors.view import ArticleText, Block, View

PUBLISHED = date(2024, 10, 25)


def read(text: str, published: date | None = PUBLISHED) -> list[periods.Period]:
    return periods.read(View(ArticleText(0, text, [Block("paragraph", 0, len(text))], published=published)))


def spans(text: str, published: date | None = PUBLISHED) -> list[str]:
    return [f"{text[p.start : p.end]} {p.first}/{p.last}" for p in read(text, published) if p.role == "frame"]


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("2023年", "2023-01-01/2023-12-31"),
        ("二〇二三年", "2023-01-01/2023-12-31"),
        ("２０２３年", "2023-01-01/2023-12-31"),
        ("2023年度", "2023-01-01/2023-12-31"),
        ("民國112年", "2023-01-01/2023-12-31"),
        ("2024年1—8月", "2024-01-01/2024-08-31"),
        ("2024年1月至8月", "2024-01-01/2024-08-31"),
        ("1至7月", "2024-01-01/2024-07-31"),
        ("今年前5个月", "2024-01-01/2024-05-31"),
        ("今年前十个月", "2024-01-01/2024-10-31"),
        ("2024年上半年", "2024-01-01/2024-06-30"),
        ("下半年", "2024-07-01/2024-12-31"),
        ("一季度", "2024-01-01/2024-03-31"),
        ("去年第四季度", "2023-10-01/2023-12-31"),
        ("第二季", "2024-04-01/2024-06-30"),
        ("前三季度", "2024-01-01/2024-09-30"),
        ("9月下旬", "2024-09-21/2024-09-30"),
        ("9月份", "2024-09-01/2024-09-30"),
        ("2020年2月", "2020-02-01/2020-02-29"),
        ("2019—2023年", "2019-01-01/2023-12-31"),
        ("2023年7月至2024年6月", "2023-07-01/2024-06-30"),
        ("2024年1月1日至6月30日", "2024-01-01/2024-06-30"),
        ("今年", "2024-01-01/2024-12-31"),
        ("去年", "2023-01-01/2023-12-31"),
        ("前年", "2022-01-01/2022-12-31"),
        ("上年", "2023-01-01/2023-12-31"),
        ("明年上半年", "2025-01-01/2025-06-30"),
        ("今年以来", "2024-01-01/2024-10-25"),
        ("年内", "2024-01-01/2024-12-31"),
        ("近三年", "2021-10-26/2024-10-25"),
        ("上月", "2024-09-01/2024-09-30"),
        ("到2027年", "2027-01-01/2027-12-31"),
        ("到2025年末", "2025-12-31/2025-12-31"),
        ("去年底", "2023-12-31/2023-12-31"),
        ("截至6月底", "2024-06-30/2024-06-30"),
        ("截至9月中旬", "2024-09-20/2024-09-20"),
        ("截至10月", "2024-10-31/2024-10-31"),
        ("截至2024年3月31日", "2024-03-31/2024-03-31"),
        ("截至目前", "2024-10-25/2024-10-25"),
        ("“十四五”期间", "2021-01-01/2025-12-31"),
        ("“十四五”末", "2025-01-01/2025-12-31"),
        ("“十五五”末", "2030-01-01/2030-12-31"),
    ],
)
def test_one_expression(text, covered):
    assert [span.split()[-1] for span in spans(text)] == [covered]


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("2023年产值3亿元，上年同期2亿元", ["2023年 2023-01-01/2023-12-31", "上年同期 2022-01-01/2022-12-31"]),
        ("2022年，全市…；上半年增长", ["2022年 2022-01-01/2022-12-31", "上半年 2022-01-01/2022-06-30"]),
        ("由2019年的38%升至去年的72%", ["2019年 2019-01-01/2019-12-31", "去年 2023-01-01/2023-12-31"]),
        ("预计2026年三季度投用，届时在岗2000人", ["届时 2026-07-01/2026-09-30"]),
        ("一季度、二季度增速分别为6%、5%", ["一季度 2024-01-01/2024-03-31", "二季度 2024-04-01/2024-06-30"]),
    ],
)
def test_an_expression_counts_from_the_one_before(text, covered):
    assert spans(text) == covered


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("比上年增长8%", "reference"),
        ("较一季度加快5.3个百分点", "reference"),
        ("与2019年相比下降", "reference"),
        ("是上年的1.6倍", "reference"),
        ("成立于2017年", "event"),
        ("2017年成立的公司", "event"),
        ("2022年获评国家级中小企业特色产业集群", "event"),
        ("9月24日上午召开会议", "event"),
        ("该项目8月投产，总投资40亿元", "event"),
        ("自2018年以来", "event"),
        ("目前已集聚企业30家", "vague"),
        ("近年来，产业发展迅速", "vague"),
        ("未来三年培育20家", "vague"),
        ("“十四五”以来年均增长25%", "vague"),
        ("接近去年全年的150万颗", "frame"),
    ],
)
def test_the_role_of_an_expression(text, role):
    assert [period.role for period in read(text)] == [role]


@pytest.mark.parametrize(
    "text",
    ["历时3年", "5G、L4", "《2023年发展报告》", "10亿元以上年产值", "2000年代", "一年四季", "每年", "两千二十年"],
)
def test_no_time_is_read(text):
    assert spans(text) == []


def test_without_a_date_the_year_of_the_report_is_inferred():
    text = "工信部公布2024年名单。去年产值超过2亿元，到2026年达到5亿元。"
    assert "去年 2023-01-01/2023-12-31" in spans(text, None)


def test_without_any_year_nothing_is_resolved():
    assert spans("上半年产值2亿元", None) == []


@given(st.text(alphabet="2024年1月—8日上半去今前三季度截至底末个近“十四五”期间的，。 \n", max_size=60))
def test_spans_are_inside_the_text_in_order_and_days_in_order(text):
    found = read(text)
    assert all(0 <= p.start < p.end <= len(text) and p.first <= p.last for p in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("numeral", "value"), [("12", 12), ("十", 10), ("二十一", 21), ("廿三", 23), ("二〇二三", 2023)]
)
def test_small_numerals(numeral, value):
    assert small(numeral) == value


def test_days_of_a_leap_year_shift_into_a_common_one():
    assert months(2024, 2, 2).shifted(-1) == Days(date(2023, 2, 1), date(2023, 2, 28))
    assert trailing(date(2024, 2, 29), years=1) == Days(date(2023, 3, 1), date(2024, 2, 29))
