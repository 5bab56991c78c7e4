"""Which processes the county's bench runs on, and what they took: Prefect's server, its work pool, two workers.

All are processes of this machine; what they took is read from /proc, so the bench needs Linux.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).parents[1]
PREFECT = (sys.executable, "-m", "prefect")
WORKERS = 2
READY_SECONDS = 120
SETTLE_SECONDS = 8
"""Until a worker has taken note that its last run ended: only then is that run's processor time its own."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Machines:
    """Where the runs go, in `environment`; the processes to be watched."""

    environment: Mapping[str, str]
    server: int
    workers: tuple[int, ...]


@dataclass(slots=True)
class Watch:
    """The processor's seconds and the most memory of the server and of the workers with all their runs."""

    machines: Machines
    server_cpu: float = 0
    workers_cpu: float = 0
    server_mb: float = 0
    workers_mb: float = 0
    _over: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def watching(self) -> Iterator[None]:
        thread = threading.Thread(target=self._sample, daemon=True)
        before = self._cpu()
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()
            time.sleep(SETTLE_SECONDS)
        after = self._cpu()
        self.server_cpu, self.workers_cpu = (late - early for late, early in zip(after, before, strict=True))

    def _cpu(self) -> tuple[float, float]:
        return _cpu(self.machines.server), sum(_cpu(worker) for worker in self.machines.workers)

    def _sample(self) -> None:
        while not self._over.wait(0.5):
            below = _families()
            self.server_mb = max(self.server_mb, _memory(self.machines.server, below))
            self.workers_mb = max(self.workers_mb, sum(_memory(worker, below) for worker in self.machines.workers))


@contextmanager
def machines(house: str, prefect: str, folder: Path, environment: Mapping[str, str]) -> Iterator[Machines]:
    """A server with its records in the database `prefect`, a work pool, two workers that take one shard at a time."""
    port = free_port()
    ours = {
        **os.environ,
        **environment,
        "SUPERVISION_DATABASE_URL": house,
        "SUPERVISION_FOLDER": str(folder),
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_API_DATABASE_CONNECTION_URL": prefect.replace("postgresql://", "postgresql+asyncpg://"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_V2_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_WORKER_QUERY_SECONDS": "2",
        "PYTHONPATH": str(ROOT),
    }
    with ExitStack() as stack:
        start = (*PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port))
        server = stack.enter_context(_running(start, folder, ours))
        _wait_for(f"{ours['PREFECT_API_URL']}/health")
        for command in (("work-pool", "create", "county", "--type", "process"), ("--no-prompt", "deploy", "--all")):
            subprocess.run((*PREFECT, *command), check=True, env=ours, cwd=ROOT, stdout=subprocess.DEVNULL)
        begin = (*PREFECT, "worker", "start", "--pool", "county", "--work-queue", "shards", "--limit", "1")
        workers = [stack.enter_context(_running(begin, folder, ours)) for _ in range(WORKERS)]
        yield Machines(ours, server, tuple(workers))


@contextmanager
def _running(command: tuple[str, ...], folder: Path, environment: Mapping[str, str]) -> Iterator[int]:
    with (folder / "prefect.log").open("ab") as log:
        process = subprocess.Popen(
            command, env=environment, cwd=folder, stdout=log, stderr=log, preexec_fn=_hear_interrupts
        )
        try:
            yield process.pid
        finally:
            process.terminate()
            process.wait(timeout=60)


def _hear_interrupts() -> None:
    """Workers end by a SIGINT to themselves; a shell's background job is started deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError("Prefect's server did not start")


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may hold anything; empty when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _cpu(pid: int) -> float:
    """Its own and that of the children that have ended."""
    return sum(map(int, _stat(pid)[11:15])) / TICKS


def _families() -> dict[int, list[int]]:
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            below.setdefault(int(fields[1]), []).append(int(entry.name))
    return below


def _memory(pid: int, below: Mapping[int, list[int]]) -> float:
    """Resident megabytes of a process and all below it; shared pages are counted in each."""
    fields = _stat(pid)
    own = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if fields else 0
    return own + sum(_memory(child, below) for child in below.get(pid, ()))
