"""The page of `kbuild report`: as text, and in a real browser where there is one."""

import json
import re
from dataclasses import replace

import pytest
from kbuild.cli.reports.page import script_json
from kbuild.extractors.records import District, Mention, to_json

from .chromium import CHROMIUM, Browser
from .conftest import read, record

HOSTILE = '</script><img src=x onerror="window.hacked=1">{a|b}<!-- \u2028甲乙'


def told(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)[1])


@pytest.fixture
def page(filled, tmp_path):
    """Write the report and give its path."""

    def write(*arguments):
        done = filled("report", "out.html", *arguments)
        assert done.code == 0, done.err
        return tmp_path / "out.html"

    return write


def test_the_page_says_what_is_in_the_database(page):
    found = told(page().read_text(encoding="utf-8"))
    assert found["read"]["counts"] == {"articles": 2, "districts": 2, "clusters": 1, "firms": 1, "figures": 4}
    assert found["matrix"]["industries"] == ["氢能"]
    assert [bar["value"] for bar in found["firms"]["shown"]] == [2]
    assert {node["kind"] for node in found["network"]["nodes"]} == {"district", "cluster", "firm"}
    checks = {one["check"]: one["shown"] for one in found["contradictions"]}
    assert [one["found"] for one in checks["claim"]] == ["1", "1"]


def test_every_mark_has_a_sentence_with_its_words(page):
    found = told(page().read_text(encoding="utf-8"))
    (cell,) = (cell for row in found["matrix"]["rows"] for cell in row["cells"] if cell)
    _, before, text, after, rule = found["sentences"][cell["s"][0]]
    assert (before + text + after, rule) == ("云杉区发展氢能产业集群。", "link.test")


def of_year(number, year, value, place=("110000", "北京市"), bound="="):
    """A record whose one figure is a province's, of a year."""
    made = record(number)
    article, (code, name) = made.articles[0], place
    article.districts.append(District(code, name, name, code, "province"))
    article.mentions.append(Mention("district", code, *read("云杉区", "district.test")))
    period = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    owner = {"district": code, "firm": None, "subject": None, "metric": "地区生产总值"}
    article.figures = [replace(article.figures[0], value=value, bound=bound, **period, **owner)]
    return made


def loaded(kbuild, *records):
    assert kbuild("load", stdin="\n".join(map(to_json, records))).code == 0
    return told(kbuild("report", "-").out)


def test_a_time_line_has_growth_over_the_year_before(kbuild):
    found = loaded(
        kbuild,
        of_year(1, 2022, 4e12),
        of_year(2, 2023, 5e12),
        of_year(3, 2020, 3e12),
        of_year(4, 2024, 6e12, bound=">"),
    )
    (line,) = found["lines"]["shown"]
    assert (line["owner"], line["name"]) == ("北京市", "地区生产总值")
    assert [(point["when"], point["shown"], point["computed"]) for point in line["points"]] == [
        *(("2020", "3万亿元", None), ("2022", "4万亿元", None), ("2023", "5万亿元", 25.0), ("2024", "> 6万亿元", None))
    ]


def test_a_range_has_both_its_ends(kbuild):
    record = of_year(1, 2023, 4e12)
    record.articles[0].figures[0].value_high = 5e12
    (line,) = loaded(kbuild, record, of_year(2, 2022, 3e12))["lines"]["shown"]
    assert [point["shown"] for point in line["points"]] == ["3万亿元", "4万亿–5万亿元"]


def test_a_ranking_has_the_latest_of_each_and_says_how_many_there_are(kbuild):
    places = [(f"{code}0000", f"某{code}省") for code in range(11, 31)]
    records = [of_year(number, 2023, number * 1e9, place) for number, place in enumerate(places, 1)]
    (ranking,) = loaded(kbuild, of_year(99, 2022, 9e12, places[0]), *records)["rankings"]["shown"]
    assert ranking["of"] == 20
    assert [bar["shown"] for bar in ranking["bars"]] == [f"{value}亿元" for value in range(200, 50, -10)]


