"""What people decided is in force whatever is read, and in whatever order."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kbuild.extractors.errors import InputError
from kbuild.extractors.records import Article, Document, Firm, Mention
from kbuild.store import database, decisions, evidence, readback
from kbuild.store.decisions import Decision
from kbuild.store.digest import digest, table_digests
from kbuild.store.merge import Database, merge

from .records_strategy import CLUSTERS, FIRMS, documents

UNPLACED = ["云杉区", "云杉镇", "310112/云杉工业区"]
PLACES = ["310112", "310114", "310114/云杉工业区"]
FULL, OTHER, SHORT = "甲乙新能源科技有限公司", "甲乙智能装备有限公司", "甲乙"


def firms(articles, decided):
    """Firm ids to their names and aliases, after one document for each list of firms (key, aliases …)."""
    db = database.open_to_write(":memory:")
    decide(db, decided)
    for number, keys in enumerate(articles):
        article = Article(0, None, None, None, None, "文")
        article.firms = [Firm(key, key, "company", list(aliases)) for key, *aliases in keys]
        evidence.store(db, Document(f"{number}", f"{number}.txt", "text/plain", "utf-8", 1, articles=[article]))
    forms = {firm: [name] for firm, name in db.execute("SELECT id, name FROM firms")}
    for firm, alias in db.execute("SELECT firm_id, alias FROM firm_aliases ORDER BY 2"):
        forms[firm].append(alias)
    return forms


def decide(db, decided):
    with database.transaction(db):
        decisions.add(db, decided)


@pytest.mark.parametrize(
    ("articles", "decided", "expected"),
    [
        pytest.param([[(FULL,)], [(SHORT,)]], [("same", FULL, SHORT)], {FULL: [FULL, SHORT]}, id="same"),
        pytest.param(
            [[(FULL, SHORT)], [(SHORT,)]],
            [("different", FULL, SHORT)],
            {FULL: [FULL, SHORT], SHORT: [SHORT]},
            id="different wins over a claim",
        ),
        pytest.param(
            [[(FULL,)], [(OTHER,)], [(SHORT,)]],
            [("same", FULL, SHORT), ("same", OTHER, SHORT), ("different", FULL, OTHER)],
            {FULL: [FULL, SHORT], OTHER: [OTHER]},
            id="a chain does not join what differs",
        ),
        pytest.param(
            [[(FULL, "甲乙新能源", SHORT)], [("甲乙新能源",)], [(SHORT,)]],
            [("different", "甲乙新能源", SHORT)],
            {FULL: [FULL, SHORT, "甲乙新能源"], SHORT: [SHORT]},
            id="of two forms of one firm that differ the longer is its own",
        ),
        pytest.param([[(SHORT,)], [(FULL,)]], [("not-a-firm", SHORT, "")], {FULL: [FULL]}, id="not a firm"),
        pytest.param(
            [[(FULL, SHORT)], [(SHORT,)]], [("not-a-firm", FULL, "")], {}, id="nor are the forms that it alone claims"
        ),
        pytest.param([[(FULL,)]], [("rename", FULL, "甲乙科技")], {FULL: ["甲乙科技", FULL]}, id="rename"),
        pytest.param([[(FULL,)]], [("same", OTHER, SHORT), ("not-a-firm", SHORT, "")], {FULL: [FULL]}, id="of no one"),
    ],
)
def test_a_decision_is_in_force(articles, decided, expected):
    decided = [Decision(verdict, "firm", key, other) for verdict, key, other in decided]
    assert firms(articles, decided) == firms(articles[::-1], decided[::-1]) == expected


def verdicts():
    pairs = [("firm", sorted(FIRMS)), ("cluster", CLUSTERS), ("district", UNPLACED)]
    two = st.sampled_from(pairs).flatmap(
        lambda pair: st.builds(
            lambda verdict, keys: Decision(verdict, pair[0], *keys),
            st.sampled_from(["same", "different"]),
            st.lists(st.sampled_from(pair[1]), min_size=2, max_size=2, unique=True),
        )
    )
    firm = st.sampled_from(sorted(FIRMS))
    void = st.builds(lambda key: Decision("not-a-firm", "firm", key), firm)
    named = st.builds(
        lambda key, name: Decision("rename", "firm", key, name), firm, st.sampled_from(["新名", "新名字"])
    )
    renamed = st.just(Decision("rename", "district", "310112", "新区"))
    placed = st.sampled_from([(key, place) for key in UNPLACED for place in PLACES if not key.startswith(place)])
    placed = placed.map(lambda pair: Decision("place", "district", *pair))
    return st.lists(st.one_of(two, two, void, named, renamed, placed, placed), max_size=5)


def filled(steps) -> sqlite3.Connection:
    """A database after some steps, each a record or a decision."""
    db = database.open_to_write(":memory:")
    for step in steps:
        if isinstance(step, Decision):
            decide(db, [step])
        else:
            evidence.store(db, step)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    return db


@settings(deadline=None, max_examples=100)
@given(st.tuples(documents(), verdicts()).flatmap(lambda both: st.permutations([*both[0], *both[1]])), st.data())
def test_order_is_irrelevant(steps, data):
    one = table_digests(filled(steps))
    assert one == table_digests(filled(data.draw(st.permutations(steps))))


@settings(deadline=None, max_examples=60)
@given(documents(), verdicts(), st.data())
def test_what_is_taken_back_was_never_decided(records, decided, data):
    db = filled([*records, *decided])
    gone = data.draw(st.sets(st.sampled_from(sorted(decisions.listed(db)) or [0]))) - {0}
    kept = [d for number, d in decisions.listed(db).items() if number not in gone]
    with database.transaction(db):
        decisions.remove(db, gone)
    assert table_digests(db) == table_digests(filled([*records, *kept]))
    for record in records:
        evidence.forget(db, record.id)
    assert table_digests(db) == table_digests(filled(kept))


@settings(deadline=None, max_examples=30)
@given(documents(), verdicts(), verdicts())
def test_merged_is_decided_at_once(records, one, other):
    merged = database.open_to_write(":memory:")
    merge(merged, [Database(filled([*records[::2], *one])), Database(filled([*records[1::2], *other]))])
    assert digest(merged) == digest(filled([*records, *one, *other]))


@settings(deadline=None, max_examples=30)
@given(documents(), verdicts())
def test_records_come_back_as_they_were(records, decided):
    db = filled([*records, *decided])
    assert [readback.read_document(db, record.id) for record in records] == records


def test_what_is_no_firm_keeps_its_mentions():
    article = Article(0, None, None, None, None, "甲乙")
    article.firms = [Firm(SHORT, SHORT, "company", [])]
    article.mentions = [Mention("firm", SHORT, 0, 2, SHORT, "firm.test")]
    db = filled([Document("1", "1.txt", "text/plain", "utf-8", 1, articles=[article])])
    decide(db, [Decision("not-a-firm", "firm", SHORT)])
    assert db.execute("SELECT entity_id, entity_key FROM mentions").fetchall() == [(None, SHORT)]
    with database.transaction(db):
        decisions.remove(db, [1])
    assert db.execute("SELECT entity_id FROM mentions").fetchall() == [(SHORT,)]


@given(st.lists(st.builds(Decision, st.just("rename"), st.just("firm"), *[st.text(min_size=1)] * 2, st.text())))
def test_the_text_file_says_the_same(decided):
    assert decisions.from_text(decisions.to_text(decided), "x") == decided


@pytest.mark.parametrize(
    "line",
    [
        "same",
        "equal\tfirm\t甲\t乙",
        "same\tfirm\t甲\t甲",
        "same\tdistrict\t310112\t310114",
        "place\tdistrict\t310112/云杉区\t310112",
        "place\tdistrict\t云杉区\t999999",
        "place\tdistrict\t云杉区\t闵行区",
        "place\tfirm\t甲\t310112",
        "rename\tfirm\t甲\t",
        "not-a-firm\tfirm\t甲\t乙",
        "a\tb\tc\td\te\tf\tg\th",
    ],
)
def test_a_line_that_is_no_decision_is_named(line):
    with pytest.raises(InputError, match="x line 2"):
        decisions.from_text(f"# head\n{line}\n", "x")


def test_the_decisions_that_others_overrule():
    pairs = [
        ("same", "甲", "乙"),
        ("same", "乙", "丙"),
        ("different", "甲", "丙"),
        ("rename", "甲", "短"),
        ("rename", "甲", "更长"),
    ]
    found = {number: Decision(v, "firm", key, other) for number, (v, key, other) in enumerate(pairs, 1)}
    assert decisions.overruled(found) & {4, 5} == {4}
    assert len(decisions.overruled(found) & {1, 2}) == 1
