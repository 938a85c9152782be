"""Every rule reads its own examples and leaves alone what it must."""

import pytest
from kbuild.extractors import pipeline
from kbuild.extractors.rules import RULES, Rule, marked, rule
from kbuild.extractors.view import ArticleText, Block


def spans_read(rule: Rule, text: str) -> list[tuple[int, int]]:
    article = pipeline.read_article(ArticleText(0, text, [Block("paragraph", 0, len(text))]))
    records = [*article.mentions, *article.figures, *article.links]
    return sorted({(record.start, record.end) for record in records if record.rule == rule.name})


@pytest.mark.parametrize(
    ("rule", "example"), [pytest.param(r, e, id=f"{r.name}: {e}") for r in RULES.values() for e in r.reads]
)
def test_a_rule_reads_its_examples(rule, example):
    text, spans = marked(example)
    assert spans_read(rule, text) == spans


@pytest.mark.parametrize(
    ("rule", "text"), [pytest.param(r, t, id=f"{r.name}: {t}") for r in RULES.values() for t in r.leaves]
)
def test_a_rule_leaves_alone(rule, text):
    assert spans_read(rule, text) == []


@pytest.mark.parametrize("named", RULES.values(), ids=RULES)
def test_a_rule_is_documented(named):
    kind, _, rest = named.name.partition(".")
    assert kind
    assert rest
    assert len(named.states) > 10


def test_an_example_without_a_span_is_refused():
    with pytest.raises(ValueError, match="marks no span"):
        rule("test.none", "An example must say what is read.", ("无",))
