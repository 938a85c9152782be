"""Claims: what an article says its own lists add up to."""

import pytest
from kbuild.extractors.numbers import claims
from kbuild.extractors.records import Article, Claim, Cluster, District, Link, Mention
from kbuild.extractors.view import ArticleText, Block, View

DISTRICTS = {"武进区": "320412", "新北区": "320411", "天宁区": "320402"}
INDUSTRIES = ("智能电网", "机器人", "新材料", "生物医药")


def checked(text: str, homes: dict[str, str], tiers: dict[str, str] | None = None) -> list[Claim]:
    """The claims of a text in which each industry stands once and belongs to the district that `homes` names."""
    mentions = []
    for entity, names in (("district", DISTRICTS), ("cluster", INDUSTRIES)):
        for name in names:
            start = text.find(name)
            while start >= 0:
                key = DISTRICTS[name] if entity == "district" else f"{name}@{DISTRICTS[homes[name]]}"
                mentions.append(Mention(entity, key, start, start + len(name), name, f"{entity}.test"))
                start = text.find(name, start + 1)
    article = Article(0, None, None, None, None, text)
    article.mentions = sorted(mentions, key=lambda mention: mention.start)
    article.districts = [District(code, name, name, code, "district") for name, code in DISTRICTS.items()]
    for industry, home in homes.items():
        key = f"{industry}@{DISTRICTS[home]}"
        article.clusters.append(Cluster(key, industry, (tiers or {}).get(industry)))
        article.links.append(Link("cluster_district", key, DISTRICTS[home], 0, 1, "test"))
    view = View(ArticleText(0, text, [Block("paragraph", 0, len(text))]))
    return claims.check(view, article)


def verdicts(text: str, homes: dict[str, str], tiers: dict[str, str] | None = None) -> list[tuple[str, str]]:
    return [(claim.text, claim.verdict) for claim in checked(text, homes, tiers)]


LISTED = "武进区承建智能电网、机器人两个产业集群,新北区承建新材料、生物医药两个产业集群。"
HOMES = {"智能电网": "武进区", "机器人": "武进区", "新材料": "新北区", "生物医药": "新北区"}


def test_a_list_and_its_count():
    assert verdicts(LISTED, HOMES) == [("两个产业集群", "agrees"), ("两个产业集群", "agrees")]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("此次共涉及2个区、4个产业集群。", [("2个区", "agrees"), ("4个产业集群", "agrees")]),
        ("此次共涉及2个区、5个产业集群。", [("2个区", "agrees"), ("5个产业集群", "differs")]),
        ("全国共有80个产业集群。", [("80个产业集群", "unchecked")]),
    ],
)
def test_a_total_of_all(claim, expected):
    assert verdicts(claim + LISTED, HOMES)[: len(expected)] == expected


TIERS = {"智能电网": "千亿级", "机器人": "千亿级", "新材料": "百亿级", "生物医药": "百亿级"}


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("共4个产业集群,其中千亿级集群2个、百亿级集群2个。", ["agrees", "agrees", "agrees"]),
        ("共5个产业集群,其中千亿级集群2个、百亿级集群2个。", ["differs", "agrees", "agrees"]),
        ("共5个产业集群,其中千亿级集群3个、百亿级集群2个。", ["unchecked", "unchecked", "agrees"]),
    ],
)
def test_a_total_whose_tiers_add_up(claim, expected):
    text = claim + "武进区发展智能电网,新北区发展机器人、新材料、生物医药。"
    assert [verdict for _, verdict in verdicts(text, HOMES, TIERS)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市有4个产业集群:智能电网、机器人、新材料、生物医药。", "agrees"),
        ("全市有5个产业集群:智能电网、机器人产业集群、新材料和生物医药。", "differs"),
        ("全市有5个产业集群,包括“智能电网”、“机器人”、“新材料”、“生物医药”。", "differs"),
        ("全市有3个产业集群:智能电网、机器人、新材料和生物医药。", "agrees"),  # 和 may stand within a name
        ("全市有5个产业集群:智能电网、机器人、新材料、生物医药等。", None),
        ("全市有5个产业集群:智能电网、机器人、某某、新材料、生物医药。", None),
        ("全市有5个产业集群,智能电网很大。机器人、新材料、生物医药也是。", None),
    ],
)
def test_a_list_behind_its_count(text, expected):
    found = dict(verdicts(text, dict.fromkeys(HOMES, "武进区"))).values()
    assert list(found) == ([expected] if expected else [])


def test_a_list_that_goes_on_is_no_claim():
    assert verdicts("武进区有智能电网、机器人等5个产业集群。", {"智能电网": "武进区", "机器人": "武进区"}) == []


@pytest.mark.parametrize(
    ("amounts", "verdict"),
    [("甲项目30亿元,乙项目12.5亿元", "agrees"), ("甲项目30亿元,乙项目13亿元", "differs")],
)
def test_projects_and_their_sum(amounts, verdict):
    text = f"武进区落地项目2个,投资42.5亿元。其中,{amounts}。"
    assert verdicts(text, {}) == [("项目2个,投资42.5亿元", verdict)]


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        (LISTED, ["智能电网、机器人", "新材料、生物医药"]),
        (
            "此次共涉及2个区、4个产业集群。" + LISTED,
            ["武进区承建智能电网、机器人两个产业集群,新北区", LISTED[5:-7], "智能电网、机器人", "新材料、生物医药"],
        ),
        ("全国共有80个产业集群。", [None]),
    ],
)
def test_what_a_claim_is_held_against_is_a_span_too(text, lists):
    found = checked(text, HOMES if LISTED in text else {})
    spans = [(claim.list_start, claim.list_end) for claim in found]
    assert [text[start:end] if start is not None else None for start, end in spans] == lists


def test_a_sum_is_held_against_the_span_of_its_amounts():
    text = "武进区落地项目2个,投资42.5亿元。其中,甲项目30亿元,乙项目12.5亿元。"
    (claim,) = checked(text, {})
    assert text[claim.list_start : claim.list_end] == "30亿元,乙项目12.5亿元"


def test_projects_not_all_listed_are_unclaimed():
    assert verdicts("武进区落地项目9个,投资90亿元。其中,甲项目30亿元,乙项目12亿元。", {}) == []
