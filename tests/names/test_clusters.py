"""Clusters: how texts set an industry up, as tables of examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kbuild.extractors.names import clusters
from kbuild.extractors.names.cluster_lists import list_before
from kbuild.extractors.names.industry_names import number
from kbuild.extractors.names.industry_words import is_generic
from kbuild.extractors.names.places import Place
from kbuild.extractors.records import District
from kbuild.extractors.view import ArticleText, Block, View

PLACES = {
    "常州市": District("320400", "常州市", "常州市", "320400", "city"),
    "武进区": District("320412", "武进区", "武进区", "320412", "district", "320400"),
    "新北区": District("320411", "新北区", "新北区", "320411", "district", "320400"),
    "无锡": District("320200", "无锡市", "无锡市", "320200", "city"),
    "苏州": District("320500", "苏州市", "苏州市", "320500", "city"),
    "中山市": District("442000", "中山市", "中山市", "442000", "city"),
    "小榄镇": District("442000/小榄镇", "小榄镇", "小榄镇", None, "town", "442000"),
    "佛山市": District("440600", "佛山市", "佛山市", "440600", "city"),
    "顺德区": District("440606", "顺德区", "顺德区", "440606", "district", "440600"),
}


def read(text: str) -> list[clusters.ClusterMention]:
    blocks, at = [], 0
    for line in text.split("\n"):
        kind = "heading" if line.endswith("篇") else "paragraph"
        blocks.append(Block(kind, at, at + len(line)))
        at += len(line) + 1
    places = []
    for name, district in PLACES.items():
        start = text.find(name)
        while start >= 0:
            places.append(Place(start, start + len(name), district, "test"))
            start = text.find(name, start + 1)
    return clusters.read(View(ArticleText(0, text, blocks)), sorted(places, key=lambda place: place.start), [])


def found(text: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [
        (one.cluster.industry, one.cluster.tier, tuple(home.district.name for home in one.homes)) for one in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("武进区智能电网产业集群成势。", [("智能电网", None, "武进区")]),
        (
            "武进区、新北区分别以智能电网、机器人为主导产业。",
            [("智能电网", None, "武进区"), ("机器人", None, "新北区")],
        ),
        ("武进区首位产业智能电网营收增长9%,主导产业数字化。", [("智能电网", None, "武进区")]),
        (
            "武进区的智能电网、新北区的机器人都是百亿级产业。",
            [("智能电网", "百亿级", "武进区"), ("机器人", "百亿级", "新北区")],
        ),
        (
            "武进区打造智能电网、机器人两个“千亿产业集群”。",
            [("智能电网", "千亿级", "武进区"), ("机器人", "千亿级", "武进区")],
        ),
        ("武进区(即老城所在地)的智能电网产业集群成势。", [("智能电网", None, "武进区")]),
        ("武进区智能电网千亿元级产业集群成势。", [("智能电网", "千亿级", "武进区")]),
        ("武进区打造500亿级机器人产业集群。", [("机器人", "500亿级", "武进区")]),
        (
            "武进区主导发展“智能电网、机器人”两个千亿元级产业集群。",
            [("智能电网", "千亿级", "武进区"), ("机器人", "千亿级", "武进区")],
        ),
        (
            "常州市壮大高端装备、新能源2个五千亿级,绿色食品、现代家居3个百亿级产业集群。",
            [
                ("高端装备", "五千亿级", "常州市"),
                ("新能源", "五千亿级", "常州市"),
                ("绿色食品", "百亿级", "常州市"),
                ("现代家居", "百亿级", "常州市"),
            ],
        ),
        (
            "中山市小榄镇五金、佛山市顺德区家电等产业集群闻名。",
            [("五金", None, "中山市 小榄镇"), ("家电", None, "顺德区")],
        ),
        ("石墨烯已成为武进区的支柱产业。", [("石墨烯", None, "武进区")]),
        ("武进区的主导产业为轨道交通、石墨烯。", [("轨道交通", None, "武进区"), ("石墨烯", None, "武进区")]),
        ("武进区以轨道交通、石墨烯为主导的产业体系成形。", [("轨道交通", None, "武进区"), ("石墨烯", None, "武进区")]),
        (
            "武进区确立智能装备、节能环保和电子信息三大主导产业。",
            [("智能装备", None, "武进区"), ("节能环保", None, "武进区"), ("电子信息", None, "武进区")],
        ),
        ("武进区软件和信息技术服务产业集群成势。", [("软件和信息技术服务", None, "武进区")]),
        ("武进区主攻合成生物产业。", [("合成生物", None, "武进区")]),
        ("稀土入选国家先进制造业集群,常州市在列。", [("稀土", None, "常州市")]),
        ("武进区主导发展“精细化工”产业集群。", [("精细化工", None, "武进区")]),
        ("武进区篇\n近年来,机器人产业集群成势。", [("机器人", None, "武进区")]),
        (
            "常州市培育智能装备、生命健康与时尚这两大万亿级产业群。",
            [("智能装备", "万亿级", "常州市"), ("生命健康与时尚", "万亿级", "常州市")],
        ),
        ("常州市打造海洋装备等3个万亿级产业基地。", [("海洋装备", "万亿级", "常州市")]),
        (
            "常州市打造水果、蔬菜2个千亿级特色农业产业。",
            [("水果", "千亿级", "常州市"), ("蔬菜", "千亿级", "常州市")],
        ),
        (
            "武进区以石墨烯为主导产业,电子信息、食品为支撑。",
            [("石墨烯", None, "武进区"), ("电子信息", None, "武进区"), ("食品", None, "武进区")],
        ),
        (
            "支持武进区做精特种纤维、新北区做优生物医药,各打造一个百亿级产业集群。",
            [("特种纤维", "百亿级", "武进区"), ("生物医药", "百亿级", "新北区")],
        ),
        ("包括武进区储能电源、新北区盐化工产业。", [("储能电源", None, "武进区"), ("盐化工", None, "新北区")]),
        ("武进区光电千亿级、医药百亿级产业集群。", [("光电", "千亿级", "武进区"), ("医药", "百亿级", "武进区")]),
        ("武进区茶产业产值达9亿元,成为全区支柱产业。", [("茶", None, "武进区")]),
        ("武进区聚焦色素这一主导产业。", [("色素", None, "武进区")]),
        ("武进区电子信息、现代农业两大主导产业。", [("电子信息", None, "武进区"), ("现代农业", None, "武进区")]),
        ("武进区着力打造机器人“首位产业”。", [("机器人", None, "武进区")]),
        ("武进区光学(镜片)等主导产业升级。", [("光学(镜片)", None, "武进区")]),
        (
            "武进区做强半导体、轨道交通等“4+2”重点产业链。",
            [("半导体", None, "武进区"), ("轨道交通", None, "武进区")],
        ),
    ],
)
def test_an_industry_is_set_up(text, expected):
    assert found(text) == [(industry, tier, tuple(home.split())) for industry, tier, home in expected]


@pytest.mark.parametrize(
    "text",
    [
        "常州市培育世界级先进制造业集群。",
        "常州市中小企业特色产业集群加快发展。",
        "推动战略性新兴产业集群发展。",
        "常州市有6大千亿级特色优势产业集群。",
        "武进区发展氢能产业。",
        "主导产业是各区发展的关键。",
        "无人机集群表演点亮常州市夜空。",
        "常州市发布首批“市区协同”千亿元级产业集群。",
        "常州市战略性新兴产业基金集群规模扩大。",
        "常州市打造“5+3+X”产业集群。",
        "武进区发展旅游产业带领村民增收。",
        "武进区房地产曾是支柱产业。",
        "武进区推动主导产业和“5+3”先进制造业集群提质。",
        "做强半导体、轨道交通等重点产业链。",
        "武进区国民经济支柱产业稳固。",
        "以创新为主导、人才为支撑的发展格局形成。",
    ],
)
def test_general_talk_sets_up_nothing(text):
    assert found(text) == []


def test_joined_cities_are_homes():
    (mention,) = read("锡苏集成电路产业集群由无锡、苏州两市共建。")
    assert mention.cluster.industry == "集成电路"
    assert {home.district.code for home in mention.homes} == {"320200", "320500"}
    assert mention.cluster.key == "集成电路@320200+320500"


def test_one_cluster_under_two_names_is_one():
    mentions = read("武进区做强智能电网产业集群。智能电网产业产值增长。\n武进区智能电网集群获批。")
    assert len({mention.cluster.key for mention in mentions}) == 1


def test_one_industry_of_two_districts_is_two():
    mentions = read("武进区做强机器人产业集群,新北区做强机器人产业集群。")
    assert len({mention.cluster.key for mention in mentions}) == 2


def test_a_later_sentence_gives_the_tier():
    text = (
        "武进区承建“机器人、智能电网”两个产业集群,新北区承建“新材料”产业集群。机器人按千亿级培育,其余2个按百亿级培育。"
    )
    assert {one.cluster.industry: one.cluster.tier for one in read(text)} == {
        "机器人": "千亿级",
        "智能电网": "百亿级",
        "新材料": "百亿级",
    }


def test_a_grade_is_kept():
    (mention,) = read("武进区机器人产业集群入选国家先进制造业集群。")
    assert mention.cluster.grade == "国家级"


@pytest.mark.parametrize(("text", "value"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("11", 11)])
def test_counts(text, value):
    assert number(text) == value


@pytest.mark.parametrize("name", ["先进制造业", "特色优势", "国家级战略性新兴产业"])
def test_modifiers_alone_are_generic(name):
    assert is_generic(name)


WORDS = st.lists(
    st.sampled_from(
        ["产业集群", "集群", "、", "“", "”", "(", ")", "千亿级", "机器人", "武进区", "的", "为", "\n", "。", "3个"]
    )
)


@given(WORDS)
def test_spans_are_exact_whatever_the_text(words):
    text = "".join(words)
    for mention in read(text):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.cluster.industry in text.replace("“", "").replace("”", "")


@given(st.text(alphabet="“”、()集群产业等3个千亿级", max_size=60))
def test_a_list_before_lies_before(text):
    listing = list_before(text, 0, len(text), [])
    for member in listing.members if listing else ():
        assert text[member.start : member.end] == member.name
