"""Which Prefect server keeps the record of our runs: one that is running, else one of our own for as long as we run."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from supervision.domain.errors import Broken

START_SECONDS = 120
"""A busy machine needs up to a minute; Prefect's own 20 s were too short in 2 of 60 starts."""
STOP_SECONDS = 10
LOG = "server.log"


def answers(api_url: str) -> bool:
    """Is there a healthy Prefect server at this address?"""
    if not api_url.startswith(("http://", "https://")):
        return False
    try:
        with urllib.request.urlopen(f"{api_url.rstrip('/')}/health", timeout=2) as answer:  # noqa: S310 (checked above)
            return bool(answer.status == 200)
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class OwnServer:
    """A server of ours: its address and its process."""

    api_url: str
    child: subprocess.Popen[bytes]

    @property
    def alive(self) -> bool:
        return self.child.poll() is None


@contextmanager
def own_server(home: Path, environment: Mapping[str, str], port: int = 0) -> Iterator[OwnServer]:
    """A server of our own with its records in `home`, at that port if it is free. It ends with this block, or with
    this process.

    Raises Broken when it does not start.
    """
    with (home / LOG).open("ab") as log:
        child = _start(environment, log, port)
        try:
            yield OwnServer(f"http://127.0.0.1:{_port(child, home)}/api", child)
        finally:
            _stop(child)


def wait_until_ready(server: OwnServer) -> None:
    """Raise Broken unless the server answers within its time."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(server.api_url):
        if time.monotonic() > deadline or not server.alive:
            raise Broken("prefect-not-started", log=LOG, seconds=START_SECONDS)
        time.sleep(0.1)


def _start(environment: Mapping[str, str], log: IO[bytes], port: int) -> subprocess.Popen[bytes]:
    """A process group of its own: Ctrl-C is for us alone, we end the child in order."""
    new_group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    return subprocess.Popen(  # noqa: S603 (a number, and no shell)
        [sys.executable, "-m", "flows.server_child", str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        env={**environment},
        start_new_session=sys.platform != "win32",
        creationflags=new_group,
    )


def _port(child: subprocess.Popen[bytes], home: Path) -> int:
    line = child.stdout.readline() if child.stdout is not None else b""
    if not line.strip().isdigit():
        raise Broken("prefect-not-started", log=str(home / LOG), seconds=START_SECONDS)
    return int(line)


def _stop(child: subprocess.Popen[bytes]) -> None:
    """Close its standard input, which it takes as the order to end."""
    try:
        child.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
