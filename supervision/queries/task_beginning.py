"""The first tasks of a list, and the order of all of them where that is known already. Whole lists: `worklist`."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from supervision.context import Reading
from supervision.queries.task_search import few_holding
from supervision.queries.worklist import TaskFilter, TaskLine, few_lines, task_page


@dataclass(frozen=True, slots=True)
class Beginning:
    """`ids` is the order of the whole list; None while nobody has asked for it."""

    first: list[TaskLine]
    ids: array[int] | None


def task_beginning(reading: Reading, chosen: TaskFilter, limit: int) -> Beginning:
    """A rare word is looked for in all findings once: what it finds is the whole list."""
    few = few_holding(reading, chosen.text) if chosen.text else None
    if few is not None:
        lines = few_lines(reading, chosen, few)
        return Beginning(lines[:limit], array("q", (line.id for line in lines)))
    first = task_page(reading, chosen, limit=limit)
    return Beginning(first, array("q", (line.id for line in first)) if len(first) < limit else None)
