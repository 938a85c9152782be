"""`kbuild export`: real files of every format, read back by the libraries of their users."""

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
HOSTILE = '<b>"坏"|[[名]]\x1b[31m'


def kbuild(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kbuild", *arguments], capture_output=True, text=True)


@pytest.fixture(scope="module")
def db(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("export") / "kb.db"
    done = kbuild("ingest", str(ROOT / "data" / "samples"), "--db", str(path), "--quiet")
    assert done.returncode == 0, done.stderr
    return path


def count(db: Path, table: str) -> int:
    return int(json.loads(kbuild("query", "sql", f"SELECT count(*) AS n FROM {table}", "--db", str(db)).stdout)["n"])


def exported(db: Path, out: Path, *options: str) -> Path:
    done = kbuild("export", str(out), "--db", str(db), *options)
    assert done.returncode == 0, done.stderr
    assert not list(out.parent.glob(".kbuild-*"))
    return out


def test_the_data_package_describes_its_files(db, tmp_path):
    out = exported(db, tmp_path / "tables")
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    names = {resource["name"] for resource in package["resources"]}
    for resource in package["resources"]:
        with (out / resource["path"]).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert head == list(fields)
        assert len(rows) == count(db, resource["name"])
        required = [head.index(name) for name, field in fields.items() if field.get("constraints")]
        assert all(row[at] for row in rows for at in required)
        keys = [tuple(row[head.index(name)] for name in resource["schema"]["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for key in resource["schema"].get("foreignKeys", []):
            assert key["reference"]["resource"] in names | {""}


def test_json_lines_and_parquet_have_the_same_rows(db, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    lines = exported(db, tmp_path / "lines", "--as", "jsonl")
    columns = exported(db, tmp_path / "columns", "--as", "parquet")
    for file in sorted(lines.glob("*.jsonl")):
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        assert parquet.read_table(columns / f"{file.stem}.parquet").to_pylist() == rows
        assert len(rows) == count(db, file.stem)


def test_the_network_has_every_entity(db, tmp_path):
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(exported(db, tmp_path / "kb.graphml"))
    entities = sum(count(db, table) for table in ("districts", "clusters", "firms"))
    assert len(graph) == entities
    assert all(data["label"] for _, data in graph.nodes(data=True))
    folder = exported(db, tmp_path / "gephi", "--as", "gephi")
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    assert {(edge["Source"], edge["Target"]) for edge in edges} == set(graph.edges())


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf", "jsonld"])
def test_rdf_says_the_same_in_every_notation(db, tmp_path, ending):
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(str(exported(db, tmp_path / f"kb.{ending}")))
    organization = rdflib.URIRef("http://www.w3.org/ns/org#Organization")
    assert len(set(graph.subjects(rdflib.RDF.type, organization))) == count(db, "firms")
    observation = rdflib.URIRef("https://schema.org/Observation")
    assert len(set(graph.subjects(rdflib.RDF.type, observation))) == count(db, "figures")


def test_every_link_of_the_notes_leads_to_a_note(db, tmp_path):
    out = exported(db, tmp_path / "notes", "--as", "markdown")
    pages = {page.stem: page.read_text(encoding="utf-8") for page in out.glob("*.md")}
    assert len(pages) == sum(count(db, table) for table in ("districts", "clusters", "firms"))
    links = {link for text in pages.values() for link in re.findall(r"\[\[([^|\]]+)\|", text)}
    assert links
    assert links <= set(pages)


def test_hostile_names_stay_text(db, tmp_path):
    copy = tmp_path / "hostile.db"
    shutil.copy(db, copy)
    firm = json.loads(kbuild("query", "firms", "--db", str(db), "--limit", "1").stdout)["name"]
    done = kbuild("decide", "rename", firm, HOSTILE, "--db", str(copy))
    assert done.returncode == 0, done.stderr
    notes = exported(copy, tmp_path / "notes", "--as", "markdown")
    (page,) = (text for file in notes.glob("*.md") if "坏" in (text := file.read_text(encoding="utf-8")).split("# ")[1])
    assert "\x1b" not in page
    assert "<b>" not in page.split("---")[2]
    graph = pytest.importorskip("networkx").read_graphml(exported(copy, tmp_path / "kb.graphml"))
    assert any("坏" in data["label"] for _, data in graph.nodes(data=True))


def test_what_is_there_is_replaced_only_when_asked(db, tmp_path):
    out = exported(db, tmp_path / "tables")
    (out / "mine.txt").write_text("keep")
    done = kbuild("export", str(out), "--db", str(db))
    assert done.returncode == 2
    assert "--replace" in done.stderr
    assert (out / "mine.txt").exists()
    exported(db, out, "--replace")
    assert not (out / "mine.txt").exists()


@pytest.mark.parametrize(
    ("out", "options", "says"),
    [
        ("kb.xlsx", [], "ending"),
        ("kb.ttl", ["--as", "graphml"], ".graphml"),
        ("nowhere/tables", [], "no folder"),
    ],
)
def test_wrong_targets_are_one_line(db, tmp_path, out, options, says):
    done = kbuild("export", str(tmp_path / out), "--db", str(db), *options)
    assert done.returncode in (1, 2)
    assert done.stderr.count("\n") == 1
    assert says in done.stderr


def ask(port: int, path: str) -> dict:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"http://127.0.0.1:{port}/{path}", timeout=20) as answer:
        return json.load(answer)


def test_datasette_shows_facets_labels_and_searches(db, tmp_path):
    pytest.importorskip("datasette")
    metadata = exported(db, tmp_path / "metadata.json", "--datasette")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", str(db), "-m", str(metadata), "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                ask(port, "-/versions.json")
                break
            except OSError:
                assert server.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.2)
        figures = ask(port, "kb/figures.json?_labels=on&_facet_size=5")
        assert "unit" in figures["facet_results"]
        assert any(isinstance(row, dict) or "label" in str(row) for row in figures["rows"])
        found = ask(port, f"kb/search.json?words={urllib.parse.quote('产值')}&_shape=objects")
        assert found["rows"]
        assert not ask(port, f"kb/search.json?words={urllib.parse.quote('无此一词')}&_shape=objects")["rows"]
    finally:
        server.terminate()
        server.wait(timeout=20)
