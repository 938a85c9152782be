"""Fit data/firms/evidence.tsv, the weights of the signs of names of firms, to annotated articles.

    python scripts/fit_evidence.py ../shared/gold tests/heldout tests/studied ../shared/corpus/news

Every candidate of every article is a case: right where an annotation names it. Each is read three times, twice with
most of the gazetteers taken away, as names are unknown in texts that nobody has seen. A folder without annotations
holds general news, in which what no rule reads is taken to be no firm: people, countries and crops stand in lists, too.
Logistic regression with a penalty on the squares of the weights, by stochastic gradient descent (AdaGrad) in a fixed
order: the same articles give the same weights.
"""

import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from hashlib import md5
from pathlib import Path
from typing import Any

from kbuild.cli.options import read_options
from kbuild.extractors.likeness import plain
from kbuild.extractors.names import firms, places
from kbuild.extractors.names.firm_candidates import candidates
from kbuild.extractors.names.firm_fellows import Fellows
from kbuild.extractors.names.firm_signs import signs
from kbuild.extractors.names.firm_tokens import Tokens
from kbuild.extractors.reading.documents import read_documents
from kbuild.extractors.view import ArticleText, Span, View

DATA = Path(__file__).parent.parent / "data"
AVERAGED = 15
"""Over how many of the last epochs the weights are averaged: what was seen last pulls at them."""
READINGS = ("", "a", "b")  # whole gazetteers, and two samples of them
TAKEN_AWAY = 0.7
PENALTY, EPOCHS, LEAST = 10.0, 30, 20
CAUTION = 0.5  # taken from what every candidate starts with: a wrong row is worse than a missing one
SAMPLE = 5  # of how many files of news one is read
SIDES = ("before", "behind", "glue")
Case = tuple[list[str], bool]


def main(folders: list[str]) -> None:
    cases = [case for folder in folders for case in _cases(Path(folder))]
    often = Counter(sign for found, _ in cases for sign in found)
    cases = [([sign for sign in found if often[sign] >= LEAST], right) for found, right in cases]
    weights = fit(cases)
    weights["all"] -= CAUTION
    weights = {sign: round(weight, 1) for sign, weight in weights.items()}
    accepted = [found for found, right in cases if right and _sum(weights, found, "") + weights["all"] > 0]
    weights["floor of neighbours"] = min(weights["all"] + _sum(weights, found, *SIDES) for found in accepted)
    weights["floor of itself"] = min(weights["all"] + _sum(weights, found, "make", *SIDES) for found in accepted)
    header = (
        "# Signs of a name of a firm and their weights: make (of what), before and behind (neighbours), list\n"
        "# and parallel (known firms beside it), article, block; `all` is where every candidate begins, a `floor`\n"
        "# is the least that names have been seen to weigh without other signs: what weighs less is given up early.\n"
        "# Source: fitted by scripts/fit_evidence.py to annotated articles (tests/heldout, tests/studied and others)\n"
        "# and to general news; CC0. 2026-11.\n"
    )
    lines = [f"{sign}\t{weight:.1f}\n" for sign, weight in sorted(weights.items()) if weight or sign == "all"]
    (DATA / "firms" / "evidence.tsv").write_text(header + "".join(lines), encoding="utf-8")


def _sum(weights: dict[str, float], found: list[str], *sorts: str) -> float:
    """What the signs of some sorts add up to."""
    return sum(weights.get(sign, 0.0) for sign in found if sign.startswith(sorts))


def fit(cases: list[Case], penalty: float = PENALTY) -> dict[str, float]:
    """The weights of the signs."""
    weights, squares, summed = Counter[str](), Counter[str](), Counter[str]()
    order = random.Random(1)
    for epoch in range(EPOCHS):
        order.shuffle(cases)
        for found, right in cases:
            active = ["all", *found]
            error = 1 / (1 + math.exp(-sum(weights[sign] for sign in active))) - right
            for sign in active:
                gradient = error + (penalty * weights[sign] / len(cases) if sign != "all" else 0)
                squares[sign] += gradient * gradient
                weights[sign] -= 0.3 * gradient / (math.sqrt(squares[sign]) + 1e-6)
        if epoch >= EPOCHS - AVERAGED:
            summed.update(weights)
    return {sign: weight / AVERAGED for sign, weight in summed.items()}


def _cases(folder: Path) -> Iterator[Case]:
    if not any(folder.glob("*.json")):
        for path in sorted(folder.iterdir())[::SAMPLE]:
            for raw in read_documents([str(path)], read_options(None, None, None, None)):
                for article in raw.articles:
                    yield from _of_article(article, {}, "")
    for path in sorted(folder.glob("*.json")):
        if not path.with_suffix(".txt").exists():
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        for raw in read_documents(
            [str(path.with_suffix(".txt"))], read_options(gold.get("published"), None, None, None)
        ):
            for article in raw.articles:
                for reading in READINGS:
                    yield from _of_article(article, gold, reading)


def _of_article(article: ArticleText, gold: dict[str, Any], reading: str) -> Iterator[Case]:
    view = View(article)
    if reading:
        for label in ("firm_known", "firm_listed"):
            view._anchors[label] = [anchor for anchor in view.anchors(label) if _kept(reading + anchor.word)]
    found = places.candidates(view)
    tokens = Tokens(view, found)
    names = firms.by_rules(view, tokens)[0]
    known = [Span(name.start, name.end) for name in names]
    fellows = Fellows(view, [Span(name.start, name.end) for name in names if name.kind == "company"])
    exact = set(known)
    covered = {at for name in names for at in range(name.start, name.end)}
    right = _annotated(view.text, gold)
    for candidate in candidates(view, tokens, known):
        span = (candidate.start, candidate.end)
        over = candidate.start in covered or candidate.end - 1 in covered
        if right.get(span) is not None and (not over or span in exact):
            yield [*signs(view.folded, candidate), *fellows.signs(candidate)], True
        elif span not in right and not over:
            yield [*signs(view.folded, candidate), *fellows.signs(candidate)], False


def _kept(word: str) -> bool:
    return int(md5(word.encode()).hexdigest()[:6], 16) / 0xFFFFFF > TAKEN_AWAY


def _annotated(text: str, gold: dict[str, Any]) -> dict[tuple[int, int], str | None]:
    """The mentions of the annotated firms, longer names first; None for those that are optional."""
    named = {
        name: None if row.get("optional") else plain(name)
        for row in gold.get("firms", [])
        for name in (row["name"], *row.get("aliases", []))
        if name
    }
    found: dict[tuple[int, int], str | None] = {}
    taken: set[int] = set()
    for name in sorted(named, key=lambda name: (-len(name), name)):
        for match in re.finditer(re.escape(name), text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                found[match.span()] = named[name]
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
