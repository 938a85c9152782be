"""The examples in docstrings come out as they are written."""

import doctest
from importlib import import_module
from pathlib import Path

import kbuild
import pytest

ROOT = Path(kbuild.__file__).parent
PACKAGES = ("cli", "extractors", "scale", "store")
WITH_EXAMPLES = sorted(
    ".".join(("kbuild", *path.relative_to(ROOT).with_suffix("").parts))
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "\n    >>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of(name):
    failed, tried = doctest.testmod(import_module(name))
    assert (failed, tried > 0) == (0, True)
