"""Questions to a knowledge base as Parquet are answered as the database answers them."""

import json
import shutil

import pytest
from kbuild.extractors.errors import UnknownNameError
from kbuild.store import database, queries
from kbuild.store.queries import Filters, Shape
from kbuild.store.search import search
from kbuild.store.views import VIEWS

from .test_extract import SAMPLES, digest, kbuild

pytest.importorskip("duckdb")
from kbuild.scale import asking


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The names of a database and of a knowledge base as Parquet that hold the same."""
    folder = tmp_path_factory.mktemp("both")
    db, out, manifest, parts = (folder / name for name in ("kb.db", "knowledge", "m.jsonl", "evidence"))
    kbuild("ingest", SAMPLES, "--db", db, "--quiet")
    kbuild("plan", SAMPLES, "-o", manifest)
    kbuild("extract", "--manifest", manifest, "--out", parts)
    assert kbuild("merge", parts, "--out", out, "--buckets", 3).returncode == 0
    assert digest(db) == digest(out)
    return str(db), str(out)


FILTERS = [
    None,
    Filters(named={"within": ["安徽"]}),
    Filters(named={"firm": ["恒锐动力"]}),
    Filters(named={"article": ["义乌"]}, target=False),
    Filters(since="2024-06-01", until="2024-12-31"),
    Filters(inside=("2024-01-01", "2024-12-31"), exactly=True, low=1.0),
]


@pytest.mark.parametrize("kind", VIEWS)
def test_the_same_rows(both, kind):
    db, parquet = database.open_to_read(both[0]), asking.Connection(both[1])
    view = VIEWS[kind]
    shapes = [Shape(), Shape(columns=tuple(view.known)), Shape(count=True), Shape(sort=(f"-{next(iter(view.known))}",))]
    shapes += [Shape(group_by=(column,)) for column in view.known]
    asked = [(filters, Shape()) for filters in FILTERS] + [(None, shape) for shape in shapes]
    for filters, shape in asked:
        expected, found = (_answer(base, kind, filters, shape) for base in (db, parquet))
        assert found == expected, (filters, shape)
        assert filters or shape.count or expected


def _answer(base, kind, filters, shape):
    try:
        return [
            {name: pytest.approx(value) if isinstance(value, float) else value for name, value in row.items()}
            for row in queries.rows(base, kind, filters, shape)
        ]
    except UnknownNameError as error:
        return str(error)


@pytest.mark.parametrize("words", ["氢能 产值", "厦门", "廈門", '"面板 厂"', "没有这个"])
def test_the_same_hits(both, words):
    expected = list(search(database.open_to_read(both[0]), words, Filters(), 20))
    found = list(search(asking.Connection(both[1]), words, Filters(), 20, asking.by_scan))
    assert sorted(found, key=repr) == sorted(expected, key=repr)


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "figures", "--metric", "产值", "--pivot", "district,year"),
        ("query", "districts", "--in", "长三角", "--group-by", "level"),
        ("query", "sql", "SELECT count(*) AS n FROM figures WHERE unit = :unit", "-p", "unit=元"),
        ("search", "氢能", "--in", "安徽"),
    ],
)
def test_the_same_commands(both, arguments):
    expected, found = (kbuild(*arguments, "--db", name) for name in both)
    assert (found.returncode, found.stderr) == (0, "")
    assert sorted(found.stdout.splitlines()) == sorted(expected.stdout.splitlines())
    assert expected.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("figures", "--pivot", "district,year"),
        ("figures", "--pivot", "metric,year", "--sort=-2024", "--limit", "5"),
        ("figures", "--pivot", "district,metric", "--in", "安徽"),
        ("clusters", "--pivot", "districts,tier"),
        ("districts", "--pivot", "parent,level"),
    ],
)
def test_the_sql_that_explains_a_pivot_gives_it(both, arguments):
    for name in both:
        expected = kbuild("query", *arguments, "--db", name)
        explained = kbuild("query", *arguments, "--explain", "--db", name)
        assert explained.returncode == 0, explained.stderr
        found = kbuild("query", "sql", explained.stdout.rstrip().rstrip(";"), "--db", name)
        assert found.returncode == 0, found.stderr
        assert [json.loads(line) for line in found.stdout.splitlines()] == [
            json.loads(line) for line in expected.stdout.splitlines()
        ]


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT * FROM read_csv('/etc/hosts')", "Permission"),
        ("COPY (SELECT 1) TO 'x.csv'", "only SELECT"),
        ("SELECT 1; SELECT 2", "only one statement"),
        ("SELECT nothing FROM figures", "nothing"),
        ("SET enable_external_access = true", "only SELECT"),
        ("SELECT sum(a.range) FROM range(1000000000000) a, range(1000000) b", "longer than"),
    ],
)
def test_users_sql_reads_this_folder_and_no_more(both, sql, says):
    done = kbuild("query", "sql", sql, "--timeout", 2, "--db", both[1])
    assert done.returncode in (1, 2)
    assert done.stderr.count("\n") == 1
    assert says in done.stderr


def test_a_folder_that_is_none_is_told(tmp_path):
    done = kbuild("query", "firms", "--db", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "not a knowledge base" in done.stderr


def test_a_slice_is_the_database_of_its_documents(both, tmp_path):
    db, parquet = both
    whole, part, removed = tmp_path / "whole.db", tmp_path / "part.db", tmp_path / "removed.db"
    assert kbuild("export", whole, "--db", parquet).returncode == 0
    assert digest(whole) == digest(db)
    where = "published_on < '2024-09-01' AND id IN (SELECT article_id FROM figures WHERE unit = '元')"
    cut = kbuild("export", part, "--db", parquet, "--where", where)
    assert cut.returncode == 0, cut.stderr
    base = database.open_to_read(db)
    kept = {one for (one,) in base.execute(f"SELECT DISTINCT document_id FROM articles WHERE {where}")}
    every = {one for (one,) in base.execute("SELECT id FROM documents")}
    base.close()
    assert kept
    assert every - kept
    shutil.copy(db, removed)
    assert kbuild("forget", *sorted(every - kept), "--db", removed).returncode == 0
    assert digest(part) == digest(removed)
    for arguments, says in (
        ((part, "--db", parquet), "--replace"),
        ((tmp_path / "x.db", "--db", parquet, "--where", "nothing = 1"), "nothing"),
        ((tmp_path / "x.db", "--db", parquet, "--where", "true); DROP TABLE x; SELECT (1"), "one condition"),
        ((tmp_path / "x.db", "--db", db, "--where", "true"), "--where"),
    ):
        refused = kbuild("export", *arguments)
        assert refused.returncode in (1, 2)
        assert refused.stderr.count("\n") == 1
        assert says in refused.stderr
    assert {path.name for path in tmp_path.iterdir()} >= {"whole.db", "part.db"}
    assert not list(tmp_path.glob(".*"))
    assert not (tmp_path / "x.db").exists()
