"""Figures in tables: metric, subject and time from the place of the cell."""

from datetime import date

from kbuild.extractors.numbers import periods, quantities
from kbuild.extractors.numbers.governing import govern
from kbuild.extractors.numbers.headings import headings
from kbuild.extractors.numbers.metrics import Metrics
from kbuild.extractors.numbers.phrases import Phrases
from kbuild.extractors.view import ArticleText, Block, Span, View

TITLE = "某市2024年1—9月主要经济指标"


def table(*rows: str) -> View:
    text, cells = TITLE + "\n", []
    start = len(text)
    for row in rows:
        spans = []
        for cell in row.split("\t"):
            spans.append(Span(len(text), len(text) + len(cell)))
            text += cell + "\t"
        text = text[:-1] + "\n"
        cells.append(tuple(spans))
    blocks = [Block("title", 0, len(TITLE)), Block("table", start, len(text) - 1, tuple(cells))]
    return View(ArticleText(0, text, blocks, published=date(2024, 10, 31)))


def read(view: View) -> list[tuple[str, str | None, str | None, int | None, str | None]]:
    numbers, times = quantities.read(view, []).quantities, periods.read(view)
    phrases = Phrases(view, times, [])
    readings = Metrics(view, phrases, numbers, []).readings
    days = govern(view, numbers, readings, times)
    return [
        (view.text[q.start : q.end], r.metric, r.subject, r.base, d and f"{d.first}/{d.last}")
        for q, r, d in zip(numbers, readings, days, strict=True)
    ]


def test_a_column_names_the_metric_and_the_row_the_subject():
    view = table("集群名称\t规上企业数（家）\t产值（亿元）\t同比增长（%）", "陶瓷\t213\t385.1\t6.2")
    assert read(view) == [
        ("213", "规上企业", "陶瓷", None, None),
        ("385.1", "产值", "陶瓷", None, "2024-01-01/2024-09-30"),
        ("6.2", "产值", "陶瓷", 1, "2024-01-01/2024-09-30"),
    ]


def test_rows_may_be_the_indicators():
    view = table("指标\t绝对值（亿元）\t增长（%）", "财政收入\t38.5\t6.2", "工业投资\t71.3\t-1.2")
    assert [(text, metric) for text, metric, *_ in read(view)] == [
        ("38.5", "财政收入"),
        ("6.2", "财政收入"),
        ("71.3", "工业投资"),
        ("-1.2", "工业投资"),
    ]


def test_a_range_of_times_is_divided_among_as_many_numbers():
    text = "2023年第一至第四季度营收分别为7.9亿元、9.3亿元、10.1亿元和11.2亿元。"
    view = View(ArticleText(0, text, [Block("paragraph", 0, len(text))], published=date(2024, 3, 1)))
    assert [(number, days) for number, *_, days in read(view)] == [
        ("7.9亿元", "2023-01-01/2023-03-31"),
        ("9.3亿元", "2023-04-01/2023-06-30"),
        ("10.1亿元", "2023-07-01/2023-09-30"),
        ("11.2亿元", "2023-10-01/2023-12-31"),
    ]


def test_a_yearbook_tells_of_the_year_before_its_own():
    title, text = "某市年鉴（2024）", "全市粮食产量20万吨。"
    blocks = [Block("title", 0, len(title)), Block("paragraph", len(title) + 1, len(title) + 1 + len(text))]
    view = View(ArticleText(0, f"{title}\n{text}", blocks, published=date(2024, 11, 1)))
    assert [days for *_, days in read(view)] == ["2023-01-01/2023-12-31"]


def captioned(caption: str, *lines: str) -> tuple[View, list[tuple[Span, ...]]]:
    text, at, rows = "\n".join((caption, *lines)), len(caption) + 1, []
    for line in lines:
        cells = []
        for cell in line.split("\t"):
            cells.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        rows.append(tuple(cells))
    blocks = [Block("paragraph", 0, len(caption)), Block("table", rows[0][0].start, len(text), tuple(rows))]
    return View(ArticleText(0, text, blocks, published=date(2024, 10, 31))), rows


def test_a_caption_gives_each_column_its_unit_and_may_set_goals():
    view, _ = captioned("2026年各镇目标分解表（单位：亿元、户）", "镇\t产值\t规上企业", "甲镇\t12\t7", "乙镇\t9\t3")
    numbers = quantities.read(view, []).quantities
    Metrics(view, Phrases(view, [], []), numbers, [])
    assert [(q.value, q.unit, q.is_target) for q in numbers] == [
        (1_200_000_000, "元", True),
        (7, "户", True),
        (900_000_000, "元", True),
        (3, "户", True),
    ]


def test_units_that_are_not_as_many_as_the_columns_are_not_guessed():
    view, _ = captioned("各镇情况（单位：亿元、户）", "镇\t产值\t规上企业\t面积", "甲镇\t12\t7\t31")
    assert quantities.read(view, []).quantities == []


def test_the_caption_names_the_subject_of_rows_that_are_places():
    view, rows = captioned("表2 分乡镇茶产业情况", "甲镇\t产值（万元）", "乙镇\t41230")
    numbers = quantities.read(view, []).quantities
    readings = Metrics(view, Phrases(view, [], [rows[1][0]]), numbers, [rows[1][0]]).readings
    assert [(reading.metric, reading.subject) for reading in readings][-1] == ("产值", "茶产业")


def test_a_heading_that_is_a_figure_of_its_own_sets_no_time_below():
    def set_by(heading: str) -> int:
        view = View(ArticleText(0, heading, [Block("heading", 0, len(heading))], published=date(2024, 11, 1)))
        return len(headings(view, periods.read(view)))

    assert (set_by("营收：2022年320亿元"), set_by("一、2022年工作")) == (0, 1)
