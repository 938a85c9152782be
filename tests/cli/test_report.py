"""The page of `kbuild report`: as text, and in a real browser where there is one."""

import json
import re

import pytest
from kbuild.cli.reports.page import script_json
from kbuild.extractors.records import to_json

from .chromium import CHROMIUM, Browser
from .conftest import record

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
    browser.open(page("--lang", "en"), width)
    browser.run(f"document.querySelector({mark!r}).click()")
    assert browser.run("document.querySelector('aside.open blockquote mark').textContent") == MARKS[mark]
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.complaints == []


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
    assert "onerror" in browser.run("document.querySelector('#ranked_firms .bars').textContent")
    assert browser.complaints == []
