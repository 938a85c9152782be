"""Spans laid over text: cut where they overlap, nothing lost, nothing twice."""

from hypothesis import given
from hypothesis import strategies as st
from kbuild.cli.explain_html import Explained, page
from kbuild.extractors.marks import KINDS, Mark, marks, notes, refused, segments
from kbuild.extractors.records import Article, District, Figure, Mention
from kbuild.extractors.view import Span, Veto

HOSTILE = "<script>alert(1)</script>\x1b[31m&\"'"


@st.composite
def spans(draw):
    start = draw(st.integers(0, 40))
    return Mark(start, start + draw(st.integers(1, 12)), draw(st.sampled_from(KINDS)), "test.rule", "")


@given(st.lists(spans(), max_size=12), st.integers(0, 10), st.integers(11, 60))
def test_segments_cover_the_text_once_with_the_marks_over_it(found, start, end):
    pieces = list(segments(start, end, found))
    assert [piece.start for piece in pieces] == [start, *(piece.end for piece in pieces[:-1])]
    assert pieces[-1].end == end
    for piece in pieces:
        over = {mark for mark in found if mark.start <= piece.start and mark.end >= piece.end}
        assert set(piece.marks) == over


def test_a_figure_is_told_as_people_write_it():
    article = hostile_article()
    article.figures[0].value, article.figures[0].value_high, article.figures[0].bound = 4.16e10, None, ">"
    article.figures[0].unit, article.figures[0].metric = "元", "产值"
    article.figures[0].period_start, article.figures[0].period_end = "2024-01-01", "2024-06-30"
    [told] = [mark.says for mark in marks(article) if mark.kind == "figure"]
    assert told == "产值 · > 416亿元 · count · 上海市闵行区 · 2024H1"


def hostile_article() -> Article:
    text = f"{HOSTILE}闵行区3家"
    start = len(HOSTILE)
    district = District("310112", "闵行区", "上海市闵行区", "310112", "district", "310000")
    figure = Figure(
        start=start + 3,
        end=start + 5,
        text="3家",
        value=3,
        value_high=None,
        unit="家",
        bound="=",
        kind="count",
        is_target=False,
        metric=HOSTILE,
        subject=None,
        district="310112",
        cluster=None,
        firm=None,
        period_start=None,
        period_end=None,
        rule="figure.count",
    )
    return Article(
        position=0,
        section=None,
        title=HOSTILE,
        byline=None,
        published_on=None,
        text=text,
        districts=[district],
        mentions=[Mention("district", "310112", start, start + 3, "闵行区", "district.full_name")],
        figures=[figure],
        blocks=[["paragraph", 0, len(text)]],
    )


def test_marks_say_what_was_made_of_a_span():
    assert [(m.kind, m.rule) for m in marks(hostile_article())] == [
        ("district", "district.full_name"),
        ("figure", "figure.count"),
    ]


def test_hostile_text_stays_text_on_the_page():
    article = hostile_article()
    vetoes = [Veto(0, len(HOSTILE), "firm", "veto.firm.thing")]
    written = page([Explained(HOSTILE, article, [Span(0, len(article.text))], notes(article, vetoes))])
    assert "<script" not in written
    assert "\x1b" not in written
    assert '<mark class="district"' in written
    assert "[veto.firm.thing]" not in written
    assert "<code>veto.firm.thing</code>" in written


def test_what_another_rule_read_after_all_is_not_reported_as_refused():
    article = hostile_article()
    place, start = article.mentions[0], len(HOSTILE)
    read = Veto(place.start, place.end, "district", "veto.district.word")
    unread = Veto(place.start, place.end, "firm", "veto.firm.thing")
    date = Veto(start + 3, start + 4, "district", "veto.district.word")
    found = refused(article, [date, unread, unread, read])
    assert [(mark.start, mark.rule) for mark in found] == [
        (start, "veto.firm.thing"),
        (start + 3, "veto.district.word"),
    ]


def test_each_sentence_has_the_notes_that_begin_in_it():
    first, second = Mark(0, 3, "firm", "test.rule", ""), Mark(4, 6, "firm", "test.rule", "")
    explained = Explained("a.txt", hostile_article(), [Span(0, 4), Span(4, 9)], [second, first])
    assert list(explained.by_sentence()) == [((0, 4), [first]), ((4, 9), [second])]
