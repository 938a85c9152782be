"""Numerals: spans and values of every shape."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kbuild.extractors.numbers.numerals import numerals, value_of

SHAPES = [
    ("产值1768.4亿元", [("1768.4亿", 176840000000.0, None)]),
    ("共6,038家", [("6,038", 6038.0, None)]),
    ("达４２８６．５亿元", [("４２８６．５亿", 428650000000.0, None)]),
    ("1.2万亿", [("1.2万亿", 1.2e12, None)]),
    ("3千余人", [("3千", 3000.0, None)]),
    ("4万多亿", [("4万多亿", 4e12, None)]),
    ("三千二百余家", [("三千二百", 3200.0, None)]),
    ("十七点五", [("十七点五", 17.5, None)]),
    ("一点六个百分点", [("一点六", 1.6, None)]),
    ("一百三十七点五亿元", [("一百三十七点五亿", 13750000000.0, None)]),
    ("五亿八千万元", [("五亿八千万", 580000000.0, None)]),
    ("壹佰伍拾", [("壹佰伍拾", 150.0, None)]),
    ("二〇二三年", [("二〇二三", 2023.0, None)]),
    ("一千零五", [("一千零五", 1005.0, None)]),
    ("一千五", [("一千五", 1500.0, None)]),
    ("零点四", [("零点四", 0.4, None)]),
    ("两三百", [("两三百", 200.0, 300.0)]),
    ("十七八岁", [("十七八", 17.0, 18.0)]),
    ("三五家", [("三五", 3.0, 5.0)]),
    ("几十万人", [("几十万", 100000.0, None)]),
    ("数百亿", [("数百亿", 10000000000.0, None)]),
    ("三分之一", [("三分之一", 1 / 3, None)]),
    ("百分之十二点五", [("百分之十二点五", 0.125, None)]),
    ("千分之三", [("千分之三", 0.003, None)]),
    ("超过一半", [("一半", 0.5, None)]),
    ("翻一番", [("翻一番", 1.0, None)]),
    ("7万 5千 4百", [("7万 5千 4百", 75400.0, None)]),
    ("80 亿元", [("80 亿", 8e9, None)]),
    ("3万4000人", [("3万4000", 34000.0, None)]),
    ("一万五千亿", [("一万五千亿", 1.5e12, None)]),
    # 千瓦 and 兆瓦 are units, not thousands; 一两个 is one to two
    ("350千瓦", [("350", 350.0, None)]),
    ("350兆瓦", [("350", 350.0, None)]),
    ("一两个", [("一两", 1.0, 2.0)]),
    # two numerals side by side
    ("神十九两个乘组", [("十九", 19.0, None), ("两", 2.0, None)]),
    ("无数字", []),
]


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_spans_and_values(text: str, expected: list[tuple[str, float, float | None]]) -> None:
    found = [(text[n.start : n.end], pytest.approx(n.value), n.high) for n in numerals(text)]
    assert found == expected


def test_no_false_precision() -> None:
    assert [n.inexact for n in numerals("几十家、数百家、十几家、12家")] == [True, True, True, False]


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["", "万", "亿", "万亿"]))
def test_an_arabic_numeral_is_its_value(number: int, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    assert [n.value for n in numerals(f"有{number}{scale}人")] == [float(number * factor)]


def in_chinese(number: int) -> str:
    """The standard Chinese numeral of a number below 10⁸."""
    digits = "零一二三四五六七八九"
    if number >= 10**4:
        rest = number % 10**4
        return (
            in_chinese(number // 10**4) + "万" + ("零" if 0 < rest < 1000 else "") + (in_chinese(rest) if rest else "")
        )
    for scale, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            rest = number % scale
            return (
                digits[number // scale]
                + name
                + ("零" if 0 < rest < scale // 10 else "")
                + (in_chinese(rest) if rest else "")
            )
    return digits[number]


@given(st.integers(min_value=10, max_value=10**8 - 1))
def test_a_chinese_numeral_is_its_value(number: int) -> None:
    assert value_of(in_chinese(number)) == (number, None)


@given(st.text(alphabet="一二三十百千万亿零点分之12,. 半成多几-%", max_size=60))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for numeral in numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        end = numeral.end


@pytest.mark.parametrize("unit", ["1", "亿", "一", "1,", "一分之", "十几", "1亿", "百 ", "一点", "1 "])
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    started = time.process_time()
    numerals((unit * 100_000)[:100_000])
    assert time.process_time() - started < 5
