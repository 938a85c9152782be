"""The same texts give the same knowledge, whatever the order, the repeats, the removals and the mergers."""

import sqlite3

from hypothesis import given, settings
from hypothesis import strategies as st
from kbuild.extractors.records import from_json, to_json
from kbuild.store import database, evidence, readback
from kbuild.store.digest import digest, table_digests

from .records_strategy import documents


def filled(records) -> sqlite3.Connection:
    db = database.open_to_write(":memory:")
    for record in records:
        evidence.store(db, record)
    return db


def content(db):
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    return table_digests(db)


@settings(deadline=None, max_examples=60)
@given(documents().flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_order_is_irrelevant(both):
    one, other = both
    assert content(filled(one)) == content(filled(other))


@settings(deadline=None, max_examples=30)
@given(documents())
def test_twice_is_once(records):
    db = filled(records)
    before = digest(db)
    assert {evidence.store(db, record) for record in records} == {"unchanged"}
    assert digest(db) == before


@settings(deadline=None, max_examples=60)
@given(documents(), documents(), st.integers(1, 5))
def test_groups_are_irrelevant(old, new, size):
    for record in new[1:]:
        record.id = record.id[::-1]  # some documents twice, some with other bytes under their path
    records = [*old, *new]
    db = database.open_to_write(":memory:")
    for start in range(0, len(records), size):
        evidence.store_all(db, records[start : start + size])
    assert content(db) == content(filled(records))


@settings(deadline=None, max_examples=60)
@given(documents(), st.data())
def test_what_is_forgotten_was_never_there(records, data):
    db = filled(records)
    gone = data.draw(st.sets(st.sampled_from([record.id for record in records])))
    for document_id in sorted(gone):
        evidence.forget(db, document_id)
    assert content(db) == content(filled([record for record in records if record.id not in gone]))


@settings(deadline=None, max_examples=30)
@given(documents())
def test_what_is_stored_comes_back(records):
    db = filled(records)
    for record in records:
        assert readback.read_document(db, record.id) == record == from_json(to_json(record))


@settings(deadline=None, max_examples=30)
@given(documents(), documents())
def test_a_changed_document_takes_the_place_of_the_old(old, new):
    db = filled(old)
    for record in new:
        record.id = record.id[::-1]  # other bytes, same path
        evidence.store(db, record)
    assert content(db) == content(filled([*new, *old[len(new) :]]))
