"""No telemetry and nothing fetched: the demonstration runs on a machine whose only network is itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

UNSHARE = shutil.which("unshare")


def may_close_the_network() -> bool:
    return UNSHARE is not None and subprocess.run([UNSHARE, "-n", "true"], check=False).returncode == 0


@pytest.mark.heavy
@pytest.mark.prefect
@pytest.mark.skipif(not may_close_the_network(), reason="network namespaces cannot be made here")
def test_the_demonstration_runs_where_nothing_can_be_reached(tmp_path: Path) -> None:
    """Also says nothing of it: a library that tries to call home must not even be noticed by the person."""
    program = (
        f"import sys; from supervision.cli.app import run; sys.exit(run(['demo', '--folder', {str(tmp_path / 'd')!r}]))"
    )
    script = f'ip link set lo up && exec "{sys.executable}" -c "$PROGRAM"'
    environment = {**os.environ, "NO_TUI": "1", "SUPERVISION_LANG": "en", "PROGRAM": program}
    run = subprocess.run(
        [str(UNSHARE), "-n", "sh", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Ranking of 2026-06" in run.stdout
    assert not [line for line in run.stderr.splitlines() if "resolve" in line or "unreachable" in line.lower()]
