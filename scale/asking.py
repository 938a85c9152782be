"""A knowledge base as Parquet, asked through DuckDB in the SQL that asks the database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from threading import Timer
from typing import Any

from ..extractors.errors import StoreError, UsageError
from ..extractors.fold import characters
from ..store.digest import HISTORY, LEFT_OUT, hash_rows
from ..store.safe_sql import distinct
from . import knowledge
from .tables import content

_BATCH = 10_000


def connect(folder: str) -> Any:
    """A connection of DuckDB with a view for each table. Raises InputError where there is no such base.

    What lies in a store beyond this machine is reached by the extensions of DuckDB for it (httpfs, azure).
    """
    import duckdb

    knowledge.head(folder)
    db = duckdb.connect()
    for name in content():
        files = _literal(f"{folder.rstrip('/')}/{name}/*.parquet")
        db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({files})")
    return db


def table_digests(folder: str) -> dict[str, str]:
    """SHA-256, in hex, of each table, as `store.digest.table_digests` has it of a database."""
    db = connect(folder)
    found = {}
    for name, table in sorted(content().items()):
        if name not in LEFT_OUT:
            columns = sorted(c.name for c in table.columns if c.name not in HISTORY.get(name, ()))
            rows = db.execute(f"SELECT {_quoted(columns)} FROM {name} ORDER BY {_quoted(table.key)}")
            found[name] = hash_rows(columns, _fetched(rows))
    return found


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def fetched(db: Any, sql: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a question in DuckDB's own words."""
    yield from _fetched(db.execute(sql))


def _fetched(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(_BATCH):
        yield from rows


class Connection:
    """What `store.queries` and the like need of a connection, over a knowledge base as Parquet.

    Their SQL is SQLite's; the few words that DuckDB has otherwise are put into its own.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder.rstrip("/")
        self._is_confined = False
        self._db = connect(self._folder)
        self._db.execute("SET default_null_order = 'sqlite'")
        # Beside it a user's own groups are looked for.
        self._db.execute(f"CREATE VIEW main_database AS SELECT 'main' AS name, {_literal(self._folder)} AS file")
        for macro in _MACROS:
            self._db.execute(f"CREATE MACRO {macro}")

    def execute(self, sql: str, values: Sequence[Any] = ()) -> _Rows:
        """The rows of a question. Raises StoreError for what DuckDB does not do."""
        import duckdb

        try:
            return _Rows(self._db.cursor().execute(translated(sql), list(values)))
        except duckdb.Error as error:
            raise StoreError(f"{self._folder}: {str(error).splitlines()[0]}") from error

    def confined(self) -> Any:
        """The connection of DuckDB itself, from now on kept to the files of this folder and to these settings."""
        if not self._is_confined:
            self._db.execute(f"SET allowed_directories = [{_literal(self._folder)}]")
            self._db.execute("SET enable_external_access = false")
            self._db.execute("SET lock_configuration = true")
            self._is_confined = True
        return self._db


def by_scan(db: Any, wanted: list[str], _phrases: list[str], where: str, values: Sequence[Any]) -> Iterator[str]:
    """Ids of the articles that hold all words and meet `where`, those that hold them most often first; for `search`.

    Parquet has no index of words: every text is looked at, folded as the words are.
    """
    had, has = (_literal(one) for one in characters())
    folded = f"lower(translate(coalesce(a.title, '') || chr(10) || a.text, {had}, {has}))"
    holds = " AND ".join("contains(f.folded, ?)" for _ in wanted)
    often = " + ".join("(length(f.folded) - length(replace(f.folded, ?, ''))) / length(?)" for _ in wanted)
    query = (
        f"SELECT f.id FROM (SELECT a.id AS id, {folded} AS folded FROM articles AS a{where}) AS f "
        f"WHERE {holds} ORDER BY {often} DESC, f.id"
    )
    for (article,) in db.execute(query, (*values, *wanted, *(word for word in wanted for _ in range(2)))):
        yield article


def select(
    folder: str, sql: str, parameters: Mapping[str, str], seconds: float
) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """The columns and rows of one statement of a user's, in the SQL of DuckDB; it reads this folder and does no more.

    Raises UsageError for what is no SELECT, StoreError for what fails or takes longer.
    """
    db = Connection(folder).confined()
    clock = Timer(seconds, db.interrupt)
    clock.start()
    try:
        named = re.compile(rf"(?<![:\w]):({'|'.join(map(re.escape, parameters))})\b") if parameters else None
        columns, rows = _run(db, named.sub(r"$\1", sql) if named else sql, parameters)
    except StoreError as error:
        late = "Interrupt" in str(error)
        raise (
            StoreError(f"the query took longer than {seconds:g} s; --timeout allows more") if late else error
        ) from None
    finally:
        clock.cancel()
        clock.join()
        db.close()
    return columns, iter(rows)


def _run(db: Any, sql: str, parameters: Mapping[str, str]) -> tuple[list[str], list[dict[str, Any]]]:
    """Columns and rows of a single SELECT. Errors of DuckDB become StoreError and are let go of, with all they hold."""
    import duckdb

    try:
        statements = duckdb.extract_statements(sql)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise UsageError("only one statement is run, and only SELECT")
        cursor = db.execute(sql, dict(parameters) or None)
        columns = distinct([name for name, *_ in cursor.description])
        return columns, [dict(zip(columns, row, strict=True)) for row in _fetched(cursor)]
    except duckdb.Error as error:
        raise StoreError(f"SQL: {str(error).splitlines()[0]}") from None


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class _Rows:
    """A cursor that is iterated over, as SQLite's."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    @property
    def description(self) -> Any:
        """Name and type of each column."""
        return self._cursor.description

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, or None."""
        row: tuple[Any, ...] | None = self._cursor.fetchone()
        return row

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows that are left."""
        return list(self)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        yield from _fetched(self._cursor)


_MACROS = (
    "iif(condition, yes, no) AS CASE WHEN condition THEN yes ELSE no END",
    "json_group_array(one) AS coalesce(CAST(to_json(list_sort(list(one))) AS VARCHAR), '[]')",
)
_WORDS = (
    (re.compile("pragma_database_list"), "main_database"),
    (re.compile(r"\?(\d+)"), r"$\1"),
    (
        re.compile(r"LEFT JOIN json_each\((.*?)\) AS (each_\w+)", re.DOTALL),
        r"""LEFT JOIN LATERAL (SELECT unnest(from_json(\1, '["VARCHAR"]')) AS value) AS \2 ON true""",
    ),
    (
        re.compile(r"SELECT value FROM json_each\(([^()]*)\)"),
        r"""SELECT unnest(from_json(\1, '["VARCHAR"]')) AS value""",
    ),
    (re.compile(r"date\(([\w.]+), '\+1 day'\)"), r"strftime(CAST(\1 AS DATE) + INTERVAL 1 DAY, '%Y-%m-%d')"),
)


def translated(sql: str) -> str:
    """A question of SQLite in the words of DuckDB."""
    for pattern, words in _WORDS:
        sql = pattern.sub(words, sql)
    return sql
