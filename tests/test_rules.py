"""Every rule and every layer reads its own examples and leaves alone what it must."""

import pytest
from kbuild.extractors.examples import Case, cases, named
from kbuild.extractors.layers import LAYERS, laid_out
from kbuild.extractors.rules import rule
from typer.testing import CliRunner

ALL = named()
CASES = [case for each in ALL.values() for case in cases(each)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.of.name}: {case.written}")
def test_an_example_is_read_as_it_is_marked(case: Case) -> None:
    assert case.read() == case.expected


@pytest.mark.parametrize("name", ALL)
def test_a_rule_is_documented(name: str) -> None:
    kind, _, rest = name.partition(".")
    assert kind
    assert rest
    assert len(ALL[name].states) > 10


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_has_examples_of_both_kinds(name: str) -> None:
    assert {case.kind for case in cases(LAYERS[name])} == {"reads", "leaves"}


def test_no_example_stands_twice() -> None:
    written = [(case.of.name, case.written) for case in CASES]
    assert len(written) == len(set(written))


def test_an_example_without_a_span_is_refused() -> None:
    with pytest.raises(ValueError, match="marks no span"):
        rule("test.none", "An example must say what is read.", ("无",))


def test_an_example_may_have_a_title_a_heading_and_a_table() -> None:
    article, spans = laid_out("= 题⏎== 节⏎|甲|⟦5⟧⏎|乙|6⏎文")
    assert article.title == "题"
    assert [block.kind for block in article.blocks] == ["title", "heading", "table", "paragraph"]
    assert [[article.text[a:b] for a, b in row] for row in article.blocks[2].rows] == [["甲", "5"], ["乙", "6"]]
    assert [article.text[a:b] for a, b in spans] == ["5"]


def test_the_command_lists_shows_and_carries_out() -> None:
    from kbuild.cli.rules import app

    run = CliRunner().invoke
    assert "layer.numeral" in run(app, []).output
    assert "⟦三分之一⟧" in run(app, ["layer.numeral"]).output
    assert run(app, ["--run", "layer.numeral"]).exit_code == 0
    assert "layer.period" in str(run(app, ["layer.perid"]).exception)


def test_a_misread_example_is_shown_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    from kbuild.cli import rules as command

    monkeypatch.setattr(Case, "read", lambda self: ["0-1 三 = 4"])
    result = CliRunner().invoke(command.app, ["--run", "layer.header_unit"])
    assert result.exit_code == 1
    assert "0-1 三 = 4" in result.output
