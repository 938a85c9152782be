import csv
import io
import json

import pytest


@pytest.mark.parametrize(
    ("arguments", "column", "expected"),
    [
        (["districts"], "name", ["上海市", "云杉区"]),
        (["districts", "--in", "上海"], "name", ["上海市", "云杉区"]),
        (["districts", "--district", "雲杉"], "name", ["云杉区"]),
        (["districts", "--cluster", "氢能"], "name", ["云杉区"]),
        (["districts", "--firm", "甲乙新能源"], "name", ["云杉区"]),
        (["clusters", "--in", "310000"], "industry", ["氢能"]),
        (["clusters", "--district", "云杉区"], "firms", [["甲乙新能源科技有限公司"]]),
        (["firms"], "aliases", [["甲乙新能源"]]),
        (["firms", "--cluster", "氢"], "name", ["甲乙新能源科技有限公司"]),
        (["firms", "--article", "第1天"], "districts", [["云杉区"]]),
        (["firms", "--since", "2024-10"], "name", []),
        (["figures", "--metric", "产", "--sort", "value"], "value", [3.0, 3.0, 1.2e9, 2.4e9]),
        (["figures", "--metric", "=产值", "--unit", "元", "--sort", "-value"], "value", [2.4e9, 1.2e9]),
        (["figures", "--unit", "%", "--limit", "1"], "firm", ["甲乙新能源科技有限公司"]),
        (["figures", "--year", "2023"], "value", []),
        (["figures", "--year", "2024", "--unit", "元"], "district", ["云杉区", "云杉区"]),
        (["figures", "--in", "上海", "--article", "1.txt", "--unit", "元"], "value", [1.2e9]),
        (["articles", "--firm", "甲乙新能源", "--until", "2024-09-24"], "path", ["1.txt", "2.txt"]),
        (["articles", "--until", "2024-09-23"], "path", []),
    ],
)
def test_filters(filled, arguments, column, expected):
    run = filled("query", *arguments)
    assert run.code == 0, run.err
    assert [row[column] for row in run.rows] == expected


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["figures", "--metric", "产直"], 1, "no metric '产直' in this database; the nearest: 产值"),
        (["figures", "--district", "云衫区"], 1, "the nearest: 云杉区"),
        (["firms", "--firm", "乙丙丁"], 1, "no firm '乙丙丁'"),
        (["figures", "--unit", "圆"], 1, "no unit '圆'"),
        (["figures", "--sort", "size"], 2, "there is no such column; there are district, subject"),
        (["figures", "--since", "gestern"], 2, "write a day as 2024-09-24, 2024-09 or 2024"),
        (["figures", "--nonesuch"], 2, "No such option"),
        (["figuers"], 2, "Did you mean 'figures'"),
        (["figures", "--db", "none.db"], 1, "none.db: there is no such database"),
    ],
)
def test_what_it_cannot_answer(filled, arguments, code, says):
    run = filled("query", *arguments)
    assert (run.code, run.out) == (code, "")
    assert says in run.err


def test_every_format_says_the_same(filled):
    def out(fmt):
        return filled("query", "figures", "--unit", "元", "--format", fmt).out

    rows = json.loads(out("json"))
    assert rows == [json.loads(line) for line in out("jsonl").splitlines()]
    as_csv = list(csv.DictReader(io.StringIO(out("csv"))))
    as_tsv = [
        dict(zip(out("tsv").splitlines()[0].split("\t"), line.split("\t"), strict=True))
        for line in out("tsv").splitlines()[1:]
    ]
    assert as_csv == as_tsv
    assert [float(row["value"]) for row in as_csv] == [row["value"] for row in rows] == [2.4e9, 1.2e9]
    assert out("md").splitlines()[2].startswith("| 云杉区 |  | 产值 | = | 2400000000 |")
    assert "12亿元" in out("table")


def test_sql(filled):
    run = filled("query", "sql", "SELECT count(*) AS n, count(*) AS n FROM figures WHERE unit = :u", "-p", "u=元")
    assert run.rows == [{"n": 2, "n_2": 2}]
    assert filled("query", "sql", "-", stdin="SELECT 1 AS one").rows == [{"one": 1}]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM figures", 2),
        ("UPDATE firms SET name = ''", 2),
        ("ATTACH 'other.db' AS o", 2),
        ("PRAGMA user_version = 7", 2),
        ("PRAGMA writable_schema = 1", 2),
        ("CREATE TEMP TABLE t (a)", 2),
        ("SELECT load_extension('x')", 2),
        ("VACUUM INTO 'copy.db'", 2),
        ("SELECT 1; SELECT 2", 1),
        ("SELECT nonesuch FROM figures", 1),
        ("SELECT :missing", 1),
        ("", 2),
        ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n", 1),
    ],
)
def test_sql_only_reads_and_not_for_ever(filled, statement, code):
    before = filled("digest").out
    run = filled("query", "sql", statement, "--timeout", "0.2")
    assert (run.code, run.out) == (code, "")
    assert len(run.err.splitlines()) == 1
    assert filled("digest").out == before


def test_a_closed_pipe_ends_quietly(filled, tmp_path):
    import subprocess

    from .conftest import KBUILD

    many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 90000) SELECT * FROM n"
    run = subprocess.run(
        f'set -o pipefail; "{KBUILD}" query sql "{many}" --db x.db | head -1',
        shell=True, cwd=tmp_path, capture_output=True, text=True, executable="/bin/bash",
    )  # fmt: skip
    assert (run.returncode, run.stdout, run.stderr) == (0, '{"i": 1}\n', "")
