"""What people are told of trouble: a Prefect server that disappears in the middle, a tick that cannot go on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.standing import state_of
from tests.flows.test_prefect import ROOT, plain_state, start, steps

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


def test_a_tick_that_fails_says_in_words_what_where_and_what_is_kept(township_file: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SUPERVISION_"))}
    command = [sys.executable, "-m", "tests.flows.stopped_run", str(township_file)]
    done = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    state, message = json.loads(done.stdout.splitlines()[-1])
    assert state == "FAILED"
    assert "桑河乡, 2026-01" in message
    assert "Drafting the bulletin" in message
    assert "Scoring" in message
    assert "step-failed" not in message
