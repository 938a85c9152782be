"""Whole processes: how fast commands start, what an ingest takes in one process and in two, and how much memory."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

BIN = Path(sys.executable).parent
KBUILD = str(BIN / "kbuild")
SQLITE_UTILS = str(BIN / "sqlite-utils")
ROOT = Path(__file__).parent.parent
PAGE = str(ROOT / "data" / "samples" / "01-city-launches-clusters.txt")
# What is installed has its bytecode; where this is set, changed modules are compiled at each start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def wall(command):
    """Seconds from start to end of a command."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def startup(runs, asked=None):
    """Medians in seconds of small commands, taken in turn, and their ratios to `sqlite-utils --version`.

    What asks, asks the database `asked` (a large one), else a small one.
    """
    with tempfile.TemporaryDirectory() as folder:
        known = f"{folder}/known.db"
        subprocess.run([KBUILD, "ingest", "-q", "--db", known, PAGE], check=True)
        asked = asked or known
        commands = {
            "sqlite-utils --version": [SQLITE_UTILS, "--version"],
            "kbuild --version": [KBUILD, "--version"],
            "kbuild --help": [KBUILD, "--help"],
            "kbuild query districts": [KBUILD, "query", "districts", "--db", asked],
            "kbuild query figures, 20": [KBUILD, "query", "figures", "--metric", "产值", "-n", "20", "--db", asked],
            "kbuild search": [KBUILD, "search", "产值", "--db", asked],
            "kbuild ingest PAGE, unchanged": [KBUILD, "ingest", "-q", "--db", known, PAGE],
            "kbuild ingest PAGE": [KBUILD, "ingest", "-q", "--db", f"{folder}/NEW.db", PAGE],
        }
        taken = {name: [] for name in commands}
        for run in range(runs + 1):
            for name, command in commands.items():
                taken[name].append(wall([part.replace("NEW", str(run)) for part in command]))
    base = taken["sqlite-utils --version"]
    return {
        name: {
            "seconds": median(spent[1:]),
            "ratio": median(one / other for one, other in zip(spent[1:], base[1:], strict=True)),
        }
        for name, spent in taken.items()
    }


def ingest(folder, jobs):
    """An ingest of a folder into a new database: wall seconds, MB at the peak of a process, bytes of the database."""
    with tempfile.TemporaryDirectory() as place:
        db = Path(place) / "bench.db"
        command = [KBUILD, "ingest", "-q", "--jobs", str(jobs), "--db", str(db), str(folder)]
        start = time.perf_counter()
        process = subprocess.Popen(command, start_new_session=True)
        peaks = {}
        while process.poll() is None:
            peaks |= _peaks(process.pid)
            time.sleep(0.05)
        seconds = time.perf_counter() - start
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}: failed")
        return {"seconds": seconds, "peak": max(peaks.values(), default=0.0), "bytes": db.stat().st_size}


def _peaks(session):
    """Process number to peak resident memory in MB, of every process of a session; empty where there is no /proc."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(entry.name)) == session:
                line = next(row for row in (entry / "status").read_text().splitlines() if row.startswith("VmHWM"))
                found[entry.name] = int(line.split()[1]) / 1024
        except (OSError, StopIteration):
            continue
    return found


def scaling(folder, runs):
    """One process against two, in turn: median seconds, and how many times as fast two are."""
    taken = {1: [], 2: []}
    for _ in range(runs):
        for jobs, spent in taken.items():
            spent.append(ingest(folder, jobs)["seconds"])
    return {
        "seconds": {str(jobs): median(spent) for jobs, spent in taken.items()},
        "speedup": median(one / two for one, two in zip(*taken.values(), strict=True)),
    }
