"""A quarter in one process, through Prefect, with a clock that jumps from day to day: `-m tests.flows.quarter DB`.

Each simulated day is a tick, a backup and a delivery, as the schedule has them; drafts are signed on the day after they
were made. Every tenth day is one line on stdout: day, resident memory (KiB) and open files of this process and of the
server's.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from flows.current import working_for
from flows.entry import prefect_at_work
from supervision.queries.months import months
from supervision.services.months import approve_month
from supervision.settings import enter
from tests.conftest import SECRETARY, person
from tests.flows.standing import StandingStill, settings_of

DAYS = 90


def main(database: str) -> None:
    path = Path(database)
    with prefect_at_work(settings_of(path)):
        from flows.scheduled import backup, deliver, tick

        for passed in range(DAYS):
            settings = settings_of(path, datetime(2026, 1, 1, 9) + timedelta(days=passed))
            sign(settings)
            with working_for(settings, lambda step: None):
                tick()
                backup()
                deliver()
            if passed % 10 == 9 or passed == 0:
                print(json.dumps([passed + 1, *figures(os.getpid()), *figures(child())]), flush=True)


def sign(settings: StandingStill) -> None:
    """The secretary signs what waits since yesterday."""
    context = enter(settings)
    with context.reading() as reading:
        waiting = [line for line in months(reading) if line.state == "awaiting_approval"]
    for line in waiting:
        approve_month(person(context, SECRETARY), line.period, str(line.draft_sha))
    context.database.close()


def child() -> int:
    """The server's process."""
    for task in Path("/proc/self/task").iterdir():
        children = (task / "children").read_text().split()
        if children:
            return int(children[0])
    raise LookupError


def figures(pid: int) -> tuple[int, int]:
    """Resident memory in KiB, open files."""
    status = Path(f"/proc/{pid}/status").read_text()
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(resident.split()[1]), len(list(Path(f"/proc/{pid}/fd").iterdir()))


if __name__ == "__main__":
    main(*sys.argv[1:])
