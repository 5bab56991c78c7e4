"""What limited reading costs: the same looks for the office and for a village, `python -m bench reading [--rows N]`.

Who may read what is `supervision.domain.visibility`'s question, how rows are held back `supervision.store.sight`'s.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.house import NOW, TOWNSHIP, timed
from bench.many_tasks import RARE, make_tasks
from supervision.context import Context, Reading
from supervision.domain.permission import SYSTEM
from supervision.queries.people import find_actor
from supervision.queries.worklist import TaskFilter, owner_loads, task_counts, task_ids, task_page, unit_loads
from supervision.store.database import Database

READERS = {"office": "P000003", "village": "P000015"}
LOOKS: dict[str, Callable[[Reading], object]] = {
    "overdue, first page of 50": lambda reading: task_page(reading, TaskFilter(overdue=True)),
    "all open, first page": lambda reading: task_page(reading, TaskFilter()),
    "a rare word, first page": lambda reading: task_page(reading, TaskFilter(text=RARE)),
    "numbers of the overdue": lambda reading: task_ids(reading, TaskFilter(overdue=True)),
    "counts of open tasks": task_counts,
    "counts by unit": unit_loads,
    "counts by owner": owner_loads,
}
ROWS = 100_000


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench reading", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--database", help="one that is there, whatever is in it")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        address = asked.database or str(Path(folder) / "supervision.db")
        if asked.database is None:
            make_tasks(Path(address), asked.rows)
        found = {name: _times(address, person_no) for name, person_no in READERS.items()}
    print("| look | office | village |\n| --- | ---: | ---: |")
    for look in LOOKS:
        print(f"| {look} | {found['office'][look]:.2f} | {found['village'][look]:.2f} |")


def _times(address: str, person_no: str) -> dict[str, float]:
    """Look → median time of fifty calls in milliseconds."""
    import supervision.store.every_table  # noqa: F401  (the program loads each when needed)

    database = Database(address)
    house = Context(database, TOWNSHIP, SYSTEM, lambda: NOW)
    with house.reading() as reading:
        reader = house.acting_as(find_actor(reading, person_no))
    with reader.reading() as reading:
        times = {name: timed(lambda look=look: look(reading)) * 1000 for name, look in LOOKS.items()}  # type: ignore[misc]
    database.close()
    return times
