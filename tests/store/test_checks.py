"""What does not fit together is found, and what fits within rounding is not."""

import pytest
from kbuild.extractors.records import Article, Cluster, District, Document, Figure, Link
from kbuild.store import checks, database, evidence

YEAR, BEFORE = ("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-31")
CITY = "310000"


def figure(article, text, value, metric, kind="amount", unit="元", subject=None, period=YEAR, base=None, target=False):
    """A figure of the city whose text stands next in the article."""
    start = article.text.index(text, article.figures[-1].end if article.figures else 0)
    whose = (subject, CITY, None, None, *period, "figure.test", base)
    article.figures.append(Figure(start, start + len(text), text, value, None, unit, "=", kind, target, metric, *whose))


def database_of(*articles):
    """A database of some articles, each a text and figures (text, value, metric, more)."""
    db = database.open_to_write(":memory:")
    for number, (text, figures) in enumerate(articles):
        article = Article(0, None, f"第{number}篇", None, None, text)
        article.districts = [District(CITY, "上海市", "上海市", CITY, "province")]
        for said, value, metric, more in figures:
            figure(article, said, value, metric, **more)
        evidence.store(db, Document(f"{number}", f"{number}.txt", "text/plain", "utf-8", 1, articles=[article]))
    return db


def found(db):
    return [(row["check"], row["claimed"], row["found"]) for row in checks.differences(db)]


CHANGE = {"kind": "change", "unit": "%", "base": 1}
SHARE = {"kind": "share", "unit": "%", "base": 1, "subject": "汽车"}


@pytest.mark.parametrize(
    ("text", "metric", "change", "expected"),
    [
        ("100亿元,增至112亿元,增长12%", "产值", 12, []),
        ("100亿元,增至112亿元,增长11.5%", "产值", 11.5, []),  # 111.5 on 100.5 is 10.9, 112.5 on 99.5 is 13.1
        ("100亿元,增至112亿元,增长21%", "产值", 21, [("growth", 21, 12)]),
        ("100亿元,增至112亿元,增长21%", "工业增加值", 21, []),  # at constant prices
    ],
)
def test_growth(text, metric, change, expected):
    figures = [
        ("100亿元", 1e10, metric, {"period": BEFORE}),
        ("112亿元", 1.12e10, metric, {}),
        (f"{change}%", change, metric, CHANGE),
    ]
    assert found(database_of((text, figures))) == expected


@pytest.mark.parametrize(
    ("part", "share", "said", "expected"),
    [
        (60, 30, "占", []),
        (60, 31, "占", [("share", 31, 30)]),
        (60, 31, "占全市的比重达到", [("share", 31, 30)]),
        (60, 31, "占全市总产值的", [("share", 31, 30)]),
        (60, 82, "占全市出口产值的", []),  # the whole is another
        (60, 96, "恢复到2019年同期的", []),  # and here the past
        (600, 31, "占", []),  # what is less than a part is not its whole
    ],
)
def test_shares(part, share, said, expected):
    text = f"产值200.0亿元,汽车{part}.0亿元,{said}{share}%"
    figures = [
        ("200.0亿元", 2e10, "产值", {}),
        (f"{part}.0亿元", part * 1e8, "产值", {"subject": "汽车"}),
        (f"{share}%", share, "产值", SHARE),
    ]
    assert found(database_of((text, figures))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产值20亿元,其中汽车16亿元;占9%", []),
        ("产值20亿元,其中汽车60亿元;占9%", [("part", 6e9, 2e9)]),
        ("日均产值20亿元,其中汽车60亿元;占9%", []),  # a day may have more than the mean
        ("产值20亿元,其中9月汽车60亿元;占9%", []),
        ("产值20亿元。汽车60亿元;占9%", []),
    ],
)
def test_parts(text, expected):
    part = text[text.index("汽车") + 2 : text.index(";")]
    figures = [
        ("20亿元", 2e9, "产值", {}),
        (part, float(part[:2]) * 1e8, "产值", {"subject": "汽车"}),
        ("9%", 9, "占比", SHARE),
    ]
    assert found(database_of((text, figures))) == expected


@pytest.mark.parametrize(("third", "expected"), [(50, []), (40, [("part", 1e10, 9e9)])])
def test_the_three_sectors(third, expected):
    text = f"地区生产总值100亿元,第一产业10亿元,第二产业40亿元,第三产业{third}亿元"
    figures = [("100亿元", 1e10, "地区生产总值", {})]
    for sector, value in (("第一产业", 10), ("第二产业", 40), ("第三产业", third)):
        figures.append((f"{value}亿元", value * 1e8, "增加值", {"subject": sector}))
    assert found(database_of((text, figures))) == expected


@pytest.mark.parametrize(
    ("one", "other", "more", "expected"),
    [
        ("12亿元", "12.4亿元", {}, []),
        ("12亿元", "13亿元", {}, []),  # 12.5 is both
        ("12.0亿元", "13亿元", {}, [("contradiction", 1.3e9, 1.2e9)]),
        ("12.0亿元", "13亿元", {"target": True}, []),
    ],
)
def test_the_same_figure_in_two_articles(one, other, more, expected):
    articles = [(f"产值{text}", [(text, float(text[:-2]) * 1e8, "产值", more)]) for text in (one, other)]
    assert found(database_of(*articles)) == expected
    assert found(database_of(*articles[::-1])) == expected


def test_a_difference_says_whose_what_and_when():
    articles = [
        (f"汽车产值{text}", [(text, float(text[:-2]) * 1e8, "产值", {"subject": "汽车"})])
        for text in ("12亿元", "15亿元")
    ]
    [row] = checks.differences(database_of(*articles))
    assert (row["what"], row["title"]) == ("上海市 汽车 产值 2024", "第1篇")


def test_figures_said_again():
    db = database_of(*[("产值12亿元", [("12亿元", 1.2e9, "产值", {})])] * 3)
    assert [(row["count"], row["text"]) for row in checks.repeated(db)] == [(3, "12亿元")]
    assert found(db) == []


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ([["氢能", "医药"], ["氢能", "医药"]], []),
        ([["氢能", "医药"], ["氢能", "医药", "汽车"]], ["上海市 汽车"]),
        ([["氢能", "医药"], ["汽车"]], []),  # one cluster is no list
        ([["氢能", "医药"], ["汽车", "钢铁"]], []),  # two lists of different things
    ],
)
def test_a_cluster_here_and_not_there(lists, expected):
    db = database.open_to_write(":memory:")
    for number, industries in enumerate(lists):
        article = Article(0, None, None, None, None, "、".join(industries))
        article.districts = [District(CITY, "上海市", "上海市", CITY, "province")]
        for industry in industries:
            start, key = article.text.index(industry), f"{industry}@{CITY}"
            article.clusters.append(Cluster(key, industry))
            article.links.append(Link("cluster_district", key, CITY, start, start + 2, "link.test"))
        evidence.store(db, Document(f"{number}", f"{number}.txt", "text/plain", "utf-8", 1, articles=[article]))
    rows = checks.elsewhere(db)
    assert [row["what"] for row in rows] == expected
    assert all(row["text"] == row["what"][-2:] for row in rows)
