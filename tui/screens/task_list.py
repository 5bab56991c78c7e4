"""Lists of tasks on a page: an id snapshot with its first block, read at once; the rest as one scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from supervision.context import Reading
from supervision.queries.worklist import TaskFilter, TaskLine, task_ids, task_lines
from tui.door import door
from tui.widgets.marking import MarkingTable
from tui.widgets.record_table import RecordTable
from tui.widgets.record_window import BLOCK


@dataclass(frozen=True, slots=True)
class TaskList:
    """The ids of the chosen tasks in order, and the records of the first block."""

    ids: Sequence[int]
    first: Sequence[TaskLine]


def read_tasks(reading: Reading, chosen: TaskFilter) -> TaskList:
    ids = task_ids(reading, chosen)
    return TaskList(ids, task_lines(reading, ids[:BLOCK]))


class BringsTasks(RecordTable[TaskLine]):
    """A record table of tasks brings them itself."""

    async def _lines(self, ids: Sequence[int]) -> Sequence[TaskLine | None]:
        wanted = list(ids)
        found = await door(self).look(lambda reading: task_lines(reading, wanted))
        by_id = {line.id: line for line in found}
        return [by_id.get(each) for each in wanted]

    def action_open(self) -> None:
        """Show the task at the cursor."""
        from tui.screens.task_detail import TaskPage

        if self.current is not None:
            self.app.push_screen(TaskPage(self.current.task_no))

    def show_tasks(self, tasks: TaskList) -> None:
        self.set_ids(tasks.ids, tasks.first)


class TaskTable(BringsTasks):
    """Tasks to look at."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self._lines, id=id)


class TaskMarking(MarkingTable[TaskLine], BringsTasks):
    """Tasks to mark and move together."""

    def __init__(self, *, id: str | None = None, at_most: int) -> None:
        super().__init__(self._lines, id=id, at_most=at_most)
