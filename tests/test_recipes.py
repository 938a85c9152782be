"""The recipes of the documentation, run by a real shell; what needs a program that is not here is skipped."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PATH = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
BLOCKS = re.findall(r"```sh ([\w-]+)\n(.*?)```", (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8"), re.S)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the samples and what was read from them."""
    folder = tmp_path_factory.mktemp("recipes")
    shutil.copytree(ROOT / "data" / "samples", folder / "articles")
    run("kbuild ingest articles --db kb.db", folder)
    return folder


def run(command, folder):
    environment = {"PATH": PATH, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    return subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", command], cwd=folder, env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize(("tool", "block"), BLOCKS, ids=[f"{number} {tool}" for number, (tool, _) in enumerate(BLOCKS)])
def test_a_recipe(tool, block, folder):
    if not shutil.which(tool, path=PATH):
        pytest.skip(f"{tool} is not installed")
    for line in block.splitlines():
        done = run(line, folder)
        assert done.returncode == 0, f"{line}: {done.stderr}"
        quiet = " > " in line or line.startswith("kbuild ingest") or "-newer" in line
        assert quiet or done.stdout.strip(), f"{line} printed nothing"


def test_each_program_has_a_recipe():
    programs = {"jq", "sqlite3", "sqlite-utils", "csvlook", "mlr", "xargs", "find", "parallel", "duckdb"}
    assert programs <= {tool for tool, _ in BLOCKS}
