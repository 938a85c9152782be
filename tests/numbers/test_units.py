"""Units: spellings of symbols folded to one name, words kept, scales of headers, and words that begin like a unit."""

from __future__ import annotations

import pytest
from kbuild.data import __name__ as data_package
from kbuild.extractors.fold import fold
from kbuild.extractors.lexicon import rows
from kbuild.extractors.numbers.units import match, of_header

MATCHES = [
    ("元", "元", 1), ("美元", "美元", 2), ("港币", "港元", 2), ("平米", "平米", 2), ("㎡", "㎡", 1),
    ("KWH", "kWh", 3), ("千瓦时", "千瓦时", 3), ("千瓦", "千瓦", 2), ("标箱", "标箱", 2), ("TEU", "TEU", 3),
    ("家次", "家次", 2), ("箱次，", "箱次", 2), ("家次级债", "家", 1), ("GB/s", "GB/s", 4),
    ("元/㎡·月", "元/㎡·月", 5), ("元/平方米/天", "元/平方米/天", 7), ("发火箭", "发", 1), ("吨级", "吨", 1),
    ("人次", "人次", 2), ("人", "人", 1), ("台(套)", "台套", 4), ("个百分点", "百分点", 4), ("个月", "月", 2),
    ("EFLOPS", "EFLOPS", 6), ("P", "P", 1), ("%", "%", 1), ("吨标准煤", "吨标准煤", 4), ("元/吨", "元/吨", 3),
]  # fmt: skip
NOT_UNITS = ["发展", "台阶", "台账", "人民", "家庭", "场馆", "元素", "天然气", "国际", "PM", "大学", "周边", "面积"]
HEADERS = [
    ("产值（亿元）", "元", 1e8), ("增速（%）", "%", 1.0), ("实际使用外资（万美元）", "美元", 1e4),
    ("企业数（家）", "家", 1.0), ("单位：万吨", "吨", 1e4), ("发电量（亿千瓦时）", "千瓦时", 1e8),
]  # fmt: skip


@pytest.mark.parametrize(("written", "name", "length"), MATCHES)
def test_spellings(written: str, name: str, length: int) -> None:
    found = match(fold(written), 0)
    assert found is not None
    assert (found[0].name, found[1]) == (name, length)


@pytest.mark.parametrize("word", NOT_UNITS)
def test_a_longer_word_is_no_unit(word: str) -> None:
    found = match(word, 0)
    assert found is None or found[1] == len(word)


@pytest.mark.parametrize(("header", "name", "factor"), HEADERS)
def test_headers_carry_unit_and_scale(header: str, name: str, factor: float) -> None:
    found = of_header(fold(header))
    assert found is not None
    assert (found.name, found.factor) == (name, factor)


def test_a_header_without_a_unit_gives_none() -> None:
    assert of_header("地区") is None


def test_every_unit_is_spelled_once_and_known_by_a_class() -> None:
    assert data_package == "kbuild.data"
    table = list(rows("units.tsv"))
    assert len({row[0] for row in table}) == len(table)
    classes = {"money", "count", "measure", "percent", "point", "times", "duration", "age", "score", "verbal", "list"}
    assert {row[2] for row in table} <= classes
    assert all(float(row[3]) > 0 for row in table)
