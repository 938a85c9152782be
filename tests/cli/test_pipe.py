"""kbuild among other programs: closed pipes, full disks, interrupts, locales, completion."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from .conftest import KBUILD

LOCALES = [
    {"LC_ALL": "C.UTF-8"},
    {"LC_ALL": "C"},
    {"LC_ALL": "POSIX"},
    {"PYTHONIOENCODING": "gbk"},
    {"PYTHONIOENCODING": "ascii"},
]
COMMANDS = [
    ["query", "figures", "--metric", "产值", "--format", "table"],
    ["query", "firms", "--format", "csv"],
    ["query", "figures", "--plot"],
    ["query", "districts", "--in", "长三角", "--explain"],
    ["search", "产值", "--format", "table"],
    ["show", "云杉区", "--format", "md"],
    ["query", "figures", "--metric", "产直"],
    ["rules", "--format", "tsv"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_the_same_bytes_in_every_locale(filled, arguments):
    runs = [filled(*arguments, env=locale) for locale in LOCALES]
    assert runs.count(runs[0]) == len(runs)
    assert runs[0].out or runs[0].err


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_standard_input_is_utf_8_in_every_locale(filled, locale):
    assert filled("query", "sql", "-", stdin="SELECT '产值' AS metric", env=locale).rows == [{"metric": "产值"}]


def test_standard_input_that_is_not(filled):
    run = filled("query", "sql", "-", stdin=b"SELECT '\xb2\xfa\xd6\xb5'")
    assert (run.code, run.out) == (1, "")
    assert "standard input: not UTF-8" in run.err


def shell(tmp_path, command):
    return subprocess.run(
        ["/bin/bash", "-c", f"set -o pipefail; {command}"],
        cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"KBUILD": str(KBUILD), "KBUILD_DB": "x.db"},
    )  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "command",
    ["query figures -f table", "query figures", "search 产值 -f table", "show 云杉区", "digest", "--version", "--help"],
)
def test_a_full_disk_is_one_line(filled, tmp_path, command):
    run = shell(tmp_path, f'"$KBUILD" {command} > /dev/full')
    assert (run.returncode, run.stderr) == (1, "kbuild: output: No space left on device\n")


@pytest.mark.parametrize("fmt", ["table", "csv", "jsonl", "md"])
@pytest.mark.parametrize("command", ["query sql '{many}'", "rules", "show 云杉区"])
def test_a_reader_that_leaves_early(filled, tmp_path, command, fmt):
    if command.startswith("show") and fmt == "csv":
        pytest.skip("a dossier is no table")
    many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) SELECT * FROM n"
    run = shell(tmp_path, f'"$KBUILD" {command.format(many=many)} -f {fmt} | head -c 1 > /dev/null')
    assert (run.returncode, run.stderr) == (0, "")


def test_interrupted_while_it_asks(filled, tmp_path):
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM n"
    process = subprocess.Popen(
        [KBUILD, "query", "sql", endless, "--db", "x.db"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    process.stdout.close()
    assert process.wait(timeout=30) == 130
    assert process.stderr.read() == b""


@pytest.mark.parametrize(
    ("command", "package"),
    [
        ("export tables --as parquet", "pyarrow"),
        ("export net.graphml", "networkx"),
        ("export net.ttl", "rdflib"),
        ("merge x.db --out knowledge", "pyarrow"),
        ("query firms --db .", "duckdb"),
        ("load .", "pyarrow"),
        ("plan s3://a/b -o m.jsonl", "pyarrow"),
        ("extract --manifest m.jsonl --out evidence", "pyarrow"),
    ],
)
def test_a_package_that_is_not_here_is_one_line(filled, tmp_path, command, package):
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / f"{package}.py").write_text(f"raise ModuleNotFoundError(name={package!r})")
    (tmp_path / "m.jsonl").write_text("")
    run = filled(*command.split(), env={"PYTHONPATH": str(tmp_path / "none")})
    assert (run.code, run.out) == (1, "")
    assert run.err == f"kbuild: this needs {package}, which is not here: pip install {package}\n"


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["que"], ["query"]),
        (["query", "fi"], ["firms", "figures"]),
        (["query", "figures", "--targ"], ["--target"]),
        (["query", "figures", "--format", "js"], ["json", "jsonl"]),
        (["query", "figures", "--in", "云"], ["云", "云贵", "云贵川", "云杉区"]),
        (["query", "figures", "--in", "长三"], ["长三角", "长三角地区"]),
        (["query", "figures", "--metric", "产"], ["产值"]),
        (["query", "firms", "--db", "none.db", "--industry", "氢"], []),
        (["search", "产值", "--firm", "甲"], ["甲乙新能源科技有限公司"]),
        (["show", "氢"], ["氢能"]),
    ],
)
def test_completion(filled, words, completed):
    asked = {
        "_KBUILD_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(["kbuild", *words]),
        "COMP_CWORD": str(len(words)),
    }
    assert filled(env=asked).out.split() == completed
