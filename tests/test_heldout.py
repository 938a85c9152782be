"""The held-out annotations are consistent: a typing error in one would be charged to kbuild."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from heldout_texts import ANNOTATIONS, CORPUS, passage

HELDOUT = Path(__file__).resolve().parent / "heldout"
KINDS = {"amount", "count", "share", "change", "measure"}
BOUNDS = {"=", ">", ">=", "<", "<=", "~"}
LEVELS = {"province", "city", "district", "town", "zone"}


def _articles() -> list[Any]:
    own = [pytest.param(path, id=path.stem) for path in sorted(HELDOUT.glob("*.json"))]
    real = [pytest.param(path, id=f"corpus-{path.stem}") for path in sorted(ANNOTATIONS.glob("*.json"))]
    return own + real


@pytest.fixture(params=_articles())
def article(request: pytest.FixtureRequest) -> tuple[dict[str, Any], str]:
    """An annotation and its text with the hard line breaks joined."""
    annotation = json.loads(request.param.read_text(encoding="utf-8"))
    if "file" in annotation:
        if not CORPUS.is_dir():
            pytest.skip("the corpus is not here")
        text = passage(annotation, CORPUS)
    else:
        text = request.param.with_suffix(".txt").read_text(encoding="utf-8")
    return annotation, re.sub(r"\n+", "", text)


def test_every_name_stands_in_the_text(article: tuple[dict[str, Any], str]) -> None:
    annotation, text = article
    names = [d["name"] for d in annotation["districts"]] + [c["industry"] for c in annotation["clusters"]]
    names += [n for row in annotation["districts"] + annotation["firms"] for n in row.get("aliases", [])]
    names += [f["name"] for f in annotation["firms"]]
    names += [q[key] for q in annotation["figures"] for key in ("text", "metric", "subject") if q[key]]
    assert [n for n in names if n not in text] == []


def test_every_reference_is_a_row(article: tuple[dict[str, Any], str]) -> None:
    annotation, _ = article
    rows = {
        "districts": {d["name"] for d in annotation["districts"]},
        "clusters": {c["industry"] for c in annotation["clusters"]},
        "firms": {f["name"] for f in annotation["firms"]},
    }
    linked = [("districts", n) for c in annotation["clusters"] for n in c["districts"]]
    linked += [(key, n) for f in annotation["firms"] for key in ("districts", "clusters") for n in f[key]]
    one = {"district": "districts", "cluster": "clusters", "firm": "firms"}
    linked += [(one[key], q[key]) for q in annotation["figures"] for key in one if q.get(key)]
    assert [link for link in linked if link[1] not in rows[link[0]]] == []


def test_every_value_is_of_the_specification(article: tuple[dict[str, Any], str]) -> None:
    annotation, text = article
    assert {d["level"] for d in annotation["districts"]} <= LEVELS
    assert {q["kind"] for q in annotation["figures"]} <= KINDS
    assert {q["bound"] for q in annotation["figures"]} <= BOUNDS
    for figure in annotation["figures"]:
        low, high = figure["value"] if isinstance(figure["value"], list) else (figure["value"], figure["value"])
        assert low <= high, figure
        start, end = figure.get("period") or ("1949-10-01", "1949-10-01")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", start), figure
        assert start <= end, figure
        assert sum(q["text"] == figure["text"] for q in annotation["figures"]) <= text.count(figure["text"]), figure
