"""The fault matrix's last row: Prefect's server is killed as a step begins, and the month is finished without it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from flows.entry import run_months
from flows.steps import STEPS
from tests.conftest import SECRETARY
from tests.flows.dying import Boundaries, started
from tests.flows.places import Copy, Place
from tests.flows.struck import BACK_AGAIN, MONTH, close, undisturbed, whole
from tests.flows.tally import Tally

pytestmark = [
    pytest.mark.prefect,
    pytest.mark.heavy,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the server is found in /proc"),
]


def kill_server() -> None:
    """The server is a child of the process that runs the month."""
    children = [
        child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()
    ]
    (server,) = [int(each) for each in children if "flows.server_child" in Path(f"/proc/{each}/cmdline").read_text()]
    os.kill(server, signal.SIGKILL)


def close_losing_the_server(copy: Copy, at: str) -> None:
    waiting = {at}

    def on_step(period: str, step: str, done: int, total: int) -> None:
        if step in waiting:
            waiting.clear()  # the step is told once more when it is done without Prefect
            kill_server()

    run_months(copy.at(BACK_AGAIN), [MONTH], approve_as=SECRETARY, on_step=on_step)


@pytest.mark.parametrize("at", STEPS)
def test_a_month_is_finished_without_the_server_that_was_killed(at: str, place: Place, tally: Tally) -> None:
    expected, _ = undisturbed(place, close, BACK_AGAIN)
    with place.copy() as copy:
        passed = started(lambda: close_losing_the_server(copy, at), Boundaries(), Boundaries.at_files).outcome()
        assert passed > 0
        assert whole(copy) == expected
    tally.survived(place.name, "Prefect's server gone")
