"""Seeking a pattern where it can begin finds what searching everywhere finds."""

import importlib
import pkgutil
import re

import kbuild.extractors
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kbuild.extractors.numbers import time_grammar
from kbuild.extractors.seeking import Seeker, openers_of

DIGITS = "0-9\u0660-\u1c59\ua620-\uabf9\uff10-\uff19\U000104a0-\U0001fbf9"
OPENERS = {
    "计划|目标|。": "[。目计](?:(?<=[。])|(?=[划标]))",
    "[0-9]+年": "[0-9](?:(?=[0-9年]))",
    "(?:第)?[一二]个": "[一二第](?:(?=[一二个]))",
    r"(?<=x)ab?c{2}": "[a](?:(?=[bc]))",
    "(?=[ab])(?:a|b)(?!c)": "[ab]",
    r"\d++年": f"[{DIGITS}](?:(?=[{DIGITS}年]))",
    "(?P<a>x)?(?(a)y|z)": "[xyz](?:(?<=[yz])|(?=[yz]))",
    "[^ab]c": None,
    ".": None,
    "(?i)ab": None,
}


@pytest.mark.parametrize(("pattern", "openers"), OPENERS.items())
def test_openers_follow_from_the_pattern(pattern, openers):
    assert openers_of(re.compile(pattern)) == openers


def seekers() -> dict[str, Seeker]:
    """Every seeker of the rules, by module and name."""
    found = {"time_grammar.pattern": time_grammar.pattern()}
    for module in pkgutil.walk_packages(kbuild.extractors.__path__, "kbuild.extractors."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Seeker):
                found[f"{module.name}.{name}"] = value
    return found


SEEKERS = seekers()


@pytest.mark.parametrize("name", sorted(SEEKERS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_seeker_finds_what_its_pattern_finds(name, data):
    seeker = SEEKERS[name]
    seeker.learn()
    letters = "".join(sorted(set(re.sub(r"\\.", "", seeker.pattern.pattern))))
    pieces = st.sampled_from([*"0129年月一二第前。,、 \n", "2024年", "3.5%", "有限公司", *letters])
    text = "".join(data.draw(st.lists(pieces, max_size=60)))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    expected = [match.span() for match in seeker.pattern.finditer(text, start, end)]
    assert [match.span() for match in seeker.finditer(text, start, end)] == expected
    first = seeker.pattern.search(text, start, end)
    assert (seeker.search(text, start, end) is None) == (first is None)


def test_the_rules_seek():
    assert all(seeker.learn() for seeker in SEEKERS.values())


def test_what_a_pattern_begins_with_is_asked_once_that_pays():
    tried, text = Seeker(re.compile("目标")), "目标" * 700
    found = [[match.span() for match in tried.finditer(text)] for _ in range(4)]
    assert found[0] == found[-1] == [match.span() for match in tried.pattern.finditer(text)]
    assert tried._openers is not None


def test_a_pattern_that_may_begin_with_anything_is_tried_everywhere():
    tried = Seeker(re.compile(".标"))
    assert [len(list(tried.finditer("目标" * 700))) for _ in range(4)] == [700] * 4
    assert tried._openers is None
