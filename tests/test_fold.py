"""Folding keeps offsets; keys of names forget how a name was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kbuild.extractors.fold import fold, name_key


@given(st.text())
def test_folding_keeps_the_length_and_is_done_once(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("廈門市２０２４年", "厦门市2024年"), ("（％）", "(%)"), ("資訊產業", "资讯产业"), ("著名", "著名")],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("name", ["曜石（苏州）智能科技", "曜石(蘇州)智能科技", "曜石 (苏州) 智能科技"])
def test_names_typed_differently_have_one_key(name):
    assert name_key(name) == "曜石苏州智能科技"
