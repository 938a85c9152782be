import re
import sqlite3
import threading
from pathlib import Path

import pytest
from kbuild.extractors.errors import StoreError
from kbuild.extractors.records import Article, Firm
from kbuild.store import database, decisions, evidence, migrations, readback
from kbuild.store.decisions import Decision
from kbuild.store.digest import digest, table_digests, tables

from .records_strategy import record


def test_every_table_is_strict_and_described():
    db = database.open_to_write(":memory:")
    names = tables(db)
    assert "documents" in names
    assert "runs" not in names
    strict = dict(db.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'"))
    assert all(strict[name] for name in names)


def test_references_are_indexed():
    """Without an index on the column that refers, removing a document would read whole tables."""
    db = database.open_to_write(":memory:")
    for table in tables(db):
        indexed = {row[2] for index in db.execute(f"PRAGMA index_list({table})") for row in
                   db.execute(f"PRAGMA index_info({index[1]})") if row[0] == 0}  # fmt: skip
        for reference in db.execute(f"PRAGMA foreign_key_list({table})"):
            assert reference[3] in indexed, f"{table}.{reference[3]}"


def schema(db):
    """The statements that made a database, without comments."""
    rows = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE tbl_name <> '_sqlite_migrations' ORDER BY 1"
    ).fetchall()
    return [(name, re.sub(r"--.*|[\s\"]+", "", sql or "")) for name, sql in rows]


def test_an_older_file_is_carried_forward(tmp_path):
    """`schema_1.sql` is the schema as it was in version 1."""
    path = str(tmp_path / "old.db")
    old = sqlite3.connect(path)
    old.executescript(Path(__file__).with_name("schema_1.sql").read_text(encoding="utf-8"))
    old.execute("INSERT INTO decisions VALUES ('1', 'rename', 'firm', 'a', 'b', 1, '', '', '2024-09-24T00:00:00')")
    old.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    old.execute("PRAGMA user_version = 1")
    old.commit()
    made = "SELECT sql FROM sqlite_master WHERE name = 'short_forms'"
    old.execute(database.open_to_write(":memory:").execute(made).fetchone()[0])
    alone = record(2)  # read by a version that did not join what stands alone
    alone.articles[0] = Article(0, None, None, None, None, "文", [], firms=[Firm("甲乙", "甲乙", "company")])
    alone.articles[0].districts = record().articles[0].districts
    for one in (record(), alone):
        evidence.store(old, one)
    old.execute("UPDATE identities SET id = '甲乙' WHERE key = '甲乙'")
    old.execute("INSERT INTO firms VALUES ('甲乙', '甲乙', 'company', NULL, 1)")
    old.execute("DELETE FROM firm_aliases WHERE alias = '甲乙'")
    old.execute("UPDATE firms SET articles = 1")
    old.execute("DROP TABLE short_forms")
    old.commit()
    old.close()
    new = database.open_to_read(path)
    assert new.execute("PRAGMA user_version").fetchone()[0] == database.VERSION == max(migrations.STEPS)
    assert schema(new) == schema(database.open_to_write(":memory:"))
    assert new.execute("SELECT verdict, key FROM decisions").fetchall() == [("rename", "a")]
    assert readback.read_document(new, record().id) == record()
    today = database.open_to_write(":memory:")
    for one in (alone, record()):
        evidence.store(today, one)
    tables_of = (table_digests(new), table_digests(today))
    assert [name for name in tables_of[0] if tables_of[0][name] != tables_of[1][name]] == ["decisions"]
    with database.transaction(db := database.open_to_write(path)):
        decisions.add(db, [Decision("place", "district", "云杉区", "310112")])


def test_a_failed_document_leaves_nothing(monkeypatch):
    db = database.open_to_write(":memory:")
    before = digest(db)
    monkeypatch.setattr(evidence, "reading_rows", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        evidence.store(db, record())
    assert digest(db) == before


def test_two_writers_wait_for_each_other(tmp_path):
    path = str(tmp_path / "x.db")

    def write(numbers):
        db = database.open_to_write(path)
        for number in numbers:
            evidence.store(db, record(number))
        db.close()

    threads = [threading.Thread(target=write, args=(range(first, 40, 4),)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = database.open_to_write(":memory:")
    for number in range(40):
        evidence.store(alone, record(number))
    assert digest(database.open_to_read(path)) == digest(alone)


def test_readers_cannot_write(tmp_path):
    path = str(tmp_path / "x.db")
    database.open_to_write(path).close()
    with pytest.raises(sqlite3.OperationalError):
        database.open_to_read(path).execute("DELETE FROM runs")


@pytest.mark.parametrize("opened", [database.open_to_read, database.open_to_write])
def test_a_folder_is_no_database(opened, tmp_path):
    with pytest.raises(StoreError, match="a folder, not a database"):
        opened(str(tmp_path))


def test_a_damaged_file_is_an_error_and_no_answer(tmp_path):
    path = tmp_path / "x.db"
    db = database.open_to_write(str(path))
    for number in range(20):
        evidence.store(db, record(number))
    db.close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xa5" * (4096 * 6)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), database.explained(str(path)):
        digest(database.open_to_read(str(path)))
