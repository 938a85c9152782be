"""Decisions as people make them: by name, kept in a text file, undone, refused where they contradict each other."""

import os
import pty
import subprocess
import time

import pytest
from kbuild.extractors.records import to_json

from .conftest import KBUILD, record

FULL, OTHER = "甲乙新能源科技有限公司", "丙丁新能源科技有限公司"
BRANCH = f"{FULL}苏州分公司"
FILE = "x.decisions.tsv"


@pytest.fixture
def two(kbuild):
    """Run kbuild on a database of two articles, each with a firm of its own."""
    records = [record(1), record(2, OTHER)]
    assert kbuild("load", stdin="\n".join(map(to_json, records))).code == 0
    return kbuild


def names(kbuild):
    return [row["name"] for row in kbuild("query", "firms").rows]


def test_a_firm_decided_to_be_none_is_told_of_under_its_aliases(kbuild):
    kbuild("load", stdin=to_json(record(1)))
    assert kbuild("decide", "not-a-firm", FULL).code == 0
    assert "甲乙新能源 was decided to be no firm" in kbuild("show", "甲乙新能源").err


@pytest.mark.parametrize(
    ("decision", "left"),
    [
        (["same", FULL, OTHER], 1),
        (["not-a-firm", OTHER], 1),
        (["rename", OTHER, "丙丁"], 2),
        (["different", FULL, OTHER], 2),
    ],
)
def test_decided_listed_shown_and_undone(two, tmp_path, decision, left):
    before = two("digest").out
    assert two("decide", *decision, "--why", "because", "--db", "x.db").err.startswith(f"decision 1: {decision[0]}")
    assert len(names(two)) == left
    [listed] = two("decide", "list").rows
    assert (listed["number"], listed["verdict"], listed["why"], listed["overruled"]) == (
        1,
        decision[0],
        "because",
        False,
    )
    line = (tmp_path / FILE).read_text().splitlines()[-1]
    assert line.split("\t")[0] == decision[0]
    assert OTHER in line
    shown = two("show", OTHER)
    if decision[0] == "not-a-firm":
        assert "decide undo 1" in shown.err
    else:
        assert shown.rows[0]["decisions"][0]["verdict"] == decision[0]
        assert decision[0] in two("show", OTHER, "--format", "table").out
    assert two("digest").out != before
    assert two("decide", "undo", "1").code == 0
    assert two("digest").out == before
    assert (tmp_path / FILE).read_text().count("\t") == 0


def test_a_place_is_decided(two):
    def where():
        rows = two("query", "sql", "SELECT id, level, parent_id FROM districts ORDER BY id").rows
        homes = two("query", "sql", "SELECT DISTINCT c.id FROM clusters AS c JOIN cluster_districts").rows
        return [tuple(row.values()) for row in rows], [row["id"] for row in homes]

    before = where()
    assert two("decide", "place", "云杉区", "310112", "--why", "its map").code == 0
    assert where() == (
        [("310000", "province", None), ("310112", "district", "310000"), ("310112/云杉区", "zone", "310112")],
        ["氢能@310112/云杉区"],
    )
    shown = two("show", "云杉区").rows[0]["decisions"]
    assert [(row["verdict"], row["other"], row["why"]) for row in shown] == [("place", "310112/云杉区", "its map")]
    assert two("decide", "place", "云杉区", "320114").code == 2  # there is another decision
    two("decide", "undo", "1")
    assert where() == before


def test_a_new_database_takes_in_the_file_beside_it(two, tmp_path):
    two("decide", "same", FULL, OTHER)
    before = two("digest").out
    for path in tmp_path.glob("x.db*"):
        path.unlink()
    assert two("load", stdin="\n".join(map(to_json, [record(2, OTHER), record(1)]))).code == 0
    assert two("digest").out == before
    assert two("merge", "x.db", "--db", "all.db").code == 0
    assert two("digest", env={"KBUILD_DB": "all.db"}).out == before
    assert (tmp_path / "all.decisions.tsv").read_text() == (tmp_path / FILE).read_text()


def test_the_file_can_be_edited(two, tmp_path):
    two("decide", "same", FULL, OTHER)
    own = tmp_path / FILE
    own.write_text(own.read_text() + f"rename\tfirm\t{FULL}\t甲乙\n")
    refused = two("decide", "not-a-firm", FULL)
    assert (refused.code, "was edited" in refused.err) == (2, True)
    assert two("decide", "--from", FILE).code == 0
    assert names(two) == ["甲乙"]
    own.write_text("".join(line for line in own.read_text().splitlines(True) if not line.startswith("same")))
    assert two("decide", "--from", FILE).code == 0
    assert names(two) == [OTHER, "甲乙"] or names(two) == ["甲乙", OTHER]


