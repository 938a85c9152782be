"""Words found by look-ups and by an automaton are the same ones."""

from hypothesis import given
from hypothesis import strategies as st
from kbuild.extractors import automaton
from kbuild.extractors.automaton import Automaton, PatientAutomaton

WORDS = st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


@given(WORDS, st.text(alphabet="甲乙丙丁", max_size=40))
def test_looked_up_words_are_those_of_the_automaton(words, text):
    by_start = sorted(Automaton(words).occurrences(text), key=lambda found: (found[1], found[2]))
    assert PatientAutomaton(words).occurrences(text) == by_start


@given(WORDS, st.text(alphabet="甲乙丙丁", max_size=40))
def test_after_enough_text_the_automaton_answers(words, text):
    patient = PatientAutomaton(words)
    patient.occurrences("丁" * automaton._PAYS)
    assert sorted(patient.occurrences(text)) == sorted(PatientAutomaton(words).occurrences(text))
