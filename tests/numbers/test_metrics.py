"""Metric, subject and base of figures, as tables of sentences."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kbuild.extractors.numbers import periods, quantities
from kbuild.extractors.numbers.governing import govern
from kbuild.extractors.numbers.metrics import Metrics
from kbuild.extractors.numbers.phrases import Phrases
from kbuild.extractors.numbers.readings import Reading
from kbuild.extractors.view import ArticleText, Block, View


def read(text: str) -> tuple[list[quantities.Quantity], list[Reading]]:
    view = View(ArticleText(0, text, [Block("paragraph", 0, len(text))], published=date(2024, 10, 25)))
    numbers = quantities.read(view, []).quantities
    phrases = Phrases(view, periods.read(view), [])
    return numbers, Metrics(view, phrases, numbers, []).readings


def metrics(text: str) -> dict[str, str | None]:
    numbers, readings = read(text)
    return {text[q.start : q.end]: r.metric for q, r in zip(numbers, readings, strict=True)}


def subjects(text: str) -> dict[str, str | None]:
    numbers, readings = read(text)
    return {text[q.start : q.end]: r.subject for q, r in zip(numbers, readings, strict=True)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # before the number, behind verbs and adverbs
        ("全县实现社会消费品零售总额230亿元", {"230亿元": "社会消费品零售总额"}),
        ("光伏产业产值突破50亿元", {"50亿元": "产值"}),
        ("常住人口达48.6万人", {"48.6万人": "常住人口"}),
        ("年产3万吨玻纤的拉丝项目", {"3万吨": "玻纤"}),
        ("净增规上工业企业167家", {"167家": "规上工业企业"}),
        ("城镇居民、农村居民人均收入分别为3万元和1万元", {"3万元": "人均收入", "1万元": "人均收入"}),
        ("从业人员3126人，其中研发人员占13%", {"3126人": "从业人员"}),
        ("转而种植三万亩", {"三万亩": "种植"}),
        ("拥有高新技术企业86家", {"86家": "高新技术企业"}),
        ("高新技术企业总数达到712家", {"712家": "高新技术企业"}),
        ("去年营收2.1亿元", {"2.1亿元": "营收"}),
        ("项目占地500亩", {"500亩": "占地"}),
        ("研发投入不会少于3亿元", {"3亿元": "研发投入"}),
        # a year before the noun is no part of it
        ("装备产业集群2023年产值15亿元", {"15亿元": "产值"}),
        # behind the number
        ("集聚了4000多家配套企业", {"4000多家": "配套企业"}),
        ("新签约42个重大项目，", {"42个": "重大项目"}),
        ("贡献了七成的税收", {"七成": "税收"}),
        ("贡献了65%的税收、70%的创新成果", {"65%": "税收", "70%": "创新成果"}),
        ("租用8600平方米厂房", {"8600平方米": "厂房"}),
        # continued from the figure before
        ("产值达87亿元，同比增长5.1%，占全市的9%", {"87亿元": "产值", "5.1%": "产值", "9%": "产值"}),
        (
            "规上工业增加值增长7.2%，高于全市平均0.9个百分点",
            {"7.2%": "规上工业增加值", "0.9个百分点": "规上工业增加值"},
        ),
        ("水稻产量21.8万吨，增长1.2%", {"21.8万吨": "产量", "1.2%": "产量"}),
        ("城镇化率由2019年的56%提高到去年的61%", {"56%": "城镇化率", "61%": "城镇化率"}),
        # rates, shares and points
        ("工业投资增速最快，为36.8%", {"36.8%": "工业投资"}),
        ("财政收入2亿元，增速为4.1%", {"2亿元": "财政收入", "4.1%": "财政收入"}),
        ("财政收入下降1.3%，降幅收窄2.4个百分点", {"1.3%": "财政收入", "2.4个百分点": "降幅"}),
        ("研发投入占营业收入的比例为7.8%", {"7.8%": "研发投入"}),
        ("水泵占全国市场份额的15%", {"15%": "市场份额"}),
        # unknown measures by their ending
        ("集装箱运量增长50%", {"50%": "集装箱运量"}),
        ("医保补助标准提高到700元", {"700元": "医保补助标准"}),
        # a reason is no metric
        ("纺织业产值5亿元，受订单影响下降3.3%", {"5亿元": "产值", "3.3%": "产值"}),
    ],
)
def test_metric(text, expected):
    found = metrics(text)
    assert {number: metric for number, metric in found.items() if number in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("光伏产业产值突破50亿元", {"50亿元": "光伏产业"}),
        ("该厂总投资3亿元、占地80亩", {"80亩": "厂"}),
        ("投资5亿元。其中，甲项目3亿元，乙基地2亿元", {"3亿元": "甲项目", "2亿元": "乙基地"}),
        ("甲镇、乙镇、丙镇产值分别为3亿元、4亿元、5亿元", {"3亿元": "甲镇", "4亿元": "乙镇", "5亿元": "丙镇"}),
        ("汽车、纺织分别增长20.2%、10.6%", {"20.2%": "汽车", "10.6%": "纺织"}),
        ("城乡居民人均可支配收入分别增长4.5%和5.7%", {"4.5%": "城", "5.7%": "乡"}),
        ("三次产业对增长的贡献率分别为5.6%、40.9%和53.5%", {"5.6%": "第一产业", "53.5%": "第三产业"}),
        (
            "城镇居民人均可支配收入4万元，农村居民人均可支配收入2万元，分别增长4.8%和6.9%",
            {"4.8%": "城镇居民", "6.9%": "农村居民"},
        ),
    ],
)
def test_subject(text, expected):
    found = subjects(text)
    assert {number: subject for number, subject in found.items() if number in expected} == expected


def test_distributed_over_the_figures_before():
    _, readings = read("施工面积68万平方米，竣工面积15万平方米，分别下降2.4%、增长0.7%")
    assert [(r.metric, r.base) for r in readings[2:]] == [("施工面积", 0), ("竣工面积", 1)]


def test_a_comparison_of_two_references_is_not_distributed():
    _, readings = read("地区生产总值3659亿元，增长6.2%，分别快于全国、全省1.4个和0.5个百分点")
    assert {r.metric for r in readings} == {"地区生产总值"}


@given(st.text(alphabet="产值企业增长占全市的分别为、，。；:()“”12.3%亿元家和其中由", max_size=80))
def test_every_quantity_gets_a_reading_and_bases_come_before(text):
    numbers, readings = read(text)
    assert len(numbers) == len(readings)
    assert all(r.base is None or r.base < i for i, r in enumerate(readings))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the clause, an earlier clause of the sentence, the sentence before
        (
            "2024年1—8月，汽车产业产值17亿元，同比增长3.3%",
            {"17亿元": "2024-01-01/2024-08-31", "3.3%": "2024-01-01/2024-08-31"},
        ),
        ("去年全市外贸额8亿元。工业用电量增长6%", {"6%": "2023-01-01/2023-12-31"}),
        ("配套率由2019年的38%升至去年的72%", {"38%": "2019-01-01/2019-12-31", "72%": "2023-01-01/2023-12-31"}),
        ("较一季度（下降2.1%）加快5.3个百分点", {"2.1%": "2024-01-01/2024-03-31"}),
        ("一季度、二季度产值分别增长6%、5%", {"6%": "2024-01-01/2024-03-31", "5%": "2024-04-01/2024-06-30"}),
        # the day, and what changed up to it
        (
            "截至6月底，注册企业5600家，比年初增加300家",
            {"5600家": "2024-06-30/2024-06-30", "300家": "2024-01-01/2024-06-30"},
        ),
        # how things stand, once the text has moved on
        ("去年产值5亿元，聚集了企业70家", {"5亿元": "2023-01-01/2023-12-31", "70家": None}),
        ("目前，已集聚企业126家", {"126家": None}),
        ("比上年增长8%", {"8%": None}),
        ("总投资30亿元，占地500亩", {"30亿元": None, "500亩": None}),
        # plans
        ("到2027年，产业规模达到1200亿元", {"1200亿元": "2027-01-01/2027-12-31"}),
        ("未来三年要引进30家设计公司", {"30家": None}),
    ],
)
def test_governing_period(text, expected):
    view = View(ArticleText(0, text, [Block("paragraph", 0, len(text))], published=date(2024, 10, 25)))
    numbers = quantities.read(view, []).quantities
    times = periods.read(view)
    phrases = Phrases(view, times, [])
    found = govern(view, numbers, Metrics(view, phrases, numbers, []).readings, times, phrases)
    spans = {text[q.start : q.end]: d and f"{d.first}/{d.last}" for q, d in zip(numbers, found, strict=True)}
    assert {number: span for number, span in spans.items() if number in expected} == expected
