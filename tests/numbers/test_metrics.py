"""Metric, subject and base of figures, as tables of sentences."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from kbuild.extractors.numbers import periods, quantities
from kbuild.extractors.numbers.metrics import Metrics
from kbuild.extractors.numbers.phrases import Phrases
from kbuild.extractors.numbers.readings import Reading
from kbuild.extractors.view import ArticleText, Block, View


def read(text: str) -> tuple[list[quantities.Quantity], list[Reading]]:
    view = View(ArticleText(0, text, [Block("paragraph", 0, len(text))], published=date(2024, 10, 25)))
    numbers = quantities.read(view, []).quantities
    phrases = Phrases(view, periods.read(view), [])
    return numbers, Metrics(view, phrases, numbers, []).readings


@given(st.text(alphabet="产值企业增长占全市的分别为、，。；:()“”12.3%亿元家和其中由", max_size=80))
def test_every_quantity_gets_a_reading_and_bases_come_before(text):
    numbers, readings = read(text)
    assert len(numbers) == len(readings)
    assert all(r.base is None or r.base < i for i, r in enumerate(readings))
