"""Words found by look-ups and by an automaton are the same ones."""

from hypothesis import given
from hypothesis import strategies as st
from kbuild.extractors import automaton
from kbuild.extractors.automaton import Automaton, PatientAutomaton

WORDS = st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


def _found(patient, text):
    values, found = patient.find(text)
    return [(values[key], start, end) for key, start, end in found]


@given(WORDS, st.text(alphabet="甲乙丙丁", max_size=40))
def test_looked_up_words_are_those_of_the_automaton(words, text):
    by_start = sorted(Automaton(words).occurrences(text), key=lambda found: (found[1], found[2]))
    assert _found(_looking_up({word: index for index, word in enumerate(words)}), text) == by_start


@given(WORDS, st.text(alphabet="甲乙丙丁", max_size=40), st.integers(1, 4))
def test_after_enough_text_the_automaton_answers(words, text, longest):
    table = {word: word for word in words}
    patient = PatientAutomaton(table, range(1, longest + 1))
    patient.find("丁" * automaton._PAYS * len(table))
    found = _found(patient, text)
    assert patient._automaton is not None
    assert sorted(found) == sorted(_found(_looking_up(table, longest), text))
    assert all(text[start:end] == word and len(word) <= longest for word, start, end in found)


def _looking_up(table, longest=4):
    """One whose patience does not end."""
    patient = PatientAutomaton(table, range(1, longest + 1))
    patient._left = 1000
    return patient
