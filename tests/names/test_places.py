"""Districts in text: every form, the right sense of the many that share a name, and no false places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kbuild.extractors.names import places
from kbuild.extractors.names.gazetteer import surface_forms
from kbuild.extractors.names.places import Place
from kbuild.extractors.view import ArticleText, Block, Span, View


def read(text: str, firms: tuple[str, ...] = ()) -> list[Place]:
    """The places of a text whose lines are paragraphs; a line that begins with # is a heading."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block("heading" if line.startswith("#") else "paragraph", start, start + len(line)))
        start += len(line) + 1
    view = View(ArticleText(0, text, blocks))
    spans = [Span(text.index(firm), text.index(firm) + len(firm)) for firm in firms]
    return places.resolve(view, places.candidates(view), spans)


def keys(text: str, firms: tuple[str, ...] = ()) -> set[str]:
    return {place.district.key for place in read(text, firms)}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("记者从广东省惠州市惠阳区获悉", "440000 441300 441303"),
        ("四川乐山的盐化工", "510000 511100"),
        ("义乌、昆山的经验", "330782 320583"),
        ("恩施土家族苗族自治州", "422800"),
        ("恩施州的茶叶", "422800"),
        ("锡林郭勒盟", "152500"),
        ("罗湖、盐田、龙岗等区同步推进，深圳市统筹", "440300 440303 440308 440307"),
        ("四川、重庆都不甘落后，川渝两地共建", "510000 500000"),
        ("上海、江苏、浙江、安徽，沪苏浙皖联手", "310000 320000 330000 340000"),
        ("臺南與廣東的廠商，廣東省中山市", "440000 442000"),
        ("原江干区的老厂房", "330102"),
        ("闸北区曾是老工业区", "310106"),
        ("台湾、香港、澳门三地", "710000 810000 820000"),
        ("甘肃白银的铜", "620000 620400"),
        ("安徽芜湖南陵县", "340000 340200 340223"),
        ("上海市场回暖", "310000"),
        ("元谋蔬菜、华坪芒果等特色产业", "532328 530723"),
        ("达茂旗、西乌旗的风电", "150223 152526"),
        ("恭城县的柿饼、互助县的酒厂", "450332 630223"),
        ("甘肃、河南等6个省份零的突破", "620000 410000"),
        ("湖州市发布三季报。安吉把竹子做成家具。", "330500 330523"),
        ("防城港至东兴的铁路", "450600 450681"),
        ("江苏泰州市凤城河景区", "320000 321200"),
    ],
)
def test_every_form_is_read(text: str, codes: str) -> None:
    assert keys(text) == set(codes.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("沈阳市发布消息。和平区的企业增加。", "210102"),
        ("天津市发布消息。和平区的企业增加。", "120101"),
        ("在齐齐哈尔，铁锋区和龙沙区的工厂忙碌，富拉尔基区也是。", "230204"),
        ("西宁市城东区与城西区", "630102"),
        ("江苏盐城的大丰区", "320904"),
        ("本报抚顺3月2日电 新抚区、东洲区和望花区。抚顺市长说。", "210402"),
    ],
)
def test_a_shared_name_is_told_by_its_company(text: str, expected: str) -> None:
    assert expected in keys(text)


def test_two_divisions_of_one_name_stand_side_by_side() -> None:
    found = keys("石家庄市新华区与平顶山市新华区结为友好区。")
    assert {"130105", "410402"} <= found


def test_what_nothing_decides_has_no_code() -> None:
    (place,) = read("向阳区的企业增加。")
    assert (place.district.code, place.district.name) == (None, "向阳区")


@pytest.mark.parametrize(
    "text",
    [
        "加强国际合作，维护世界和平，节约水资源",
        "坚如磐石的团结",
        "弘扬中华优秀传统文化，创新平台建设",
        "统筹发展和安全",
        "沿着南京路走到解放路",
        "北京时间上午十点",
        "三大港区完成吞吐量",
        "她的女儿叫海宁，今年五岁",
        "《右玉》在各地上演",
        "俄罗斯库尔斯克州与美国佛罗里达州",
        "记者张东方、李长春报道",
        "全国乡镇企业和城镇居民",
        "各类开发区、高新区和产业园建设提速",
        "获评国家级示范县",
        "整合14个旧系统的信息",
        "栽种香花槐和榆树等树种",
        "巴中合作提质升级",
        "今年一季度自贸试验区外贸增长",
        "美国硅谷的银行",
    ],
)
def test_no_false_places(text: str) -> None:
    assert keys(text) == set()


def test_a_zone_is_none_of_a_firm_that_begins_like_it() -> None:
    names = [place.district.name for place in read("苏州高新金控投资。总部位于苏州高新区。", ("苏州高新金控",))]
    assert "苏州高新区" in names


def test_a_place_in_a_firm_is_none() -> None:
    assert keys("无锡尚翼光能有限公司开工", firms=("无锡尚翼光能有限公司",)) == set()


@pytest.mark.parametrize(
    ("text", "name", "parent"),
    [
        ("走进嘉兴市秀洲区洪合镇", "洪合镇", "330411"),
        ("位于成都市的成都高新区", "成都高新区", "510100"),
        ("湖北省黄石市大冶湖高新区", "大冶湖高新区", "420200"),
        ("# 武进区\n在滆湖工业园区布局", "滆湖工业园区", "320412"),
        ("支持两江新区发展", "两江新区", "500000"),
        ("武进区工业提速,今年在高新区新建厂房", "高新区", "320412"),
        ("滨海新区与雄安新区", "雄安新区", "130000"),
        ("走进莆田市榕浦镇", "榕浦镇", "350300"),
        ("扩产的还有嘉善县。秀洲区也忙。洪合工业区招工。", "洪合工业区", "330411"),
    ],
)
def test_zones_and_towns_hang_under_their_division(text: str, name: str, parent: str) -> None:
    found = {place.district.name: place.district for place in read(text)}
    assert found[name].parent == parent
    assert found[name].code is None


def test_short_and_full_form_of_a_zone_are_one() -> None:
    found = read("泸州白酒产业园所在的泸州高新技术产业开发区（以下简称“泸州高新区”）扩容，高新区负责人介绍。")
    assert {p.district.name for p in found if p.district.name.endswith(("高新区", "开发区"))} == {
        "泸州高新技术产业开发区"
    }


def test_mentions_of_one_district_share_its_record_under_the_fullest_name() -> None:
    found = [place.district for place in read("义乌的小商品。义乌市发布公告。义乌人。") if place.district.code]
    assert {id(district) for district in found} == {id(found[0])}
    assert found[0].name == "义乌市"


FORMS = st.sampled_from(sorted(form for form, _ in surface_forms()))
PIECES = st.lists(FORMS | st.sampled_from("、，。的在和开发区镇工业园“”《》\n") | st.text(max_size=3), max_size=14)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_offsets_and_order_hold_for_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = read(text)
    assert [place.start for place in found] == sorted(place.start for place in found)
    for place in found:
        assert 0 <= place.start < place.end <= len(text)
        assert text[place.start : place.end].strip()
