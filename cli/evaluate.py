"""`kbuild evaluate`: what is read against annotated articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import FormatOption
from .output import write

if TYPE_CHECKING:
    from ..extractors.evaluation import Evaluation

app = typer.Typer(rich_markup_mode=None, add_completion=False)

COLUMNS = ("measure", "precision", "recall", "f1", "accuracy", "gold", "found", "before")


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="FOLDER", help="Annotations NAME.json with their texts NAME.txt.")],
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Only these annotations.")] = None,
    texts: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where the texts are, if not beside the annotations.")
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List every missed and wrong row on stderr.")] = False,
    save: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep the scores as JSON, to compare with later.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Scores kept by --save; exit code 1 if one fell.")
    ] = None,
    fmt: FormatOption = None,
) -> None:
    """Measure what is read against annotated articles: precision, recall, F1, and the figures' attributes.

    docs/evaluation.md says how to annotate your own texts.

    \b
    kbuild evaluate tests/heldout
    kbuild evaluate annotated/ --save before.json      then, after a change:
    kbuild evaluate annotated/ --compare before.json --misses
    """
    evaluation, skipped = _evaluate(gold, set(names or ()), texts or gold)
    earlier = _json(compare) if compare else {}
    rows = _rows(evaluation, earlier)
    write(rows, COLUMNS, fmt)
    for name in skipped:
        typer.echo(f"{name}: no text, left out", err=True)
    if misses:
        for tally in evaluation.tables.values():
            typer.echo("\n".join(tally.errors), err=True)
        typer.echo("\n".join(evaluation.attribute_errors), err=True)
    if save:
        save.write_text(json.dumps({row["measure"]: _score(row) for row in rows}, indent=1) + "\n", encoding="utf-8")
    if any(row["before"] is not None and _score(row) < row["before"] for row in rows):
        raise typer.Exit(1)


def _evaluate(gold: Path, names: set[str], texts: Path) -> tuple[Evaluation, list[str]]:
    """The evaluation of all annotations in a folder, and the names of those without a text."""
    from ..extractors.errors import InputError, UsageError
    from ..extractors.evaluation import Evaluation
    from ..extractors.extract import extract
    from ..extractors.reading.documents import read_documents
    from .options import read_options

    if not gold.is_dir():
        raise InputError(f"{gold}: there is no such folder")
    annotations = sorted(path for path in gold.glob("*.json") if not names or path.stem in names)
    if not annotations:
        raise UsageError(f"{gold}: no annotations (NAME.json) there")
    evaluation, skipped = Evaluation(), []
    for path in annotations:
        text = texts / f"{path.stem}.txt"
        if not text.exists():
            skipped.append(path.stem)
            continue
        row = _json(path)
        articles = []
        for raw in read_documents([str(text)], read_options(row.get("published"), None, None, None)):
            if isinstance(raw, InputError):
                raise raw
            articles += extract(raw).articles
        evaluation.add(path.stem, row, articles)
    return evaluation, skipped


def _json(path: Path) -> dict[str, Any]:
    """The object in a JSON file. Raises InputError for what holds none."""
    from ..extractors.errors import InputError

    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"{path}: no JSON: {error}") from None
    if not isinstance(found, dict):
        raise InputError(f"{path}: holds no JSON object")
    return found


def _rows(evaluation: Evaluation, earlier: dict[str, float]) -> list[dict[str, Any]]:
    rows = []
    for name, tally in evaluation.tables.items():
        scores = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
        counts = {"gold": tally.right + tally.missed, "found": tally.right + tally.wrong}
        rows.append({"measure": name, **scores, "accuracy": None, **counts})
    for name, judged in evaluation.attributes.items():
        accuracy = judged[True] / judged.total()
        blank = {"precision": None, "recall": None, "f1": None}
        rows.append({"measure": f"figure {name}", **blank, "accuracy": accuracy, "gold": judged.total(), "found": None})
    return [{**_rounded(row), "before": earlier.get(str(row["measure"]))} for row in rows]


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in row.items()}


def _score(row: dict[str, Any]) -> float:
    return float(row["accuracy"] if row["f1"] is None else row["f1"])
