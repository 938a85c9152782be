from datetime import date

import pytest
from kbuild.extractors.reading import dates
from kbuild.extractors.reading.articles import split
from kbuild.extractors.reading.layout import parts_of
from kbuild.extractors.reading.publication import set_published


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年5月17日", date(2024, 5, 17)),
        ("2024-05-17", date(2024, 5, 17)),
        ("2024/09/05", date(2024, 9, 5)),
        ("二〇二三年七月三十日", date(2023, 7, 30)),
        ("２０２４年１２月８日", date(2024, 12, 8)),
        ("新闻 (20240407)", date(2024, 4, 7)),
        ("2024年13月45日", None),
        ("电话0595-22380000", None),
    ],
)
def test_a_date_is_read(text, day):
    assert dates.first_date(text) == day


@pytest.mark.parametrize(
    ("page", "name", "day"),
    [
        ("标题\n\n(2024年10月11日 第05版)\n\n正文。", "a.txt", date(2024, 10, 11)),
        ("标题\n\n去年全区新建厂房三座,投产两座。\n\n西港区人民政府\n2024年3月8日", "a.txt", date(2024, 3, 8)),
        ("标题\n\n去年全区新建厂房三座,投产两座。\n\n本方案有效期至2027年12月31日。", "a.txt", None),
        ("标题\n\n9月24日上午,大会开幕。\n\n这是2024年的盛会,到2027年再翻番。", "a.txt", date(2024, 9, 24)),
        ("标题\n\n本报北京11月14日电 名单公布。\n\n2024年名单共35个。", "a.txt", date(2024, 11, 14)),
        ("标题\n\n正文,没有日期。", "2024-03-05.txt", date(2024, 3, 5)),
        ("标题\n\n正文,没有日期。", "a.txt", None),
    ],
)
def test_the_day_of_publication_is_stated_or_inferred(page, name, day):
    articles = split(parts_of(page))
    set_published(articles, None, name)
    assert articles[0].published == day


def test_what_is_given_goes_before_what_is_stated():
    articles = split(parts_of("标题\n\n(2024年10月11日)\n\n正文。"))
    set_published(articles, date(2020, 1, 2), "2024-03-05.txt")
    assert articles[0].published == date(2020, 1, 2)
