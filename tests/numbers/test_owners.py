"""Whose a figure is, as tables of examples."""

import pytest
from kbuild.extractors.pipeline import read_article
from kbuild.extractors.view import ArticleText, Block

KINDS = {"T": "title", "H": "heading"}


def owners(text: str) -> dict[str, tuple[str | None, str | None]]:
    """Each figure's text to the names of its district and firm. A line `T|…` is the title, `H|…` a heading."""
    blocks, lines, at = [], [], 0
    for line in text.split("\n"):
        mark, bar, rest = line.partition("|")
        kind = KINDS[mark] if bar else "paragraph"
        lines.append(rest if bar else line)
        blocks.append(Block(kind, at, at + len(lines[-1])))
        at += len(lines[-1]) + 1
    title = next((line for line, block in zip(lines, blocks, strict=True) if block.kind == "title"), None)
    article = read_article(ArticleText(0, "\n".join(lines), blocks, title=title))
    places = {district.key: district.name for district in article.districts}
    firms = {firm.key: firm.name for firm in article.firms}
    return {f.text: (places.get(f.district or ""), firms.get(f.firm or "")) for f in article.figures}


DISTRICTS = {
    "the section": ("T|成都市晒出成绩单\nH|双流区：园区提速\n去年新引进项目35个。", "35个", "双流区"),
    "a sibling heading": (
        "T|成都市晒出成绩单\nH|双流区提速\n开局良好。\nH|民生改善\n新增学位820个。",
        "820个",
        "成都市",
    ),
    "the whole county": ("T|常熟市经济运行简报\n前三季度，全市完成工业投资120亿元。", "120亿元", "常熟市"),
    "held against": ("T|常熟市经济运行简报\n工业投资占苏州市的比重为12.5%。", "12.5%", "常熟市"),
    "in passing": ("T|常熟市经济运行简报\n一批货物运往宁波市，货值6.5亿元。", "6.5亿元", "常熟市"),
    "a town as subject": ("T|常熟市经济运行简报\n海虞镇上半年完成工业产值88亿元。", "88亿元", "海虞镇"),
    "a town as the place": ("T|常熟市经济运行简报\n在海虞镇，集聚了45家纺织企业。", "45家", "常熟市"),
    "a part": ("T|常熟市简报\n全市有企业90家，其中海虞镇30家。", "90家", "常熟市"),
}


@pytest.mark.parametrize(("text", "figure", "district"), DISTRICTS.values(), ids=DISTRICTS)
def test_the_district_of_a_figure(text: str, figure: str, district: str) -> None:
    assert owners(text)[figure][0] == district


TURNS = """T|浙江省新闻发布会实录
发布人：湖州市副市长 郑云；衢州市副市长 何田
郑云：去年，外贸出口320亿元。
记者：请问衢州市的进展？
何田：谢谢提问。目前签约项目47个。
郑云：我补充一点，新建标准厂房85万平方米。"""


@pytest.mark.parametrize(("figure", "district"), [("320亿元", "湖州市"), ("47个", "衢州市"), ("85万平方米", "湖州市")])
def test_a_speaker_speaks_for_the_place_of_his_office(figure: str, district: str) -> None:
    assert owners(TURNS)[figure][0] == district


FIRMS = {
    "the subject": ("青岛岚图机械有限公司去年营收12亿元。", "12亿元", "青岛岚图机械有限公司"),
    "the next sentence": ("青岛岚图机械有限公司落户。该公司总投资7亿元。", "7亿元", "青岛岚图机械有限公司"),
    "a subsidiary": (
        "项目由青岛岚图集团有限公司全资子公司胶州云帆电子有限公司投资，总投资9亿元。",
        "9亿元",
        "胶州云帆电子有限公司",
    ),
    "examples": ("聚集了青岛岚图机械有限公司、胶州云帆电子有限公司等企业60家。", "60家", None),
    "an industry": ("青岛岚图机械有限公司开工。今年，产业集群产值达到300亿元。", "300亿元", None),
}


@pytest.mark.parametrize(("text", "figure", "firm"), FIRMS.values(), ids=FIRMS)
def test_the_firm_of_a_figure(text: str, figure: str, firm: str | None) -> None:
    assert owners(text)[figure][1] == firm
