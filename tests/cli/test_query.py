import csv
import io
import json

import pytest
from kbuild.extractors.records import District, Mention, to_json

from .conftest import record


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
        (["figures", "--in", "31", "--min", "20亿元"], "value", [2.4e9]),
        (["figures", "--min", "2%", "--max", "3%"], "value", [3.0, 3.0]),
        (["figures", "--max", "12亿", "--unit", "亿元"], "value", [1.2e9]),
        (["figures", "--period", "2024年", "--unit", "元", "--achieved", "--sort", "value"], "value", [1.2e9, 2.4e9]),
        (["figures", "--period", "=2024H1"], "value", []),
        (["figures", "--target"], "value", []),
        (
            ["figures", "--bound", "exact", "--kind", "amount", "--metric", "产值", "--sort", "value"],
            "value",
            [1.2e9, 2.4e9],
        ),
        (["districts", "--in", "长三角"], "name", ["上海市", "云杉区"]),
        (["districts", "--in", "沪"], "name", ["上海市", "云杉区"]),
        (["districts", "--district", "上海云杉"], "name", ["云杉区"]),
        (["districts", "--in", "310000", "--level", "zone"], "name", ["云杉区"]),
        (["clusters", "--industry", "氢能", "--tier", "千亿级"], "industry", ["氢能"]),
        (["links", "--kind", "firm_district"], "firm", ["甲乙新能源科技有限公司"] * 2),
        (["claims", "--verdict", "differs"], "counted", ["企业", "企业"]),
        (["figures", "--columns", "year,period", "-n", "1"], "period", ["2024"]),
        (["districts", "--count"], "count", [2]),
        (["figures", "--group-by", "metric", "--sort", "unit"], "count", [2, 2]),
        (["figures", "--group-by", "metric", "--unit", "元"], "sum", [3.6e9]),
        (["clusters", "--group-by", "districts"], "districts", ["云杉区"]),
        (["figures", "--pivot", "district,year", "--max", "12亿元"], "2024", [1.2e9]),
        (["clusters", "--pivot", "districts,tier"], "千亿级", [1]),
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
        (["figures", "--unit", "圆"], 1, "no unit '圆' in this database; there are: %、元"),
        (["firms", "--kind", "bank"], 1, "there are: company"),
        (["figures", "--sort", "size"], 2, "there is no such column"),
        (["figures", "--since", "gestern"], 2, "write a time as 2024-09-24, 2024-09 or 2024"),
        (["figures", "--columns", "valu"], 2, "did you mean value?"),
        (["figures", "--min", "viel"], 2, "write a number, with a unit if you like"),
        (["figures", "--min", "3亿元", "--max", "5%"], 2, "unlike units"),
        (["figures", "--period", "2024-13"], 2, "write a time as"),
        (["districts", "--level", "zones"], 1, "no level 'zones' in this database; there are: city、zone"),
        (["figures", "--pivot", "district"], 2, "two columns, DOWN,ACROSS"),
        (["firms", "--null"], 2, "--null writes one column"),
        (["figures", "--nonesuch"], 2, "No such option"),
        (["figuers"], 2, "Did you mean 'figures'"),
        (["figures", "--db", "none.db"], 1, "none.db: there is no such database"),
    ],
)
def test_what_it_cannot_answer(filled, arguments, code, says):
    run = filled("query", *arguments)
    assert (run.code, run.out, run.err.count("\n")) == (code, "", 1)
    assert run.err.startswith("kbuild: ")
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


def test_a_metric_under_any_of_its_names(kbuild):
    one = record()
    for figure in one.articles[0].figures:
        figure.metric = "营业收入"
    kbuild("load", stdin=to_json(one))
    assert len(kbuild("query", "figures", "--metric", "營收").rows) == 2
    assert len(kbuild("query", "figures", "--metric", "=营业总收入").rows) == 2


@pytest.mark.parametrize("kind", ["districts", "clusters", "firms", "figures", "claims", "articles", "links"])
def test_the_sql_that_explain_prints_gives_the_same(filled, kind):
    asked = ["query", kind, "--in", "上海", "--since", "2024", "--columns", COLUMN[kind]]
    run = filled(*asked, "--explain")
    assert "WHERE" in run.out
    assert filled("query", "sql", "-", stdin=run.out).out == filled(*asked).out != ""


COLUMN = {"districts": "name,id", "clusters": "industry,tier", "firms": "name,id", "figures": "id,value"}
COLUMN |= {"claims": "id,verdict", "articles": "id,path", "links": "id,kind"}


def test_what_other_programs_take(filled):
    assert filled("query", "firms", "--columns", "name", "--null").out == "甲乙新能源科技有限公司\0"
    assert filled("query", "firms", "--format", "csv", "--bom").out.startswith("\ufeffname,kind,")


def test_districts_of_one_name_are_told(kbuild):
    records = [record(number) for number in (1, 2)]
    key = "320000/云杉区"
    other = records[1].articles[0]
    other.districts = [District("320000", "江苏省", "江苏省", "320000", "province"),
                       District(key, "云杉区", "江苏省云杉区", None, "zone", "320000")]  # fmt: skip
    other.clusters, other.links, other.figures = [], [], []
    other.mentions = [Mention("district", key, 0, 3, "云杉区", "district.test")]
    kbuild("load", stdin="\n".join(map(to_json, records)))
    run = kbuild("query", "districts", "--in", "云杉", "--columns", "id")
    assert [row["id"] for row in run.rows] == ["310000/云杉区", "320000/云杉区"]
    assert "云杉 stands for 上海市云杉区 310000/云杉区、江苏省云杉区 320000/云杉区; a code says which" in run.err
    assert kbuild("query", "districts", "--in", "江苏云杉").err == ""


def test_unlike_units_are_told(filled):
    assert "unlike units (%、元)" in filled("query", "figures", "--min", "1").err
    assert filled("query", "figures", "--min", "1%").err == ""


def test_plot(filled):
    lines = filled(
        "query", "figures", "--unit", "元", "--plot", "--sort", "value", env={"COLUMNS": "60"}
    ).out.splitlines()
    assert lines[0] == "云杉区 甲乙新能源科技有限公司 产值 [元, amount]"
    assert [line[-4:] for line in lines[1:3]] == ["12亿元", "24亿元"]
    assert lines[2].count("█") in (2 * lines[1].count("█"), 2 * lines[1].count("█") + 1)
    assert max(sum(2 if ord(character) > 0x2E80 else 1 for character in line) for line in lines) <= 60


def test_sql(filled):
    run = filled("query", "sql", "SELECT count(*) AS n, count(*) AS n FROM figures WHERE unit = :u", "-p", "u=元")
    assert run.rows == [{"n": 2, "n_2": 2}]
    assert filled("query", "sql", "-", stdin="SELECT 1 AS one").rows == [{"one": 1}]
    assert filled("query", "sql", "SELECT x'00ff' AS bytes").rows == [{"bytes": "00ff"}]


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