def test_another_file_is_added(two, tmp_path):
    (tmp_path / "more.tsv").write_text(f"same\tfirm\t{FULL}\t{OTHER}\ndifferent\tfirm\t{FULL}\t{OTHER}\n")
    run = two("decide", "--from", "more.tsv")
    assert (run.code, "decision 1" in run.err) == (0, True)
    assert [row["overruled"] for row in two("decide", "list").rows] == [True, False]
    assert len(names(two)) == 2


def test_standard_input_is_a_file_too(two):
    assert two("decide", "--from", "-", stdin=f"same\tfirm\t{FULL}\t{OTHER}\n").code == 0
    assert len(names(two)) == 1
    run = two("decide", "--from", "-", stdin="nonsense\n")
    assert (run.code, "standard input" in run.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["same", FULL, "戊己"], 1, "nothing is called"),
        (["same", FULL, FULL], 2, "twice"),
        (["same", FULL, "云杉区"], 2, "two of a kind"),
        (["same", FULL, "氢能"], 2, "two of a kind"),
        (["place", FULL, "310112"], 2, "for a district"),
        (["place", "云杉区", "999999"], 2, "no code"),
        (["place", "上海市", "310112"], 2, "code of its own"),
        (["not-a-firm", "氢能"], 2, "for a firm"),
        (["rename", FULL, ""], 2, "takes two names"),
        (["undo", "7"], 1, "no decision 7"),
        (["--from", "nothing.tsv"], 1, "no such file"),
        ([], 2, ""),
    ],
)
def test_what_cannot_be_decided(two, arguments, code, message):
    run = two("decide", *arguments)
    assert run.code == code
    assert message in run.err
    assert two("decide", "list").rows == []


def test_a_contradiction_is_refused(two):
    two("decide", "same", FULL, OTHER)
    run = two("decide", "different", FULL, OTHER)
    assert (run.code, "contradicts" in run.err) == (2, True)
    two("decide", "undo", "1")
    assert two("decide", "different", FULL, OTHER).code == 0
    assert two("decide", "different", OTHER, FULL).err.startswith("decision 1:")


def test_the_doubts_are_listed(kbuild):
    records = [record(1), record(2, BRANCH)]
    assert kbuild("load", stdin="\n".join(map(to_json, records))).code == 0
    doubts = kbuild("review").rows
    assert [(row["what"], row["other"]) for row in doubts if row["doubt"] == "same firm?"] == [(FULL, BRANCH)]
    assert [row["count"] for row in doubts if row["doubt"] == "claim?"] == [None, None]
    kbuild("decide", "different", FULL, BRANCH)
    assert all(row["doubt"] != "same firm?" for row in kbuild("review").rows)


def answer(tmp_path, key):
    """Run review on a terminal where someone types one key until it is over."""
    leader, follower = pty.openpty()
    process = subprocess.Popen([KBUILD, "review", "--db", "x.db"], cwd=tmp_path, stdin=follower, stdout=follower)
    for _ in range(300):  # what is typed before the question is asked is lost
        os.write(leader, key)
        time.sleep(0.1)
        if process.poll() is not None:
            break
    process.kill()
    os.close(follower)
    os.close(leader)
    assert process.wait() == 0


def test_a_key_decides(kbuild, tmp_path):
    records = [record(1), record(2, BRANCH)]
    assert kbuild("load", stdin="\n".join(map(to_json, records))).code == 0
    answer(tmp_path, b"s")
    assert [row["verdict"] for row in kbuild("decide", "list").rows] == ["same"]
    assert names(kbuild) == [BRANCH]


def test_a_key_places(kbuild, tmp_path):
    assert kbuild("ingest", "-", stdin="朝阳区发展氢能产业集群。").code == 0
    assert [(row["doubt"], row["what"]) for row in kbuild("review").rows][:1] == [("which district?", "朝阳区")]
    answer(tmp_path, b"1")
    [place] = kbuild("decide", "list").rows
    assert (place["verdict"], place["key"]) == ("place", "朝阳区")
    assert kbuild("query", "sql", "SELECT id FROM districts WHERE name = '朝阳区'").rows == [{"id": place["other"]}]
    assert [row["doubt"] for row in kbuild("review").rows if row["doubt"] == "which district?"] == []
