"""A real Spark standalone cluster on the loopback address: a master and two workers of one core each."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

WORKERS = 2
STARTING = 120.0  # seconds that a daemon may take to say that it is there


class Cluster:
    """What runs, where its logs are, and the environment in which `kbuild` finds it."""

    def __init__(self, folder: Path, path: str) -> None:
        import pyspark

        self.folder, self._path = folder, path
        self.daemons: list[subprocess.Popen] = []
        self._class = str(Path(pyspark.__file__).parent / "bin" / "spark-class")
        self.environment = {
            "SPARK_HOME": str(Path(pyspark.__file__).parent),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_CONF_DIR": str(folder / "conf"),
            "SPARK_LOCAL_DIRS": str(folder / "local"),
            "SPARK_DAEMON_MEMORY": "256m",
            "PYSPARK_PYTHON": sys.executable,
            "PYSPARK_DRIVER_PYTHON": sys.executable,
        }

    def start(self) -> None:
        (self.folder / "conf").mkdir(parents=True)
        (self.folder / "local").mkdir()
        master = self._daemon("master.Master", "--port", "0", "--webui-port", "0")
        url = self._says(master, r"Starting Spark master at (spark://\S+)")
        settings = {
            "spark.master": url,
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.executor.memory": "512m",
            "spark.driver.memory": "512m",
        }
        lines = "".join(f"{name} {value}\n" for name, value in settings.items())
        (self.folder / "conf" / "spark-defaults.conf").write_text(lines)
        for number in range(WORKERS):
            work = str(self.folder / f"work{number}")
            worker = self._daemon(
                "worker.Worker", "--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", work, url
            )
            self._says(worker, r"(Successfully registered with master)")

    def _daemon(self, name: str, *arguments: str) -> Path:
        log = self.folder / f"log{len(self.daemons)}"
        command = [self._class, f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1", *arguments]
        environment = {**os.environ, **self.environment, "PYTHONPATH": self._path}
        with log.open("wb") as stream:
            daemon = subprocess.Popen(command, stdout=stream, stderr=stream, env=environment, start_new_session=True)
        self.daemons.append(daemon)
        return log

    @staticmethod
    def _says(log: Path, wanted: str) -> str:
        end = time.monotonic() + STARTING
        while not (found := re.search(wanted, log.read_text(errors="replace"))):
            assert time.monotonic() < end, log.read_text(errors="replace")[-2000:]
            time.sleep(0.2)
        return found.group(1)

    def stop(self) -> None:
        for daemon in reversed(self.daemons):
            os.killpg(daemon.pid, signal.SIGTERM)
        for daemon in self.daemons:
            try:
                daemon.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(daemon.pid, signal.SIGKILL)
                daemon.wait(30)

    def executors(self) -> list[int]:
        """Process ids of the executors, of which every worker has one while a run goes on."""
        return [pid for pid, line in self._below() if "CoarseGrainedExecutorBackend" in line]

    def python_workers(self) -> list[int]:
        """Process ids of the Python processes that tasks run in: the daemon of each executor forks them."""
        daemons = {pid for pid, line in self._below() if "pyspark.daemon" in line}
        return [pid for pid in daemons if _parent(pid) in daemons]

    def _below(self) -> list[tuple[int, str]]:
        """The processes below the daemons, with their command lines."""
        children: dict[int, list[int]] = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdecimal() and (parent := _parent(int(folder.name))) is not None:
                children.setdefault(parent, []).append(int(folder.name))
        waiting, found = [daemon.pid for daemon in self.daemons], []
        while waiting:
            below = children.get(waiting.pop(), [])
            waiting += below
            found += below
        return [(pid, _command(pid)) for pid in found]


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


@contextmanager
def running(folder: Path, path: str):
    """A cluster while the block runs; its workers have `path` in PYTHONPATH."""
    cluster = Cluster(folder, path)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
