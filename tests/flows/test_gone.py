"""A Prefect server that disappears in the middle: the month is finished without it, and it is said."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.flows.standing import state_of
from tests.flows.test_prefect import plain_state, start, steps

pytestmark = [
    pytest.mark.prefect,
    pytest.mark.heavy,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the server is found in /proc"),
]


def server_of(pid: int) -> int:
    children = [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]
    (server,) = children
    return server


@pytest.mark.parametrize("at", ["open", "score", "propose"])
def test_a_month_goes_on_when_its_server_is_killed(
    at: str, township_file: Path, imported_file: Path, tmp_path: Path
) -> None:
    process = start(township_file)
    for step, _ in steps(process):
        if step == at:
            os.kill(server_of(process.pid), signal.SIGKILL)
            break
    told, noise = process.communicate(timeout=180)
    assert process.returncode == 0, noise
    assert state_of(township_file) == plain_state(imported_file, tmp_path / "plain")
    assert '"plain"' in told
    log = (township_file.parent / "prefect" / "flows.log").read_text(encoding="utf-8")
    assert "the Prefect server is gone" in log
