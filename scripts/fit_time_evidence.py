"""Fit data/time_evidence.tsv, the weights of the signs that a figure is of the time found for it.

    python scripts/fit_time_evidence.py ../shared/gold tests/heldout tests/studied

Every annotated figure for which the rules find days is a case, goals left out: right where the annotation gives it a
time. The regression is that of scripts/fit_evidence.py.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from fit_evidence import DATA, Case, fit
from kbuild.cli.options import read_options
from kbuild.extractors.extract import extract
from kbuild.extractors.likeness import pair_figures
from kbuild.extractors.numbers import figures
from kbuild.extractors.numbers.days import Days
from kbuild.extractors.numbers.governing import by_rules
from kbuild.extractors.numbers.period import Period
from kbuild.extractors.numbers.quantities import Quantity
from kbuild.extractors.numbers.readings import Reading
from kbuild.extractors.numbers.time_evidence import TimeEvidence
from kbuild.extractors.reading.documents import read_documents
from kbuild.extractors.view import View

PENALTY, LEAST = 30.0, 12
LENIENCE = 0.8
"""Added to what every figure begins with: a time that is given up wrongly costs as much as one that is kept wrongly."""


def main(folders: list[str]) -> None:
    cases = [case for folder in folders for case in _cases(Path(folder))]
    often = Counter(sign for found, _ in cases for sign in found)
    cases = [([sign for sign in found if often[sign] >= LEAST], right) for found, right in cases]
    weights = fit(cases, PENALTY)
    weights["all"] += LENIENCE
    header = (
        "# Signs that a figure is of the time found for it, and their weights; `all` is where every figure begins.\n"
        "# Source: fitted by scripts/fit_time_evidence.py to annotated articles (tests/heldout, tests/studied and\n"
        "# others); CC0. 2026-11.\n"
    )
    rounded = {sign: round(weight, 2) for sign, weight in sorted(weights.items())}
    lines = [f"{sign}\t{weight:.2f}\n" for sign, weight in rounded.items() if weight]
    (DATA / "time_evidence.tsv").write_text(header + "".join(lines), encoding="utf-8")


def _cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt")
        if not text.exists():
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        signs: list[list[str]] = []

        def govern(
            view: View,
            quantities: Sequence[Quantity],
            readings: Sequence[Reading],
            periods: Sequence[Period],
            signs: list[list[str]] = signs,
        ) -> list[Days | None]:
            dating = by_rules(view, quantities, readings, periods)
            evidence = TimeEvidence(dating)
            signs += [evidence.signs(at) if days else [] for at, days in enumerate(dating.days)]
            return dating.days

        with patch.object(figures, "govern", govern):
            raws = list(read_documents([str(text)], read_options(gold.get("published"), None, None, None)))
            read = [figure for raw in raws for article in extract(raw).articles for figure in article.figures]
        signs_of = {id(figure): found for figure, found in zip(read, signs, strict=True)}
        pairs = pair_figures(gold.get("figures", []), read)
        for row in gold.get("figures", []):
            figure = pairs.get(id(row))
            if figure is None or figure.is_target or row.get("optional") or "period" not in row:
                continue
            if figure.period_start:
                yield signs_of[id(figure)], row["period"] is not None


if __name__ == "__main__":
    main(sys.argv[1:])
