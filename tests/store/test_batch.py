"""Documents stored in groups: as one by one, and a wrong one costs no other."""

from dataclasses import replace

import pytest
from kbuild.extractors.records import Mention
from kbuild.store import batch, database, evidence
from kbuild.store.batch import Batch
from kbuild.store.digest import digest

from .records_strategy import record


def stored(db):
    return [path for (path,) in db.execute("SELECT path FROM documents ORDER BY path")]


def wrong(number):
    document = record(number)
    article = document.articles[0]
    return replace(
        document, articles=[replace(article, mentions=[Mention("firm", "无此企业", 3, 8, "x", "firm.test")])]
    )


def test_a_wrong_record_is_told_and_the_rest_is_kept():
    db, told = database.open_to_write(":memory:"), []
    with Batch(db, lambda document, outcome: told.append((document.path, outcome))) as group:
        for document in (record(1), wrong(2), record(3), record(1)):
            group.add(document)
    assert stored(db) == ["1.txt", "3.txt"]
    assert [outcome for _, outcome in told if isinstance(outcome, str)] == ["added", "added", "unchanged"]
    assert isinstance(told[1][1], ValueError)


def test_groups_fill_up(monkeypatch):
    monkeypatch.setattr(batch, "MOST", 2)
    db, told = database.open_to_write(":memory:"), []
    group = Batch(db, lambda document, outcome: told.append(document.path))
    for number in range(1, 4):
        group.add(record(number))
    assert stored(db) == told == ["1.txt", "2.txt"]
    group.flush()
    assert stored(db) == ["1.txt", "2.txt", "3.txt"]


@pytest.mark.parametrize(("error", "kept"), [(KeyboardInterrupt, ["1.txt"]), (OSError, [])])
def test_an_interrupt_keeps_what_was_read(error, kept):
    db = database.open_to_write(":memory:")

    def interrupted():
        with Batch(db, lambda *_: None) as group:
            group.add(record(1))
            raise error

    with pytest.raises(error):
        interrupted()
    assert stored(db) == kept


def test_a_group_is_as_one_by_one():
    together, alone = database.open_to_write(":memory:"), database.open_to_write(":memory:")
    evidence.store_all(together, [record(number) for number in range(1, 9)])
    for number in range(8, 0, -1):
        evidence.store(alone, record(number))
    assert digest(together) == digest(alone)
