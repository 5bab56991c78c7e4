"""A simulated quarter through Prefect: every expected run is there, memory and open files do not grow."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.flows.quarter import DAYS
from tests.flows.standing import copy_of

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.prefect,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="figures are read from /proc"),
]
ROOT = Path(__file__).parents[2]
OWN_GROWTH, SERVER_GROWTH = 1.20, 1.35
"""From the 30th to the 90th day; the server keeps some caches of its own, which end at a size."""
FILES_GROWTH = 4


def test_a_quarter_leaves_every_run_and_no_growth(some_villages_file: Path, tmp_path: Path) -> None:
    path = copy_of(some_villages_file, tmp_path / "quarter")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SUPERVISION_"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.flows.quarter", str(path)],
        cwd=ROOT,
        env=clean,
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    print("\nday  own MiB  files  server MiB  files")
    for day, own, files, server, server_files in rows:
        print(f"{day:3}  {own / 1024:7.1f}  {files:5}  {server / 1024:10.1f}  {server_files:5}")
    records = sqlite3.connect(path.parent / "prefect" / "prefect.db")
    found = Counter(
        records.execute(
            "SELECT flow.name, flow_run.state_type FROM flow_run JOIN flow ON flow.id = flow_run.flow_id"
        ).fetchall()
    )
    records.close()
    print(dict(found))
    by_day = {day: figures for day, *figures in rows}
    own, files, server, server_files = (last / first for first, last in zip(by_day[30], by_day[90], strict=True))
    assert {name: found[name, "COMPLETED"] for name in ("tick", "backup", "deliver")} == dict.fromkeys(
        ("tick", "backup", "deliver"), DAYS
    )
    assert {state for _, state in found} == {"COMPLETED"}
    months = sqlite3.connect(path).execute("SELECT period, state FROM month ORDER BY period").fetchall()
    assert months[:3] == [("2026-01", "sealed"), ("2026-02", "sealed"), ("2026-03", "open")]
    assert own <= OWN_GROWTH
    assert server <= SERVER_GROWTH
    assert by_day[90][1] - by_day[30][1] <= FILES_GROWTH
    assert by_day[90][3] - by_day[30][3] <= FILES_GROWTH
    assert files
    assert server_files
