"""Word lists and tables as data: tab-separated files in `data/`, whose header comments name source and licence."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of `data/NAME`; lines that are empty or start with # are comments."""
    for line in (files("kbuild.data") / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))


def words(name: str) -> list[str]:
    """The first column of `data/NAME`."""
    return [row[0] for row in rows(name)]


def lexicons() -> dict[str, str]:
    """The label of every lexicon to its file: `data/lexicon/LABEL.tsv`."""
    return {
        file.name.removesuffix(".tsv"): f"lexicon/{file.name}"
        for file in sorted((files("kbuild.data") / "lexicon").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".tsv")
    }
