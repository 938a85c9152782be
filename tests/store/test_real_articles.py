"""Real articles, in any order, in parts that are joined: one digest, and every record comes back as it was read."""

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from kbuild.extractors.errors import InputError
from kbuild.extractors.extract import extract
from kbuild.extractors.reading.documents import ReadOptions, read_documents
from kbuild.extractors.records import to_json
from kbuild.store import database, evidence, readback
from kbuild.store.digest import digest
from kbuild.store.merge import Database, merge

ROOT = Path(__file__).parent.parent.parent


@cache
def records():
    sources = [str(ROOT / "data" / "samples"), str(ROOT / "tests" / "heldout" / "*.txt")]
    return [extract(raw) for raw in read_documents(sources, ReadOptions()) if not isinstance(raw, InputError)]


def filled(found):
    db = database.open_to_write(":memory:")
    for record in found:
        evidence.store(db, record)
    return db


def test_what_was_read_comes_back():
    db = filled(records())
    for record in records():
        assert to_json(readback.read_document(db, record.id)) == to_json(record)


@cache
def whole():
    return digest(filled(records()))


@settings(deadline=None, max_examples=8)
@given(st.data())
def test_any_order_and_partition(data):
    ordered = data.draw(st.permutations(records()))
    parts = data.draw(st.lists(st.integers(0, 2), min_size=len(ordered), max_size=len(ordered)))
    databases = [filled([one for one, part in zip(ordered, parts, strict=True) if part == n]) for n in range(3)]
    merge(merged := database.open_to_write(":memory:"), [Database(db) for db in databases])
    assert digest(filled(ordered)) == digest(merged) == whole()
