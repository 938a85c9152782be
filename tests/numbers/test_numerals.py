"""Numerals: spans and values of every shape."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kbuild.extractors.numbers.numerals import numerals, value_of


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
