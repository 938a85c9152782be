import pytest


def test_a_group_of_one_s_own(filled, tmp_path):
    assert filled("group", "set", "我的", "上海").code == 0
    assert [row["name"] for row in filled("query", "districts", "--in", "我的").rows] == ["上海市", "云杉区"]
    assert filled("group", "set", "两重", "我的", "云杉区", "南京").err.startswith("group 两重")
    assert len(filled("query", "districts", "--in", "两重").rows) == 2
    assert filled("group", "list").rows == [
        {"name": "两重", "members": ["我的", "云杉区", "南京"]},
        {"name": "我的", "members": ["上海"]},
    ]
    assert (tmp_path / "x.groups.tsv").read_text(encoding="utf-8") == "两重\t我的\t云杉区\t南京\n我的\t上海\n"
    assert filled("group", "remove", "我的").code == 0
    assert [row["name"] for row in filled("query", "districts", "--in", "两重").rows] == ["云杉区"]


def test_a_group_comes_before_a_region(filled):
    filled("group", "set", "长三角", "南京")
    assert "no member of the group 长三角" in filled("query", "districts", "--in", "长三角").err


def test_a_group_does_not_hold_itself(filled):
    run = filled("group", "set", "甲", "云杉区", "甲")
    assert (run.code, run.err) == (2, "kbuild: 甲: a group is no member of itself\n")


def test_groups_that_hold_each_other_end(filled):
    filled("group", "set", "甲", "乙")
    filled("group", "set", "乙", "甲", "云杉区")
    assert [row["name"] for row in filled("query", "districts", "--in", "甲").rows] == ["云杉区"]


@pytest.mark.parametrize(
    ("text", "says"),
    [("孤\n", "x.groups.tsv line 1: write a name and its members"), (b"\xff\xfe\xff", "not UTF-8")],
)
def test_a_broken_file_is_one_line(filled, tmp_path, text, says):
    (tmp_path / "x.groups.tsv").write_bytes(text if isinstance(text, bytes) else text.encode())
    run = filled("query", "districts", "--in", "甲")
    assert (run.code, run.out) == (1, "")
    assert says in run.err


def test_an_unknown_member_is_told(filled):
    assert "亚特兰蒂斯 is no place known so far" in filled("group", "set", "我的", "亚特兰蒂斯").err
    assert "no group '我得'" in filled("group", "remove", "我得").err
