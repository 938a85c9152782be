"""Unknown names of firms: which words are candidates, what signs they have, and what their signs add up to."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from kbuild.cli.explain_html import Explained, page
from kbuild.extractors.extract import read_text
from kbuild.extractors.lexicon import rows
from kbuild.extractors.marks import evidence, notes
from kbuild.extractors.names import firm_evidence, firms, places
from kbuild.extractors.names.firm_candidates import Candidate, candidates
from kbuild.extractors.names.firm_fellows import Fellows
from kbuild.extractors.names.firm_signs import before, behind, make, signs
from kbuild.extractors.names.firm_tokens import Tokens
from kbuild.extractors.rules import marked
from kbuild.extractors.view import ArticleText, Block, Span, Veto, View


class Read:
    """A text with its candidates and the names in it that rules are sure of."""

    def __init__(self, text: str) -> None:
        self.article = ArticleText(0, text, [Block("paragraph", 0, len(text))])
        self.view = View(self.article)
        self.tokens = Tokens(self.view, places.candidates(self.view))
        self.known = [Span(name.start, name.end) for name in firms.by_rules(self.view, self.tokens)[0]]
        self.candidates = list(candidates(self.view, self.tokens, self.known))
        self.fellows = Fellows(self.view, self.known)

    def evidence(self) -> list[Span]:
        return list(firm_evidence.read(self.view, self.tokens, self.known, self.known))

    def signs(self, found: Candidate) -> list[str]:
        return [*signs(self.view.folded, found), *self.fellows.signs(found)]


def marked_candidate(example: str) -> tuple[Read, Candidate]:
    """A text without its marks, and the candidate that stood in them."""
    text, (span,) = marked(example)
    read = Read(text)
    (found,) = [each for each in read.candidates if (each.start, each.end) == span]
    return read, found


@pytest.mark.parametrize(
    "example",
    [
        "⟦鑫岭⟧发布新品。企业很多",
        "公司与⟦澜禾⟧签约",
        "企业，由⟦澜禾⟧投资",
        "做出口的“⟦禾岚⟧”工厂",
        "比亚迪扩产，⟦澜禾⟧投产",
        "记者走进企业⟦锐芯⟧看到",
        "王建国、李卫东、⟦陈小禾⟧等企业家",  # a candidate still: its signs speak against it
        "公司的⟦机械设备⟧",
    ],
)
def test_unknown_words_between_clean_edges_are_candidates(example):
    marked_candidate(example)


@pytest.mark.parametrize(
    "example",
    [
        "昨天⟦鑫岭⟧很热闹",  # nothing speaks of firms
        "企业的⟦瑞浦高速⟧通车",  # a road
        "公司在⟦锐溪⟧开发区设厂",  # the name goes on as a zone's
        "企业推出⟦XK-7⟧新品",  # a model
        "公司派出⟦三家⟧企业",  # a count
        "比亚迪的⟦澜禾⟧上市",  # what a firm has
        "企业说⟦的鑫⟧",  # function words stand in no name
    ],
)
def test_what_other_things_are_called_is_no_candidate(example):
    text, (span,) = marked(example)
    assert span not in [(found.start, found.end) for found in Read(text).candidates]


@pytest.mark.parametrize(
    ("reads", "example", "expected"),
    [
        (make, "公司与⟦澜禾⟧签约", "make:letters"),
        (make, "公司与⟦澜禾⟧签约", "make:2 characters"),
        (make, "公司与⟦澜禾⟧签约", "make:letters with 0 stems of 1"),
        (make, "公司的⟦机械设备⟧", "make:a word with 0 stems of 3"),
        (make, "公司的⟦机械设备⟧", "make:a noun"),
        (make, "王建国、李卫东、⟦陈小禾⟧等企业家", "make:surname 3"),
        (make, "记者走进企业⟦锐芯⟧看到", "make:thing letter"),
        (before, "⟦鑫岭⟧发布新品。企业很多", "before:line"),
        (before, "公司与⟦澜禾⟧签约", "before:with"),
        (before, "企业，由⟦澜禾⟧投资", "before:by"),
        (before, "企业有⟦鑫岭⟧、澜禾。", "before:has"),
        (before, "做出口的“⟦禾岚⟧”工厂", "before:quote"),
        (before, "公司的⟦机械设备⟧", "before:firm noun的"),
        (before, "记者走进企业⟦锐芯⟧看到", "before:firm noun"),
        (behind, "公司与⟦澜禾⟧签约", "behind:firm verb"),
        (behind, "企业有⟦鑫岭⟧、澜禾。", "behind:list"),
        (behind, "做出口的“⟦禾岚⟧”工厂", "behind:close"),
        (behind, "王建国、李卫东、⟦陈小禾⟧等企业家", "behind:etc"),
    ],
)
def test_a_candidate_has_signs_of_itself_and_of_its_neighbours(reads, example, expected):
    read, found = marked_candidate(example)
    assert expected in (make(found) if reads is make else reads(read.view.folded, found))


@pytest.mark.parametrize(
    ("example", "expected"),
    [
        ("比亚迪、⟦鑫岭⟧、澜禾等企业参加", ["list:member by firms", "list:governed by firms", "article:firms near"]),
        ("梨、⟦鑫岭⟧、澜禾等地区的企业", ["list:of a class", "list:governed by others"]),
        ("王建国、李卫东、⟦陈小禾⟧等企业家", ["list:people", "list:no firms", "list:no firms near"]),
        ("比亚迪与⟦澜禾⟧合作", ["list:joined to a firm"]),
        ("比亚迪扩产，⟦澜禾⟧投产", ["parallel:before", "article:1 times"]),
    ],
)
def test_a_candidate_has_signs_of_the_firms_beside_it(example, expected):
    read, found = marked_candidate(example)
    assert set(expected) <= set(read.fellows.signs(found))


@pytest.mark.parametrize(
    "text",
    [
        "比亚迪扩产，澜禾投产。澜禾的老板说，鑫岭科技园很大",
        "做出口的“禾岚”工厂里，企业订单排满。禾岚、澜禾（鑫岭）等企业参加",
    ],
)
def test_no_company_outside_a_list_weighs_more_than_what_is_taken_for_the_most(text):
    read, table = Read(text), firm_evidence.weights()
    for found in read.candidates:
        if not read.fellows.listed(found):
            company = sum(table.get(sign, 0.0) for sign in read.fellows.signs(found))
            assert company <= firm_evidence.most_alone(found, read.fellows)


KIND = "(?:firm|known|place|country|ending|char|function|latin|digit|mark|cue|noun|verb|other|term)"
TAIL = "(?:(?:any|name|soft) ending|(?:end|noun|term|other|verb) last)"
STUFF = f"(?:a {KIND}|letters|mostly letters|mixed)"
NEIGHBOUR = f"(?:{KIND}|called|with|by|to|at|is|has|year|honorific|firm noun|house|object verb|word|letter)"
MARK = "(?:list|quote|close|bracket|close bracket|colon|end|cell|comma|mark)"
ROLE = "(?:member|head|owner)"
SIGNS = {
    "make": f"{TAIL}|{STUFF}(?: \\+ {TAIL}?)?|[1-5] characters|place first|place and ending|has {KIND}|known [1-4]"
    "|latin|[0-4] words of one character|word (?:first|last)|nameness (?:-?[1-3]|0)|a word|an office|surname [23]"
    "|(?:place|thing) letter|sort of firm|(?:letters|a word) with [0-2] stems of [1-3]",
    "before": f"{MARK}|line|sentence|的|{NEIGHBOUR}(?:的| \\+ quote)?|bracket of none|maker的|done|{NEIGHBOUR} done",
    "behind": f"{MARK}|的(?:title|site|own|other)|title|honorific|site|saying|with|at|adverb|coverb|modal|etc|{KIND}"
    "|firm verb|firm noun|site further|word|letter|near a site|deed further|latin bracket|told of",
    "glue": "before|behind",
    "list": f"{ROLE}(?: by (?:[0-2](?: of {STUFF})?|firms))?|[1-6] members|[1-3] firms|mostly firms|no firms"
    f"|no firms near|people|of a class|others|others outweigh|joined to a firm(?: of {STUFF})?"
    "|governed by (?:firms|sites|others|introduced)",
    "parallel": "before|behind",
    "article": "[0-3] dense|[1-3] times|a person|head of a name|firms near",
    "block": "title|subtitle|byline|heading|paragraph|item|table|caption|note",
}
"""What signs there are, by what they are read from."""
SPECIAL = {"all", "floor of itself", "floor of neighbours"}
"""Weights of no sign: where every candidate begins, and what gives it up early."""


def is_sign(text: str) -> bool:
    of, _, rest = text.partition(":")
    return of in SIGNS and re.fullmatch(SIGNS[of], rest) is not None


def test_every_weight_is_of_a_sign_that_can_be_read():
    weighed = [sign for sign, _ in rows("firms/evidence.tsv")]
    assert len(weighed) == len(set(weighed))
    assert set(weighed) >= SPECIAL
    assert [sign for sign in weighed if sign not in SPECIAL and not is_sign(sign)] == []


PIECES = ["比亚迪", "鑫岭", "澜禾", "瑞浦科技", "XK-7", "企业", "公司", "合肥", "陈小禾", "电池", "发展", "等", "的"]
PIECES += [
    "与",
    "由",
    "、",
    "，",
    "。",
    "“",
    "”",
    "（",
    "）",
    "\n",
    "3",
    "签约",
    "董事长",
    "项目",
    " ",
    "\U0001f680",
    "ﬁ",
]


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
@example("做报关的鑫岭、瑞岭，比亚迪都是常客")
@example("（鑫岭）企业")
@example("合肥瑞浦科技")  # a longer name around a known one: that one is read in the end
def test_any_text_is_weighed_the_same_each_time_within_its_bounds_and_beside_known_names(text):
    read, again = Read(text), Read(text)
    assert [found[:2] for found in read.candidates] == [found[:2] for found in again.candidates]
    for found in read.candidates:
        assert 0 <= found.start < found.end <= len(text)
        assert (found.start, found.end) == (found.words[found.first].start, found.words[found.last - 1].end)
        assert [sign for sign in read.signs(found) if not is_sign(sign)] == []
    taken = read.evidence()
    assert taken == again.evidence() == sorted(taken)
    assert all(one.end <= other.start for one, other in pairwise(taken))
    known = {at for span in read.known for at in range(span.start, span.end)}
    assert known.isdisjoint(at for span in taken for at in (span.start, span.end - 1))
    mentions = firms.read(read.view, places.candidates(read.view))
    assert all(one.end <= other.start for one, other in pairwise(mentions))


def test_explain_shows_what_an_unknown_name_weighs():
    article = Read("做报关的鑫岭、瑞岭，比亚迪都是常客").article
    vetoes: list[Veto] = []
    read = read_text(article, vetoes)
    shown = {read.text[mark.start : mark.end]: mark for mark in evidence(vetoes)}
    assert set(shown) == {"鑫岭", "瑞岭"}
    for mark in shown.values():
        assert mark.rule == firm_evidence.EVIDENCE
        assert re.fullmatch(r"\+\d+\.\d: .+ [+-]\d+\.\d", mark.says)
        parts = [part.rpartition(" ") for part in mark.says.partition(": ")[2].split(", ")]
        table = firm_evidence.weights()
        assert [(sign, float(weight)) for sign, _, weight in parts] == [(sign, table[sign]) for sign, _, _ in parts]
    written = page([Explained("a.txt", read, [Span(0, len(read.text))], notes(read, vetoes))])
    assert all(mark.says.partition(", ")[0] in written for mark in shown.values())
