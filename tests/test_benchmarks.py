"""The benchmark runs from a checkout, and its corpus does not repeat itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("jieba")
pytest.importorskip("rjieba")
ROOT = Path(__file__).parent.parent


def test_the_stages_are_measured(tmp_path):
    command = [sys.executable, "-m", "benchmarks", "--only", "dense", "--quick", "--runs", "1"]
    run = subprocess.run(
        [*command, "--json", str(tmp_path / "x.json")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    parts = json.loads((tmp_path / "x.json").read_text())["dense"]["parts"]
    assert all(parts[name]["seconds"] > 0 for name in ("jieba.lcut", "decode", "layout", "scan", "names", "figures"))
    assert all(parts[name]["seconds"] > 0 for name in ("links", "store", "index", "whole"))
    assert "ingest of dense articles, CPU / jieba.lcut" in run.stdout


def test_no_two_articles_of_the_corpus_are_alike():
    code = "from benchmarks import corpus; texts = list(corpus.texts(0.2)); assert len(texts) == len(set(texts)) > 50\n"
    code += "assert texts[7] == corpus.variant(7) != corpus.variant(7 + len(corpus.templates()))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
