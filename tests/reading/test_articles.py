import pytest
from kbuild.extractors.reading.articles import split
from kbuild.extractors.reading.layout import parts_of

PAGE = """港口经济再上台阶

■海湾日报记者 王一鸣

今年前三季度,全市港口吞吐量增长5.2%。

东港区:做强临港产业

东港区集聚企业120家。

城讯

园区夜校开课

本报讯 近日,西港区开办夜校,学员超过300人。(李小满)

北方某地:晒秋忙

9月20日,农民在晾晒玉米。

新华社发
"""


def articles(page):
    return split(parts_of(page))


def test_a_page_is_parted_into_its_articles():
    found = [(a.section, a.title, a.byline) for a in articles(PAGE)]
    assert found == [
        (None, "港口经济再上台阶", "■海湾日报记者 王一鸣"),
        ("城讯", "园区夜校开课", None),
        ("城讯", "北方某地:晒秋忙", "新华社发"),
    ]


def test_the_blocks_of_an_article_know_what_they_are():
    main = articles(PAGE)[0]
    assert [block.kind for block in main.blocks] == ["title", "byline", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "page",
    [
        "标题\n\n正文第一段,全区产值增长。\n\n一、回顾\n\n二〇二三年产值增长。\n\n二、安排\n\n力争增长。",
        "标题\n\n正文第一段。张三 摄\n\n产业向新\n\n正文第二段。",
        "标题\n\n记者 李四\n\n正文第一段。(掌声)\n\n产业向新\n\n正文第二段。",
        "标题\n\n正文第一段。\n\n记者:请问产业规模多大?\n\n李四:产值过百亿元。",
    ],
)
def test_headings_inside_an_article_do_not_part_it(page):
    assert len(articles(page)) == 1


def test_a_marked_place_is_the_head_of_an_item_and_nobodys_name():
    page = "各区动态\n\n■东港区\n\n东港区新签项目9个。(记者 李四)\n\n■西港区\n\n新厂封顶\n\n主厂房封顶,投资5亿元。"
    assert [article.title for article in articles(page)] == ["各区动态", "■西港区"]


def test_a_marked_line_over_a_paragraph_is_its_heading_and_one_of_a_list_an_item():
    page = "一周动态\n\n记者 李四\n\n本周要闻。\n\n◆海风机械:扩产\n\n公司新厂投产。\n\n◆海云机械\n\n◆海雾机械"
    kinds = [block.kind for block in articles(page)[0].blocks]
    assert kinds == ["title", "byline", "paragraph", "heading", "paragraph", "item", "item"]


@pytest.mark.parametrize(
    "line",
    [
        "上一条生产线投产后,产能翻番。",
        "主办方介绍,展会面积5万平方米。",
        "分享经济规模达1000亿元。",
        "下载量超过3亿次。",
        "东港区5亿元 > 西港区3亿元 > 北港区2亿元",
    ],
)
def test_a_sentence_is_no_furniture_of_the_page(line):
    assert line in articles(f"标题\n\n正文。\n\n{line}")[0].text


@pytest.mark.parametrize(
    "line",
    [
        "打印本页  关闭窗口",
        "上一篇：甲",
        "您当前的位置：首页 > 要闻",
        "【字号：",
        "相关报道：",
        "主办：某市统计局",
        "某某网 > 新闻 > 产业",
    ],
)
def test_furniture_of_the_page_is_left_out(line):
    assert articles(f"标题\n\n正文。\n\n{line}")[0].text == "标题\n正文。"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("实录丨西港：“轴承之都”底气何在？", "实录丨西港：“轴承之都”底气何在？"),
        ("东区日报记者：轴承产业进展如何？", None),
        ("“订单从哪里来？”", None),
    ],
)
def test_a_headline_may_ask_but_is_no_speaker_s_question(first, title):
    body = "6月12日，西港区举行新闻发布会，介绍轴承产业集群今年以来的发展情况，并回答了到场媒体的提问。"
    assert [article.title for article in articles(f"{first}\n{body}\n")] == [title]
