"""Run months through Prefect in a process of its own: `python -m tests.flows.prefect_run DATABASE PERIOD...`.

Prefect changes the environment and the logging of the process it is imported into, so no test imports it.
Each step is one line on stdout, the outcome the last one.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from flows.entry import run_months
from tests.conftest import SECRETARY
from tests.flows.standing import settings_of


def main(database: str, *periods: str) -> None:
    def on_step(period: str, step: str, done: int, total: int) -> None:
        print(json.dumps([period, step, os.environ.get("PREFECT_API_URL")]), flush=True)

    outcomes = run_months(settings_of(Path(database)), periods, approve_as=SECRETARY, on_step=on_step)
    print(json.dumps([(outcome.period, outcome.finished, outcome.digest) for outcome in outcomes]))


if __name__ == "__main__":
    main(*sys.argv[1:])
