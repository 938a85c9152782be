"""A knowledge base as Parquet is what the database holds, row for row, however the evidence is parted."""

import json
from pathlib import Path

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")
from hypothesis import given, settings
from hypothesis import strategies as st
from kbuild.extractors.records import Article, Document, Firm, record_hash, to_json
from kbuild.scale import aliases, asking, evidence, exchange, knowledge
from kbuild.scale.evidence import Row
from kbuild.scale.manifest import Shard
from kbuild.scale.source import Evidence
from kbuild.store import database, decisions
from kbuild.store.decisions import Decision
from kbuild.store.digest import table_digests
from kbuild.store.identity import MOST_CLAIMANTS
from kbuild.store.kinds import longest
from kbuild.store.merge import Database, merge
from store.records_strategy import documents

from .test_extract import SAMPLES, digest, kbuild


class InOrder:
    """An exchange within this process."""

    def run(self, tasks, map_, reduce_, buckets):
        parted = [[] for _ in range(buckets)]
        for task in tasks:
            for pair in map_(task):
                parted[exchange.bucket_of(pair[0][0], buckets)].append(pair)
        return [reduce_(bucket, iter(sorted(pairs, key=lambda pair: pair[0]))) for bucket, pairs in enumerate(parted)]


def written(folder: Path, records, shard: int) -> None:
    rows = [Row(r.path, r.id, r.rules, record_hash(r), to_json(r)) for r in records]
    rows.append(Row(f"lost{shard}", failure="quarantined", reason="SIGKILL"))
    evidence.write(str(folder), Shard(shard, ()), "rules", rows)


def folders(root: Path, *parts) -> list[str]:
    """Sources of evidence: each is a list of documents, two to a shard."""
    for number, part in enumerate(parts):
        (root / str(number)).mkdir(parents=True)
        for shard in range(0, len(part) or 1, 2):
            written(root / str(number), part[shard : shard + 2], shard)
    return [str(root / str(number)) for number in range(len(parts))]


@settings(deadline=None, max_examples=15)
@given(documents(), documents(), st.integers(1, 5), st.data())
def test_parquet_has_the_rows_of_the_database(tmp_path_factory, one, other, buckets, data):
    root = tmp_path_factory.mktemp("evidence")
    for record in other[1:]:
        record.id = record.id[::-1]  # some documents in both, some with other bytes under their path
    sources = data.draw(st.permutations(folders(root, one, other)))
    out = str(root / "knowledge")
    knowledge.make(InOrder(), sources, out, buckets)
    db = database.open_to_write(":memory:")
    merge(db, [Evidence(source) for source in reversed(sources)])
    assert asking.table_digests(out) == table_digests(db)
    part, whole = database.open_to_write(":memory:"), str(root / "whole")
    merge(part, [Evidence(sources[0])])
    knowledge.make(InOrder(), [Database(part), sources[1]], whole, buckets)
    assert asking.table_digests(whole) == table_digests(db)
    assert asking.connect(out).execute("SELECT count(*) FROM failures").fetchone()[0] > 0


