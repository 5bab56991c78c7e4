"""The cycle through Prefect and its own temporary server: the same content, a quiet console, nothing left running."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.entry import run_months_plain
from flows.server import answers
from tests.conftest import SECRETARY
from tests.flows.standing import copy_of, settings_of, state_of

pytestmark = pytest.mark.prefect
ROOT = Path(__file__).parents[2]
MONTH = "2026-01"


def start(database: Path) -> subprocess.Popen[str]:
    """The month through Prefect in a process of its own, with an environment that names no server and no folder."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "SUPERVISION_"))}
    command = [sys.executable, "-m", "tests.flows.prefect_run", str(database), MONTH]
    return subprocess.Popen(
        command, cwd=ROOT, env=clean, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def steps(process: subprocess.Popen[str]) -> Iterator[tuple[str, str | None]]:
    """Each step as it begins, and the address of the server."""
    assert process.stdout is not None
    for line in process.stdout:
        _, step, api_url = json.loads(line)
        yield step, api_url


def stop_in_the_middle(process: subprocess.Popen[str], number: int) -> str:
    """Send a signal as the month is being scored; the address of the server that ran then."""
    for step, api_url in steps(process):
        if step == "score":
            assert api_url is not None
            assert answers(api_url)
            process.send_signal(number)
            return api_url
    raise AssertionError("the month was never scored")


def ends(api_url: str, seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while answers(api_url) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not answers(api_url)


def plain_state(imported_file: Path, folder: Path) -> tuple[str, dict[str, str]]:
    plain = copy_of(imported_file, folder)
    run_months_plain(settings_of(plain), [MONTH], approve_as=SECRETARY)
    return state_of(plain)


def test_a_month_through_prefect_leaves_what_plain_calls_leave(
    township_file: Path, imported_file: Path, tmp_path: Path
) -> None:
    process = start(township_file)
    told, noise = process.communicate(timeout=120)
    assert process.returncode == 0, noise
    assert noise == ""
    assert state_of(township_file) == plain_state(imported_file, tmp_path / "plain")
    *told_steps, _ = [json.loads(line) for line in told.splitlines()]
    assert not answers(told_steps[-1][2])
    records = sqlite3.connect(township_file.parent / "prefect" / "prefect.db")
    assert records.execute("SELECT name, state_type FROM flow_run").fetchall() == [
        ("桑河乡 2026-01 monthly cycle", "COMPLETED")
    ]
    tasks = [row[0] for row in records.execute("SELECT name FROM task_run ORDER BY start_time")]
    assert tasks == [f"{MONTH} {step}" for _, step, _ in told_steps[1:-1]]
    artifacts = {row[0] for row in records.execute("SELECT key FROM artifact")}
    assert artifacts == {f"ranking-t01-{MONTH}", f"bulletin-t01-{MONTH}", f"progress-t01-{MONTH}"}
    assert str(township_file) not in str(records.execute("SELECT parameters FROM flow_run").fetchall())
    records.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals to another process are POSIX")
@pytest.mark.heavy
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_leaves_no_server_behind_and_is_finished_by_the_next(
    number: int, township_file: Path, imported_file: Path, tmp_path: Path
) -> None:
    process = start(township_file)
    api_url = stop_in_the_middle(process, number)
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert ends(api_url)
    run_months_plain(settings_of(township_file), [MONTH], approve_as=SECRETARY)
    assert state_of(township_file) == plain_state(imported_file, tmp_path / "plain")
