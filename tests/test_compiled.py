"""Compiled patterns from the last run: the same matches; a cache that is not ours, or damaged, is not read."""

import os
import re

import pytest
from kbuild.extractors import compiled

PATTERNS = [
    ("(?P<n>[0-9]+)(?:家|个)", 0),
    ("[一-鿿]{2,4}(?<![的了])公司", 0),
    ("co|ltd", re.IGNORECASE),
    (r"(a)(?:b|(?P<c>c))\1++ # twice", re.VERBOSE),
]
TEXT = "12家中天公司 Co LTD aca abaa 3个的公司"


def found(pattern, flags):
    re.purge()
    one = re.compile(pattern, flags)
    matches = [match.groupdict() | {"at": match.span()} for match in one.finditer(TEXT)]
    return one.pattern, one.flags, one.groups, dict(one.groupindex), matches


@pytest.fixture
def place(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("KBUILD_CACHE", str(folder))
    return folder


def kept(place):
    (file,) = place.iterdir()
    return file


def test_kept_patterns_match_as_compiled_ones(place, monkeypatch):
    anew = [found(*one) for one in PATTERNS]
    with compiled.patterns():
        assert [found(*one) for one in PATTERNS] == anew
    monkeypatch.setattr(re._compiler, "_code", None)  # nothing can be compiled any more
    with compiled.patterns():
        assert [found(*one) for one in PATTERNS] == anew


def test_a_pattern_that_is_wrong_is_refused_as_ever(place):
    with compiled.patterns(), pytest.raises(re.error, match="unterminated"):
        re.compile("(一")
    assert re._compiler._sre.MAGIC


def test_the_compiler_is_put_back(place):
    before = re._compiler.compile
    with compiled.patterns():
        assert re._compiler.compile is not before
    assert re._compiler.compile is before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(b""),
        lambda file: file.chmod(0o666),
        lambda file: file.parent.chmod(0o777),
        lambda file: (file.rename(file.parent.parent / "x"), file.symlink_to(file.parent.parent / "x")),
        lambda file: (file.unlink(), os.mkfifo(file)),
    ],
)
def test_a_cache_that_others_can_write_or_that_is_damaged_is_not_read(place, spoil):
    with compiled.patterns():
        found(*PATTERNS[0])
    file = kept(place)
    assert compiled.read(file)
    spoil(file)
    assert compiled.read(file) == {}


def test_without_a_folder_patterns_are_compiled(monkeypatch, tmp_path):
    monkeypatch.setenv("KBUILD_CACHE", "")
    with compiled.patterns():
        assert found(*PATTERNS[0])
    (tmp_path / "file").touch()
    monkeypatch.setenv("KBUILD_CACHE", str(tmp_path / "file"))
    with compiled.patterns():
        assert found(*PATTERNS[0])
    assert (tmp_path / "file").read_bytes() == b""


def test_what_the_engine_refuses_is_compiled(place):
    with compiled.patterns():
        right = found(*PATTERNS[0])
    file = kept(place)
    spoilt = {key: (flags, b"\xff" * len(code), *groups) for key, (flags, code, *groups) in compiled.read(file).items()}
    compiled.write(file, spoilt)
    with compiled.patterns():
        assert found(*PATTERNS[0]) == right
