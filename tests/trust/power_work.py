"""What is under way when the power goes: `python -m tests.trust.power_work FOLDER`, run under strace by `power`.

Each acknowledged record is told by a line in the file `told`, which strace sees between SQLite's own writes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from supervision.context import Context
from supervision.services.activities import NewActivity, record_activity
from supervision.services.measures import NewMeasure, record_measure
from supervision.store.database import Database
from tests.conftest import fixed, house, person

SESSIONS, ROUNDS = 5, 4
"""Whoever leaves last writes the log back into the file: five times that, and many commits between."""
CLERK = "P08C"


def records(context: Context) -> Iterator[str]:
    for _ in range(ROUNDS):
        yield record_activity(context, NewActivity("V01", "volunteer_service", "2026-03-05")).activity_no
        yield record_measure(context, NewMeasure("V01", "reserve_cadres_on_file", "2026-03", "2")).measure_no


def main(folder: str) -> None:
    told = os.open(Path(folder) / "told", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    for _ in range(SESSIONS):
        database = Database(str(Path(folder) / "supervision.db"))
        start = Context(database, "T01", house(database).actor, fixed())
        for number in records(person(start, CLERK)):
            os.write(told, f"{number}\n".encode())
        database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
