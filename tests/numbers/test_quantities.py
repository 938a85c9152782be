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
