"""Every command is described, has an example, and is loaded only when called."""

import subprocess
import sys
from importlib import import_module

import pytest
from kbuild.cli.app import COMMANDS
from typer.main import get_command

from .conftest import KBUILD

HEAVY = (
    "sqlite_utils",
    "jieba",
    "ahocorasick_rs",
    "rich",
    "trafilatura",
    "charset_normalizer",
    "pydantic",
)


def commands():
    for name in COMMANDS:
        command = get_command(import_module(f"kbuild.cli.{name}").app)
        for sub_name, sub in getattr(command, "commands", {"": command}).items():
            yield pytest.param(name, sub, id=f"{name} {sub_name}".strip())


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_a_command_has_help_with_an_example(name, command):
    assert f"kbuild {name}" in command.help.partition("\b\n")[2]
    assert all(getattr(option, "help", "") for option in command.params if option.name != "help")


@pytest.mark.parametrize("arguments", [[], ["query"], ["group"], ["decide"]])
def test_a_group_alone_shows_its_help(arguments):
    run = subprocess.run([KBUILD, *arguments], capture_output=True, text=True)
    assert run.returncode == 2
    assert "Commands:" in run.stdout + run.stderr
    assert "..." not in (run.stdout + run.stderr).partition("Commands:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_summary_is_the_command_s_own(name):
    command = get_command(import_module(f"kbuild.cli.{name}").app)
    assert command.help.partition("\n\n")[0].replace("\n", " ").strip() == COMMANDS[name]


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--version"], ["--help"], ["query", "districts", "--help"], ["ingest", "--help"]),
        ["query", "districts", "--db", "none.db", "--limit", "5", "--format", "csv"],
    ],
)
def test_what_is_not_needed_is_not_imported(arguments):
    code = f"import sys; sys.argv[1:] = {arguments}\nfrom kbuild.__main__ import main\n"
    code += "try: main()\nexcept SystemExit: pass\n"
    code += "print(*sys.modules, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(HEAVY) & set(run.stderr.split())


def test_the_version_costs_few_modules():
    code = "import sys; before = set(sys.modules); sys.argv = ['kbuild', '--version']\n"
    code += "from kbuild.__main__ import main\ntry: main()\nexcept SystemExit: pass\n"
    code += "print(*(set(sys.modules) - before), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found = run.stderr.split()
    assert len(found) < 200  # of them typer's and what typer needs of the standard library: some 150
    assert len([name for name in found if name.startswith("kbuild")]) <= 12
    assert not {"sqlite3", "kbuild.store", "kbuild.extractors.view"} & set(found)


def test_version():
    import kbuild

    run = subprocess.run([KBUILD, "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == f"kbuild {kbuild.__version__}\n"
