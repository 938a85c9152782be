"""The commands of the README and the tutorial do what they say, run by a real shell in a folder of their own."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from kbuild.cli.app import COMMANDS

ROOT = Path(__file__).parent.parent
SILENT = ("kbuild ingest", "kbuild extract", "kbuild export", "kbuild decide", "kbuild report")


def commands(readme: str) -> list[str]:
    """The kbuild command lines of the shell blocks of a README, without their comments."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / readme).read_text(encoding="utf-8"), re.S)
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("kbuild ")]


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md", "docs/tutorial.md"])
def test_the_examples_of_the_readme_run(readme, tmp_path):
    shutil.copytree(ROOT / "data" / "samples", tmp_path / "data" / "samples")
    environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)}
    ran = commands(readme)
    assert len(ran) >= 4
    for line in ran:
        done = subprocess.run(line, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{line}: {done.stderr}"
        assert line.startswith(SILENT) or "--html" in line or done.stdout, f"{line} printed nothing"
        assert "--format csv" not in line or done.stdout.count("\n") > 1, f"{line} found nothing"


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_readme_names_every_command(readme):
    named = re.findall(r"`([a-z]+)`", (ROOT / readme).read_text(encoding="utf-8"))
    assert set(COMMANDS) <= set(named)


def test_the_table_of_the_readme_is_what_kbuild_reads(tmp_path):
    db = tmp_path / "kb.db"
    kbuild = [sys.executable, "-m", "kbuild"]
    subprocess.run([*kbuild, "ingest", str(ROOT / "data" / "samples"), "--db", str(db), "--quiet"], check=True)
    sql = (
        "SELECT value FROM figures JOIN districts d ON d.id = district_id WHERE d.name = '长丰县' AND metric = '产值' "
        "AND subject LIKE '氢能装备%' AND period_start = '2024-01-01' AND period_end = '2024-05-31' ORDER BY value"
    )
    shown = subprocess.run(
        [*kbuild, "query", "sql", sql, "--db", str(db), "--format", "csv"], capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == ["value", "21.5", "4370000000"]
