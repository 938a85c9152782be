"""CPU seconds and memory of everything below some processes, from /proc."""

import os
import re
import threading
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
ROLES = {
    "Spark's executor (JVM)": "CoarseGrainedExecutorBackend",
    "Spark's driver (JVM)": "SparkSubmit",
    "Python worker of Spark": "pyspark.daemon",
    "reader": "multiprocessing.spawn|multiprocessing.forkserver",
    "kbuild": "-m kbuild",
}


def below(pids):
    """The processes themselves and all below them."""
    children = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and (fields := _fields(int(folder.name))):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found, waiting = [], list(pids)
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def cpu(pids):
    """CPU seconds, of user and system, that they and what is or was below them have taken."""
    fields = [found for pid in below(pids) if (found := _fields(pid))]
    return sum(int(one) for found in fields for one in found[11:15]) / TICK


def _fields(pid):
    """The fields of /proc/PID/stat from the third on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


class Watch:
    """Watches, while the block runs, the most that a process of each role holds, in MB, and what CPU each one takes.

    The time of a process that its parent never waited for is in no total of the system: Spark kills its Python workers,
    and with them what their readers took would be lost.
    """

    def __init__(self, pids):
        self.pids, self.most, self._over = pids, {}, threading.Event()
        self._first, self._last = {}, {}
        self._thread = threading.Thread(target=self._watch)
        self._look()
        self._first = dict(self._last)

    @property
    def cpu(self):
        """CPU seconds of all processes as far as they were seen."""
        return sum(ticks - self._first.get(pid, 0) for pid, ticks in self._last.items()) / TICK

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()
        self._look()

    def _watch(self):
        while not self._over.wait(0.2):
            self._look()

    def _look(self):
        for pid in below(self.pids):
            try:
                if fields := _fields(pid):
                    self._last[pid] = int(fields[11]) + int(fields[12])
                command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                held = int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1000
            except (OSError, TypeError):
                continue
            role = next((role for role, words in ROLES.items() if re.search(words, command)), None)
            if role:
                self.most[role] = max(self.most.get(role, 0), round(held))
