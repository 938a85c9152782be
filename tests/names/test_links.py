"""Who belongs to whom, as tables of examples."""

import pytest
from kbuild.extractors.names import clusters, links, main_firm
from kbuild.extractors.names.firms import FirmMention
from kbuild.extractors.names.grounds import Grounds
from kbuild.extractors.names.places import Place
from kbuild.extractors.records import District, Firm
from kbuild.extractors.view import ArticleText, Block, View

PLACES = {
    "常州市": District("320400", "常州市", "常州市", "320400", "city"),
    "武进区": District("320412", "武进区", "武进区", "320412", "district", "320400"),
    "新北区": District("320411", "新北区", "新北区", "320411", "district", "320400"),
    "春江镇": District("320411/春江镇", "春江镇", "春江镇", None, "town", "320411"),
    "智电科技园": District("320412/智电科技园", "智电科技园", "智电科技园", None, "zone", "320412"),
}
FIRMS = ("甲乙电子", "丙丁机械", "戊己资本")


def laid_out(text: str, named: dict) -> list[tuple[int, int, str]]:
    found = []
    for name in named:
        start = text.find(name)
        while start >= 0:
            found.append((start, start + len(name), name))
            start = text.find(name, start + 1)
    return sorted(found)


def read(text: str) -> set[tuple[str, str]]:
    """Firm and target of each link of a firm; the target by its name."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block("heading" if line.endswith("篇") else "paragraph", at, at + len(line)))
        at += len(line) + 1
    view = View(ArticleText(0, text, blocks))
    places = [Place(start, end, PLACES[name], "test") for start, end, name in laid_out(text, PLACES)]
    entities = {name: Firm(name, name) for name in FIRMS}
    firms = [FirmMention(start, end, entities[name], "test") for start, end, name in laid_out(text, entities)]
    found = clusters.read(view, places, firms)
    grounds = Grounds(view, places, firms)
    main = main_firm.find(view, firms, places)
    names = {district.key: name for name, district in PLACES.items()}
    return {
        (link.source, names.get(link.target, link.target.partition("@")[0]))
        for link in links.read(view, places, found, firms, grounds, main)
        if link.kind != "cluster_district"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("武进区集聚了甲乙电子、丙丁机械等企业。", {("甲乙电子", "武进区"), ("丙丁机械", "武进区")}),
        ("位于新北区的甲乙电子扩产。", {("甲乙电子", "新北区")}),
        ("甲乙电子落户新北区。", {("甲乙电子", "新北区")}),
        ("甲乙电子武进区工厂投产。", {("甲乙电子", "武进区")}),
        ("武进区、新北区两地聚起甲乙电子等企业。", {("甲乙电子", "武进区"), ("甲乙电子", "新北区")}),
        ("武进区篇\n近年来产业向好。甲乙电子投产。", {("甲乙电子", "武进区")}),
        ("武进区篇\n在智电科技园,甲乙电子投产。", {("甲乙电子", "武进区"), ("甲乙电子", "智电科技园")}),
        ("新北区春江镇的甲乙电子投产。", {("甲乙电子", "新北区"), ("甲乙电子", "春江镇")}),
        (
            "武进区智能电网产业集群集聚了甲乙电子等企业。",
            {("甲乙电子", "武进区"), ("甲乙电子", "智能电网")},
        ),
        (
            "武进区篇\n武进区主导发展“智能电网”产业集群。\n目前甲乙电子已经投产。",
            {("甲乙电子", "武进区"), ("甲乙电子", "智能电网")},
        ),
        ("甲乙电子完成B轮融资,由戊己资本领投。", set()),
        ("公司前五大客户包括丙丁机械。", set()),
        # said of the whole list; of the next sentence; of the supplier, not of the buyer
        ("甲乙电子、丙丁机械等6家企业落户新北区。", {("甲乙电子", "新北区"), ("丙丁机械", "新北区")}),
        ("头一个是甲乙电子。这家企业将在新北区投建新厂。", {("甲乙电子", "新北区")}),
        ("武进区扩产忙,甲乙电子下了订单。", set()),
        # whom the firms of a place deal with may be anywhere
        ("新北区的甲乙电子为丙丁机械代工。", {("甲乙电子", "新北区")}),
        ("新北区的甲乙电子拿下丙丁机械9万套的订单。", {("甲乙电子", "新北区")}),
        ("新北区的甲乙电子进了丙丁机械的供应链。", {("甲乙电子", "新北区")}),
        ("新北区的甲乙电子与丙丁机械签了五年的供货协议。", {("甲乙电子", "新北区")}),
        ("新北区的甲乙电子投产,机床是从丙丁机械订的。", {("甲乙电子", "新北区")}),
        ("新北区的甲乙电子在丙丁机械上卖得好。", {("甲乙电子", "新北区")}),
        ("新北区的甲乙电子、丙丁机械签了合作协议。", {("甲乙电子", "新北区"), ("丙丁机械", "新北区")}),
        # where a firm comes from
        ("武进区扩产忙。从新北区搬来的甲乙电子投产。", {("甲乙电子", "武进区")}),
        ("武进区篇\n新北区企业甲乙电子获奖。丙丁机械投产。", {("甲乙电子", "新北区"), ("丙丁机械", "武进区")}),
        # an item of news that begins with a firm; the firm that carries its project out
        ("● 甲乙电子:拟在武进区建厂。", {("甲乙电子", "武进区")}),
        ("甲乙电子(002363):武进区扩建项目延期。", {("甲乙电子", "武进区")}),
        ("甲乙电子将投建武进区储能基地,项目公司丙丁机械已注册。", {("甲乙电子", "武进区"), ("丙丁机械", "武进区")}),
        ("甲乙电子在武进区建厂,由丙丁机械负责实施。", {("甲乙电子", "武进区"), ("丙丁机械", "武进区")}),
        # an address counts in full
        ("甲乙电子总部位于常州市新北区。", {("甲乙电子", "常州市"), ("甲乙电子", "新北区")}),
        ("常州市新北区聚起甲乙电子等企业。", {("甲乙电子", "常州市"), ("甲乙电子", "新北区")}),
        # the weight of a cluster, where things come from
        ("武进区的集群以新北区为核心,甲乙电子投产。", {("甲乙电子", "武进区")}),
        ("武进区迎来甲乙电子,设备从新北区运来。", {("甲乙电子", "武进区")}),
        # what a firm does in a place, said behind a comma, of its works, of 公司, of its project
        ("武进区扩产忙。甲乙电子拟投资5亿元,在新北区建设新厂。", {("甲乙电子", "新北区")}),
        ("武进区扩产忙。甲乙电子在新北区的老厂投产。", {("甲乙电子", "新北区")}),
        ("武进区扩产忙。甲乙电子获奖。公司成立于新北区。", {("甲乙电子", "新北区")}),
        ("武进区扩产忙。甲乙电子签约。项目投资5亿元,位于新北区。", {("甲乙电子", "新北区")}),
        ("甲乙电子篇\n产能翻番,位于新北区的工厂投产。", {("甲乙电子", "新北区")}),
        # a place that only tells of a firm is not that of the next one
        (
            "武进区扩产忙,电机来自新北区的甲乙电子,结构件由丙丁机械做。",
            {("甲乙电子", "新北区"), ("丙丁机械", "武进区")},
        ),
        ("武进区与新北区一河之隔,甲乙电子投产。", {("甲乙电子", "武进区")}),
        ("武进区扩产忙。在甲乙电子带动下,新北区产业向好。", {("甲乙电子", "新北区")}),
        ("武进区招商。新北区来的甲乙电子、丙丁机械参会。", {("甲乙电子", "新北区"), ("丙丁机械", "新北区")}),
    ],
)
def test_firms_and_their_places(text, expected):
    assert read(text) == expected


def test_two_clusters_of_a_place_decide_nothing():
    text = "武进区有智能电网、机器人两大产业集群。武进区的甲乙电子今年扩产。"
    assert read(text) == {("甲乙电子", "武进区")}
