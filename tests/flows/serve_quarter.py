"""`supervision serve` through a simulated quarter: `python -m tests.flows.serve_quarter [DAYS]`, 7 to 10 minutes.

The clock goes on by a day as soon as Prefect has completed a tick of the day before; drafts are signed the day after
they were made. Printed: every tenth day the memory (KiB) and open files of serve and of its server; at the end whether
every day had its tick and whether anything is left running.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.flows.quarter import figures, sign
from tests.flows.standing import imported, settings_of, some_villages

FIRST = date(2026, 1, 1)
DAY_SECONDS = 120
EXIT_SECONDS = 10
"""A run whose process has not ended yet is told as cancelled when serve is stopped, though its work is done."""
HERE = Path(__file__).parent


def main(days: int = 90) -> None:
    folder = Path(tempfile.mkdtemp(prefix="serve-quarter-"))
    database = imported(folder / "supervision.db", some_villages(folder / "bundle"))
    day_file = folder / "day"
    day_file.write_text(FIRST.isoformat(), encoding="utf-8")
    environment = os.environ | {
        "SUPERVISION_TEST_DAY_FILE": str(day_file),
        "PYTHONPATH": f"{HERE / 'day_by_day'}{os.pathsep}{HERE.parents[1]}",
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
    }
    command = [sys.executable, "-m", "tests.flows.serve_day_by_day", str(database)]
    with (folder / "serve.log").open("w") as log:
        serve = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT, cwd=HERE.parents[1])
    print(f"serve {serve.pid}, log {folder / 'serve.log'}", flush=True)
    try:
        for passed in range(days):
            day = FIRST + timedelta(days=passed)
            day_file.write_text(day.isoformat(), encoding="utf-8")
            sign(settings_of(database, datetime.combine(day, datetime.min.time()) + timedelta(hours=8)))
            wait_for_tick(folder / "prefect", day, serve)
            if passed % 10 == 9 or passed == 0:
                told = [figures(pid) for pid in (serve.pid, server_of(serve.pid))]
                print(f"day {passed + 1}: serve {told[0]}, server {told[1]} (KiB, open files)", flush=True)
        time.sleep(EXIT_SECONDS)
    finally:
        serve.send_signal(signal.SIGINT)
        left = serve.wait(60)
    ran = {day for day in (FIRST + timedelta(days=n) for n in range(days)) if completed(folder / "prefect", day)}
    print(f"{len(ran)} of {days} days had their tick; serve ended with {left}", flush=True)
    if len(ran) < days:
        raise SystemExit(1)


def wait_for_tick(home: Path, day: date, serve: subprocess.Popen[bytes]) -> None:
    begun = time.monotonic()
    while not completed(home, day):
        if serve.poll() is not None or time.monotonic() - begun > DAY_SECONDS:
            raise SystemExit(f"no tick on {day}")
        time.sleep(0.2)


def completed(home: Path, day: date) -> int:
    """How many ticks of that day Prefect has completed: they are named by township and day."""
    path = home / "prefect.db"
    if not path.exists():
        return 0
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)
    try:
        wanted = ("COMPLETED", f"% {day} % tick")
        return int(
            connection.execute("SELECT count(*) FROM flow_run WHERE state_type = ? AND name LIKE ?", wanted).fetchone()[
                0
            ]
        )
    except sqlite3.OperationalError:  # the server is still making its tables
        return 0
    finally:
        connection.close()


def server_of(serve: int) -> int:
    """Prefect's server among the processes below serve."""
    for task in Path(f"/proc/{serve}/task").iterdir():
        for child in (task / "children").read_text().split():
            if b"server_child" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
    raise LookupError(serve)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
