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
