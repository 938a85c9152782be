"""Spans laid over text: cut where they overlap, nothing lost, nothing twice."""

from hypothesis import given
from hypothesis import strategies as st
from kbuild.cli.explain_html import page
from kbuild.extractors.marks import KINDS, Mark, marks, segments
from kbuild.extractors.records import Article, District, Figure, Mention

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
    written = page([(HOSTILE, hostile_article())])
    assert "<script" not in written
    assert "\x1b" not in written
    assert '<mark class="district"' in written
