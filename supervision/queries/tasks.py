"""Is there a task yet, and at which version? Lists of tasks are `worklist`'s question."""

from __future__ import annotations

from sqlalchemy import select

from supervision.context import Reading
from supervision.store.task_rows import TASKS


def is_open(reading: Reading, task_no: str) -> bool:
    """Has the task of this number been opened from its finding?"""
    where = (TASKS.c.township == reading.township, TASKS.c.task_no == task_no)
    return reading.session.execute(select(TASKS.c.id).where(*where)).first() is not None


def opened_of(reading: Reading, task_nos: list[str]) -> set[str]:
    """Those of these tasks that have been opened."""
    found: set[str] = set()
    for start in range(0, len(task_nos), 500):
        part = task_nos[start : start + 500]
        where = (TASKS.c.township == reading.township, TASKS.c.task_no.in_(part))
        found.update(reading.session.execute(select(TASKS.c.task_no).where(*where)).scalars())
    return found
