"""The scores on annotated texts do not fall below what is written in tests/scores.json.

After a gain: `kbuild evaluate tests/heldout --save FILE` prints the new floors, to be copied there by hand.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FLOORS = json.loads((HERE / "scores.json").read_text(encoding="utf-8"))


def scores(gold: Path, saved: Path, *options: str) -> dict[str, float]:
    command = [sys.executable, "-m", "kbuild", "evaluate", str(gold), "--save", str(saved), *options]
    subprocess.run(command, check=True, capture_output=True)
    return json.loads(saved.read_text(encoding="utf-8"))


def fallen(found: dict[str, float], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    return {name: (found[name], floor) for name, floor in floors.items() if found[name] < floor}


@pytest.mark.parametrize("name", ["heldout", "studied"])
def test_scores_on_our_own_articles(tmp_path, name):
    assert fallen(scores(HERE / name, tmp_path / "scores.json"), FLOORS[name]) == {}


@pytest.mark.skipif(not SHARED.exists(), reason="the annotated articles are not here")
def test_scores_on_the_annotated_articles(tmp_path):
    assert fallen(scores(SHARED / "gold", tmp_path / "scores.json"), FLOORS["gold"]) == {}


@pytest.mark.skipif(not SHARED.exists(), reason="the public texts are not here")
def test_scores_on_public_texts(tmp_path):
    subprocess.run([sys.executable, str(HERE / "heldout_texts.py"), str(tmp_path / "texts")], check=True)
    found = scores(HERE / "corpus_heldout", tmp_path / "scores.json", "--texts", str(tmp_path / "texts"))
    assert fallen(found, FLOORS["corpus_heldout"]) == {}
