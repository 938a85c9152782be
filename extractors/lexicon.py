"""Word lists and tables as data: tab-separated files in `data/`, whose header comments name source and licence."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of `data/NAME`; lines that are empty or start with # are comments."""
    return [tuple(line.split("\t")) for line in _lines(name)]


def words(name: str) -> list[str]:
    """The first column of `data/NAME`."""
    return [line.partition("\t")[0] for line in _lines(name)]


@cache
def listings(name: str) -> dict[str, str]:
    """Label to its words, spaces between them, of a file `data/NAME` with a row for each label."""
    return dict(rows(name))  # type: ignore[arg-type]


@cache
def labels(name: str) -> dict[str, str]:
    """Word to its label in a file as `listings` reads; of a word under several labels the last."""
    found: dict[str, str] = {}
    for label, listed in listings(name).items():
        found.update(dict.fromkeys(listed.split(" "), label))
    return found


def _lines(name: str) -> list[str]:
    text = (files("kbuild.data") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


def lexicons() -> dict[str, str]:
    """The label of every lexicon to its file: `data/lexicon/LABEL.tsv`."""
    return {
        file.name.removesuffix(".tsv"): f"lexicon/{file.name}"
        for file in sorted((files("kbuild.data") / "lexicon").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".tsv")
    }