@pytest.mark.parametrize("buckets", [1, 7])
def test_the_command_makes_the_knowledge_of_ingest(tmp_path, buckets):
    manifest, parts, db, out = tmp_path / "m.jsonl", tmp_path / "evidence", tmp_path / "kb.db", tmp_path / "knowledge"
    kbuild("plan", SAMPLES, "-o", manifest, "--shard-mb", "0.005")
    kbuild("extract", "--manifest", manifest, "--out", parts)
    kbuild("ingest", SAMPLES, "--db", db)
    made = kbuild("merge", parts, "--out", out, "--buckets", buckets, "--jobs", 2)
    assert made.returncode == 0, made.stderr
    assert digest(out) == digest(db)
    head = json.loads((out / "kbuild.json").read_text())
    assert head["buckets"] == buckets
    assert sorted(path.name for path in out.iterdir() if path.is_file()) == ["kbuild.json"]
    again = kbuild("merge", parts, "--out", out)
    assert (again.returncode, again.stderr.count("\n")) == (2, 1)
    (out / "kbuild.json").unlink()
    cut_off = kbuild("digest", "--db", out)
    assert cut_off.returncode == 1
    assert "not made to its end" in cut_off.stderr
    assert kbuild("merge", parts, "--out", out, "--buckets", 3, "--jobs", 1).returncode == 0
    assert digest(out) == digest(db)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("decided.db", "evidence", "--out", "new"), "decisions"),
        (("evidence",), "--db or --out"),
        (("evidence", "--db", "x.db", "--out", "new"), "--db or --out"),
        (("evidence", "--out", "full"), "holds something else"),
    ],
)
def test_wrong_usage_is_one_line(tmp_path, monkeypatch, arguments, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "evidence").mkdir()
    written(tmp_path / "evidence", [], 0)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("")
    decided = database.open_to_write("decided.db")
    with database.transaction(decided):
        decisions.add(decided, [Decision("rename", "firm", "甲", "甲公司")])
    decided.close()
    done = kbuild("merge", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert says in done.stderr


FORMS = st.text("甲乙丙", min_size=1, max_size=4)


FORMS |= FORMS.map("{}有限公司".format)
CLAIMS = st.sets(st.tuples(FORMS, FORMS).filter(lambda claim: longest(claim[1]) > longest(claim[0])))


@given(CLAIMS, CLAIMS)
def test_forms_stand_for_what_all_their_claimants_stand_for(claims, likely):
    """The rule as `store.identity` states it, followed by recursion."""

    def stands_for(key):
        claimed_by = {stands_for(claimant) for form, claimant in claims if form == key}
        if not claimed_by:
            claimed_by = {stands_for(claimant) for form, claimant in likely if form == key}
            if any(not one.endswith("有限公司") for one in claimed_by):
                return key  # a form is derived from full legal names alone
        return claimed_by.pop() if len(claimed_by) == 1 else key

    forms = sorted({form for form, _ in claims | likely})
    listed = [
        (form, *(sorted(key for claimed, key in pairs if claimed == form) for pairs in (claims, likely)))
        for form in forms
    ]
    found = dict(aliases.resolved(listed))
    assert found == {form: stands_for(form) for form in forms if stands_for(form) != form}


def generic(count: int) -> list[Document]:
    """So many firms claim 集团, which stands alone in the last article; the longest of them claims all the others."""
    keys = ["甲" * number for number in range(3, count + 3)]
    firms = [Firm(key, key, "company", ["集团"]) for key in keys[:-1]]
    firms.append(Firm(keys[-1], keys[-1], "company", ["集团", *keys[:-1]]))
    told = [firms[at : at + 100] for at in range(0, count, 100)] + [[Firm("集团", "集团", "company", [])]]
    found = []
    for number, firms in enumerate(told):
        article = Article(0, None, None, None, None, "文", [["paragraph", 0, 1]], firms=firms)
        found.append(
            Document(f"{number:064x}", f"{number}.txt", "text/plain", "utf-8", 3, rules="1", articles=[article])
        )
    return found


def test_what_too_many_firms_claim_is_nobodys(tmp_path):
    """All of them are one firm, so that without the cap the word would be its name."""
    for count in (MOST_CLAIMANTS, MOST_CLAIMANTS + 1):
        root = tmp_path / str(count)
        (source,) = folders(root, generic(count))
        made = knowledge.make(InOrder(), [source], str(root / "knowledge"), 2)
        assert made.generic == ([("集团", count)] if count > MOST_CLAIMANTS else [])
        db = database.open_to_write(":memory:")
        merge(db, [Evidence(source)])
        assert asking.table_digests(str(root / "knowledge")) == table_digests(db)
        ids = db.execute("SELECT count(*) FROM firms WHERE id = '集团'").fetchone()[0]
        assert bool(ids) == (count > MOST_CLAIMANTS)
