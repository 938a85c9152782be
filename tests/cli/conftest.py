"""The command as a user runs it: a real process, in a folder of its own, on records made by hand."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from kbuild.extractors.records import Article, Claim, Cluster, District, Document, Figure, Firm, Link, Mention, to_json

KBUILD = Path(sys.executable).parent / "kbuild"

TEXT = "云杉区发展氢能产业集群。甲乙新能源科技有限公司(甲乙新能源)产值12亿元,增长3%。\n共2家企业。"


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


def read(name, rule):
    return (*span(name), name, rule)


def record(number=1, firm="甲乙新能源科技有限公司"):
    article = Article(0, None, f"云杉区的第{number}天", None, "2024-09-24", TEXT, [["paragraph", 0, len(TEXT)]])
    article.districts = [
        District("310000", "上海市", "上海市", "310000", "city"),
        District("310000/云杉区", "云杉区", "上海市云杉区", None, "zone", "310000"),
    ]
    article.clusters = [Cluster("氢能@310000/云杉区", "氢能", "千亿级")]
    article.firms = [Firm(firm, firm, "company", ["甲乙新能源"])]
    article.mentions = [
        Mention("district", "310000/云杉区", *read("云杉区", "district.test")),
        Mention("cluster", "氢能@310000/云杉区", *read("氢能", "cluster.test")),
        Mention("firm", firm, *read("甲乙新能源", "firm.test")),
    ]
    article.links = [
        Link("cluster_district", "氢能@310000/云杉区", "310000/云杉区", *span("云杉区"), "link.test"),
        Link("firm_district", firm, "310000/云杉区", *span("云杉区"), "link.test"),
        Link("firm_cluster", firm, "氢能@310000/云杉区", *span("氢能"), "link.test"),
    ]
    whose = ("310000/云杉区", None, firm, "2024-01-01", "2024-12-31", "figure.test")
    article.figures = [
        Figure(*read("12亿元", "")[:3], 1.2e9 * number, None, "元", "=", "amount", False, "产值", None, *whose),
        Figure(*read("3%", "")[:3], 3.0, None, "%", "=", "change", False, "产值", None, *whose, 0),
    ]
    article.claims = [Claim(*read("2家", "")[:3], "企业", 2.0, 1.0, "differs", 0, 5)]
    return Document(f"{number:064x}", f"{number}.txt", "text/plain", "utf-8", 100, rules="test", articles=[article])


@dataclass
class Run:
    code: int
    out: str
    err: str

    @property
    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def kbuild(tmp_path):
    """Run kbuild in an empty folder, where `x.db` is the database."""

    def run(*arguments, stdin="", env=None):
        environment = os.environ | {"KBUILD_DB": "x.db", "COLUMNS": "120"} | (env or {})
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        done = subprocess.run([KBUILD, *arguments], cwd=tmp_path, env=environment, input=data, capture_output=True)
        result = Run(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in result.err
        return result

    return run


@pytest.fixture(scope="session")
def two_articles(tmp_path_factory):
    """A database of two articles that name one firm, made once."""
    path = tmp_path_factory.mktemp("filled") / "x.db"
    records = "\n".join(map(to_json, [record(1), record(2)]))
    subprocess.run([KBUILD, "load", "--quiet", "--db", path], input=records.encode(), check=True)
    return path


@pytest.fixture
def filled(kbuild, two_articles, tmp_path):
    """Run kbuild on a copy of `two_articles`."""
    shutil.copyfile(two_articles, tmp_path / "x.db")
    return kbuild
