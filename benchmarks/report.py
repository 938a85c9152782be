"""The table of targets, the table of stages, and what changed since the last stored result."""

import json
import platform
import sqlite3
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LAST = Path(__file__).parent / "last.json"
SLOWER = 1.1  # ratios wander by some percent from run to run

# What, the path to its value in a result, whether more is better, and the target.
TARGETS = (
    ("ingest of dense articles, CPU / jieba.lcut", ("dense", "parts", "whole", "ratios", "jieba.lcut"), False, 1.0),
    ("  its figures / jieba.lcut", ("dense", "parts", "figures", "ratios", "jieba.lcut"), False, 1.0),
    ("  its districts, clusters, firms / jieba.lcut", ("dense", "named"), False, 1.0),
    ("ingest of news, CPU / jieba.lcut", ("news", "parts", "whole", "ratios", "jieba.lcut"), False, 0.6),
    ("--jobs 2 against --jobs 1, times faster", ("jobs", "speedup"), True, 1.7),
    ("peak memory of a process, MB", ("memory", "peak"), False, 250),
    ("cost per article, read and stored, 100 000 / 1 000", ("growth", "ratio"), False, 1.2),
    ("  its storing alone (short articles)", ("growth", "stored"), False, 1.2),
    ("database / UTF-8 text", ("memory", "database"), False, 3.0),
    ("kbuild --version / sqlite-utils --version", ("startup", "kbuild --version", "ratio"), False, 1.0),
    ("kbuild --help / sqlite-utils --version", ("startup", "kbuild --help", "ratio"), False, 1.3),
    ("kbuild query districts / sqlite-utils --version", ("startup", "kbuild query districts", "ratio"), False, 1.6),
    ("kbuild ingest PAGE / sqlite-utils --version", ("startup", "kbuild ingest PAGE", "ratio"), False, 3.0),
)


def machine():
    """What a result was measured on and with."""
    root = Path(__file__).parent.parent
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=root, capture_output=True, text=True)
    versions = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for name in ("kbuild", "jieba", "rjieba", "ahocorasick-rs", "sqlite-utils"):
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    return {"system": platform.platform(), "commit": commit.stdout.strip(), "versions": versions}


def value(result, path):
    """The value at a path of keys; None where the part was not measured."""
    for key in path:
        if not isinstance(result, dict) or key not in result:
            return None
        result = result[key]
    return result


def stages(title, part):
    """The lines of the table of stages of one corpus."""
    yield f"{title}: {part['megabytes']:.2f} MB"
    yield f"  {'stage':12}{'CPU s':>8}{'MB/s':>8}{'/ jieba.lcut':>14}{'/ rjieba':>10}"
    for name, row in part["parts"].items():
        speed = f"{row['MB/s']:8.2f}" if row["MB/s"] else " " * 8
        yield (
            f"  {name:12}{row['seconds']:8.3f}{speed}{row['ratios']['jieba.lcut']:14.2f}{row['ratios']['rjieba']:10.2f}"
        )


def lines(result):
    """A result for people: stages, the growth curve, start-up, and the targets with what they were last time."""
    for title in ("dense", "news"):
        if title in result:
            yield from stages(title, result[title])
            yield ""
    for articles, seconds in result.get("growth", {}).get("curve", {}).items():
        yield f"one more article in a database of {int(articles):>7,}: {seconds * 1000:6.2f} ms"
    for name, row in result.get("startup", {}).items():
        yield f"{name:32}{row['seconds'] * 1000:8.0f} ms{row['ratio']:8.2f}"
    before = json.loads(LAST.read_text(encoding="utf-8")) if LAST.is_file() else {}
    yield f"\n{'target':52}{'now':>8}{'target':>10}{'last':>8}"
    for what, path, more, target in TARGETS:
        now, then = value(result, path), value(before, path)
        if now is not None:
            met = "met" if (now >= target if more else now <= target) else "missed"
            last = f"{then:8.2f}" if then is not None else " " * 8
            sign = "≥" if more else "≤"
            yield f"{what:52}{now:8.2f}{sign:>4}{target:6.1f}{last}  {met}{_slower(now, then, more)}"


def _slower(now, then, more):
    if not now or not then:
        return ""
    worse = then / now if more else now / then
    return f", {worse:.2f} times worse than last" if worse > SLOWER else ""
