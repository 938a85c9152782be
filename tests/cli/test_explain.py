"""`kbuild explain` and `kbuild evaluate` as real processes."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "data" / "samples" / "01-city-launches-clusters.txt"


def kbuild(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "kbuild", *arguments], capture_output=True, text=True)


def test_explain_shows_spans_and_rules():
    done = kbuild("explain", str(SAMPLE))
    assert done.returncode == 0
    assert "figure.amount" in done.stdout
    assert "district.full_name" in done.stdout
    assert "veto.cluster.generic" in done.stdout  # what was looked at and vetoed


def test_explain_writes_a_page_that_needs_nothing_else(tmp_path):
    assert kbuild("explain", str(SAMPLE), "--html", str(tmp_path / "page.html")).returncode == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<mark class="figure"' in page
    assert "http" not in page


def test_explain_of_a_missing_file_is_one_line():
    done = kbuild("explain", "nowhere.txt")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


def test_evaluate_measures_saves_and_compares(tmp_path):
    (tmp_path / "a.txt").write_text("浙江省义乌市去年外贸额8亿元。\n", encoding="utf-8")
    district = {"name": "义乌市", "code": "330782", "level": "district"}
    figure = {"text": "8亿元", "value": 8e8, "unit": "元", "kind": "amount", "metric": "外贸额", "district": "义乌市"}
    gold = {"published": "2024-05-01", "districts": [district], "clusters": [], "firms": [], "figures": [figure]}
    (tmp_path / "a.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    saved = tmp_path / "scores" / "before.json"
    saved.parent.mkdir()
    done = kbuild("evaluate", str(tmp_path), "--save", str(saved), "--misses")
    assert done.returncode == 0, done.stderr
    scores = json.loads(saved.read_text(encoding="utf-8"))
    assert scores["figures"] == scores["figure metric"] == 1
    assert scores["districts"] == 0.6667  # 浙江省 is not annotated
    assert "wrong 浙江省" in done.stderr
    assert kbuild("evaluate", str(tmp_path), "--compare", str(saved)).returncode == 0
    saved.write_text(json.dumps({"districts": 0.9}), encoding="utf-8")
    assert kbuild("evaluate", str(tmp_path), "--compare", str(saved)).returncode == 1


def test_evaluate_of_a_folder_without_annotations_is_wrong_usage(tmp_path):
    done = kbuild("evaluate", str(tmp_path))
    assert done.returncode == 2
    assert "no annotations" in done.stderr


def test_evaluate_of_a_broken_annotation_is_one_line(tmp_path):
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "a.txt").write_text("文", encoding="utf-8")
    done = kbuild("evaluate", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "a.json: no JSON" in done.stderr