def test_headings_in_english(page):
    assert "Knowledge base report" in page("--lang", "en").read_text(encoding="utf-8")


def test_narrowed_to_a_place(page):
    assert told(page("--in", "云杉区").read_text(encoding="utf-8"))["narrowed"] == ["云杉区"]


def test_an_empty_database_has_a_page(kbuild, tmp_path):
    assert kbuild("load", stdin="").code == 0
    assert kbuild("report", "out.html").code == 0
    assert told((tmp_path / "out.html").read_text(encoding="utf-8"))["sentences"] == []


def test_nothing_is_asked_of_a_network(page):
    html = page().read_text(encoding="utf-8")
    assert not re.search(r"<(?:link|script|img|iframe)[^>]+(?:src|href)=", html)
    assert "default-src 'none'" in html


@pytest.mark.parametrize("sign", "<>&\u2028\u2029")
def test_json_in_a_script_is_only_json(sign):
    written = script_json({sign: sign})
    assert sign not in written
    assert json.loads(written) == {sign: sign}


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    if CHROMIUM is None:
        pytest.skip("no Chromium here")
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


MARKS = {
    ".matrix button": "云杉区",
    "#ranked_firms .bars button": "甲乙新能源",
    "#contradictions button": "2家",
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("mark", MARKS)
def test_a_click_shows_the_sentence(page, browser, mark, width):
    browser.complaints.clear()
    browser.requests.clear()
    browser.open(page("--lang", "en"), width)
    browser.run(f"document.querySelector({mark!r}).click()")
    assert browser.run("document.querySelector('aside.open blockquote mark').textContent") == MARKS[mark]
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.complaints == []
    assert {url.partition(":")[0] for url in browser.requests} == {"file"}


def test_a_node_of_the_network_shows_its_sentence(page, browser):
    browser.open(page())
    at = browser.run("""(() => {
        document.querySelector('#network').scrollIntoView({behavior: 'instant'});
        const node = [...document.querySelectorAll('#network svg path')].find(path => {
            const box = path.getBoundingClientRect();
            return path.getAttribute('fill') !== 'none' && box.width > 5 && box.width < 40;
        }).getBoundingClientRect();
        return [node.x + node.width / 2, node.y + node.height / 2];
    })()""")
    browser.click(*at)
    assert browser.run("document.querySelectorAll('aside blockquote mark').length") > 0


def test_a_province_of_the_map_shows_its_sentence(kbuild, browser, tmp_path):
    loaded(kbuild, of_year(1, 2023, 1e9), of_year(2, 2023, 2e9, ("650000", "新疆维吾尔自治区")))
    assert kbuild("report", "out.html").code == 0
    browser.open(tmp_path / "out.html")
    at = browser.run("""(() => {
        document.querySelector('#map').scrollIntoView({behavior: 'instant'});
        const name = [...document.querySelectorAll('#map text')].find(text => text.textContent === '新疆');
        const box = name.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + 40];
    })()""")
    browser.click(*at)
    assert "新疆维吾尔自治区" in browser.run("document.querySelector('aside h2').textContent")
    assert browser.run("document.querySelector('aside blockquote mark').textContent") == "云杉区"


def test_hostile_names_stay_text(kbuild, browser, tmp_path):
    hostile = record(1, HOSTILE)
    hostile.articles[0].title = HOSTILE
    hostile.articles[0].clusters[0].industry = HOSTILE
    assert kbuild("load", stdin=to_json(hostile)).code == 0
    assert kbuild("report", "out.html").code == 0
    browser.complaints.clear()
    browser.open(tmp_path / "out.html")
    browser.run("document.querySelectorAll('main button').forEach(button => button.click())")
    assert browser.run("[window.hacked === undefined, document.images.length]") == [True, 0]
    browser.run("document.querySelector('#network').scrollIntoView({behavior: 'instant'})")
    for x in range(60, 800, 60):
        for y in range(200, 600, 50):
            browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    assert browser.run("[window.hacked === undefined, document.images.length]") == [True, 0]
    assert "onerror" in browser.run("document.querySelector('#ranked_firms .bars').textContent")
    assert browser.complaints == []
