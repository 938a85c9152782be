"""Short forms that a full name leads one to expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kbuild.store.short_names import is_full, short_forms


@pytest.mark.parametrize(
    ("key", "forms"),
    [
        ("杭州甲乙丙生物科技有限公司", "杭州甲乙丙生物科技 杭州甲乙丙生物 杭州甲乙丙 甲乙丙生物科技 甲乙丙生物 甲乙丙"),
        ("江苏省苏州市甲乙丙有限公司", "江苏省苏州市甲乙丙 甲乙丙"),
        ("杭州甲乙电子有限公司", "杭州甲乙电子 杭州甲乙"),  # there may be one in every city
        ("甲乙电子有限公司", "甲乙电子 甲乙"),
        ("甲乙丙集团股份有限公司", "甲乙丙 甲乙丙集团"),
        ("甲乙丙电子", "甲乙丙"),
        ("甲乙丙集团", "甲乙丙"),
        ("比亚迪股份有限公司", "比亚迪"),
        ("长沙比亚迪电子有限公司", ""),  # named after a known firm
        ("比亚迪电子有限公司", ""),
        ("甲乙丙苏州电子有限公司", ""),  # its place behind the name: a subsidiary
        ("甲乙丙苏州分公司", ""),
        ("南京市城市建设投资集团有限公司", ""),  # ordinary words throughout
        ("上海电子科技有限公司", ""),
        ("上海杭州有限公司", ""),
        ("上海甲有限公司", ""),
        ("有限公司", ""),
        ("甲乙丙大学", ""),
    ],
)
def test_short_forms(key, forms):
    assert short_forms(key) == set(forms.split())


PIECES = st.sampled_from([*"甲乙丙", "上海", "苏州市", "科技", "电子", "集团", "股份", "有限公司", "分公司", "比亚迪"])


@given(st.lists(PIECES, max_size=7).map("".join))
def test_a_form_is_shorter_and_no_full_name(key):
    for form in short_forms(key):
        assert 1 < len(form) < len(key)
        assert not is_full(form)
