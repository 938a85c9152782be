"""What each yes-or-no question of the rules is worth on annotated articles: the errors with it always answered no.

    python scripts/ablate.py tests/heldout tests/studied > ablation.tsv

For every function of `extractors/names` and `extractors/numbers` that returns a bool or may return None, one line:
errors more (or, below 0, less) without it, in how many articles more, in how many less, and its name. A question that
helps in one article alone says little about others; one that costs errors is to be looked at. It takes an hour.
(Ablation as in Newell, A tutorial on speech understanding systems, 1975.)
"""

from __future__ import annotations

import importlib
import inspect
import json
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import kbuild.extractors
from kbuild.cli.options import read_options
from kbuild.extractors.errors import InputError
from kbuild.extractors.evaluation import Evaluation
from kbuild.extractors.extract import extract
from kbuild.extractors.reading.documents import read_documents

Errors = dict[str, int]
"""Article to how many rows and attributes are wrong or missed in it."""


def questions() -> Iterator[tuple[str, FunctionType, bool | None]]:
    """The functions that answer yes or no, or name something or nothing, and what saying no is."""
    for module_info in pkgutil.walk_packages(kbuild.extractors.__path__, "kbuild.extractors."):
        if ".names." not in module_info.name and ".numbers." not in module_info.name:
            continue
        module = importlib.import_module(module_info.name)
        for name, found in sorted(vars(module).items()):
            owned = inspect.isclass(found) and found.__module__ == module.__name__
            for inner, member in vars(found).items() if owned else [("", found)]:
                function = inspect.unwrap(member.fget if isinstance(member, property) else member)
                if not isinstance(function, FunctionType) or function.__module__ != module.__name__:
                    continue
                gives = str(function.__annotations__.get("return"))
                if gives == "bool" or gives.endswith("| None"):
                    where = module_info.name.removeprefix("kbuild.extractors.")
                    yield f"{where}:{name}{'.' * bool(inner)}{inner}", function, False if gives == "bool" else None


def silenced(function: FunctionType, answer: bool | None) -> CodeType:
    """Code that takes whatever the function takes, and closes over what it closes over, but says no."""
    free = function.__code__.co_freevars
    body = f"def stub(*_, **__):\n  {'; '.join([*free, f'return {answer}'])}\n"
    outer = f"def make({', '.join(free)}):\n " + body.replace("\n", "\n ") + "\n return stub"
    space: dict[str, Any] = {}
    exec(outer, space)
    made: FunctionType = space["make"](*[None] * len(free))
    return made.__code__


def errors(folders: list[str]) -> Errors:
    """The errors of each annotated article of some folders."""
    found = {}
    for path in (path for folder in folders for path in sorted(Path(folder).glob("*.json"))):
        text = path.with_suffix(".txt")
        if not text.exists():
            continue
        row, articles = json.loads(path.read_text(encoding="utf-8")), []
        for raw in read_documents([str(text)], read_options(row.get("published"), None, None, None)):
            if isinstance(raw, InputError):
                raise raw
            articles += extract(raw).articles
        evaluation = Evaluation()
        evaluation.add(path.stem, row, articles)
        rows = sum(tally.wrong + tally.missed for tally in evaluation.tables.values())
        found[str(path)] = rows + sum(judged[False] for judged in evaluation.attributes.values())
    return found


def apart(work: Callable[[], Errors]) -> Errors:
    """The result of `work` in a process of its own, so that nothing it changed or remembered stays."""
    ours, theirs = os.pipe()
    if os.fork() == 0:
        try:
            result = work()
        except Exception:
            result = {}
        with os.fdopen(theirs, "w") as stream:
            json.dump(result, stream)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as stream:
        result = json.load(stream)
    os.wait()
    return result


def main(folders: list[str]) -> None:
    """Print a line for each question."""
    asked, before = list(questions()), apart(lambda: errors(folders))
    for name, function, answer in asked:

        def without(function: FunctionType = function, answer: bool | None = answer) -> Errors:
            function.__code__, function.__defaults__, function.__kwdefaults__ = silenced(function, answer), None, None
            return errors(folders)

        after = apart(without)
        more = [after[article] - count for article, count in before.items()] if after else []
        worse, better = sum(one > 0 for one in more), sum(one < 0 for one in more)
        print(sum(more), worse, better, name if after else f"{name} (cannot say no)", sep="\t", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
