"""What is installed is what is in the repository, and every public thing says what it is for."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]
FOLDERS = [ROOT.joinpath(*package.split(".")[1:]) for package in PACKAGES]
MODULES = sorted(module for folder in FOLDERS for module in folder.glob("*.py"))


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory) -> set[str]:
    """The names in a wheel built from what git would hand out: no build folder of an earlier run can help."""
    source, out = tmp_path_factory.mktemp("source") / "kbuild", tmp_path_factory.mktemp("wheel")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in listed.decode().rstrip("\0").split("\0"):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def tracked(*folders: str) -> set[str]:
    listed = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, capture_output=True, check=True, text=True)
    return {f"kbuild/{name}" for name in listed.stdout.splitlines()}


def test_the_wheel_holds_every_module_and_data_file(wheel_names):
    wanted = tracked(
        "cli", "extractors", "scale", "store", "data", "schema.sql", "py.typed", "__init__.py", "__main__.py"
    )
    assert wanted <= wheel_names


def test_the_wheel_holds_nothing_else(wheel_names):
    strangers = {name for name in wheel_names if name.startswith(("kbuild/tests", "kbuild/benchmarks", "kbuild/docs"))}
    assert not strangers


def test_every_folder_with_modules_is_a_package():
    on_disk = {
        p.parent for top in ("cli", "extractors", "scale", "store", "data") for p in (ROOT / top).rglob("__init__.py")
    }
    assert on_disk | {ROOT} == set(FOLDERS)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_things_have_docstrings(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    missing = [] if ast.get_docstring(tree) else ["the module itself"]
    missing += [node.name for node in public(tree) if not ast.get_docstring(node)]
    assert not missing


def public(node: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """The public classes and functions of a module, and the public methods of public classes."""
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from public(child)


@pytest.mark.parametrize("file", sorted((ROOT / "data").rglob("*.tsv")), ids=lambda p: p.name)
def test_a_data_file_says_where_it_is_from(file):
    header = list(takewhile(lambda line: line.startswith("#"), file.read_text(encoding="utf-8").splitlines()))
    assert header, "a comment header names what it holds and its source"
    said = " ".join(header)
    assert any(word in said.lower() for word in ("source", "licence", "own work", "general knowledge"))
    assert re.search(r"\b2026-\d\d\b", said), "the header says when it was put together or read"


@pytest.mark.parametrize("file", sorted((ROOT / "data").rglob("*.tsv")), ids=lambda p: p.name)
def test_a_data_file_says_nothing_twice(file):
    rows = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    assert [row for row, count in Counter(rows).items() if count > 1] == []


def test_the_command_is_installed_and_says_its_version():
    import kbuild

    shown = subprocess.run([sys.executable, "-m", "kbuild", "--version"], capture_output=True, text=True, check=True)
    assert kbuild.__version__ in shown.stdout
